//! `/auth/email/undo/{token}`, linked from the mail to the old address of an account.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::outcome::{EmailOutcome, LinkOutcome};
use crate::components::suspended::suspended;
use crate::{
    components::{button::Button, lang::current_locale, page_header::PageHeader, unlisted_page::UnlistedPage},
    domain::accounts::security::LinkAnswer,
    i18n::td_string,
    pages::site::failure::failure,
    server::{
        context::use_state, error::AppResult, security::flash::take_flash, services::accounts::email_change::can_undo,
    },
    server_fns::accounts::recovery::{LinkFlash, UNDO_EMAIL_CHANGE},
};

/// One button, and what it led to.
#[component]
pub fn UndoEmailChangePage() -> impl IntoView {
    let locale = current_locale();
    let token = use_params_map().with_untracked(|params| params.get("token")).unwrap_or_default();
    let flash: Option<LinkFlash> = take_flash("email_link");
    view! {
        <UnlistedPage title=td_string!(locale, access.undo_title)>
            {suspended(async move {
                if let Some(flash) = flash {
                    let outcome = match flash.answer {
                        LinkAnswer::Done => EmailOutcome::Undone,
                        LinkAnswer::Dead => EmailOutcome::Dead,
                        LinkAnswer::Taken => EmailOutcome::Taken,
                    };
                    return view! { <LinkOutcome outcome /> }.into_any();
                }
                match may_undo(&token).await {
                    Ok(true) => view! { <Question token /> }.into_any(),
                    Ok(false) => view! { <LinkOutcome outcome=EmailOutcome::Dead /> }.into_any(),
                    Err(error) => failure(error),
                }
            })}
        </UnlistedPage>
    }
}

async fn may_undo(token: &str) -> AppResult<bool> {
    can_undo(&use_state()?, token).await
}

#[component]
fn Question(token: String) -> impl IntoView {
    let locale = current_locale();
    view! {
        <PageHeader title=td_string!(locale, access.undo_title) lead=td_string!(locale, access.undo_lead) />
        <form method="post" action=UNDO_EMAIL_CHANGE class="section-card">
            <input type="hidden" name="token" value=token />
            <Button wide=true>{td_string!(locale, access.undo_button)}</Button>
        </form>
    }
}
