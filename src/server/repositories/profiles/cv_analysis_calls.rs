//! Each time a model was asked about a CV, and what it cost.

use chrono::NaiveDateTime;
use diesel::{dsl::sql, prelude::*, sql_types};

use crate::server::{
    db::{Conn, execute, one, schema::cv_analysis_calls},
    error::AppResult,
};

/// What an answer took.
#[derive(Debug, Clone, Copy, PartialEq, Eq, AsChangeset)]
#[diesel(table_name = cv_analysis_calls)]
pub struct CallCost {
    pub prompt_tokens: i64,
    pub completion_tokens: i64,
    /// Millionths of a US dollar; none where it was not told.
    pub cost_microdollars: Option<i64>,
}

impl CallCost {
    /// Of a question that was not answered.
    pub const NOTHING: Self = Self { prompt_tokens: 0, completion_tokens: 0, cost_microdollars: Some(0) };
}

/// Notes that a model is about to be asked, and gives the number of the note.
pub async fn begin(conn: &mut Conn, person_id: i64, model: &str, now: NaiveDateTime) -> AppResult<i64> {
    let row = (
        cv_analysis_calls::person_id.eq(person_id),
        cv_analysis_calls::called_at.eq(now),
        cv_analysis_calls::model.eq(model),
    );
    one!(conn, diesel::insert_into(cv_analysis_calls::table).values(row).returning(cv_analysis_calls::id))
}

/// Notes what the answer took. A cost that was not told stays unknown.
pub async fn end(conn: &mut Conn, id: i64, cost: CallCost) -> AppResult<()> {
    execute!(conn, diesel::update(cv_analysis_calls::table.find(id)).set(cost))
}

/// How often a model was asked about a person since a moment.
pub async fn count_since(conn: &mut Conn, person_id: i64, since: NaiveDateTime) -> AppResult<i64> {
    one!(
        conn,
        cv_analysis_calls::table
            .filter(cv_analysis_calls::person_id.eq(person_id))
            .filter(cv_analysis_calls::called_at.ge(since))
            .count()
    )
}

/// What all questions since a moment cost, in millionths of a US dollar, and how many there were. Of one that is on its
/// way, or of which the cost was not told, it is five cents: questions of the same moment know of each other.
pub async fn spent_since(conn: &mut Conn, since: NaiveDateTime) -> AppResult<(i64, i64)> {
    one!(
        conn,
        cv_analysis_calls::table.filter(cv_analysis_calls::called_at.ge(since)).select((
            sql::<sql_types::BigInt>("CAST(COALESCE(SUM(COALESCE(cost_microdollars, 50000)), 0) AS BIGINT)"),
            diesel::dsl::count_star(),
        ))
    )
}
