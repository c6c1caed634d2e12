//! Deleting the own account, and what its pages show.

use leptos::prelude::*;

use crate::domain::{account_security::DeletionAnswer, fault::Fault};

/// Where the form that deletes the account is sent.
pub const DELETE_ACCOUNT: &str = "/fn/delete_account";
/// The flash that tells the landing page that an account is gone.
pub const ACCOUNT_DELETED: &str = "account_deleted";

/// The page of the form.
#[cfg(feature = "ssr")]
pub const PAGE: &str = crate::routes::DELETE_ACCOUNT;

/// Deletes the viewer's account when `confirmation` is their code, or the word asked for.
#[server(prefix = "/fn", endpoint = "delete_account")]
pub async fn delete_account(#[server(default)] confirmation: String) -> Result<DeletionAnswer, Fault> {
    use crate::server::{
        security::{flash::set_flash, sessions::no_cookie},
        services::{own_data::erase, reauthentication, sessions::use_response},
    };
    let (state, request, viewer) = super::security::signed_in()?;
    let response = use_response()?;
    let answer = erase(&state, &request, &viewer, &confirmation).await?;
    match answer {
        DeletionAnswer::Done => {
            response.append_header(http::header::SET_COOKIE, no_cookie(state.config.is_https())?);
            set_flash(&state, &response, ACCOUNT_DELETED, &true)?;
            leptos_axum::redirect("/");
        }
        DeletionAnswer::PasswordNeeded => leptos_axum::redirect(&reauthentication::page(PAGE)),
        DeletionAnswer::NotConfirmed | DeletionAnswer::LastAdministrator => {
            set_flash(&state, &response, "delete_account", &answer)?;
            leptos_axum::redirect(PAGE);
        }
    }
    Ok(answer)
}

/// What the pages of the own data show.
///
/// # Errors
/// When nobody is signed in or the database does not answer.
#[cfg(feature = "ssr")]
pub async fn own_data_page() -> crate::server::error::AppResult<crate::server::services::own_data::OwnDataPage> {
    let (state, request) = (crate::server::context::use_state()?, crate::server::context::use_request());
    let viewer = request.viewer.account().ok_or(crate::server::error::AppError::Forbidden)?;
    crate::server::services::own_data::load(&state, viewer).await
}
