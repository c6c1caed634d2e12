//! Errors of providers and jobs as administrators read them.

/// What stands in the place of a private value.
const HIDDEN: &str = "…";
/// So many digits in a row, marks between them not counted, may be a telephone number or that of a document.
const LONG_NUMBER: usize = 8;

/// The text without words that may be a private value: e-mail addresses and long numbers.
#[must_use]
pub fn without_private_values(text: &str) -> String {
    let words = text.split_whitespace().map(|word| if may_be_private(word) { HIDDEN } else { word });
    words.collect::<Vec<_>>().join(" ")
}

fn may_be_private(word: &str) -> bool {
    word.contains('@') || word.contains("%40") || word.chars().filter(char::is_ascii_digit).count() >= LONG_NUMBER
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_values_are_left_out_and_the_rest_stays() {
        for (text, shown) in [
            ("SendGrid answered 400: bad request", "SendGrid answered 400: bad request"),
            ("the address <amina@example.org> bounced", "the address … bounced"),
            ("\"to\":\"amina%40example.org\"", "…"),
            ("no route to +212600000001, try later", "no route to … try later"),
            ("statement timeout after 30000 ms", "statement timeout after 30000 ms"),
            ("", ""),
        ] {
            assert_eq!(without_private_values(text), shown);
        }
    }
}
