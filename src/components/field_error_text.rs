//! What is wrong with the answers of a form.

use super::form::FieldProblem;
pub use crate::texts::field_error::field_error_text;
use crate::{
    domain::field_error::{FieldError, FieldErrors},
    i18n::Locale,
    named_texts,
};

/// The sentence for one field, if something is wrong with it.
#[must_use]
pub fn text_for(locale: Locale, errors: &FieldErrors, field: &str) -> Option<String> {
    errors
        .get(field)
        .map(|error| missing(locale, field, error).map_or_else(|| field_error_text(locale, error), str::to_owned))
}

/// The sentence that asks for an answer by its own name, for a field that has one.
fn missing(locale: Locale, field: &str, error: &FieldError) -> Option<&'static str> {
    named_texts::field(locale, &format!("{field}_missing")).filter(|_| *error == FieldError::Required)
}

/// The problems of the named fields, for the summary at the top of a form. `label` names a field.
pub fn problems(
    locale: Locale,
    errors: &FieldErrors,
    fields: &[&str],
    label: impl Fn(&str) -> &'static str,
) -> Vec<FieldProblem> {
    errors
        .iter()
        .filter(|(field, _)| fields.contains(field))
        .map(|(field, error)| FieldProblem {
            name: field.to_owned(),
            message: missing(locale, field, error)
                .map_or_else(|| format!("{} — {}", label(field), field_error_text(locale, error)), str::to_owned),
        })
        .collect()
}
