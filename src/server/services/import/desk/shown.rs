//! What the list « to look at » shows of a value that was not taken.

use crate::{
    domain::{
        fields::{Sensitivity, field_of_input},
        import::{CINEMA, Column, Fate, Meaning, USERS, columns, sheet},
        visibility::mask,
    },
    server::repositories::imports::{cells::ImportValueRow, runs::ImportRow},
};

use super::draft::mapping_of;

/// The value as the list shows it. Contacts, documents and the like are masked, and so is what stands in a column of which
/// it is not known what it holds: no line of the audit log says who read the list. A label of a closed list is not the
/// person's own words.
pub(super) fn shown(import: &ImportRow, row: &ImportValueRow, fate: Fate, value: String) -> String {
    let is_label = matches!(fate, Fate::UnknownLabel | Fate::TooMany | Fate::CodeTaken);
    if is_label || meaning(import, row).is_some_and(is_ordinary) { value } else { mask(&value) }
}

/// What the column of a value holds, as far as it is known: of spreadsheets at the command line it is not.
fn meaning(import: &ImportRow, row: &ImportValueRow) -> Option<Meaning> {
    let column = row.column_name.as_str();
    let of_old_site = |known: &[Column]| columns::meaning_of(known, column).map(|(meaning, _)| meaning);
    match row.source_table.as_str() {
        "users" => of_old_site(USERS),
        "cinema_talents" => of_old_site(CINEMA),
        _ => mapping_of(import).ok()?.columns.get(column).and_then(|field| sheet::meaning_of(field)),
    }
}

fn is_ordinary(meaning: Meaning) -> bool {
    match meaning {
        Meaning::Input(input) => field_of_input(input).is_some_and(|field| field.sensitivity == Sensitivity::Ordinary),
        Meaning::Choice(..)
        | Meaning::Choices(..)
        | Meaning::Country(_)
        | Meaning::CountryId(_)
        | Meaning::City
        | Meaning::CityId
        | Meaning::Rates
        | Meaning::Productions
        | Meaning::File(_)
        | Meaning::Files(_)
        | Meaning::Code => true,
        Meaning::Phone(..)
        | Meaning::Email
        | Meaning::Password
        | Meaning::Active
        | Meaning::Administrator
        | Meaning::Role
        | Meaning::CreatedAt
        | Meaning::ChangedAt
        | Meaning::NotNeeded => false,
    }
}
