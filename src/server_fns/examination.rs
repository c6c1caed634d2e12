//! Having the installation examined from the desk.

use leptos::prelude::*;

use crate::domain::fault::Fault;

/// Where the button that examines the installation is sent.
pub const EXAMINE_INSTALLATION: &str = "/fn/examine_installation";

/// The flash that says how it ended.
#[cfg(feature = "ssr")]
pub const EXAMINATION_ENDED: &str = "examination";

/// Whether the installation was examined.
#[cfg(feature = "ssr")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum ExaminationEnd {
    Done,
    /// Another examination goes on.
    Busy,
}

/// Examines the server that takes this request; the page shows what was found.
#[server(prefix = "/fn", endpoint = "examine_installation")]
pub async fn examine_installation() -> Result<(), Fault> {
    use crate::{
        routes,
        server::{ctx::Ctx, services::operations::doctor::examine_running},
    };
    let ctx = Ctx::current()?;
    let examination = examine_running(&ctx.state, &ctx.actor()).await?;
    let end = if examination.is_some() { ExaminationEnd::Done } else { ExaminationEnd::Busy };
    ctx.flash(EXAMINATION_ENDED, &end)?;
    leptos_axum::redirect(routes::DESK_EXAMINATION);
    Ok(())
}
