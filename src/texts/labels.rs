//! The words for fields and for sections of forms.

use crate::{
    domain::{module::Module, reference},
    i18n::Locale,
    named_texts,
};

/// The name of a field, or of one of its inputs.
pub fn field_label(locale: Locale, field: &str) -> &'static str {
    let network = || reference::term("social_network", field).map_or("", |term| term.label(locale.into()));
    named_texts::field(locale, field).unwrap_or_else(network)
}

/// The name of an answer among the facts of a profile: `height_fact`, else the name of the field.
pub fn fact_label(locale: Locale, field: &str) -> &'static str {
    named_texts::field(locale, &format!("{field}_fact")).unwrap_or_else(|| field_label(locale, field))
}

/// A text of `field.json`: the one a module's form has for itself (`cinema_photo`), else the one for both.
pub fn field_text(locale: Locale, module: Module, key: &str) -> Option<&'static str> {
    of_module(named_texts::field, locale, module, key)
}

/// A text of `section.json`, in the same way.
pub fn section_text(locale: Locale, module: Module, key: &str) -> &'static str {
    of_module(named_texts::section, locale, module, key).unwrap_or_default()
}

fn of_module(
    texts: fn(Locale, &str) -> Option<&'static str>,
    locale: Locale,
    module: Module,
    key: &str,
) -> Option<&'static str> {
    texts(locale, &format!("{}_{key}", module.key())).or_else(|| texts(locale, key))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::domain::{
        fields::{FIELDS, field_of_input},
        registration::fields::PASSWORD_CONFIRM,
    };

    /// Ends of keys that are not labels.
    const PARTS: [&str; 8] = ["_hint", "_fact", "_box", "_link", "_title", "_search", "_question", "_missing"];

    #[test]
    fn every_field_and_input_has_a_label() {
        let inputs = FIELDS.iter().flat_map(|field| field.inputs).copied();
        // Their values are made by the page, not typed into a labelled input.
        let unlabelled = ["gallery_order", "production_tmdb_id", "production_poster"];
        let missing: Vec<&str> = inputs
            .chain([PASSWORD_CONFIRM])
            .filter(|input| field_label(Locale::fr, input).is_empty() && !unlabelled.contains(input))
            .collect();
        assert_eq!(missing, Vec::<&str>::new());
    }

    #[test]
    fn every_key_belongs_to_a_field() {
        let keys: BTreeSet<String> = serde_json::from_str::<serde_json::Map<_, _>>(include_str!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/locales/fr/field.json"
        )))
        .unwrap()
        .into_iter()
        .map(|(key, _)| key)
        .collect();
        let known = |key: &str| key == PASSWORD_CONFIRM || key == "profile_score" || field_of_input(key).is_some();
        let strange: Vec<&String> = keys
            .iter()
            .filter(|key| {
                let own = key.strip_prefix("cinema_").unwrap_or(key);
                let bare = PARTS.iter().find_map(|part| own.strip_suffix(part)).unwrap_or(own);
                !known(own) && !known(bare)
            })
            .collect();
        assert_eq!(strange, Vec::<&String>::new());
    }
}
