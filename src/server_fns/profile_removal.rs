//! Removing one of two profiles.

use leptos::prelude::*;

use crate::domain::{fault::Fault, profile_removal::RemovalAnswer};

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
        server::{
            security::flash::set_flash,
            services::{profile_removal::remove, reauthentication, sessions::use_response},
        },
    };
    let (state, request, viewer) = super::security::signed_in()?;
    let response = use_response()?;
    let module = Module::from_key(&module).ok_or(Fault::BadRequest)?;
    let answer = remove(&state, &request, &viewer, module).await?;
    match answer {
        RemovalAnswer::Removed => {
            set_flash(&state, &response, PROFILE_REMOVED, &true)?;
            leptos_axum::redirect(crate::routes::DASHBOARD);
        }
        RemovalAnswer::NoProfile => leptos_axum::redirect(crate::routes::DASHBOARD),
        RemovalAnswer::LastProfile => leptos_axum::redirect(super::own_data::PAGE),
        RemovalAnswer::PasswordNeeded => leptos_axum::redirect(&reauthentication::page(&page(module))),
    }
    Ok(answer)
}

/// What the page before a removal shows.
///
/// # Errors
/// When nobody is signed in or the database does not answer.
#[cfg(feature = "ssr")]
pub async fn removal_page(
    module: crate::domain::module::Module,
) -> crate::server::error::AppResult<crate::server::services::profile_removal::RemovalPage> {
    let (state, request) = (crate::server::context::use_state()?, crate::server::context::use_request());
    let viewer = request.viewer.account().ok_or(crate::server::error::AppError::Forbidden)?;
    crate::server::services::profile_removal::load(&state, viewer, module).await
}
