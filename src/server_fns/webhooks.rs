//! Webhooks. Each action leads to the page about the webhook, or to the list, which says how it ended.

use leptos::prelude::*;

use super::form_encoding::FormPost;
use crate::domain::{fault::Fault, registration::FormValues};
#[cfg(feature = "ssr")]
pub use flash::{WEBHOOK_FLASH, WebhookFlash};

/// Where the form of a new webhook is sent.
pub const ADD_WEBHOOK: &str = "/fn/add_webhook";
/// Where the wish for another secret is sent.
pub const ROTATE_WEBHOOK: &str = "/fn/rotate_webhook";
/// Where the button that switches one on or off is sent.
pub const SWITCH_WEBHOOK: &str = "/fn/switch_webhook";
/// Where the button that tries one out is sent.
pub const TEST_WEBHOOK: &str = "/fn/test_webhook";
/// Where the wish to delete one is sent.
pub const DELETE_WEBHOOK: &str = "/fn/delete_webhook";
/// Where the button that sends a message again is sent.
pub const RESEND_DELIVERY: &str = "/fn/resend_delivery";

/// The field of the address.
pub const ADDRESS_FIELD: &str = "address";
/// The field of the events.
pub const EVENT_FIELD: &str = "event";

/// Adds a webhook and shows its secret.
#[server(prefix = "/fn", endpoint = "add_webhook", input = FormPost)]
pub async fn add_webhook(form: FormValues) -> Result<(), Fault> {
    use crate::{
        domain::webhook::{WebhookAnswer, WebhookEvent},
        routes::{DESK_WEBHOOKS, desk_webhook},
        server::{ctx::Ctx, error::AppError, services::operations::webhooks::desk::add},
    };
    let ctx = Ctx::current()?;
    let events: Vec<_> = form.all(EVENT_FIELD).iter().filter_map(|key| WebhookEvent::from_key(key)).collect();
    match add(&ctx.state, &ctx.actor(), form.first(ADDRESS_FIELD), &events).await {
        Ok(Ok(added)) => {
            let flash = WebhookFlash::new(WebhookAnswer::Added).with_secret(added.secret);
            flash.goes_to(&ctx, &desk_webhook(added.id))?;
        }
        Ok(Err(problem)) => {
            WebhookFlash::new(WebhookAnswer::Refused(problem)).with_typed(form).goes_to(&ctx, DESK_WEBHOOKS)?;
        }
        Err(AppError::ReauthenticationRequired) => {
            WebhookFlash::new(WebhookAnswer::SendAgain).with_typed(form).after_the_password(&ctx, DESK_WEBHOOKS)?;
        }
        Err(error) => return Err(error.into()),
    }
    Ok(())
}

/// Gives the webhook with this number another secret and shows it, when `confirmed` is ticked.
#[server(prefix = "/fn", endpoint = "rotate_webhook")]
pub async fn rotate_webhook(
    #[server(default)] id: String,
    #[server(default)] confirmed: Option<String>,
) -> Result<(), Fault> {
    use crate::{
        domain::webhook::WebhookAnswer,
        routes::desk_webhook,
        server::{ctx::Ctx, error::AppError, services::operations::webhooks::desk::rotate},
    };
    let (ctx, id) = (Ctx::current()?, number(&id)?);
    let here = desk_webhook(id);
    if confirmed.is_none() {
        return Ok(WebhookFlash::new(WebhookAnswer::NotConfirmed).goes_to(&ctx, &here)?);
    }
    match rotate(&ctx.state, &ctx.actor(), id).await {
        Ok(secret) => WebhookFlash::new(WebhookAnswer::Rotated).with_secret(secret).goes_to(&ctx, &here)?,
        Err(AppError::ReauthenticationRequired) => {
            WebhookFlash::new(WebhookAnswer::SendAgain).after_the_password(&ctx, &here)?;
        }
        Err(error) => return Err(error.into()),
    }
    Ok(())
}

/// Switches the webhook with this number on when `on` is not empty, else off.
#[server(prefix = "/fn", endpoint = "switch_webhook")]
pub async fn switch_webhook(#[server(default)] id: String, #[server(default)] on: String) -> Result<(), Fault> {
    use crate::{
        routes::desk_webhook,
        server::{ctx::Ctx, services::operations::webhooks::desk::switch},
    };
    let (ctx, id) = (Ctx::current()?, number(&id)?);
    let answer = switch(&ctx.state, &ctx.actor(), id, !on.is_empty()).await?;
    Ok(WebhookFlash::new(answer).goes_to(&ctx, &desk_webhook(id))?)
}

