//! Health checks of each engine.

use diesel::{QueryableByName, sql_query, sql_types};

use crate::server::{
    db::{Conn, one, rows},
    error::AppResult,
};

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = sql_types::Text)]
    line: String,
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = sql_types::BigInt)]
    number: i64,
}

/// What SQLite's integrity check finds; empty when the file is sound.
pub async fn sqlite_damage(conn: &mut Conn) -> AppResult<Vec<String>> {
    let lines: Vec<Line> = rows!(
        conn,
        sql_query("SELECT integrity_check AS line FROM pragma_integrity_check WHERE integrity_check <> 'ok'")
    )?;
    Ok(lines.into_iter().map(|row| row.line).collect())
}

/// How many rows of SQLite refer to rows that are not there.
pub async fn sqlite_orphans(conn: &mut Conn) -> AppResult<i64> {
    let count: Count = one!(conn, sql_query("SELECT count(*) AS number FROM pragma_foreign_key_check"))?;
    Ok(count.number)
}

/// PostgreSQL's version, like 15.14.
pub async fn postgres_version(conn: &mut Conn) -> AppResult<String> {
    let version: Line = one!(conn, sql_query("SELECT current_setting('server_version') AS line"))?;
    Ok(version.line)
}
