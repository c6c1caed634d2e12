//! The language an account is answered and written to in.

use crate::{
    domain::lang::Lang,
    server::{actor::Actor, db::transaction, error::AppResult, repositories::accounts::account, state::AppState},
};

/// Stores the language in the actor's account, if there is one.
pub async fn choose(state: &AppState, actor: &Actor, lang: Lang) -> AppResult<()> {
    let Some(id) = actor.account().map(|account| account.id) else { return Ok(()) };
    let state = state.clone();
    transaction!(state, |conn| {
        account::set_language(conn, id, lang.code(), state.clock.now()).await?;
    })
}
