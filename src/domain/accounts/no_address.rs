//! Accounts without an e-mail address. What stands in its place has a domain of one label, which no form takes and no
//! mail reaches.

const NOWHERE: &str = "@invalid";

/// What stands for the address of a new account without one; `unique` makes it differ from others.
#[must_use]
pub fn placeholder(unique: &str) -> String {
    format!("none-{}{NOWHERE}", unique.to_ascii_lowercase())
}

/// Whether this stands for an address that there is none of.
#[must_use]
pub fn is_placeholder(email: &str) -> bool {
    email.ends_with(NOWHERE)
}

/// The address as people are shown it: nothing where there is none.
#[must_use]
pub fn shown(email: String) -> String {
    if is_placeholder(&email) { String::new() } else { email }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_placeholder_is_told_from_addresses() {
        assert!(is_placeholder(&placeholder("0111ABCD")) && is_placeholder("freed-7@invalid"));
        assert_eq!(shown(placeholder("x")), "");
        assert!(!is_placeholder("invalid@example.org") && !is_placeholder("a@demo.invalid"));
        assert_eq!(shown("a@example.org".to_owned()), "a@example.org");
    }
}
