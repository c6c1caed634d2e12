//! People: what is known of a human, whichever profiles they have.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use crate::{
    domain::{module::Module, profiles::version::PersonVersion},
    server::{
        db::{
            Conn, affects_one, execute, first, one, rows,
            schema::{accounts, cinema_profiles, files, main_profiles, people},
        },
        error::AppResult,
    },
};

/// Notes that something about a person changed, and keeps others from changing it until the transaction ends.
/// `false` when there is no such person.
pub async fn touch(conn: &mut Conn, person_id: i64, now: NaiveDateTime) -> AppResult<bool> {
    affects_one!(
        conn,
        diesel::update(people::table.find(person_id))
            .set((people::updated_at.eq(now), people::version.eq(people::version + 1)))
    )
}

/// As [`touch`], unless the person changed since this version was read; `false` then.
pub async fn touch_version(conn: &mut Conn, person_id: i64, version: i64, now: NaiveDateTime) -> AppResult<bool> {
    let unchanged = people::table.filter(people::id.eq(person_id)).filter(people::version.eq(version));
    affects_one!(conn, diesel::update(unchanged).set((people::updated_at.eq(now), people::version.eq(version + 1))))
}

/// The versions of a person, of the account and of the profiles, with the state of the person's files.
pub async fn version(conn: &mut Conn, person_id: i64) -> AppResult<Option<PersonVersion>> {
    let found: Option<(i64, i64, Option<i64>, Option<i64>)> = first!(
        conn,
        people::table
            .inner_join(accounts::table)
            .left_join(main_profiles::table)
            .left_join(cinema_profiles::table)
            .filter(people::id.eq(person_id))
            .select((
                people::version,
                accounts::version,
                main_profiles::version.nullable(),
                cinema_profiles::version.nullable(),
            ))
    )?;
    let own_files = files::table.filter(files::person_id.eq(person_id));
    let (last_file, files): (Option<i64>, i64) =
        one!(conn, own_files.select((diesel::dsl::max(files::id), diesel::dsl::count_star())))?;
    Ok(found.map(|(person, account, main, cinema)| PersonVersion {
        person,
        account,
        main: main.unwrap_or_default(),
        cinema: cinema.unwrap_or_default(),
        last_file: last_file.unwrap_or_default(),
        files,
    }))
}

/// The person of an account.
pub async fn id_of_account(conn: &mut Conn, account_id: i64) -> AppResult<Option<i64>> {
    first!(conn, people::table.filter(people::account_id.eq(account_id)).select(people::id))
}

/// The account of a person.
pub async fn account_of(conn: &mut Conn, person_id: i64) -> AppResult<Option<i64>> {
    first!(conn, people::table.find(person_id).select(people::account_id))
}

/// The people of the account with a normalised address.
pub async fn with_email(conn: &mut Conn, email_normalised: &str) -> AppResult<Vec<i64>> {
    rows!(
        conn,
        people::table
            .inner_join(accounts::table)
            .filter(accounts::email_normalised.eq(email_normalised))
            .select(people::id)
    )
}

/// The people with a phone number, by its keyed hash.
pub async fn with_phone_hash(conn: &mut Conn, hash: &[u8]) -> AppResult<Vec<i64>> {
    rows!(conn, people::table.filter(people::phone_hash.eq(hash)).select(people::id))
}

/// Stores the postal address.
pub async fn update_address(conn: &mut Conn, person_id: i64, address_encrypted: Option<&[u8]>) -> AppResult<()> {
    execute!(conn, diesel::update(people::table.find(person_id)).set(people::address_encrypted.eq(address_encrypted)))
}

/// What the page after a registration says of the person.
#[derive(Debug, Clone, Queryable)]
pub struct RegisteredPerson {
    pub date_of_birth: NaiveDate,
    pub minor_approved_at: Option<NaiveDateTime>,
    pub has_photo: bool,
    pub visibility: String,
}

/// A person with a profile in a module, as the page after the registration needs them.
pub async fn find_registered(conn: &mut Conn, person_id: i64, module: Module) -> AppResult<Option<RegisteredPerson>> {
    match module {
        Module::Main => first!(
            conn,
            people::table.inner_join(main_profiles::table).filter(people::id.eq(person_id)).select((
                people::date_of_birth,
                people::minor_approved_at,
                people::photo_file_id.is_not_null(),
                main_profiles::visibility
            ))
        ),
        Module::Cinema => first!(
            conn,
            people::table.inner_join(cinema_profiles::table).filter(people::id.eq(person_id)).select((
                people::date_of_birth,
                people::minor_approved_at,
                people::photo_file_id.is_not_null(),
                cinema_profiles::visibility
            ))
        ),
    }
}
