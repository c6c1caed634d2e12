//! Postal addresses by their look: those of the profile are known, others are not.

use crate::domain::search::text::normalise;

/// What streets and quarters are called, as [`normalise`] writes it.
const STREETS: [&str; 32] = [
    "rue",
    "avenue",
    "av",
    "bd",
    "bld",
    "boulevard",
    "allee",
    "impasse",
    "ruelle",
    "place",
    "quartier",
    "hay",
    "lot",
    "lotissement",
    "residence",
    "immeuble",
    "imm",
    "derb",
    "douar",
    "street",
    "road",
    "lane",
    "bp",
    "شارع",
    "زنقه",
    "زقاق",
    "درب",
    "حي",
    "تجزيه",
    "اقامه",
    "عماره",
    "دوار",
];
/// What the number of a house follows.
const NUMBERS: [&str; 10] = ["n", "no", "numero", "number", "appt", "apt", "appartement", "etage", "رقم", "شقه"];
/// Words between the number of a house and the word for its street.
const FARTHEST: usize = 4;
const LONGEST_NUMBER: usize = 4;
/// « bis », « ter ».
const LONGEST_ENDING: usize = 3;

/// Whether a text looks like an address: a word for a street, and the number of a house before it or soon behind it.
pub fn is_address(text: &str) -> bool {
    let folded = normalise(text);
    let words: Vec<&str> = folded.split(' ').collect();
    // Jobs have years, addresses have none.
    if words.iter().any(|word| is_year(word)) {
        return false;
    }
    words.iter().enumerate().any(|(at, word)| {
        let before = words.get(at.saturating_sub(FARTHEST)..at).unwrap_or_default();
        let behind = words.get(at + 1..).unwrap_or_default();
        let soon = behind.iter().take(FARTHEST).any(|word| is_house(word));
        let named = behind.windows(2).any(|two| matches!(two, [one, two] if NUMBERS.contains(one) && is_house(two)));
        // « Spectacle de rue, 12 dates » is none.
        let next =
            text.to_lowercase().contains(&format!("{word} ")) && behind.first().is_some_and(|word| is_house(word));
        let leads = at == 0 || word.chars().all(|c| c > '\u{600}');
        STREETS.contains(word) && (before.iter().any(|word| is_house(word)) || named || next || (leads && soon))
    })
}

/// The number of a house: « 12 », « 3bis ».
fn is_house(word: &str) -> bool {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    (1..=LONGEST_NUMBER).contains(&digits) && !is_year(word) && word.len() <= digits + LONGEST_ENDING
}

fn is_year(word: &str) -> bool {
    word.len() == LONGEST_NUMBER
        && word.bytes().all(|byte| byte.is_ascii_digit())
        && (word.starts_with("19") || word.starts_with("20"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_known_by_their_look() {
        for (text, is) in [
            ("12, rue de l’Essai", true),
            ("3 bis, avenue de l’Essai", true),
            ("Lotissement Essai, n° 4", true),
            ("14 Essai Factice Street", true),
            ("Essai Avenue 3, Essaiville", true),
            ("حي التجربة، زنقة ٣", true),
            ("Spectacle de rue en tournée, 12 dates", false),
            ("Spectacle de rue, 12 dates", false),
            ("2019 : place du théâtre", false),
            ("Théâtre de rue, 2015 - 2019", false),
        ] {
            assert_eq!(is_address(text), is, "{text}");
        }
    }
}
