//! A spreadsheet that was sent: what its columns mean, what would happen, and beginning.

use chrono::TimeDelta;

use super::{Import, ImportJob};
use crate::{
    domain::{
        access::Capability,
        import::{
            ImportSource, RowOutcome,
            sheet::{DateOrder, Mapping, MappingProblem, Orders, Sheet, SheetProblem, guessed, read},
        },
    },
    server::{
        actor::Actor,
        db::transaction,
        error::{AppError, AppResult},
        repositories::imports::runs::{self, ImportRow},
        services::{
            admin::audit_log::{self, Subject},
            import::{
                csv::{date_order, dates, source_rows, take_rows},
                run::Run,
            },
            operations::jobs::{self, JobKind},
        },
        state::AppState,
    },
};

/// A spreadsheet that is not begun is forgotten after this time.
const DRAFT_KEPT: TimeDelta = TimeDelta::days(7);
/// Rows of a preview.
const PREVIEWED: usize = 20;

/// What would become of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreviewRow {
    pub line: u64,
    /// In the order of the chosen columns.
    pub cells: Vec<String>,
    pub outcome: RowOutcome,
    /// Column and code of what keeps the row out.
    pub reason: Option<String>,
}

/// What the page about a draft shows.
pub struct DraftPage {
    pub import: Import,
    pub columns: Vec<String>,
    pub mapping: Mapping,
    /// What keeps it from beginning.
    pub problem: Option<MappingProblem>,
    /// Whether the dates say their order themselves.
    pub dates: Orders,
    /// The chosen columns, those of the preview.
    pub shown: Vec<String>,
    /// Empty as long as there is a problem.
    pub preview: Vec<PreviewRow>,
}

/// How beginning ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Begun {
    Running,
    Problem(MappingProblem),
}

/// Keeps a file, with what its columns seem to mean, and gives the number of the import.
///
/// # Errors
/// `Forbidden` without the capability.
pub async fn send(state: &AppState, actor: &Actor, bytes: &[u8]) -> AppResult<Result<i64, SheetProblem>> {
    actor.require(Capability::ManagePeople)?;
    let account_id = actor.signed_in()?.id;
    let sheet = match read(bytes) {
        Ok(sheet) => sheet,
        Err(problem) => return Ok(Err(problem)),
    };
    let mapping = serde_json::to_string(&guessed(&sheet.columns)).map_err(AppError::internal)?;
    let total = i64::try_from(sheet.rows.len()).map_err(AppError::internal)?;
    let (file, now) = (state.security.keyring.encrypt(bytes), state.clock.now());
    let (state, actor) = (state.clone(), actor.clone());
    let id = transaction!(state, |conn| {
        let about = (ImportSource::Csv.key(), total);
        let id = runs::insert_draft(conn, account_id, about, (&file, &mapping), now).await?;
        audit_log::record(&state, conn, &actor, "people.import_sent", &Subject::import(id)).await?;
        id
    })?;
    Ok(Ok(id))
}

/// The page about a draft of the actor.
pub(super) async fn load(state: &AppState, actor: &Actor, row: ImportRow) -> AppResult<DraftPage> {
    own(actor, &row)?;
    let mapping = mapping_of(&row)?;
    let sheet = sheet_of(state, row.id).await?;
    let checked = mapping.check(&sheet.columns).and_then(|()| date_order(&sheet, &mapping));
    let shown: Vec<String> = sheet.columns.iter().filter(|name| mapping.columns.contains_key(*name)).cloned().collect();
    let preview = match &checked {
        Ok(order) => preview(state, actor, &sheet, &mapping, (*order, &shown)).await?,
        Err(_) => Vec::new(),
    };
    Ok(DraftPage {
        dates: dates(&sheet, &mapping),
        problem: checked.err(),
        import: Import::of(row)?,
        columns: sheet.columns,
        mapping,
        shown,
        preview,
    })
}

async fn preview(
    state: &AppState,
    actor: &Actor,
    sheet: &Sheet,
    mapping: &Mapping,
    (order, shown): (DateOrder, &[String]),
) -> AppResult<Vec<PreviewRow>> {
    let first = Sheet { columns: sheet.columns.clone(), rows: sheet.rows.iter().take(PREVIEWED).cloned().collect() };
    let rows = source_rows(&first, mapping, order);
    let mut run = Run::new(state, actor, ImportSource::Csv, None);
    take_rows(&mut run, &rows, mapping, |_| {}).await?;
    let reports = run.report.row_reports.into_iter();
    Ok(first
        .rows
        .into_iter()
        .zip(reports)
        .map(|(row, report)| {
            let cell = |name: &String| {
                let place = first.columns.iter().position(|column| column == name);
                place.and_then(|place| row.cells.get(place).cloned()).unwrap_or_default()
            };
            let cells = shown.iter().map(cell).collect();
            PreviewRow { line: row.line, cells, outcome: report.outcome, reason: report.reason }
        })
        .collect())
}

