//! What administrators change on the page of the settings. Each action goes back to it and says there how it ended.

use leptos::prelude::*;

use super::form_encoding::FormPost;
use crate::domain::{fault::Fault, registration::FormValues};
#[cfg(feature = "ssr")]
pub use flash::{SETTINGS_FLASH, SettingsFlash, SettingsSaid};

/// Where the form of a group of settings is sent.
pub const SAVE_SETTINGS: &str = "/fn/save_settings";
/// Where a new key of a provider is sent, or the wish to clear it.
pub const SET_PROVIDER_KEY: &str = "/fn/set_provider_key";
/// Where the button that tries a provider out is sent.
pub const TRY_PROVIDER: &str = "/fn/try_provider";

/// The frame that shows additions to the legal texts before they are stored.
pub const PREVIEW_FRAME: &str = "preview";

/// Stores the settings of the group named in the field `group`, of which the form had the version in `version`.
#[server(prefix = "/fn", endpoint = "save_settings", input = FormPost)]
pub async fn save_settings(form: FormValues) -> Result<(), Fault> {
    use crate::{
        domain::settings::SettingGroup,
        server::{
            ctx::Ctx,
            error::AppError,
            services::admin::settings::{SettingsSaved, save_group},
        },
        server_fns::settings::flash::{is_large, page_of},
    };
    let ctx = Ctx::current()?;
    let group = SettingGroup::from_key(form.first("group")).ok_or(Fault::BadRequest)?;
    let version: i64 = form.first("version").parse().map_err(|_| Fault::BadRequest)?;
    let flash = SettingsFlash::of(group.key());
    let saved = save_group(&ctx.state, &ctx.actor(), group, version, &form).await;
    match saved {
        Ok(SettingsSaved::Saved) => flash.back(&ctx, SettingsSaid::Saved)?,
        Ok(SettingsSaved::Unchanged) => flash.back(&ctx, SettingsSaid::Unchanged)?,
        // What is too large for a cookie is shown again at once.
        Ok(SettingsSaved::Changed | SettingsSaved::Refused(_)) if is_large(&form) => {
            ctx.show_again(Fault::BadRequest, page_of(group.key()), form);
            return Err(Fault::BadRequest);
        }
        Err(AppError::ReauthenticationRequired) if is_large(&form) => {
            ctx.show_again(Fault::ReauthenticationRequired, page_of(group.key()), form);
            return Err(Fault::ReauthenticationRequired);
        }
        Ok(SettingsSaved::Changed) => flash.typed(form).back(&ctx, SettingsSaid::Changed)?,
        Ok(SettingsSaved::Refused(errors)) => flash.typed(form).wrong(errors).back(&ctx, SettingsSaid::Refused)?,
        Err(AppError::ReauthenticationRequired) => flash.typed(form).after_the_password(&ctx)?,
        Err(error) => return Err(error.into()),
    }
    Ok(())
}

/// Replaces the key of a provider by the one in `key`, or clears it when `confirmed` is ticked in the form that does so.
#[server(prefix = "/fn", endpoint = "set_provider_key")]
pub async fn set_provider_key(
    #[server(default)] provider: String,
    #[server(default)] action: String,
    #[server(default)] key: String,
    #[server(default)] confirmed: Option<String>,
) -> Result<(), Fault> {
    use crate::{
        domain::settings::Provider,
        server::{
            ctx::Ctx,
            error::AppError,
            services::admin::settings::{KeyChange, set_key},
        },
    };
    let ctx = Ctx::current()?;
    let provider = Provider::from_key(&provider).ok_or(Fault::BadRequest)?;
    let flash = SettingsFlash::of(provider.key());
    let clears = action == "clear";
    if clears && confirmed.is_none() {
        return Ok(flash.back(&ctx, SettingsSaid::NotConfirmed)?);
    }
    let change = if clears { KeyChange::Clear } else { KeyChange::Replace(key) };
    match set_key(&ctx.state, &ctx.actor(), provider, change).await {
        Ok(Ok(true)) if clears => flash.back(&ctx, SettingsSaid::KeyCleared)?,
        Ok(Ok(true)) => flash.back(&ctx, SettingsSaid::KeyReplaced)?,
        Ok(Ok(false)) => flash.back(&ctx, SettingsSaid::Unchanged)?,
        Ok(Err(errors)) => flash.wrong(errors).back(&ctx, SettingsSaid::Refused)?,
        // A key is put into no cookie: it is asked for once more.
        Err(AppError::ReauthenticationRequired) => flash.after_the_password(&ctx)?,
        Err(error) => return Err(error.into()),
    }
    Ok(())
}

