//! What came of an import: each row and each cell is accounted for.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::row::Draft;
use crate::{
    domain::import::{Fate, RowOutcome},
    server::repositories::imports::runs::RowCounts,
};

/// Table, column, fate: how many cells.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CellCounts(pub BTreeMap<String, BTreeMap<String, BTreeMap<Fate, i64>>>);

impl CellCounts {
    /// Counts a cell.
    pub fn add(&mut self, table: &str, column: &str, fate: Fate) {
        let columns = self.0.entry(table.to_owned()).or_default();
        *columns.entry(column.to_owned()).or_default().entry(fate).or_default() += 1;
    }

    /// Adds what was counted elsewhere.
    pub fn add_all(&mut self, others: &Self) {
        for (table, columns) in &others.0 {
            for (column, fates) in columns {
                let own = self.0.entry(table.clone()).or_default().entry(column.clone()).or_default();
                for (fate, count) in fates {
                    *own.entry(*fate).or_default() += count;
                }
            }
        }
    }

    /// Counts a cell otherwise than it was counted before.
    pub fn move_one(&mut self, table: &str, column: &str, (from, to): (Fate, Fate)) {
        let fates = self.0.entry(table.to_owned()).or_default().entry(column.to_owned()).or_default();
        if let Some(count) = fates.get_mut(&from) {
            *count -= 1;
        }
        fates.retain(|_, count| *count > 0);
        *fates.entry(to).or_default() += 1;
    }
}

/// A cell that was not simply taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CellReport {
    pub column: String,
    pub fate: Fate,
    /// The code of what is wrong with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
    /// Only labels and rates: what is personal stands encrypted in the database.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RowReport {
    pub table: String,
    /// Its number; of a spreadsheet its line.
    pub row: String,
    #[serde(skip)]
    pub(super) id: String,
    pub outcome: RowOutcome,
    /// The code of the person now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Column and code of what kept the row out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cells: Vec<CellReport>,
}

/// What came of a row.
pub struct Came {
    pub outcome: RowOutcome,
    /// The code of the person now.
    pub code: Option<String>,
    /// Column and code of what kept the row out.
    pub reason: Option<String>,
}

impl Came {
    pub(super) const fn of(outcome: RowOutcome) -> Self {
        Self { outcome, code: None, reason: None }
    }

    pub(super) fn refused(column: &str, code: &str) -> Self {
        Self { outcome: RowOutcome::Refused, code: None, reason: Some(format!("{column}: {code}")) }
    }
}

/// The whole.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Report {
    pub dry_run: bool,
    pub rows: i64,
    pub imported: i64,
    pub joined: i64,
    /// Of the joined ones, those that changed something that was stored.
    pub changed: i64,
    pub unchanged: i64,
    pub left_out: i64,
    pub refused: i64,
    pub files_stored: i64,
    pub files_refused: i64,
    /// Tables of which nothing is taken.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tables_not_taken: Vec<String>,
    pub cells: CellCounts,
    pub row_reports: Vec<RowReport>,
}

impl Report {
    /// The figures as the desk stores them.
    #[must_use]
    pub const fn counts(&self, total: i64) -> RowCounts {
        RowCounts {
            total,
            position: self.rows,
            imported: self.imported,
            joined: self.joined,
            changed: self.changed,
            unchanged: self.unchanged,
            left_out: self.left_out,
            refused: self.refused,
        }
    }

    /// Notes what came of a row.
    pub(super) fn note(&mut self, draft: &Draft, Came { outcome, code, reason }: Came) {
        self.rows += 1;
        let counted = match outcome {
            RowOutcome::Imported => &mut self.imported,
            RowOutcome::Joined => &mut self.joined,
            RowOutcome::Unchanged => &mut self.unchanged,
            RowOutcome::LeftOut => &mut self.left_out,
            RowOutcome::Refused => &mut self.refused,
        };
        *counted += 1;
        let mut cells = Vec::new();
        for (column, cell) in &draft.cells {
            let fate = fate_of(cell.fate, outcome);
            self.cells.add(&draft.table, column, fate);
            let is_usual =
                matches!(fate, Fate::Taken | Fate::Empty | Fate::NotNeeded | Fate::RowRefused | Fate::Before);
            if !is_usual {
                let value = cell.lost.clone().filter(|_| cell.is_label);
                cells.push(CellReport { column: column.clone(), fate, error: cell.error.clone(), value });
            }
        }
        if outcome == RowOutcome::Joined && draft.cells.values().any(|cell| cell.fate == Fate::Prevailed) {
            self.changed += 1;
        }
        self.row_reports.push(RowReport {
            table: draft.table.clone(),
            row: draft.label.clone(),
            id: draft.id.clone(),
            outcome,
            code,
            reason,
            cells,
        });
    }

    /// Notes that a file was not taken, of a cell that counted as taken.
    pub(super) fn note_file(&mut self, table: &str, id: &str, cell: CellReport) {
        self.files_refused += 1;
        // The row of a file that waited since an earlier run is not among these.
        let row = self.row_reports.iter_mut().rev().find(|row| row.table == table && row.id == id);
        let Some(row) = row else { return };
        if !row.cells.iter().any(|known| known.column == cell.column) {
            self.cells.move_one(table, &cell.column, (Fate::Taken, cell.fate));
        }
        row.cells.push(cell);
    }
}

/// Of a row that was not taken, only what kept it out has a fate of its own.
const fn fate_of(fate: Fate, outcome: RowOutcome) -> Fate {
    match (outcome, fate) {
        (_, Fate::Empty) => Fate::Empty,
        (RowOutcome::Unchanged, _) => Fate::Before,
        (RowOutcome::LeftOut, _) => Fate::NotNeeded,
        (RowOutcome::Refused, Fate::Taken | Fate::Mended | Fate::NotNeeded) => Fate::RowRefused,
        (_, fate) => fate,
    }
}
