//! Step 2: how you are reached and how you sign in.

use super::{
    FormValues,
    email::{check_email, normalise_email},
    fields as f,
    phone::phone_to_e164,
};
use crate::domain::field_error::{FieldError, FieldErrors};

/// The answers of step 2.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// E.164.
    pub phone: String,
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
        let country = match values.trimmed(f::PHONE_COUNTRY) {
            "" => f::DEFAULT_COUNTRY,
            chosen => chosen,
        };
        let phone = errors.keep(f::PHONE, phone_to_e164(values.first(f::PHONE), country));
        if !signed_in && password_hash.is_none() {
            errors.add(f::PASSWORD, FieldError::Required);
        }
        let credentials = email.zip(password_hash).map(|(email, hash)| Credentials {
            email_normalised: normalise_email(&email),
            email,
            password_hash: hash.to_owned(),
        });
        match phone {
            Some(phone) if errors.is_empty() => Ok(Self { phone, credentials }),
            _ => Err(errors),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(email: &str, phone: &str, country: &str) -> FormValues {
        [(f::EMAIL, email), (f::PHONE, phone), (f::PHONE_COUNTRY, country)].into_iter().collect()
    }

    #[test]
    fn a_new_account_needs_address_number_and_password() {
        let contact = Contact::check(&typed("Amina@Example.org", "0612345678", ""), Some("hash"), false).unwrap();
        assert_eq!(contact.phone, "+212612345678");
        assert_eq!(contact.credentials.unwrap().email_normalised, "amina@example.org");
        let errors = Contact::check(&typed("", "", "MA"), None, false).unwrap_err();
        let wrong: Vec<_> = errors.iter().map(|(field, _)| field).collect();
        assert_eq!(wrong, [f::EMAIL, f::PHONE, f::PASSWORD]);
    }

    #[test]
    fn somebody_signed_in_gives_a_number_only() {
        let contact = Contact::check(&typed("", "612345678", "FR"), None, true).unwrap();
        assert_eq!((contact.phone.as_str(), contact.credentials), ("+33612345678", None));
    }
}
