//! Whether an account may be used.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::server::{
    db::{Conn, execute, schema::accounts},
    error::AppResult,
};

/// Sets an account `active` or `suspended`.
pub async fn set(conn: &mut Conn, account_id: i64, state: &str, now: NaiveDateTime) -> AppResult<()> {
    execute!(
        conn,
        diesel::update(accounts::table.find(account_id)).set((
            accounts::state.eq(state),
            accounts::updated_at.eq(now),
            accounts::version.eq(accounts::version + 1)
        ))
    )
}
