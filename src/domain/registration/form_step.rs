//! What the pages of a form of several steps have in common, whichever form it is.

use std::{collections::BTreeMap, fmt::Debug, hash::Hash};

use serde::{Serialize, de::DeserializeOwned};

use super::{FormValues, fields as f};
use crate::domain::{
    fields::{FIELDS, Field},
    module::Module,
};

/// The key of the page that shows everything once more before it is sent.
pub const REVIEW: &str = "review";

/// A page of a form that asks something. The review comes after the last.
pub trait FormStep: Copy + Eq + Ord + Hash + Debug + Serialize + DeserializeOwned + Send + Sync + 'static {
    /// The form of the other module, for the same person.
    type Other: FormStep;
    /// Every step, in order.
    const ALL: [Self; 9];
    /// The module whose profile it makes.
    const MODULE: Module;
    /// The `form` of its drafts.
    const FORM: &'static str;
    /// The address of the form.
    const PATH: &'static str;
    /// The step that asks what a new account signs in with.
    const ACCOUNT: Self;
    /// The step that takes files.
    const FILES: Self;
    /// Fields that this form shows under another name than the stored one: shown name, stored name.
    const RENAMED: &'static [(&'static str, &'static str)] = &[];

    /// The key in addresses and in the hidden field `step`.
    fn key(self) -> &'static str;

    /// The step that asks a field of the catalogue.
    fn of_field(field: &Field) -> Option<Self>;

    /// The inputs of this step that a draft stores. Passwords are not among them: only their hash is stored. Of the
    /// secret ones among them see [`fields::SECRETS`](f::SECRETS).
    fn stored_inputs(self) -> &'static [&'static str];

    /// The fields the step asks, in their order.
    fn asked_fields(self) -> impl Iterator<Item = &'static Field> + Send {
        FIELDS.iter().filter(move |field| Self::of_field(field) == Some(self))
    }

    /// Whether every answer of the step may be left out.
    fn is_optional(self) -> bool {
        self.asked_fields().all(|field| !field.is_required(Self::MODULE))
    }

    /// Whether the rest can be left for later from here: once the place of residence is asked, to the step before the
    /// last, on which it is decided who sees the profile.
    fn can_finish(self) -> bool {
        let [.., last] = Self::ALL;
        self != last && Self::ALL.into_iter().any(|step| step.asks(f::RESIDENCE_CITY) && step <= self)
    }

    /// Whether the other module asks all of this step too.
    fn is_asked_elsewhere(self) -> bool {
        let elsewhere: Vec<_> = Self::Other::ALL.into_iter().flat_map(FormStep::stored_inputs).collect();
        self.stored_inputs().iter().all(|field| elsewhere.contains(&field))
    }

    /// Takes the step's answers from what was just sent.
    fn take(self, values: &mut FormValues, sent: &FormValues) {
        take_fields(self.stored_inputs(), values, sent);
    }

    /// Reads a key.
    #[must_use]
    fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.key() == key)
    }

    /// The step after this one; `None` before the review.
    #[must_use]
    fn next(self) -> Option<Self> {
        Self::ALL.into_iter().find(|step| *step > self)
    }

    /// The step before this one.
    #[must_use]
    fn previous(self) -> Option<Self> {
        Self::ALL.into_iter().rev().find(|step| *step < self)
    }

    /// The page of this step.
    #[must_use]
    fn path(self) -> String {
        format!("{}?step={}", Self::PATH, self.key())
    }

    /// The page of the review.
    #[must_use]
    fn review_path() -> String {
        format!("{}?step={REVIEW}", Self::PATH)
    }

    /// The number of the step, from 1.
    #[must_use]
    fn number(self) -> u8 {
        (1_u8..).zip(Self::ALL).find(|(_, other)| *other == self).map_or(1, |(number, _)| number)
    }

    /// Whether the step asks a field.
    #[must_use]
    fn asks(self, field: &str) -> bool {
        self.stored_inputs().contains(&field)
    }

    /// Whether a step of the form asks a field.
    #[must_use]
    fn form_asks(field: &str) -> bool {
        Self::ALL.into_iter().any(|step| step.asks(field))
    }

    /// The name under which the form shows a field.
    #[must_use]
    fn shown_name(field: &str) -> &str {
        shown_name(Self::RENAMED, field)
    }

    /// What was sent, by the names the answers are stored under.
    #[must_use]
    fn received(mut sent: FormValues) -> FormValues {
        for (shown, kept) in Self::RENAMED {
            sent.rename(shown, kept);
        }
        sent
    }
}

/// The inputs of each step, from the catalogue.
pub(in crate::domain) fn inputs_by_step<S: FormStep>() -> BTreeMap<S, Vec<&'static str>> {
    let inputs = |step: S| step.asked_fields().flat_map(|field| field.inputs_of(S::MODULE)).copied().collect();
    S::ALL.into_iter().map(|step| (step, inputs(step))).collect()
}

/// The name under which a form with these renamed fields shows one of them.
#[must_use]
pub fn shown_name<'a>(renamed: &[(&'static str, &'static str)], field: &'a str) -> &'a str {
    renamed.iter().find(|(_, kept)| *kept == field).map_or(field, |(shown, _)| shown)
}

/// The name under which answers to a field of such a form are stored.
#[must_use]
pub fn stored_name<'a>(renamed: &[(&'static str, &'static str)], field: &'a str) -> &'a str {
    match renamed.iter().find(|(shown, kept)| *shown == field || *kept == field) {
        // A field goes by the form's own name only.
        Some((shown, kept)) if *shown == field => kept,
        Some(_) => "",
        None => field,
    }
}

/// Takes fields from what was just sent: a secret one that was left empty stays as it was.
pub fn take_fields(fields: &[&str], values: &mut FormValues, sent: &FormValues) {
    for field in fields {
        if f::SECRETS.contains(field) {
            values.replace_secret(field, sent);
        } else {
            values.replace(&[field], sent);
        }
    }
}
