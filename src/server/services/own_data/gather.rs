//! Reading and decrypting everything stored about an account.

use std::collections::HashMap;

use super::{
    cinema,
    content::{
        Account, AuditLine, Code, Consent, File, IdentityDocument, Link, Mail, MainProfile, Moment, OwnData, Person,
        Session, SocialNetwork, UnfinishedForm,
    },
};
use crate::{
    domain::{files::FileKind, photo::WIDTHS},
    server::{
        db::Conn,
        error::{AppError, AppResult},
        repositories::{
            consents as consent_rows, identity_documents,
            own_data::{self as rows, DraftData, FileData, MainProfileData, PersonData},
            person_languages, social_links, stored_answers,
        },
        services::{files::contents::keys, mail::outbox},
        state::AppState,
        storage::Key,
    },
};

/// The data, and where the contents of its files lie.
pub struct Gathered {
    pub data: OwnData,
    pub contents: Vec<Content>,
}

/// The contents of a file: their place in the archive and in the storage.
pub struct Content {
    pub path: String,
    pub key: Key,
    /// Whether they are encrypted there.
    pub encrypted: bool,
}

/// Everything about an account; `None` when it is gone.
///
/// # Errors
/// When the database or the keys fail.
pub async fn gather(state: &AppState, account_id: i64) -> AppResult<Option<Gathered>> {
    let conn = &mut state.db.read().await?;
    let Some(account) = rows::account(conn, account_id).await? else { return Ok(None) };
    let person = rows::person(conn, account_id).await?;
    let person_id = person.as_ref().map(|person| person.answers.id);
    let mut subjects = vec![format!("account:{account_id}")];
    let (mut codes, mut consents, mut main_profile, mut cinema_profile) = (Vec::new(), Vec::new(), None, None);
    if let Some(person_id) = person_id {
        subjects.push(format!("person:{person_id}"));
        codes = rows::codes(conn, person_id).await?;
        consents = consent_rows::of_person(conn, person_id).await?;
        main_profile = self::main_profile(conn, person_id).await?;
        cinema_profile = cinema::cinema_profile(conn, person_id).await?;
    }
    let person = match person {
        Some(person) => Some(self::person(state, conn, person).await?),
        None => None,
    };
    let drafts = rows::drafts(conn, account_id).await?;
    let mut contents = Vec::new();
    let mut files = Vec::new();
    for row in rows::files(conn, account_id, person_id).await? {
        files.push(file(state, row, &mut contents)?);
    }
    let data = OwnData {
        site: state.config.base_url.clone(),
        exported_at: Moment(state.clock.now()),
        account: Account {
            id: account.id,
            email: account.email,
            email_confirmed_at: account.email_confirmed_at.map(Moment),
            role: account.role,
            language: account.language,
            state: account.state,
            created_at: Moment(account.created_at),
            updated_at: Moment(account.updated_at),
        },
        person,
        unique_codes: codes
            .into_iter()
            .map(|row| Code { code: row.code, is_primary: row.is_primary, created_at: Moment(row.created_at) })
            .collect(),
        main_profile,
        cinema_profile,
        consents: consents
            .into_iter()
            .map(|row| Consent {
                kind: row.kind,
                version: row.version,
                text_sha256: row.text_hash,
                given_at: Moment(row.given_at),
            })
            .collect(),
        files,
        sessions: sessions(conn, account_id).await?,
        mails: mails(state, conn, account_id).await?,
        links_sent: links(state, conn, account_id).await?,
        unfinished_forms: drafts.into_iter().map(|row| unfinished(state, row)).collect::<AppResult<_>>()?,
        audit_log: audit_log(conn, account_id, &subjects).await?,
    };
    Ok(Some(Gathered { data, contents }))
}

async fn person(state: &AppState, conn: &mut Conn, person: PersonData) -> AppResult<Person> {
    let PersonData { answers: row, photo_file_id, created_at, updated_at } = person;
    let text = |sealed: &[u8]| state.security.keyring.decrypt_text(sealed);
    let mut identity_documents = Vec::new();
    for document in identity_documents::of_person(conn, row.id).await? {
        let number = text(&document.number_encrypted)?;
        identity_documents.push(IdentityDocument { kind: document.kind, number });
    }
    let mut social_networks = Vec::new();
    for link in social_links::of_person(conn, row.id).await? {
        let address = text(&link.address_encrypted)?;
        social_networks.push(SocialNetwork { network: link.network, address });
    }
    let opened = |sealed: &Option<Vec<u8>>| sealed.as_deref().map(text).transpose();
    Ok(Person {
        languages: person_languages::of_person(conn, row.id).await?,
        identity_documents,
        social_networks,
        guardian_name: opened(&row.guardian_name_encrypted)?,
        guardian_phone: opened(&row.guardian_phone_encrypted)?,
        phone: opened(&row.phone_encrypted)?,
        whatsapp: opened(&row.whatsapp_encrypted)?,
        address: opened(&row.address_encrypted)?,
        first_name: row.first_name,
        last_name: row.last_name,
        date_of_birth: row.date_of_birth,
        gender: row.gender,
        country_of_origin: row.country_of_origin,
        nationality: row.nationality,
        residence_country: row.residence_country,
        residence_city: row.city,
        residence_city_other: row.residence_city_other,
        years_experience: row.years_experience,
        website: row.website,
        photo_file_id,
        show_name_photo: row.show_name_photo,
        show_links: row.show_links,
        show_origins: row.show_origins,
        minor_approved_at: row.minor_approved_at.map(Moment),
        created_at: Moment(created_at),
        updated_at: Moment(updated_at),
    })
}

