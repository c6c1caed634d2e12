//! An import under way.

use std::{collections::HashMap, path::PathBuf};

use chrono::NaiveDateTime;

use super::report::Report;
use crate::{
    domain::{
        fields::Answers,
        import::{ImportSource, ImportState},
        module::Module,
    },
    server::{
        actor::Actor,
        db::within_transaction,
        error::{AppError, AppResult},
        repositories::imports::runs,
        services::admin::audit_log::{self, Subject},
        state::AppState,
    },
};

/// Who imports, from where, and what came of it so far.
pub struct Run<'a> {
    pub state: &'a AppState,
    pub actor: &'a Actor,
    pub source: ImportSource,
    /// The stored import; none where nothing is to be stored.
    pub import_id: Option<i64>,
    /// Whether people are written to.
    pub mails: bool,
    /// The folder of the files that rows name.
    pub uploads: Option<PathBuf>,
    pub report: Report,
    /// Where nothing is stored: who would be there by now.
    pub planned: HashMap<String, Planned>,
    /// The same of codes, with the address they belong to.
    pub planned_codes: HashMap<String, String>,
}

/// Someone who would be there.
pub struct Planned {
    pub answers: Answers,
    pub modules: Vec<Module>,
    pub changed_at: Option<NaiveDateTime>,
    pub code: Option<String>,
    pub has_photo: bool,
}

impl<'a> Run<'a> {
    /// A run that has read nothing yet; without a number nothing of it is stored.
    pub fn new(state: &'a AppState, actor: &'a Actor, source: ImportSource, import_id: Option<i64>) -> Self {
        let report = Report { dry_run: import_id.is_none(), ..Report::default() };
        Self {
            state,
            actor,
            source,
            import_id,
            mails: true,
            uploads: None,
            report,
            planned: HashMap::new(),
            planned_codes: HashMap::new(),
        }
    }

    /// A run whose people are stored, noted as an import. Earlier ones of the command line that a killed process left
    /// are over.
    pub async fn begin(state: &'a AppState, actor: &'a Actor, source: ImportSource) -> AppResult<Self> {
        let now = state.clock.now();
        let id = within_transaction!(state, |conn| {
            runs::end_interrupted(conn, source.key(), now).await?;
            let account_id = actor.account().map(|account| account.id);
            let id = runs::begin(conn, account_id, source.key(), now).await?;
            audit_log::record(state, conn, actor, "people.import_begun", &Subject::import(id)).await?;
            id
        })?;
        Ok(Self::new(state, actor, source, Some(id)))
    }

    /// Stores how far it is, of so many rows.
    pub async fn note(&self, total: i64) -> AppResult<()> {
        let Some(id) = self.import_id else { return Ok(()) };
        let (counts, cells) = (self.report.counts(total), serde_json::to_string(&self.report.cells));
        let cells = cells.map_err(AppError::internal)?;
        within_transaction!(self.state, |conn| {
            runs::note(conn, id, &counts, &cells).await?;
        })
    }

    /// Stores what came of it.
    pub async fn end(&self, ended: ImportState) -> AppResult<()> {
        let Some(id) = self.import_id else { return Ok(()) };
        self.note(self.report.rows).await?;
        let now = self.state.clock.now();
        within_transaction!(self.state, |conn| {
            runs::finish(conn, id, ended.key(), now).await?;
        })
    }
}
