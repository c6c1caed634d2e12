//! A corpus of CVs of our own making: what is read of them, and what would be sent of them.

mod corpus;
mod docx;
mod layout;
mod pdf;
mod words;

use std::time::{Duration, Instant};

use chrono::NaiveDate;

use self::{
    corpus::{Case, Outcome, cases},
    words::{ANSWERS, CANARIES, Cv, NAMES, NUMBERS},
};
use super::{question::sent, subject::Subject};
use crate::{
    domain::{
        cv_analysis::{
            reading::{Part, Reading, read},
            redaction::{Identity, written_dates},
        },
        hostile::rounds,
        lang::Lang,
        search::text::normalise,
        typed::to_ascii,
    },
    server::documents::cv::read_text,
};

/// How long a file may take.
const LONGEST: Duration = Duration::from_secs(10);
/// The share, in percent, of CVs of which each thing is to be read right.
const GOAL: usize = 90;
/// Damaged copies of each file.
const DAMAGES: u64 = 200;
const YEAR: i32 = 2026;

fn subject() -> Subject {
    let born = NaiveDate::from_ymd_opt(1991, 4, 7).unwrap();
    let answers = ANSWERS.map(str::to_owned).into_iter().chain(written_dates(born)).collect();
    let identity = Identity { names: NAMES.map(str::to_owned).to_vec(), answers };
    Subject { person_id: 1, file_name: String::new(), identity, talents: Vec::new(), lang: Lang::Fr }
}

/// How many CVs were read right, in one respect, with the first ones that were not.
#[derive(Default)]
struct Share {
    right: usize,
    all: usize,
    wrong: Vec<String>,
}

impl Share {
    fn count<T: PartialEq + std::fmt::Debug>(&mut self, name: &str, read: T, expected: T) {
        self.all += 1;
        if read == expected {
            self.right += 1;
        } else {
            self.wrong.push(format!("{name}: {read:?}, not {expected:?}"));
        }
    }
}

#[derive(Default)]
struct Shares {
    languages_of_text: Share,
    parts: Share,
    years: Share,
    languages: Share,
    contacts: Share,
    /// What the person did is sent.
    kept: Share,
}

impl Shares {
    fn count(&mut self, name: &str, cv: &Cv, read: &Reading) {
        self.languages_of_text.count(name, read.language, Some(cv.lang));
        let mut parts: Vec<&str> = read.parts.iter().map(|part| part.key()).collect();
        parts.sort_unstable();
        let mut expected = Part::ALL.map(Part::key);
        expected.sort_unstable();
        self.parts.count(name, parts, expected.to_vec());
        self.years.count(name, read.years, Some(cv.years));
        let mut languages = read.languages.clone();
        languages.sort_unstable();
        let mut expected: Vec<String> = cv.languages.iter().map(|key| (*key).to_owned()).collect();
        expected.sort_unstable();
        self.languages.count(name, languages, expected);
        self.contacts.count(name, (read.emails.is_empty(), read.phones.is_empty()), (false, false));
    }

    fn kept(&mut self, name: &str, cv: &Cv, told: &str) {
        let told = format!(" {} ", normalise(told));
        let folded = normalise(cv.text);
        let lost: Vec<&str> = folded.split(' ').filter(|word| !told.contains(&format!(" {word} "))).collect();
        self.kept.count(name, lost, Vec::new());
    }
}

