//! Why a password is not taken, for operators.

use talentsmaroc::domain::field_error::{FieldError, PasswordWeakness};

/// One sentence.
pub fn weakness(error: &FieldError) -> String {
    match error {
        FieldError::PasswordTooShort { min } => format!("The password needs at least {min} characters"),
        FieldError::PasswordTooLong { max } => format!("The password may have at most {max} characters"),
        FieldError::PasswordWeak { why } => match why {
            PasswordWeakness::Common => "This password is among those that are tried first",
            PasswordWeakness::SingleWord => "A single word or name is guessed at once; use several",
            PasswordWeakness::Keyboard => "A row of neighbouring keys is guessed at once",
            PasswordWeakness::Repeated => "Repeated characters or words add nothing to a password",
            PasswordWeakness::Sequence => "Sequences like abc or 6543 are guessed at once",
            PasswordWeakness::Date => "Dates and years are guessed at once",
            PasswordWeakness::Personal => "The password must not be built from the e-mail address",
            PasswordWeakness::Guessable => "This password is guessed too soon; add another uncommon word or two",
        }
        .to_owned(),
        _ => "The password is empty".to_owned(),
    }
}
