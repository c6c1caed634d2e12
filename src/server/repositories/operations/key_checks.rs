//! Check values by which keys are recognised.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::server::{
    db::{Conn, on, schema::key_checks},
    error::AppResult,
};

/// The check value stored under `name`.
pub async fn find(conn: &mut Conn, name: &str) -> AppResult<Option<String>> {
    Ok(on!(conn, |c| key_checks::table.find(name).select(key_checks::value).first(c).await.optional())?)
}

/// Stores a value unless there is one already.
pub async fn add_missing(conn: &mut Conn, name: &str, value: &str) -> AppResult<()> {
    let row = (key_checks::name.eq(name), key_checks::value.eq(value));
    on!(conn, |c| diesel::insert_into(key_checks::table).values(row).on_conflict_do_nothing().execute(c).await)?;
    Ok(())
}

/// Stores a value, replacing the one before.
pub async fn put(conn: &mut Conn, name: &str, value: &str) -> AppResult<()> {
    let row = (key_checks::name.eq(name), key_checks::value.eq(value));
    on!(conn, |c| diesel::insert_into(key_checks::table)
        .values(row)
        .on_conflict(key_checks::name)
        .do_update()
        .set(key_checks::value.eq(value))
        .execute(c)
        .await)?;
    Ok(())
}
