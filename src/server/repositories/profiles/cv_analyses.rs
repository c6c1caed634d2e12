//! What was read of CVs, and what was advised about them.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::{
    domain::{
        cv_analysis::{AnalysisProblem, AnalysisState},
        files::FileKind,
        search::cursor::Cursor,
    },
    server::{
        db::{
            Conn, affects_one, execute, first, one, rows,
            schema::{cv_analyses, files, unique_codes},
        },
        error::AppResult,
        repositories::paged::read_page,
    },
};

/// A stored one.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = cv_analyses)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
pub struct AnalysisRow {
    pub id: i64,
    /// The CV it is about.
    pub file_id: i64,
    pub state: String,
    pub problem: Option<String>,
    pub content_encrypted: Option<Vec<u8>>,
    /// The model that advised.
    pub model: Option<String>,
    pub requested_at: NaiveDateTime,
    pub finished_at: Option<NaiveDateTime>,
}

/// What it came to.
#[derive(AsChangeset)]
#[diesel(table_name = cv_analyses, treat_none_as_null = true)]
pub struct AnalysisOutcome<'a> {
    pub state: &'a str,
    pub problem: Option<&'a str>,
    pub content_encrypted: Option<&'a [u8]>,
    pub model: Option<&'a str>,
    pub finished_at: Option<NaiveDateTime>,
}

/// Notes that a CV is to be analysed, in place of what was read of it before; `false` when it waits already.
pub async fn request(conn: &mut Conn, file_id: i64, now: NaiveDateTime) -> AppResult<bool> {
    let over = cv_analyses::table
        .filter(cv_analyses::file_id.eq(file_id))
        .filter(cv_analyses::state.ne(AnalysisState::Waiting.key()));
    execute!(conn, diesel::delete(over))?;
    let row = (
        cv_analyses::file_id.eq(file_id),
        cv_analyses::state.eq(AnalysisState::Waiting.key()),
        cv_analyses::requested_at.eq(now),
    );
    affects_one!(conn, diesel::insert_into(cv_analyses::table).values(row).on_conflict_do_nothing())
}

/// The one with this number.
pub async fn find(conn: &mut Conn, id: i64) -> AppResult<Option<AnalysisRow>> {
    first!(conn, cv_analyses::table.find(id).select(AnalysisRow::as_select()))
}

/// The one of a CV.
pub async fn of_file(conn: &mut Conn, file_id: i64) -> AppResult<Option<AnalysisRow>> {
    first!(conn, cv_analyses::table.filter(cv_analyses::file_id.eq(file_id)).select(AnalysisRow::as_select()))
}

/// Notes what one came to; `false` when it was erased meanwhile.
pub async fn conclude(conn: &mut Conn, id: i64, outcome: &AnalysisOutcome<'_>) -> AppResult<bool> {
    affects_one!(conn, diesel::update(cv_analyses::table.find(id)).set(outcome))
}

/// Lets one that failed wait again; `false` when there is none.
pub async fn wait_again(conn: &mut Conn, id: i64) -> AppResult<bool> {
    let failed = cv_analyses::table.find(id).filter(cv_analyses::state.eq(AnalysisState::Failed.key()));
    affects_one!(conn, diesel::update(failed).set(cv_analyses::state.eq(AnalysisState::Waiting.key())))
}

/// Erases one.
pub async fn delete(conn: &mut Conn, id: i64) -> AppResult<()> {
    execute!(conn, diesel::delete(cv_analyses::table.find(id)))
}

/// Erases what is known of the CVs of a person; `false` when nothing was.
pub async fn delete_of_person(conn: &mut Conn, person_id: i64) -> AppResult<bool> {
    let own: Vec<i64> = rows!(
        conn,
        cv_analyses::table.inner_join(files::table).filter(files::person_id.eq(person_id)).select(cv_analyses::id)
    )?;
    execute!(conn, diesel::delete(cv_analyses::table.filter(cv_analyses::id.eq_any(&own))))?;
    Ok(!own.is_empty())
}

/// Erases those of some files.
pub async fn delete_of_files(conn: &mut Conn, file_ids: &[i64]) -> AppResult<()> {
    execute!(conn, diesel::delete(cv_analyses::table.filter(cv_analyses::file_id.eq_any(file_ids))))
}

/// The person whose CV an analysis is about; `None` when the file is held by none.
pub async fn person_of(conn: &mut Conn, id: i64) -> AppResult<Option<i64>> {
    let person: Option<Option<i64>> = first!(
        conn,
        cv_analyses::table.inner_join(files::table).filter(cv_analyses::id.eq(id)).select(files::person_id)
    )?;
    Ok(person.flatten())
}

/// The codes of the people whose CVs these analyses are about, each with its number. A file that is held by none has no code.
pub async fn codes_of(conn: &mut Conn, ids: &[i64]) -> AppResult<Vec<(i64, String)>> {
    rows!(
        conn,
        cv_analyses::table
            .inner_join(files::table)
            .inner_join(unique_codes::table.on(unique_codes::person_id.eq(files::person_id)))
            .filter(cv_analyses::id.eq_any(ids))
            .filter(unique_codes::is_primary.eq(true))
            .select((cv_analyses::id, unique_codes::code))
    )
}

/// The number of the CV of a person.
pub async fn cv_of(conn: &mut Conn, person_id: i64) -> AppResult<Option<(i64, String)>> {
    first!(
        conn,
        files::table
            .filter(files::person_id.eq(person_id))
            .filter(files::kind.eq(FileKind::Cv.key()))
            .order(files::id.desc())
            .select((files::id, files::name))
    )
}

/// Those of a state, or all, from a cursor on.
pub async fn page(
    conn: &mut Conn,
    state: Option<AnalysisState>,
    cursor: Option<Cursor>,
    limit: i64,
) -> AppResult<Vec<AnalysisRow>> {
    read_page!(conn, cv_analyses => AnalysisRow, cursor, limit, |query| {
        if let Some(state) = state {
            query = query.filter(cv_analyses::state.eq(state.key()));
        }
    })
}

/// How many failed for a reason that administrators can do something about: the key, the model, the account.
pub async fn count_refused(conn: &mut Conn) -> AppResult<i64> {
    let (refused, unpaid) = (AnalysisProblem::Refused.key(), AnalysisProblem::Unpaid.key());
    one!(
        conn,
        cv_analyses::table
            .filter(cv_analyses::state.eq(AnalysisState::Failed.key()))
            .filter(cv_analyses::problem.eq(refused).or(cv_analyses::problem.eq(unpaid)))
            .count()
    )
}

/// How many there are of each state.
pub async fn count_by_state(conn: &mut Conn) -> AppResult<Vec<(String, i64)>> {
    rows!(conn, cv_analyses::table.group_by(cv_analyses::state).select((cv_analyses::state, diesel::dsl::count_star())))
}
