//! The facts of a profile that every viewer of it may read.

use leptos::prelude::*;

use crate::{
    components::{
        badge::Badge,
        lang::current_locale,
        section_card::{SectionCard, SectionColor},
        tone::Tone,
    },
    domain::{
        profiles::public::{ProfileDetails, ProfileLink, PublicProfile, TalentBadge},
        reference,
    },
    i18n::td_string,
    server::context::use_lang,
};

/// Age, gender, place, and what else was answered and may be seen.
#[component]
pub fn Details(profile: PublicProfile, details: ProfileDetails) -> impl IntoView {
    let locale = current_locale();
    let lang = use_lang();
    let gender = reference::term("gender", &profile.gender).map(|term| format!("{} {}", term.emoji, term.label(lang)));
    let residence = profile.residence;
    let languages = (!details.languages.is_empty()).then(|| details.languages.join(" · "));
    let optional = [
        (td_string!(locale, profile.experience), details.experience),
        (td_string!(locale, field.availability), details.availability),
        (td_string!(locale, field.work_mode), details.work_mode),
        (td_string!(locale, section.languages), languages),
        (td_string!(locale, field.country_of_origin), details.country_of_origin),
        (td_string!(locale, field.nationality), details.nationality),
    ];
    let facts = [
        (td_string!(locale, profile.age), profile.age.to_string()),
        (td_string!(locale, field.gender), gender.unwrap_or_default()),
        (td_string!(locale, common.city), residence.city),
        (td_string!(locale, common.country), format!("{} {}", residence.flag, residence.country)),
    ];
    let optional = optional.into_iter().filter_map(|(name, value)| Some((name, value?)));
    view! { <Facts facts=facts.into_iter().chain(optional).collect() /> }
}

/// Names and values side by side.
#[component]
pub fn Facts(facts: Vec<(&'static str, String)>) -> impl IntoView {
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

/// A text of several lines.
#[component]
pub fn TextCard(color: SectionColor, #[prop(into)] title: String, text: String) -> impl IntoView {
    view! {
        <SectionCard color title>
            <p class="break-words whitespace-pre-line" dir="auto">
                {text}
            </p>
        </SectionCard>
    }
}

/// Where else one finds the person.
#[component]
pub fn Links(links: Vec<ProfileLink>) -> impl IntoView {
    let locale = current_locale();
    view! {
        <SectionCard color=SectionColor::Pink title=td_string!(locale, profile.links)>
            <LinkList links />
        </SectionCard>
    }
}

/// Names of sites with the addresses there.
#[component]
pub fn LinkList(links: Vec<ProfileLink>) -> impl IntoView {
    let locale = current_locale();
    let lang = use_lang();
    let name = move |kind: &str| match kind {
        "website" => td_string!(locale, field.website),
        "portfolio" => td_string!(locale, profile.portfolio),
        network => reference::term("social_network", network).map_or("", |term| term.label(lang)),
    };
    let items = links
        .into_iter()
        .map(|link| {
            view! {
                <div class="min-w-0">
                    <dt class="text-sm text-muted">{name(&link.kind)}</dt>
                    <dd class="min-w-0">
                        // The site vouches for none of them.
                        <a class="link inline-flex min-h-11 max-w-full items-center break-all" dir="ltr" href=link.address.clone() rel="nofollow noopener ugc">
                            {shown_address(&link.address)}
                        </a>
                    </dd>
                </div>
            }
        })
        .collect_view();
    view! { <dl class="grid gap-x-8 gap-y-3 sm:grid-cols-2">{items}</dl> }
}

/// An address without what every address has.
fn shown_address(address: &str) -> String {
    let bare = address.trim_start_matches("https://").trim_start_matches("http://").trim_start_matches("www.");
    bare.trim_end_matches('/').to_owned()
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
