//! Accounts, with which people sign in.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use crate::server::{
    db::{
        Conn, LoadRows, affects_one, among, execute, first, one, rows,
        schema::{accounts, people, unique_codes},
    },
    error::AppResult,
};

/// Changes columns of an account as of a moment, and counts the change.
macro_rules! change_account {
    ($conn:expr, $id:expr, $now:expr, $($column:expr),+ $(,)?) => {
        $crate::server::db::execute!(
            $conn,
            diesel::update(accounts::table.find($id)).set((
                $($column,)+
                accounts::updated_at.eq($now),
                accounts::version.eq(accounts::version + 1),
            ))
        )
    };
}
pub(in crate::server::repositories) use change_account;

/// A new account; it may be used at once.
#[derive(Insertable)]
#[diesel(table_name = accounts)]
pub struct NewAccount<'a> {
    pub email: &'a str,
    pub email_normalised: &'a str,
    pub password_hash: Option<&'a str>,
    pub role: &'a str,
    pub language: &'a str,
    pub state: &'a str,
    pub email_confirmed_at: Option<NaiveDateTime>,
    pub demo: bool,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
}

/// The account of a normalised address.
pub async fn find_by_email(conn: &mut Conn, email_normalised: &str) -> AppResult<Option<AccountAccess>> {
    first!(
        conn,
        accounts::table.filter(accounts::email_normalised.eq(email_normalised)).select(AccountAccess::as_select())
    )
}

/// The account of the person one of whose codes (primary or alias) this is.
pub async fn find_by_code(conn: &mut Conn, code: &str) -> AppResult<Option<AccountAccess>> {
    first!(
        conn,
        unique_codes::table
            .inner_join(people::table.inner_join(accounts::table))
            .filter(unique_codes::code.eq(code))
            .select(AccountAccess::as_select())
    )
}

/// Stores a new account and gives its id.
///
/// # Errors
/// A unique violation when the address already has one.
pub async fn insert(conn: &mut Conn, account: &NewAccount<'_>) -> AppResult<i64> {
    one!(conn, diesel::insert_into(accounts::table).values(account).returning(accounts::id))
}

/// Notes the form at the counter that made an account.
///
/// # Errors
/// A unique violation when it made one before.
pub async fn set_walk_in_key(conn: &mut Conn, id: i64, key: &str) -> AppResult<()> {
    execute!(conn, diesel::update(accounts::table.find(id)).set(accounts::walk_in_key.eq(key)))
}

/// The primary code of the person whom a form at the counter registered.
pub async fn code_of_walk_in(conn: &mut Conn, key: &str) -> AppResult<Option<String>> {
    first!(
        conn,
        unique_codes::table
            .inner_join(people::table.inner_join(accounts::table))
            .filter(accounts::walk_in_key.eq(key))
            .filter(unique_codes::is_primary.eq(true))
            .select(unique_codes::code)
    )
}

/// The address of an account, as its owner wrote it.
pub async fn email_of(conn: &mut Conn, id: i64) -> AppResult<Option<String>> {
    first!(conn, accounts::table.find(id).select(accounts::email))
}

/// The addresses of these accounts, each with the id of its account, in no order.
pub async fn emails_of(conn: &mut Conn, ids: &[i64]) -> AppResult<Vec<(i64, String)>> {
    rows!(conn, accounts::table.filter(among(accounts::id, ids)).select((accounts::id, accounts::email)))
}

/// Writes down that an account was used on a day, in UTC: no change of what the account says.
pub async fn seen_on(conn: &mut Conn, id: i64, day: NaiveDate) -> AppResult<()> {
    let earlier = accounts::last_seen_on.is_null().or(accounts::last_seen_on.lt(day));
    execute!(conn, diesel::update(accounts::table.find(id).filter(earlier)).set(accounts::last_seen_on.eq(day)))
}

/// What writing to an account and changing how it is entered needs to know.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = accounts)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
pub struct AccountAccess {
    pub id: i64,
    pub email: String,
    pub email_normalised: String,
    pub email_confirmed_at: Option<NaiveDateTime>,
    /// Without one there is no sign-in with a password.
    pub password_hash: Option<String>,
    pub language: String,
    /// `active` or `suspended`.
    pub state: String,
    /// Demo accounts get no mails.
    pub demo: bool,
    /// Devices that signed in under an earlier number are unknown.
    pub device_generation: i64,
}

impl AccountAccess {
    /// Whether the account may be used.
    #[must_use]
    pub fn is_active(&self) -> bool {
        self.state == "active"
    }
}

/// How an account is entered and written to.
pub async fn access(conn: &mut Conn, id: i64) -> AppResult<Option<AccountAccess>> {
    first!(conn, accounts::table.find(id).select(AccountAccess::as_select()))
}

/// The same for an account that no other transaction changes until this one ends.
pub async fn lock_access(conn: &mut Conn, id: i64) -> AppResult<Option<AccountAccess>> {
    let found = match conn {
        // The transaction is the only writer already.
        Conn::Sqlite(c) => accounts::table.find(id).select(AccountAccess::as_select()).load_rows(&mut **c).await?,
        Conn::Postgres(c) => {
            let account = accounts::table.find(id).select(AccountAccess::as_select());
            account.for_update().load_rows(&mut **c).await?
        }
    };
    Ok(found.into_iter().next())
}

/// Notes that the address of an account is its owner's.
pub async fn confirm_email(conn: &mut Conn, id: i64, now: NaiveDateTime) -> AppResult<()> {
    execute!(
        conn,
        diesel::update(accounts::table.find(id).filter(accounts::email_confirmed_at.is_null())).set((
            accounts::email_confirmed_at.eq(now),
            accounts::updated_at.eq(now),
            accounts::version.eq(accounts::version + 1),
        ))
    )
}

