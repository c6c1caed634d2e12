//! `/admin/tokens`: the personal access tokens of all accounts.

use leptos::prelude::*;

use super::frame::DeskFrame;
use crate::{
    components::{
        alert::Alert,
        button::{Button, ButtonStyle},
        lang::current_locale,
        page_header::PageHeader,
        token_details::TokenDetails,
        tone::Tone,
    },
    domain::accounts::api_token::{TokenAnswer, TokenState},
    i18n::td_string,
    pages::site::failure::loaded,
    routes,
    server::{
        ctx::Ctx,
        error::AppResult,
        security::flash::take_flash,
        services::accounts::api_tokens::{ListedToken, list_all},
    },
    server_fns::accounts::tokens::{DESK_TOKEN_ANSWER, REVOKE_ANY_TOKEN, TOKEN_FIELD},
};

/// Whose they are, what they may be used for, and the buttons that revoke them.
#[component]
pub fn DeskTokensPage() -> impl IntoView {
    let locale = current_locale();
    let answer: Option<TokenAnswer> = take_flash(DESK_TOKEN_ANSWER);
    let revoked = answer == Some(TokenAnswer::Revoked);
    view! {
        <DeskFrame title=td_string!(locale, api.desk_tokens) current=Some(routes::DESK_TOKENS)>
            <PageHeader title=td_string!(locale, api.desk_tokens) lead=td_string!(locale, api.desk_tokens_lead) />
            {revoked
                .then(|| view! { <Alert tone=Tone::Success title=td_string!(locale, api.token_revoke_done) /> })}
            {loaded(list(), |all| view! { <List all /> }.into_any())}
        </DeskFrame>
    }
}

async fn list() -> AppResult<Vec<ListedToken>> {
    let ctx = Ctx::current()?;
    list_all(&ctx.state, &ctx.actor()).await
}

#[component]
fn List(all: Vec<ListedToken>) -> impl IntoView {
    let locale = current_locale();
    if all.is_empty() {
        return view! { <p class="text-muted">{td_string!(locale, api.desk_tokens_none)}</p> }.into_any();
    }
    let lines = all.into_iter().map(|one| view! { <Line one /> }).collect_view();
    view! { <ul class="desk-list">{lines}</ul> }.into_any()
}

#[component]
fn Line(one: ListedToken) -> impl IntoView {
    let locale = current_locale();
    let (id, working) = (one.line.id, one.line.state == TokenState::Working);
    view! {
        <li>
            <p>
                <bdi class="font-semibold break-all" dir="ltr">
                    {one.email}
                </bdi>
            </p>
            <TokenDetails token=one.line />
            {working
                .then(|| {
                    view! {
                        <form method="post" action=REVOKE_ANY_TOKEN class="mt-2">
                            <input type="hidden" name=TOKEN_FIELD value=id.to_string() />
                            <Button style=ButtonStyle::Danger>{td_string!(locale, api.token_revoke)}</Button>
                        </form>
                    }
                })}
        </li>
    }
}
