//! Addresses and numbers in a text.

use crate::domain::typed::to_ascii;

/// Digits that a phone number has: eight in many countries of Africa.
const FEWEST_DIGITS: usize = 8;
const MOST_DIGITS: usize = 15;
const FEWEST_PAIRS: usize = 4;
/// Characters from its first digit to its last one.
const LONGEST: usize = 30;

/// The e-mail addresses of a text.
pub fn emails(text: &str) -> Vec<String> {
    let mut all: Vec<String> = joined(text).split_whitespace().filter_map(email).map(str::to_lowercase).collect();
    all.dedup();
    all
}

/// The address that a word is, without the signs around it.
pub fn email(word: &str) -> Option<&str> {
    let word = word.rsplit(['<', '(', ':', '|', ';', ',']).find(|part| part.contains('@')).unwrap_or(word);
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    let (local, domain) = word.split_once('@')?;
    let (name, ending) = domain.rsplit_once('.')?;
    let fits = !local.is_empty() && !name.is_empty() && ending.len() >= 2 && !domain.contains('@');
    fits.then_some(word)
}

/// A line with its e-mail addresses in one piece: « nom @ site.test », « nom (at) site (dot) test ».
pub fn joined(line: &str) -> String {
    const AT: [&str; 8] = ["(at)", "[at]", "{at}", "(arobase)", "[arobase]", "(AT)", "[AT]", "(a)"];
    const DOT: [&str; 6] = ["(dot)", "[dot]", "(point)", "[point]", "(DOT)", "[DOT]"];
    let mut line = line.to_owned();
    for at in AT {
        line = line.replace(at, "@");
    }
    if !line.contains('@') {
        return line;
    }
    for dot in DOT {
        line = line.replace(&format!(" {dot} "), ".").replace(dot, ".");
    }
    while line.contains(" @") || line.contains("@ ") {
        line = line.replace(" @", "@").replace("@ ", "@");
    }
    line
}

/// Whether a word is an address of the web.
pub fn is_link(word: &str) -> bool {
    const SITES: [&str; 12] = [
        "linkedin.",
        "github.",
        "facebook.",
        "instagram.",
        "twitter.",
        "youtube.",
        "youtu.be",
        "behance.",
        "tiktok.",
        "imdb.",
        "wa.me",
        "t.me",
    ];
    let word = word.to_lowercase();
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    word.starts_with("http")
        || word.starts_with("www.")
        || SITES.iter().any(|site| word.starts_with(site))
        || ENDINGS.iter().any(|ending| word.ends_with(ending) && is_host(word))
        || word.split_once('/').is_some_and(|(host, path)| is_host(host) && !path.is_empty())
}

/// What an address without a path ends with.
const ENDINGS: [&str; 12] = [".com", ".net", ".org", ".ma", ".fr", ".dz", ".tn", ".sn", ".ci", ".info", ".io", ".me"];

fn is_host(word: &str) -> bool {
    word.rsplit_once('.').is_some_and(|(name, ending)| {
        !name.is_empty() && (2..=6).contains(&ending.len()) && ending.chars().all(|c| c.is_ascii_alphabetic())
    })
}

/// Where in a line a phone number stands: from the byte of its first sign to the byte behind its last one.
pub fn phones(line: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut run: Option<Run> = None;
    let signs = line.char_indices().chain([(line.len(), '\n')]);
    for (at, c) in signs {
        let digit = to_ascii(c).is_ascii_digit();
        match &mut run {
            Some(run) if digit => {
                run.digits += 1;
                run.end = at + c.len_utf8();
            }
            // Slashes part dates, not numbers.
            Some(_) if matches!(c, ' ' | '.' | '-' | '(' | ')' | '\u{a0}' | '\u{202f}') => {}
            Some(_) => found.extend(run.take().and_then(|run| run.number(line))),
            None if digit || c == '+' => {
                run = Some(Run { begin: at, end: at + c.len_utf8(), digits: usize::from(digit) });
            }
            None => {}
        }
    }
    found.extend(slashed(line));
    found.sort_unstable();
    found
}

/// « 06/00/00/00/00 »: dates have no four groups of two digits.
fn slashed(line: &str) -> impl Iterator<Item = (usize, usize)> {
    let belongs = |c: char| c == '/' || to_ascii(c).is_ascii_digit();
    let is_number =
        |run: &str| run.split('/').all(|group| group.chars().count() == 2) && run.split('/').count() >= FEWEST_PAIRS;
    let mut at = 0;
    let runs = line.split_inclusive(move |c| !belongs(c)).map(move |part| {
        let begin = at;
        at += part.len();
        (begin, part.trim_end_matches(move |c| !belongs(c)))
    });
    runs.filter(move |(_, run)| is_number(run)).map(|(begin, run)| (begin, begin + run.len()))
}

struct Run {
    begin: usize,
    end: usize,
    digits: usize,
}

impl Run {
    fn number(self, line: &str) -> Option<(usize, usize)> {
        let fits = (FEWEST_DIGITS..=MOST_DIGITS).contains(&self.digits) && self.end - self.begin <= 2 * LONGEST;
        (fits && !is_dates(line.get(self.begin..self.end)?)).then_some((self.begin, self.end))
    }
}

/// Years, with months and days beside them or not.
fn is_dates(signs: &str) -> bool {
    let plain: String = signs.chars().map(to_ascii).collect();
    let mut years = false;
    for group in plain.split(|c: char| !c.is_ascii_digit()) {
        match group.len() {
            0..=2 => {}
            4 if group.starts_with("19") || group.starts_with("20") => years = true,
            _ => return false,
        }
    }
    years && !plain.starts_with('+')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_numbers_are_found() {
        assert_eq!(emails("Mail: Casting.Fes@exemple.test, <a@b.test>"), ["casting.fes@exemple.test", "a@b.test"]);
        assert!(emails("@home a@b 100%").is_empty());
        for (line, number) in [
            ("Tél. : +212 6 00 00 00 00 / Fès", Some("+212 6 00 00 00 00")),
            ("هاتف ٠٦٠٠٠٠٠٠٠٠", Some("٠٦٠٠٠٠٠٠٠٠")),
            ("2019 - 2022 acteur", None),
            ("01/2019 - 12/2022", None),
            ("01.2019 - 12.2022", None),
            ("GSM 70 12 34 56", Some("70 12 34 56")),
        ] {
            let found = phones(line).first().and_then(|(begin, end)| line.get(*begin..*end));
            assert_eq!(found, number, "{line}");
        }
        for (word, link) in [
            ("https://x.test", true),
            ("linkedin.com/in/x", true),
            ("site.ma/cv", true),
            ("(canari.com)", true),
            ("et/ou", false),
            ("Node.js", false),
        ] {
            assert_eq!(is_link(word), link, "{word}");
        }
    }
}
