//! Taking people out of the site as a file, by the filters of the administrators' table or ticked one by one.
//!
//! The people are those, and stand in the order, that the search of that table finds when the export begins. Up to
//! `EXPORT_ROWS_AT_ONCE` rows are written straight into the answer; more are written by a
//! job into an encrypted file that is kept for a day; programs wait for the whole file. Whom an export held, when and what for is noted before its first
//! byte, in the transaction of its line in the audit log: `docs/exports.md` says how.

mod begin;
mod cancel;
mod cells;
mod fetch;
mod housekeeping;
mod list;
mod order;
mod photos;
mod prepare;
mod produce;
mod rows;
mod stored_file;
mod templates;
mod work;

pub use self::{
    begin::{Begun, ExportSource, ReadyExport, begin, begin_at_once},
    cancel::{cancel, cancel_with_its_job, delete},
    cells::head,
    fetch::{ExportFile, fetch},
    housekeeping::{purge, renew_files},
    list::{ExportLine, OwnExport, count_ready, newest, of_person},
    prepare::{ExportForm, form, prepare},
    produce::Production,
    templates::{ExportTemplate, ExportTemplates, delete_template, own_templates, save_template},
    work::{failed, is_open, work},
};

use serde::{Deserialize, Serialize};

use crate::{
    domain::{
        export::{Column, ExportChoice, ExportFormat, ExportList},
        lang::Lang,
        search::list::Order,
    },
    server::{
        error::{AppError, AppResult},
        state::AppState,
    },
};

/// What the job is about.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct ExportJob {
    pub export: i64,
}

/// A choice as it is stored, encrypted. The line of the audit log holds columns and purpose in clear.
#[derive(Serialize, Deserialize)]
struct StoredChoice {
    list: ExportList,
    format: ExportFormat,
    lang: String,
    order: String,
    columns: Vec<String>,
    purpose: String,
}

fn seal(state: &AppState, choice: &ExportChoice) -> AppResult<Vec<u8>> {
    let stored = StoredChoice {
        list: choice.list,
        format: choice.format,
        lang: choice.lang.code().to_owned(),
        order: choice.order.key().to_owned(),
        columns: choice.columns.iter().map(|column| column.key().to_owned()).collect(),
        purpose: choice.purpose.clone(),
    };
    let plain = serde_json::to_vec(&stored).map_err(AppError::internal)?;
    Ok(state.security.keyring.encrypt(&plain))
}

/// The same for lists, which show the others all the same: none, and an error in the log, when no key opens it.
fn unsealed(state: &AppState, sealed: &[u8]) -> Option<ExportChoice> {
    unseal(state, sealed)
        .inspect_err(|error| tracing::error!(%error, "what was chosen for an export cannot be read"))
        .ok()
}

/// Columns that there are no more are left out.
fn unseal(state: &AppState, sealed: &[u8]) -> AppResult<ExportChoice> {
    let plain = state.security.keyring.decrypt(sealed)?;
    let stored: StoredChoice = serde_json::from_slice(&plain).map_err(AppError::internal)?;
    let columns: Vec<Column> = stored.list.among(stored.columns.iter().map(String::as_str));
    Ok(ExportChoice {
        list: stored.list,
        format: stored.format,
        lang: Lang::from_code(&stored.lang).unwrap_or_default(),
        order: Order::from_key(&stored.order).unwrap_or(Order::Newest),
        columns,
        purpose: stored.purpose,
    })
}
