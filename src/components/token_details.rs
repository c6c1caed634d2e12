//! What is shown of a personal access token.

use leptos::prelude::*;

use super::{badge::Badge, lang::current_locale, local_time::LocalTime, tone::Tone};
use crate::{
    domain::{
        access::Scope,
        accounts::api_token::{TokenLine, TokenState},
    },
    i18n::{Locale, td_string},
    named_texts,
};

/// What a scope lets a token do.
#[must_use]
pub fn scope_text(locale: Locale, scope: Scope) -> &'static str {
    named_texts::api(locale, &format!("scope_{}", scope.key().replace(':', "_"))).unwrap_or(scope.key())
}

/// Its name, whether it works, what it may be used for and when it was.
#[component]
pub fn TokenDetails(token: TokenLine) -> impl IntoView {
    let locale = current_locale();
    let (tone, state) = match token.state {
        TokenState::Working => (Tone::Success, td_string!(locale, api.token_working)),
        TokenState::Expired => (Tone::Neutral, td_string!(locale, api.token_expired)),
        TokenState::Revoked => (Tone::Neutral, td_string!(locale, api.token_revoked)),
    };
    let scopes: Vec<&str> = token.scopes.iter().map(|scope| scope_text(locale, scope)).collect();
    let used = match token.last_used_at {
        Some(moment) => view! { {td_string!(locale, api.token_last_used)} " " <LocalTime moment /> }.into_any(),
        None => td_string!(locale, api.token_never_used).into_any(),
    };
    view! {
        <p class="flex flex-wrap items-center gap-2 font-semibold">
            <bdi class="break-all">{token.name}</bdi>
            <Badge tone text=state />
        </p>
        <p class="text-sm text-muted">{scopes.join(" · ")}</p>
        <p class="text-sm text-muted">
            {td_string!(locale, api.token_created)} " " <LocalTime moment=token.created_at />
        </p>
        <p class="text-sm text-muted">
            {td_string!(locale, api.token_expires)} " " <LocalTime moment=token.expires_at />
        </p>
        <p class="text-sm text-muted">{used}</p>
    }
}
