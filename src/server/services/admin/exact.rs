//! Finding one person by a private value, which is compared whole and travels in no address.

use crate::{
    domain::{
        access::Capability,
        registration::{comparable_number, normalise_email, phone_to_e164},
        unique_code::UniqueCode,
    },
    server::{
        actor::Actor,
        error::AppResult,
        repositories::profiles::{identity_documents, people, unique_codes},
        state::AppState,
    },
};

/// A family may have one telephone; more people than this with the same value are not listed.
const MOST: usize = 20;

/// The primary codes of the people with this e-mail address, telephone number, number of an identity document, or code;
/// numbers are found by their keyed hashes.
///
/// # Errors
/// `Forbidden` without the capability.
pub async fn codes_of(state: &AppState, actor: &Actor, typed: &str) -> AppResult<Vec<String>> {
    actor.require(Capability::ManagePeople)?;
    let mut conn = state.db.read().await?;
    let lookup = &state.security.lookup;
    let mut ids = people::with_email(&mut conn, &normalise_email(typed)).await?;
    if let Ok(code) = typed.parse::<UniqueCode>() {
        ids.extend(unique_codes::person_of(&mut conn, code.as_str()).await?);
    }
    if let Ok(number) = phone_to_e164(typed, "MA") {
        ids.extend(people::with_phone_hash(&mut conn, &lookup.hash(&number)).await?);
    }
    let number = comparable_number(typed);
    if !number.is_empty() {
        ids.extend(identity_documents::people_with_hash(&mut conn, &lookup.hash(&number)).await?);
    }
    ids.sort_unstable();
    ids.dedup();
    let mut codes = Vec::new();
    for id in ids.into_iter().take(MOST) {
        codes.extend(unique_codes::primary_of_person(&mut conn, id).await?);
    }
    Ok(codes)
}
