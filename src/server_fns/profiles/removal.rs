//! Removing one of two profiles.

use crate::domain::{fault::Fault, profiles::removal::RemovalAnswer};
use leptos::prelude::*;

/// Where the form that removes a profile is sent.
pub const REMOVE_PROFILE: &str = "/fn/remove_profile";
/// The flash that tells the dashboard that a profile is gone.
pub const PROFILE_REMOVED: &str = "profile_removed";

/// The page that asks before the profile of a module is removed.
#[cfg(feature = "ssr")]
#[must_use]
pub fn page(module: crate::domain::module::Module) -> String {
    format!("/profile/remove/{}", module.key())
}

/// Removes the viewer's profile in `module`.
#[server(prefix = "/fn", endpoint = "remove_profile")]
pub async fn remove_profile(#[server(default)] module: String) -> Result<RemovalAnswer, Fault> {
    use crate::{
        domain::module::Module,
        server::{ctx::Ctx, services::profiles::removal::remove},
    };
    let ctx = Ctx::current()?;
    let module = Module::from_key(&module).ok_or(Fault::BadRequest)?;
    // After the password was asked for.
    leptos_axum::redirect(&page(module));
    let answer = remove(&ctx.state, &ctx.actor(), module).await?;
    leptos_axum::redirect(match answer {
        RemovalAnswer::Removed | RemovalAnswer::NoProfile => crate::routes::DASHBOARD,
        RemovalAnswer::LastProfile => crate::server_fns::profiles::own_data::PAGE,
    });
    if answer == RemovalAnswer::Removed {
        ctx.flash(PROFILE_REMOVED, &true)?;
    }
    Ok(answer)
}
