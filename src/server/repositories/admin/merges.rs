//! Merges of two people, and giving what belongs to one of them to the other.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::{
    domain::module::Module,
    server::{
        db::{
            Conn, execute, first, one, rows,
            schema::{
                cinema_profiles, consents, files, identity_documents, jobs, main_profiles, merges, outbox_mails,
                people, person_notes, recovery_codes, two_factors, unique_codes,
            },
        },
        error::AppResult,
        repositories::files::FileRow,
    },
};

/// A merge to be noted, before anything is moved.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = merges)]
pub struct NewMerge<'a> {
    pub winner_person_id: i64,
    pub loser_person_id: i64,
    pub loser_account_id: i64,
    /// The primary one until then.
    pub loser_code: &'a str,
    pub merged_at: NaiveDateTime,
}

/// A merge.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = merges)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
pub struct StoredMerge {
    pub id: i64,
    pub winner_person_id: i64,
    pub loser_person_id: i64,
    pub loser_account_id: i64,
    pub loser_code: String,
    pub merged_at: NaiveDateTime,
    /// Empty once the merge cannot be undone any more.
    pub undo_encrypted: Option<Vec<u8>>,
}

/// Notes a merge and answers its id.
pub async fn insert(conn: &mut Conn, merge: &NewMerge<'_>) -> AppResult<i64> {
    one!(conn, diesel::insert_into(merges::table).values(merge).returning(merges::id))
}

/// The account of the person whom the person of this account, which is gone, was merged into.
pub async fn account_after(conn: &mut Conn, account_id: i64) -> AppResult<Option<i64>> {
    first!(
        conn,
        merges::table
            .inner_join(people::table.on(people::id.eq(merges::winner_person_id)))
            .filter(merges::loser_account_id.eq(account_id))
            .select(people::account_id)
    )
}

/// Stores what undoes a merge, or erases it.
pub async fn set_undo(conn: &mut Conn, ids: &[i64], undo_encrypted: Option<&[u8]>) -> AppResult<()> {
    execute!(
        conn,
        diesel::update(merges::table.filter(merges::id.eq_any(ids))).set(merges::undo_encrypted.eq(undo_encrypted))
    )
}

/// The merges by which a person became what it is, the newest first.
pub async fn of_person(conn: &mut Conn, person_id: i64) -> AppResult<Vec<StoredMerge>> {
    rows!(
        conn,
        merges::table
            .filter(merges::winner_person_id.eq(person_id))
            .order(merges::id.desc())
            .select(StoredMerge::as_select())
    )
}

/// Removes a merge that was undone.
pub async fn delete(conn: &mut Conn, id: i64) -> AppResult<()> {
    execute!(conn, diesel::delete(merges::table.find(id)))
}

/// Merges from before a moment that can still be undone.
pub async fn undoable_before(conn: &mut Conn, moment: NaiveDateTime, limit: i64) -> AppResult<Vec<i64>> {
    rows!(
        conn,
        merges::table
            .filter(merges::undo_encrypted.is_not_null())
            .filter(merges::merged_at.lt(moment))
            .order(merges::merged_at)
            .limit(limit)
            .select(merges::id)
    )
}

/// The files that these merges had no place for.
pub async fn held_files(conn: &mut Conn, ids: &[i64]) -> AppResult<Vec<FileRow>> {
    rows!(
        conn,
        files::table
            .filter(files::merge_id.assume_not_null().eq_any(ids))
            .order(files::id)
            .select(FileRow::as_select())
    )
}

/// The numbers of rows that a merge moved.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct MovedRows {
    pub consents: Vec<i64>,
    pub notes: Vec<i64>,
    /// Notes that the account wrote about others.
    pub written_notes: Vec<i64>,
    pub mails: Vec<i64>,
    pub jobs: Vec<i64>,
    /// Earlier merges of the person.
    pub merges: Vec<i64>,
    pub codes: Vec<String>,
}

/// A person with its account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct PersonNumbers {
    pub person: i64,
    pub account: i64,
}

/// Gives all rows of an owner to another one and answers their numbers.
macro_rules! move_all {
    ($conn:expr, $table:ident, $owner:ident, $from:expr, $to:expr) => {
        rows!(
            &mut *$conn,
            diesel::update($table::table.filter($table::$owner.eq($from)))
                .set($table::$owner.eq($to))
                .returning($table::id)
        )
    };
}

/// Gives those of the rows to another owner that still belong to this one.
macro_rules! move_some {
    ($conn:expr, $table:ident, $owner:ident, $ids:expr, $from:expr, $to:expr) => {
        execute!(
            &mut *$conn,
            diesel::update($table::table.filter($table::id.eq_any($ids)).filter($table::$owner.eq($from)))
                .set($table::$owner.eq($to))
        )
    };
}

