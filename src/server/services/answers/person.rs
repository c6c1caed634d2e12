//! Writing what both forms ask of a person.

use super::SealedContact;
use crate::{
    domain::registration::{Identity, Origins, Residence},
    server::{
        db::Conn,
        error::AppResult,
        repositories::people::{self, ContactChange, IdentityChange, OriginsChange, ResidenceChange},
    },
};

/// Names, birth date, gender, and the sealed name and number of a guardian.
///
/// # Errors
/// When the database cannot be written, as for all of these.
pub async fn write_identity(
    conn: &mut Conn,
    person_id: i64,
    identity: &Identity,
    guardian: Option<&(Vec<u8>, Vec<u8>)>,
) -> AppResult<()> {
    let gender = identity.gender.to_string();
    let change = IdentityChange {
        first_name: &identity.first_name,
        last_name: &identity.last_name,
        date_of_birth: identity.date_of_birth,
        gender: &gender,
        guardian_name_encrypted: guardian.map(|(name, _)| name.as_slice()),
        guardian_phone_encrypted: guardian.map(|(_, phone)| phone.as_slice()),
    };
    people::update_identity(conn, person_id, &change).await
}

/// Telephone and WhatsApp.
pub async fn write_numbers(conn: &mut Conn, person_id: i64, contact: &SealedContact) -> AppResult<()> {
    let change = ContactChange {
        phone_encrypted: &contact.phone,
        phone_hash: &contact.phone_hash,
        whatsapp_encrypted: contact.whatsapp.as_deref(),
    };
    people::update_contact(conn, person_id, &change).await
}

/// Country and city of residence.
pub async fn write_residence(conn: &mut Conn, person_id: i64, residence: &Residence) -> AppResult<()> {
    let change = ResidenceChange {
        residence_country: &residence.country,
        residence_city_id: residence.city.as_ref().map(|city| city.id),
        residence_city_other: residence.city_other.as_deref(),
    };
    people::update_residence(conn, person_id, &change).await
}

/// Country of origin and nationality.
pub async fn write_origins(conn: &mut Conn, person_id: i64, origins: &Origins) -> AppResult<()> {
    let change = OriginsChange {
        country_of_origin: origins.country_of_origin.as_deref(),
        nationality: origins.nationality.as_deref(),
    };
    people::update_origins(conn, person_id, &change).await
}
