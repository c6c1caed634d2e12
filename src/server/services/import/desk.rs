//! Imports as administrators see them, and spreadsheets that they send.

mod draft;
mod list;
mod shown;
mod work;

use std::net::IpAddr;

use serde::{Deserialize, Serialize};

pub use self::{
    draft::{Begun, DraftPage, PreviewRow, begin, choose, discard, purge, send},
    list::{ImportLine, ImportPage, OpenValue, newest, report, see, stop},
    work::{failed, stop_with_its_job, work},
};
use super::report::CellCounts;
use crate::{
    domain::import::{ImportSource, ImportState},
    server::{
        error::{AppError, AppResult},
        repositories::imports::runs::{ImportRow, RowCounts},
    },
};
use chrono::NaiveDateTime;

/// What the job is about. The address of the administrator is what the lines of the audit log say.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct ImportJob {
    pub import: i64,
    pub client_ip: Option<IpAddr>,
}

/// An import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    pub id: i64,
    pub source: ImportSource,
    pub state: ImportState,
    pub counts: RowCounts,
    pub cells: CellCounts,
    /// UTC; none of a draft.
    pub started_at: Option<NaiveDateTime>,
    /// UTC.
    pub finished_at: Option<NaiveDateTime>,
}

impl Import {
    fn of(row: ImportRow) -> AppResult<Self> {
        let unknown = || AppError::internal("an import of an unknown source or state");
        Ok(Self {
            id: row.id,
            source: ImportSource::from_key(&row.source).ok_or_else(unknown)?,
            state: ImportState::from_key(&row.state).ok_or_else(unknown)?,
            counts: row.counts,
            cells: serde_json::from_str(&row.cells).map_err(AppError::internal)?,
            started_at: row.started_at,
            finished_at: row.finished_at,
        })
    }

    /// Whether it goes on by itself.
    #[must_use]
    pub fn is_running(&self) -> bool {
        self.state == ImportState::Running
    }
}
