//! Reading and decrypting everything stored about an account.

use std::collections::HashMap;

use serde_json::{Value as Json, json};

use super::{
    answers::{Object, answers},
    cinema,
    content::{Code, File, Moment, OwnData},
};
use crate::{
    domain::{
        export::Column,
        fields::Owner,
        files::{FileKind, photo::WIDTHS},
        registration::fields as f,
    },
    server::{
        db::Conn,
        error::{AppError, AppResult},
        repositories::{
            accounts::{account, api_tokens, one_time_links, sessions, two_factors},
            admin::{announcement_recipients, audit, desk_columns, export_templates, saved_filters},
            files::{self, FileRow},
            imports::cells,
            profiles::{
                consents as consent_rows, cv_analyses, identity_documents, languages, main_profile,
                person_row::{self, PersonAndCity},
                social_links, talents, unique_codes,
            },
            registration::drafts::{self, StoredDraft},
        },
        services::{
            admin::{exports, merging::subjects_of_merges, notes},
            cv_analysis::content_of,
            files::contents::keys,
            mail::outbox,
        },
        state::AppState,
        storage::Key,
    },
};

/// The data, and where the contents of its files lie.
pub struct Gathered {
    pub data: OwnData,
    pub contents: Vec<ExportedFile>,
}

/// The contents of a file: their place in the archive and in the storage.
pub struct ExportedFile {
    pub path: String,
    pub key: Key,
    /// Whether they are encrypted there.
    pub encrypted: bool,
}

/// Everything about an account; `None` when it is gone.
pub async fn gather(state: &AppState, account_id: i64) -> AppResult<Option<Gathered>> {
    let conn = &mut state.db.read().await?;
    let Some(account) = account::find(conn, account_id).await? else { return Ok(None) };
    let person = person_row::of_account(conn, account_id).await?;
    let person_id = person.as_ref().map(|person| person.row.id);
    let mut subjects = vec![format!("account:{account_id}")];
    let (mut codes, mut consents, mut main_profile, mut cinema_profile) = (Vec::new(), Vec::new(), None, None);
    if let Some(person_id) = person_id {
        subjects.push(format!("person:{person_id}"));
        subjects.extend(subjects_of_merges(conn, person_id).await?);
        codes = unique_codes::of_person(conn, person_id).await?;
        consents = consent_rows::of_person(conn, person_id).await?;
        main_profile = self::main_profile(conn, person_id).await?;
        cinema_profile = cinema::cinema_profile(conn, person_id).await?;
    }
    let person = match person {
        Some(person) => Some(self::person(state, conn, &person).await?),
        None => None,
    };
    let unfinished_forms = drafts::of_account(conn, account_id).await?;
    let second_factor = two_factors::of_account(conn, account_id).await?;
    let news = account::news(conn, account_id).await?;
    let desk_columns = desk_columns::of_account(conn, account_id).await?;
    let mut contents = Vec::new();
    let mut all_files = Vec::new();
    let all = files::of_account(conn, account_id, person_id).await?;
    // Those that a merge put aside may be another person's, if it was a mistake.
    for row in all.into_iter().filter(|row| row.person_id.is_some() || row.draft_id.is_some()) {
        all_files.push(file(state, row, &mut contents)?);
    }
    let data = OwnData {
        site: state.config.base_url.clone(),
        exported_at: Moment(state.clock.now()),
        account: json!({
            "id": account.id,
            "email": account.email,
            "email_confirmed_at": account.email_confirmed_at.map(Moment),
            "role": account.role,
            "language": account.language,
            "state": account.state,
            "second_factor_since": second_factor.and_then(|factor| factor.confirmed_at).map(Moment),
            "created_at": Moment(account.created_at),
            "updated_at": Moment(account.updated_at),
            "wants_news": news.map(|(wanted, _)| wanted),
            "wants_news_said_at": news.map(|(_, at)| Moment(at)),
            // What an administrator chose for the table of people.
            "desk_columns": desk_columns,
            "last_seen_on": account.last_seen_on,
        }),
        person,
        unique_codes: codes
            .into_iter()
            .map(|row| Code { code: row.code, is_primary: row.is_primary, created_at: Moment(row.created_at) })
            .collect(),
        main_profile,
        cinema_profile,
        consents: consents
            .into_iter()
            .map(|row| {
                json!({
                    "kind": row.kind,
                    "version": row.version,
                    "text_sha256": row.text_hash,
                    "given_at": Moment(row.given_at),
                    "given_how": row.given_how,
                })
            })
            .collect(),
        files: all_files,
        sessions: self::sessions(conn, account_id).await?,
        api_tokens: self::api_tokens(conn, account_id).await?,
        mails: mails(state, conn, account_id).await?,
        announcements: match person_id {
            Some(person_id) => announcements_to(conn, person_id).await?,
            None => Vec::new(),
        },
        exports: match person_id {
            Some(person_id) => exports_with(state, conn, person_id).await?,
            None => Vec::new(),
        },
        export_templates: templates(conn, account_id).await?,
        cv_analysis: match person_id {
            Some(person_id) => cv_analysis(state, conn, person_id).await?,
            None => None,
        },
        links_sent: links(state, conn, account_id).await?,
        unfinished_forms: unfinished_forms.into_iter().map(|row| unfinished(state, row)).collect::<AppResult<_>>()?,
        internal_notes: match person_id {
            Some(person_id) => internal_notes(state, conn, person_id).await?,
            None => Vec::new(),
        },
        imported_values: match person_id {
            Some(person_id) => imported_values(state, conn, person_id).await?,
            None => Vec::new(),
        },
        saved_filters: self::saved_filters(conn, account_id).await?,
        audit_log: audit_log(conn, account_id, &subjects).await?,
    };
    Ok(Some(Gathered { data, contents }))
}

