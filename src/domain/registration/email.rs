//! E-mail addresses.

use crate::domain::field_error::FieldError;

const LONGEST: usize = 254;
const LONGEST_LOCAL: usize = 64;

/// The form under which an address is unique: no spaces, lower case.
#[must_use]
pub fn normalise_email(typed: &str) -> String {
    typed.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

/// The address as it will be written to: what was typed without spaces.
///
/// Only the shape is judged; whether it exists, the confirmation mail finds out.
pub fn check_email(typed: &str) -> Result<String, FieldError> {
    let address: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    if address.is_empty() {
        return Err(FieldError::Required);
    }
    let shaped = address.split_once('@').is_some_and(|(local, domain)| is_local(local) && is_domain(domain));
    if shaped && address.chars().count() <= LONGEST { Ok(address) } else { Err(FieldError::InvalidEmail) }
}

fn is_local(local: &str) -> bool {
    !local.is_empty()
        && local.len() <= LONGEST_LOCAL
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..")
        && local.chars().all(|c| (c.is_alphanumeric() && c.is_ascii()) || "!#$%&'*+/=?^_`{|}~.-".contains(c))
}

fn is_domain(domain: &str) -> bool {
    let labels: Vec<_> = domain.split('.').collect();
    let last_is_a_name = labels.last().is_some_and(|last| last.len() >= 2 && !last.chars().all(|c| c.is_ascii_digit()));
    labels.len() >= 2
        && last_is_a_name
        && labels.iter().all(|label| {
            !label.is_empty()
                && label.len() <= 63
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.chars().all(|c| c.is_alphanumeric() || c == '-')
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_taken_and_compared_without_case_and_spaces() {
        assert_eq!(check_email("  Amina.B+cast@Example.ORG ").as_deref(), Ok("Amina.B+cast@Example.ORG"));
        assert_eq!(normalise_email(" Amina.B@Example. ORG"), "amina.b@example.org");
    }

    #[test]
    fn what_cannot_be_an_address_is_refused() {
        assert_eq!(check_email("  "), Err(FieldError::Required));
        for typed in [
            "amina",
            "@example.org",
            "amina@",
            "amina@example",
            "a@b@example.org",
            ".a@example.org",
            "a..b@example.org",
            "a@-example.org",
            "a@example..org",
            "a@10.0.0.1",
            "a\u{0}@example.org",
            "<a@example.org>",
            "a,b@example.org",
        ] {
            assert_eq!(check_email(typed), Err(FieldError::InvalidEmail), "{typed}");
        }
        assert_eq!(check_email(&format!("{}@example.org", "a".repeat(65))), Err(FieldError::InvalidEmail));
    }
}
