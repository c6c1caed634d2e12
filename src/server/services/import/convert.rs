//! From the cells of a row to what a person could have typed.

mod lists;
mod place;

use chrono::NaiveDateTime;

use self::{
    lists::{labels, productions},
    place::settle_residence,
};
use super::{
    lookups::Lookups,
    row::{Cell, Draft, DraftFile, SourceRow},
};
use crate::{
    domain::{
        files::FileKind,
        import::{Fate, Meaning, labels::country_of, rates},
        module::Module,
        registration::{fields as f, phone_to_e164},
    },
    server::security::{encryption::Keyring, passwords::is_of_replaced},
};

/// What is needed to read cells.
pub struct Aids<'a> {
    /// The meaning of a column, and whether it holds ciphertext; `None` for a column that is not known.
    pub meaning: &'a (dyn Fn(&str) -> Option<(Meaning, bool)> + Sync),
    pub lookups: &'a Lookups,
    /// Opens ciphertext.
    pub keyring: Option<&'a Keyring>,
}

/// Reads a row.
pub fn convert(row: &SourceRow, module: Module, aids: &Aids<'_>) -> Draft {
    let mut draft = Draft::new(row, module);
    let mut phones = Vec::new();
    for (column, cell) in &row.cells {
        let text = cell.as_deref().unwrap_or_default();
        if text.trim().is_empty() {
            draft.cells.insert(column.clone(), Cell::new(Fate::Empty));
            continue;
        }
        let Some((meaning, encrypted)) = (aids.meaning)(column) else {
            draft.cells.insert(column.clone(), Cell::lost(Fate::UnknownColumn, text.to_owned()));
            continue;
        };
        let opened = match (encrypted, aids.keyring) {
            (false, _) => text.to_owned(),
            (true, Some(keyring)) => match keyring.decrypt_text(text.as_bytes()) {
                Ok(opened) => opened,
                Err(_) => {
                    draft.cells.insert(column.clone(), Cell::new(Fate::OtherKey));
                    continue;
                }
            },
            (true, None) => continue,
        };
        let text = opened.replace('\0', "");
        let fate = if text.trim().is_empty() {
            Fate::Empty
        } else if text.len() < opened.len() {
            Fate::Mended
        } else {
            Fate::Taken
        };
        draft.cells.insert(column.clone(), Cell::new(fate));
        if fate == Fate::Empty {
            continue;
        }
        match meaning {
            // Read when the country is known.
            Meaning::Phone(country, number) => phones.push((column.clone(), country, number, text)),
            meaning => take(&mut draft, column, meaning, text, aids.lookups),
        }
    }
    settle_residence(&mut draft);
    for (column, country, number, text) in phones {
        take_phone(&mut draft, &column, (country, number), &text);
    }
    draft
}

