//! Texts for tests that must hold for whatever arrives: the same ones in every run.

use std::time::{Duration, Instant};

/// The rounds of a test that must hold for whatever arrives: so many in every run. With `FUZZ_MINUTES` in the
/// environment the same sequence goes on for so many minutes, which `parts` such loops of one test share.
pub fn rounds(always: u64, parts: u32) -> impl Iterator<Item = u64> {
    let minutes = std::env::var("FUZZ_MINUTES").ok().and_then(|text| text.parse::<u64>().ok()).unwrap_or(0);
    let (began, time) = (Instant::now(), Duration::from_secs(60 * minutes) / parts.max(1));
    (0..).take_while(move |round| *round < always || began.elapsed() < time)
}

/// A sequence of texts made of the characters of an alphabet and, now and then, of any other.
pub struct Texts {
    random: fastrand::Rng,
    alphabet: Vec<char>,
}

impl Texts {
    /// The sequence of this seed.
    pub fn new(seed: u64, alphabet: &str) -> Self {
        Self { random: fastrand::Rng::with_seed(seed), alphabet: alphabet.chars().collect() }
    }

    /// The next text, of at most `longest` characters.
    pub fn next(&mut self, longest: usize) -> String {
        let length = self.random.usize(0..=longest);
        (0..length)
            .map(|_| {
                if self.random.u8(0..40) == 0 {
                    self.random.char(..)
                } else {
                    self.random.choice(&self.alphabet).copied().unwrap_or('0')
                }
            })
            .collect()
    }
}
