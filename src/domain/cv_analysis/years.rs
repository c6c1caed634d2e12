//! Years of experience, from the years that jobs went from and to.

use crate::domain::{search::text::normalise, typed::to_ascii};

const EARLIEST: i32 = 1950;
/// What people write for « until now », as [`normalise`] writes it.
const NOW: [&str; 12] = [
    "present",
    "aujourd hui",
    "actuel",
    "actuellement",
    "a ce jour",
    "en cours",
    "now",
    "today",
    "current",
    "الان",
    "حاليا",
    "اليوم",
];

/// Full years that lines about jobs cover together; `None` when no span is named.
pub fn years<'a>(lines: impl Iterator<Item = &'a str>, this_year: i32) -> Option<u32> {
    let mut spans: Vec<(i32, i32)> = lines.filter_map(|line| span(line, this_year)).collect();
    spans.sort_unstable();
    let (mut total, mut covered) = (0, i32::MIN);
    for (from, to) in &spans {
        let from = (*from).max(covered);
        total += (to - from).max(0);
        covered = covered.max(*to);
    }
    (!spans.is_empty()).then(|| u32::try_from(total).unwrap_or_default())
}

/// The years a line goes from and to. Two years are a span, and so are one and « until now ».
fn span(line: &str, this_year: i32) -> Option<(i32, i32)> {
    let found = four_digits(line, this_year);
    let from = *found.first()?;
    let to = match found.get(1) {
        Some(to) => *to,
        None if goes_on(line) => this_year,
        // One year alone: some of it.
        None => return None,
    };
    (from <= to).then_some((from, to))
}

fn goes_on(line: &str) -> bool {
    let folded = format!(" {} ", normalise(line));
    let says = |word: &str| folded.contains(&format!(" {} ", normalise(word)));
    NOW.into_iter().any(says)
        || folded.starts_with(" depuis ")
        || folded.contains(" depuis ")
        || says("since")
        || says("منذ")
}

/// The years in a line, in their order.
fn four_digits(line: &str, this_year: i32) -> Vec<i32> {
    let plain: String = line.chars().map(to_ascii).collect();
    plain
        .split(|c: char| !c.is_ascii_digit())
        .filter(|digits| digits.len() == 4)
        .filter_map(|digits| digits.parse().ok())
        .filter(|year| (EARLIEST..=this_year).contains(year))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_added_once() {
        let years = |text: &str| years(text.lines(), 2026);
        assert_eq!(years("2019 - 2022 Acteur\n2020 – 2024 Danseur"), Some(5));
        assert_eq!(years("03/2015 à 06/2017\nDepuis 2023 : régisseur"), Some(5));
        assert_eq!(years("٢٠١٥ - ٢٠١٨ ممثل\n2024 - حتى الآن"), Some(5));
        assert_eq!(years("2018 – present"), Some(8));
        assert_eq!(years("Lycée, 2012"), None);
        assert_eq!(years("2022 - 2019"), None);
        assert_eq!(years("2019 - 2019"), Some(0));
    }
}
