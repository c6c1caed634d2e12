//! A registration that is not finished: what the draft's row holds, encrypted as a whole.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{FormValues, Known, Registration, Step, fields as f, normalise_email, whole::errors_of};
use crate::domain::field_error::{FieldError, FieldErrors};

/// What was typed so far, valid or not. Holds no password, only the hash of one that was accepted.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegistrationDraft {
    pub values: FormValues,
    /// Argon2id hash of the chosen password.
    pub password_hash: Option<String>,
    /// What was wrong with the password last typed: it was not kept, so it cannot be judged again.
    pub password_errors: FieldErrors,
    /// An address (normalised) that was found to belong to an account.
    pub taken_email: Option<String>,
    /// How many addresses this draft has asked about.
    pub email_checks: u8,
    /// Steps whose « continue » was pressed: only they show what is wrong.
    pub attempted: BTreeSet<Step>,
}

impl RegistrationDraft {
    /// The wrong fields of a step, whether to be shown yet or not.
    #[must_use]
    pub fn errors_of(&self, step: Step, known: &Known) -> FieldErrors {
        let mut errors = FieldErrors::default();
        if step == Step::Contact && !known.signed_in {
            if self.email_is_taken() {
                errors.add(f::EMAIL, FieldError::EmailTaken);
            }
            if self.password_hash.is_none() {
                errors.extend(self.password_errors.clone());
            }
        }
        let password = match self.password_hash.as_deref() {
            // The reason why the typed one was refused says more than « required ».
            None if !self.password_errors.is_empty() => Some(""),
            known => known,
        };
        errors.extend(errors_of(step, &self.values, password, known));
        errors
    }

    /// The first step with a wrong field.
    #[must_use]
    pub fn first_incomplete(&self, known: &Known) -> Option<Step> {
        Step::ALL.into_iter().find(|step| !self.errors_of(*step, known).is_empty())
    }

    /// Whether a step has something missing or was never sent.
    #[must_use]
    pub fn is_unfinished(&self, known: &Known) -> bool {
        Step::ALL.into_iter().any(|step| !self.attempted.contains(&step)) || self.first_incomplete(known).is_some()
    }

    /// The typed values of a finished registration.
    ///
    /// # Errors
    /// Every wrong field of all steps.
    pub fn finish(&self, known: &Known) -> Result<Registration, FieldErrors> {
        let mut errors = FieldErrors::default();
        for step in Step::ALL {
            errors.extend(self.errors_of(step, known));
        }
        if errors.is_empty() {
            Registration::check(&self.values, self.password_hash.as_deref(), known)
        } else {
            Err(errors)
        }
    }

    fn email_is_taken(&self) -> bool {
        self.taken_email.as_deref().is_some_and(|taken| taken == normalise_email(self.values.first(f::EMAIL)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> Known {
        Known {
            today: "2026-11-22".parse().unwrap(),
            signed_in: false,
            countries: vec!["MA".to_owned()],
            cities: Vec::new(),
            talents: vec!["music".to_owned()],
        }
    }

    fn complete() -> RegistrationDraft {
        let values = [
            (f::FIRST_NAME, "Amina"),
            (f::LAST_NAME, "Exemple"),
            (f::DATE_OF_BIRTH, "1990-02-28"),
            (f::GENDER, "F"),
            (f::EMAIL, "amina@example.org"),
            (f::PHONE, "0600000000"),
            (f::RESIDENCE_COUNTRY, "MA"),
            (f::RESIDENCE_CITY_OTHER, "Ain Exemple"),
            (f::TALENTS, "music"),
            (f::VISIBILITY, "public"),
            (f::ACCEPT_TERMS, "on"),
            (f::ACCEPT_PRIVACY, "on"),
        ];
        RegistrationDraft {
            values: values.into_iter().collect(),
            password_hash: Some("hash".to_owned()),
            ..RegistrationDraft::default()
        }
    }

    #[test]
    fn a_complete_draft_becomes_a_registration() {
        let registration = complete().finish(&known()).unwrap();
        assert_eq!(registration.residence.code_prefix().unwrap().as_str(), "MAAIN");
        assert_eq!(complete().first_incomplete(&known()), None);
    }

    #[test]
    fn steps_are_missing_in_their_order() {
        assert_eq!(RegistrationDraft::default().first_incomplete(&known()), Some(Step::Identity));
        let mut draft = complete();
        draft.values.set(f::TALENTS, Vec::new());
        assert_eq!(draft.first_incomplete(&known()), Some(Step::Talents));
        assert!(draft.finish(&known()).unwrap_err().get(f::TALENTS).is_some());
    }

    #[test]
    fn a_taken_address_is_wrong_until_it_is_changed() {
        let mut draft = complete();
        draft.taken_email = Some("amina@example.org".to_owned());
        assert_eq!(draft.errors_of(Step::Contact, &known()).get(f::EMAIL), Some(&FieldError::EmailTaken));
        draft.values.set(f::EMAIL, vec!["other@example.org".to_owned()]);
        assert!(draft.errors_of(Step::Contact, &known()).is_empty());
    }

    #[test]
    fn a_refused_password_says_why() {
        let mut draft = complete();
        draft.password_hash = None;
        assert_eq!(draft.errors_of(Step::Contact, &known()).get(f::PASSWORD), Some(&FieldError::Required));
        draft.password_errors.add(f::PASSWORD_CONFIRM, FieldError::PasswordMismatch);
        let errors = draft.errors_of(Step::Contact, &known());
        assert_eq!(errors.iter().collect::<Vec<_>>(), [(f::PASSWORD_CONFIRM, &FieldError::PasswordMismatch)]);
    }
}
