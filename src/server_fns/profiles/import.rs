//! Confirming what was imported.

use leptos::prelude::*;

use crate::domain::fault::Fault;

/// Where the form is sent by which people confirm what was imported of them.
pub const CONFIRM_IMPORT: &str = "/fn/confirm_import";
/// The box that must be ticked.
pub const AGREE_FIELD: &str = "agree";
/// The flash with whether it was ticked.
#[cfg(feature = "ssr")]
pub const IMPORT_CONFIRMED: &str = "import_confirmed";

/// Notes that the viewer confirms the imported answers, if the box was ticked.
#[server(prefix = "/fn", endpoint = "confirm_import")]
pub async fn confirm_import(#[server(default)] agree: String) -> Result<(), Fault> {
    use crate::{
        routes::DASHBOARD,
        server::{ctx::Ctx, services::import::confirm::confirm},
    };
    let ctx = Ctx::current()?;
    let agreed = !agree.is_empty();
    if agreed {
        confirm(&ctx.state, &ctx.actor(), ctx.lang()).await?;
    }
    ctx.flash(IMPORT_CONFIRMED, &agreed)?;
    leptos_axum::redirect(DASHBOARD);
    Ok(())
}
