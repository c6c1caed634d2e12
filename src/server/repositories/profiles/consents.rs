//! What people agreed to, when, and to which words.

use chrono::NaiveDateTime;
use diesel::prelude::*;

pub use crate::domain::profiles::consent::Consent;
use crate::server::{
    db::{Conn, execute, rows, schema::consents},
    error::AppResult,
};

/// A consent to be stored. It is never changed: another version of a text is another consent.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = consents)]
pub struct NewConsent {
    pub person_id: i64,
    /// `terms`, `privacy` or `guardian`.
    pub kind: &'static str,
    pub version: &'static str,
    /// SHA-256 of the text as it was shown, in hexadecimal.
    pub text_hash: String,
    pub given_at: NaiveDateTime,
    /// How it was given to an administrator; `None` where the person gave it on the site.
    pub given_how: Option<&'static str>,
}

/// Stores a consent.
pub async fn insert(conn: &mut Conn, consent: &NewConsent) -> AppResult<()> {
    execute!(conn, diesel::insert_into(consents::table).values(consent))
}

/// What a person agreed to, oldest first.
pub async fn of_person(conn: &mut Conn, person_id: i64) -> AppResult<Vec<Consent>> {
    let rows: Vec<(String, String, String, NaiveDateTime, Option<String>)> = rows!(
        conn,
        consents::table.filter(consents::person_id.eq(person_id)).order(consents::id).select((
            consents::kind,
            consents::version,
            consents::text_hash,
            consents::given_at,
            consents::given_how
        ))
    )?;
    let consent =
        |(kind, version, text_hash, given_at, given_how)| Consent { kind, version, text_hash, given_at, given_how };
    Ok(rows.into_iter().map(consent).collect())
}
