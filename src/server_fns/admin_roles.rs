//! Inviting and dismissing administrators from their list.

use leptos::prelude::*;

use crate::domain::{admin::DeskAnswer, fault::Fault};

/// Where the address of an administrator to be invited is sent.
pub const INVITE_ADMINISTRATOR: &str = "/fn/invite_administrator";
/// Where the form that makes a member of an administrator on the list is sent.
pub const DISMISS_ADMINISTRATOR: &str = "/fn/dismiss_administrator";

/// The flash with the answer.
#[cfg(feature = "ssr")]
pub const DESK_ADMINS_ANSWER: &str = "desk-admins";

/// How an action on the list ended.
#[cfg(feature = "ssr")]
#[derive(Clone, serde::Serialize, serde::Deserialize)]
pub struct AdminsFlash {
    pub answer: DeskAnswer,
    /// The address that was typed, when nobody was invited.
    pub email: String,
}

/// Invites an administrator by e-mail.
#[server(prefix = "/fn", endpoint = "invite_administrator")]
pub async fn invite_administrator(#[server(default)] email: String) -> Result<DeskAnswer, Fault> {
    use crate::{
        routes,
        server::{ctx::Ctx, services::admin::invitations::invite},
    };
    let ctx = Ctx::current()?;
    leptos_axum::redirect(routes::DESK_ADMINS);
    let answer = invite(&ctx.state, &ctx.actor(), ctx.lang(), &email).await?;
    let typed = if answer.is_done() { String::new() } else { email.chars().take(254).collect() };
    ctx.flash(DESK_ADMINS_ANSWER, &AdminsFlash { answer, email: typed })?;
    Ok(answer)
}

/// Makes the administrator with this account a member again.
#[server(prefix = "/fn", endpoint = "dismiss_administrator")]
pub async fn dismiss_administrator(
    #[server(default)] account: String,
    #[server(default)] confirmed: Option<String>,
) -> Result<DeskAnswer, Fault> {
    use crate::{
        routes,
        server::{ctx::Ctx, services::admin::invitations::dismiss},
    };
    let ctx = Ctx::current()?;
    leptos_axum::redirect(routes::DESK_ADMINS);
    let account: i64 = account.parse().map_err(|_| Fault::BadRequest)?;
    let answer = match confirmed {
        Some(_) => dismiss(&ctx.state, &ctx.actor(), account).await?,
        None => DeskAnswer::NotConfirmed,
    };
    ctx.flash(DESK_ADMINS_ANSWER, &AdminsFlash { answer, email: String::new() })?;
    Ok(answer)
}
