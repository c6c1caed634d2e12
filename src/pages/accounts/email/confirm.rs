//! `/auth/email/confirm/{token}`. Programs that look at mails follow links; only a button confirms.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::outcome::{EmailOutcome, LinkOutcome};
use crate::components::suspended::suspended;
use crate::{
    components::{
        button::{Button, ButtonStyle},
        lang::current_locale,
        page_header::PageHeader,
        unlisted_page::UnlistedPage,
    },
    domain::accounts::security::{ConfirmationLink, LinkAnswer},
    i18n::td_string,
    pages::site::failure::failure,
    server::{
        context::use_state, error::AppResult, security::flash::take_flash, services::accounts::email_confirmation,
    },
    server_fns::accounts::recovery::{CONFIRM_EMAIL, DISOWN_EMAIL, LinkFlash},
};

/// « Is this you? », and what the answer led to.
#[component]
pub fn ConfirmEmailPage() -> impl IntoView {
    let locale = current_locale();
    let token = use_params_map().with_untracked(|params| params.get("token")).unwrap_or_default();
    let flash: Option<LinkFlash> = take_flash("email_link");
    view! {
        <UnlistedPage title=td_string!(locale, access.confirm_title)>
            {suspended(async move {
                if let Some(flash) = flash {
                    return view! { <LinkOutcome outcome=outcome(&flash) /> }.into_any();
                }
                match look(&token).await {
                    Ok(ConfirmationLink::Address) => view! { <Question token new_address=false /> }.into_any(),
                    Ok(ConfirmationLink::NewAddress) => view! { <Question token new_address=true /> }.into_any(),
                    Ok(ConfirmationLink::Confirmed) => {
                        view! { <LinkOutcome outcome=EmailOutcome::Confirmed /> }.into_any()
                    }
                    Ok(ConfirmationLink::Dead) => view! { <LinkOutcome outcome=EmailOutcome::Dead /> }.into_any(),
                    Err(error) => failure(error),
                }
            })}
        </UnlistedPage>
    }
}

async fn look(token: &str) -> AppResult<ConfirmationLink> {
    email_confirmation::look(&use_state()?, token).await
}

fn outcome(flash: &LinkFlash) -> EmailOutcome {
    match (flash.answer, flash.done.as_str()) {
        (LinkAnswer::Dead, _) => EmailOutcome::Dead,
        (LinkAnswer::Taken, _) => EmailOutcome::Taken,
        (LinkAnswer::Done, "disowned") => EmailOutcome::Disowned,
        (LinkAnswer::Done, _) => EmailOutcome::Confirmed,
    }
}

#[component]
fn Question(token: String, new_address: bool) -> impl IntoView {
    let locale = current_locale();
    let (lead, hint) = if new_address {
        (td_string!(locale, access.confirm_new_lead), td_string!(locale, access.refuse_new_hint))
    } else {
        (td_string!(locale, access.confirm_lead), td_string!(locale, access.disown_hint))
    };
    view! {
        <PageHeader title=td_string!(locale, access.confirm_title) lead />
        <div class="section-card flex flex-col gap-8">
            <form method="post" action=CONFIRM_EMAIL>
                <input type="hidden" name="token" value=token.clone() />
                <Button wide=true>{td_string!(locale, access.confirm_button)}</Button>
            </form>
            <form method="post" action=DISOWN_EMAIL>
                <input type="hidden" name="token" value=token />
                <p class="mb-3 text-muted">{hint}</p>
                <Button style=ButtonStyle::Danger wide=true>
                    {td_string!(locale, access.not_me)}
                </Button>
            </form>
        </div>
    }
}
