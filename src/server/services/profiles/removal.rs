//! Removing one of two profiles with everything that was asked for it alone; the person and the other profile stay.

use crate::{
    domain::{
        files::FileKind, module::Module, profiles::removal::RemovalAnswer, registration::cinema::fields::NETWORKS,
        webhook::WebhookEvent,
    },
    server::{
        actor::Actor,
        context::ViewerAccount,
        db::{Conn, to_completion},
        error::AppResult,
        repositories::{
            files::{self, FileOwner, FileRow},
            profiles::{
                cinema::{lists, profile},
                identity_documents, main_talents, people, removal as rows,
            },
            registration::drafts,
            search::changes,
        },
        services::{
            accounts::reauthentication,
            admin::audit_log::{self, Subject},
            files::{Renaming, contents::delete_contents},
            operations::webhooks::events as webhooks,
        },
        state::AppState,
    },
};

/// What the page that asks before a removal needs to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RemovalPage {
    /// Whether the password was given a short time ago.
    pub password_fresh: bool,
    /// Whether the profile is there.
    pub exists: bool,
    /// Whether the other one would stay.
    pub other_stays: bool,
}

/// What is there to remove for an account.
pub async fn load(state: &AppState, viewer: &ViewerAccount, module: Module) -> AppResult<RemovalPage> {
    let password_fresh = reauthentication::is_fresh(state, viewer).await?;
    let Some(person_id) = viewer.person_id else {
        return Ok(RemovalPage { password_fresh, exists: false, other_stays: false });
    };
    let mut conn = state.db.read().await?;
    let [exists, other_stays] = which_exist(&mut conn, person_id, module).await?;
    Ok(RemovalPage { password_fresh, exists, other_stays })
}

/// Removes a profile of the actor, in one transaction, and then the contents of its files.
///
/// # Errors
/// `ReauthenticationRequired` when the password was given some time ago.
pub async fn remove(state: &AppState, actor: &Actor, module: Module) -> AppResult<RemovalAnswer> {
    let viewer = actor.signed_in()?;
    let Some(person_id) = viewer.person_id else { return Ok(RemovalAnswer::NoProfile) };
    reauthentication::require_fresh(state, actor).await?;
    let (state, actor, account_id) = (state.clone(), actor.clone(), viewer.id);
    to_completion(async move {
        let now = state.clock.now();
        let mut tx = state.db.begin().await?;
        let conn = tx.conn()?;
        // Locks the person: of two removals at once the second finds one profile.
        people::touch(conn, person_id, now).await?;
        let refusal = match which_exist(conn, person_id, module).await? {
            [false, _] => Some(RemovalAnswer::NoProfile),
            [true, false] => Some(RemovalAnswer::LastProfile),
            [true, true] => None,
        };
        if let Some(refusal) = refusal {
            tx.rollback().await;
            return Ok(refusal);
        }
        let removed = remove_files(conn, person_id, module).await?;
        match module {
            Module::Main => remove_main(conn, person_id).await?,
            Module::Cinema => remove_cinema(conn, person_id).await?,
        }
        rows::delete_edit_drafts(conn, account_id).await?;
        drafts::delete_about_person(conn, person_id).await?;
        changes::record_person(conn, person_id, now).await?;
        let action = match module {
            Module::Main => "main_profile.removed",
            Module::Cinema => "cinema_profile.removed",
        };
        audit_log::record(&state, conn, &actor, action, &Subject::person(person_id)).await?;
        webhooks::tell(&state, conn, WebhookEvent::Updated, person_id).await?;
        // The profile that stays may show the photo to fewer people.
        let renaming = Renaming::decide(&state, conn, account_id, person_id).await?;
        tx.commit().await?;
        delete_contents(&state, &removed).await;
        renaming.at_once(&state).await;
        Ok(RemovalAnswer::Removed)
    })
    .await
}

/// Whether a person has the profile of a module, and the other one.
async fn which_exist(conn: &mut Conn, person_id: i64, module: Module) -> AppResult<[bool; 2]> {
    let main = main_talents::exists(conn, person_id).await?;
    let cinema = lists::exists(conn, person_id).await?;
    Ok(match module {
        Module::Main => [main, cinema],
        Module::Cinema => [cinema, main],
    })
}

/// Removes the rows of files that only the profile has, and answers them.
async fn remove_files(conn: &mut Conn, person_id: i64, module: Module) -> AppResult<Vec<FileRow>> {
    let own: &[FileKind] = match module {
        Module::Main => &[FileKind::Cv],
        Module::Cinema => &[FileKind::Gallery, FileKind::IdPhoto, FileKind::Poster],
    };
    let mut removed = files::of_owner(conn, FileOwner::Person(person_id)).await?;
    removed.retain(|file| own.iter().any(|kind| kind.key() == file.kind));
    files::delete(conn, &removed.iter().map(|file| file.id).collect::<Vec<_>>()).await?;
    Ok(removed)
}

/// The postal address, networks and documents that the CINEMA form does not ask go too.
async fn remove_main(conn: &mut Conn, person_id: i64) -> AppResult<()> {
    let cinema = profile::of_person(conn, person_id).await?;
    let kept = cinema.and_then(|cinema| cinema.id_document_type);
    for document in identity_documents::of_person(conn, person_id).await? {
        if Some(&document.kind) != kept.as_ref() {
            identity_documents::delete(conn, person_id, &document.kind).await?;
        }
    }
    people::update_address(conn, person_id, None).await?;
    rows::delete_links_beside(conn, person_id, &NETWORKS).await?;
    rows::delete_main(conn, person_id).await
}

/// The number of a national identity card, which the main form does not ask, goes too.
async fn remove_cinema(conn: &mut Conn, person_id: i64) -> AppResult<()> {
    identity_documents::delete(conn, person_id, "national_id").await?;
    rows::delete_cinema(conn, person_id).await
}
