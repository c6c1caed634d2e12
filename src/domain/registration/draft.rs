//! A form that is not finished: what the draft's row holds, encrypted as a whole.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{FormStep, FormValues, check_stored_birth_date, fields as f, normalise_email};
use crate::domain::{
    field_error::{FieldError, FieldErrors},
    fields::{Answers, CheckContext, Section, Step, Typed, check},
};

/// What was typed so far, valid or not. Holds no password, only the hash of one that was accepted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound = "S: FormStep")]
pub struct FormDraft<S: FormStep> {
    pub values: FormValues,
    /// Argon2id hash of the chosen password.
    pub password_hash: Option<String>,
    /// What was wrong with the password last typed: the password is not stored, so it cannot be judged again.
    pub password_errors: FieldErrors,
    /// An address (normalised) that was found to belong to an account.
    pub taken_email: Option<String>,
    /// How many addresses this draft has asked about.
    pub email_checks: u8,
    /// Steps whose « continue » was pressed: only they show what is wrong.
    pub attempted: BTreeSet<S>,
    /// What was stored of the person when the draft was last merged with it; `None` before the first merge.
    #[serde(default)]
    pub stored: Option<FormValues>,
    /// Answers typed before the merge that differ from the stored ones. They count only if they are chosen.
    #[serde(default)]
    pub typed_otherwise: FormValues,
}

/// The draft of the main form.
pub type RegistrationDraft = FormDraft<Step>;
/// The draft of the CINEMA form.
pub type CinemaDraft = FormDraft<Section>;

impl<S: FormStep> Default for FormDraft<S> {
    fn default() -> Self {
        Self {
            values: FormValues::default(),
            password_hash: None,
            password_errors: FieldErrors::default(),
            taken_email: None,
            email_checks: 0,
            attempted: BTreeSet::new(),
            stored: None,
            typed_otherwise: FormValues::default(),
        }
    }
}

/// What a check of all steps of a draft found.
#[derive(Debug)]
pub struct CheckedDraft<S: FormStep> {
    answers: Answers,
    /// Of the steps with a wrong field.
    errors: Vec<(S, FieldErrors)>,
}

impl<S: FormStep> CheckedDraft<S> {
    /// The wrong fields of a step, whether to be shown yet or not.
    #[must_use]
    pub fn errors_of(&self, step: S) -> Option<&FieldErrors> {
        self.errors.iter().find(|(wrong, _)| *wrong == step).map(|(_, errors)| errors)
    }

    /// The first step with a wrong field.
    #[must_use]
    pub fn first_incomplete(&self) -> Option<S> {
        self.errors.first().map(|(step, _)| *step)
    }

    /// The answers of a finished form.
    ///
    /// # Errors
    /// The first step with a wrong field.
    pub fn finish(self) -> Result<Answers, S> {
        self.first_incomplete().map_or(Ok(self.answers), Err)
    }
}

impl<S: FormStep> FormDraft<S> {
    /// Checks every step.
    #[must_use]
    pub fn check(&self, known: &CheckContext) -> CheckedDraft<S> {
        let mut checked = CheckedDraft { answers: Answers::default(), errors: Vec::new() };
        for step in S::ALL {
            match self.check_step(step, known) {
                Ok(answers) => checked.answers.extend(answers),
                Err(errors) => checked.errors.push((step, errors)),
            }
        }
        checked
    }

    fn check_step(&self, step: S, known: &CheckContext) -> Result<Answers, FieldErrors> {
        let mut errors = FieldErrors::default();
        if step == S::ACCOUNT && !known.signed_in {
            if self.email_is_taken() {
                errors.add(f::EMAIL, FieldError::EmailTaken);
            }
            if self.password_hash.is_none() {
                errors.extend(self.password_errors.clone());
            }
        }
        // The reason why the typed password was refused is more precise than « required ».
        let has_password = self.password_hash.is_some() || !self.password_errors.is_empty();
        let typed = Typed { module: S::MODULE, values: &self.values, known, has_password };
        let checked = check(step.asked_fields(), &typed);
        errors.extend(checked.as_ref().err().cloned().unwrap_or_default());
        if step.asks(f::DATE_OF_BIRTH)
            && errors.get(f::DATE_OF_BIRTH).is_none()
            && let Err(error) = self.check_birth_date(known)
        {
            errors.add(f::DATE_OF_BIRTH, error);
        }
        if errors.is_empty() { checked } else { Err(errors) }
    }

