//! Demo people in bulk.

use chrono::NaiveDateTime;
use diesel::{QueryableByName, prelude::*, sql_query, sql_types};
use diesel_async::RunQueryDsl;

use super::cinema::{self, CinemaBatch};
use crate::server::{
    db::{
        Conn, affected, execute, one, rows,
        schema::{
            accounts, cities, code_counters, files, main_profile_talents, main_profiles, people, person_languages,
            unique_codes,
        },
    },
    error::AppResult,
    repositories::{
        batches::insert_batches,
        files::FileRow,
        profiles::{main_profile::MainProfileRow, person_row::PersonRow},
        search::changes,
    },
};

/// A city demo people can live in.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = cities)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
pub struct DemoCity {
    pub id: i64,
    pub country_code: String,
    pub name: String,
    pub code: Option<String>,
    pub population: i64,
    pub geonames_id: i64,
}

/// A row of `accounts`.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = accounts)]
pub struct AccountRow {
    pub id: i64,
    pub email: String,
    pub email_normalised: String,
    pub role: &'static str,
    pub language: &'static str,
    pub state: &'static str,
    pub demo: bool,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
}

/// A row of `people` with the id reserved for it.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = people)]
pub struct NumberedPerson {
    pub id: i64,
    #[diesel(embed)]
    pub row: PersonRow,
}

/// A row of `unique_codes`.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = unique_codes)]
pub struct CodeRow {
    pub code: String,
    pub person_id: i64,
    pub is_primary: bool,
    pub created_at: NaiveDateTime,
}

/// A row of `main_profiles` with the id reserved for it.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = main_profiles)]
pub struct NumberedProfile {
    pub id: i64,
    #[diesel(embed)]
    pub row: MainProfileRow,
}

/// A row of `main_profile_talents`.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = main_profile_talents)]
pub struct DemoTalentRow {
    pub profile_id: i64,
    pub talent_id: i64,
    pub position: i64,
}

/// A row of `person_languages`.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = person_languages)]
pub struct LanguageRow {
    pub person_id: i64,
    pub language: String,
}

/// What is written in one transaction. At most a thousand people: PostgreSQL takes 65,535 parameters a statement.
#[derive(Debug, Default)]
pub struct Batch {
    pub accounts: Vec<AccountRow>,
    pub people: Vec<NumberedPerson>,
    pub codes: Vec<CodeRow>,
    pub profiles: Vec<NumberedProfile>,
    pub talents: Vec<DemoTalentRow>,
    pub languages: Vec<LanguageRow>,
    pub cinema: CinemaBatch,
}

/// What is in the database before anything is added.
#[derive(Debug, Clone, Copy)]
pub struct Present {
    pub demo_accounts: i64,
    pub real_people: i64,
    /// When the last demo person was registered.
    pub last_demo: Option<NaiveDateTime>,
}

/// Counts demo accounts and real people.
pub async fn present(conn: &mut Conn) -> AppResult<Present> {
    let demo_accounts = one!(&mut *conn, accounts::table.filter(accounts::demo.eq(true)).count())?;
    let last_demo = one!(
        &mut *conn,
        accounts::table.filter(accounts::demo.eq(true)).select(diesel::dsl::max(accounts::created_at))
    )?;
    let real_people =
        one!(&mut *conn, people::table.inner_join(accounts::table).filter(accounts::demo.eq(false)).count())?;
    Ok(Present { demo_accounts, real_people, last_demo })
}

/// Every city of the reference list.
pub async fn cities(conn: &mut Conn) -> AppResult<Vec<DemoCity>> {
    rows!(conn, cities::table.select(DemoCity::as_select()))
}

/// Ids for new rows of `accounts`, `people` or `main_profiles`, in ascending order.
pub async fn reserve_ids(conn: &mut Conn, table: &'static str, count: usize) -> AppResult<Vec<i64>> {
    #[derive(QueryableByName)]
    struct Id {
        #[diesel(sql_type = sql_types::BigInt)]
        id: i64,
    }
    let many = i64::try_from(count).unwrap_or(i64::MAX);
    match conn {
        // The transaction is the only writer, so what follows the last id stays free until it ends.
        Conn::Sqlite(c) => {
            let last = sql_query("SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = ?), 0) AS id")
                .bind::<sql_types::Text, _>(table)
                .get_result::<Id>(&mut **c)
                .await?;
            Ok((last.id + 1..=last.id + many).collect())
        }
        Conn::Postgres(c) => {
            let ids = sql_query("SELECT nextval(pg_get_serial_sequence($1, 'id')) AS id FROM generate_series(1, $2)")
                .bind::<sql_types::Text, _>(table)
                .bind::<sql_types::BigInt, _>(many)
                .load::<Id>(&mut **c)
                .await?;
            let mut ids: Vec<_> = ids.into_iter().map(|row| row.id).collect();
            ids.sort_unstable();
            Ok(ids)
        }
    }
}

