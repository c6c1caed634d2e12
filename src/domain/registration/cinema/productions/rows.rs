//! The rows as they are typed.

use super::Production;
use crate::domain::registration::{FormValues, cinema::production_fields as f};

/// What was typed into the fields of one production.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TypedProduction {
    pub title: String,
    pub year: String,
    pub kind: String,
    pub role: String,
    pub tmdb_id: String,
    pub poster: String,
}

impl TypedProduction {
    /// Whether nothing was typed or chosen.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        [&self.title, &self.year, &self.kind, &self.role].into_iter().all(|typed| typed.trim().is_empty())
    }

    /// The name of the poster, once it is stored: TMDb's names have a dot, ours none.
    #[must_use]
    pub fn stored_poster(&self) -> Option<&str> {
        Some(self.poster.trim()).filter(|name| !name.is_empty() && !name.contains('.'))
    }

    fn cell(&mut self, field: &str) -> Option<&mut String> {
        match field {
            f::TITLE => Some(&mut self.title),
            f::YEAR => Some(&mut self.year),
            f::KIND => Some(&mut self.kind),
            f::ROLE => Some(&mut self.role),
            f::TMDB_ID => Some(&mut self.tmdb_id),
            f::POSTER => Some(&mut self.poster),
            _ => None,
        }
    }
}

impl From<&Production> for TypedProduction {
    fn from(production: &Production) -> Self {
        let number = |number: Option<i64>| number.map(|number| number.to_string()).unwrap_or_default();
        Self {
            title: production.title.clone(),
            year: number(production.year),
            kind: production.kind.clone(),
            role: production.role.clone().unwrap_or_default(),
            tmdb_id: number(production.tmdb_id),
            poster: production.poster.clone().unwrap_or_default(),
        }
    }
}

/// The rows of a form, empty ones included. Where a field was sent less often than others, its last rows are empty.
#[must_use]
pub fn rows(values: &FormValues) -> Vec<TypedProduction> {
    let count = f::ALL.iter().map(|field| values.all(field).len()).max().unwrap_or(0);
    let mut rows = vec![TypedProduction::default(); count];
    for field in f::ALL {
        for (row, value) in rows.iter_mut().zip(values.all(field)) {
            if let Some(cell) = row.cell(field) {
                cell.clone_from(value);
            }
        }
    }
    rows
}

/// Puts rows in place of those that are there.
pub fn set_rows(values: &mut FormValues, rows: Vec<TypedProduction>) {
    let mut rows = rows;
    for field in f::ALL {
        let column = rows.iter_mut().filter_map(|row| row.cell(field).map(std::mem::take)).collect();
        values.set(field, column);
    }
}

/// Puts stored productions into a form.
pub fn show_productions(values: &mut FormValues, productions: &[Production]) {
    set_rows(values, productions.iter().map(TypedProduction::from).collect());
}

/// Does what the pressed button asks of the rows and leaves out those in which nothing was typed: the page always
/// shows an empty one after them. Answers whether the button was one of the rows': the visitor then stays at them.
pub fn edit_rows(values: &mut FormValues, action: &str) -> bool {
    let mut rows = rows(values);
    let removed = action.strip_prefix(f::REMOVE);
    if let Some(number) = removed.and_then(|number| number.parse::<usize>().ok())
        && number < rows.len()
    {
        rows.remove(number);
    }
    rows.retain(|row| !row.is_empty());
    set_rows(values, rows);
    removed.is_some() || action == f::ADD
}
