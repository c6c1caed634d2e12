//! Accounts that administer the site.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::{
    domain::access::Role,
    server::{
        db::{Conn, first, rows, schema::accounts},
        error::AppResult,
        repositories::accounts::account::change_account,
    },
};

const ROLE: &str = Role::Administrator.key();

/// An administrator, as operators see one.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = accounts)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
pub struct Administrator {
    pub id: i64,
    pub email: String,
    pub state: String,
    pub created_at: NaiveDateTime,
}

/// All administrators, oldest first.
pub async fn all(conn: &mut Conn) -> AppResult<Vec<Administrator>> {
    rows!(conn, accounts::table.filter(accounts::role.eq(ROLE)).order(accounts::id).select(Administrator::as_select()))
}

/// Ids of the administrators who have chosen no password: they were invited and never came.
pub async fn without_password(conn: &mut Conn) -> AppResult<Vec<i64>> {
    rows!(
        conn,
        accounts::table
            .filter(accounts::role.eq(ROLE))
            .filter(accounts::password_hash.is_null())
            .order(accounts::id)
            .select(accounts::id)
    )
}

/// The active administrators who can sign in: one who was invited and never came is no one who could go on.
macro_rules! active_ones {
    () => {
        accounts::table
            .filter(accounts::role.eq(ROLE))
            .filter(accounts::state.eq("active"))
            .filter(accounts::password_hash.is_not_null())
            .order(accounts::id)
            .select(accounts::id)
    };
}

/// Ids of the active administrators who can sign in.
pub async fn active(conn: &mut Conn) -> AppResult<Vec<i64>> {
    rows!(conn, active_ones!())
}

/// The same, locked until the transaction ends, so that two removals at once cannot both believe that the other one
/// stays.
pub async fn lock_active(conn: &mut Conn) -> AppResult<Vec<i64>> {
    Ok(match conn {
        // The transaction is the only writer already.
        Conn::Sqlite(c) => active_ones!().load(&mut **c).await?,
        Conn::Postgres(c) => active_ones!().for_update().load(&mut **c).await?,
    })
}

/// Id and role of the account with this address.
pub async fn find_account(conn: &mut Conn, email_normalised: &str) -> AppResult<Option<(i64, String)>> {
    first!(
        conn,
        accounts::table.filter(accounts::email_normalised.eq(email_normalised)).select((accounts::id, accounts::role))
    )
}

/// Makes an existing account an active administrator with a new password.
pub async fn promote(conn: &mut Conn, account_id: i64, password_hash: &str, now: NaiveDateTime) -> AppResult<()> {
    change_account!(
        conn,
        account_id,
        now,
        accounts::role.eq(ROLE),
        accounts::state.eq("active"),
        accounts::password_hash.eq(password_hash),
        accounts::email_confirmed_at.eq(now)
    )
}

/// Makes an existing account an administrator's; how it is entered stays as it is.
pub async fn appoint(conn: &mut Conn, account_id: i64, now: NaiveDateTime) -> AppResult<()> {
    change_account!(conn, account_id, now, accounts::role.eq(ROLE))
}

/// Makes an account a member's.
pub async fn demote(conn: &mut Conn, account_id: i64, now: NaiveDateTime) -> AppResult<()> {
    change_account!(conn, account_id, now, accounts::role.eq(Role::Member.key()))
}
