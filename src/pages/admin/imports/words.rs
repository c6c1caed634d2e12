//! What imports are called.

use crate::{
    components::tone::Tone,
    domain::import::{
        Fate, ImportSource, ImportState,
        sheet::{MappingProblem, SheetProblem},
    },
    i18n::{Locale, td_string},
    named_texts,
    pages::sections::labels::field_label,
};

/// Where the people come from.
pub fn source_text(locale: Locale, source: ImportSource) -> &'static str {
    named_texts::import(locale, &format!("source_{}", source.key())).unwrap_or_default()
}

/// How far it is.
pub fn state_text(locale: Locale, state: ImportState) -> (Tone, &'static str) {
    let tone = match state {
        ImportState::Draft => Tone::Warning,
        ImportState::Running => Tone::Info,
        ImportState::Done => Tone::Success,
        ImportState::Stopped => Tone::Neutral,
        ImportState::Failed => Tone::Error,
    };
    (tone, named_texts::import(locale, &format!("state_{}", state.key())).unwrap_or_default())
}

/// What became of a cell.
pub fn fate_text(locale: Locale, fate: Fate) -> &'static str {
    named_texts::import(locale, &format!("fate_{}", fate.key())).unwrap_or_default()
}

/// Why a file is no table.
pub fn sheet_problem_text(locale: Locale, problem: SheetProblem) -> String {
    match problem {
        SheetProblem::NotText => td_string!(locale, import.problem_not_text).to_owned(),
        SheetProblem::TooLarge => td_string!(locale, import.problem_too_large).to_owned(),
        SheetProblem::NoColumns => td_string!(locale, import.problem_no_columns).to_owned(),
        SheetProblem::SameName { name } => td_string!(locale, import.problem_same_name, name = name).to_string(),
        SheetProblem::OpenQuote { line } => td_string!(locale, import.problem_open_quote, line = line).to_string(),
        SheetProblem::Empty => td_string!(locale, import.problem_empty).to_owned(),
    }
}

/// What keeps a draft from beginning.
pub fn mapping_problem_text(locale: Locale, problem: &MappingProblem) -> &'static str {
    match problem {
        MappingProblem::Twice { .. } => td_string!(locale, import.twice),
        MappingProblem::DatesOpen { .. } => td_string!(locale, import.dates_needed),
        // The page offers known columns and fields only.
        MappingProblem::NotALine { .. }
        | MappingProblem::UnknownField { .. }
        | MappingProblem::UnknownColumn { .. }
        | MappingProblem::MissingNeeded => td_string!(locale, import.missing_needed),
    }
}

/// The name of a field that a column can fill.
pub fn field_text(locale: Locale, field: &str) -> String {
    match field {
        "unique_code" => td_string!(locale, import.field_code).to_owned(),
        field => field_label(locale, field).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::import::sheet::field_names;

    #[test]
    fn everything_has_its_words() {
        let locale = Locale::fr;
        assert!(ImportSource::ALL.into_iter().all(|source| !source_text(locale, source).is_empty()));
        assert!(ImportState::ALL.into_iter().all(|state| !state_text(locale, state).1.is_empty()));
        assert!(Fate::ALL.into_iter().all(|fate| !fate_text(locale, fate).is_empty()));
        for field in field_names() {
            assert!(!field_text(locale, field).is_empty(), "{field}");
        }
    }
}
