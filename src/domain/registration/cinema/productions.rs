//! Productions a person took part in: rows of fields, each with the same names.

mod rows;

use chrono::{Datelike as _, NaiveDate};

pub use self::rows::{TypedProduction, edit_rows, rows, set_rows, show_productions};
use super::production_fields as f;
use crate::domain::{
    field_error::{FieldError, FieldErrors},
    reference,
    registration::{FormValues, text},
};

/// The year of the first film.
pub const FIRST_YEAR: i64 = 1888;
/// Films are announced so many years ahead.
pub const YEARS_AHEAD: i64 = 5;
/// Characters of a title and of a role, at most.
pub const LONGEST_TITLE: usize = 200;
pub const LONGEST_ROLE: usize = 100;

/// A production, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Production {
    pub title: String,
    pub year: Option<i64>,
    /// Key of the closed list `production_type`.
    pub kind: String,
    pub role: Option<String>,
    /// Number of the film at TMDb.
    pub tmdb_id: Option<i64>,
    /// Name of the stored poster. Only a file of the same owner may be shown under it: the name came with a form.
    pub poster: Option<String>,
}

/// The last year a production may have on a day.
#[must_use]
pub fn last_year(today: NaiveDate) -> i64 {
    i64::from(today.year()) + YEARS_AHEAD
}

/// The name under which an error of a field of the row with this number (from 0) is stored.
#[must_use]
pub fn field_of_row(field: &str, row: usize) -> String {
    format!("{field}-{row}")
}

/// Checks every row in which something was typed.
///
/// # Errors
/// Every wrong field, named by [`field_of_row`].
pub fn check_productions(values: &FormValues, today: NaiveDate) -> Result<Vec<Production>, FieldErrors> {
    let mut errors = FieldErrors::default();
    let mut productions = Vec::new();
    for (number, row) in rows(values).into_iter().enumerate().filter(|(_, row)| !row.is_empty()) {
        if productions.len() == f::MOST {
            errors.add(&field_of_row(f::TITLE, number), FieldError::TooManyProductions { max: f::MOST });
            break;
        }
        productions.extend(check_row(&row, number, today, &mut errors));
    }
    if errors.is_empty() { Ok(productions) } else { Err(errors) }
}

fn check_row(row: &TypedProduction, number: usize, today: NaiveDate, errors: &mut FieldErrors) -> Option<Production> {
    let named = |field: &str| field_of_row(field, number);
    let title = errors.collect(&named(f::TITLE), text::title(&row.title, LONGEST_TITLE));
    let year = errors.collect(&named(f::YEAR), year(&row.year, last_year(today)));
    let kind = errors.collect(&named(f::KIND), kind(&row.kind));
    let role = errors.collect(&named(f::ROLE), text::line(&row.role, LONGEST_ROLE));
    Some(Production {
        title: title?,
        year: year?,
        kind: kind?,
        role: role?,
        // Hidden inputs: a value that makes no sense counts as absent.
        tmdb_id: row.tmdb_id.parse().ok().filter(|id| *id > 0),
        poster: row.stored_poster().map(str::to_owned),
    })
}

fn year(typed: &str, last: i64) -> Result<Option<i64>, FieldError> {
    let wrong = FieldError::YearOutOfRange { first: FIRST_YEAR, last };
    match text::whole_number(typed, last) {
        Ok(None) => Ok(None),
        Ok(Some(year)) if year >= FIRST_YEAR => Ok(Some(year)),
        _ => Err(wrong),
    }
}

fn kind(chosen: &str) -> Result<String, FieldError> {
    match chosen.trim() {
        "" => Err(FieldError::Required),
        key => reference::term("production_type", key).map(|term| term.key.clone()).ok_or(FieldError::UnknownChoice),
    }
}

#[cfg(test)]
mod tests;
