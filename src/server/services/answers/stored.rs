//! What is stored of a person, as the form would have typed it.

use crate::{
    domain::registration::{DOCUMENT_FIELDS, FormValues, country_of_phone, fields as f},
    server::{
        db::Conn,
        error::AppResult,
        repositories::{
            identity_documents, person_languages, social_links,
            stored_answers::{self, StoredAnswers, StoredPerson},
        },
        state::AppState,
    },
};

/// The stored answers of a person with a profile.
pub struct Stored<R = StoredAnswers> {
    /// The row they were made from.
    pub row: R,
    /// Every field of the form, secret ones included: never shown as it is.
    pub values: FormValues,
}

/// Reads and decrypts the answers of a person; `None` without a main profile.
///
/// # Errors
/// When the database or the keys fail.
pub async fn load_stored(state: &AppState, conn: &mut Conn, person_id: i64) -> AppResult<Option<Stored>> {
    let Some(row) = stored_answers::of_person(conn, person_id).await? else { return Ok(None) };
    let mut values = person_values(state, conn, &row.person).await?;
    values.set(f::TALENTS, stored_answers::talent_keys(conn, row.profile_id).await?);
    let mut set = |field: &str, value: Option<String>| values.set(field, value.into_iter().collect());
    let profile = &row.profile;
    set(f::BIO, profile.bio.clone());
    set(f::EDUCATION, profile.education.clone());
    set(f::AVAILABILITY, profile.availability.clone());
    set(f::WORK_MODE, profile.work_mode.clone());
    set(f::HOURLY_RATE, number(profile.hourly_rate));
    set(f::MONTHLY_RATE, number(profile.monthly_rate));
    set(f::RATE_CURRENCY, profile.rate_currency.clone());
    set(f::PORTFOLIO_URL, profile.portfolio_url.clone());
    set(f::ALLOW_CV_ANALYSIS, profile.allow_cv_analysis.then(ticked));
    set(f::VISIBILITY, Some(profile.visibility.clone()));
    // Nobody is stored who did not accept them.
    set(f::ACCEPT_TERMS, Some(ticked()));
    set(f::ACCEPT_PRIVACY, Some(ticked()));
    Ok(Some(Stored { row, values }))
}

/// What is stored of a person, whichever profiles they have, and the answers it was made from; `None` without one.
///
/// # Errors
/// When the database or the keys fail.
pub async fn load_person(
    state: &AppState,
    conn: &mut Conn,
    person_id: i64,
) -> AppResult<Option<(StoredPerson, FormValues)>> {
    let Some(row) = stored_answers::person(conn, person_id).await? else { return Ok(None) };
    let values = person_values(state, conn, &row).await?;
    Ok(Some((row, values)))
}

pub(super) async fn person_values(state: &AppState, conn: &mut Conn, row: &StoredPerson) -> AppResult<FormValues> {
    let languages = person_languages::of_person(conn, row.id).await?;
    let documents = identity_documents::of_person(conn, row.id).await?;
    let links = social_links::of_person(conn, row.id).await?;
    let text = |sealed: &[u8]| state.security.keyring.decrypt_text(sealed);
    let mut values = FormValues::default();
    let mut set = |field: &str, value: Option<String>| values.set(field, value.into_iter().collect());
    set(f::FIRST_NAME, Some(row.first_name.clone()));
    set(f::LAST_NAME, Some(row.last_name.clone()));
    set(f::DATE_OF_BIRTH, Some(row.date_of_birth.to_string()));
    set(f::GENDER, Some(row.gender.clone()));
    for kind in ["residence_card", "national_id", "passport"] {
        let Some(document) = documents.iter().find(|document| document.kind == kind) else { continue };
        let number = text(&document.number_encrypted)?;
        if let Some((field, _)) = DOCUMENT_FIELDS.iter().find(|(_, own)| *own == kind) {
            set(field, Some(number.clone()));
        }
        // The CINEMA form asks one document: the passport where there is one.
        set(f::ID_DOCUMENT_NUMBER, Some(number));
        set(f::ID_DOCUMENT_TYPE, Some(kind.to_owned()));
    }
    set(f::GUARDIAN_NAME, row.guardian_name_encrypted.as_deref().map(text).transpose()?);
    set(f::GUARDIAN_PHONE, row.guardian_phone_encrypted.as_deref().map(text).transpose()?);
    // Without the guardian's consent there would be no guardian.
    set(f::GUARDIAN_CONSENT, row.guardian_name_encrypted.is_some().then(ticked));
    for (field, country, sealed) in [
        (f::PHONE, f::PHONE_COUNTRY, &row.phone_encrypted),
        (f::WHATSAPP, f::WHATSAPP_COUNTRY, &row.whatsapp_encrypted),
    ] {
        let number = sealed.as_deref().map(text).transpose()?;
        set(country, number.as_deref().and_then(country_of_phone));
        set(field, number);
    }
    set(f::ADDRESS, row.address_encrypted.as_deref().map(text).transpose()?);
    set(f::COUNTRY_OF_ORIGIN, row.country_of_origin.clone());
    set(f::NATIONALITY, row.nationality.clone());
    set(f::RESIDENCE_COUNTRY, Some(row.residence_country.clone()));
    set(f::RESIDENCE_CITY, Some(row.city.clone().unwrap_or_else(|| f::CITY_NOT_LISTED.to_owned())));
    set(f::RESIDENCE_CITY_OTHER, row.residence_city_other.clone());
    set(f::YEARS_EXPERIENCE, number(row.years_experience));
    for link in links {
        set(&link.network, Some(text(&link.address_encrypted)?));
    }
    set(f::WEBSITE, row.website.clone());
    set(f::SHOW_NAME_PHOTO, row.show_name_photo.then(ticked));
    set(f::SHOW_LINKS, row.show_links.then(ticked));
    set(f::SHOW_ORIGINS, row.show_origins.then(ticked));
    values.set(f::LANGUAGES, languages);
    Ok(values)
}

pub(super) fn number(number: Option<i64>) -> Option<String> {
    number.map(|number| number.to_string())
}

pub(super) fn ticked() -> String {
    "on".to_owned()
}