async fn person(state: &AppState, conn: &mut Conn, person: &PersonAndCity) -> AppResult<Object> {
    let (row, keyring) = (&person.row, &state.security.keyring);
    let mut documents = Vec::new();
    for document in identity_documents::of_person(conn, row.id).await? {
        let number = keyring.decrypt_text(&document.number_encrypted)?;
        documents.push(json!({ "kind": document.kind, "number": number }));
    }
    let mut networks = Vec::new();
    for link in social_links::of_person(conn, row.id).await? {
        let address = keyring.decrypt_text(&link.address_encrypted)?;
        networks.push(json!({ "network": link.network, "address": address }));
    }
    let others = [
        ("identity_documents", json!(documents)),
        ("social_networks", json!(networks)),
        (f::LANGUAGES, json!(languages::of_person(conn, row.id).await?)),
        ("photo_file_id", json!(row.photo_file_id)),
        ("minor_approved_at", json!(row.minor_approved_at.map(Moment))),
        ("created_at", json!(Moment(row.created_at))),
        ("updated_at", json!(Moment(row.updated_at))),
    ];
    answers(Owner::Person, |id| person.value(id, keyring), others)
}

async fn main_profile(conn: &mut Conn, person_id: i64) -> AppResult<Option<Object>> {
    let Some(row) = main_profile::of_person(conn, person_id).await? else { return Ok(None) };
    let others = [
        (f::TALENTS, json!(talents::keys_of_person(conn, person_id).await?)),
        ("cv_file_id", json!(row.cv_file_id)),
        ("created_at", json!(Moment(row.created_at))),
        ("updated_at", json!(Moment(row.updated_at))),
    ];
    answers(Owner::MainProfile, |id| Ok(row.value(id)), others).map(Some)
}

