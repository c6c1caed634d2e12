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
        fields::{FieldId, Kind, field},
        profiles::public::{Fact, ProfileLink, PublicProfile, TalentBadge},
        reference,
    },
    i18n::{Locale, td_string},
    pages::sections::labels::fact_label,
    server::context::use_lang,
};

/// What stands before the other facts, which follow in the order of the catalogue.
const FIRST: [FieldId; 4] = [FieldId::YearsExperience, FieldId::Availability, FieldId::WorkMode, FieldId::Languages];

/// Age, gender, place, and what else was answered in a few words and may be seen.
#[component]
pub fn Details(profile: PublicProfile, mut facts: Vec<Fact>) -> impl IntoView {
    let locale = current_locale();
    let residence = profile.residence;
    let mut all = age_and_gender(locale, profile.age, &profile.gender);
    all.push((td_string!(locale, common.city), residence.city));
    all.push((td_string!(locale, common.country), format!("{} {}", residence.flag, residence.country)));
    facts.sort_by_key(|fact| FIRST.iter().position(|first| *first == fact.field).unwrap_or(FIRST.len()));
    all.extend(labelled(locale, facts.into_iter().filter(|fact| !is_long(fact))));
    view! { <Facts facts=all /> }
}

/// What both modules show of a person before anything else; never the birth date.
pub fn age_and_gender(locale: Locale, age: u32, gender: &str) -> Vec<(&'static str, String)> {
    let gender = reference::term("gender", gender).map(|term| term.label_with_emoji(locale.into()));
    vec![
        (td_string!(locale, profile.age), age.to_string()),
        (td_string!(locale, field.gender), gender.unwrap_or_default()),
    ]
}

/// Facts with the names of their fields.
pub fn labelled(locale: Locale, facts: impl IntoIterator<Item = Fact>) -> impl Iterator<Item = (&'static str, String)> {
    facts.into_iter().filter_map(move |fact| {
        let label = fact_label(locale, field(fact.field)?.name);
        Some((label, fact.words.join(" · ")))
    })
}

/// Whether an answer has several lines and so a card of its own.
fn is_long(fact: &Fact) -> bool {
    field(fact.field).is_some_and(|field| matches!(field.kind, Kind::Text { .. }))
}

/// A card for each answer of several lines.
#[component]
pub fn TextCards(facts: Vec<Fact>) -> impl IntoView {
    let locale = current_locale();
    let (long, _): (Vec<_>, Vec<_>) = facts.into_iter().partition(is_long);
    labelled(locale, long)
        .map(|(title, text)| {
            view! {
                <SectionCard color=SectionColor::Purple title>
                    <p class="wrap-anywhere whitespace-pre-line" dir="auto">
                        {text}
                    </p>
                </SectionCard>
            }
        })
        .collect_view()
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
        "portfolio" => td_string!(locale, field.portfolio_url_fact),
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