/// Gives what is neither an answer nor a file to another person. Codes become aliases.
pub async fn move_rows(conn: &mut Conn, from: PersonNumbers, to: PersonNumbers) -> AppResult<MovedRows> {
    Ok(MovedRows {
        consents: move_all!(conn, consents, person_id, from.person, to.person)?,
        notes: move_all!(conn, person_notes, person_id, from.person, to.person)?,
        written_notes: move_all!(conn, person_notes, author_account_id, from.account, to.account)?,
        mails: move_all!(conn, outbox_mails, account_id, from.account, to.account)?,
        jobs: move_all!(conn, jobs, account_id, from.account, to.account)?,
        merges: move_all!(conn, merges, winner_person_id, from.person, to.person)?,
        codes: rows!(
            conn,
            diesel::update(unique_codes::table.filter(unique_codes::person_id.eq(from.person)))
                .set((unique_codes::person_id.eq(to.person), unique_codes::is_primary.eq(false)))
                .returning(unique_codes::code)
        )?,
    })
}

/// Gives these rows back. Those that are gone or belong to someone else by now stay what they are.
pub async fn move_back(
    conn: &mut Conn,
    moved: &MovedRows,
    from: PersonNumbers,
    to: PersonNumbers,
    primary_code: &str,
) -> AppResult<()> {
    move_some!(conn, consents, person_id, &moved.consents, from.person, to.person)?;
    move_some!(conn, person_notes, person_id, &moved.notes, from.person, to.person)?;
    move_some!(conn, person_notes, author_account_id, &moved.written_notes, from.account, to.account)?;
    move_some!(conn, outbox_mails, account_id, &moved.mails, from.account, to.account)?;
    move_some!(conn, jobs, account_id, &moved.jobs, from.account, to.account)?;
    move_some!(conn, merges, winner_person_id, &moved.merges, from.person, to.person)?;
    execute!(
        &mut *conn,
        diesel::update(
            unique_codes::table
                .filter(unique_codes::code.eq_any(&moved.codes))
                .filter(unique_codes::person_id.eq(from.person))
                .filter(unique_codes::is_primary.eq(false))
        )
        .set(unique_codes::person_id.eq(to.person))
    )?;
    execute!(
        conn,
        diesel::update(
            unique_codes::table
                .filter(unique_codes::code.eq(primary_code))
                .filter(unique_codes::person_id.eq(to.person))
        )
        .set(unique_codes::is_primary.eq(true))
    )
}

/// Gives a person's number of a document to another person, who has none of its kind.
pub async fn move_document(conn: &mut Conn, kind: &str, from_person: i64, to_person: i64) -> AppResult<()> {
    execute!(
        conn,
        diesel::update(
            identity_documents::table
                .filter(identity_documents::person_id.eq(from_person))
                .filter(identity_documents::kind.eq(kind))
        )
        .set(identity_documents::person_id.eq(to_person))
    )
}

/// Gives the second factor of an account to another one, which has none.
pub async fn move_factor(conn: &mut Conn, from_account: i64, to_account: i64) -> AppResult<()> {
    execute!(
        &mut *conn,
        diesel::update(two_factors::table.filter(two_factors::account_id.eq(from_account)))
            .set(two_factors::account_id.eq(to_account))
    )?;
    execute!(
        conn,
        diesel::update(recovery_codes::table.filter(recovery_codes::account_id.eq(from_account)))
            .set(recovery_codes::account_id.eq(to_account))
    )
}

/// Puts files aside for a merge.
pub async fn hold_files(conn: &mut Conn, ids: &[i64], merge_id: i64) -> AppResult<()> {
    execute!(
        conn,
        diesel::update(files::table.filter(files::id.eq_any(ids)))
            .set((files::person_id.eq(None::<i64>), files::merge_id.eq(merge_id)))
    )
}

/// Gives files to a person.
pub async fn give_files(conn: &mut Conn, ids: &[i64], person_id: i64) -> AppResult<()> {
    execute!(
        conn,
        diesel::update(files::table.filter(files::id.eq_any(ids)))
            .set((files::person_id.eq(person_id), files::merge_id.eq(None::<i64>)))
    )
}

/// Those of the files that are a person's or put aside for a merge.
pub async fn files_in_hand(conn: &mut Conn, ids: &[i64], person_id: i64, merge_id: i64) -> AppResult<Vec<i64>> {
    let in_hand = files::person_id.eq(person_id).or(files::merge_id.eq(merge_id));
    rows!(conn, files::table.filter(files::id.eq_any(ids)).filter(in_hand).select(files::id))
}

/// Gives a person's profile of a module to another person, who has none there.
pub async fn move_profile(conn: &mut Conn, module: Module, from_person: i64, to_person: i64) -> AppResult<()> {
    match module {
        Module::Main => execute!(
            conn,
            diesel::update(main_profiles::table.filter(main_profiles::person_id.eq(from_person)))
                .set(main_profiles::person_id.eq(to_person))
        ),
        Module::Cinema => execute!(
            conn,
            diesel::update(cinema_profiles::table.filter(cinema_profiles::person_id.eq(from_person)))
                .set(cinema_profiles::person_id.eq(to_person))
        ),
    }
}

/// The last merge by which a person became what it is.
pub async fn newest(conn: &mut Conn, person_id: i64) -> AppResult<Option<StoredMerge>> {
    first!(
        conn,
        merges::table
            .filter(merges::winner_person_id.eq(person_id))
            .order(merges::id.desc())
            .select(StoredMerge::as_select())
    )
}
