//! Rows of uploaded files. Their content lies in the storage, under `name`.

use std::collections::HashSet;

use chrono::NaiveDateTime;
use diesel::{
    QueryableByName,
    dsl::{exists, sql},
    prelude::*,
    sql_query, sql_types,
};

use crate::server::{
    db::{
        Conn, affected, affects_one, execute, first, one, rows,
        schema::{drafts, files, main_profiles, merges, people},
    },
    error::AppResult,
};

/// A stored file.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = files)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
pub struct FileRow {
    pub id: i64,
    pub kind: String,
    /// Random; the address and the place in the storage are made from it.
    pub name: String,
    pub media_type: String,
    pub size: i64,
    /// Of a photo: how many pixels wide its variants are, separated by commas.
    pub widths: String,
    pub original_name_encrypted: Option<Vec<u8>>,
    pub person_id: Option<i64>,
    pub draft_id: Option<i64>,
    pub created_at: NaiveDateTime,
}

/// A file to be noted, whose content is in the storage already.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = files)]
pub struct NewFile {
    pub kind: &'static str,
    pub name: String,
    pub media_type: &'static str,
    pub size: i64,
    pub widths: String,
    pub original_name_encrypted: Option<Vec<u8>>,
    pub person_id: Option<i64>,
    pub draft_id: Option<i64>,
    pub created_at: NaiveDateTime,
}

/// The owner of files: a draft or a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileOwner {
    Draft(i64),
    Person(i64),
}

impl FileOwner {
    /// The values of the columns `person_id` and `draft_id`.
    #[must_use]
    pub const fn columns(self) -> (Option<i64>, Option<i64>) {
        match self {
            Self::Person(id) => (Some(id), None),
            Self::Draft(id) => (None, Some(id)),
        }
    }
}

/// Notes a file and answers its id.
pub async fn insert(conn: &mut Conn, file: &NewFile) -> AppResult<i64> {
    one!(conn, diesel::insert_into(files::table).values(file).returning(files::id))
}

/// The file with this name.
pub async fn find_by_name(conn: &mut Conn, name: &str) -> AppResult<Option<FileRow>> {
    first!(conn, files::table.filter(files::name.eq(name)).select(FileRow::as_select()))
}

/// The files of an owner, oldest first.
pub async fn of_owner(conn: &mut Conn, owner: FileOwner) -> AppResult<Vec<FileRow>> {
    match owner {
        FileOwner::Draft(id) => {
            rows!(conn, files::table.filter(files::draft_id.eq(id)).order(files::id).select(FileRow::as_select()))
        }
        FileOwner::Person(id) => {
            rows!(conn, files::table.filter(files::person_id.eq(id)).order(files::id).select(FileRow::as_select()))
        }
    }
}

/// The files of a person, of merges that can still be undone, and of an account's drafts, oldest first.
pub async fn of_account(conn: &mut Conn, account_id: i64, person_id: Option<i64>) -> AppResult<Vec<FileRow>> {
    let own_drafts = drafts::table.filter(drafts::account_id.eq(account_id)).select(drafts::id.nullable());
    let of_drafts = files::draft_id.eq_any(own_drafts);
    Ok(match person_id {
        Some(person_id) => {
            let own_merges = merges::table.filter(merges::winner_person_id.eq(person_id)).select(merges::id.nullable());
            let held = files::merge_id.eq_any(own_merges);
            rows!(
                conn,
                files::table
                    .filter(of_drafts.or(files::person_id.eq(person_id)).or(held))
                    .order(files::id)
                    .select(FileRow::as_select())
            )?
        }
        None => rows!(conn, files::table.filter(of_drafts).order(files::id).select(FileRow::as_select()))?,
    })
}

/// Removes rows; their files follow after the commit.
pub async fn delete(conn: &mut Conn, ids: &[i64]) -> AppResult<usize> {
    affected!(conn, diesel::delete(files::table.filter(files::id.eq_any(ids))))
}

/// Notes that the owner's files change, and keeps a draft from being sent or erased until the transaction ends; `false`
/// when the owner is gone.
pub async fn touch_owner(conn: &mut Conn, owner: FileOwner, now: NaiveDateTime) -> AppResult<bool> {
    match owner {
        FileOwner::Draft(id) => {
            affects_one!(conn, diesel::update(drafts::table.find(id)).set(drafts::updated_at.eq(now)))
        }
        FileOwner::Person(id) => {
            affects_one!(conn, diesel::update(people::table.find(id)).set(people::updated_at.eq(now)))
        }
    }
}

/// Gives the files of a draft to a person.
pub async fn claim(conn: &mut Conn, draft_id: i64, person_id: i64) -> AppResult<()> {
    execute!(
        conn,
        diesel::update(files::table.filter(files::draft_id.eq(draft_id)))
            .set((files::draft_id.eq(None::<i64>), files::person_id.eq(person_id)))
    )
}