/// Asks a provider something harmless and says what it answered; SendGrid is given a mail to `recipient`.
#[server(prefix = "/fn", endpoint = "try_provider", input = FormPost)]
pub async fn try_provider(form: FormValues) -> Result<(), Fault> {
    use crate::{
        domain::{field_error::FieldErrors, settings::Provider},
        server::{
            ctx::Ctx,
            error::AppError,
            services::admin::settings::{ProbeAnswer, probe},
        },
    };
    let ctx = Ctx::current()?;
    let provider = Provider::from_key(form.first("provider")).ok_or(Fault::BadRequest)?;
    let flash = SettingsFlash::of(provider.key());
    match probe(&ctx.state, &ctx.actor(), ctx.lang(), provider, form.first("recipient")).await {
        Ok(ProbeAnswer::Works) => flash.back(&ctx, SettingsSaid::Works)?,
        Ok(ProbeAnswer::NotConfigured) => flash.back(&ctx, SettingsSaid::NotConfigured)?,
        Ok(ProbeAnswer::Failed { reason }) => flash.back(&ctx, SettingsSaid::Failed { reason })?,
        Ok(ProbeAnswer::BadAddress(error)) => {
            flash.typed(form).wrong(FieldErrors::of("recipient", error)).back(&ctx, SettingsSaid::Refused)?;
        }
        Err(AppError::ReauthenticationRequired) => flash.typed(form).after_the_password(&ctx)?,
        Err(error) => return Err(error.into()),
    }
    Ok(())
}

#[cfg(feature = "ssr")]
mod flash {
    //! What the page says after an action.

    use serde::{Deserialize, Serialize};

    use crate::{
        domain::{field_error::FieldErrors, registration::FormValues, settings::SettingGroup},
        routes::{self, DESK_LEGAL, DESK_SETTINGS},
        server::{ctx::Ctx, error::AppResult},
    };

    /// The flash with what the page says.
    pub const SETTINGS_FLASH: &str = "settings";
    /// A cookie holds no more of what was typed.
    const MOST_TYPED: usize = 2400;

    /// Whether a form is too large to travel in a cookie.
    #[must_use]
    pub fn is_large(typed: &FormValues) -> bool {
        typed.bytes() > MOST_TYPED
    }

    /// The page with the form of this group or provider.
    #[must_use]
    pub fn page_of(part: &str) -> &'static str {
        if part == SettingGroup::Legal.key() { DESK_LEGAL } else { DESK_SETTINGS }
    }

    /// How an action ended.
    #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum SettingsSaid {
        Saved,
        Unchanged,
        /// Another administrator was quicker.
        Changed,
        /// Something is wrong.
        Refused,
        NotConfirmed,
        KeyReplaced,
        KeyCleared,
        /// The provider answered as it should.
        Works,
        NotConfigured,
        /// It did not: why, in English.
        Failed {
            reason: String,
        },
        /// The password had to be given first; nothing was done yet.
        SendAgain,
        /// The password must be given on another page first; this one keeps what was typed.
        PasswordFirst,
    }

    /// What the page says, and what was typed where it must be sent again.
    #[derive(Debug, Clone, Serialize, Deserialize)]
    pub struct SettingsFlash {
        /// The group or provider it is about, by its key.
        pub part: String,
        pub said: SettingsSaid,
        pub typed: FormValues,
        pub errors: FieldErrors,
    }

    impl SettingsFlash {
        /// About a group or provider.
        pub fn of(part: &str) -> Self {
            Self {
                part: part.to_owned(),
                said: SettingsSaid::Saved,
                typed: FormValues::default(),
                errors: FieldErrors::default(),
            }
        }

        /// With what was typed.
        #[must_use]
        pub fn typed(mut self, typed: FormValues) -> Self {
            if !is_large(&typed) {
                self.typed = typed;
            }
            self
        }

        /// With what is wrong.
        #[must_use]
        pub fn wrong(mut self, errors: FieldErrors) -> Self {
            self.errors = errors;
            self
        }

        /// Goes back to the page, which says how the action ended.
        pub fn back(mut self, ctx: &Ctx, said: SettingsSaid) -> AppResult<()> {
            let address = format!("{}#{}", page_of(&self.part), self.part);
            self.said = said;
            ctx.flash(SETTINGS_FLASH, &self)?;
            leptos_axum::redirect(&address);
            Ok(())
        }

        /// Asks for the password; then the page shows what was typed, to be sent again.
        pub fn after_the_password(mut self, ctx: &Ctx) -> AppResult<()> {
            self.said = SettingsSaid::SendAgain;
            ctx.flash(SETTINGS_FLASH, &self)?;
            leptos_axum::redirect(&routes::reauthentication_page(page_of(&self.part)));
            Ok(())
        }
    }
}
