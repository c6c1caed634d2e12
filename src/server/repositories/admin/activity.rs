//! When accounts were made and used.

use chrono::NaiveDateTime;
use diesel::{dsl::count_distinct, prelude::*};

use crate::server::{
    db::{
        Conn, first, one,
        schema::{accounts, people, sessions},
    },
    error::AppResult,
};

/// When the first account with a person was made.
pub async fn first_registration(conn: &mut Conn) -> AppResult<Option<NaiveDateTime>> {
    first!(conn, people::table.inner_join(accounts::table).order(people::id).select(accounts::created_at))
}

/// How many accounts have a session that was used since then. Sessions that ended are not among them.
pub async fn accounts_seen_since(conn: &mut Conn, since: NaiveDateTime) -> AppResult<i64> {
    one!(conn, sessions::table.filter(sessions::last_seen_at.ge(since)).select(count_distinct(sessions::account_id)))
}
