//! Finding canaries in answers, however they are written there.

use std::{
    collections::{BTreeSet, HashMap},
    ops::Range,
    sync::OnceLock,
};

use aho_corasick::AhoCorasick;
use base64::{
    Engine as _,
    engine::general_purpose::{GeneralPurpose, STANDARD_NO_PAD, URL_SAFE_NO_PAD},
};

use crate::leaks::canaries::plan::{Canary, Column, day, word};

/// A column of a person, by their numbers.
pub type Sighting = (usize, usize);

/// Knows every canary of all people.
pub struct Finder {
    words: HashMap<String, Sighting>,
    stems: Vec<(String, usize)>,
    numbers: Vec<(&'static str, usize)>,
    days: HashMap<String, Sighting>,
    stored: HashMap<String, Sighting>,
    /// Years of the days: a text without one holds no such day.
    years: BTreeSet<String>,
    /// Beginnings of canaries in base64: a text without one hides none.
    hidden: BTreeSet<String>,
    people: usize,
    machines: OnceLock<Machines>,
}

/// What is sought in every text, all at once.
struct Machines {
    hidden: AhoCorasick,
    /// What begins a disguised letter in an address, and in markup.
    percent: AhoCorasick,
    entity: AhoCorasick,
    in_numbers: AhoCorasick,
    years: AhoCorasick,
    words: AhoCorasick,
    stored: AhoCorasick,
    /// In the order of the patterns of `stored`.
    whose: Vec<Sighting>,
}

/// In every number, however its digits are grouped.
const IN_NUMBERS: [&str; 8] = ["555", "5 55", "55 5", "765", "654", "٥٥٥", "٧٦٥", "٦٥٤"];

/// Beginnings shorter than this are found in random text too.
const SHORTEST: usize = 6;

impl Finder {
    pub fn new(columns: &[Column], people: usize) -> Self {
        let mut finder = Self {
            words: HashMap::new(),
            stems: Vec::new(),
            numbers: Vec::new(),
            days: HashMap::new(),
            stored: HashMap::new(),
            years: BTreeSet::new(),
            hidden: BTreeSet::new(),
            people,
            machines: OnceLock::new(),
        };
        for (index, column) in columns.iter().enumerate() {
            for name in column.words() {
                finder.stems.push((format!("zq{name}"), index));
                for stem in [format!("zq{name}"), format!("Zq{name}"), format!("zq{name}").to_uppercase()] {
                    finder.hidden.extend(in_base64(&stem));
                }
                for person in 0..people {
                    assert!(finder.words.insert(word(name, person), (index, person)).is_none());
                }
            }
            match column.canary {
                Canary::Number(digits) => {
                    finder.numbers.push((digits, index));
                    finder.hidden.extend(in_base64(digits));
                }
                Canary::Day(year) => {
                    for person in 0..people {
                        finder.add_day(day(year, person), (index, person));
                    }
                }
                _ => {}
            }
        }
        finder
    }

    /// A day in every order people write it.
    pub fn add_day(&mut self, day: chrono::NaiveDate, whose: Sighting) {
        // Not the American order: it is another person's day in ours.
        for format in ["%Y-%m-%d", "%Y%m%d", "%d/%m/%Y", "%-d/%-m/%Y", "%d-%m-%Y", "%d.%m.%Y"] {
            self.days.insert(day.format(format).to_string(), whose);
        }
        self.years.insert(day.format("%Y").to_string());
    }

    /// A value that cannot be guessed.
    pub fn add_stored(&mut self, value: &str, whose: Sighting) {
        assert!(value.len() >= 10, "{value} could be anybody's");
        self.stored.insert(value.to_lowercase(), whose);
    }