async fn main_profile(conn: &mut Conn, person_id: i64) -> AppResult<Option<MainProfile>> {
    let Some((id, row)) = rows::main_profile(conn, person_id).await? else { return Ok(None) };
    let MainProfileData { answers, cv_file_id, created_at, updated_at } = row;
    Ok(Some(MainProfile {
        visibility: answers.visibility,
        talents: stored_answers::talent_keys(conn, id).await?,
        bio: answers.bio,
        education: answers.education,
        availability: answers.availability,
        work_mode: answers.work_mode,
        hourly_rate: answers.hourly_rate,
        monthly_rate: answers.monthly_rate,
        rate_currency: answers.rate_currency,
        portfolio_url: answers.portfolio_url,
        cv_file_id,
        allow_cv_analysis: answers.allow_cv_analysis,
        created_at: Moment(created_at),
        updated_at: Moment(updated_at),
    }))
}

/// A file, and where its contents are found. Names from outside were made harmless when they came.
fn file(state: &AppState, row: FileData, contents: &mut Vec<Content>) -> AppResult<File> {
    let sealed = row.original_name_encrypted.as_deref();
    let original_name = sealed.map(|sealed| state.security.keyring.decrypt_text(sealed)).transpose()?;
    let id = row.id;
    let kind = FileKind::from_key(&row.kind);
    let keys = kind.map(|kind| keys(kind, &row.name)).unwrap_or_default();
    let in_archive = |kind: FileKind| match kind {
        FileKind::Photo | FileKind::Gallery => {
            WIDTHS.iter().map(|width| format!("files/{id}-{}-{width}.jpg", kind.key())).collect()
        }
        FileKind::Cv => vec![format!("files/{id}-{}", original_name.as_deref().unwrap_or("CV"))],
        FileKind::IdPhoto | FileKind::Poster => vec![format!("files/{id}-{}.jpg", kind.key())],
    };
    let paths_in_archive: Vec<String> = kind.map(in_archive).unwrap_or_default();
    let encrypted = kind == Some(FileKind::IdPhoto);
    contents.extend(paths_in_archive.iter().cloned().zip(keys).map(|(path, key)| Content { path, key, encrypted }));
    Ok(File {
        id: row.id,
        kind: row.kind,
        original_name,
        media_type: row.media_type,
        size_in_bytes: row.size,
        created_at: Moment(row.created_at),
        paths_in_archive,
        of_unfinished_form: row.draft_id.is_some(),
    })
}

async fn sessions(conn: &mut Conn, account_id: i64) -> AppResult<Vec<Session>> {
    let session = |row: rows::SessionData| Session {
        stays_signed_in: row.remember,
        browser: row.user_agent,
        network_address: row.network,
        created_at: Moment(row.created_at),
        last_seen_at: Moment(row.last_seen_at),
        password_given_at: Moment(row.authenticated_at),
        expires_at: Moment(row.expires_at),
    };
    Ok(rows::sessions(conn, account_id).await?.into_iter().map(session).collect())
}

async fn mails(state: &AppState, conn: &mut Conn, account_id: i64) -> AppResult<Vec<Mail>> {
    let mail = |mail: outbox::OpenMail| Mail {
        kind: mail.row.kind,
        language: mail.row.language,
        recipient: mail.recipient,
        subject: mail.content.subject,
        text: mail.content.text,
        html: mail.content.html,
        state: mail.row.state,
        last_error: mail.row.last_error,
        created_at: Moment(mail.row.created_at),
        expires_at: mail.row.expires_at.map(Moment),
        sent_at: mail.row.sent_at.map(Moment),
    };
    Ok(outbox::of_account(state, conn, account_id).await?.into_iter().map(mail).collect())
}

async fn links(state: &AppState, conn: &mut Conn, account_id: i64) -> AppResult<Vec<Link>> {
    let mut links = Vec::new();
    for row in rows::links(conn, account_id).await? {
        let sealed = row.payload_encrypted.as_deref();
        links.push(Link {
            email: sealed.map(|sealed| state.security.keyring.decrypt_text(sealed)).transpose()?,
            purpose: row.purpose,
            created_at: Moment(row.created_at),
            expires_at: Moment(row.expires_at),
            used_at: row.used_at.map(Moment),
        });
    }
    Ok(links)
}

/// What was typed; the rest of a draft is bookkeeping, and the hash of a password.
fn unfinished(state: &AppState, row: DraftData) -> AppResult<UnfinishedForm> {
    let plain = state.security.keyring.decrypt(&row.content_encrypted)?;
    let mut content: HashMap<String, serde_json::Value> = serde_json::from_slice(&plain).map_err(AppError::internal)?;
    Ok(UnfinishedForm {
        form: row.form,
        answers: content.remove("values").unwrap_or_default(),
        created_at: Moment(row.created_at),
        updated_at: Moment(row.updated_at),
    })
}

async fn audit_log(conn: &mut Conn, account_id: i64, subjects: &[String]) -> AppResult<Vec<AuditLine>> {
    let line = |row: rows::AuditData| AuditLine {
        at: Moment(row.at),
        actor: row.actor,
        action: row.action,
        subject: row.subject,
        network_address: (row.actor_account_id == Some(account_id)).then_some(row.origin),
    };
    Ok(rows::audit_lines(conn, account_id, subjects).await?.into_iter().map(line).collect())
}
