//! Check values by which keys are recognised.

use diesel::prelude::*;

use crate::server::{
    db::{Conn, execute, first, schema::key_checks},
    error::AppResult,
};

/// The check value stored under `name`.
pub async fn find(conn: &mut Conn, name: &str) -> AppResult<Option<String>> {
    first!(conn, key_checks::table.find(name).select(key_checks::value))
}

/// Stores a value unless there is one already.
pub async fn add_missing(conn: &mut Conn, name: &str, value: &str) -> AppResult<()> {
    let row = (key_checks::name.eq(name), key_checks::value.eq(value));
    execute!(conn, diesel::insert_into(key_checks::table).values(row).on_conflict_do_nothing())
}

/// Stores a value, replacing the one before.
pub async fn put(conn: &mut Conn, name: &str, value: &str) -> AppResult<()> {
    let row = (key_checks::name.eq(name), key_checks::value.eq(value));
    execute!(
        conn,
        diesel::insert_into(key_checks::table)
            .values(row)
            .on_conflict(key_checks::name)
            .do_update()
            .set(key_checks::value.eq(value))
    )
}
