//! Numbers of identity documents, encrypted; found by equality through a keyed hash.

use diesel::prelude::*;

use crate::server::{
    db::{Conn, execute, rows, schema::identity_documents},
    error::AppResult,
};

/// A stored document.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = identity_documents)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
pub struct StoredDocument {
    /// Key of the closed list `id_document`.
    pub kind: String,
    pub number_encrypted: Vec<u8>,
}

/// The documents of a person, by kind.
pub async fn of_person(conn: &mut Conn, person_id: i64) -> AppResult<Vec<StoredDocument>> {
    rows!(
        conn,
        identity_documents::table
            .filter(identity_documents::person_id.eq(person_id))
            .order(identity_documents::kind)
            .select(StoredDocument::as_select())
    )
}

/// The people with a document of this number, by its keyed hash.
pub async fn people_with_hash(conn: &mut Conn, hash: &[u8]) -> AppResult<Vec<i64>> {
    rows!(
        conn,
        identity_documents::table
            .filter(identity_documents::number_hash.eq(hash))
            .select(identity_documents::person_id)
    )
}

/// Stores the number of a document, in place of an earlier one of its kind.
pub async fn put(conn: &mut Conn, person_id: i64, kind: &str, encrypted: &[u8], hash: &[u8]) -> AppResult<()> {
    let number = (identity_documents::number_encrypted.eq(encrypted), identity_documents::number_hash.eq(hash));
    let row = (identity_documents::person_id.eq(person_id), identity_documents::kind.eq(kind), number);
    execute!(
        conn,
        diesel::insert_into(identity_documents::table)
            .values(row)
            .on_conflict((identity_documents::person_id, identity_documents::kind))
            .do_update()
            .set(number)
    )
}

/// Erases the number of a document.
pub async fn delete(conn: &mut Conn, person_id: i64, kind: &str) -> AppResult<()> {
    execute!(
        conn,
        diesel::delete(
            identity_documents::table
                .filter(identity_documents::person_id.eq(person_id))
                .filter(identity_documents::kind.eq(kind))
        )
    )
}
