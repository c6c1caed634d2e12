//! Reading the number of an identity document in full.

use leptos::prelude::*;

use crate::domain::fault::Fault;

/// Where the buttons that reveal a number are sent.
pub const REVEAL_DOCUMENT: &str = "/fn/reveal_document";
/// Where the documents stand on the page of a profile.
pub const PLACE: &str = "document";

/// Names the administrators' desk as the page that shows a number.
pub const DESK: &str = "desk";

/// Shows the document `kind` of the person with this code, once, on the page of their profile in `module`, or on the
/// administrators' page about them.
#[server(prefix = "/fn", endpoint = "reveal_document")]
pub async fn reveal_document(
    #[server(default)] code: String,
    #[server(default)] kind: String,
    #[server(default)] module: String,
    #[server(default)] place: String,
) -> Result<(), Fault> {
    use crate::{
        domain::{module::Module, unique_code::UniqueCode},
        server::{ctx::Ctx, security::flash::REVEALED_DOCUMENT, services::profiles::documents::reveal},
    };
    let ctx = Ctx::current()?;
    let code: UniqueCode = code.parse().map_err(|_| Fault::BadRequest)?;
    let module = Module::from_key(&module).unwrap_or(Module::Main);
    // Also after the password was asked for.
    let page = if place == DESK { crate::routes::desk_person(code.as_str()) } else { module.profile_path(&code) };
    leptos_axum::redirect(&format!("{page}#{PLACE}"));
    let permission = reveal(&ctx.state, &ctx.actor(), &code, &kind).await?;
    ctx.flash(REVEALED_DOCUMENT, &permission)?;
    Ok(())
}
