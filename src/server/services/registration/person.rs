//! The person: new, or one who adds a profile.

use chrono::{NaiveDate, NaiveDateTime};

use super::{Applicant, Refusal, account::keep_account, form::Submission};
use crate::{
    domain::registration::{
        CheckedForm, Contact, FormValues, Identity, IdentityDocument, Origins, Privacy, Residence, SocialLink,
    },
    server::{
        db::Conn,
        error::{AppError, AppResult},
        repositories::{
            identity_documents,
            people::{self, NewPerson, SwitchesChange},
            person_languages, person_record, social_links,
        },
        security::Security,
        services::answers::{
            Sealed, SealedContact, SealedDocument, load_person, write_identity, write_numbers, write_origins,
            write_residence,
        },
        state::AppState,
    },
};

/// What the answers of a form say of the person.
pub struct PersonAnswers<'a> {
    pub identity: &'a Identity,
    pub contact: &'a Contact,
    pub origins: &'a Origins,
    pub residence: &'a Residence,
    pub privacy: &'a Privacy,
    pub years_experience: Option<i64>,
    pub languages: &'a [String],
    pub website: Option<&'a str>,
    pub links: &'a [SocialLink],
    pub documents: &'a [IdentityDocument],
    pub asked: Asked,
}

/// What the form asks: the rest of what is stored stays as it is.
pub struct Asked {
    pub address: bool,
    /// Keys of social networks.
    pub networks: &'static [&'static str],
    /// Kinds of documents whose empty field means that there is none.
    pub documents: &'static [&'static str],
}

/// A person who adds a profile, as they were when the answers were compared with what is stored.
pub struct ExistingPerson {
    pub id: i64,
    pub version: i64,
    pub born: NaiveDate,
    pub show_name_photo: bool,
    /// What is stored, as the form would have typed it.
    pub values: FormValues,
}

impl ExistingPerson {
    /// The person of somebody who is signed in.
    ///
    /// # Errors
    /// When the database or the keys fail.
    pub async fn of(state: &AppState, conn: &mut Conn, applicant: &Applicant) -> AppResult<Option<Self>> {
        let Some(account) = &applicant.account else { return Ok(None) };
        let Some(person_id) = people::id_of_account(conn, account.id).await? else { return Ok(None) };
        Ok(load_person(state, conn, person_id).await?.map(|(row, values)| Self {
            id: row.id,
            version: row.version,
            born: row.date_of_birth,
            show_name_photo: row.show_name_photo,
            values,
        }))
    }
}

/// Answers about the person that are stored encrypted, made before the transaction begins.
pub struct SealedPerson {
    contact: SealedContact,
    guardian: Option<(Vec<u8>, Vec<u8>)>,
    documents: Vec<SealedDocument>,
    links: Vec<(&'static str, Vec<u8>)>,
}

impl SealedPerson {
    /// Encrypts what is private.
    #[must_use]
    pub fn new(security: &Security, answers: &PersonAnswers<'_>) -> Self {
        let sealed = Sealed::with(security);
        Self {
            contact: sealed.contact(answers.contact),
            guardian: sealed.guardian(answers.identity.guardian.as_ref()),
            documents: sealed.documents(answers.documents),
            links: sealed.links(answers.links),
        }
    }
}

/// Who the answers belong to now.
pub struct PersonKept {
    pub account_id: i64,
    pub person_id: i64,
}

/// Writes the account and the person, or what changed of them.
///
/// # Errors
/// A refusal, or a failure of ours.
pub async fn keep_person<S: CheckedForm>(
    conn: &mut Conn,
    submission: &Submission<'_, S>,
    answers: &PersonAnswers<'_>,
    now: NaiveDateTime,
) -> Result<PersonKept, Refusal> {
    let sealed = submission.sealed;
    let account_id = keep_account(conn, submission.applicant, answers.contact, now).await?;
    let person_id = match submission.existing {
        Some(person) => {
            change(conn, person, answers, sealed, now).await?;
            // What an administrator approved was the other profile alone.
            if answers.identity.guardian.is_some() {
                person_record::forget_approval(conn, person.id).await?;
            }
            person.id
        }
        None => insert(conn, account_id, answers, sealed, now).await?,
    };
    for kind in answers.asked.documents {
        if !sealed.documents.iter().any(|document| document.kind == *kind) {
            identity_documents::delete(conn, person_id, kind).await?;
        }
    }
    for document in &sealed.documents {
        identity_documents::put(conn, person_id, document.kind, &document.number, &document.hash).await?;
    }
    person_languages::replace(conn, person_id, answers.languages).await?;
    social_links::replace(conn, person_id, answers.asked.networks, &sealed.links).await?;
    Ok(PersonKept { account_id, person_id })
}

async fn insert(
    conn: &mut Conn,
    account_id: i64,
    answers: &PersonAnswers<'_>,
    sealed: &SealedPerson,
    now: NaiveDateTime,
) -> Result<i64, Refusal> {
    let (identity, residence, privacy) = (answers.identity, answers.residence, answers.privacy);
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
        country_of_origin: answers.origins.country_of_origin.as_deref(),
        nationality: answers.origins.nationality.as_deref(),
        years_experience: answers.years_experience,
        website: answers.website,
    };
    // The other form was sent meanwhile and made the person: the answers must meet them first.
    people::insert(conn, &person)
        .await
        .map_err(|error| if error.is_unique_violation() { Refusal::PersonChanged } else { Refusal::Failed(error) })
}

async fn change(
    conn: &mut Conn,
    person: &ExistingPerson,
    answers: &PersonAnswers<'_>,
    sealed: &SealedPerson,
    now: NaiveDateTime,
) -> Result<(), Refusal> {
    if !people::touch_version(conn, person.id, person.version, now).await? {
        return Err(Refusal::PersonChanged);
    }
    write_change(conn, person.id, answers, sealed).await.map_err(Refusal::Failed)
}

async fn write_change(
    conn: &mut Conn,
    person_id: i64,
    answers: &PersonAnswers<'_>,
    sealed: &SealedPerson,
) -> Result<(), AppError> {
    write_identity(conn, person_id, answers.identity, sealed.guardian.as_ref()).await?;
    write_numbers(conn, person_id, &sealed.contact).await?;
    if answers.asked.address {
        people::update_address(conn, person_id, sealed.contact.address.as_deref()).await?;
    }
    write_residence(conn, person_id, answers.residence).await?;
    write_origins(conn, person_id, answers.origins).await?;
    people::update_experience(conn, person_id, answers.years_experience).await?;
    people::update_website(conn, person_id, answers.website).await?;
    let privacy = answers.privacy;
    let switches = SwitchesChange {
        show_name_photo: Some(privacy.show_name_photo),
        show_links: Some(privacy.show_links),
        show_origins: Some(privacy.show_origins),
    };
    people::update_switches(conn, person_id, switches).await
}