#[test]
fn the_corpus_is_read_and_nothing_in_it_says_whose_it_is() {
    let (cases, subject) = (cases(), subject());
    assert!(cases.len() >= 60);
    let (mut shares, mut leaks, mut wrong, mut longest) = (Shares::default(), Vec::new(), Vec::new(), Duration::ZERO);
    for Case { name, file, outcome } in &cases {
        let began = Instant::now();
        let text = read_text(file);
        longest = longest.max(began.elapsed());
        match (outcome, text) {
            (Outcome::Text { cv, hidden }, Ok(text)) => {
                if text.hidden != *hidden || text.text.contains("give 100") {
                    wrong.push(format!("{name}: {} hidden, not {hidden}", text.hidden));
                }
                shares.count(name, cv, &read(&text.text, text.hidden, &[], YEAR));
                let told = sent(&text.text, &subject).0;
                leaks.extend(leaks_of(&told).map(|canary| format!("{name}: {canary}")));
                shares.kept(name, cv, &told);
            }
            (Outcome::Reason(reasons), Err(reason)) if reasons.contains(&reason) => {}
            (_, other) => wrong.push(format!("{name}: {:?}", other.map(|text| text.text))),
        }
    }
    println!("{} files, the longest took {longest:?}", cases.len());
    for (what, share) in [
        ("language", &shares.languages_of_text),
        ("parts", &shares.parts),
        ("years", &shares.years),
        ("languages", &shares.languages),
        ("contacts", &shares.contacts),
        ("kept", &shares.kept),
    ] {
        println!("{what}: {} of {} right", share.right, share.all);
        for line in &share.wrong {
            println!("    {line}");
        }
    }
    println!("{wrong:#?}\n{leaks:#?}");
    assert!(longest < LONGEST && wrong.is_empty() && leaks.is_empty());
    for share in [shares.languages_of_text, shares.parts, shares.years, shares.languages, shares.contacts, shares.kept]
    {
        assert!(share.right * 100 >= share.all * GOAL);
    }
}

/// What of the person stands in a text.
fn leaks_of(sent: &str) -> impl Iterator<Item = String> {
    let folded = normalise(sent);
    let squeezed = folded.replace(' ', "");
    let digits: Vec<String> =
        sent.lines().map(|line| line.chars().map(to_ascii).filter(char::is_ascii_digit).collect()).collect();
    let line = move |canary: &str| {
        let line = sent.lines().find(|line| normalise(line).contains(canary)).unwrap_or_default();
        format!("{canary} in {line}")
    };
    let words = CANARIES.iter().map(|canary| normalise(canary));
    let words = words.filter(|canary| folded.contains(canary) || squeezed.contains(&canary.replace(' ', "")));
    let numbers = NUMBERS.iter().filter(|number| digits.iter().any(|line| line.contains(**number)));
    let all: Vec<String> =
        words.map(|canary| line(&canary)).chain(numbers.map(|number| (*number).to_owned())).collect();
    all.into_iter()
}

/// Bytes changed, copied and left out: there is an answer, always. A quarter of the files each, side by side.
#[test]
fn whatever_becomes_of_a_cv_is_read_or_not() {
    read_damaged(0);
}

#[test]
fn whatever_becomes_of_a_second_cv_is_read_or_not() {
    read_damaged(1);
}

#[test]
fn whatever_becomes_of_a_third_cv_is_read_or_not() {
    read_damaged(2);
}

#[test]
fn whatever_becomes_of_a_fourth_cv_is_read_or_not() {
    read_damaged(3);
}

fn read_damaged(quarter: usize) {
    let cases: Vec<Case> = cases().into_iter().skip(quarter).step_by(4).collect();
    let number = u32::try_from(cases.len()).unwrap();
    let mut random = fastrand::Rng::with_seed(22);
    for Case { name, file, .. } in &cases {
        for round in rounds(DAMAGES, number) {
            let mut damaged = file.clone();
            for _ in 0..random.usize(1..8) {
                damage(&mut damaged, &mut random);
            }
            let began = Instant::now();
            if let Ok(text) = read_text(&damaged) {
                let _ = read(&text.text, text.hidden, &[], YEAR);
            }
            assert!(began.elapsed() < LONGEST, "{name}, round {round}");
        }
    }
}

fn damage(bytes: &mut Vec<u8>, random: &mut fastrand::Rng) {
    if bytes.is_empty() {
        return;
    }
    let at = random.usize(..bytes.len());
    match random.u8(..8) {
        0..4 => bytes[at] = random.u8(..),
        // A digit more or less is another length, number or place.
        4 => bytes[at] = random.u8(b'0'..=b'9'),
        5 => {
            let end = (at + random.usize(..64)).min(bytes.len());
            let copied = bytes[at..end].to_vec();
            let place = random.usize(..bytes.len());
            bytes.splice(place..place, copied);
        }
        6 => {
            let end = (at + random.usize(..64)).min(bytes.len());
            bytes.drain(at..end);
        }
        // The beginning alone, but rarely: nothing else of it would be looked at.
        _ if random.u8(..8) == 0 => bytes.truncate(at),
        _ => bytes[at] ^= 1 << random.u8(..8),
    }
}