/// Under which number devices sign in to an account now.
pub async fn device_generation(conn: &mut Conn, id: i64) -> AppResult<i64> {
    one!(conn, accounts::table.find(id).select(accounts::device_generation))
}

/// Gives an account another, confirmed address.
///
/// # Errors
/// A unique violation when another account has it.
pub async fn set_email(conn: &mut Conn, id: i64, email: &str, normalised: &str, now: NaiveDateTime) -> AppResult<()> {
    change_account!(
        conn,
        id,
        now,
        accounts::email.eq(email),
        accounts::email_normalised.eq(normalised),
        accounts::email_confirmed_at.eq(now)
    )
}

/// Gives an account the address of another one, which has it no more; confirmed if it was there.
///
/// # Errors
/// A unique violation when another account has it.
pub async fn take_over_email(
    conn: &mut Conn,
    id: i64,
    (email, normalised): (&str, &str),
    confirmed_at: Option<NaiveDateTime>,
    now: NaiveDateTime,
) -> AppResult<()> {
    change_account!(
        conn,
        id,
        now,
        accounts::email.eq(email),
        accounts::email_normalised.eq(normalised),
        accounts::email_confirmed_at.eq(confirmed_at)
    )
}

/// Takes the address from an account, for its owner's own account. What it gets instead has a domain of one label, which
/// no form takes and no mail reaches.
pub async fn free_email(conn: &mut Conn, id: i64, now: NaiveDateTime) -> AppResult<()> {
    let nowhere = format!("freed-{id}@invalid");
    change_account!(
        conn,
        id,
        now,
        accounts::email.eq(nowhere.as_str()),
        accounts::email_normalised.eq(nowhere.as_str()),
        accounts::email_confirmed_at.eq(None::<NaiveDateTime>)
    )
}

/// Gives an account another password.
pub async fn set_password(conn: &mut Conn, id: i64, password_hash: &str, now: NaiveDateTime) -> AppResult<()> {
    change_account!(conn, id, now, accounts::password_hash.eq(password_hash))
}

/// Takes the password from an account: until a new one is chosen, there is no sign-in with a password.
pub async fn remove_password(conn: &mut Conn, id: i64, now: NaiveDateTime) -> AppResult<()> {
    change_account!(conn, id, now, accounts::password_hash.eq(None::<String>))
}

/// Sets an account `active` or `suspended`.
pub async fn set_state(conn: &mut Conn, id: i64, state: &str, now: NaiveDateTime) -> AppResult<()> {
    change_account!(conn, id, now, accounts::state.eq(state))
}

/// Makes an account active again; `false` when it is active already.
pub async fn reactivate(conn: &mut Conn, id: i64, now: NaiveDateTime) -> AppResult<bool> {
    affects_one!(
        conn,
        diesel::update(accounts::table.find(id).filter(accounts::state.ne("active"))).set((
            accounts::state.eq("active"),
            accounts::updated_at.eq(now),
            accounts::version.eq(accounts::version + 1),
        ))
    )
}

/// Stores the chosen language.
pub async fn set_language(conn: &mut Conn, id: i64, language: &str, now: NaiveDateTime) -> AppResult<()> {
    execute!(
        conn,
        diesel::update(accounts::table.find(id)).set((accounts::language.eq(language), accounts::updated_at.eq(now)))
    )
}

/// What the owner of an account said about news by e-mail, and when; none when that was never said.
pub async fn news(conn: &mut Conn, id: i64) -> AppResult<Option<(bool, NaiveDateTime)>> {
    let said: Option<(Option<bool>, Option<NaiveDateTime>)> =
        first!(conn, accounts::table.find(id).select((accounts::news, accounts::news_at)))?;
    Ok(said.and_then(|(wanted, at)| wanted.zip(at)))
}

/// Stores whether the owner of an account wants news; `false` when that was said already, or the account is gone.
pub async fn set_news(conn: &mut Conn, id: i64, wanted: bool, now: NaiveDateTime) -> AppResult<bool> {
    let otherwise = accounts::table.find(id).filter(accounts::news.is_null().or(accounts::news.ne(wanted)));
    affects_one!(
        conn,
        diesel::update(otherwise).set((
            accounts::news.eq(wanted),
            accounts::news_at.eq(now),
            accounts::updated_at.eq(now),
        ))
    )
}

/// Erases an account with everything that is only there because of it; `false` when it is gone already.
pub async fn delete(conn: &mut Conn, id: i64) -> AppResult<bool> {
    affects_one!(conn, diesel::delete(accounts::table.find(id)))
}

/// Whether there is an administrator.
pub async fn administrator_exists(conn: &mut Conn) -> AppResult<bool> {
    let role = crate::domain::access::Role::Administrator.key();
    one!(conn, diesel::select(diesel::dsl::exists(accounts::table.filter(accounts::role.eq(role)))))
}

/// An account, without its password.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = accounts)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
pub struct StoredAccount {
    pub id: i64,
    pub email: String,
    pub email_normalised: String,
    pub role: String,
    pub language: String,
    pub state: String,
    pub email_confirmed_at: Option<NaiveDateTime>,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
    /// The last day, in UTC, on which the account was used.
    pub last_seen_on: Option<NaiveDate>,
}

/// An account by id.
pub async fn find(conn: &mut Conn, account_id: i64) -> AppResult<Option<StoredAccount>> {
    first!(conn, accounts::table.find(account_id).select(StoredAccount::as_select()))
}
