//! Days as people write them: date pickers send `1990-02-28`, hands write the day first.

use chrono::{Datelike as _, NaiveDate};

use super::typed::{is_dash, visible};

/// Longer texts are no date.
const LONGEST: usize = 60;

/// Why a text is no day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotADay {
    /// The calendar has no such day, or the text is nothing like a date.
    Unknown,
    /// Letters: the month must be a number.
    InWords,
    /// A year of two figures, for which more than one century is possible.
    ShortYear { day: u32, month: u32, year: i32 },
    /// A year before 1000, or one of two figures that can only stand first.
    UnclearYear,
}

/// Reads a day with a year of four figures: `1990-02-28`, `28/02/1990`, `28.02.1990`, `1990/02/28`, with spaces, marks
/// of direction and digits of other scripts. The day comes before the month unless the year comes first.
///
/// # Errors
/// Why the text is no day.
pub fn read_day(typed: &str) -> Result<NaiveDate, NotADay> {
    let parts = parts(typed)?;
    let [first, second, third] = &parts;
    let (day, month, year) = match (first.len(), third.len()) {
        (4, 1 | 2) => (third, second, first),
        (1 | 2, 2 | 4) => (first, second, third),
        _ => return Err(NotADay::Unknown),
    };
    if second.len() > 2 {
        return Err(NotADay::Unknown);
    }
    let number = |text: &str| text.parse::<u32>().map_err(|_| NotADay::Unknown);
    let (day, month) = (number(day)?, number(month)?);
    let figures = year.len();
    let year: i32 = year.parse().map_err(|_| NotADay::Unknown)?;
    if figures == 2 {
        // Leap days exist in some century or other.
        let exists = |day, year| {
            [1900, 2000].iter().any(|century| NaiveDate::from_ymd_opt(century + year, month, day).is_some())
        };
        let reversed = || Some((u32::try_from(year).ok()?, i32::try_from(day).ok()?));
        return Err(if exists(day, year) {
            NotADay::ShortYear { day, month, year }
        } else if reversed().is_some_and(|(day, year)| exists(day, year)) {
            NotADay::UnclearYear
        } else {
            NotADay::Unknown
        });
    }
    let read = NaiveDate::from_ymd_opt(year, month, day).ok_or(NotADay::Unknown)?;
    if read.year() < 1000 { Err(NotADay::UnclearYear) } else { Ok(read) }
}

/// The day of the past that a birth date with a year of two figures means, where only one makes a person who is born
/// already and not older than `oldest` on `today`.
#[must_use]
pub fn born_on(day: u32, month: u32, year: i32, today: NaiveDate, oldest: u32) -> Option<NaiveDate> {
    let possible = |born: &NaiveDate| *born <= today && super::age::age_on(*born, today) <= oldest;
    let mut days = [1900, 2000]
        .into_iter()
        .filter_map(|century| NaiveDate::from_ymd_opt(century + year, month, day))
        .filter(possible);
    match (days.next(), days.next()) {
        (Some(only), None) => Some(only),
        _ => None,
    }
}

/// Three numbers with one separator between them, spaces around it or alone.
fn parts(typed: &str) -> Result<[String; 3], NotADay> {
    let text: String = visible(typed).take(LONGEST + 1).collect();
    let text = text.trim();
    if text.chars().any(char::is_alphabetic) {
        return Err(NotADay::InWords);
    }
    // « 28.02.1990. » ends a sentence.
    let text = text.strip_suffix('.').unwrap_or(text);
    if text.chars().count() > LONGEST {
        return Err(NotADay::Unknown);
    }
    let mut found: Vec<String> = Vec::new();
    let (mut open, mut separated) = (false, false);
    for c in text.chars() {
        if c.is_ascii_digit() {
            match found.last_mut().filter(|_| open) {
                Some(number) => number.push(c),
                None => found.push(c.to_string()),
            }
            (open, separated) = (true, false);
        } else if c.is_whitespace() {
            open = false;
        } else if is_separator(c) && !separated && !found.is_empty() {
            (open, separated) = (false, true);
        } else {
            return Err(NotADay::Unknown);
        }
    }
    if separated { Err(NotADay::Unknown) } else { found.try_into().map_err(|_| NotADay::Unknown) }
}