    fn machines(&self) -> &Machines {
        self.machines.get_or_init(|| Machines {
            hidden: AhoCorasick::new(&self.hidden).unwrap(),
            percent: AhoCorasick::new(["%"]).unwrap(),
            entity: AhoCorasick::new(["&#"]).unwrap(),
            in_numbers: AhoCorasick::new(IN_NUMBERS).unwrap(),
            years: AhoCorasick::new(&self.years).unwrap(),
            words: AhoCorasick::new(["zq"]).unwrap(),
            stored: AhoCorasick::new(self.stored.keys()).unwrap(),
            whose: self.stored.values().copied().collect(),
        })
    }

    /// Whose canaries stand in a text, in plain or in disguise. What is only the beginning of one counts for all of
    /// them.
    pub fn find(&self, content: &[u8]) -> BTreeSet<Sighting> {
        let mut found = BTreeSet::new();
        let plain = String::from_utf8_lossy(content).into_owned();
        let pieces = |mark: &AhoCorasick, ends: &[char]| pieces_with(&plain, mark, ends).join("\n");
        let percent = percent_decoded(&pieces(&self.machines().percent, &['"', '<', '>', '\n']));
        let entities = entities_decoded(&percent_decoded(&pieces(&self.machines().entity, &['<', '>'])));
        let hides = self.machines().hidden.is_match(&plain);
        let decoded = if hides { base64_decoded(&plain) } else { Vec::new() };
        for text in [plain, percent, entities].into_iter().chain(decoded).filter(|text| !text.is_empty()) {
            self.find_plain(text, &mut found);
        }
        found
    }

    fn find_plain(&self, mut text: String, found: &mut BTreeSet<Sighting>) {
        text.make_ascii_lowercase();
        self.find_words(&text, found);
        let machines = self.machines();
        if machines.in_numbers.is_match(&text) {
            for digits in joined_digits(&text) {
                self.find_numbers(&digits, found);
            }
        }
        self.find_days(&text, found);
        found.extend(machines.stored.find_overlapping_iter(&text).map(|stored| machines.whose[stored.pattern()]));
    }

    /// Days, in the digits and separators around each year: a day holds one.
    fn find_days(&self, text: &str, found: &mut BTreeSet<Sighting>) {
        let no_day = |byte: &u8| !(byte.is_ascii_digit() || b"/-.".contains(byte));
        let bytes = text.as_bytes();
        let mut until = 0;
        for at in self.machines().years.find_iter(text).map(|year| year.start()) {
            if at < until {
                continue;
            }
            let start = bytes[..at].iter().rposition(no_day).map_or(0, |before| before + 1);
            until = bytes[at..].iter().position(no_day).map_or(bytes.len(), |length| at + length);
            let token = &text[start..until];
            if token.len() >= 8 {
                let token = token.trim_matches(['-', '.', '/']);
                found.extend(self.days.get(token.get(..10).unwrap_or(token)));
                found.extend(self.days.get(token));
            }
        }
    }

    fn find_words(&self, text: &str, found: &mut BTreeSet<Sighting>) {
        for at in self.machines().words.find_iter(text).map(|word| word.start()) {
            let token: &str = text[at..].split(|c: char| !c.is_ascii_lowercase()).next().unwrap_or_default();
            if let Some(whose) = self.words.get(token) {
                found.insert(*whose);
            } else if token.len() >= SHORTEST && !inside_run(text, at..at + token.len()) {
                let cut = |stem: &&(String, usize)| token.starts_with(&stem.0) || stem.0.starts_with(token);
                if let Some((_, column)) = self.stems.iter().find(cut) {
                    found.extend((0..self.people).map(|person| (*column, person)));
                }
            }
        }
    }

