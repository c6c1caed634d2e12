//! The columns that administrators chose for the table of people.

use diesel::prelude::*;

use crate::server::{
    db::{Conn, affects_one, first, schema::accounts},
    error::AppResult,
};

/// What an account has chosen, as it is stored; `None` for nothing.
pub async fn of_account(conn: &mut Conn, account_id: i64) -> AppResult<Option<String>> {
    let stored: Option<Option<String>> = first!(conn, accounts::table.find(account_id).select(accounts::desk_columns))?;
    Ok(stored.flatten())
}

/// Stores what an account chooses; `false` when the account is gone.
pub async fn set(conn: &mut Conn, account_id: i64, columns: Option<&str>) -> AppResult<bool> {
    affects_one!(conn, diesel::update(accounts::table.find(account_id)).set(accounts::desk_columns.eq(columns)))
}
