//! `/admin/settings`: what administrators set while the site runs.

mod changes;
mod group;
mod inputs;
mod notice;
mod provider;

use leptos::prelude::*;

use self::{changes::LatestChanges, group::GroupCard, provider::ProviderCard};
use super::frame::DeskFrame;
use crate::{
    components::{lang::current_locale, page_header::PageHeader, section_card::SectionColor},
    domain::settings::{Provider, SettingGroup},
    i18n::td_string,
    pages::site::failure::loaded,
    routes,
    server::{
        ctx::Ctx,
        error::AppResult,
        security::flash::take_flash,
        services::admin::settings::{SettingsPage, page},
    },
    server_fns::settings::{SETTINGS_FLASH, SettingsFlash},
};

/// The page of the settings.
#[component]
pub fn DeskSettingsPage() -> impl IntoView {
    let locale = current_locale();
    let flash: Option<SettingsFlash> = take_flash(SETTINGS_FLASH);
    view! {
        <DeskFrame title=td_string!(locale, settings.title) current=Some(routes::DESK_SETTINGS)>
            <PageHeader title=td_string!(locale, settings.title) lead=td_string!(locale, settings.lead) />
            {loaded(read(), move |page| view! { <Cards page flash=flash.as_ref() /> }.into_any())}
        </DeskFrame>
    }
}

async fn read() -> AppResult<SettingsPage> {
    let ctx = Ctx::current()?;
    page(&ctx.state, &ctx.actor()).await
}

#[component]
fn Cards<'a>(page: SettingsPage, flash: Option<&'a SettingsFlash>) -> impl IntoView + use<> {
    let groups = [
        (SettingGroup::MainRegistration, SectionColor::Green),
        (SettingGroup::CinemaRegistration, SectionColor::Purple),
        (SettingGroup::Site, SectionColor::Blue),
        (SettingGroup::Limits, SectionColor::Orange),
    ]
    .map(|(group, color)| view! { <GroupCard group color page=&page flash /> }.into_any());
    let providers = [
        (Provider::SendGrid, Some(SettingGroup::Mails), SectionColor::Cyan),
        (Provider::Tmdb, None, SectionColor::Yellow),
        (Provider::OpenRouter, Some(SettingGroup::Analysis), SectionColor::Indigo),
    ]
    .map(|(provider, group, color)| view! { <ProviderCard provider group color page=&page flash /> }.into_any());
    view! {
        <div class="flex flex-col gap-8">
            {groups.into_iter().collect_view()} {providers.into_iter().collect_view()} <LatestChanges lines=page.changes />
        </div>
    }
}
