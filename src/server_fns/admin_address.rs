//! Noting another e-mail address for a person.

use leptos::prelude::*;

use crate::domain::fault::Fault;

/// Where the form with another address for a person is sent.
pub const CHANGE_ADDRESS: &str = "/fn/change_address";

/// The flash with what was typed for the person with this code, when it must be sent again.
#[cfg(feature = "ssr")]
#[must_use]
pub fn typed_address(code: &str) -> String {
    format!("address-{code}")
}

/// What was typed.
#[cfg(feature = "ssr")]
#[derive(Clone, Default, serde::Serialize, serde::Deserialize)]
pub struct TypedAddress {
    pub email: String,
    /// The key of the reason.
    pub reason: String,
}

/// Notes another address for the person with this code, for a reason of the closed list.
#[server(prefix = "/fn", endpoint = "change_address")]
pub async fn change_address(
    #[server(default)] code: String,
    #[server(default)] new_email: String,
    #[server(default)] address_reason: String,
) -> Result<(), Fault> {
    use crate::{
        domain::{
            admin::{AddressReason, DeskAnswer},
            unique_code::UniqueCode,
        },
        routes,
        server::{ctx::Ctx, error::AppError, services::admin::address::change},
        server_fns::admin::person_answer,
    };
    /// No address is longer.
    const LONGEST: usize = 254;
    let ctx = Ctx::current()?;
    let code: UniqueCode = code.parse().map_err(|_| Fault::BadRequest)?;
    let page = routes::desk_person(code.as_str());
    let typed = TypedAddress {
        email: new_email.chars().take(LONGEST).collect(),
        reason: address_reason.chars().take(LONGEST).collect(),
    };
    let outcome = match AddressReason::from_key(&address_reason) {
        Some(reason) => change(&ctx.state, &ctx.actor(), &code, &new_email, reason).await,
        None => Ok(DeskAnswer::NoAddressReason),
    };
    let (answer, next) = match outcome {
        Ok(answer) => (Some(answer), page),
        Err(AppError::ReauthenticationRequired) => (None, routes::reauthentication_page(&page)),
        Err(error) => return Err(error.into()),
    };
    if !answer.is_some_and(DeskAnswer::is_done) {
        ctx.flash(&typed_address(code.as_str()), &typed)?;
    }
    if let Some(answer) = answer {
        ctx.flash(&person_answer(code.as_str()), &answer)?;
    }
    leptos_axum::redirect(&next);
    Ok(())
}
