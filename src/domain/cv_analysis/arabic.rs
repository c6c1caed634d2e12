//! What stands before and behind an Arabic word.

/// Letters that are written together with the word they stand before: « and », « so », « in », « like », « for ».
const BEFORE: [char; 5] = ['و', 'ف', 'ب', 'ك', 'ل'];
const SHORTEST: usize = 3;

/// A folded word without its article and what is written together with it.
pub fn bare(word: &str) -> &str {
    let joined = word.strip_prefix(BEFORE).unwrap_or(word);
    // « لل » is « for the ».
    let without = joined.strip_prefix("ال").or_else(|| word.strip_prefix("ال")).or_else(|| word.strip_prefix("لل"));
    without.filter(|rest| rest.chars().count() >= SHORTEST).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_are_taken_away() {
        for (word, expected) in [
            ("العربيه", "عربيه"),
            ("والعربيه", "عربيه"),
            ("بالعربيه", "عربيه"),
            ("للعربيه", "عربيه"),
            ("ولوف", "ولوف"),
            ("الف", "الف"),
        ] {
            assert_eq!(bare(word), expected);
        }
    }
}
