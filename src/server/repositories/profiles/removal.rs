//! Taking a profile away from a person; what belongs to it alone goes with its row.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::server::{
    db::{
        Conn, on,
        schema::{cinema_profiles, drafts, main_profiles, social_links},
    },
    error::AppResult,
};

/// Removes the main profile of a person.
pub async fn delete_main(conn: &mut Conn, person_id: i64) -> AppResult<()> {
    on!(conn, |c| diesel::delete(main_profiles::table.filter(main_profiles::person_id.eq(person_id)))
        .execute(c)
        .await)?;
    Ok(())
}

/// Removes the CINEMA profile of a person.
pub async fn delete_cinema(conn: &mut Conn, person_id: i64) -> AppResult<()> {
    on!(conn, |c| diesel::delete(cinema_profiles::table.filter(cinema_profiles::person_id.eq(person_id)))
        .execute(c)
        .await)?;
    Ok(())
}

/// Removes the links of a person to networks that are not among these.
pub async fn delete_links_beside(conn: &mut Conn, person_id: i64, kept: &[&str]) -> AppResult<()> {
    on!(conn, |c| diesel::delete(
        social_links::table.filter(social_links::person_id.eq(person_id)).filter(social_links::network.ne_all(kept))
    )
    .execute(c)
    .await)?;
    Ok(())
}

/// Removes what an account typed into sections of its profiles and did not store.
pub async fn delete_edit_drafts(conn: &mut Conn, account_id: i64) -> AppResult<()> {
    on!(conn, |c| diesel::delete(
        drafts::table.filter(drafts::account_id.eq(account_id)).filter(drafts::form.like("edit:%"))
    )
    .execute(c)
    .await)?;
    Ok(())
}
