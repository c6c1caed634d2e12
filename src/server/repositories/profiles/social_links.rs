//! Profiles on social networks, encrypted.

use diesel::prelude::*;

use crate::server::{
    db::{Conn, execute, rows, schema::social_links},
    error::AppResult,
};

/// A stored link.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = social_links)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
pub struct StoredLink {
    /// Key of the closed list `social_network`.
    pub network: String,
    pub address_encrypted: Vec<u8>,
}

/// The links of a person.
pub async fn of_person(conn: &mut Conn, person_id: i64) -> AppResult<Vec<StoredLink>> {
    rows!(conn, social_links::table.filter(social_links::person_id.eq(person_id)).select(StoredLink::as_select()))
}

/// Replaces the links of a person to the networks a form asks, and to those of the new links; each is a network and its
/// encrypted address.
pub async fn replace(conn: &mut Conn, person_id: i64, asked: &[&str], links: &[(&str, Vec<u8>)]) -> AppResult<()> {
    let replaced: Vec<&str> = asked.iter().copied().chain(links.iter().map(|(network, _)| *network)).collect();
    let old = social_links::table
        .filter(social_links::person_id.eq(person_id))
        .filter(social_links::network.eq_any(replaced));
    execute!(conn, diesel::delete(old))?;
    for (network, address) in links {
        let row = (
            social_links::person_id.eq(person_id),
            social_links::network.eq(network),
            social_links::address_encrypted.eq(address),
        );
        execute!(conn, diesel::insert_into(social_links::table).values(row))?;
    }
    Ok(())
}
