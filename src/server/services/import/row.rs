//! A row of a source, and what it says of a person.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;

use crate::domain::{files::FileKind, import::Fate, module::Module, registration::FormValues, unique_code::UniqueCode};

/// A row as it was read.
#[derive(Debug, Clone)]
pub struct SourceRow {
    /// The table it stands in.
    pub table: String,
    /// What distinguishes it from the other rows of the table.
    pub id: String,
    /// How people find it: its number, or its line.
    pub label: String,
    /// Column and cell, in their order.
    pub cells: Vec<(String, Option<String>)>,
}

/// What became of a cell.
#[derive(Clone)]
pub struct Cell {
    pub fate: Fate,
    /// The code of what is wrong with it, if its field says so.
    pub error: Option<String>,
    /// What was in it and is not stored, as far as it is known.
    pub lost: Option<String>,
    /// Whether it may stand in a report: labels of lists and rates may, what is personal may not.
    pub is_label: bool,
}

impl Cell {
    pub(super) const fn new(fate: Fate) -> Self {
        Self { fate, error: None, lost: None, is_label: false }
    }

    pub(super) const fn lost(fate: Fate, text: String) -> Self {
        Self { fate, error: None, lost: Some(text), is_label: false }
    }

    pub(super) const fn label(fate: Fate, text: String) -> Self {
        Self { fate, error: None, lost: Some(text), is_label: true }
    }
}

/// A file that a row names.
#[derive(Debug, Clone)]
pub struct DraftFile {
    pub column: String,
    pub kind: FileKind,
    pub name: String,
}

/// What a row says of a person, as if it had been typed.
pub struct Draft {
    pub table: String,
    pub id: String,
    /// How people find the row.
    pub label: String,
    pub module: Module,
    pub values: FormValues,
    /// Input and the column it was filled from.
    pub origins: BTreeMap<String, String>,
    pub cells: BTreeMap<String, Cell>,
    /// As it was written.
    pub email: Option<String>,
    /// The columns of the address and of the code, as the source names them.
    pub email_column: String,
    pub code_column: String,
    /// A hash of the replaced application.
    pub password_hash: Option<String>,
    pub code: Option<UniqueCode>,
    pub is_active: bool,
    /// An administrator of the replaced application.
    pub is_administrator: bool,
    /// UTC.
    pub registered_at: Option<NaiveDateTime>,
    /// UTC.
    pub changed_at: Option<NaiveDateTime>,
    pub files: Vec<DraftFile>,
}

impl Draft {
    pub(super) fn new(row: &SourceRow, module: Module) -> Self {
        Self {
            table: row.table.clone(),
            id: row.id.clone(),
            label: row.label.clone(),
            module,
            values: FormValues::default(),
            origins: BTreeMap::new(),
            cells: BTreeMap::new(),
            email: None,
            email_column: "email".to_owned(),
            code_column: "unique_code".to_owned(),
            password_hash: None,
            code: None,
            is_active: true,
            is_administrator: false,
            registered_at: None,
            changed_at: None,
            files: Vec::new(),
        }
    }

    /// Types a text into an input.
    pub(super) fn fill(&mut self, column: &str, input: &str, values: Vec<String>) {
        self.values.set(input, values);
        self.origins.insert(input.to_owned(), column.to_owned());
    }

    /// Columns of which nothing was asked for.
    pub(super) fn leave_out(&mut self, is_left_out: impl Fn(&str) -> bool) {
        for (column, cell) in &mut self.cells {
            if is_left_out(column) && cell.fate != Fate::Empty {
                *cell = Cell::new(Fate::NotNeeded);
            }
        }
    }

    /// Notes what became of the cell that an input was filled from.
    pub(super) fn mark(&mut self, input: &str, fate: Fate, error: Option<String>) {
        let Some(column) = self.origins.get(input).cloned() else { return };
        let lost = fate.is_lost().then(|| self.values.all(input).join("\n")).filter(|text| !text.is_empty());
        self.cells.insert(column, Cell { fate, error, lost, is_label: false });
    }
}