/// Sends the webhook with this number an event about no person.
#[server(prefix = "/fn", endpoint = "test_webhook")]
pub async fn test_webhook(#[server(default)] id: String) -> Result<(), Fault> {
    use crate::{
        routes::desk_webhook,
        server::{ctx::Ctx, services::operations::webhooks::desk::try_out},
    };
    let (ctx, id) = (Ctx::current()?, number(&id)?);
    let answer = try_out(&ctx.state, &ctx.actor(), id).await?;
    Ok(WebhookFlash::new(answer).goes_to(&ctx, &desk_webhook(id))?)
}

/// Deletes the webhook with this number, when `confirmed` is ticked.
#[server(prefix = "/fn", endpoint = "delete_webhook")]
pub async fn delete_webhook(
    #[server(default)] id: String,
    #[server(default)] confirmed: Option<String>,
) -> Result<(), Fault> {
    use crate::{
        domain::webhook::WebhookAnswer,
        routes::{DESK_WEBHOOKS, desk_webhook},
        server::{ctx::Ctx, services::operations::webhooks::desk::delete},
    };
    let (ctx, id) = (Ctx::current()?, number(&id)?);
    if confirmed.is_none() {
        return Ok(WebhookFlash::new(WebhookAnswer::NotConfirmed).goes_to(&ctx, &desk_webhook(id))?);
    }
    delete(&ctx.state, &ctx.actor(), id).await?;
    Ok(WebhookFlash::new(WebhookAnswer::Deleted).goes_to(&ctx, DESK_WEBHOOKS)?)
}

/// Sends the message with this number again.
#[server(prefix = "/fn", endpoint = "resend_delivery")]
pub async fn resend_delivery(#[server(default)] delivery: String) -> Result<(), Fault> {
    use crate::{
        routes::desk_webhook,
        server::{ctx::Ctx, services::operations::webhooks::desk::resend},
    };
    let (ctx, delivery) = (Ctx::current()?, number(&delivery)?);
    let (id, answer) = resend(&ctx.state, &ctx.actor(), delivery).await?;
    Ok(WebhookFlash::new(answer).goes_to(&ctx, &desk_webhook(id))?)
}

#[cfg(feature = "ssr")]
fn number(text: &str) -> Result<i64, Fault> {
    text.parse().map_err(|_| Fault::BadRequest)
}

#[cfg(feature = "ssr")]
mod flash {
    //! What a page says after an action.

    use serde::{Deserialize, Serialize};

    use crate::{
        domain::{registration::FormValues, webhook::WebhookAnswer},
        routes::reauthentication_page,
        server::{ctx::Ctx, error::AppResult},
    };

    /// The flash with what the page says.
    pub const WEBHOOK_FLASH: &str = "webhook";
    /// A cookie holds no more of what was typed.
    const MOST_TYPED: usize = 2400;

    /// What the page says, what was typed where it must be sent again, and a secret that is shown this once.
    #[derive(Debug, Clone, Serialize, Deserialize)]
    pub struct WebhookFlash {
        pub answer: WebhookAnswer,
        pub typed: FormValues,
        pub secret: Option<String>,
    }

    impl WebhookFlash {
        /// How an action ended.
        pub fn new(answer: WebhookAnswer) -> Self {
            Self { answer, typed: FormValues::default(), secret: None }
        }

        /// With what was typed.
        #[must_use]
        pub fn with_typed(mut self, typed: FormValues) -> Self {
            if typed.bytes() <= MOST_TYPED {
                self.typed = typed;
            }
            self
        }

        /// With a secret.
        #[must_use]
        pub fn with_secret(mut self, secret: String) -> Self {
            self.secret = Some(secret);
            self
        }

        /// Leads to a page that says how the action ended.
        pub fn goes_to(self, ctx: &Ctx, address: &str) -> AppResult<()> {
            ctx.flash(WEBHOOK_FLASH, &self)?;
            leptos_axum::redirect(address);
            Ok(())
        }

        /// Asks for the password; then the page shows what was typed, to be sent again.
        pub fn after_the_password(self, ctx: &Ctx, address: &str) -> AppResult<()> {
            self.goes_to(ctx, &reauthentication_page(address))
        }
    }
}