/// A file, and where its contents are found. Names from outside were sanitised when they came.
fn file(state: &AppState, row: FileRow, contents: &mut Vec<ExportedFile>) -> AppResult<File> {
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
    contents.extend(paths_in_archive.iter().cloned().zip(keys).map(|(path, key)| ExportedFile {
        path,
        key,
        encrypted,
    }));
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

async fn sessions(conn: &mut Conn, account_id: i64) -> AppResult<Vec<Json>> {
    let session = |row: sessions::StoredSession| {
        json!({
            "stays_signed_in": row.remember,
            "browser": row.user_agent,
            "network_address": row.network,
            "created_at": Moment(row.created_at),
            "last_seen_at": Moment(row.last_seen_at),
            "password_given_at": Moment(row.authenticated_at),
            "expires_at": Moment(row.expires_at),
        })
    };
    Ok(sessions::all_of_account(conn, account_id).await?.into_iter().map(session).collect())
}

async fn api_tokens(conn: &mut Conn, account_id: i64) -> AppResult<Vec<Json>> {
    let token = |row: api_tokens::StoredApiToken| {
        json!({
            "name": row.name,
            "scopes": row.scopes,
            "created_at": Moment(row.created_at),
            "expires_at": Moment(row.expires_at),
            "last_used_at": row.last_used_at.map(Moment),
            "revoked_at": row.revoked_at.map(Moment),
        })
    };
    Ok(api_tokens::of_account(conn, account_id).await?.into_iter().map(token).collect())
}

async fn mails(state: &AppState, conn: &mut Conn, account_id: i64) -> AppResult<Vec<Json>> {
    let mail = |mail: outbox::OpenMail| {
        json!({
            "kind": mail.row.kind,
            "language": mail.row.language,
            "recipient": mail.recipient,
            "subject": mail.content.subject,
            "text": mail.content.text,
            "html": mail.content.html,
            "state": mail.row.state,
            "last_error": mail.row.last_error,
            "created_at": Moment(mail.row.created_at),
            "expires_at": mail.row.expires_at.map(Moment),
            "sent_at": mail.row.sent_at.map(Moment),
        })
    };
    Ok(outbox::of_account(state, conn, account_id).await?.into_iter().map(mail).collect())
}

/// What was decided about the person; what was written stands among the mails.
async fn announcements_to(conn: &mut Conn, person_id: i64) -> AppResult<Vec<Json>> {
    let all = announcement_recipients::of_person(conn, person_id).await?;
    let announcement = |(kind, outcome, begun): (String, String, Option<_>)| json!({ "kind": kind, "outcome": outcome, "begun_at": begun.map(Moment) });
    Ok(all.into_iter().map(announcement).collect())
}

/// When the person's answers left the site in a file of administrators, which ones, and what for.
async fn exports_with(state: &AppState, conn: &mut Conn, person_id: i64) -> AppResult<Vec<Json>> {
    let export = |export: exports::OwnExport| {
        let columns: Vec<&str> = export.columns.iter().map(Column::key).collect();
        json!({ "at": Moment(export.at), "purpose": export.purpose, "columns": columns })
    };
    Ok(exports::of_person(state, conn, person_id, usize::MAX).await?.into_iter().map(export).collect())
}

/// What was read of the CV and advised about it.
async fn cv_analysis(state: &AppState, conn: &mut Conn, person_id: i64) -> AppResult<Option<Json>> {
    let Some((file_id, _)) = cv_analyses::cv_of(conn, person_id).await? else { return Ok(None) };
    let Some(row) = cv_analyses::of_file(conn, file_id).await? else { return Ok(None) };
    let content = content_of(state, &row)?;
    Ok(Some(json!({
        "state": row.state,
        "problem": row.problem,
        "read": content.reading,
        "advice": content.advice,
        "model": row.model,
        "requested_at": Moment(row.requested_at),
        "finished_at": row.finished_at.map(Moment),
    })))
}

async fn templates(conn: &mut Conn, account_id: i64) -> AppResult<Vec<Json>> {
    let template = |row: export_templates::ExportTemplateRow| {
        json!({
            "name": row.name,
            "list": row.list,
            "columns": row.column_keys,
            "shared": row.shared,
            "created_at": Moment(row.created_at),
        })
    };
    Ok(export_templates::of_account(conn, account_id).await?.into_iter().map(template).collect())
}

async fn links(state: &AppState, conn: &mut Conn, account_id: i64) -> AppResult<Vec<Json>> {
    let mut links = Vec::new();
    for row in one_time_links::of_account(conn, account_id).await? {
        let sealed = row.payload_encrypted.as_deref();
        links.push(json!({
            "email": sealed.map(|sealed| state.security.keyring.decrypt_text(sealed)).transpose()?,
            "purpose": row.purpose,
            "created_at": Moment(row.created_at),
            "expires_at": Moment(row.expires_at),
            "used_at": row.used_at.map(Moment),
        }));
    }
    Ok(links)
}

/// What was typed; the rest of a draft is bookkeeping, and the hash of a password.
fn unfinished(state: &AppState, row: StoredDraft) -> AppResult<Json> {
    let plain = state.security.keyring.decrypt(&row.content_encrypted)?;
    let mut content: HashMap<String, Json> = serde_json::from_slice(&plain).map_err(AppError::internal)?;
    Ok(json!({
        "form": row.form,
        "answers": content.remove("values").unwrap_or_default(),
        "created_at": Moment(row.created_at),
        "updated_at": Moment(row.updated_at),
    }))
}

/// Without the administrators who wrote them, who are other people.
async fn internal_notes(state: &AppState, conn: &mut Conn, person_id: i64) -> AppResult<Vec<Json>> {
    let all = notes::of_person(state, conn, person_id, i64::MAX).await?;
    Ok(all.into_iter().map(|note| json!({ "text": note.text, "written_at": Moment(note.at) })).collect())
}

async fn imported_values(state: &AppState, conn: &mut Conn, person_id: i64) -> AppResult<Vec<Json>> {
    let mut values = Vec::new();
    for row in cells::of_person(conn, person_id).await? {
        let value = state.security.keyring.decrypt_optional(row.value_encrypted.as_deref())?;
        values.push(json!({ "column": row.column_name, "what_became_of_it": row.fate, "value": value }));
    }
    Ok(values)
}

async fn saved_filters(conn: &mut Conn, account_id: i64) -> AppResult<Vec<Json>> {
    let filter = |row: saved_filters::SavedFilterRow| {
        json!({
            "name": row.name,
            "filters": row.filters,
            "shared": row.shared,
            "created_at": Moment(row.created_at),
        })
    };
    Ok(saved_filters::of_account(conn, account_id).await?.into_iter().map(filter).collect())
}

async fn audit_log(conn: &mut Conn, account_id: i64, subjects: &[String]) -> AppResult<Vec<Json>> {
    let line = |row: audit::StoredLine| {
        json!({
            "at": Moment(row.at),
            "actor": row.actor,
            "action": row.action,
            "subject": row.subject,
            "reason": row.reason,
            "fields": row.fields,
            // Only of what was done with this account: others have theirs.
            "network_address": (row.actor_account_id == Some(account_id)).then_some(row.origin),
        })
    };
    Ok(audit::about(conn, account_id, subjects).await?.into_iter().map(line).collect())
}
