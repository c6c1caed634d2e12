//! The database of another program, read as text: whatever its columns are, of SQLite or PostgreSQL. Nothing is written.

use diesel::{QueryableByName, sql_query, sql_types};
use diesel_async::{AsyncConnection as _, RunQueryDsl as _};
use tokio_postgres::{Client, SimpleQueryMessage};

use super::{
    conn::SqliteAsync,
    postgres::Connector,
    url::{DatabaseUrl, PostgresOptions},
};
use crate::server::error::{AppError, AppResult};

/// More of a cell is not read, in bytes (SQLite) or characters (PostgreSQL): no answer is as long.
const LONGEST_CELL: usize = 256 << 10;

/// A row: cells in the order of the columns that were asked for; none where there is no value.
pub type ForeignRow = Vec<Option<String>>;

/// An open database of another program.
pub enum ForeignDb {
    Sqlite(Box<SqliteAsync>),
    Postgres(Client),
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = sql_types::Text)]
    line: String,
}

impl ForeignDb {
    /// Opens it for reading.
    ///
    /// # Errors
    /// A sentence for the operator.
    pub async fn open(url: &DatabaseUrl) -> Result<Self, String> {
        match url {
            DatabaseUrl::Sqlite(path) => {
                if !path.is_file() {
                    return Err(format!("There is no file {}", path.display()));
                }
                let path = path.to_str().ok_or("The path of the database is not UTF-8")?;
                let address = format!("file:{}?mode=ro", percent_encoding::utf8_percent_encode(path, NOT_A_PATH));
                let opened = SqliteAsync::establish(&address).await;
                Ok(Self::Sqlite(Box::new(opened.map_err(|error| format!("The database cannot be opened: {error}"))?)))
            }
            DatabaseUrl::Postgres(options) => open_postgres(options).await.map(Self::Postgres),
        }
    }

    /// Its tables, by name.
    pub async fn tables(&mut self) -> AppResult<Vec<String>> {
        let text = match self {
            Self::Sqlite(_) => {
                "SELECT name AS line FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY 1"
            }
            Self::Postgres(_) => {
                "SELECT table_name AS line FROM information_schema.tables \
                 WHERE table_schema = current_schema() ORDER BY 1"
            }
        };
        self.lines(text).await
    }

    /// The columns of a table, in their order; none of a table that is not there.
    pub async fn columns(&mut self, table: &str) -> AppResult<Vec<String>> {
        let named = literal(table);
        let text = match self {
            Self::Sqlite(_) => format!("SELECT name AS line FROM pragma_table_info({named}) ORDER BY cid"),
            Self::Postgres(_) => format!(
                "SELECT column_name AS line FROM information_schema.columns \
                 WHERE table_schema = current_schema() AND table_name = {named} ORDER BY ordinal_position"
            ),
        };
        self.lines(&text).await
    }

    /// How many rows a table has.
    pub async fn count(&mut self, table: &str) -> AppResult<i64> {
        let cast = match self {
            Self::Sqlite(_) => "CAST(count(*) AS TEXT)",
            Self::Postgres(_) => "count(*)::text",
        };
        let lines = self.lines(&format!("SELECT {cast} AS line FROM {}", quoted(table))).await?;
        lines
            .into_iter()
            .next()
            .and_then(|line| line.parse().ok())
            .ok_or_else(|| AppError::internal("a count is no number"))
    }

    /// Rows whose number in `key` lies after the first and up to the last of a range, ascending, at most so many.
    pub async fn rows(
        &mut self,
        table: &str,
        columns: &[String],
        key: &str,
        (after, last): (i64, i64),
        most: usize,
    ) -> AppResult<Vec<ForeignRow>> {
        let rest = format!(
            "FROM {table} WHERE {key} > {after} AND {key} <= {last} ORDER BY {key} LIMIT {most}",
            table = quoted(table),
            key = quoted(key),
        );
        match self {
            Self::Sqlite(conn) => {
                // Bytes in hexadecimal, whatever the type: texts there can be no UTF-8, and hold NUL.
                let cells: Vec<String> = columns.iter().map(|column| sqlite_cell(column)).collect();
                let text = format!("SELECT json_array({}) AS line {rest}", cells.join(", "));
                let lines: Vec<Line> = sql_query(text).load(&mut **conn).await?;
                lines.iter().map(|line| decoded(&line.line)).collect()
            }
            Self::Postgres(client) => {
                let cells = columns.iter().map(|column| format!("left({}::text, {LONGEST_CELL})", quoted(column)));
                let text = format!("SELECT {} {rest}", cells.collect::<Vec<_>>().join(", "));
                let mut rows = Vec::new();
                for message in client.simple_query(&text).await.map_err(failed)? {
                    if let SimpleQueryMessage::Row(row) = message {
                        rows.push((0..columns.len()).map(|place| row.get(place).map(str::to_owned)).collect());
                    }
                }
                Ok(rows)
            }
        }
    }

