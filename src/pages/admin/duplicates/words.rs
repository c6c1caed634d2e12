//! Words about fields and what people have in common.

use crate::{
    domain::{
        duplicates::Likeness,
        fields::{FieldId, field_of_input},
    },
    i18n::{Locale, td_string},
    pages::sections::labels::field_label,
};

/// What two people have in common.
pub fn likeness_text(locale: Locale, likeness: Likeness) -> &'static str {
    match likeness {
        Likeness::Phone => td_string!(locale, duplicates.kind_phone),
        Likeness::Document => td_string!(locale, duplicates.kind_document),
        Likeness::Name => td_string!(locale, duplicates.kind_name),
    }
}

/// The same of several.
pub fn likenesses_text(locale: Locale, likenesses: &[Likeness]) -> String {
    likenesses.iter().map(|likeness| likeness_text(locale, *likeness)).collect::<Vec<_>>().join(" · ")
}

/// The name of a field as a whole, also of one that is made of several inputs.
pub fn whole_label(locale: Locale, name: &str) -> &'static str {
    match field_of_input(name).map(|field| field.id) {
        Some(FieldId::Documents) => td_string!(locale, duplicates.documents),
        Some(FieldId::Guardian) => td_string!(locale, duplicates.guardian),
        Some(FieldId::Networks) => td_string!(locale, duplicates.networks),
        Some(FieldId::Productions) => td_string!(locale, duplicates.productions),
        Some(FieldId::HourlyRate) => td_string!(locale, duplicates.rates),
        _ => field_label(locale, name),
    }
}

/// The names of fields in a sentence.
pub fn labels<'a>(locale: Locale, names: impl IntoIterator<Item = &'a str>) -> String {
    names.into_iter().map(|name| whole_label(locale, name)).collect::<Vec<_>>().join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::fields::{Composite, FIELDS, Kind};

    #[test]
    fn every_field_that_is_chosen_has_a_name() {
        let unasked = |kind| matches!(kind, Kind::Composite(Composite::Password | Composite::Agreement));
        for field in FIELDS.iter().filter(|field| !unasked(field.kind)) {
            assert!(!whole_label(Locale::fr, field.name).is_empty(), "{}", field.name);
        }
    }
}
