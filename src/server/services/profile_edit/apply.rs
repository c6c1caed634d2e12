//! Writing one section.

use super::Editor;
use crate::{
    domain::registration::{
        Availability, Career, DOCUMENT_FIELDS, Documents, Identity, Origins, Privacy, Residence, SectionAnswers,
    },
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

/// What a section stores encrypted, made before the transaction begins.
#[derive(Default)]
pub struct SealedAnswers {
    contact: Option<SealedContact>,
    guardian: Option<(Vec<u8>, Vec<u8>)>,
    documents: Vec<SealedDocument>,
    links: Vec<(&'static str, Vec<u8>)>,
}

impl SealedAnswers {
    pub fn new(state: &AppState, answers: &SectionAnswers) -> Self {
        let sealed = Sealed::with(&state.security);
        match answers {
            SectionAnswers::Identity(identity, documents) => Self {
                guardian: sealed.guardian(identity.guardian.as_ref()),
                documents: sealed.documents(documents),
                ..Self::default()
            },
            SectionAnswers::Contact(contact) => Self { contact: Some(sealed.contact(contact)), ..Self::default() },
            SectionAnswers::Networks(networks) => Self { links: sealed.links(&networks.links), ..Self::default() },
            _ => Self::default(),
        }
    }
}

/// Writes the answers of a section and what is made from them.
pub async fn apply(
    state: &AppState,
    conn: &mut Conn,
    editor: &Editor,
    row: &StoredAnswers,
    answers: &SectionAnswers,
    sealed: &SealedAnswers,
) -> AppResult<()> {
    let (person_id, profile_id) = (row.person_id, row.profile_id);
    let now = state.clock.now();
    match answers {
        SectionAnswers::Identity(identity, _) => write_identity(conn, person_id, identity, sealed).await?,
        SectionAnswers::Contact(_) => write_contact(conn, person_id, sealed).await?,
        SectionAnswers::Location(residence, origins) => write_location(conn, person_id, residence, origins).await?,
        SectionAnswers::Career(career) => write_career(conn, row, career).await?,
        SectionAnswers::Availability(availability) => write_availability(conn, profile_id, availability).await?,
        SectionAnswers::Talents(keys) => {
            let found = talents::find_by_keys(conn, keys).await?;
            let id_of = |key: &String| found.iter().find(|talent| &talent.key == key).map(|talent| talent.id);
            let ids: Vec<i64> = keys.iter().filter_map(id_of).collect();
            main_profiles::replace_talents(conn, profile_id, &ids).await?;
        }
        SectionAnswers::Documents(documents) => {
            write_documents(conn, profile_id, documents).await?;
            if documents.allow_cv_analysis && !row.profile.allow_cv_analysis {
                consent_rows::insert(conn, &consents::cv_analysis(person_id, editor.lang, now)).await?;
            }
        }
        SectionAnswers::Networks(networks) => {
            people::update_website(conn, person_id, networks.website.as_deref()).await?;
            social_links::replace(conn, person_id, &sealed.links).await?;
        }
        SectionAnswers::Privacy(privacy) => write_privacy(conn, row, privacy).await?,
    }
    main_profiles::touch(conn, profile_id, now).await?;
    search::index_person(conn, person_id).await
}

async fn write_identity(conn: &mut Conn, person_id: i64, identity: &Identity, sealed: &SealedAnswers) -> AppResult<()> {
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

async fn write_contact(conn: &mut Conn, person_id: i64, sealed: &SealedAnswers) -> AppResult<()> {
    let Some(contact) = &sealed.contact else { return Ok(()) };
    let change = ContactChange {
        phone_encrypted: &contact.phone,
        phone_hash: &contact.phone_hash,
        whatsapp_encrypted: contact.whatsapp.as_deref(),
        address_encrypted: contact.address.as_deref(),
    };
    people::update_contact(conn, person_id, &change).await
}

async fn write_location(conn: &mut Conn, person_id: i64, residence: &Residence, origins: &Origins) -> AppResult<()> {
    let change = LocationChange {
        residence_country: &residence.country,
        residence_city_id: residence.city.as_ref().map(|city| city.id),
        residence_city_other: residence.city_other.as_deref(),
        country_of_origin: origins.country_of_origin.as_deref(),
        nationality: origins.nationality.as_deref(),
    };
    people::update_location(conn, person_id, &change).await
}

async fn write_career(conn: &mut Conn, row: &StoredAnswers, career: &Career) -> AppResult<()> {
    people::update_experience(conn, row.person_id, career.years_experience).await?;
    person_languages::replace(conn, row.person_id, &career.languages).await?;
    let change = CareerChange { bio: career.bio.as_deref(), education: career.education.as_deref() };
    main_profiles::update_career(conn, row.profile_id, &change).await
}

async fn write_availability(conn: &mut Conn, profile_id: i64, availability: &Availability) -> AppResult<()> {
    let change = AvailabilityChange {
        availability: availability.availability.as_deref(),
        work_mode: availability.work_mode.as_deref(),
        hourly_rate: availability.hourly_rate,
        monthly_rate: availability.monthly_rate,
        rate_currency: Some(&availability.rate_currency),
    };
    main_profiles::update_availability(conn, profile_id, &change).await
}

async fn write_documents(conn: &mut Conn, profile_id: i64, documents: &Documents) -> AppResult<()> {
    let change = DocumentsChange {
        portfolio_url: documents.portfolio_url.as_deref(),
        allow_cv_analysis: documents.allow_cv_analysis,
    };
    main_profiles::update_documents(conn, profile_id, &change).await
}

async fn write_privacy(conn: &mut Conn, row: &StoredAnswers, privacy: &Privacy) -> AppResult<()> {
    let change = SwitchesChange {
        show_name_photo: privacy.show_name_photo,
        show_links: privacy.show_links,
        show_origins: privacy.show_origins,
    };
    people::update_switches(conn, row.person_id, change).await?;
    main_profiles::update_visibility(conn, row.profile_id, &privacy.visibility).await
}