/// Takes `count` numbers under a prefix from the counter that registrations use; returns the last of them.
pub async fn advance_counter(conn: &mut Conn, prefix: &str, count: i64) -> AppResult<i64> {
    one!(
        conn,
        diesel::insert_into(code_counters::table)
            .values((code_counters::prefix.eq(prefix), code_counters::last_number.eq(count)))
            .on_conflict(code_counters::prefix)
            .do_update()
            .set(code_counters::last_number.eq(code_counters::last_number + count))
            .returning(code_counters::last_number)
    )
}

/// Those of the codes that are taken.
pub async fn taken_codes(conn: &mut Conn, codes: &[String]) -> AppResult<Vec<String>> {
    rows!(conn, unique_codes::table.filter(unique_codes::code.eq_any(codes)).select(unique_codes::code))
}

/// Writes a batch of people with ascending ids.
pub async fn insert(conn: &mut Conn, batch: Batch, now: NaiveDateTime) -> AppResult<()> {
    let written = batch.people.as_slice().first().zip(batch.people.last()).map(|(first, last)| (first.id, last.id));
    insert_batches!(
        &mut *conn,
        accounts::table => batch.accounts,
        people::table => batch.people,
        unique_codes::table => batch.codes,
        main_profiles::table => batch.profiles,
        main_profile_talents::table => batch.talents,
        person_languages::table => batch.languages,
    );
    cinema::insert(conn, batch.cinema).await?;
    record(conn, written, now).await
}

/// Records that people between two ids changed, if there are any.
async fn record(conn: &mut Conn, people: Option<(i64, i64)>, now: NaiveDateTime) -> AppResult<()> {
    match people {
        Some((first, last)) => changes::record_people(conn, first, last, now).await,
        None => Ok(()),
    }
}

/// Erases up to `limit` demo accounts with everything that belongs to them and returns how many, with the files whose
/// contents are to be removed after the commit.
pub async fn remove(conn: &mut Conn, limit: i64, now: NaiveDateTime) -> AppResult<(usize, Vec<FileRow>)> {
    let ids: Vec<i64> = rows!(
        &mut *conn,
        accounts::table.filter(accounts::demo.eq(true)).order(accounts::id).limit(limit).select(accounts::id)
    )?;
    let files = rows!(
        &mut *conn,
        files::table
            .inner_join(people::table.on(files::person_id.eq(people::id.nullable())))
            .filter(people::account_id.eq_any(&ids))
            .select(FileRow::as_select())
    )?;
    let erased: (Option<i64>, Option<i64>) = one!(
        &mut *conn,
        people::table
            .filter(people::account_id.eq_any(&ids))
            .select((diesel::dsl::min(people::id), diesel::dsl::max(people::id)))
    )?;
    record(conn, erased.0.zip(erased.1), now).await?;
    let owners = people::table.filter(people::account_id.eq_any(&ids)).select(people::id.nullable());
    // These codes were never those of real people, so they need not stay taken.
    affected!(&mut *conn, diesel::delete(unique_codes::table.filter(unique_codes::person_id.eq_any(owners))))?;
    let removed = affected!(conn, diesel::delete(accounts::table.filter(accounts::id.eq_any(ids))))?;
    Ok((removed, files))
}

/// How many demo people have a photo.
pub async fn count_with_photo(conn: &mut Conn) -> AppResult<i64> {
    one!(
        conn,
        people::table
            .inner_join(accounts::table)
            .filter(accounts::demo.eq(true))
            .filter(people::photo_file_id.is_not_null())
            .count()
    )
}

/// Id and gender of demo people without a photo, the latest first: they are seen first.
pub async fn without_photo(conn: &mut Conn, limit: i64) -> AppResult<Vec<(i64, String)>> {
    rows!(
        conn,
        people::table
            .inner_join(accounts::table)
            .filter(accounts::demo.eq(true))
            .filter(people::photo_file_id.is_null())
            .order(people::id.desc())
            .limit(limit)
            .select((people::id, people::gender))
    )
}

/// Refreshes what the database knows of its tables, without which it would plan for empty ones.
pub async fn analyse(conn: &mut Conn) -> AppResult<()> {
    execute!(conn, sql_query("ANALYZE"))
}
