//! The last number a table gave: numbers of rows that are gone are never given again, for the audit log names them.

use diesel::{QueryableByName, sql_query, sql_types};

use crate::server::{
    db::{Conn, catalogue::TableShape, execute, rows},
    error::AppResult,
};

#[derive(QueryableByName)]
struct Last {
    #[diesel(sql_type = sql_types::Nullable<sql_types::BigInt>)]
    last: Option<i64>,
}

/// The last number that a table gave; `None` for a table that gives none.
pub async fn last_number(conn: &mut Conn, table: &TableShape) -> AppResult<Option<i64>> {
    if table.primary_key != ["id"] {
        return Ok(None);
    }
    let name = &table.name;
    let text = match conn {
        Conn::Sqlite(_) => format!("SELECT seq AS last FROM sqlite_sequence WHERE name = '{name}'"),
        Conn::Postgres(_) => {
            format!("SELECT pg_sequence_last_value(pg_get_serial_sequence('{name}', 'id')::regclass) AS last")
        }
    };
    let found: Vec<Last> = rows!(conn, sql_query(&text))?;
    Ok(found.into_iter().find_map(|row| row.last))
}

/// Makes a table go on after a number.
pub async fn set_last_number(conn: &mut Conn, table: &TableShape, last: i64) -> AppResult<()> {
    if table.primary_key != ["id"] {
        return Ok(());
    }
    let name = &table.name;
    match conn {
        Conn::Sqlite(_) => {
            execute!(conn, sql_query(format!("DELETE FROM sqlite_sequence WHERE name = '{name}'")))?;
            let text = format!(
                "INSERT INTO sqlite_sequence (name, seq) SELECT '{name}', MAX($1, COALESCE((SELECT MAX(id) FROM \
                 \"{name}\"), 0)) FROM sqlite_schema WHERE name = '{name}' AND sql LIKE '%AUTOINCREMENT%'"
            );
            execute!(conn, sql_query(&text).bind::<sql_types::BigInt, _>(last))
        }
        Conn::Postgres(_) => {
            let text = format!(
                "SELECT setval(sequence::regclass, GREATEST($1, COALESCE((SELECT MAX(id) FROM \"{name}\"), 0), 1)) \
                 FROM pg_get_serial_sequence('{name}', 'id') AS sequence WHERE sequence IS NOT NULL"
            );
            execute!(conn, sql_query(&text).bind::<sql_types::BigInt, _>(last))
        }
    }
}
