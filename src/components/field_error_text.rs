//! What is wrong with the answers of a form.

use super::form::FieldProblem;
pub use crate::texts::field_error::field_error_text;
use crate::{domain::field_error::FieldErrors, i18n::Locale};

/// The sentence for one field, if something is wrong with it.
#[must_use]
pub fn text_for(locale: Locale, errors: &FieldErrors, field: &str) -> Option<String> {
    errors.get(field).map(|error| field_error_text(locale, error))
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
            message: format!("{} — {}", label(field), field_error_text(locale, error)),
        })
        .collect()
}
