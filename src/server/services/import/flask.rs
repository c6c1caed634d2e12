//! Moving in from the replaced application: its database and its folder of uploads.

use std::{collections::HashMap, path::PathBuf};

use super::{
    convert::{Aids, convert},
    files,
    lookups::{Lookups, talents_of},
    report::Report,
    row::SourceRow,
    run::Run,
    store::take,
};
use crate::{
    domain::{
        access::Capability,
        import::{CINEMA, Column, ImportSource, ImportState, Meaning, USERS, columns::meaning_of},
        module::Module,
        registration::fields as f,
    },
    server::{
        actor::Actor,
        db::{DatabaseUrl, ForeignDb, ForeignRow},
        error::{AppError, AppResult},
        security::encryption::Keyring,
        state::AppState,
    },
};

/// What is asked of the operator.
pub struct FlaskImport {
    pub database: DatabaseUrl,
    /// The folder with `photos` and `cvs`.
    pub uploads: PathBuf,
    /// The text that the replaced application derived its key from.
    pub encryption_key: String,
    /// Nothing is stored.
    pub dry_run: bool,
    /// Whether people are written to.
    pub mails: bool,
}

/// Rows that are read at once.
const AT_ONCE: usize = 200;
/// The column under which the talents of a user are reported.
const TALENTS: &str = "talents";
const TABLES: [(&str, Module, &[Column]); 2] =
    [("users", Module::Main, USERS), ("cinema_talents", Module::Cinema, CINEMA)];
/// Lists that rows refer to.
const LISTS: [&str; 4] = ["talents", "user_talents", "countries", "cities"];

/// Takes everyone who was not taken before. `progress` hears how many rows are done, and of how many.
///
/// # Errors
/// A sentence for the operator. What was taken before an error stays; the next run goes on from there.
pub async fn run(
    state: &AppState,
    actor: &Actor,
    asked: FlaskImport,
    progress: impl Fn(i64, i64) + Sync,
) -> Result<Report, String> {
    actor.require(Capability::ManagePeople).map_err(|error| error.to_string())?;
    if !asked.uploads.is_dir() {
        return Err(format!("There is no folder {}", asked.uploads.display()));
    }
    let keyring = Keyring::of_secret(&asked.encryption_key)?;
    let mut source = ForeignDb::open(&asked.database).await?;
    let stopped = |error: AppError| format!("Stopped, run it again: {error}");
    let tables = source.tables().await.map_err(stopped)?;
    if !TABLES.iter().any(|(table, ..)| tables.iter().any(|there| there == table)) {
        return Err("This database has neither the table users nor the table cinema_talents".to_owned());
    }
    let source_kind = ImportSource::Flask;
    let mut run = match asked.dry_run {
        true => Run::new(state, actor, source_kind, None),
        false => Run::begin(state, actor, source_kind).await.map_err(stopped)?,
    };
    (run.mails, run.uploads) = (asked.mails, Some(asked.uploads));
    let known = |table: &String| LISTS.contains(&table.as_str()) || TABLES.iter().any(|(known, ..)| known == table);
    run.report.tables_not_taken = tables.iter().filter(|table| !known(table)).cloned().collect();
    let came = take_tables(&mut run, &mut source, &keyring, &tables, &progress).await;
    let ended = if came.is_ok() { ImportState::Done } else { ImportState::Failed };
    run.end(ended).await.map_err(stopped)?;
    came.map_err(stopped)?;
    Ok(run.report)
}

async fn take_tables(
    run: &mut Run<'_>,
    source: &mut ForeignDb,
    keyring: &Keyring,
    tables: &[String],
    progress: &(impl Fn(i64, i64) + Sync),
) -> AppResult<()> {
    files::take_waiting(run).await?;
    let lookups = Lookups::load(source).await?;
    let mut total = 0;
    for (table, ..) in TABLES {
        if tables.iter().any(|there| there == table) {
            total += source.count(table).await?;
        }
    }
    for (table, module, columns) in TABLES {
        let there = source.columns(table).await?;
        if !there.iter().any(|column| column == "id") {
            continue;
        }
        let meaning = |name: &str| match name {
            TALENTS if module == Module::Main => Some((Meaning::Choices("talent", f::TALENTS), false)),
            name => meaning_of(columns, name),
        };
        let aids = Aids { meaning: &meaning, lookups: &lookups, keyring: Some(keyring) };
        let mut after = i64::MIN;
        loop {
            let rows = source.rows(table, &there, "id", (after, i64::MAX), AT_ONCE).await?;
            let rows: Vec<SourceRow> = rows.into_iter().map(|row| named(table, &there, row)).collect();
            let Some(last) = rows.last().and_then(|row| row.id.parse().ok()) else { break };
            let talents = match module {
                Module::Main => talents_of(source, (after, last)).await?,
                Module::Cinema => HashMap::new(),
            };
            for mut row in rows {
                if module == Module::Main {
                    row.cells.push((TALENTS.to_owned(), labels_of(talents.get(&row.id), &lookups)));
                }
                take(run, convert(&row, module, &aids)).await?;
                progress(run.report.rows, total);
            }
            files::take_waiting(run).await?;
            run.note(total).await?;
            after = last;
        }
    }
    Ok(())
}

fn named(table: &str, columns: &[String], row: ForeignRow) -> SourceRow {
    let cells: Vec<(String, Option<String>)> = columns.iter().cloned().zip(row).collect();
    let id = cells.iter().find(|(column, _)| column == "id").and_then(|(_, cell)| cell.clone()).unwrap_or_default();
    SourceRow { table: table.to_owned(), label: id.clone(), id, cells }
}

/// The labels of a user's talents, as JSON; a number that no talent has stands for itself.
fn labels_of(talents: Option<&Vec<String>>, lookups: &Lookups) -> Option<String> {
    let label = |id: &String| lookups.talents.get(id).cloned().unwrap_or_else(|| format!("#{id}"));
    let labels: Vec<String> = talents?.iter().map(label).collect();
    serde_json::to_string(&labels).ok()
}
