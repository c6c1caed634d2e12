//! The notice about an unconfirmed address.

use leptos::prelude::*;

use crate::components::suspended::suspended;
use crate::{
    components::{
        alert::Alert,
        button::{Button, ButtonStyle},
        lang::current_locale,
        site::operator,
        tone::Tone,
    },
    domain::{accounts::security::ConfirmationSent, fault::RetryAfter, settings::Provider},
    i18n::td_string,
    pages::site::{failure::failure, too_fast::set_too_fast},
    server::{
        context::{use_request, use_state},
        ctx::Ctx,
        error::AppResult,
        security::flash::take_flash,
        services::accounts::email_confirmation::is_confirmed,
    },
    server_fns::accounts::security::SEND_CONFIRMATION,
    texts::waiting::waiting,
};

/// Says what an unconfirmed address means and sends the link again; nothing once it is confirmed. `next` is the page
/// it stands on.
#[component]
pub fn UnconfirmedNotice(next: &'static str) -> impl IntoView {
    let locale = current_locale();
    // Mails wait in the outbox until the site can send them: there is no link to be opened yet.
    let text = if use_state().is_ok_and(|state| state.settings.latest().has(Provider::SendGrid)) {
        td_string!(locale, access.unconfirmed_text).to_owned()
    } else {
        td_string!(locale, access.no_mails_yet, email = operator().email)
    };
    let restricted = use_request().viewer.account().is_some_and(|account| !account.trusted);
    let sent: Option<ConfirmationSent> = take_flash("confirmation");
    if let Some(ConfirmationSent::TooFast { seconds }) = sent {
        set_too_fast(seconds);
    }
    suspended(async move {
        match waits_for_confirmation().await {
            Ok(false) => ().into_any(),
            Err(error) => failure(error),
            Ok(true) => {
                let said = match sent {
                    Some(ConfirmationSent::Sent) => {
                        Some((Tone::Success, td_string!(locale, access.resend_sent).to_owned()))
                    }
                    Some(ConfirmationSent::TooFast { seconds }) => {
                        let wait = waiting(locale, RetryAfter(seconds));
                        Some((Tone::Warning, td_string!(locale, access.resend_too_fast, wait = wait)))
                    }
                    Some(ConfirmationSent::NotNeeded) | None => None,
                };
                view! {
                    {said.map(|(tone, text)| view! { <Alert tone title=text /> })}
                    <Alert tone=Tone::Info title=td_string!(locale, access.unconfirmed_title)>
                        <p>{text}</p>
                        {restricted.then(|| view! { <p class="mt-2">{td_string!(locale, access.unconfirmed_restricted)}</p> })}
                        <form method="post" action=SEND_CONFIRMATION class="mt-4">
                            <input type="hidden" name="next" value=next />
                            <Button style=ButtonStyle::Outline>{td_string!(locale, access.resend_button)}</Button>
                        </form>
                    </Alert>
                }
                    .into_any()
            }
        }
    })
}

/// Whether the viewer's address waits for its confirmation; `false` for visitors.
async fn waits_for_confirmation() -> AppResult<bool> {
    let ctx = Ctx::current()?;
    match ctx.viewer().account() {
        Some(viewer) => Ok(!is_confirmed(&ctx.state, viewer).await?),
        None => Ok(false),
    }
}
