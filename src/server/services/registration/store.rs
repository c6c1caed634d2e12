//! Writing a finished registration, all or nothing.

use chrono::NaiveDateTime;

use super::{Applicant, consents};
use crate::{
    domain::{registration::Registration, unique_code::UniqueCode},
    server::{
        context::Role,
        db::Conn,
        error::{AppError, AppResult},
        repositories::{
            accounts::{self, NewAccount},
            consents as consent_rows, main_profiles,
            people::{self, NewPerson},
            search, talents, unique_codes,
        },
        security::Security,
        services::mail,
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

/// A person's values that are stored encrypted, made before the transaction begins.
pub struct Sealed {
    phone: Vec<u8>,
    phone_hash: Vec<u8>,
    guardian: Option<(Vec<u8>, Vec<u8>)>,
}

impl Sealed {
    pub fn new(security: &Security, registration: &Registration) -> Self {
        let phone = registration.contact.phone.as_str();
        let encrypt = |text: &str| security.keyring.encrypt(text.as_bytes());
        Self {
            phone: encrypt(phone),
            phone_hash: security.lookup.hash(phone),
            guardian: registration.identity.guardian.as_ref().map(|g| (encrypt(&g.name), encrypt(&g.phone))),
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
    sealed: &Sealed,
) -> Result<i64, Refusal> {
    let now = state.clock.now();
    let account_id = match &applicant.account {
        Some(account) => account.id,
        None => new_account(conn, applicant, registration, now).await?,
    };
    let person_id = new_person(conn, account_id, registration, sealed, now).await?;
    let profile_id = main_profiles::insert(conn, person_id, &registration.privacy.visibility, now).await?;
    let found = talents::find_by_keys(conn, &registration.talents).await?;
    let id_of = |key: &String| found.iter().find(|talent| &talent.key == key).map(|talent| talent.id);
    let talent_ids: Vec<i64> = registration.talents.iter().filter_map(id_of).collect();
    main_profiles::insert_talents(conn, profile_id, &talent_ids).await?;
    search::index_profile(conn, profile_id).await?;
    for consent in consents::given(person_id, applicant.lang, registration.identity.guardian.is_some(), now) {
        consent_rows::insert(conn, &consent).await?;
    }
    let code = new_code(conn, person_id, registration, now).await?;
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
    sealed: &Sealed,
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
        phone_encrypted: Some(&sealed.phone),
        phone_hash: Some(&sealed.phone_hash),
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
    };
    people::insert(conn, &person)
        .await
        .map_err(|error| if error.is_unique_violation() { Refusal::AlreadyRegistered } else { Refusal::Failed(error) })
}

/// The next free code of the place. Numbers whose code came from elsewhere are passed over.
async fn new_code(
    conn: &mut Conn,
    person_id: i64,
    registration: &Registration,
    now: NaiveDateTime,
) -> AppResult<UniqueCode> {
    let prefix = registration.residence.code_prefix().map_err(AppError::internal)?;
    loop {
        let number = unique_codes::next_number(conn, &prefix).await?;
        let code = UniqueCode::from_parts(&prefix, number, registration.identity.gender).map_err(AppError::internal)?;
        if unique_codes::insert_primary(conn, &code, person_id, now).await? {
            return Ok(code);
        }
    }
}
