//! Whether the owner of an account wants news by e-mail. Without a yes none is sent.

use crate::server::{
    actor::{Actor, ActorKind},
    context::ViewerAccount,
    db::{Conn, transaction},
    error::{AppError, AppResult},
    repositories::{accounts::account, admin::merges},
    security::unsubscribe::account_of_token,
    services::admin::audit_log::{self, Subject},
    state::AppState,
};

/// What the link of a mail shows or did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkChoice {
    /// Whether news are wanted now.
    Wanted(bool),
    /// The link is no account's.
    Dead,
}

/// Whether the viewer never said whether news are wanted.
pub async fn is_unasked(state: &AppState, viewer: &ViewerAccount) -> AppResult<bool> {
    Ok(account::news(&mut state.db.read().await?, viewer.id).await?.is_none())
}

/// Stores what the signed-in owner says.
///
/// # Errors
/// `Forbidden` without a session.
pub async fn choose(state: &AppState, actor: &Actor, wanted: bool) -> AppResult<()> {
    let account_id = actor.signed_in()?.id;
    store(state, actor, account_id, wanted).await
}

/// What the page behind a link of a mail shows.
pub async fn look(state: &AppState, token: &str) -> AppResult<LinkChoice> {
    let mut conn = state.db.read().await?;
    let Some(account_id) = holder(state, &mut conn, token).await? else { return Ok(LinkChoice::Dead) };
    let said = account::news(&mut conn, account_id).await?;
    Ok(LinkChoice::Wanted(said.is_some_and(|(wanted, _)| wanted)))
}

/// Stores what the holder of a link says. The link can be used again: who left may come back.
pub async fn choose_by_link(state: &AppState, actor: &Actor, token: &str, wanted: bool) -> AppResult<LinkChoice> {
    let found = holder(state, &mut state.db.read().await?, token).await?;
    let Some(account_id) = found else { return Ok(LinkChoice::Dead) };
    let holder = actor.acting_as(ActorKind::LinkHolder { account_id });
    match store(state, &holder, account_id, wanted).await {
        Ok(()) => Ok(LinkChoice::Wanted(wanted)),
        Err(AppError::NotFound) => Ok(LinkChoice::Dead),
        Err(error) => Err(error),
    }
}

/// The account of a link, or the one that it was merged into.
async fn holder(state: &AppState, conn: &mut Conn, token: &str) -> AppResult<Option<i64>> {
    let Some(account_id) = account_of_token(&state.security.unsubscribe, token) else { return Ok(None) };
    if account::find(conn, account_id).await?.is_some() {
        return Ok(Some(account_id));
    }
    merges::account_after(conn, account_id).await
}

/// Saying the same again changes nothing, and the first time it was said stays.
async fn store(state: &AppState, actor: &Actor, account_id: i64, wanted: bool) -> AppResult<()> {
    let (state, actor) = (state.clone(), actor.clone());
    transaction!(state, |conn| {
        if account::set_news(conn, account_id, wanted, state.clock.now()).await? {
            let action = if wanted { "news.agreed" } else { "news.refused" };
            audit_log::record(&state, conn, &actor, action, &Subject::account(account_id)).await?;
        }
    })
}
