//! Rows from lines of JSON into a database that holds nothing yet.

use diesel::{QueryableByName, sql_query, sql_types};
use diesel_async::SimpleAsyncConnection as _;

use super::dump::postgres_type;
use crate::server::{
    db::{
        Conn,
        catalogue::{ColumnKind, ColumnShape, TableShape},
        execute, rows,
    },
    error::AppResult,
};

/// A reference from one table to another, as a statement that makes it.
#[derive(Debug, QueryableByName)]
struct Reference {
    #[diesel(sql_type = sql_types::Text)]
    remove: String,
    #[diesel(sql_type = sql_types::Text)]
    make: String,
}

/// The statements that make the references again.
#[derive(Debug, Default)]
pub struct References(Vec<String>);

/// Lets rows come before those they refer to, until [`put_order_back`] or the commit looks at all of them. The time
/// limits of requests do not hold for this transaction.
pub async fn allow_any_order(conn: &mut Conn) -> AppResult<References> {
    match conn {
        Conn::Sqlite(c) => {
            c.batch_execute("PRAGMA defer_foreign_keys = ON").await?;
            return Ok(References::default());
        }
        Conn::Postgres(c) => {
            c.batch_execute(
                "SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0; \
                 SET LOCAL idle_in_transaction_session_timeout = 0",
            )
            .await?;
        }
    }
    let text = "SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS remove, \
                format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, \
                pg_get_constraintdef(oid)) AS make FROM pg_constraint \
                WHERE contype = 'f' AND connamespace = to_regnamespace(current_schema()) ORDER BY conrelid, conname";
    let references: Vec<Reference> = rows!(conn, sql_query(text))?;
    let mut make = Vec::new();
    for reference in references {
        execute!(conn, sql_query(&reference.remove))?;
        make.push(reference.make);
    }
    Ok(References(make))
}

/// Makes the references again.
///
/// # Errors
/// When a row refers to one that is not there. On SQLite the commit says so.
pub async fn put_order_back(conn: &mut Conn, references: References) -> AppResult<()> {
    for make in references.0 {
        execute!(conn, sql_query(&make))?;
    }
    Ok(())
}

/// Removes what the making of the tables put into one.
pub async fn empty(conn: &mut Conn, table: &TableShape) -> AppResult<()> {
    execute!(conn, sql_query(format!("DELETE FROM \"{}\"", table.name)))
}

/// Inserts rows: a JSON array of objects with exactly these columns.
pub async fn insert(conn: &mut Conn, table: &TableShape, rows: &str) -> AppResult<()> {
    let names: Vec<String> = table.columns.iter().map(|column| format!("\"{}\"", column.name)).collect();
    let postgres = matches!(conn, Conn::Postgres(_));
    let values: Vec<String> = table.columns.iter().map(if postgres { postgres_value } else { sqlite_value }).collect();
    let (name, names, values) = (&table.name, names.join(", "), values.join(", "));
    let text = if postgres {
        let members: Vec<String> = table.columns.iter().map(postgres_member).collect();
        format!(
            "INSERT INTO \"{name}\" ({names}) OVERRIDING SYSTEM VALUE SELECT {values} \
             FROM json_to_recordset(CAST($1 AS json)) AS line ({})",
            members.join(", ")
        )
    } else {
        format!("INSERT INTO \"{name}\" ({names}) SELECT {values} FROM json_each($1) AS line")
    };
    execute!(conn, sql_query(&text).bind::<sql_types::Text, _>(rows))
}

fn sqlite_value(column: &ColumnShape) -> String {
    let value = format!("json_extract(line.value, '$.{}')", column.name);
    match column.kind {
        ColumnKind::Integer | ColumnKind::Text | ColumnKind::Bool | ColumnKind::Date => value,
        ColumnKind::Binary => format!("unhex({value})"),
        // As this application writes moments: with no, three or six digits of a second.
        ColumnKind::Timestamp => format!(
            "CASE WHEN {value} LIKE '%.000000' THEN substr({value}, 1, 19) \
             WHEN {value} LIKE '%000' THEN substr({value}, 1, 23) ELSE {value} END"
        ),
        ColumnKind::Double => format!("CAST({value} AS REAL)"),
    }
}

fn postgres_value(column: &ColumnShape) -> String {
    let name = &column.name;
    match column.kind {
        ColumnKind::Binary => format!("decode(line.\"{name}\", 'hex')"),
        ColumnKind::Timestamp | ColumnKind::Date | ColumnKind::Double => {
            format!("line.\"{name}\"::{}", postgres_type(column.kind))
        }
        ColumnKind::Integer | ColumnKind::Text | ColumnKind::Bool => format!("line.\"{name}\""),
    }
}

/// What a column is in the JSON.
fn postgres_member(column: &ColumnShape) -> String {
    let kind = match column.kind {
        ColumnKind::Integer | ColumnKind::Bool => column.kind,
        _ => ColumnKind::Text,
    };
    format!("\"{}\" {}", column.name, postgres_type(kind))
}

/// Removes the rows of files whose content was gone when the backup was made; what refers to them does so no more.
pub async fn forget_files(conn: &mut Conn, names: &[String]) -> AppResult<()> {
    use diesel::{ExpressionMethods as _, QueryDsl as _};

    use crate::server::db::schema::files;
    execute!(conn, diesel::delete(files::table.filter(files::name.eq_any(names))))
}
