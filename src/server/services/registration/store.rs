//! Writing a finished registration, all or nothing.

use chrono::NaiveDateTime;

use super::Applicant;
use crate::{
    domain::{
        registration::Registration,
        unique_code::{CodePrefix, UniqueCode},
    },
    server::{
        context::Role,
        db::Conn,
        error::{AppError, AppResult},
        repositories::{
            accounts::{self, NewAccount},
            consents as consent_rows, identity_documents,
            main_profiles::{self, NewMainProfile},
            people::{self, NewPerson},
            person_languages, search, social_links, talents, unique_codes,
        },
        security::Security,
        services::{
            answers::{Sealed, SealedContact, SealedDocument, consents},
            mail,
            uploads::claim_draft_files,
        },
        state::AppState,
    },
};

/// Why nothing was written.
pub enum Refusal {
    /// Another account has the address.
    EmailTaken,
    /// This account has a person already: somebody sent the form twice.
    AlreadyRegistered,
    /// A failure of ours.
    Failed(AppError),
}

impl From<AppError> for Refusal {
    fn from(error: AppError) -> Self {
        Self::Failed(error)
    }
}

/// Answers that are stored encrypted, made before the transaction begins.
pub struct SealedRegistration {
    contact: SealedContact,
    guardian: Option<(Vec<u8>, Vec<u8>)>,
    documents: Vec<SealedDocument>,
    links: Vec<(&'static str, Vec<u8>)>,
}

impl SealedRegistration {
    pub fn new(security: &Security, registration: &Registration) -> Self {
        let sealed = Sealed::with(security);
        Self {
            contact: sealed.contact(&registration.contact),
            guardian: sealed.guardian(registration.identity.guardian.as_ref()),
            documents: sealed.documents(&registration.documents_of_identity),
            links: sealed.links(&registration.networks.links),
        }
    }
}

/// Writes account, person, profile, talents, consents and searched texts, and last the code: its counter is what
/// registrations of one city wait for, so it is held for the shortest time. Answers the account's id.
pub async fn store(
    state: &AppState,
    conn: &mut Conn,
    applicant: &Applicant,
    registration: &Registration,
    draft_id: i64,
    sealed: &SealedRegistration,
) -> Result<i64, Refusal> {
    let now = state.clock.now();
    let account_id = match &applicant.account {
        Some(account) => account.id,
        None => new_account(conn, applicant, registration, now).await?,
    };
    let person_id = new_person(conn, account_id, registration, sealed, now).await?;
    for document in &sealed.documents {
        identity_documents::put(conn, person_id, document.kind, &document.number, &document.hash).await?;
    }
    person_languages::replace(conn, person_id, &registration.career.languages).await?;
    social_links::replace(conn, person_id, &sealed.links).await?;
    let profile_id = new_profile(conn, person_id, registration, now).await?;
    claim_draft_files(conn, draft_id, person_id).await?;
    let found = talents::find_by_keys(conn, &registration.talents).await?;
    let id_of = |key: &String| found.iter().find(|talent| &talent.key == key).map(|talent| talent.id);
    let talent_ids: Vec<i64> = registration.talents.iter().filter_map(id_of).collect();
    main_profiles::insert_talents(conn, profile_id, &talent_ids).await?;
    let code_prefix = registration.residence.code_prefix().map_err(AppError::internal)?;
    search::index_new_profile(conn, profile_id, code_prefix.as_str()).await?;
    for consent in consents::given(person_id, applicant.lang, registration.identity.guardian.is_some(), now) {
        consent_rows::insert(conn, &consent).await?;
    }
    if registration.documents.allow_cv_analysis {
        consent_rows::insert(conn, &consents::cv_analysis(person_id, applicant.lang, now)).await?;
    }
    let code = new_code(conn, &code_prefix, person_id, registration, now).await?;
    mail::registered(state, conn, account_id, &code).await?;
    Ok(account_id)
}

async fn new_account(
    conn: &mut Conn,
    applicant: &Applicant,
    registration: &Registration,
    now: NaiveDateTime,
) -> Result<i64, Refusal> {
    let credentials = registration
        .contact
        .credentials
        .as_ref()
        .ok_or_else(|| AppError::internal("a new account without credentials"))?;
    let account = NewAccount {
        email: &credentials.email,
        email_normalised: &credentials.email_normalised,
        password_hash: Some(&credentials.password_hash),
        role: Role::Member.key(),
        language: applicant.lang.code(),
        state: "active",
        email_confirmed_at: None,
        demo: false,
        created_at: now,
        updated_at: now,
    };
    accounts::insert(conn, &account)
        .await
        .map_err(|error| if error.is_unique_violation() { Refusal::EmailTaken } else { Refusal::Failed(error) })
}

async fn new_person(
    conn: &mut Conn,
    account_id: i64,
    registration: &Registration,
    sealed: &SealedRegistration,
    now: NaiveDateTime,
) -> Result<i64, Refusal> {
    let (identity, residence, privacy) = (&registration.identity, &registration.residence, &registration.privacy);
    let gender = identity.gender.to_string();
    let person = NewPerson {
        account_id,
        first_name: &identity.first_name,
        last_name: &identity.last_name,
        date_of_birth: identity.date_of_birth,
        gender: &gender,
        phone_encrypted: Some(&sealed.contact.phone),
        phone_hash: Some(&sealed.contact.phone_hash),
        guardian_name_encrypted: sealed.guardian.as_ref().map(|(name, _)| name.as_slice()),
        guardian_phone_encrypted: sealed.guardian.as_ref().map(|(_, phone)| phone.as_slice()),
        residence_country: &residence.country,
        residence_city_id: residence.city.as_ref().map(|city| city.id),
        residence_city_other: residence.city_other.as_deref(),
        show_name_photo: privacy.show_name_photo,
        show_links: privacy.show_links,
        show_origins: privacy.show_origins,
        created_at: now,
        updated_at: now,
        whatsapp_encrypted: sealed.contact.whatsapp.as_deref(),
        address_encrypted: sealed.contact.address.as_deref(),
        country_of_origin: registration.origins.country_of_origin.as_deref(),
        nationality: registration.origins.nationality.as_deref(),
        years_experience: registration.career.years_experience,
        website: registration.networks.website.as_deref(),
    };
    people::insert(conn, &person)
        .await
        .map_err(|error| if error.is_unique_violation() { Refusal::AlreadyRegistered } else { Refusal::Failed(error) })
}

async fn new_profile(
    conn: &mut Conn,
    person_id: i64,
    registration: &Registration,
    now: NaiveDateTime,
) -> AppResult<i64> {
    let (career, availability) = (&registration.career, &registration.availability);
    let profile = NewMainProfile {
        person_id,
        visibility: &registration.privacy.visibility,
        created_at: now,
        updated_at: now,
        bio: career.bio.as_deref(),
        education: career.education.as_deref(),
        availability: availability.availability.as_deref(),
        work_mode: availability.work_mode.as_deref(),
        hourly_rate: availability.hourly_rate,
        monthly_rate: availability.monthly_rate,
        rate_currency: Some(&availability.rate_currency),
        portfolio_url: registration.documents.portfolio_url.as_deref(),
        allow_cv_analysis: registration.documents.allow_cv_analysis,
    };
    main_profiles::insert(conn, &profile).await
}

/// The next free code of the place. Numbers whose code came from elsewhere are passed over.
async fn new_code(
    conn: &mut Conn,
    prefix: &CodePrefix,
    person_id: i64,
    registration: &Registration,
    now: NaiveDateTime,
) -> AppResult<UniqueCode> {
    loop {
        let number = unique_codes::next_number(conn, prefix).await?;
        let code = UniqueCode::from_parts(prefix, number, registration.identity.gender).map_err(AppError::internal)?;
        if unique_codes::insert_primary(conn, &code, person_id, now).await? {
            return Ok(code);
        }
    }
}
