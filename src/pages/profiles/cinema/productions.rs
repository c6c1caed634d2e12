//! The films, series and the like a person had a part in.

use leptos::prelude::*;

use super::section::ProfileSection;
use crate::{
    components::{
        icon::{Icon, IconName},
        lang::current_locale,
    },
    domain::{profiles::cinema::ShownProduction, registration::cinema::Section},
    i18n::td_string,
};

/// Posters, titles and parts; nothing without any.
#[component]
pub fn Productions(productions: Vec<ShownProduction>) -> impl IntoView {
    let locale = current_locale();
    (!productions.is_empty()).then(|| {
        view! {
            <ProfileSection section=Section::Pictures title=td_string!(locale, cinema_profile.productions)>
                <ul class="grid gap-4 sm:grid-cols-2">
                    {productions.into_iter().map(|production| view! { <Card production /> }).collect_view()}
                </ul>
            </ProfileSection>
        }
    })
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
                width="80"
                height="120"
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
                <h3 class="font-semibold wrap-anywhere">
                    <bdi>{production.title}</bdi>
                </h3>
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
