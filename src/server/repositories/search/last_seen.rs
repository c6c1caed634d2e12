//! When people were last seen.

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::server::{
    db::{
        Conn, one, rows,
        schema::{accounts, people},
    },
    error::AppResult,
};

/// The people whose account was used on a day, in UTC, or later: `people.id` and the last day.
pub async fn since(conn: &mut Conn, day: NaiveDate) -> AppResult<Vec<(i64, NaiveDate)>> {
    rows!(
        conn,
        people::table
            .inner_join(accounts::table)
            .filter(accounts::last_seen_on.ge(day))
            .select((people::id, accounts::last_seen_on.assume_not_null()))
    )
}

/// How many accounts were used on a day, in UTC, or later.
pub async fn accounts_since(conn: &mut Conn, day: NaiveDate) -> AppResult<i64> {
    one!(conn, accounts::table.filter(accounts::last_seen_on.ge(day)).count())
}
