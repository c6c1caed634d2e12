//! Writing one section.

use super::Editor;
use crate::{
    domain::registration::{DOCUMENT_FIELDS, Registration, Step},
    server::{
        db::Conn,
        error::AppResult,
        repositories::{
            consents as consent_rows, identity_documents,
            main_profiles::{self, AvailabilityChange, CareerChange, DocumentsChange},
            people::{self, ContactChange, IdentityChange, LocationChange, SwitchesChange},
            person_languages, search, social_links,
            stored_answers::StoredAnswers,
            talents,
        },
        services::answers::{Sealed, SealedContact, SealedDocument, consents},
        state::AppState,
    },
};

/// Answers that are stored encrypted, made before the transaction begins.
pub struct SealedAnswers {
    contact: SealedContact,
    guardian: Option<(Vec<u8>, Vec<u8>)>,
    documents: Vec<SealedDocument>,
    links: Vec<(&'static str, Vec<u8>)>,
}

/// Encrypts what a section may store.
pub fn seal(state: &AppState, answers: &Registration) -> SealedAnswers {
    let sealed = Sealed::with(&state.security);
    SealedAnswers {
        contact: sealed.contact(&answers.contact),
        guardian: sealed.guardian(answers.identity.guardian.as_ref()),
        documents: sealed.documents(&answers.documents_of_identity),
        links: sealed.links(&answers.networks.links),
    }
}

/// Writes the answers of a section and what is made from them.
pub async fn apply(
    state: &AppState,
    conn: &mut Conn,
    editor: &Editor,
    row: &StoredAnswers,
    section: Step,
    answers: &Registration,
    sealed: &SealedAnswers,
) -> AppResult<()> {
    let (person_id, profile_id) = (row.person_id, row.profile_id);
    let now = state.clock.now();
    match section {
        Step::Identity => identity(conn, person_id, answers, sealed).await?,
        Step::Contact => {
            let change = ContactChange {
                phone_encrypted: &sealed.contact.phone,
                phone_hash: &sealed.contact.phone_hash,
                whatsapp_encrypted: sealed.contact.whatsapp.as_deref(),
                address_encrypted: sealed.contact.address.as_deref(),
            };
            people::update_contact(conn, person_id, &change).await?;
        }
        Step::Location => {
            let change = LocationChange {
                residence_country: &answers.residence.country,
                residence_city_id: answers.residence.city.as_ref().map(|city| city.id),
                residence_city_other: answers.residence.city_other.as_deref(),
                country_of_origin: answers.origins.country_of_origin.as_deref(),
                nationality: answers.origins.nationality.as_deref(),
            };
            people::update_location(conn, person_id, &change).await?;
        }
        Step::Career => {
            people::update_experience(conn, person_id, answers.career.years_experience).await?;
            person_languages::replace(conn, person_id, &answers.career.languages).await?;
            let change =
                CareerChange { bio: answers.career.bio.as_deref(), education: answers.career.education.as_deref() };
            main_profiles::update_career(conn, profile_id, &change).await?;
        }
        Step::Availability => {
            let change = AvailabilityChange {
                availability: answers.availability.availability.as_deref(),
                work_mode: answers.availability.work_mode.as_deref(),
                hourly_rate: answers.availability.hourly_rate,
                monthly_rate: answers.availability.monthly_rate,
                rate_currency: Some(&answers.availability.rate_currency),
            };
            main_profiles::update_availability(conn, profile_id, &change).await?;
        }
        Step::Talents => {
            let found = talents::find_by_keys(conn, &answers.talents).await?;
            let id_of = |key: &String| found.iter().find(|talent| &talent.key == key).map(|talent| talent.id);
            let ids: Vec<i64> = answers.talents.iter().filter_map(id_of).collect();
            main_profiles::replace_talents(conn, profile_id, &ids).await?;
        }
        Step::Documents => {
            let allow = answers.documents.allow_cv_analysis;
            let change =
                DocumentsChange { portfolio_url: answers.documents.portfolio_url.as_deref(), allow_cv_analysis: allow };
            main_profiles::update_documents(conn, profile_id, &change).await?;
            if allow && !row.profile.allow_cv_analysis {
                consent_rows::insert(conn, &consents::cv_analysis(person_id, editor.lang, now)).await?;
            }
        }
        Step::Networks => {
            people::update_website(conn, person_id, answers.networks.website.as_deref()).await?;
            social_links::replace(conn, person_id, &sealed.links).await?;
        }
        Step::Privacy => {
            let privacy = &answers.privacy;
            let change = SwitchesChange {
                show_name_photo: privacy.show_name_photo,
                show_links: privacy.show_links,
                show_origins: privacy.show_origins,
            };
            people::update_switches(conn, person_id, change).await?;
            main_profiles::update_visibility(conn, profile_id, &privacy.visibility).await?;
        }
    }
    main_profiles::touch(conn, profile_id, now).await?;
    search::index_profile(conn, profile_id).await
}

async fn identity(conn: &mut Conn, person_id: i64, answers: &Registration, sealed: &SealedAnswers) -> AppResult<()> {
    let identity = &answers.identity;
    let gender = identity.gender.to_string();
    let change = IdentityChange {
        first_name: &identity.first_name,
        last_name: &identity.last_name,
        date_of_birth: identity.date_of_birth,
        gender: &gender,
        guardian_name_encrypted: sealed.guardian.as_ref().map(|(name, _)| name.as_slice()),
        guardian_phone_encrypted: sealed.guardian.as_ref().map(|(_, phone)| phone.as_slice()),
    };
    people::update_identity(conn, person_id, &change).await?;
    for (_, kind) in DOCUMENT_FIELDS {
        match sealed.documents.iter().find(|document| document.kind == kind) {
            Some(document) => {
                identity_documents::put(conn, person_id, kind, &document.number, &document.hash).await?;
            }
            None => identity_documents::delete(conn, person_id, kind).await?,
        }
    }
    Ok(())
}
