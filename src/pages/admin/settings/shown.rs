//! The page of the settings with what became of the form that was sent.

use crate::{
    domain::{fault::Fault, field_error::FieldErrors, settings::SettingGroup},
    server::{
        context::{RefusedForm, use_refused_form},
        ctx::Ctx,
        error::AppResult,
        security::flash::take_flash,
        services::admin::settings::{SettingsPage, page},
    },
    server_fns::settings::{SETTINGS_FLASH, SettingsFlash, SettingsSaid},
};

/// What is shown.
pub struct PageAndFlash {
    pub page: SettingsPage,
    /// How the last action ended.
    pub flash: Option<SettingsFlash>,
}

/// What was sent and not stored.
pub struct Unstored {
    flash: Option<SettingsFlash>,
    /// Too large for a cookie: this answer shows it.
    form: Option<RefusedForm>,
}

impl Unstored {
    /// Of the current request; ask before the first `.await`.
    pub fn take() -> Self {
        Self { flash: take_flash(SETTINGS_FLASH), form: use_refused_form() }
    }
}

/// Reads the page.
pub async fn read(unstored: Unstored) -> AppResult<PageAndFlash> {
    let ctx = Ctx::current()?;
    let page = page(&ctx.state, &ctx.actor()).await?;
    let flash = unstored.form.and_then(again).or(unstored.flash);
    Ok(PageAndFlash { page, flash })
}

/// What is wrong with a form is found once more.
fn again(form: RefusedForm) -> Option<SettingsFlash> {
    let group = SettingGroup::from_key(form.typed.first("group"))?;
    let mut errors = FieldErrors::default();
    for setting in group.settings().iter().filter(|setting| form.typed.has(setting.key())) {
        errors.collect(setting.key(), setting.check(form.typed.first(setting.key())));
    }
    let said = match form.fault {
        Fault::ReauthenticationRequired => SettingsSaid::PasswordFirst,
        _ if errors.is_empty() => SettingsSaid::Changed,
        _ => SettingsSaid::Refused,
    };
    Some(SettingsFlash { part: group.key().to_owned(), said, typed: form.typed, errors })
}