/// Stores what the columns of a draft mean.
///
/// # Errors
/// `NotFound` for a draft of another administrator, `Forbidden` without the capability.
pub async fn choose(state: &AppState, actor: &Actor, id: i64, mapping: Mapping) -> AppResult<()> {
    actor.require(Capability::ManagePeople)?;
    let mapping = serde_json::to_string(&mapping).map_err(AppError::internal)?;
    let (state, actor) = (state.clone(), actor.clone());
    transaction!(state, |conn| {
        let row = runs::lock(conn, id).await?.ok_or(AppError::NotFound)?;
        own(&actor, &row)?;
        if row.state == "draft" && row.mapping.as_deref() != Some(mapping.as_str()) {
            runs::set_mapping(conn, id, &mapping).await?;
            audit_log::record(&state, conn, &actor, "people.import_mapped", &Subject::import(id)).await?;
        }
    })
}

/// Begins a draft: a job takes its rows.
///
/// # Errors
/// `NotFound` for a draft of another administrator, `Forbidden` without the capability.
pub async fn begin(state: &AppState, actor: &Actor, id: i64) -> AppResult<Begun> {
    actor.require(Capability::ManagePeople)?;
    let row = runs::find(&mut state.db.read().await?, id).await?.ok_or(AppError::NotFound)?;
    own(actor, &row)?;
    if row.state != "draft" {
        return Ok(Begun::Running);
    }
    let (sheet, mapping) = (sheet_of(state, id).await?, mapping_of(&row)?);
    let checked = mapping.check(&sheet.columns).and_then(|()| date_order(&sheet, &mapping));
    if let Err(problem) = checked {
        return Ok(Begun::Problem(problem));
    }
    let (state, actor, now) = (state.clone(), actor.clone(), state.clock.now());
    transaction!(state, |conn| {
        let still = runs::lock(conn, id).await?.ok_or(AppError::NotFound)?;
        if still.state == "draft" && still.mapping == row.mapping {
            runs::start(conn, id, now).await?;
            audit_log::record(&state, conn, &actor, "people.import_begun", &Subject::import(id)).await?;
            let job = ImportJob { import: id, client_ip: actor.client_ip() };
            jobs::enqueue(&state, conn, JobKind::Import, None, &job).await?;
        }
        Begun::Running
    })
}

/// Forgets a draft and its file.
///
/// # Errors
/// `NotFound` for a draft of another administrator, `Forbidden` without the capability.
pub async fn discard(state: &AppState, actor: &Actor, id: i64) -> AppResult<()> {
    actor.require(Capability::ManagePeople)?;
    let (state, actor) = (state.clone(), actor.clone());
    transaction!(state, |conn| {
        let row = runs::lock(conn, id).await?.ok_or(AppError::NotFound)?;
        own(&actor, &row)?;
        if runs::delete_draft(conn, id).await? {
            audit_log::record(&state, conn, &actor, "people.import_discarded", &Subject::import(id)).await?;
        }
    })
}

/// Forgets drafts that were not begun in time.
pub async fn purge(state: &AppState) -> AppResult<()> {
    let state = state.clone();
    transaction!(state, |conn| {
        runs::delete_drafts_before(conn, state.clock.now() - DRAFT_KEPT).await?;
    })
}

/// A draft shows what a file holds: to the administrator who sent it.
fn own(actor: &Actor, row: &ImportRow) -> AppResult<()> {
    if row.account_id == Some(actor.signed_in()?.id) { Ok(()) } else { Err(AppError::NotFound) }
}

pub(super) fn mapping_of(row: &ImportRow) -> AppResult<Mapping> {
    serde_json::from_str(row.mapping.as_deref().unwrap_or("{}")).map_err(AppError::internal)
}

pub(super) async fn sheet_of(state: &AppState, id: i64) -> AppResult<Sheet> {
    let file = runs::file_of(&mut state.db.read().await?, id).await?.ok_or(AppError::NotFound)?;
    let bytes = state.security.keyring.decrypt(&file)?;
    read(&bytes).map_err(|problem| AppError::internal(format!("a stored spreadsheet cannot be read: {problem}")))
}
