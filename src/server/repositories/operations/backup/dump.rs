//! Rows as lines of JSON that both databases write alike: binary values in hexadecimal, moments to the microsecond,
//! numbers with a fraction as text.

use diesel::{QueryableByName, sql_query, sql_types};

use crate::server::{
    db::{
        Conn,
        catalogue::{ColumnKind, ColumnShape, TableShape},
        one, rows,
    },
    error::AppResult,
};

/// A row. Its names are those of no column: what rows are ordered by is looked for among these first.
#[derive(Debug, QueryableByName)]
pub struct Dumped {
    /// A JSON object, without a line break.
    #[diesel(sql_type = sql_types::Text)]
    #[diesel(column_name = dumped_line)]
    pub line: String,
    /// A JSON array: its primary key.
    #[diesel(sql_type = sql_types::Text)]
    #[diesel(column_name = dumped_key)]
    pub key: String,
}

/// The next rows of a table after a key, in the order of the primary key.
pub async fn next(
    conn: &mut Conn,
    table: &TableShape,
    only: Option<&str>,
    after: Option<&str>,
    limit: i64,
) -> AppResult<Vec<Dumped>> {
    let postgres = matches!(conn, Conn::Postgres(_));
    let text =
        if postgres { on_postgres(table, only, after.is_some()) } else { on_sqlite(table, only, after.is_some()) };
    let query = || {
        sql_query(&text)
            .bind::<sql_types::BigInt, _>(limit)
            .bind::<sql_types::Text, _>(after.unwrap_or("[]").to_owned())
    };
    rows!(conn, query())
}

/// How many rows of a table a backup takes.
pub async fn count(conn: &mut Conn, table: &TableShape, only: Option<&str>) -> AppResult<i64> {
    #[derive(QueryableByName)]
    struct Count {
        #[diesel(sql_type = sql_types::BigInt)]
        rows: i64,
    }
    let text = format!("SELECT COUNT(*) AS rows FROM \"{}\"{}", table.name, condition(only, None));
    let count: Count = one!(conn, sql_query(&text))?;
    Ok(count.rows)
}

fn on_sqlite(table: &TableShape, only: Option<&str>, continued: bool) -> String {
    let members: Vec<String> = table.columns.iter().map(sqlite_member).collect();
    let keys: Vec<String> = (0..table.primary_key.len()).map(|at| format!("json_extract(?2, '$[{at}]')")).collect();
    let line = format!("json_object({})", members.join(", "));
    // SQLite numbers « $1 » by where it stands first.
    let parts = Parts { line: &line, array: "json_array", limit: "?1", key: "?2", keys };
    parts.statement(table, only, continued)
}

fn sqlite_member(column: &ColumnShape) -> String {
    let name = &column.name;
    let value = match column.kind {
        ColumnKind::Integer | ColumnKind::Text | ColumnKind::Date => format!("\"{name}\""),
        ColumnKind::Bool => format!("json(CASE \"{name}\" WHEN 0 THEN 'false' WHEN 1 THEN 'true' ELSE 'null' END)"),
        ColumnKind::Binary => format!("CASE WHEN \"{name}\" IS NOT NULL THEN lower(hex(\"{name}\")) END"),
        ColumnKind::Timestamp => format!(
            "CASE WHEN \"{name}\" IS NOT NULL THEN \
             substr(\"{name}\", 1, 19) || '.' || substr(substr(\"{name}\", 21) || '000000', 1, 6) END"
        ),
        ColumnKind::Double => format!("CASE WHEN \"{name}\" IS NOT NULL THEN printf('%!.17g', \"{name}\") END"),
    };
    format!("'{name}', {value}")
}

fn on_postgres(table: &TableShape, only: Option<&str>, continued: bool) -> String {
    let members: Vec<String> = table.columns.iter().map(postgres_member).collect();
    let keys = table.primary_key.iter().enumerate().map(|(at, key)| {
        let kind = table.columns.iter().find(|column| &column.name == key).map(|column| column.kind);
        format!("(CAST($2 AS json) ->> {at})::{}", postgres_type(kind.unwrap_or(ColumnKind::Text)))
    });
    let line = format!("(SELECT row_to_json(line)::text FROM (SELECT {}) line)", members.join(", "));
    let parts = Parts { line: &line, array: "json_build_array", limit: "$1", key: "$2", keys: keys.collect() };
    parts.statement(table, only, continued)
}

fn postgres_member(column: &ColumnShape) -> String {
    let name = &column.name;
    match column.kind {
        ColumnKind::Binary => format!("encode(\"{name}\", 'hex') AS \"{name}\""),
        ColumnKind::Timestamp => format!("to_char(\"{name}\", 'YYYY-MM-DD HH24:MI:SS.US') AS \"{name}\""),
        ColumnKind::Date => format!("to_char(\"{name}\", 'YYYY-MM-DD') AS \"{name}\""),
        ColumnKind::Double => format!("\"{name}\"::text AS \"{name}\""),
        ColumnKind::Integer | ColumnKind::Text | ColumnKind::Bool => format!("\"{name}\""),
    }
}

pub(super) const fn postgres_type(kind: ColumnKind) -> &'static str {
    match kind {
        ColumnKind::Integer => "bigint",
        ColumnKind::Text => "text",
        ColumnKind::Bool => "boolean",
        ColumnKind::Binary => "bytea",
        ColumnKind::Timestamp => "timestamp",
        ColumnKind::Date => "date",
        ColumnKind::Double => "double precision",
    }
}

/// What differs between the databases.
struct Parts<'a> {
    line: &'a str,
    /// The function that makes a JSON array.
    array: &'static str,
    limit: &'static str,
    /// The parameter with the key after which rows are wanted.
    key: &'static str,
    /// Its members.
    keys: Vec<String>,
}

impl Parts<'_> {
    fn statement(&self, table: &TableShape, only: Option<&str>, continued: bool) -> String {
        let columns: Vec<String> = table.primary_key.iter().map(|column| format!("\"{column}\"")).collect();
        let columns = columns.join(", ");
        // The parameter stands in every form of the statement, as it is bound in each.
        let after = match continued {
            true => format!("({columns}) > ({})", self.keys.join(", ")),
            false => format!("{} <> ''", self.key),
        };
        let Self { line, array, limit, .. } = self;
        format!(
            "SELECT {line} AS dumped_line, CAST({array}({columns}) AS text) AS dumped_key FROM \"{}\"{} ORDER BY {columns} \
             LIMIT {limit}",
            table.name,
            condition(only, Some(&after))
        )
    }
}

fn condition(only: Option<&str>, after: Option<&str>) -> String {
    let all: Vec<&str> = only.into_iter().chain(after).collect();
    if all.is_empty() { String::new() } else { format!(" WHERE {}", all.join(" AND ")) }
}
