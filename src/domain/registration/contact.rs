//! Step 2: how you are reached and how you sign in.

use super::{
    FormValues,
    email::{check_email, normalise_email},
    fields as f,
    phone::phone_to_e164,
    text,
};
use crate::domain::field_error::{FieldError, FieldErrors};

/// Characters of a postal address, at most.
pub const LONGEST_ADDRESS: usize = 300;

/// The answers of step 2.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// E.164.
    pub phone: String,
    /// E.164.
    pub whatsapp: Option<String>,
    pub address: Option<String>,
    /// `None` for somebody who is signed in already.
    pub credentials: Option<Credentials>,
}

/// What a new account signs in with.
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials {
    /// As typed, without spaces.
    pub email: String,
    /// As compared.
    pub email_normalised: String,
    /// The Argon2id hash the draft kept.
    pub password_hash: String,
}

impl std::fmt::Debug for Credentials {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Credentials(…)")
    }
}

impl Contact {
    /// Checks the answers. The password itself was judged when it was typed; here only its hash counts.
    ///
    /// # Errors
    /// Every wrong field.
    pub fn check(values: &FormValues, password_hash: Option<&str>, signed_in: bool) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let email = if signed_in { None } else { errors.keep(f::EMAIL, check_email(values.first(f::EMAIL))) };
        let phone = errors.keep(f::PHONE, number(values, f::PHONE, f::PHONE_COUNTRY));
        let whatsapp = match number(values, f::WHATSAPP, f::WHATSAPP_COUNTRY) {
            Err(FieldError::Required) => Some(None),
            given => errors.keep(f::WHATSAPP, given.map(Some)),
        };
        let address = errors.keep(f::ADDRESS, text::paragraphs(values.first(f::ADDRESS), LONGEST_ADDRESS));
        if !signed_in && password_hash.is_none() {
            errors.add(f::PASSWORD, FieldError::Required);
        }
        let credentials = email.zip(password_hash).map(|(email, hash)| Credentials {
            email_normalised: normalise_email(&email),
            email,
            password_hash: hash.to_owned(),
        });
        match (phone, whatsapp, address) {
            (Some(phone), Some(whatsapp), Some(address)) if errors.is_empty() => {
                Ok(Self { phone, whatsapp, address, credentials })
            }
            _ => Err(errors),
        }
    }
}

/// The number in `field`, typed in the country chosen beside it.
fn number(values: &FormValues, field: &str, country_field: &str) -> Result<String, FieldError> {
    let country = match values.trimmed(country_field) {
        "" => f::DEFAULT_COUNTRY,
        chosen => chosen,
    };
    phone_to_e164(values.first(field), country)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(email: &str, phone: &str, country: &str) -> FormValues {
        [(f::EMAIL, email), (f::PHONE, phone), (f::PHONE_COUNTRY, country)].into_iter().collect()
    }

    #[test]
    fn a_new_account_needs_address_number_and_password() {
        let contact = Contact::check(&typed("Amina@Example.org", "0600000000", ""), Some("hash"), false).unwrap();
        assert_eq!(contact.phone, "+212600000000");
        assert_eq!(contact.credentials.unwrap().email_normalised, "amina@example.org");
        let errors = Contact::check(&typed("", "", "MA"), None, false).unwrap_err();
        let wrong: Vec<_> = errors.iter().map(|(field, _)| field).collect();
        assert_eq!(wrong, [f::EMAIL, f::PHONE, f::PASSWORD]);
    }

    #[test]
    fn somebody_signed_in_gives_a_number_only() {
        let contact = Contact::check(&typed("", "(202) 555-0101", "US"), None, true).unwrap();
        assert_eq!((contact.phone.as_str(), contact.credentials), ("+12025550101", None));
    }
}
