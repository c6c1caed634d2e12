//! People from a spreadsheet.

use ring::digest::{SHA256, digest};

use super::{
    convert::{Aids, convert},
    lookups::Lookups,
    report::Report,
    row::SourceRow,
    run::Run,
    store::take,
};
use crate::{
    domain::{
        access::Capability,
        import::{
            ImportSource, ImportState,
            sheet::{DateOrder, Mapping, MappingProblem, Orders, Sheet, meaning_of, orders, read, rewritten},
        },
        registration::fields as f,
    },
    server::{
        actor::Actor,
        error::{AppError, AppResult},
        state::AppState,
    },
};

/// The name of the one table of a spreadsheet.
const TABLE: &str = "csv";
/// How far it is, is stored after so many rows.
pub(super) const NOTED_EVERY: usize = 20;

/// What is asked of the operator.
pub struct CsvImport {
    pub bytes: Vec<u8>,
    pub mapping: Mapping,
    /// Nothing is stored.
    pub dry_run: bool,
    /// Whether people are written to.
    pub mails: bool,
}

/// How the dates of a spreadsheet are read: as was chosen, else as they say themselves.
///
/// # Errors
/// A date that can be read in two ways, when nothing was chosen.
pub fn date_order(sheet: &Sheet, mapping: &Mapping) -> Result<DateOrder, MappingProblem> {
    match (mapping.date_order(), dates(sheet, mapping)) {
        (Some(chosen), _) | (None, Orders::Known(chosen)) => Ok(chosen),
        (None, Orders::Open(text)) => Err(MappingProblem::DatesOpen { text }),
    }
}

/// What the column of birth dates says of its order.
#[must_use]
pub fn dates(sheet: &Sheet, mapping: &Mapping) -> Orders {
    let column = mapping.column_of(f::DATE_OF_BIRTH);
    let place = sheet.columns.iter().position(|name| Some(name.as_str()) == column);
    orders(sheet.rows.iter().filter_map(|row| row.cells.get(place?).map(String::as_str)))
}

/// The rows of a spreadsheet. What distinguishes one is what stands in it, wherever it stands: the same file with more
/// rows brings only those.
pub(super) fn source_rows(sheet: &Sheet, mapping: &Mapping, order: DateOrder) -> Vec<SourceRow> {
    let born = mapping.column_of(f::DATE_OF_BIRTH);
    let row = |row: &crate::domain::import::sheet::SheetRow| {
        let cells = sheet.columns.iter().zip(&row.cells).filter(|(name, _)| !name.is_empty());
        let cells = cells.map(|(name, cell)| {
            let cell = if Some(name.as_str()) == born { rewritten(cell, order) } else { cell.clone() };
            (name.clone(), (!cell.is_empty()).then_some(cell))
        });
        let content = digest(&SHA256, row.cells.join("\u{1f}").as_bytes());
        let id: String = content.as_ref().iter().take(16).map(|byte| format!("{byte:02x}")).collect();
        SourceRow { table: TABLE.to_owned(), id, label: row.line.to_string(), cells: cells.collect() }
    };
    sheet.rows.iter().map(row).collect()
}

/// Takes rows, and says after each how many are done.
pub(super) async fn take_rows(
    run: &mut Run<'_>,
    rows: &[SourceRow],
    mapping: &Mapping,
    done: impl Fn(i64),
) -> AppResult<()> {
    let lookups = Lookups::default();
    let meaning = |column: &str| {
        let field = mapping.columns.get(column)?;
        Some((meaning_of(field)?, false))
    };
    let aids = Aids { meaning: &meaning, lookups: &lookups, keyring: None };
    let module = mapping.module();
    for row in rows {
        let mut draft = convert(row, module, &aids);
        // Columns that were not chosen were left out on purpose.
        draft.leave_out(|column| !mapping.columns.contains_key(column));
        take(run, draft).await?;
        done(run.report.rows);
    }
    Ok(())
}

/// Takes everyone in a spreadsheet who was not taken before.
///
/// # Errors
/// A sentence for the operator. What was taken before an error stays; the next run goes on from there.
pub async fn run(
    state: &AppState,
    actor: &Actor,
    asked: CsvImport,
    progress: impl Fn(i64, i64),
) -> Result<Report, String> {
    actor.require(Capability::ManagePeople).map_err(|error| error.to_string())?;
    let sheet = read(&asked.bytes).map_err(|problem| problem.to_string())?;
    asked.mapping.check(&sheet.columns).map_err(|problem| problem.to_string())?;
    let order = date_order(&sheet, &asked.mapping).map_err(|problem| problem.to_string())?;
    let rows = source_rows(&sheet, &asked.mapping, order);
    let total = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    let stopped = |error: AppError| format!("Stopped, run it again: {error}");
    let mut run = match asked.dry_run {
        true => Run::new(state, actor, ImportSource::Csv, None),
        false => Run::begin(state, actor, ImportSource::Csv).await.map_err(stopped)?,
    };
    run.mails = asked.mails;
    let mut came = Ok(());
    for rows in rows.chunks(NOTED_EVERY) {
        came = take_rows(&mut run, rows, &asked.mapping, |done| progress(done, total)).await;
        if came.is_err() {
            break;
        }
        run.note(total).await.map_err(stopped)?;
    }
    let ended = if came.is_ok() { ImportState::Done } else { ImportState::Failed };
    run.end(ended).await.map_err(stopped)?;
    came.map_err(stopped)?;
    Ok(run.report)
}
