//! Reading the number of an identity document in full.

use leptos::prelude::*;

use crate::domain::fault::Fault;

/// Where the buttons that reveal a number are sent.
pub const REVEAL_DOCUMENT: &str = "/fn/reveal_document";
/// Where the documents stand on the page of a profile.
pub const PLACE: &str = "document";

/// Shows the document `kind` of the person with this code, once, on the page of their profile in `module`.
#[server(prefix = "/fn", endpoint = "reveal_document")]
pub async fn reveal_document(
    #[server(default)] code: String,
    #[server(default)] kind: String,
    #[server(default)] module: String,
) -> Result<(), Fault> {
    use crate::{
        domain::{module::Module, unique_code::UniqueCode},
        server::{
            security::flash::set_flash,
            services::{
                documents::{REVEALED, Revealing, reveal},
                reauthentication,
                sessions::use_response,
            },
        },
    };
    let (state, request, viewer) = super::security::signed_in()?;
    let response = use_response()?;
    let code: UniqueCode = code.parse().map_err(|_| Fault::BadRequest)?;
    let module = Module::from_key(&module).unwrap_or(Module::Main);
    let page = format!("{}#{PLACE}", module.profile_path(&code));
    match reveal(&state, &request, &viewer, &code, &kind).await? {
        Revealing::Allowed(permission) => {
            set_flash(&state, &response, REVEALED, &permission)?;
            leptos_axum::redirect(&page);
            Ok(())
        }
        Revealing::PasswordNeeded => {
            leptos_axum::redirect(&reauthentication::page(&page));
            Ok(())
        }
        Revealing::NotReachable => Err(Fault::NotFound),
    }
}
