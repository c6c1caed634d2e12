//! The cells of a person in the words of a language.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::rows::PeopleRows;
use crate::{
    domain::{
        accounts::no_address,
        age::age_on,
        export::Column,
        fields::{Composite, Field, FieldId, Kind, Value},
        files::FileKind,
        lang::Lang,
        module::Module,
        reference,
        registration::{City, fields as f},
        search::page::TalentChoices,
        visibility::mask,
    },
    i18n::{Locale, td_string},
    named_texts,
    server::{
        clock::Clock, documents::cell::Cell, error::AppResult, repositories::profiles::person_row::PersonAndCity,
        security::encryption::Keyring,
    },
};

/// Stands between the values of one cell.
const BETWEEN: &str = " · ";

/// Puts answers into cells.
pub struct CellWords<'a> {
    pub lang: Lang,
    pub today: NaiveDate,
    pub keyring: &'a Keyring,
    /// Labels of talents by key.
    pub talents: HashMap<String, String>,
}

/// The labels of talents in a language, switched-off ones included.
#[must_use]
pub fn talent_labels(choices: &TalentChoices, lang: Lang) -> HashMap<String, String> {
    choices.talents.iter().map(|talent| (talent.key.clone(), talent.labels.get(lang).to_owned())).collect()
}

impl CellWords<'_> {
    /// The row of a person; none when the person was erased meanwhile. An answer that no key opens is a question mark
    /// and a line of the log: the others are exported all the same.
    pub fn row(&self, rows: &PeopleRows, person_id: i64, columns: &[Column]) -> Option<Vec<Cell>> {
        let person = rows.people.get(&person_id)?;
        let cell = |column: &Column| {
            self.cell(rows, person, *column).unwrap_or_else(|error| {
                tracing::error!(%error, person = person_id, column = column.key(), "an answer cannot be exported");
                Cell::text("?")
            })
        };
        Some(columns.iter().map(cell).collect())
    }

    fn cell(&self, rows: &PeopleRows, person: &PersonAndCity, column: Column) -> AppResult<Cell> {
        let id = person.row.id;
        let listed = rows.listed.get(&id);
        Ok(match column {
            Column::Code => listed.map_or(Cell::Empty, |listed| Cell::text(&listed.code)),
            Column::FullName => listed.map_or(Cell::Empty, |listed| Cell::text(&listed.names.shown().join(BETWEEN))),
            Column::Age => Cell::Number(age_on(person.row.date_of_birth, self.today).into()),
            Column::Completeness => {
                rows.completeness.get(&id).map_or(Cell::Empty, |score| Cell::Number((*score).into()))
            }
            Column::Registered => {
                listed.map_or(Cell::Empty, |listed| Cell::Day(Clock::in_morocco(listed.registered_at).date()))
            }
            Column::Observations => Cell::Empty,
            Column::VisibilityOf(module) => {
                let chosen = match module {
                    Module::Main => rows.main.get(&id).map(|row| &row.visibility),
                    Module::Cinema => rows.cinema.get(&id).map(|row| &row.visibility),
                };
                chosen.map_or(Cell::Empty, |key| self.visibility(key))
            }
            Column::Part(field, input) => self.part(person, rows, field, input)?,
            Column::Field(_) => match column.field() {
                Some(field) => self.answer(rows, person, field)?,
                None => Cell::Empty,
            },
        })
    }

    fn part(&self, person: &PersonAndCity, rows: &PeopleRows, id: FieldId, input: &str) -> AppResult<Cell> {
        let of_cinema = || rows.cinema.get(&person.row.id).and_then(|row| row.value(id));
        let value = person.value(id, self.keyring)?.or_else(of_cinema);
        Ok(match (value, input) {
            (Some(Value::Residence(residence)), f::RESIDENCE_COUNTRY) => self.country(&residence.country),
            (Some(Value::Residence(residence)), _) => {
                let listed = residence.city.as_ref().map(|City { name, .. }| name.as_str());
                let city = listed.or(residence.city_other.as_deref()).unwrap_or_default();
                Cell::text(reference::city_name(&residence.country, city, self.lang))
            }
            (Some(Value::Guardian(guardian)), f::GUARDIAN_NAME) => Cell::text(&guardian.name),
            (Some(Value::Guardian(guardian)), _) => Cell::phone(&guardian.phone),
            (Some(Value::Ages(youngest, oldest)), input) => {
                let is_first = input == crate::domain::registration::cinema::fields::PLAYING_AGE_MIN;
                let age = if is_first { youngest } else { oldest };
                age.map_or(Cell::Empty, Cell::Number)
            }
            _ => Cell::Empty,
        })
    }

    fn answer(&self, rows: &PeopleRows, person: &PersonAndCity, field: &Field) -> AppResult<Cell> {
        let id = person.row.id;
        Ok(match field.kind {
            Kind::Composite(Composite::Email) => {
                rows.listed.get(&id).map_or(Cell::Empty, |row| Cell::text(&no_address::shown(row.email.clone())))
            }
            Kind::Composite(Composite::Talents) => {
                let keys = keys_of(rows, field.id, id);
                joined(keys.iter().map(|key| self.talents.get(key).unwrap_or(key).as_str()))
            }
            Kind::Choices(list) => {
                let keys = keys_of(rows, field.id, id);
                joined(reference::terms(list).filter(|term| keys.contains(&term.key)).map(|term| term.label(self.lang)))
            }
            Kind::Composite(Composite::Networks) => self.links(rows, id)?,
            Kind::Composite(Composite::Documents) => self.documents(rows, id, None)?,
            Kind::Composite(Composite::CinemaDocument) => {
                let kind = rows.cinema.get(&id).and_then(|row| row.id_document_type.as_deref());
                match kind {
                    Some(kind) => self.documents(rows, id, Some(kind))?,
                    None => Cell::Empty,
                }
            }
            Kind::Composite(Composite::Productions) => self.productions(rows, id),
            Kind::Composite(Composite::Gallery) => {
                let count = rows.gallery.get(&id).map_or(0, Vec::len);
                Cell::Number(i64::try_from(count).unwrap_or(i64::MAX))
            }
            Kind::File(kind) => {
                if let (FileKind::Photo, Some(photos)) = (kind, &rows.photos) {
                    return Ok(photos.get(&id).map_or(Cell::Empty, |jpeg| Cell::Photo(jpeg.clone())));
                }
                let (main, cinema) = (rows.main.get(&id), rows.cinema.get(&id));
                let is_there = match kind {
                    FileKind::Photo => person.row.photo_file_id,
                    FileKind::Cv => main.and_then(|row| row.cv_file_id),
                    FileKind::IdPhoto => cinema.and_then(|row| row.id_photo_file_id),
                    FileKind::Gallery | FileKind::Poster => None,
                };
                self.yes_or_no(is_there.is_some())
            }
            _ => {
                let of_profile = || {
                    let main = rows.main.get(&id).and_then(|row| row.value(field.id));
                    main.or_else(|| rows.cinema.get(&id).and_then(|row| row.value(field.id)))
                };
                let value = person.value(field.id, self.keyring)?.or_else(of_profile);
                value.map_or(Cell::Empty, |value| self.value(field, &value))
            }
        })
    }

    /// A stored answer by the kind of its field.
    fn value(&self, field: &Field, value: &Value) -> Cell {
        match (field.kind, value) {
            (Kind::Choice(list), Value::Text(key)) => {
                Cell::text(reference::term(list, key).map_or(key.as_str(), |term| term.label(self.lang)))
            }
            (Kind::Country, Value::Text(code)) if field.id == FieldId::Nationality => {
                let country = reference::country(code);
                Cell::text(country.map_or(code.as_str(), |country| country.nationality(self.lang)))
            }
            (Kind::Country, Value::Text(code)) => self.country(code),
            (Kind::Phone, Value::Text(number)) => Cell::phone(number),
            (_, Value::Text(text)) => Cell::text(text),
            (_, Value::Date(day)) => Cell::Day(*day),
            (_, Value::Number(number)) => Cell::Number(*number),
            (_, Value::Flag(flag)) => self.yes_or_no(*flag),
            _ => Cell::Empty,
        }
    }

    fn country(&self, code: &str) -> Cell {
        Cell::text(reference::country(code).map_or(code, |country| country.name(self.lang)))
    }

    fn visibility(&self, key: &str) -> Cell {
        let text = named_texts::term(Locale::from(self.lang), &format!("visibility_{key}"));
        Cell::text(text.unwrap_or(key))
    }

    fn yes_or_no(&self, yes: bool) -> Cell {
        let locale = Locale::from(self.lang);
        Cell::text(if yes { td_string!(locale, term.yes) } else { td_string!(locale, term.no) })
    }

    /// Networks in the order of their list, each with its address.
    fn links(&self, rows: &PeopleRows, id: i64) -> AppResult<Cell> {
        let own = rows.links.get(&id).map_or(&[][..], Vec::as_slice);
        let mut texts = Vec::new();
        for network in reference::terms("social_network") {
            if let Some(link) = own.iter().find(|link| link.network == network.key) {
                let address = self.keyring.decrypt_text(&link.address_encrypted)?;
                texts.push(format!("{} {address}", network.label(self.lang)));
            }
        }
        Ok(joined(texts.iter().map(String::as_str)))
    }

    /// Documents of a kind, or of all kinds, masked as administrators see them.
    fn documents(&self, rows: &PeopleRows, id: i64, kind: Option<&str>) -> AppResult<Cell> {
        let mut texts = Vec::new();
        for document in rows.documents.get(&id).into_iter().flatten() {
            if kind.is_none_or(|kind| kind == document.kind) {
                let number = mask(&self.keyring.decrypt_text(&document.number_encrypted)?);
                let kind = reference::term("id_document", &document.kind);
                texts.push(format!("{} {number}", kind.map_or("", |term| term.label(self.lang))));
            }
        }
        Ok(joined(texts.iter().map(String::as_str)))
    }

    /// One line a production: title, year, type, role.
    fn productions(&self, rows: &PeopleRows, id: i64) -> Cell {
        let line = |one: &crate::server::repositories::profiles::many_answers::ListedProduction| {
            let kind = reference::term("production_type", &one.kind).map_or("", |term| term.label(self.lang));
            let year = one.year.map(|year| year.to_string()).unwrap_or_default();
            let parts = [one.title.as_str(), &year, kind, one.role.as_deref().unwrap_or_default()];
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(BETWEEN)
        };
        let lines: Vec<String> = rows.productions.get(&id).into_iter().flatten().map(line).collect();
        Cell::text(&lines.join("\n"))
    }
}

