//! The form of a group of settings.

use leptos::prelude::*;

use super::{
    inputs::{input, label, text},
    notice::SettingsNotice,
};
use crate::{
    components::{
        button::{Button, ButtonStyle},
        field_error_text::problems,
        form::ErrorSummary,
        lang::current_locale,
        section_card::{SectionCard, SectionColor},
    },
    domain::settings::{SettingGroup, SettingId},
    i18n::td_string,
    routes::PREVIEW_LEGAL,
    server::services::admin::settings::SettingsPage,
    server_fns::settings::{PREVIEW_FRAME, SAVE_SETTINGS, SettingsFlash, SettingsSaid},
};

/// A group in a card of its own.
#[component]
pub fn GroupCard<'a>(
    group: SettingGroup,
    color: SectionColor,
    page: &'a SettingsPage,
    flash: Option<&'a SettingsFlash>,
) -> impl IntoView + use<> {
    let locale = current_locale();
    let form = view! { <GroupForm group page flash /> }.into_any();
    view! {
        <SectionCard
            id=group.key().to_owned()
            color
            title=text(locale, "group", group.key())
            intro=text(locale, "intro", group.key())
        >
            {form}
        </SectionCard>
    }
}

/// What was said about the group, its inputs, its button; nothing to send where the environment sets all of it.
#[component]
pub fn GroupForm<'a>(
    group: SettingGroup,
    page: &'a SettingsPage,
    flash: Option<&'a SettingsFlash>,
) -> impl IntoView + use<> {
    let locale = current_locale();
    let flash = flash.filter(|flash| flash.part == group.key());
    let settings: Vec<_> = group.settings().iter().filter_map(|id| page.setting(*id)).collect();
    let can_change = settings.iter().any(|setting| !setting.by_environment);
    let inputs = settings.into_iter().map(|setting| input(locale, setting, flash)).collect_view();
    let names: Vec<&str> = group.settings().iter().map(|id| id.key()).collect();
    let summary = flash.map(|flash| {
        let name = |field: &str| SettingId::from_key(field).map_or("", |id| label(locale, id));
        let problems = problems(locale, &flash.errors, &names, name);
        view! { <ErrorSummary problems /> }
    });
    let notice = flash.map(|flash| view! { <SettingsNotice said=flash.said.clone() /> });
    // Only where both values are shown may what was stored meanwhile be replaced.
    let typed = flash.filter(|flash| flash.said != SettingsSaid::Changed).map(|flash| flash.typed.first("version"));
    let typed = typed.filter(|version| !version.is_empty());
    let version = typed.map_or_else(|| page.version(group).to_string(), str::to_owned);
    let button = can_change.then(|| {
        view! {
            <Button style=ButtonStyle::Outline wide=true>{td_string!(locale, settings.save)}</Button>
        }
    });
    let preview = (group == SettingGroup::Legal).then(|| {
        view! {
            <button
                type="submit"
                class="btn btn-ghost w-full sm:w-auto"
                formaction=PREVIEW_LEGAL
                formtarget=PREVIEW_FRAME
                formnovalidate=true
            >
                {td_string!(locale, settings.show_preview)}
            </button>
        }
    });
    view! {
        {notice}
        {summary}
        <form method="post" action=SAVE_SETTINGS class="flex flex-col gap-5">
            <input type="hidden" name="group" value=group.key() />
            <input type="hidden" name="version" value=version />
            {inputs}
            <div class="flex flex-wrap gap-3 empty:hidden">{button} {preview}</div>
        </form>
    }
}
