//! Additions to the legal texts as they would be shown.

use crate::{
    domain::{access::Capability, lang::Lang, legal::LegalText, registration::FormValues, settings::SettingId},
    server::{actor::Actor, documents::markdown::safe_html, error::AppResult},
};

/// An addition that was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdditionPreview {
    pub setting: SettingId,
    pub lang: Lang,
    /// Sanitised.
    pub html: String,
}

/// The additions in a form, in the order of the form; those that are empty or too long are left out.
///
/// # Errors
/// `Forbidden` without the capability.
pub fn preview(actor: &Actor, typed: &FormValues) -> AppResult<Vec<AdditionPreview>> {
    actor.require(Capability::ManageSettings)?;
    let all = LegalText::ALL.into_iter().flat_map(|text| Lang::ALL.map(|lang| (text, lang)));
    let shown = |(text, lang)| {
        let setting = SettingId::legal_addition(text, lang);
        let markdown = setting.check(typed.first(setting.key())).ok().flatten()?;
        Some(AdditionPreview { setting, lang, html: safe_html(&markdown) })
    };
    Ok(all.filter_map(shown).collect())
}