/// Makes a file the photo of a person, or takes the photo away.
pub async fn set_photo(conn: &mut Conn, person_id: i64, file_id: Option<i64>) -> AppResult<()> {
    execute!(conn, diesel::update(people::table.find(person_id)).set(people::photo_file_id.eq(file_id)))
}

/// Makes a file the CV of a person's main profile, or takes the CV away.
pub async fn set_cv(conn: &mut Conn, person_id: i64, file_id: Option<i64>) -> AppResult<()> {
    execute!(
        conn,
        diesel::update(main_profiles::table.filter(main_profiles::person_id.eq(person_id)))
            .set(main_profiles::cv_file_id.eq(file_id))
    )
}

/// The photo of a person.
pub async fn photo_of(conn: &mut Conn, person_id: i64) -> AppResult<Option<FileRow>> {
    first!(
        conn,
        files::table
            .inner_join(people::table.on(people::photo_file_id.eq(files::id.nullable())))
            .filter(people::id.eq(person_id))
            .select(FileRow::as_select())
    )
}

/// The names of the photos of these people, each with its `people.id`.
pub async fn photo_names(conn: &mut Conn, person_ids: &[i64]) -> AppResult<Vec<(i64, String)>> {
    rows!(
        conn,
        files::table
            .inner_join(people::table.on(people::photo_file_id.eq(files::id.nullable())))
            .filter(people::id.eq_any(person_ids))
            .select((people::id, files::name))
    )
}

/// Gives a file another name; `false` when it no longer has the old one.
pub async fn rename(conn: &mut Conn, file: &FileRow, name: &str) -> AppResult<bool> {
    affects_one!(
        conn,
        diesel::update(files::table.filter(files::id.eq(file.id)).filter(files::name.eq(&file.name)))
            .set(files::name.eq(name))
    )
}

/// The next files of a kind after an id, of all owners.
pub async fn of_kind(conn: &mut Conn, kind: &str, after_id: i64, limit: i64) -> AppResult<Vec<FileRow>> {
    rows!(
        conn,
        files::table
            .filter(files::kind.eq(kind))
            .filter(files::id.gt(after_id))
            .order(files::id)
            .limit(limit)
            .select(FileRow::as_select())
    )
}

/// Those of the names that a row has.
pub async fn known_names(conn: &mut Conn, names: &[String]) -> AppResult<HashSet<String>> {
    let known: Vec<String> = rows!(conn, files::table.filter(files::name.eq_any(names)).select(files::name))?;
    Ok(known.into_iter().collect())
}

/// Files of drafts that were erased or sent without them.
pub async fn of_lost_drafts(conn: &mut Conn, limit: i64) -> AppResult<Vec<FileRow>> {
    rows!(
        conn,
        files::table
            .filter(files::draft_id.is_not_null())
            .filter(diesel::dsl::not(exists(drafts::table.filter(drafts::id.nullable().eq(files::draft_id)))))
            .order(files::id)
            .limit(limit)
            .select(FileRow::as_select())
    )
}

/// The files of several drafts.
pub async fn of_drafts(conn: &mut Conn, draft_ids: &[i64]) -> AppResult<Vec<FileRow>> {
    rows!(
        conn,
        files::table
            .filter(files::draft_id.assume_not_null().eq_any(draft_ids))
            .order(files::id)
            .select(FileRow::as_select())
    )
}

/// Bytes that the files of all drafts take that were begun from the same network as this one; 0 for a draft of none.
pub async fn bytes_of_network(conn: &mut Conn, draft_id: i64) -> AppResult<i64> {
    let draft = drafts::table.find(draft_id).filter(drafts::network_hash.is_not_null());
    let network: Option<Vec<u8>> = first!(conn, draft.select(drafts::network_hash.assume_not_null()))?;
    let Some(network) = network else { return Ok(0) };
    let begun_there = drafts::table.filter(drafts::network_hash.eq(network)).select(drafts::id.nullable());
    one!(
        conn,
        files::table
            .filter(files::draft_id.eq_any(begun_there))
            .select(sql::<sql_types::BigInt>("CAST(COALESCE(SUM(size), 0) AS BIGINT)"))
    )
}

#[derive(QueryableByName)]
struct DraftBytes {
    #[diesel(sql_type = sql_types::BigInt)]
    total: i64,
}

/// Bytes that the files of all drafts take.
pub async fn bytes_of_drafts(conn: &mut Conn) -> AppResult<i64> {
    let sum: DraftBytes = one!(
        conn,
        sql_query("SELECT CAST(COALESCE(SUM(size), 0) AS BIGINT) AS total FROM files WHERE draft_id IS NOT NULL")
    )?;
    Ok(sum.total)
}
