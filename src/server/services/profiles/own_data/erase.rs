//! Deleting an account with everything about its person.

use chrono::{NaiveDateTime, SecondsFormat};

use crate::{
    domain::{accounts::security::DeletionAnswer, lang::Lang, unique_code::UniqueCode, webhook::WebhookEvent},
    i18n::{Locale, td_string},
    server::{
        actor::Actor,
        db::{Conn, to_completion},
        error::AppResult,
        repositories::{
            accounts::account::{self, StoredAccount},
            admin::{administrators, audit_chain, merges},
            files::{self, FileRow},
            profiles::{
                consents, people,
                unique_codes::{self, StoredCode},
            },
            registration::drafts,
            search::changes,
        },
        services::{
            accounts::{password_reset::delete_reports, reauthentication},
            admin::audit_log::{self, Subject},
            files::contents::delete_contents,
            operations::webhooks::events as webhooks,
        },
        state::AppState,
    },
};

/// Erases the viewer's account and everything about its person, once they typed their code (or, without one, the word
/// of their language). The codes stay without a person, so that they are never issued again; the audit log stores the
/// code and which texts were agreed to, no name.
///
/// # Errors
/// `ReauthenticationRequired` when the password was given some time ago.
pub async fn erase(state: &AppState, actor: &Actor, typed: &str) -> AppResult<DeletionAnswer> {
    reauthentication::require_fresh(state, actor).await?;
    let (state, actor, account_id) = (state.clone(), actor.clone(), actor.signed_in()?.id);
    let typed = typed.to_owned();
    to_completion(async move {
        let mut tx = state.db.begin().await?;
        let conn = tx.conn()?;
        if administrators::lock_active(conn).await? == [account_id] {
            tx.rollback().await;
            return Ok(DeletionAnswer::LastAdministrator);
        }
        let Some(account) = account::find(conn, account_id).await? else {
            tx.rollback().await;
            return Ok(DeletionAnswer::Done);
        };
        let person_id = people::id_of_account(conn, account_id).await?;
        let codes = match person_id {
            Some(person_id) => unique_codes::of_person(conn, person_id).await?,
            None => Vec::new(),
        };
        if !is_confirmed(&codes, &typed) {
            tx.rollback().await;
            return Ok(DeletionAnswer::NotConfirmed);
        }
        let files = erase_account(&state, conn, &actor, &account, person_id, &codes).await?;
        tx.commit().await?;
        tracing::info!(account = account_id, "account deleted by its owner");
        delete_contents(&state, &files).await;
        match state.db.empty_log().await {
            Ok(true) => {}
            Ok(false) => tracing::info!("the write-ahead log is in use; it is emptied by the next housekeeping"),
            Err(error) => tracing::warn!(%error, "the write-ahead log was not emptied"),
        }
        Ok(DeletionAnswer::Done)
    })
    .await
}

/// Erases an account and everything about its person in a transaction of the caller, who has asked whether it may go.
/// The contents of the files are to be removed after the commit ([`delete_contents`]).
pub(in crate::server::services) async fn erase_account(
    state: &AppState,
    conn: &mut Conn,
    actor: &Actor,
    account: &StoredAccount,
    person_id: Option<i64>,
    codes: &[StoredCode],
) -> AppResult<Vec<FileRow>> {
    // What stays in the log says no more from which networks the person came.
    audit_chain::erase_origins(conn, account.id).await?;
    if let Some(person_id) = person_id {
        for merge in merges::of_person(conn, person_id).await? {
            audit_chain::erase_origins(conn, merge.loser_account_id).await?;
        }
    }
    let actor = actor.without_address();
    for (action, subject) in retained_after_erasure(conn, account.id, person_id, codes).await? {
        audit_log::record(state, conn, &actor, action, &Subject::of_account(account.id, subject)).await?;
    }
    let files = remove_files(conn, account.id, person_id).await?;
    if let Some(person_id) = person_id {
        webhooks::tell(state, conn, WebhookEvent::Deleted, person_id).await?;
        drafts::delete_about_person(conn, person_id).await?;
    }
    delete_reports(state, conn, &account.email_normalised).await?;
    changes::record_account(conn, account.id, state.clock.now()).await?;
    account::delete(conn, account.id).await?;
    Ok(files)
}

/// Whether what was typed is one of the codes, or, without a code, the word in any of the languages.
fn is_confirmed(codes: &[StoredCode], typed: &str) -> bool {
    if codes.is_empty() {
        let typed = typed.trim().to_lowercase();
        return Lang::ALL.into_iter().any(|lang| typed == td_string!(Locale::from(lang), own_data.word).to_lowercase());
    }
    typed.parse::<UniqueCode>().is_ok_and(|typed| codes.iter().any(|row| row.code == typed.as_str()))
}

/// Lines of the audit log: the code, and the consents without their person.
async fn retained_after_erasure(
    conn: &mut Conn,
    account_id: i64,
    person_id: Option<i64>,
    codes: &[StoredCode],
) -> AppResult<Vec<(&'static str, String)>> {
    let subject = codes.first().map_or_else(|| format!("account:{account_id}"), |row| format!("code:{}", row.code));
    let mut lines = vec![("account.deleted", subject.clone())];
    lines.extend(codes.iter().map(|row| ("code.retired", format!("code:{}", row.code))));
    if let Some(person_id) = person_id {
        for consent in consents::of_person(conn, person_id).await? {
            let fact = format!(
                "{subject} {} {} {} sha256:{}",
                consent.kind,
                consent.version,
                rfc3339(consent.given_at),
                consent.text_hash
            );
            lines.push(("consent.ended", fact));
        }
    }
    Ok(lines)
}

fn rfc3339(moment: NaiveDateTime) -> String {
    moment.and_utc().to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// Rows of files, whose contents are to be removed after the commit. A draft's would otherwise wait for the sweep.
async fn remove_files(conn: &mut Conn, account_id: i64, person_id: Option<i64>) -> AppResult<Vec<FileRow>> {
    let all = files::of_account(conn, account_id, person_id).await?;
    let ids: Vec<i64> = all.iter().map(|file| file.id).collect();
    files::delete(conn, &ids).await?;
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_confirms_and_without_one_the_word_in_any_language() {
        let code = |code: &str| StoredCode {
            code: code.to_owned(),
            is_primary: true,
            created_at: chrono::DateTime::UNIX_EPOCH.naive_utc(),
        };
        let codes = [code("MACAS0001F"), code("MARAB0002F")];
        for typed in ["MACAS0001F", " macas-0001 f", "marab0002f"] {
            assert!(is_confirmed(&codes, typed), "{typed}");
        }
        for typed in ["", "MACAS0002F", "SUPPRIMER", "on"] {
            assert!(!is_confirmed(&codes, typed), "{typed}");
        }
        for typed in ["SUPPRIMER", " supprimer ", "Delete", "حذف"] {
            assert!(is_confirmed(&[], typed), "{typed}");
        }
        for typed in ["", "MACAS0001F", "yes"] {
            assert!(!is_confirmed(&[], typed), "{typed}");
        }
    }
}
