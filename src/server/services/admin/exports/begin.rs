//! Beginning an export: who is in it, the note of it, and the file or the job that writes it.

use super::{
    ExportJob, cells, order,
    prepare::DRAFT_KEPT,
    produce::{Plan, Production},
    seal,
};
use crate::{
    domain::{
        access::Capability,
        export::{Column, ExportAnswer, ExportChoice, ExportFormat, ExportState, MOST_PDF_ROWS},
        lang::Lang,
        search::{filter::FilterId, list::SearchList, query::SearchQuery},
        selection::{LONGEST_FILTERS, MOST_MATCHING},
    },
    i18n::{Locale, td_string},
    server::{
        actor::Actor,
        clock::Clock,
        db::{Conn, transaction},
        documents::{table::TableFrame, xlsx::XlsxFrame},
        error::{AppError, AppResult},
        repositories::{
            accounts::account,
            admin::{
                exported_people,
                exports::{self, NewExport},
            },
        },
        services::{
            admin::{
                audit_log::{self, Subject},
                long_work::people_set,
                selection::filters_in_use,
            },
            operations::jobs::{self, JobKind},
            search::lists,
        },
        state::AppState,
        storage::new_name,
    },
    texts::{filters::described_filters, numbers::grouped},
};

/// So many exports of one administrator may be written or wait.
const MOST_RUNNING: i64 = 5;

/// Whom it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExportSource {
    /// All whom the filters of an address find.
    Matching(String),
    /// Those who were ticked, under this number.
    Ticked(i64),
}

/// How it goes on.
pub enum Begun {
    /// The file is being written.
    Ready(Box<ReadyExport>),
    /// The job is enqueued.
    Job,
}

/// A file that is to be sent.
pub struct ReadyExport {
    pub file_name: String,
    pub media_type: &'static str,
    pub production: Production,
}

/// Begins an export. Its line in the audit log and the note of whom it holds are written before its first byte.
///
/// # Errors
/// `Forbidden` without the capability. The inner one says why it was not begun.
pub async fn begin(
    state: &AppState,
    actor: &Actor,
    source: &ExportSource,
    choice: ExportChoice,
) -> AppResult<Result<Begun, ExportAnswer>> {
    actor.require(Capability::ExportPeople)?;
    let account_id = actor.signed_in()?.id;
    if let Some(problem) = choice.problem() {
        return Ok(Err(problem));
    }
    let (people, filters) = match people_of(state, actor, source, &choice).await? {
        Ok(found) => found,
        Err(problem) => return Ok(Err(problem)),
    };
    if people.is_empty() {
        return Ok(Err(ExportAnswer::Nobody));
    }
    if people.len() > MOST_MATCHING {
        return Ok(Err(ExportAnswer::TooManyPeople));
    }
    if choice.format == ExportFormat::Pdf && people.len() > MOST_PDF_ROWS {
        return Ok(Err(ExportAnswer::TooManyForPdf));
    }
    let is_job = people.len() > state.config.export_rows_at_once;
    let id = match note(state, actor, source, &choice, filters.as_deref(), &people, is_job).await? {
        Ok(id) => id,
        Err(problem) => return Ok(Err(problem)),
    };
    if is_job {
        return Ok(Ok(Begun::Job));
    }
    let file_name = file_name(state, &choice);
    let media_type = choice.format.media_type();
    tracing::info!(export = id, rows = people.len(), "an export begins");
    let plan = plan(state, account_id, choice, filters.as_deref(), people.len()).await?;
    let production = Production::begin(state, plan, people);
    Ok(Ok(Begun::Ready(Box::new(ReadyExport { file_name, media_type, production }))))
}

/// The people in their order, and the filters as they may be stored.
async fn people_of(
    state: &AppState,
    actor: &Actor,
    source: &ExportSource,
    choice: &ExportChoice,
) -> AppResult<Result<(Vec<i64>, Option<String>), ExportAnswer>> {
    let account_id = actor.signed_in()?.id;
    let mut conn = state.db.read().await?;
    match source {
        ExportSource::Matching(address) => {
            if address.len() > LONGEST_FILTERS {
                return Ok(Err(ExportAnswer::BadFilters));
            }
            let (query, unread) = SearchQuery::from_address(SearchList::Desk, address);
            let query = query.with(FilterId::Sort, choice.order.key());
            let (people, ignored) =
                lists::find_in_order(state, &mut conn, &actor.viewer(), &query.to_address()).await?;
            if !(unread.is_empty() && ignored.is_empty()) {
                return Ok(Err(ExportAnswer::BadFilters));
            }
            let described = crate::domain::saved_filter::shareable(&query.without(FilterId::Sort)).to_address();
            Ok(Ok((people, Some(described))))
        }
        ExportSource::Ticked(id) => {
            let row = exports::find(&mut conn, *id).await?.filter(|row| row.account_id == Some(account_id));
            let fresh = row.filter(|row| {
                row.state == ExportState::Draft.key() && row.created_at >= state.clock.now() - DRAFT_KEPT
            });
            let Some(row) = fresh else { return Ok(Err(ExportAnswer::BadFilters)) };
            let packed = exports::people(&mut conn, *id).await?.unwrap_or_default();
            let people = people_set::unpack(&packed, 0)?;
            let people = lists::put_in_order(state, &mut conn, &actor.viewer(), people, choice.order).await?;
            Ok(Ok((people, row.filters)))
        }
    }
}

