//! When accounts were used.

use chrono::NaiveDateTime;
use diesel::{dsl::count, prelude::*};

use crate::server::{
    db::{Conn, one, schema::sessions},
    error::AppResult,
};

/// How many accounts have a session that was used since then. Sessions that ended are not among them.
pub async fn accounts_seen_since(conn: &mut Conn, since: NaiveDateTime) -> AppResult<i64> {
    one!(
        conn,
        sessions::table
            .filter(sessions::last_seen_at.ge(since))
            .select(count(sessions::account_id).aggregate_distinct())
    )
}