fn keys_of(rows: &PeopleRows, field: FieldId, person_id: i64) -> &[String] {
    rows.keys.get(&field).and_then(|keys| keys.get(&person_id)).map_or(&[], Vec::as_slice)
}

fn joined<'a>(texts: impl Iterator<Item = &'a str>) -> Cell {
    Cell::text(&texts.collect::<Vec<_>>().join(BETWEEN))
}

/// The head of a column.
#[must_use]
pub fn head(locale: Locale, column: Column) -> &'static str {
    let key = column.key();
    named_texts::export(locale, &format!("column_{key}"))
        .or_else(|| named_texts::field(locale, &format!("{key}_fact")))
        .or_else(|| named_texts::field(locale, key))
        .unwrap_or(key)
}

/// About how many letters a column needs.
#[must_use]
pub fn width(column: Column) -> u16 {
    match column {
        Column::Age | Column::Completeness => 8,
        Column::Code | Column::Registered | Column::VisibilityOf(_) => 14,
        Column::FullName => 28,
        Column::Observations => 40,
        Column::Part(..) => 18,
        Column::Field(_) => match column.field().map(|field| field.kind) {
            Some(Kind::Text { .. } | Kind::Composite(Composite::Productions | Composite::Networks)) => 50,
            Some(Kind::WebAddress | Kind::Choices(_) | Kind::Composite(Composite::Email | Composite::Talents)) => 30,
            Some(Kind::Number { .. } | Kind::Switch | Kind::File(_) | Kind::Composite(Composite::Gallery)) => 10,
            _ => 18,
        },
    }
}
