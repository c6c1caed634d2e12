//! Beginning an export: who is in it, the note of it, and the file or the job that writes it.

use tokio::sync::{Semaphore, SemaphorePermit};

use super::{
    ExportJob, cells, order,
    prepare::DRAFT_KEPT,
    produce::{Plan, Production},
    seal,
};
use crate::{
    domain::{
        access::{Capability, Scope},
        export::{Column, ExportAnswer, ExportChoice, ExportFormat, ExportState, MOST_PDF_ROWS},
        fault::RetryAfter,
        lang::Lang,
        search::{filter::FilterId, list::SearchList, query::SearchQuery},
        selection::{LONGEST_FILTERS, MOST_MATCHING, MatchingFilters, Selection},
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
                selection::{description, filters_in_use},
                user_list::private_filters,
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
/// So many files of programs are written by a process at the same time: each has a thread that waits for its client.
const MOST_AT_ONCE: usize = 8;
/// After this there may be room for another one.
const WRITTEN_IN: RetryAfter = RetryAfter(30);

static PLACES: Semaphore = Semaphore::const_new(MOST_AT_ONCE);

/// Whom it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExportSource {
    /// All whom the filters of an address find.
    Matching(String),
    /// Those who were ticked, under this number.
    Ticked(i64),
    /// These, by `people.id`. Those who are not there are left out.
    Chosen(Vec<i64>),
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
    /// Given back when the file was sent.
    pub place: Option<SemaphorePermit<'static>>,
}

/// An export of which everything is noted.
struct NotedExport {
    filters: Option<String>,
    people: Vec<i64>,
    is_job: bool,
}

/// Begins an export. Its line in the audit log and the note of whom it holds are written before its first byte.
///
/// # Errors
/// `Forbidden` without the capability, and for private answers without the scope that shows them. The inner one says why
/// it was not begun.
pub async fn begin(
    state: &AppState,
    actor: &Actor,
    source: &ExportSource,
    choice: ExportChoice,
) -> AppResult<Result<Begun, ExportAnswer>> {
    let noted = match noted(state, actor, source, &choice, state.config.export_rows_at_once).await? {
        Ok(noted) => noted,
        Err(problem) => return Ok(Err(problem)),
    };
    if noted.is_job {
        return Ok(Ok(Begun::Job));
    }
    Ok(Ok(Begun::Ready(Box::new(ready(state, actor, choice, noted).await?))))
}

/// The same for a program, which waits for its file: it is sent at once, however long it is.
///
/// # Errors
/// As [`begin`]; `TooManyRequests` while very many files are written.
pub async fn begin_at_once(
    state: &AppState,
    actor: &Actor,
    source: &ExportSource,
    choice: ExportChoice,
) -> AppResult<Result<ReadyExport, ExportAnswer>> {
    let place = PLACES.try_acquire().map_err(|_| WRITTEN_IN)?;
    match noted(state, actor, source, &choice, MOST_MATCHING).await? {
        Ok(noted) => Ok(Ok(ReadyExport { place: Some(place), ..ready(state, actor, choice, noted).await? })),
        Err(problem) => Ok(Err(problem)),
    }
}

/// Finds the people and notes the export; more than `at_once` are a job.
async fn noted(
    state: &AppState,
    actor: &Actor,
    source: &ExportSource,
    choice: &ExportChoice,
    at_once: usize,
) -> AppResult<Result<NotedExport, ExportAnswer>> {
    actor.require(Capability::ExportPeople)?;
    let private = actor.signed_in()?.has_scope(Scope::PrivateRead);
    if !private && choice.columns.iter().any(|column| !column.is_for_members()) {
        return Err(AppError::Forbidden);
    }
    if let Some(problem) = choice.problem() {
        return Ok(Err(problem));
    }
    let (people, filters) = match people_of(state, actor, source, choice).await? {
        Ok(found) => found,
        Err(problem) => return Ok(Err(problem)),
    };
    let by_contact = [FilterId::Email, FilterId::Phone].map(FilterId::key);
    let described = filters.as_deref().unwrap_or_default();
    let by_contact = filters_in_use(described).iter().any(|filter| by_contact.contains(filter));
    if !private && (by_contact || !private_filters(described).is_empty()) {
        return Err(AppError::Forbidden);
    }
    if people.is_empty() {
        return Ok(Err(ExportAnswer::Nobody));
    }
    if people.len() > MOST_MATCHING {
        return Ok(Err(ExportAnswer::TooManyPeople));
    }
    if choice.format == ExportFormat::Pdf && people.len() > MOST_PDF_ROWS {
        return Ok(Err(ExportAnswer::TooManyForPdf));
    }
    let is_job = people.len() > at_once;
    match note(state, actor, source, choice, filters.as_deref(), &people, is_job).await? {
        Ok(id) => {
            tracing::info!(export = id, rows = people.len(), is_job, "an export begins");
            Ok(Ok(NotedExport { filters, people, is_job }))
        }
        Err(problem) => Ok(Err(problem)),
    }
}

async fn ready(state: &AppState, actor: &Actor, choice: ExportChoice, noted: NotedExport) -> AppResult<ReadyExport> {
    let NotedExport { filters, people, .. } = noted;
    let file_name = file_name(state, &choice);
    let media_type = choice.format.media_type();
    let plan = plan(state, actor.signed_in()?.id, choice, filters.as_deref(), people.len()).await?;
    let production = Production::begin(state, plan, people);
    Ok(ReadyExport { file_name, media_type, production, place: None })
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
            // Filters by private values are named, the values are not kept.
            let described = MatchingFilters::new(&query.without(FilterId::Sort), 0).map(Selection::Matching);
            let described = described.ok().as_ref().and_then(description);
            Ok(Ok((people, described)))
        }
        ExportSource::Chosen(people) => {
            let people = lists::put_in_order(state, &mut conn, &actor.viewer(), people.clone(), choice.order).await?;
            Ok(Ok((people, None)))
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
            ExportSource::Matching(_) | ExportSource::Chosen(_) => exports::insert(conn, &new).await?,
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
