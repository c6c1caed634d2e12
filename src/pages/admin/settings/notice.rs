//! How an action on the settings ended.

use leptos::prelude::*;

use crate::{
    components::{alert::Alert, lang::current_locale, tone::Tone},
    i18n::{Locale, td_string},
    server_fns::settings::SettingsSaid,
};

/// A sentence; nothing where the fields themselves say what is wrong.
#[component]
pub fn SettingsNotice(said: SettingsSaid) -> impl IntoView {
    let locale = current_locale();
    let Some((tone, sentence)) = sentence(locale, &said) else { return ().into_any() };
    let reason = match said {
        SettingsSaid::Failed { reason } => Some(view! {
            <p class="text-sm wrap-anywhere" dir="ltr" lang="en">
                {reason}
            </p>
        }),
        _ => None,
    };
    view! {
        <Alert tone autofocus=true title=sentence>
            {reason}
        </Alert>
    }
    .into_any()
}

fn sentence(locale: Locale, said: &SettingsSaid) -> Option<(Tone, &'static str)> {
    Some(match said {
        SettingsSaid::Saved => (Tone::Success, td_string!(locale, settings.said_saved)),
        SettingsSaid::Unchanged => (Tone::Info, td_string!(locale, settings.said_unchanged)),
        SettingsSaid::Changed => (Tone::Warning, td_string!(locale, settings.said_changed)),
        SettingsSaid::Refused => return None,
        SettingsSaid::NotConfirmed => (Tone::Warning, td_string!(locale, settings.said_not_confirmed)),
        SettingsSaid::KeyReplaced => (Tone::Success, td_string!(locale, settings.said_key_replaced)),
        SettingsSaid::KeyCleared => (Tone::Success, td_string!(locale, settings.said_key_cleared)),
        SettingsSaid::Works => (Tone::Success, td_string!(locale, settings.said_works)),
        SettingsSaid::NotConfigured => (Tone::Warning, td_string!(locale, settings.said_not_configured)),
        SettingsSaid::Failed { .. } => (Tone::Error, td_string!(locale, settings.said_failed)),
        SettingsSaid::SendAgain => (Tone::Info, td_string!(locale, settings.said_send_again)),
    })
}
