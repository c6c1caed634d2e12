//! Dates of jobs in a line, and what stands between them.

use std::sync::LazyLock;

use crate::domain::{
    search::text::normalise,
    typed::{is_dash, to_ascii},
};

const EARLIEST: i32 = 1950;
const MONTHS: i32 = 12;
/// Names of months in three languages, as [`normalise`] writes them. Latin ones are shortened, too.
const NAMES: [&[&str]; 12] = [
    &["janvier", "january", "يناير", "جانفي"],
    &["fevrier", "february", "فبراير", "فيفري", "شباط"],
    &["mars", "march", "مارس", "اذار"],
    &["avril", "april", "ابريل", "افريل", "نيسان"],
    &["mai", "may", "ماي", "مايو", "ايار"],
    &["juin", "june", "يونيو", "جوان", "حزيران"],
    &["juillet", "july", "يوليوز", "يوليو", "جويليه", "تموز"],
    &["aout", "august", "غشت", "اغسطس", "اوت", "اب"],
    &["septembre", "september", "شتنبر", "سبتمبر", "ايلول"],
    &["octobre", "october", "اكتوبر"],
    &["novembre", "november", "نونبر", "نوفمبر"],
    &["decembre", "december", "دجنبر", "ديسمبر"],
];
const SHORTEST_NAME: usize = 3;
/// What people write for « until now ».
const NOW: [&str; 17] = [
    "present",
    "presente",
    "aujourd",
    "actuel",
    "actuelle",
    "actuellement",
    "maintenant",
    "now",
    "today",
    "current",
    "currently",
    "ongoing",
    "الآن",
    "حاليا",
    "اليوم",
    "الحاضر",
    "الحالي",
];
/// The same in two words: the second one alone says nothing.
const NOW_IN_TWO: [(&str, &str); 4] = [("ce", "jour"), ("en", "cours"), ("to", "date"), ("يومنا", "هذا")];
const TO: [&str; 9] = ["a", "au", "to", "until", "till", "jusqu", "jusque", "إلى", "حتى"];
const SINCE: [&str; 3] = ["depuis", "since", "منذ"];
/// Words between the others that change nothing.
const FILLING: [&str; 15] =
    ["le", "the", "er", "st", "nd", "rd", "th", "hui", "of", "شهر", "عام", "سنة", "غاية", "الوقت", "لحد"];

static FOLDED: LazyLock<[Vec<String>; 4]> = LazyLock::new(|| {
    [NOW.as_slice(), &TO, &SINCE, &FILLING].map(|words| words.iter().map(|word| normalise(word)).collect())
});

/// A month of a year, or a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Date {
    year: i32,
    /// From 1 to 12.
    month: Option<i32>,
}

impl Date {
    /// The month it begins in, counted from the year 0.
    pub fn begin(self) -> i32 {
        self.year * MONTHS + self.month.map_or(0, |month| month - 1)
    }

    /// The month behind it: one that is named was worked in.
    pub fn end(self) -> i32 {
        self.year * MONTHS + self.month.unwrap_or(0)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Token {
    Date(Date),
    /// A dash or a word between two dates.
    To,
    Now,
    Since,
    /// Any other word.
    Other,
}

/// A sign, a number or a word of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Atom {
    Number { value: i32, digits: usize },
    Word(String),
    Sign(char),
}

/// What a line says about time.
pub fn tokens(line: &str, this_year: i32) -> Vec<Token> {
    let atoms = atoms(line);
    let mut found: Vec<Token> = Vec::new();
    let mut rest = atoms.as_slice();
    while !rest.is_empty() {
        let taken = if let Some(to) = short_year(rest, found.last(), this_year) {
            found.extend([Token::To, Token::Date(to)]);
            2
        } else if let Some((date, taken)) = date(rest, this_year) {
            found.push(Token::Date(date));
            taken
        } else {
            let (token, taken) = other(rest);
            found.extend(token);
            taken
        };
        rest = rest.get(taken..).unwrap_or_default();
    }
    found
}

fn atoms(line: &str) -> Vec<Atom> {
    let mut atoms = Vec::new();
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        let is_digit = |c: char| to_ascii(c).is_ascii_digit();
        if is_digit(c) {
            let mut digits = String::from(to_ascii(c));
            while let Some(digit) = chars.next_if(|c| is_digit(*c)) {
                digits.push(to_ascii(digit));
            }
            atoms.push(Atom::Number { value: digits.parse().unwrap_or(-1), digits: digits.len() });
        } else if c.is_alphabetic() && c != 'ـ' {
            let mut word = String::from(c);
            // An accent may be a sign of its own.
            while let Some(letter) =
                chars.next_if(|c| *c != 'ـ' && !is_digit(*c) && (c.is_alphanumeric() || is_mark(*c)))
            {
                word.push(letter);
            }
            atoms.push(Atom::Word(normalise(&word)));
        } else if !c.is_whitespace() {
            atoms.push(Atom::Sign(c));
        }
    }
    atoms
}

const fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}')
}

/// « -18 » behind « 2015 ».
fn short_year(rest: &[Atom], before: Option<&Token>, this_year: i32) -> Option<Date> {
    let [Atom::Sign(sign), Atom::Number { value, digits: 2 }, ..] = rest else { return None };
    let Some(Token::Date(from)) = before.filter(|_| is_dash(*sign)) else { return None };
    let year = from.year / 100 * 100 + value;
    (from.month.is_none() && (from.year..=this_year).contains(&year)).then_some(Date { year, month: None })
}

/// What is no date, and of how many atoms it is.
fn other(rest: &[Atom]) -> (Option<Token>, usize) {
    match rest {
        [Atom::Word(one), Atom::Word(two), ..] if NOW_IN_TWO.contains(&(one.as_str(), two.as_str())) => {
            (Some(Token::Now), 2)
        }
        [Atom::Word(word), ..] => (of_word(word), 1),
        [Atom::Sign(sign), ..] if is_dash(*sign) || matches!(sign, '/' | '→' | '>' | '~' | 'ـ') => {
            (Some(Token::To), 1)
        }
        [Atom::Sign(',' | ';' | ':' | '،' | '؛' | '•' | '|' | '«' | '»' | '"' | '“' | '”'), ..] => {
            (Some(Token::Other), 1)
        }
        // Days, brackets and points part nothing.
        [Atom::Sign(_) | Atom::Number { digits: 1 | 2, .. }, ..] => (None, 1),
        _ => (Some(Token::Other), 1),
    }
}

fn of_word(word: &str) -> Option<Token> {
    let [now, to, since, filling] = &*FOLDED;
    let has = |words: &[String]| words.iter().any(|one| one == word);
    if has(now) {
        Some(Token::Now)
    } else if has(to) {
        Some(Token::To)
    } else if has(since) {
        Some(Token::Since)
    } else if has(filling) {
        None
    } else {
        Some(Token::Other)
    }
}

/// The date that atoms begin with, and of how many it is.
fn date(rest: &[Atom], this_year: i32) -> Option<(Date, usize)> {
    use Atom::{Number, Sign, Word};
    let year = |value: i32, digits: usize| (digits == 4 && (EARLIEST..=this_year).contains(&value)).then_some(value);
    let month = |value: i32| (1..=MONTHS).contains(&value).then_some(value);
    let parts = |sign: char| matches!(sign, '/' | '.') || is_dash(sign);
    match rest {
        // 31/01/2020.
        [
            Number { digits: 1 | 2, .. },
            Sign(one),
            Number { value: m, digits: 1 | 2 },
            Sign(two),
            Number { value: y, digits },
            ..,
        ] if one == two && parts(*one) => Some((Date { year: year(*y, *digits)?, month: month(*m) }, 5)),
        // 2020-01-31.
        [
            Number { value: y, digits },
            Sign(one),
            Number { value: m, digits: 2 },
            Sign(two),
            Number { digits: 2, .. },
            ..,
        ] if one == two && parts(*one) && year(*y, *digits).is_some() => {
            Some((Date { year: year(*y, *digits)?, month: month(*m) }, 5))
        }
        // 01/2020.
        [Number { value: m, digits: 1 | 2 }, Sign(sign), Number { value: y, digits }, ..]
            if parts(*sign) && month(*m).is_some() && year(*y, *digits).is_some() =>
        {
            Some((Date { year: year(*y, *digits)?, month: month(*m) }, 3))
        }
        // 2020-01, 2020/01.
        [Number { value: y, digits }, Sign(sign), Number { value: m, digits: 2 }, ..]
            if parts(*sign) && month(*m).is_some() && year(*y, *digits).is_some() =>
        {
            Some((Date { year: year(*y, *digits)?, month: month(*m) }, 3))
        }
        [Word(name), Sign('.'), Number { value: y, digits }, ..] => {
            Some((Date { year: year(*y, *digits)?, month: Some(month_called(name)?) }, 3))
        }
        [Word(name), Number { value: y, digits }, ..] => {
            Some((Date { year: year(*y, *digits)?, month: Some(month_called(name)?) }, 2))
        }
        [Number { value: y, digits }, ..] => Some((Date { year: year(*y, *digits)?, month: None }, 1)),
        _ => None,
    }
}

fn month_called(word: &str) -> Option<i32> {
    let is_called =
        |name: &str| name == word || (word.len() >= SHORTEST_NAME && name.is_ascii() && name.starts_with(word));
    (1..).zip(NAMES).find(|(_, names)| names.iter().any(|name| is_called(name))).map(|(number, _)| number)
}
