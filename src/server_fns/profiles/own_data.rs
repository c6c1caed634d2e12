//! Deleting the own account.

use crate::domain::{accounts::security::DeletionAnswer, fault::Fault};
use leptos::prelude::*;

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
        ctx::{Ctx, draft_cookie},
        security::sessions::no_cookie,
        services::profiles::own_data::erase,
    };
    let ctx = Ctx::current()?;
    // Also after the password was asked for.
    leptos_axum::redirect(PAGE);
    let answer = erase(&ctx.state, &ctx.actor(), &confirmation).await?;
    match answer {
        DeletionAnswer::Done => {
            ctx.set_cookie(no_cookie(ctx.state.config.is_https())?);
            ctx.set_cookie(draft_cookie(&ctx.state, None)?);
            ctx.flash(ACCOUNT_DELETED, &true)?;
            leptos_axum::redirect("/");
        }
        DeletionAnswer::NotConfirmed | DeletionAnswer::LastAdministrator => ctx.flash("delete_account", &answer)?,
    }
    Ok(answer)
}