    fn find_numbers(&self, digits: &str, found: &mut BTreeSet<Sighting>) {
        for (known, column) in &self.numbers {
            for (at, _) in digits.match_indices(known) {
                let person = digits.get(at + known.len()..at + known.len() + 2).and_then(|number| number.parse().ok());
                found.extend(person.filter(|person| *person < self.people).map(|person| (*column, person)));
            }
        }
    }
}

/// Whether letters or digits go on before or after a piece of text, as they do inside the nonces of pages.
fn inside_run(text: &str, piece: Range<usize>) -> bool {
    let goes_on = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    let bytes = text.as_bytes();
    goes_on(bytes[..piece.start].last()) || goes_on(bytes[piece.end..].first())
}

/// Whether a few letters inside a longer run. Longer words inside other words count.
pub fn by_chance(text: &str, word: Range<usize>) -> bool {
    word.len() < SHORTEST && inside_run(text, word)
}

/// Runs of digits in any script, their separators dropped. Digits inside words are those of random names.
pub fn joined_digits(text: &str) -> Vec<String> {
    let mut runs = Vec::new();
    let mut run = String::new();
    let (mut before, mut glued, mut gap) = (' ', false, 0);
    for c in text.chars().chain(['\n']) {
        if let Some(digit) = digit(c) {
            glued |= run.is_empty() && before.is_ascii_alphabetic();
            run.push(digit);
            gap = 0;
        } else if !run.is_empty() && gap < 2 && is_separator(c) {
            gap += 1;
        } else {
            let ends_in_a_word = c.is_ascii_alphabetic() && gap == 0;
            if !run.is_empty() && !glued && !ends_in_a_word {
                runs.push(run.clone());
            }
            run.clear();
            (glued, gap) = (false, 0);
        }
        before = c;
    }
    runs
}

fn digit(c: char) -> Option<char> {
    let value = match c {
        '٠'..='٩' => u32::from(c) - u32::from('٠'),
        '۰'..='۹' => u32::from(c) - u32::from('۰'),
        _ => c.to_digit(10)?,
    };
    char::from_digit(value, 10)
}

fn is_separator(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | ',' | '.' | '\'' | '٬' | '-' | '(' | ')')
}

/// The pieces between these ends that hold a mark. Most texts hold it seldom, and their length costs time.
fn pieces_with<'a>(text: &'a str, mark: &AhoCorasick, ends: &[char]) -> Vec<&'a str> {
    let mut pieces: Vec<&str> = Vec::new();
    let mut until = 0;
    for at in mark.find_iter(text).map(|found| found.start()) {
        if at >= until {
            let start = text[..at].rfind(ends).map_or(0, |end| end + 1);
            until = text[at..].find(ends).map_or(text.len(), |end| at + end);
            pieces.push(&text[start..until]);
        }
    }
    pieces
}

fn percent_decoded(text: &str) -> String {
    let form = text.replace('+', " ");
    let mut bytes = Vec::with_capacity(form.len());
    let raw = form.as_bytes();
    let mut at = 0;
    while at < raw.len() {
        let hex = (raw[at] == b'%').then(|| form.get(at + 1..at + 3)).flatten();
        if let Some(byte) = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            bytes.push(byte);
            at += 3;
        } else {
            bytes.push(raw[at]);
            at += 1;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn entities_decoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("&#") {
        out.push_str(&rest[..at]);
        let number = &rest[at + 2..];
        let end = number.find(';').filter(|end| *end <= 7);
        let character = end.and_then(|end| {
            let digits = &number[..end];
            let code = match digits.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok(),
                None => digits.parse().ok(),
            };
            code.and_then(char::from_u32)
        });
        if let (Some(character), Some(end)) = (character, end) {
            out.push(character);
            rest = &number[end + 1..];
        } else {
            out.push_str("&#");
            rest = number;
        }
    }
    out.push_str(rest);
    out
}

/// The letters that stand in base64 for a text, wherever in a longer one it begins.
fn in_base64(text: &str) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for skipped in 0..3 {
        let padded = [&vec![0; skipped], text.as_bytes()].concat();
        for engine in [&STANDARD_NO_PAD, &URL_SAFE_NO_PAD] {
            let letters = engine.encode(&padded);
            all.insert(letters[(skipped * 8).div_ceil(6)..padded.len() * 8 / 6].to_owned());
        }
    }
    all
}

