//! `/profile/security`: password, sessions, address.

mod email_section;
mod password_section;
mod reauthenticate;
mod sessions_section;
mod tokens_section;
mod two_factor;

use self::{
    email_section::EmailSection, password_section::PasswordSection, sessions_section::SessionsSection,
    tokens_section::TokensSection,
};
pub use self::{reauthenticate::ReauthenticatePage, two_factor::TwoFactorPage};
use crate::{
    components::{alert::Alert, lang::current_locale, tone::Tone, unlisted_page::UnlistedPage},
    domain::{
        accounts::{
            api_token::TokenAnswer,
            security::{EmailChangeAnswer, PasswordChangeAnswer},
        },
        fault::RetryAfter,
    },
    i18n::{Locale, td_string},
    pages::{
        accounts::{news::NewsSection, unconfirmed::UnconfirmedNotice},
        site::{failure::loaded, too_fast::set_too_fast},
    },
    routes,
    server::{
        ctx::Ctx,
        error::AppResult,
        security::flash::take_flash,
        services::accounts::security::{SecurityPage as Shown, load},
    },
    server_fns::accounts::{security::EmailChangeFlash, tokens::TOKEN_ANSWER},
    texts::waiting::waiting,
};
use leptos::prelude::*;

/// How the account is entered, and from where it was.
#[component]
pub fn SecurityPage() -> impl IntoView {
    let locale = current_locale();
    let password: Option<PasswordChangeAnswer> = take_flash("change_password");
    let email: Option<EmailChangeFlash> = take_flash("change_email");
    let sessions: Option<bool> = take_flash("sessions");
    let token: Option<TokenAnswer> = take_flash(TOKEN_ANSWER);
    let notices = notices(locale, password.as_ref(), email.as_ref(), sessions.is_some());
    view! {
        <UnlistedPage title=td_string!(locale, security.title) lead=td_string!(locale, security.lead)>
            <div class="flex flex-col gap-6">
                {notices} <UnconfirmedNotice next=routes::SECURITY />
                {loaded(security_page(), move |shown| {
                    view! {
                        <div class="flex flex-col gap-6">
                            <PasswordSection answer=password email=shown.email.clone() />
                            <EmailSection flash=email address=shown.email confirmed=shown.email_confirmed />
                            <SessionsSection sessions=shown.sessions />
                            <TokensSection answer=token tokens=shown.tokens />
                            <NewsSection wanted=shown.wants_news />
                        </div>
                    }
                        .into_any()
                })}
                <p>
                    <a class="link inline-flex min-h-11 items-center" href=routes::TWO_FACTOR>
                        {td_string!(locale, security.factor_title)}
                    </a>
                </p>
                <p>
                    <a class="link inline-flex min-h-11 items-center" href=routes::OWN_DATA>
                        {td_string!(locale, own_data.title)}
                    </a>
                </p>
            </div>
        </UnlistedPage>
    }
}

async fn security_page() -> AppResult<Shown> {
    let ctx = Ctx::current()?;
    load(&ctx.state, ctx.signed_in()?).await
}

/// What the form that was just sent led to, field errors apart.
fn notices(
    locale: Locale,
    password: Option<&PasswordChangeAnswer>,
    email: Option<&EmailChangeFlash>,
    sessions_ended: bool,
) -> impl IntoView + use<> {
    let done = match (password, email.map(|flash| &flash.answer)) {
        (Some(PasswordChangeAnswer::Done), _) => Some(td_string!(locale, security.password_done)),
        (_, Some(EmailChangeAnswer::Asked)) => Some(td_string!(locale, security.email_asked)),
        _ if sessions_ended => Some(td_string!(locale, security.sessions_done)),
        _ => None,
    };
    let wait = match (password, email.map(|flash| &flash.answer)) {
        (Some(PasswordChangeAnswer::TooFast { seconds }), _) | (_, Some(EmailChangeAnswer::TooFast { seconds })) => {
            set_too_fast(*seconds);
            Some(td_string!(locale, access.too_fast, wait = waiting(locale, RetryAfter(*seconds))))
        }
        _ => None,
    };
    view! {
        {done.map(|text| view! { <Alert tone=Tone::Success title=text /> })}
        {wait.map(|text| view! { <Alert tone=Tone::Warning title=text /> })}
    }
}
