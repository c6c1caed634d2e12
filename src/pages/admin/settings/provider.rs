//! A provider: its key, which is never shown, and a button that tries it out.

use leptos::prelude::*;

use super::{group::GroupForm, inputs::text, notice::SettingsNotice};
use crate::{
    components::{
        button::{Button, ButtonStyle},
        field_error_text::text_for,
        form::{Checkbox, TextField},
        lang::current_locale,
        section_card::{SectionCard, SectionColor},
    },
    domain::settings::{Provider, SettingGroup},
    i18n::{Locale, td_string},
    server::services::admin::settings::{SettingsPage, ShownSetting},
    server_fns::settings::{SET_PROVIDER_KEY, SettingsFlash, TRY_PROVIDER},
};

/// The card of a provider, with the settings that belong to it.
#[component]
pub fn ProviderCard<'a>(
    provider: Provider,
    group: Option<SettingGroup>,
    color: SectionColor,
    page: &'a SettingsPage,
    flash: Option<&'a SettingsFlash>,
) -> impl IntoView + use<> {
    let locale = current_locale();
    let about = flash.filter(|flash| flash.part == provider.key());
    let notice = about.map(|flash| view! { <SettingsNotice said=flash.said.clone() /> });
    let key = page.key_of(provider);
    let state = key.map(|key| key_state(locale, key));
    let can_change = key.is_some_and(|key| !key.by_environment);
    let is_set = key.is_some_and(|key| key.value.is_some());
    let key_error = about.and_then(|flash| text_for(locale, &flash.errors, provider.key_setting().key()));
    let forms = can_change.then(|| {
        let clear = is_set.then(|| view! { <ClearKey provider /> });
        view! {
            <ReplaceKey provider error=key_error />
            {clear}
        }
    });
    let attempt = is_set.then(|| view! { <TryOut provider flash=about /> });
    let group = group.map(|group| {
        let form = view! { <GroupForm group page flash /> }.into_any();
        view! { <div id=group.key()>{form}</div> }
    });
    view! {
        <SectionCard
            id=provider.key().to_owned()
            color
            title=text(locale, "provider", provider.key())
            intro=text(locale, "intro", provider.key())
        >
            {notice}
            {group}
            <p class="font-semibold">{state}</p>
            {forms}
            {attempt}
        </SectionCard>
    }
}

/// Whether there is a key, and how it ends.
fn key_state(locale: Locale, key: &ShownSetting) -> String {
    let state = match key.value.as_deref() {
        None => td_string!(locale, settings.key_none).to_owned(),
        Some("") => td_string!(locale, settings.key_set).to_owned(),
        Some(ending) => td_string!(locale, settings.key_ends, ending = ending).to_string(),
    };
    if !key.by_environment {
        return state;
    }
    let variable = key.id.variable().unwrap_or_default();
    format!("{state} {}", td_string!(locale, settings.by_environment, variable = variable))
}

#[component]
fn ReplaceKey(provider: Provider, error: Option<String>) -> impl IntoView {
    let locale = current_locale();
    view! {
        <form method="post" action=SET_PROVIDER_KEY class="flex flex-col gap-4" autocomplete="off">
            <input type="hidden" name="provider" value=provider.key() />
            <TextField
                name="key"
                id=provider.key_setting().key()
                kind="password"
                label=td_string!(locale, settings.new_key)
                error=error
                required=true
                autocomplete="off"
                maxlength=400
                ltr=true
            />
            <div>
                <Button style=ButtonStyle::Outline name="action" value="replace" wide=true>
                    {td_string!(locale, settings.replace_key)}
                </Button>
            </div>
        </form>
    }
}

#[component]
fn ClearKey(provider: Provider) -> impl IntoView {
    let locale = current_locale();
    view! {
        <details class="desk-action">
            <summary class="py-2.5 font-semibold">{td_string!(locale, settings.clear_key)}</summary>
            <form method="post" action=SET_PROVIDER_KEY class="flex flex-col gap-4">
                <input type="hidden" name="provider" value=provider.key() />
                <Checkbox name="confirmed" id_suffix=provider.key() required=true>
                    {td_string!(locale, admin.confirm)}
                </Checkbox>
                <div>
                    <Button style=ButtonStyle::Danger name="action" value="clear" wide=true>
                        {td_string!(locale, settings.clear_key)}
                    </Button>
                </div>
            </form>
        </details>
    }
}

#[component]
fn TryOut<'a>(provider: Provider, flash: Option<&'a SettingsFlash>) -> impl IntoView + use<> {
    let locale = current_locale();
    let recipient = (provider == Provider::SendGrid).then(|| {
        let value = flash.map(|flash| flash.typed.first("recipient").to_owned()).unwrap_or_default();
        let error = flash.and_then(|flash| text_for(locale, &flash.errors, "recipient"));
        view! {
            <TextField
                name="recipient"
                kind="email"
                label=td_string!(locale, settings.try_recipient)
                value
                error=error
                required=true
                maxlength=254
                ltr=true
            />
        }
    });
    let button = match provider {
        Provider::SendGrid => td_string!(locale, settings.try_mail),
        Provider::Tmdb | Provider::OpenRouter => td_string!(locale, settings.try_provider),
    };
    view! {
        <form method="post" action=TRY_PROVIDER class="flex flex-col gap-4">
            <input type="hidden" name="provider" value=provider.key() />
            {recipient}
            <div>
                <Button style=ButtonStyle::Outline wide=true>
                    {button}
                </Button>
            </div>
        </form>
    }
}