    async fn lines(&mut self, text: &str) -> AppResult<Vec<String>> {
        match self {
            Self::Sqlite(conn) => {
                let lines: Vec<Line> = sql_query(text).load(&mut **conn).await?;
                Ok(lines.into_iter().map(|line| line.line).collect())
            }
            Self::Postgres(client) => {
                let messages = client.simple_query(text).await.map_err(failed)?;
                let rows = messages.into_iter().filter_map(|message| match message {
                    SimpleQueryMessage::Row(row) => row.get(0).map(str::to_owned),
                    _ => None,
                });
                Ok(rows.collect())
            }
        }
    }
}

/// What stands for itself in the path of a `file:` address.
const NOT_A_PATH: &percent_encoding::AsciiSet =
    &percent_encoding::NON_ALPHANUMERIC.remove(b'/').remove(b'.').remove(b'-').remove(b'_');

async fn open_postgres(options: &PostgresOptions) -> Result<Client, String> {
    let unreachable = |error| format!("The database cannot be reached: {error}");
    let client = Connector::new(options)?.client().await.map_err(unreachable)?;
    let read_only = "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY";
    client.batch_execute(read_only).await.map_err(|error| unreachable(error.to_string()))?;
    Ok(client)
}

fn failed(error: tokio_postgres::Error) -> AppError {
    use std::error::Error as _;
    AppError::internal(error.source().map_or_else(|| error.to_string(), |source| format!("{error}: {source}")))
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

fn sqlite_cell(column: &str) -> String {
    let column = quoted(column);
    format!("CASE WHEN {column} IS NULL THEN NULL ELSE hex(substr(CAST({column} AS BLOB), 1, {LONGEST_CELL})) END")
}

fn decoded(line: &str) -> AppResult<ForeignRow> {
    let cells: Vec<Option<String>> = serde_json::from_str(line).map_err(AppError::internal)?;
    Ok(cells.into_iter().map(|cell| cell.map(|hex| of_hex(&hex))).collect())
}

fn of_hex(hex: &str) -> String {
    let digit = |byte: &u8| char::from(*byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok()).unwrap_or(0);
    let bytes: Vec<u8> = hex
        .as_bytes()
        .chunks_exact(2)
        .map(|pair| pair.iter().fold(0_u8, |byte, half| (byte << 4) | digit(half)))
        .collect();
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use diesel::{Connection as _, SqliteConnection, connection::SimpleConnection as _};

    use super::*;

    #[tokio::test]
    async fn sqlite_is_read_whatever_is_in_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("it's # a ?.db");
        let mut conn = SqliteConnection::establish(path.to_str().unwrap()).unwrap();
        conn.batch_execute(
            "CREATE TABLE \"a \"\"b\" (id INTEGER, t, \"c d\" TEXT); \
             INSERT INTO \"a \"\"b\" VALUES (1, NULL, 'é' || char(0) || 'x'), (2, X'ff41', ''), (3, 1.5, '3')",
        )
        .unwrap();
        let mut foreign = ForeignDb::open(&DatabaseUrl::Sqlite(path)).await.unwrap();
        assert_eq!(foreign.tables().await.unwrap(), ["a \"b"]);
        let columns = foreign.columns("a \"b").await.unwrap();
        assert_eq!(columns, ["id", "t", "c d"]);
        assert_eq!(foreign.count("a \"b").await.unwrap(), 3);
        let rows = foreign.rows("a \"b", &columns, "id", (1, 9), 10).await.unwrap();
        let cell = |text: &str| Some(text.to_owned());
        assert_eq!(rows, [[cell("2"), cell("\u{fffd}A"), cell("")], [cell("3"), cell("1.5"), cell("3")]]);
        let rows = foreign.rows("a \"b", &columns, "id", (0, 9), 1).await.unwrap();
        assert_eq!(rows, [[cell("1"), None, cell("é\0x")]]);
        assert!(foreign.columns("none").await.unwrap().is_empty());
    }
}
