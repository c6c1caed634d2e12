//! Forgotten passwords and links of mails: what people without a session do.

use crate::domain::{
    accounts::security::{ForgotAnswer, LinkAnswer, ResetAnswer},
    fault::Fault,
};
use leptos::prelude::*;

/// Where the form of a forgotten password is sent.
pub const REPORT_FORGOTTEN: &str = "/fn/report_forgotten_password";
/// Where the form of a new password is sent.
pub const RESET_PASSWORD: &str = "/fn/reset_password";
/// Where the secret of a printed slip is sent.
pub const OPEN_SLIP: &str = "/fn/open_slip";
/// Where « this is my address » is sent.
pub const CONFIRM_EMAIL: &str = "/fn/confirm_email";
/// Where « this is not me » is sent.
pub const DISOWN_EMAIL: &str = "/fn/disown_email";
/// Where the undoing of a change of address is sent.
pub const UNDO_EMAIL_CHANGE: &str = "/fn/undo_email_change";

/// Takes the address of an account whose password was forgotten; the answer is the same for every address.
#[server(prefix = "/fn", endpoint = "report_forgotten_password")]
pub async fn report_forgotten_password(#[server(default)] email: String) -> Result<ForgotAnswer, Fault> {
    use crate::server::{
        ctx::Ctx,
        error::AppError,
        services::accounts::password_reset::{Reported, report},
    };
    let ctx = Ctx::current()?;
    let answer = match report(&ctx.state, &ctx.actor(), &email).await {
        Ok(Reported::Taken) => ForgotAnswer::Taken,
        Ok(Reported::NoAddress) => ForgotAnswer::NoAddress,
        Err(AppError::TooManyRequests(wait)) => ForgotAnswer::TooFast { seconds: wait.0 },
        Err(error) => return Err(error.into()),
    };
    let email = if answer == ForgotAnswer::Taken { String::new() } else { email.chars().take(254).collect() };
    ctx.flash("forgot", &ForgotFlash { email, answer })?;
    leptos_axum::redirect(crate::routes::FORGOT_PASSWORD);
    Ok(answer)
}

/// The flash with what was typed and no slip says.
#[cfg(feature = "ssr")]
pub const TYPED_SLIP: &str = "slip";

/// Leads on from the secret of a printed slip, as its address does. Whether the slip still works is said there.
#[server(prefix = "/fn", endpoint = "open_slip")]
pub async fn open_slip(#[server(default)] slip: String) -> Result<(), Fault> {
    use crate::{
        routes,
        server::{
            ctx::Ctx,
            security::{reset_cookie, tokens::read_typed_token},
            services::accounts::password_reset::is_open,
        },
    };
    let ctx = Ctx::current()?;
    let Some(token) = read_typed_token(&slip) else {
        ctx.flash(TYPED_SLIP, &slip.chars().filter(|c| !c.is_control()).take(40).collect::<String>())?;
        leptos_axum::redirect(routes::SLIP);
        return Ok(());
    };
    ctx.actor().counted(|address| ctx.state.security.rate_limits.link_followed(address))?;
    let https = ctx.state.config.is_https();
    let open = is_open(&ctx.state, &token).await?;
    ctx.set_cookie(if open { reset_cookie::holding(https, &token)? } else { reset_cookie::removed(https)? });
    leptos_axum::redirect(routes::RESET_PASSWORD);
    Ok(())
}

/// What the page of a forgotten password shows after its form was sent.
#[cfg(feature = "ssr")]
#[derive(serde::Serialize, serde::Deserialize)]
pub struct ForgotFlash {
    pub email: String,
    pub answer: ForgotAnswer,
}

/// Chooses a new password with the link whose token the cookie holds.
#[server(prefix = "/fn", endpoint = "reset_password")]
pub async fn reset_password(
    #[server(default)] password: String,
    #[server(default)] password_confirm: String,
) -> Result<ResetAnswer, Fault> {
    use crate::server::{ctx::Ctx, security::reset_cookie, services::accounts::password_reset::reset};
    let ctx = Ctx::current()?;
    let answer = match reset_token() {
        Some(token) => reset(&ctx.state, &ctx.actor(), token, password, &password_confirm).await?,
        None => ResetAnswer::LinkDead,
    };
    if answer == ResetAnswer::Done {
        ctx.set_cookie(reset_cookie::removed(ctx.state.config.is_https())?);
    }
    ctx.flash("reset", &answer)?;
    leptos_axum::redirect(crate::routes::RESET_PASSWORD);
    Ok(answer)
}

