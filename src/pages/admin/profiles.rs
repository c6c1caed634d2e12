//! The profiles of a person, each in a card: what viewers may read of it, and which viewers.

use leptos::prelude::*;

use crate::{
    components::{
        badge::Badge,
        lang::current_locale,
        section_card::{SectionCard, SectionColor},
    },
    domain::{
        module::Module,
        profiles::{
            cinema::{CinemaProfile, GalleryPhoto, ShownProduction},
            public::{MainProfile, PrivacyState, ProfileLink, TalentBadge},
        },
        registration::{Step, cinema::Section},
    },
    i18n::{Locale, td_string},
    named_texts,
    pages::profiles::details::{Facts, labelled},
    server::services::profiles::{edit::EditedForm as _, view::opening::OpenedProfile},
};

/// How wide a photo of the gallery is on the page, in pixels.
const THUMBNAIL: u32 = 160;

/// The main profile.
#[component]
pub fn MainCard(opened: OpenedProfile<MainProfile>) -> impl IntoView {
    let locale = current_locale();
    let MainProfile { person, facts, links } = opened.profile;
    let mut all = visibility(locale, opened.privacy);
    all.extend(labelled(locale, facts));
    view! {
        <SectionCard color=SectionColor::Orange title=td_string!(locale, term.module_main)>
            <OpenProfile module=Module::Main code=person.code />
            <Badges badges=person.talents />
            <Facts facts=all />
            <Addresses links />
        </SectionCard>
    }
}

/// The CINEMA profile.
#[component]
pub fn CinemaCard(opened: OpenedProfile<CinemaProfile>) -> impl IntoView {
    let locale = current_locale();
    let CinemaProfile { person, facts, skills, links, productions, gallery } = opened.profile;
    let mut all = visibility(locale, opened.privacy);
    all.extend(labelled(locale, facts));
    let skills: Vec<TalentBadge> = skills.into_iter().flat_map(|group| group.skills).collect();
    view! {
        <SectionCard color=SectionColor::Indigo title=td_string!(locale, term.module_cinema)>
            <OpenProfile module=Module::Cinema code=person.code />
            <Badges badges=person.talents />
            <Facts facts=all />
            <Badges badges=skills />
            <Productions productions />
            <Gallery gallery />
            <Addresses links />
        </SectionCard>
    }
}

/// Who may open the profile, as the person chose.
fn visibility(locale: Locale, privacy: Option<PrivacyState>) -> Vec<(&'static str, String)> {
    let chosen = privacy.map(|state| format!("visibility_{}", state.chosen.key()));
    let words = chosen.and_then(|key| named_texts::term(locale, &key));
    words.map(|words| (td_string!(locale, profile.admin_title), words.to_owned())).into_iter().collect()
}

#[component]
fn OpenProfile(module: Module, code: String) -> impl IntoView {
    let locale = current_locale();
    let edit = match module {
        Module::Main => Step::edit_page(Some(&code)),
        Module::Cinema => Section::edit_page(Some(&code)),
    };
    view! {
        <p class="flex flex-wrap gap-x-6">
            <a class="link inline-flex min-h-11 items-center" href=module.profile_path(&code)>
                {td_string!(locale, admin.open_profile)}
            </a>
            <a class="link inline-flex min-h-11 items-center" href=edit>
                {td_string!(locale, admin.edit)}
            </a>
        </p>
    }
}

#[component]
fn Badges(badges: Vec<TalentBadge>) -> impl IntoView {
    let badges: Vec<_> = badges
        .into_iter()
        .map(|badge| {
            let text = format!("{} {}", badge.emoji, badge.label).trim().to_owned();
            view! {
                <li>
                    <Badge text />
                </li>
            }
        })
        .collect();
    (!badges.is_empty()).then(|| view! { <ul class="flex flex-wrap gap-2">{badges}</ul> })
}

#[component]
fn Productions(productions: Vec<ShownProduction>) -> impl IntoView {
    let lines: Vec<_> = productions
        .into_iter()
        .map(|production| {
            let year = production.year.map(|year| year.to_string());
            let rest: Vec<String> = [year, Some(production.kind), production.role].into_iter().flatten().collect();
            view! {
                <li class="wrap-anywhere">
                    <strong>
                        <bdi>{production.title}</bdi>
                    </strong>
                    " "
                    <bdi>{rest.join(" · ")}</bdi>
                </li>
            }
        })
        .collect();
    (!lines.is_empty()).then(|| view! { <ul class="flex flex-col gap-2">{lines}</ul> })
}

#[component]
fn Gallery(gallery: Vec<GalleryPhoto>) -> impl IntoView {
    let locale = current_locale();
    let photos: Vec<_> = gallery
        .into_iter()
        .map(|photo| {
            let (full, small) = (photo.address(1600), photo.address(THUMBNAIL));
            view! {
                <li>
                    <a href=full>
                        <img class="desk-thumbnail" src=small alt=td_string!(locale, cinema_profile.gallery) loading="lazy" />
                    </a>
                </li>
            }
        })
        .collect();
    (!photos.is_empty()).then(|| view! { <ul class="flex flex-wrap gap-3">{photos}</ul> })
}

#[component]
fn Addresses(links: Vec<ProfileLink>) -> impl IntoView {
    let lines: Vec<_> = links
        .into_iter()
        .map(|link| {
            let shown = link.address.clone();
            view! {
                <li>
                    // The site vouches for none of them.
                    <a class="link break-all" dir="ltr" href=link.address rel="nofollow noopener ugc">
                        {shown}
                    </a>
                </li>
            }
        })
        .collect();
    (!lines.is_empty()).then(|| view! { <ul class="desk-links">{lines}</ul> })
}