/// What runs of base64 letters mean, wherever in them it begins.
fn base64_decoded(text: &str) -> Vec<String> {
    use base64::{
        alphabet,
        engine::{DecodePaddingMode, GeneralPurposeConfig},
    };
    let config = GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent);
    let mut decoded = Vec::new();
    for (alphabet, letters) in [(&alphabet::STANDARD, "+/"), (&alphabet::URL_SAFE, "-_")] {
        let engine = GeneralPurpose::new(alphabet, config);
        for run in text.split(|c: char| !(c.is_ascii_alphanumeric() || letters.contains(c))) {
            for begin in 0..4 {
                let Some(part) = run.get(begin..).filter(|part| part.len() >= 11) else { continue };
                let whole = if part.len() % 4 == 1 { &part[..part.len() - 1] } else { part };
                if let Ok(bytes) = engine.decode(whole) {
                    let text = String::from_utf8_lossy(&bytes).into_owned();
                    // Random bytes are no text.
                    if text.to_lowercase().contains("zq") || joined_digits(&text).iter().any(|run| run.len() >= 8) {
                        decoded.push(text);
                    }
                }
            }
        }
    }
    decoded
}

#[cfg(test)]
mod tests {
    use base64::engine::general_purpose::STANDARD;

    use super::*;
    use crate::leaks::canaries::plan::columns;

    fn found(text: &str) -> BTreeSet<(&'static str, usize)> {
        let columns = columns();
        Finder::new(&columns, 72).find(text.as_bytes()).into_iter().map(|(c, p)| (columns[c].name, p)).collect()
    }

    #[test]
    fn canaries_are_found_in_every_disguise() {
        let name = BTreeSet::from([("people.first_name", 29)]);
        for text in ["<b>Zqfirstbdq</b>", "x=%5A%71firstbdq&", "&#90;&#x71;firstbdq", "zqzqfirstbdq"] {
            assert_eq!(found(text), name, "{text}");
        }
        for prefix in ["", "a", "ab"] {
            let plain = format!("{prefix} Zqfirstbdq, and more");
            assert_eq!(found(&format!("data:x;base64,{}", STANDARD.encode(&plain))), name);
            assert_eq!(found(&format!("?e={}", URL_SAFE_NO_PAD.encode(&plain))), name);
        }
        assert_eq!(found("Zqfirst…").len(), 72, "a beginning is anybody's");
        let rate = BTreeSet::from([("main_profiles.hourly_rate", 7)]);
        for text in ["98 765 407 XOF", "98\u{202f}765\u{202f}407", "98,765,407", "٩٨٬٧٦٥٬٤٠٧", "v=98765407;"]
        {
            assert_eq!(found(text), rate, "{text}");
        }
        let phone = BTreeSet::from([("people.phone_encrypted", 42)]);
        for text in ["+12025550142", "(202) 555-0142", "tel:+1-202-555-0142", "12025550142"] {
            assert_eq!(found(text), phone, "{text}");
        }
        let born = BTreeSet::from([("people.date_of_birth", 2)]);
        for text in ["1951-01-03", "03/01/1951", "\"1951-01-03T00:00:00\"", "3/1/1951"] {
            assert_eq!(found(text), born, "{text}");
        }
    }

    #[test]
    fn random_names_are_no_canaries() {
        for text in ["a20255501421f", "9f98765407ab", "nonce-zqA7", "nonce-4vxzqFirs-8", "1951", "2026-01-03"] {
            assert!(found(text).is_empty(), "{text}");
        }
        for (text, word, chance) in [
            ("<script nonce=\"q7XOFbB-Y4w\">", "XOF", true),
            ("Devise : XOF", "XOF", false),
            ("XOF", "XOF", false),
            ("1 200\u{202f}XOF\u{a0}/ jour", "XOF", false),
            ("La casa de Casablancaise", "Casablanca", false),
        ] {
            let at = text.find(word).unwrap();
            assert_eq!(by_chance(text, at..at + word.len()), chance, "{text}");
        }
    }
}
