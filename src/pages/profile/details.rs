//! The facts of a profile that everybody who opens it may read.

use leptos::prelude::*;

use crate::{
    components::{badge::Badge, lang::current_locale, tone::Tone},
    domain::{
        profile::{PublicProfile, TalentBadge},
        reference,
    },
    i18n::td_string,
    server::context::use_request,
};

/// Age, gender, place.
#[component]
pub fn Details(profile: PublicProfile) -> impl IntoView {
    let locale = current_locale();
    let lang = use_request().lang;
    let gender = reference::term("gender", &profile.gender).map(|term| format!("{} {}", term.emoji, term.label(lang)));
    let residence = profile.residence;
    let facts = [
        (td_string!(locale, profile.age), profile.age.to_string()),
        (td_string!(locale, profile.gender), gender.unwrap_or_default()),
        (td_string!(locale, profile.city), residence.city),
        (td_string!(locale, profile.country), format!("{} {}", residence.flag, residence.country)),
    ];
    view! {
        <dl class="grid gap-x-8 gap-y-4 sm:grid-cols-2">
            {facts
                .into_iter()
                .map(|(name, value)| {
                    view! {
                        <div>
                            <dt class="text-sm text-muted">{name}</dt>
                            <dd class="text-lg">
                                <bdi>{value}</bdi>
                            </dd>
                        </div>
                    }
                })
                .collect_view()}
        </dl>
    }
}

/// Each talent leads to the people who share it.
#[component]
pub fn TalentBadges(talents: Vec<TalentBadge>) -> impl IntoView {
    view! {
        <ul class="flex flex-wrap gap-2">
            {talents
                .into_iter()
                .map(|talent| {
                    view! {
                        <li>
                            <Badge
                                tone=Tone::Primary
                                text=format!("{} {}", talent.emoji, talent.label)
                                href=format!("/talents/{}", talent.key)
                            />
                        </li>
                    }
                })
                .collect_view()}
        </ul>
    }
}
