//! The second factor: setting it up, turning it off, and the second step of a sign-in.

use leptos::prelude::*;

#[cfg(feature = "ssr")]
use crate::domain::accounts::two_factor::TwoFactorAnswer;
use crate::domain::{accounts::sign_in::SignInAnswer, fault::Fault};

/// Where the button that makes a secret is sent.
pub const BEGIN_TWO_FACTOR: &str = "/fn/begin_two_factor";
/// Where the first code is sent.
pub const CONFIRM_TWO_FACTOR: &str = "/fn/confirm_two_factor";
/// Where the form that turns it off is sent.
pub const TURN_TWO_FACTOR_OFF: &str = "/fn/turn_two_factor_off";
/// Where the code of a sign-in is sent.
pub const SIGN_IN_SECOND_STEP: &str = "/fn/sign_in_second_step";

/// The flash with the answer of a form of the page.
#[cfg(feature = "ssr")]
pub const TWO_FACTOR_ANSWER: &str = "two_factor";
/// The flash with the answer of the second step.
#[cfg(feature = "ssr")]
pub const SECOND_STEP_ANSWER: &str = "second_step";

/// What the page says after one of its forms was sent.
#[cfg(feature = "ssr")]
#[derive(Clone, serde::Serialize, serde::Deserialize)]
pub struct TwoFactorFlash {
    pub answer: TwoFactorAnswer,
    /// Shown this once, in groups of four.
    pub recovery_codes: Vec<String>,
}

/// Makes a secret for an app.
#[server(prefix = "/fn", endpoint = "begin_two_factor")]
pub async fn begin_two_factor() -> Result<(), Fault> {
    use crate::server::{ctx::Ctx, services::accounts::two_factor::begin};
    let ctx = Ctx::current()?;
    leptos_axum::redirect(crate::routes::TWO_FACTOR);
    begin(&ctx.state, &ctx.actor()).await?;
    Ok(())
}

/// Takes the first code of the app: from now on the second factor counts.
#[server(prefix = "/fn", endpoint = "confirm_two_factor")]
pub async fn confirm_two_factor(#[server(default)] code: String) -> Result<(), Fault> {
    use crate::server::{ctx::Ctx, error::AppError, services::accounts::two_factor::confirm};
    let ctx = Ctx::current()?;
    leptos_axum::redirect(crate::routes::TWO_FACTOR);
    let (answer, recovery_codes) = match confirm(&ctx.state, &ctx.actor(), &code).await {
        Err(AppError::TooManyRequests(wait)) => (TwoFactorAnswer::TooFast { seconds: wait.0 }, Vec::new()),
        answered => answered?,
    };
    ctx.flash(TWO_FACTOR_ANSWER, &TwoFactorFlash { answer, recovery_codes })?;
    Ok(())
}

/// Turns the second factor off, with the password and a code.
#[server(prefix = "/fn", endpoint = "turn_two_factor_off")]
pub async fn turn_two_factor_off(
    #[server(default)] password: String,
    #[server(default)] code: String,
) -> Result<(), Fault> {
    use crate::server::{ctx::Ctx, error::AppError, services::accounts::two_factor::turn_off};
    let ctx = Ctx::current()?;
    leptos_axum::redirect(crate::routes::TWO_FACTOR);
    let answer = match turn_off(&ctx.state, &ctx.actor(), password, &code).await {
        Err(AppError::TooManyRequests(wait)) => TwoFactorAnswer::TooFast { seconds: wait.0 },
        answered => answered?,
    };
    ctx.flash(TWO_FACTOR_ANSWER, &TwoFactorFlash { answer, recovery_codes: Vec::new() })?;
    Ok(())
}

/// Ends a sign-in with a code of the app, or a recovery code, and leads to `next`.
#[server(prefix = "/fn", endpoint = "sign_in_second_step")]
pub async fn sign_in_second_step(
    #[server(default)] code: String,
    #[server(default)] next: Option<String>,
) -> Result<SignInAnswer, Fault> {
    use crate::{
        domain::accounts::sign_in::local_path,
        routes,
        server::{ctx::Ctx, error::AppError, security::second_step, services::accounts::sign_in::finish},
    };
    let ctx = Ctx::current()?;
    let next = next.as_deref().and_then(local_path).unwrap_or(routes::DASHBOARD).to_owned();
    let https = ctx.state.config.is_https();
    let Some(begun) = begun_sign_in() else {
        ctx.set_cookie(second_step::removed(https)?);
        leptos_axum::redirect(&routes::sign_in_page(&next));
        return Ok(SignInAnswer::Wrong);
    };
    let (answer, token) = match finish(&ctx.state, &ctx.actor(), begun, &code).await {
        Err(AppError::TooManyRequests(wait)) => (SignInAnswer::TooFast { seconds: wait.0 }, None),
        answered => answered?,
    };
    if let Some(token) = token {
        ctx.set_cookie(second_step::removed(https)?);
        ctx.set_session(&token)?;
        leptos_axum::redirect(&next);
        return Ok(answer);
    }
    ctx.flash(SECOND_STEP_ANSWER, &answer)?;
    leptos_axum::redirect(&routes::second_step_page(&next));
    Ok(answer)
}

/// The sign-in of this browser that waits for its second factor; ask before the first `.await`.
#[cfg(feature = "ssr")]
pub fn begun_sign_in() -> Option<crate::server::security::second_step::SecondStep> {
    use crate::server::security::second_step::SecondStep;
    let state = crate::server::context::use_state().ok()?;
    let parts = use_context::<http::request::Parts>()?;
    SecondStep::sent(state.config.is_https(), &parts.headers, &state.security.keyring, state.clock.now())
}
