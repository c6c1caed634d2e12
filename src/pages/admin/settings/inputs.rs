//! The input of a setting, or its value where the environment sets it.

use leptos::prelude::*;

use crate::{
    components::{
        field_error_text::text_for,
        form::{RadioGroup, RadioOption, SelectField, SelectOption, TextArea, TextField},
    },
    domain::{
        lang::Lang,
        settings::{SettingId, SettingKind},
    },
    i18n::{Locale, td_string},
    named_texts,
    server::services::admin::settings::ShownSetting,
    server_fns::settings::{SettingsFlash, SettingsSaid},
};

/// How many characters of a long text are shown where it only says which one it is.
const SHOWN_OF_A_TEXT: usize = 200;

/// What a setting is called.
pub fn label(locale: Locale, setting: SettingId) -> &'static str {
    text(locale, "label", setting.key())
}

/// A text of `settings.json` that is found by a key.
pub fn text(locale: Locale, kind: &str, key: &str) -> &'static str {
    named_texts::settings(locale, &format!("{kind}_{key}")).unwrap_or_default()
}

/// A value in words.
pub fn value_text(locale: Locale, setting: SettingId, value: &str) -> String {
    match setting.kind() {
        SettingKind::Choice(_) if setting == SettingId::DefaultLanguage => {
            Lang::from_code(value).map_or_else(|| value.to_owned(), |lang| lang.own_name().to_owned())
        }
        SettingKind::Choice(_) => text(locale, "choice", value).to_owned(),
        SettingKind::Markdown { .. } if value.chars().count() > SHOWN_OF_A_TEXT => {
            value.chars().take(SHOWN_OF_A_TEXT).chain(['…']).collect()
        }
        _ => value.to_owned(),
    }
}

/// The input of a setting, with what was typed where the form comes back.
pub fn input(locale: Locale, setting: &ShownSetting, flash: Option<&SettingsFlash>) -> AnyView {
    let (id, label) = (setting.id, label(locale, setting.id));
    let stored = setting.value.clone().unwrap_or_default();
    if setting.by_environment {
        let note =
            td_string!(locale, settings.by_environment, variable = id.variable().unwrap_or_default()).to_string();
        return view! {
            <div>
                <p class="font-semibold">{label}</p>
                <p class="wrap-anywhere">{stored}</p>
                <p class="text-sm text-muted">{note}</p>
            </div>
        }
        .into_any();
    }
    let typed = flash.filter(|flash| flash.typed.has(id.key())).map(|flash| flash.typed.first(id.key()).to_owned());
    let error = flash.and_then(|flash| text_for(locale, &flash.errors, id.key()));
    let changed_by_other = flash.is_some_and(|flash| flash.said == SettingsSaid::Changed);
    let hint = match &typed {
        Some(typed) if changed_by_other && *typed != stored => {
            let whole = matches!(id.kind(), SettingKind::Markdown { .. });
            let value = if whole { stored.clone() } else { value_text(locale, id, &stored) };
            td_string!(locale, settings.stored_now, value = value).to_string()
        }
        _ => text(locale, "hint", id.key()).to_owned(),
    };
    let value = typed.unwrap_or(stored);
    let name = id.key();
    let chosen = id.default_choice().unwrap_or_default().to_owned();
    match id.kind() {
        SettingKind::Line { longest } => {
            let maxlength = u32::try_from(longest).unwrap_or(u32::MAX);
            view! { <TextField name label value hint error maxlength /> }.into_any()
        }
        SettingKind::Email => {
            view! { <TextField name kind="email" label value hint error maxlength=254 ltr=true /> }.into_any()
        }
        SettingKind::Number { max } => {
            let (min, max) = (if id == SettingId::LeastAge { "0" } else { "1" }, max.to_string());
            view! { <TextField name kind="number" label value hint error inputmode="numeric" min max ltr=true /> }
                .into_any()
        }
        SettingKind::Lines { longest } => {
            let maxlength = u32::try_from(longest).unwrap_or(u32::MAX);
            view! { <TextArea name label value hint error maxlength rows=3 /> }.into_any()
        }
        SettingKind::Markdown { longest } => {
            let maxlength = u32::try_from(longest).unwrap_or(u32::MAX);
            view! { <TextArea name label value hint error maxlength rows=10 /> }.into_any()
        }
        SettingKind::Choice(keys) if id == SettingId::DefaultLanguage => {
            let options = keys.iter().map(|key| SelectOption::new(*key, value_text(locale, id, key))).collect();
            let value = if value.is_empty() { chosen } else { value };
            view! { <SelectField name label options value hint error unmarked=true /> }.into_any()
        }
        SettingKind::Choice(keys) => {
            let options = keys.iter().map(|key| RadioOption::new(*key, value_text(locale, id, key))).collect();
            let value = if value.is_empty() { chosen } else { value };
            view! { <RadioGroup name label options value hint error required=true /> }.into_any()
        }
        // Keys have a form of their own.
        SettingKind::Secret => ().into_any(),
    }
}