fn take(draft: &mut Draft, column: &str, meaning: Meaning, text: String, lookups: &Lookups) {
    let note = |draft: &mut Draft, cell: Cell| {
        draft.cells.insert(column.to_owned(), cell);
    };
    match meaning {
        Meaning::Input(input) => draft.fill(column, input, vec![text]),
        Meaning::Choice(list, input) => match crate::domain::import::labels::key_of(list, &text) {
            Some(key) => draft.fill(column, input, vec![key.to_owned()]),
            None => note(draft, Cell::label(Fate::UnknownLabel, text)),
        },
        Meaning::Choices(list, input) => {
            let (keys, unknown) = labels(list, &text);
            draft.fill(column, input, keys);
            if !unknown.is_empty() {
                note(draft, Cell::label(Fate::UnknownLabel, unknown.join("\n")));
            }
        }
        Meaning::Country(input) => match country_of(&text) {
            Some(country) => draft.fill(column, input, vec![country.code.clone()]),
            None => note(draft, Cell::label(Fate::UnknownLabel, text)),
        },
        Meaning::CountryId(input) => {
            let named = lookups.countries.get(text.trim());
            let country = named.and_then(|(code, name)| country_of(code).or_else(|| country_of(name)));
            match country {
                Some(country) => draft.fill(column, input, vec![country.code.clone()]),
                None => {
                    let written = named.map_or(text, |(_, name)| name.clone());
                    note(draft, Cell::label(Fate::UnknownLabel, written));
                }
            }
        }
        Meaning::City => draft.fill(column, f::RESIDENCE_CITY_OTHER, vec![text]),
        Meaning::CityId => place::take_city(draft, column, &text, lookups),
        Meaning::Rates => match rates::read(&text) {
            Some(read) => {
                let typed = |number: Option<i64>| number.map(|number| vec![number.to_string()]).unwrap_or_default();
                draft.fill(column, f::HOURLY_RATE, typed(read.hourly));
                draft.fill(column, f::MONTHLY_RATE, typed(read.monthly));
                draft.fill(column, f::RATE_CURRENCY, read.currency.into_iter().collect());
            }
            None => note(draft, Cell::label(Fate::Unreadable, text)),
        },
        Meaning::Productions => productions(draft, column, &text),
        Meaning::File(kind) => take_files(draft, column, kind, vec![text]),
        Meaning::Files(kind) => match serde_json::from_str::<Vec<String>>(&text) {
            Ok(names) => take_files(draft, column, kind, names),
            Err(_) => note(draft, Cell::lost(Fate::Unreadable, text)),
        },
        Meaning::Email => {
            draft.email = Some(text);
            column.clone_into(&mut draft.email_column);
        }
        Meaning::Password if is_of_replaced(&text) => draft.password_hash = Some(text),
        // Its owner chooses a new one by the link of a mail.
        Meaning::Password => note(draft, Cell::new(Fate::Unreadable)),
        Meaning::Code => match text.parse() {
            Ok(code) => {
                draft.code = Some(code);
                column.clone_into(&mut draft.code_column);
            }
            Err(_) => note(draft, Cell::label(Fate::Unreadable, text)),
        },
        Meaning::Active => draft.is_active = is_true(&text),
        Meaning::Administrator => draft.is_administrator |= is_true(&text),
        Meaning::Role => {
            draft.is_administrator |= matches!(text.trim(), "admin" | "administrator" | "superadmin");
            note(draft, Cell::new(Fate::NotNeeded));
        }
        Meaning::CreatedAt => draft.registered_at = moment(&text),
        Meaning::ChangedAt => draft.changed_at = moment(&text),
        Meaning::NotNeeded | Meaning::Phone(..) => note(draft, Cell::new(Fate::NotNeeded)),
    }
}

/// A number that a spreadsheet took the zeros from is international without its sign.
fn take_phone(draft: &mut Draft, column: &str, (country_input, input): (&'static str, &'static str), text: &str) {
    let country = match draft.values.trimmed(f::RESIDENCE_COUNTRY) {
        "" => f::DEFAULT_COUNTRY,
        country => country,
    };
    let with_sign = format!("+{}", text.trim());
    let digits = text.trim().chars().all(|c| c.is_ascii_digit());
    let lost_its_sign = digits && phone_to_e164(text, country).is_err() && phone_to_e164(&with_sign, country).is_ok();
    let typed = if lost_its_sign { with_sign } else { text.to_owned() };
    let country = country.to_owned();
    draft.values.set(country_input, vec![country]);
    draft.fill(column, input, vec![typed]);
}

/// Names of files, without the folders before them.
fn take_files(draft: &mut Draft, column: &str, kind: FileKind, names: Vec<String>) {
    let names = names.into_iter().filter_map(|name| {
        let last = name.trim().rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
        (!last.is_empty() && last != ".." && last != ".").then_some(last)
    });
    draft.files.extend(names.map(|name| DraftFile { column: column.to_owned(), kind, name }));
}

fn is_true(text: &str) -> bool {
    !matches!(text.trim().to_ascii_lowercase().as_str(), "0" | "f" | "false" | "n" | "no" | "non" | "off")
}

/// UTC, as the replaced application stored it.
fn moment(text: &str) -> Option<NaiveDateTime> {
    let text = text.trim().trim_end_matches('Z');
    let text = text.split_once('+').map_or(text, |(moment, _)| moment).replace('T', " ");
    NaiveDateTime::parse_from_str(&text, "%Y-%m-%d %H:%M:%S%.f").ok()
}
