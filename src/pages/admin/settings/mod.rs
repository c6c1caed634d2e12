//! `/admin/settings`: what administrators set while the site runs.

mod changes;
mod group;
mod inputs;
mod legal;
mod notice;
mod provider;
mod shown;

use leptos::prelude::*;

pub use self::legal::DeskLegalPage;
use self::{
    changes::LatestChanges,
    group::GroupCard,
    inputs::text,
    provider::ProviderCard,
    shown::{PageAndFlash, Unstored, read},
};
use super::frame::DeskFrame;
use crate::{
    components::{
        button::{ButtonLink, ButtonStyle},
        lang::current_locale,
        page_header::PageHeader,
        section_card::{SectionCard, SectionColor},
    },
    domain::settings::{Provider, SettingGroup},
    i18n::td_string,
    pages::site::failure::loaded,
    routes,
};

/// The page of the settings.
#[component]
pub fn DeskSettingsPage() -> impl IntoView {
    let locale = current_locale();
    let unstored = Unstored::take();
    view! {
        <DeskFrame title=td_string!(locale, settings.title) current=Some(routes::DESK_SETTINGS)>
            <PageHeader title=td_string!(locale, settings.title) lead=td_string!(locale, settings.lead) />
            {loaded(read(unstored), |shown| view! { <Cards shown /> }.into_any())}
        </DeskFrame>
    }
}

#[component]
fn Cards(shown: PageAndFlash) -> impl IntoView {
    let PageAndFlash { page, flash } = shown;
    let flash = flash.as_ref();
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
            {groups.into_iter().collect_view()} <LegalCard /> {providers.into_iter().collect_view()} <LatestChanges lines=page.changes />
        </div>
    }
}

/// Long texts have a page of their own.
#[component]
fn LegalCard() -> impl IntoView {
    let locale = current_locale();
    let group = SettingGroup::Legal.key();
    view! {
        <SectionCard
            color=SectionColor::Blue
            title=text(locale, "group", group)
            intro=text(locale, "intro", group)
        >
            <div>
                <ButtonLink style=ButtonStyle::Outline href=routes::DESK_LEGAL>
                    {td_string!(locale, settings.open_legal)}
                </ButtonLink>
            </div>
        </SectionCard>
    }
}
