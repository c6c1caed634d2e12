//! A birth date in words.

use chrono::{Datelike as _, NaiveDate};

/// A birth date as people write it in three languages.
#[must_use]
pub fn written_dates(date: NaiveDate) -> Vec<String> {
    const FRENCH: [&str; 12] = [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ];
    const ENGLISH: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    // As in Morocco, and as farther east.
    const ARABIC: [&str; 12] =
        ["يناير", "فبراير", "مارس", "أبريل", "ماي", "يونيو", "يوليوز", "غشت", "شتنبر", "أكتوبر", "نونبر", "دجنبر"];
    const EASTERN: [&str; 12] =
        ["يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"];
    let (day, month, year) = (date.day(), date.month(), date.year());
    let place = usize::try_from(date.month0()).unwrap_or_default();
    let counted = match day {
        1 | 21 | 31 => "st",
        2 | 22 => "nd",
        3 | 23 => "rd",
        _ => "th",
    };
    let mut all = vec![date.to_string(), format!("{day:02} {month:02} {year}"), format!("{month:02} {day:02} {year}")];
    for name in [FRENCH, ENGLISH, ARABIC, EASTERN].iter().filter_map(|months| months.get(place)) {
        let short = |letters: usize| name.chars().take(letters).collect::<String>();
        let names = if name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            vec![(*name).to_owned(), short(3), short(4)]
        } else {
            vec![(*name).to_owned()]
        };
        for name in names {
            all.push(format!("{day} {name} {year}"));
            all.push(format!("{day:02} {name} {year}"));
            all.push(format!("{name} {day} {year}"));
            all.push(format!("{name} {day:02} {year}"));
            all.push(format!("{day}{counted} {name} {year}"));
            all.push(format!("{day}{counted} of {name} {year}"));
            all.push(format!("{name} {day}{counted} {year}"));
            all.push(format!("{day}er {name} {year}"));
        }
    }
    all
}