    /// The first step with something missing, or that was never answered: neither here nor by what is stored.
    #[must_use]
    pub fn first_unfinished(&self, checked: &CheckedDraft<S>) -> Option<S> {
        let seen = |step: &S| self.attempted.contains(step) || self.is_answered_before(*step);
        S::ALL.into_iter().find(|step| !seen(step) || checked.errors_of(*step).is_some())
    }

    /// Takes the answers of a step from what was just sent. What was changed there was typed beside what is stored, so
    /// nothing is left to choose between; where the stored answer was sent back as it was shown, the choice waits on.
    pub fn take(&mut self, step: S, sent: &FormValues) {
        step.take(&mut self.values, sent);
        for field in step.stored_inputs() {
            if self.differs_from_stored(field) {
                self.typed_otherwise.set(field, Vec::new());
            }
        }
    }

    /// Whether the other module asks everything in the step too and has an answer.
    fn is_answered_before(&self, step: S) -> bool {
        let stored = |stored: &FormValues| step.stored_inputs().iter().any(|field| stored.is_ticked(field));
        step.is_asked_elsewhere() && self.stored.as_ref().is_some_and(stored)
    }

    /// A minor's rules must not be escaped by adding a profile either.
    fn check_birth_date(&self, known: &CheckContext) -> Result<(), FieldError> {
        known.born.map_or(Ok(()), |born| check_stored_birth_date(born, &self.values, known.today))
    }

    fn email_is_taken(&self) -> bool {
        self.taken_email.as_deref().is_some_and(|taken| taken == normalise_email(self.values.first(f::EMAIL)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> CheckContext {
        CheckContext {
            today: "2026-11-22".parse().unwrap(),
            signed_in: false,
            cities: Vec::new(),
            talents: vec!["music".to_owned()],
            born: None,
            least_age: 0,
            needed_by_cinema: Vec::new(),
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
        let answers = complete().check(&known()).finish().unwrap();
        assert_eq!(answers.residence().unwrap().code_prefix().unwrap().as_str(), "MAAIN");
        assert_eq!(complete().check(&known()).first_incomplete(), None);
    }

    #[test]
    fn steps_are_missing_in_their_order() {
        assert_eq!(RegistrationDraft::default().check(&known()).first_incomplete(), Some(Step::Identity));
        let mut draft = complete();
        draft.values.set(f::TALENTS, Vec::new());
        assert_eq!(draft.check(&known()).first_incomplete(), Some(Step::Talents));
        let checked = draft.check(&known());
        assert!(checked.errors_of(Step::Talents).unwrap().get(f::TALENTS).is_some());
        assert_eq!(checked.finish(), Err(Step::Talents));
    }

    #[test]
    fn whoever_is_a_minor_stays_one() {
        let mut known = known();
        known.born = Some("2012-01-01".parse().unwrap());
        let errors = complete().check_step(Step::Identity, &known).unwrap_err();
        assert_eq!(errors.get(f::DATE_OF_BIRTH), Some(&FieldError::BirthDateAcrossMajority));
        let mut draft = complete();
        draft.values.set(f::DATE_OF_BIRTH, vec!["2011-12-31".to_owned()]);
        let errors = draft.check_step(Step::Identity, &known).unwrap_err();
        assert_eq!(errors.get(f::DATE_OF_BIRTH), Some(&FieldError::BirthDateOfAMinor));
    }

    #[test]
    fn a_taken_address_is_wrong_until_it_is_changed() {
        let mut draft = complete();
        draft.taken_email = Some("amina@example.org".to_owned());
        assert_eq!(draft.check_step(Step::Contact, &known()).unwrap_err().get(f::EMAIL), Some(&FieldError::EmailTaken));
        draft.values.set(f::EMAIL, vec!["other@example.org".to_owned()]);
        assert!(draft.check_step(Step::Contact, &known()).is_ok());
    }

    #[test]
    fn a_refused_password_says_why() {
        let mut draft = complete();
        draft.password_hash = None;
        assert_eq!(
            draft.check_step(Step::Contact, &known()).unwrap_err().get(f::PASSWORD),
            Some(&FieldError::Required)
        );
        draft.password_errors.add(f::PASSWORD_CONFIRM, FieldError::PasswordMismatch);
        let errors = draft.check_step(Step::Contact, &known()).unwrap_err();
        assert_eq!(errors.iter().collect::<Vec<_>>(), [(f::PASSWORD_CONFIRM, &FieldError::PasswordMismatch)]);
    }
}
