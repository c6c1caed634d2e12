//! Taking a profile away from a person; what belongs to it alone goes with its row.

use diesel::prelude::*;

use crate::server::{
    db::{
        Conn, execute,
        schema::{cinema_profiles, drafts, main_profiles, social_links},
    },
    error::AppResult,
};

/// Removes the main profile of a person.
pub async fn delete_main(conn: &mut Conn, person_id: i64) -> AppResult<()> {
    execute!(conn, diesel::delete(main_profiles::table.filter(main_profiles::person_id.eq(person_id))))
}

/// Removes the CINEMA profile of a person.
pub async fn delete_cinema(conn: &mut Conn, person_id: i64) -> AppResult<()> {
    execute!(conn, diesel::delete(cinema_profiles::table.filter(cinema_profiles::person_id.eq(person_id))))
}

/// Removes the links of a person to networks that are not among these.
pub async fn delete_links_beside(conn: &mut Conn, person_id: i64, kept: &[&str]) -> AppResult<()> {
    execute!(
        conn,
        diesel::delete(
            social_links::table
                .filter(social_links::person_id.eq(person_id))
                .filter(social_links::network.ne_all(kept))
        )
    )
}

/// Removes what an account typed into sections of its profiles and did not store.
pub async fn delete_edit_drafts(conn: &mut Conn, account_id: i64) -> AppResult<()> {
    execute!(
        conn,
        diesel::delete(drafts::table.filter(drafts::account_id.eq(account_id)).filter(drafts::form.like("edit:%")))
    )
}