/// Strokes, dots, dashes, the Arabic date separator and full stop.
const fn is_separator(c: char) -> bool {
    matches!(c, '/' | '.' | '\u{2044}' | '\u{2215}' | '\u{60d}' | '\u{b7}' | '\u{6d4}' | '\u{3002}') || is_dash(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_day_is_read_however_it_is_written() {
        for typed in [
            "1990-02-28",
            "28/02/1990",
            "28-02-1990",
            "28.02.1990",
            "28.02.1990.",
            "28/2/1990",
            "1990/02/28",
            "1990.2.28",
            " 28 / 02 / 1990 ",
            "28 02 1990",
            "\u{200e}28/02/1990",
            "\u{2068}28\u{200f}/02/\u{200b}1990\u{2069}",
            "28\u{2011}02\u{2011}1990",
            "28\u{a0}/\u{202f}02\u{2009}/ 1990",
            "٢٨/٠٢/١٩٩٠",
            "١٩٩٠-٠٢-٢٨",
            "۲۸/۰۲/۱۹۹۰",
            "２８／０２／１９９０",
            "٢٨؍٠٢؍١٩٩٠",
        ] {
            assert_eq!(read_day(typed), Ok(day("1990-02-28")), "{typed}");
        }
        assert_eq!(read_day("29/02/2000"), Ok(day("2000-02-29")));
    }

    #[test]
    fn what_is_no_day_is_told_apart() {
        for typed in [
            "",
            "-",
            "02/28/1990",
            "29/02/1990",
            "31/04/2000",
            "00/01/1990",
            "28/00/1990",
            "+1990-02-28",
            "-1990-02-28",
            "1990",
            "28/02",
            "28//02/1990",
            "28/02/1990/",
            "28/02/199",
            "28/02/19900",
            "280/02/1990",
            "28/002/1990",
            "10000-01-01",
            "28021990",
            "29/02/85",
            "28,02,1990",
            "28/02/1990 12:00",
            "99999999999/1/1990",
            "²8/02/1990",
        ] {
            assert!(matches!(read_day(typed), Err(NotADay::Unknown)), "{typed}: {:?}", read_day(typed));
        }
        for typed in ["28 février 1990", "28 Feb 1990", "٢٨ فبراير ١٩٩٠", "1990-02-28T00:00", "vingt-huit"]
        {
            assert_eq!(read_day(typed), Err(NotADay::InWords), "{typed}");
        }
        for typed in ["0090-02-28", "28/02/0090", "0999-12-31", "90-02-28", "99.12.31"] {
            assert_eq!(read_day(typed), Err(NotADay::UnclearYear), "{typed}");
        }
        assert_eq!(read_day("28/02/90"), Err(NotADay::ShortYear { day: 28, month: 2, year: 90 }));
        assert_eq!(read_day("29-2-00"), Err(NotADay::ShortYear { day: 29, month: 2, year: 0 }));
    }

    #[test]
    fn a_short_year_is_the_only_one_possible_or_none() {
        let today = day("2026-11-29");
        let born = |day, month, year| born_on(day, month, year, today, 110).map(|born| born.to_string());
        assert_eq!(born(28, 2, 90).as_deref(), Some("1990-02-28"));
        assert_eq!(born(28, 2, 27).as_deref(), Some("1927-02-28"));
        assert_eq!(born(28, 2, 5).as_deref(), Some("2005-02-28"));
        assert_eq!(born(29, 2, 0).as_deref(), Some("2000-02-29"));
        // 110 or 10 years old: both are possible.
        assert_eq!(born(28, 2, 16), None);
        // On the day before the 111th birthday one may still be meant.
        assert_eq!(born(30, 11, 15), None);
        assert_eq!(born(29, 11, 15).as_deref(), Some("2015-11-29"));
        assert_eq!(born(30, 11, 26).as_deref(), Some("1926-11-30"));
        assert_eq!(born(29, 11, 26), None);
    }

    #[test]
    fn hostile_texts_give_a_day_that_reads_back_or_none() {
        let mut random =
            crate::domain::hostile::Texts::new(7, "0123456789٠١٢٨٩۰۹０９/.-  \u{a0}\u{200e}\u{2068}\u{2011}+²é\u{0}");
        for _ in crate::domain::hostile::rounds(5_000, 1) {
            let typed = random.next(24);
            if let Ok(read) = read_day(&typed) {
                assert!((1000..=9999).contains(&read.year()), "{typed:?}");
                assert_eq!(read_day(&read.to_string()), Ok(read), "{typed:?}");
            }
        }
    }
}