async fn note(
    state: &AppState,
    actor: &Actor,
    source: &ExportSource,
    choice: &ExportChoice,
    filters: Option<&str>,
    people: &[i64],
    is_job: bool,
) -> AppResult<Result<i64, ExportAnswer>> {
    let account_id = actor.signed_in()?.id;
    let total = i64::try_from(people.len()).map_err(AppError::internal)?;
    let (sealed, name) = (seal(state, choice)?, new_name()?);
    let packed = if is_job { Some(order::pack(people)?) } else { None };
    let (source, choice, people) = (source.clone(), choice.clone(), people.to_vec());
    let filters = filters.map(str::to_owned);
    let (state, actor) = (state.clone(), actor.clone());
    transaction!(state, |conn| {
        // One at a time, so that their number is what was counted.
        account::lock_access(conn, account_id).await?.ok_or(AppError::NotFound)?;
        if is_job && exports::count_running(conn, account_id).await? >= MOST_RUNNING {
            return Ok(Err(ExportAnswer::TooMany));
        }
        let now = state.clock.now();
        let new = NewExport {
            account_id,
            state: if is_job { ExportState::Running.key() } else { ExportState::Done.key() },
            filters: filters.as_deref(),
            choice_encrypted: Some(&sealed),
            people: packed.as_deref(),
            total,
            name: is_job.then_some(name.as_str()),
            created_at: now,
            finished_at: (!is_job).then_some(now),
        };
        let id = match source {
            ExportSource::Matching(_) => exports::insert(conn, &new).await?,
            ExportSource::Ticked(id) => {
                // The button may have been pressed twice.
                let row = exports::lock(conn, id).await?;
                if row.is_none_or(|row| row.state != ExportState::Draft.key()) {
                    return Ok(Err(ExportAnswer::BadFilters));
                }
                exports::begin(conn, id, &new).await?;
                id
            }
        };
        exported_people::add(conn, id, &people).await?;
        let columns: Vec<&'static str> = choice.columns.iter().map(Column::key).collect();
        let in_use = filters_in_use(filters.as_deref().unwrap_or_default());
        let subject = Subject::export(id, total);
        audit_log::record_export(&state, conn, &actor, &subject, &in_use, &columns, &choice.purpose).await?;
        if is_job {
            jobs::enqueue(&state, conn, JobKind::Export, None, &ExportJob { export: id }).await?;
        }
        Ok(id)
    })
}

/// A readable name, in the language of the file.
pub(super) fn file_name(state: &AppState, choice: &ExportChoice) -> String {
    let title = title(choice.lang.into(), choice);
    format!("{title} {}.{}", Clock::in_morocco(state.clock.now()).format("%Y-%m-%d"), choice.format.extension())
}

fn title(locale: Locale, choice: &ExportChoice) -> &'static str {
    use crate::domain::export::ExportList;
    match choice.list {
        ExportList::Main => td_string!(locale, export.sheet_main),
        ExportList::Cinema => td_string!(locale, export.sheet_cinema),
        ExportList::Both => td_string!(locale, export.sheet_both),
    }
}

/// What is written, in the language of the file.
pub(super) async fn plan(
    state: &AppState,
    account_id: i64,
    choice: ExportChoice,
    filters: Option<&str>,
    rows: usize,
) -> AppResult<Plan> {
    let talents = lists::talent_choices(state).await?;
    let by = who(&mut state.db.read().await?, account_id).await?;
    let locale = Locale::from(choice.lang);
    let filters = filters.map_or_else(
        || td_string!(locale, group.ticked).to_owned(),
        |filters| described_filters(locale, filters, &talents),
    );
    let at = Clock::in_morocco(state.clock.now()).format("%d/%m/%Y %H:%M").to_string();
    let purpose = if choice.purpose.is_empty() { "–".to_owned() } else { choice.purpose.clone() };
    let made_by = td_string!(locale, export.made_by, at = at.clone(), by = by.clone()).to_string();
    let workbook = XlsxFrame {
        sheet: title(locale, &choice).to_owned(),
        heads: choice.columns.iter().map(|column| head_of(locale, *column)).collect(),
        rows,
        right_to_left: choice.lang == Lang::Ar,
        facts_sheet: td_string!(locale, export.facts_sheet).to_owned(),
        facts: vec![
            (td_string!(locale, export.fact_site).to_owned(), state.config.base_url.clone()),
            (td_string!(locale, export.fact_filters).to_owned(), filters.clone()),
            (td_string!(locale, export.fact_at).to_owned(), at),
            (td_string!(locale, export.fact_by).to_owned(), by),
            (td_string!(locale, export.fact_purpose).to_owned(), purpose),
            (td_string!(locale, export.fact_asked).to_owned(), grouped(locale, i128::try_from(rows).unwrap_or(0))),
        ],
        count: td_string!(locale, export.fact_rows).to_owned(),
    };
    let empty = td_string!(locale, export.answer_nobody).to_owned();
    let frame = TableFrame { lang: choice.lang, subtitle: filters, made_by, empty, workbook };
    let talents = cells::talent_labels(&talents, choice.lang);
    Ok(Plan { format: choice.format, lang: choice.lang, columns: choice.columns, frame, talents })
}

/// A head, and a width at which it can be read.
fn head_of(locale: Locale, column: Column) -> (String, u16) {
    let head = cells::head(locale, column);
    let letters = u16::try_from(head.chars().count()).unwrap_or(u16::MAX).saturating_add(3).min(40);
    (head.to_owned(), cells::width(column).max(letters))
}

async fn who(conn: &mut Conn, account_id: i64) -> AppResult<String> {
    Ok(account::email_of(conn, account_id).await?.unwrap_or_default())
}