/// The flash that tells the page of a new password that a change of address was undone.
#[cfg(feature = "ssr")]
pub const RESET_AFTER_UNDO: &str = "reset_after_undo";

/// The token of the password link this browser followed.
#[cfg(feature = "ssr")]
pub fn reset_token() -> Option<String> {
    let state = crate::server::context::use_state().ok()?;
    let parts = use_context::<http::request::Parts>()?;
    crate::server::security::reset_cookie::token(state.config.is_https(), &parts.headers)
}

/// Confirms the address a link was sent to.
#[server(prefix = "/fn", endpoint = "confirm_email")]
pub async fn confirm_email(#[server(default)] token: String) -> Result<LinkAnswer, Fault> {
    use crate::server::{ctx::Ctx, services::accounts::email_confirmation::confirm};
    let (ctx, back) = (Ctx::current()?, LinkPage::new(crate::routes::CONFIRM_EMAIL, &token)?);
    let answer = confirm(&ctx.state, &ctx.actor(), token).await?;
    back.show(&ctx, "confirmed", answer)
}

/// Says that the account with the address a link was sent to is not the holder's.
#[server(prefix = "/fn", endpoint = "disown_email")]
pub async fn disown_email(#[server(default)] token: String) -> Result<LinkAnswer, Fault> {
    use crate::server::{ctx::Ctx, services::accounts::email_confirmation::disown};
    let (ctx, back) = (Ctx::current()?, LinkPage::new(crate::routes::CONFIRM_EMAIL, &token)?);
    let answer = disown(&ctx.state, &ctx.actor(), token).await?;
    back.show(&ctx, "disowned", answer)
}

/// Keeps or restores the address a link was sent to, and leads its holder to a new password.
#[server(prefix = "/fn", endpoint = "undo_email_change")]
pub async fn undo_email_change(#[server(default)] token: String) -> Result<LinkAnswer, Fault> {
    use crate::server::{
        ctx::Ctx,
        security::reset_cookie,
        services::accounts::email_change::{Undone, undo},
    };
    let (ctx, back) = (Ctx::current()?, LinkPage::new(crate::routes::UNDO_EMAIL_CHANGE, &token)?);
    let Undone { answer, reset } = undo(&ctx.state, &ctx.actor(), token).await?;
    let Some(reset) = reset else { return back.show(&ctx, "undone", answer) };
    // As after following a link of a mail: the secret is in the cookie alone.
    ctx.set_cookie(reset_cookie::holding(ctx.state.config.is_https(), &reset.token)?);
    ctx.flash(RESET_AFTER_UNDO, &true)?;
    leptos_axum::redirect(crate::routes::RESET_PASSWORD);
    Ok(answer)
}

/// What a page behind a link shows after one of its buttons was pressed.
#[cfg(feature = "ssr")]
#[derive(Clone, serde::Serialize, serde::Deserialize)]
pub struct LinkFlash {
    /// `confirmed`, `disowned` or `undone`.
    pub done: String,
    pub answer: LinkAnswer,
}

/// The page a link leads to, to go back to.
#[cfg(feature = "ssr")]
struct LinkPage(String);

#[cfg(feature = "ssr")]
impl LinkPage {
    fn new(path: &str, token: &str) -> Result<Self, Fault> {
        let plain = token.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
        if plain && !token.is_empty() { Ok(Self(format!("{path}/{token}"))) } else { Err(Fault::BadRequest) }
    }

    fn show(self, ctx: &crate::server::ctx::Ctx, done: &str, answer: LinkAnswer) -> Result<LinkAnswer, Fault> {
        ctx.flash("email_link", &LinkFlash { done: done.to_owned(), answer })?;
        leptos_axum::redirect(&self.0);
        Ok(answer)
    }
}
