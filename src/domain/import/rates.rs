//! Rates that were written as text.

use crate::domain::{registration::currencies, typed::to_ascii};

/// What a text says of someone's rates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rates {
    pub hourly: Option<i64>,
    pub monthly: Option<i64>,
    /// ISO 4217; none when the text names no currency.
    pub currency: Option<String>,
}

/// Longer texts are more than a rate.
const LONGEST: usize = 100;

/// Reads « 500 MAD/jour » no, « 150 DH/h » and « 8000-12000 MAD par mois » yes: of a span the lower bound counts. `None`
/// for what does not say both a number and whether it is for an hour or a month.
#[must_use]
pub fn read(text: &str) -> Option<Rates> {
    if text.chars().count() > LONGEST {
        return None;
    }
    let text: String = text.chars().map(to_ascii).collect::<String>().to_lowercase();
    let (numbers, words) = (numbers(&text)?, words(&text));
    let has = |any: &[&str]| words.iter().any(|word| any.contains(&word.as_str()));
    let (hour, month) = (has(&HOUR), has(&MONTH));
    if hour == month || has(&OTHER) {
        return None;
    }
    let lowest = *numbers.iter().min()?;
    let currency = currency(&text, &words);
    if currency.is_none() && words.iter().any(|word| !is_plain(word)) {
        return None;
    }
    Some(Rates { hourly: hour.then_some(lowest), monthly: month.then_some(lowest), currency })
}

const HOUR: [&str; 6] = ["h", "heure", "heures", "hour", "hourly", "horaire"];
const MONTH: [&str; 5] = ["mois", "month", "mensuel", "mensuels", "monthly"];
/// Units that are neither.
const OTHER: [&str; 12] =
    ["j", "jour", "jours", "day", "journee", "journée", "an", "année", "year", "semaine", "week", "projet"];
const BETWEEN: [&str; 12] = ["par", "per", "a", "à", "to", "de", "from", "entre", "et", "and", "environ", "net"];

fn is_plain(word: &str) -> bool {
    HOUR.contains(&word) || MONTH.contains(&word) || BETWEEN.contains(&word)
}

fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphabetic());
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// The numbers of a text, spaces and points between thousands taken out; `None` when one has decimals or there is none.
fn numbers(text: &str) -> Option<Vec<i64>> {
    let mut joined = String::new();
    let characters: Vec<char> = text.chars().collect();
    for (place, c) in characters.iter().enumerate() {
        let digit = |at: Option<&char>| at.is_some_and(char::is_ascii_digit);
        let before = place.checked_sub(1).and_then(|place| characters.get(place));
        let three_follow =
            (1..=3).all(|ahead| digit(characters.get(place + ahead))) && !digit(characters.get(place + 4));
        let separates = (c.is_whitespace() || matches!(c, '.' | ',' | '\'')) && digit(before) && three_follow;
        match c {
            _ if separates => {}
            '.' | ',' if digit(before) && digit(characters.get(place + 1)) => return None,
            c if c.is_ascii_digit() => joined.push(*c),
            _ => joined.push(' '),
        }
    }
    let numbers: Option<Vec<i64>> = joined.split_whitespace().map(|number| number.parse().ok()).collect();
    numbers.filter(|numbers| !numbers.is_empty() && numbers.iter().all(|number| (1..=1_000_000_000).contains(number)))
}

fn currency(text: &str, words: &[String]) -> Option<String> {
    for (sign, code) in [('€', "EUR"), ('$', "USD"), ('£', "GBP")] {
        if text.contains(sign) {
            return Some(code.to_owned());
        }
    }
    let known = currencies();
    words.iter().find_map(|word| match word.as_str() {
        "dh" | "dhs" | "dirham" | "dirhams" | "درهم" => Some("MAD".to_owned()),
        "euro" | "euros" => Some("EUR".to_owned()),
        word => known.iter().find(|code| code.eq_ignore_ascii_case(word)).map(|code| (*code).to_owned()),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn rates_are_read_where_they_say_enough() {
        let rates =
            |hourly, monthly, currency: Option<&str>| Rates { hourly, monthly, currency: currency.map(str::to_owned) };
        for (text, read_as) in [
            ("150 DH/h", rates(Some(150), None, Some("MAD"))),
            ("8 000 - 12 000 MAD/mois", rates(None, Some(8000), Some("MAD"))),
            ("8.000 MAD par mois", rates(None, Some(8000), Some("MAD"))),
            ("25 € / heure", rates(Some(25), None, Some("EUR"))),
            ("5000-8000 par mois", rates(None, Some(5000), None)),
        ] {
            assert_eq!(read(text), Some(read_as), "{text}");
        }
        for text in
            ["", "à discuter", "500 MAD/jour", "12,50 €/h", "300 MAD", "selon projet", "10 h par mois", "5 bananes/h"]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_read_is_possible(text in "[0-9 .,/a-zé€-]{0,30}") {
            if let Some(rates) = read(&text) {
                prop_assert!(rates.hourly.is_some() != rates.monthly.is_some());
            }
        }
    }
}
