//! Every encrypted column, walked through in order of id.

use diesel::{QueryableByName, sql_query, sql_types};

use crate::server::{
    db::{Conn, execute, rows},
    error::AppResult,
};

/// An encrypted column of a table with a numeric id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EncryptedColumn {
    pub table: &'static str,
    pub column: &'static str,
}

/// All of them; a test compares this list with the schema.
pub const ALL: [EncryptedColumn; 23] = [
    EncryptedColumn { table: "one_time_links", column: "payload_encrypted" },
    EncryptedColumn { table: "people", column: "phone_encrypted" },
    EncryptedColumn { table: "people", column: "whatsapp_encrypted" },
    EncryptedColumn { table: "people", column: "address_encrypted" },
    EncryptedColumn { table: "people", column: "guardian_name_encrypted" },
    EncryptedColumn { table: "people", column: "guardian_phone_encrypted" },
    EncryptedColumn { table: "identity_documents", column: "number_encrypted" },
    EncryptedColumn { table: "social_links", column: "address_encrypted" },
    EncryptedColumn { table: "merges", column: "undo_encrypted" },
    EncryptedColumn { table: "drafts", column: "content_encrypted" },
    EncryptedColumn { table: "files", column: "original_name_encrypted" },
    EncryptedColumn { table: "jobs", column: "payload_encrypted" },
    EncryptedColumn { table: "outbox_mails", column: "recipient_encrypted" },
    EncryptedColumn { table: "outbox_mails", column: "content_encrypted" },
    EncryptedColumn { table: "webhooks", column: "secret_encrypted" },
    EncryptedColumn { table: "cv_analyses", column: "content_encrypted" },
    EncryptedColumn { table: "person_notes", column: "text_encrypted" },
    EncryptedColumn { table: "exports", column: "choice_encrypted" },
    EncryptedColumn { table: "imports", column: "file_encrypted" },
    EncryptedColumn { table: "import_values", column: "value_encrypted" },
    EncryptedColumn { table: "announcements", column: "texts_encrypted" },
    EncryptedColumn { table: "two_factors", column: "secret_encrypted" },
    EncryptedColumn { table: "settings", column: "value_encrypted" },
];

/// A stored value.
#[derive(Debug, Clone, QueryableByName)]
pub struct EncryptedValue {
    #[diesel(sql_type = sql_types::BigInt)]
    pub id: i64,
    #[diesel(sql_type = sql_types::Binary)]
    pub value: Vec<u8>,
}

/// The next values after an id.
pub async fn next(conn: &mut Conn, of: EncryptedColumn, after_id: i64, limit: i64) -> AppResult<Vec<EncryptedValue>> {
    let EncryptedColumn { table, column } = of;
    let text = format!(
        "SELECT id, {column} AS value FROM {table} WHERE id > $1 AND {column} IS NOT NULL ORDER BY id LIMIT $2"
    );
    let query = || sql_query(&text).bind::<sql_types::BigInt, _>(after_id).bind::<sql_types::BigInt, _>(limit);
    rows!(conn, query())
}

/// Replaces a value, unless it changed since it was read.
pub async fn replace(conn: &mut Conn, of: EncryptedColumn, old: &EncryptedValue, new: &[u8]) -> AppResult<()> {
    put(conn, of, of.column, old, new).await
}

/// Stores the keyed hash by which a value is found, unless the value changed since it was read.
pub async fn put_hash(
    conn: &mut Conn,
    of: EncryptedColumn,
    hash_column: &'static str,
    value: &EncryptedValue,
    hash: &[u8],
) -> AppResult<()> {
    put(conn, of, hash_column, value, hash).await
}

async fn put(
    conn: &mut Conn,
    of: EncryptedColumn,
    into: &'static str,
    unchanged: &EncryptedValue,
    bytes: &[u8],
) -> AppResult<()> {
    let EncryptedColumn { table, column } = of;
    let text = format!("UPDATE {table} SET {into} = $1 WHERE id = $2 AND {column} = $3");
    let query = || {
        sql_query(&text)
            .bind::<sql_types::Binary, _>(bytes)
            .bind::<sql_types::BigInt, _>(unchanged.id)
            .bind::<sql_types::Binary, _>(&unchanged.value)
    };
    execute!(conn, query())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_encrypted_column_of_the_schema_is_forgotten() {
        let mut table = "";
        let mut found = Vec::new();
        for line in include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/server/db/schema.rs")).lines().map(str::trim)
        {
            if let Some((name, _)) = line.strip_suffix(") {").and_then(|head| head.split_once(" (")) {
                table = name;
            } else if let Some((column, _)) = line.split_once(" -> ").filter(|(name, _)| name.ends_with("_encrypted")) {
                found.push((table, column));
            }
        }
        assert_eq!(found, ALL.map(|c| (c.table, c.column)));
    }
}
