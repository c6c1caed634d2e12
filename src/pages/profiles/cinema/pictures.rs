//! Section 9: experience, gallery, productions.

use leptos::prelude::*;

use super::{gallery::Gallery, section::ProfileSection};
use crate::{
    components::{
        icon::{Icon, IconName},
        lang::current_locale,
    },
    domain::{
        profiles::cinema::{GalleryPhoto, ShownProduction},
        registration::cinema::Section,
    },
    i18n::td_string,
    pages::profiles::details::Facts,
};

/// Photos that open over the whole window, and the person's productions.
#[component]
pub fn PicturesSection(
    facts: Vec<(&'static str, String)>,
    gallery: Vec<GalleryPhoto>,
    productions: Vec<ShownProduction>,
) -> impl IntoView {
    let empty = facts.is_empty() && gallery.is_empty() && productions.is_empty();
    view! {
        <ProfileSection section=Section::Pictures empty>
            {(!facts.is_empty()).then(|| view! { <Facts facts /> })}
            <Gallery gallery />
            {(!productions.is_empty()).then(|| view! { <Productions productions /> })}
        </ProfileSection>
    }
}

#[component]
fn Productions(productions: Vec<ShownProduction>) -> impl IntoView {
    let locale = current_locale();
    view! {
        <div>
            <h3 class="mb-3 font-display text-lg font-bold">{td_string!(locale, cinema_profile.productions)}</h3>
            <ul class="grid gap-4 sm:grid-cols-2">
                {productions.into_iter().map(|production| view! { <Card production /> }).collect_view()}
            </ul>
        </div>
    }
}

#[component]
fn Card(production: ShownProduction) -> impl IntoView {
    let year = production.year.map(|year| year.to_string());
    let what = [Some(production.kind).filter(|kind| !kind.is_empty()), year];
    let what: Vec<String> = what.into_iter().flatten().collect();
    let poster = match production.poster {
        Some(address) => view! {
            <img
                src=address
                alt=""
                loading="lazy"
                decoding="async"
                class="h-30 w-20 shrink-0 rounded-field bg-base-200 object-cover"
            />
        }
        .into_any(),
        None => view! {
            <span class="flex h-30 w-20 shrink-0 items-center justify-center rounded-field bg-base-200 text-muted">
                <Icon name=IconName::Star class="size-8" />
            </span>
        }
        .into_any(),
    };
    view! {
        <li class="flex min-w-0 gap-4">
            {poster}
            <div class="min-w-0">
                <h4 class="font-semibold wrap-anywhere">
                    <bdi>{production.title}</bdi>
                </h4>
                <p class="text-muted">{what.join(" · ")}</p>
                {production
                    .role
                    .map(|role| {
                        view! {
                            <p class="wrap-anywhere">
                                <bdi>{role}</bdi>
                            </p>
                        }
                    })}
            </div>
        </li>
    }
}
