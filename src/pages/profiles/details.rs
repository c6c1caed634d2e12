//! The facts of a profile that every viewer of it may read.

use std::mem;

use leptos::prelude::*;

use crate::{
    components::{
        badge::write_badge,
        html::Html,
        lang::current_locale,
        section_card::{SectionCard, SectionColor},
        tone::Tone,
    },
    domain::{
        fields::{FieldId, Kind, field},
        profiles::public::{Fact, ProfileLink, TalentBadge},
        reference,
    },
    i18n::{Locale, td_string},
    pages::sections::labels::fact_label,
    server::context::use_lang,
};

/// Takes the facts about `fields` out of `facts`, in the order of `fields`.
pub fn taken(facts: &mut Vec<Fact>, fields: &[FieldId]) -> Vec<Fact> {
    let place = |fact: &Fact| fields.iter().position(|field| *field == fact.field);
    let (mut taken, others): (Vec<_>, Vec<_>) = mem::take(facts).into_iter().partition(|fact| place(fact).is_some());
    *facts = others;
    taken.sort_by_key(place);
    taken
}

/// A card of the facts of a line or two; nothing without any.
#[component]
pub fn Details(facts: Vec<Fact>) -> impl IntoView {
    let locale = current_locale();
    let facts: Vec<_> = labelled(locale, facts.into_iter().filter(|fact| !is_long(fact))).collect();
    (!facts.is_empty()).then(|| {
        view! {
            <SectionCard color=SectionColor::Blue title=td_string!(locale, section.identity)>
                <Facts facts />
            </SectionCard>
        }
    })
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

/// Names and values side by side; nothing without any.
#[component]
pub fn Facts(facts: Vec<(&'static str, String)>) -> impl IntoView {
    if facts.is_empty() {
        return ().into_any();
    }
    let mut html = Html::new(r#"<dl class="grid gap-x-8 gap-y-4 sm:grid-cols-2">"#);
    for (name, value) in facts {
        html.markup(r#"<div><dt class="text-sm text-muted">"#)
            .text(name)
            .markup(r#"</dt><dd class="text-lg"><bdi>"#)
            .text(value)
            .markup("</bdi></dd></div>");
    }
    html.markup("</dl>");
    html.into_view().into_any()
}

/// Facts in a table of two columns.
#[component]
pub fn FactTable(facts: Vec<(&'static str, String)>) -> impl IntoView {
    let mut html = Html::new(r#"<dl class="fact-table">"#);
    for (name, value) in facts {
        html.markup(r#"<div><dt class="text-muted">"#)
            .text(name)
            .markup(r#"</dt><dd class="font-medium"><bdi>"#)
            .text(value)
            .markup("</bdi></dd></div>");
    }
    html.markup("</dl>");
    html.into_view()
}

/// Where else one finds the person; nothing without any address.
#[component]
pub fn Links(links: Vec<ProfileLink>, #[prop(default = SectionColor::Pink)] color: SectionColor) -> impl IntoView {
    let locale = current_locale();
    (!links.is_empty()).then(|| {
        view! {
            <SectionCard color title=td_string!(locale, profile.links)>
                <LinkList links />
            </SectionCard>
        }
    })
}

/// Names of sites with the addresses there.
#[component]
fn LinkList(links: Vec<ProfileLink>) -> impl IntoView {
    let locale = current_locale();
    let lang = use_lang();
    let name = move |kind: &str| match kind {
        "website" => td_string!(locale, field.website),
        "portfolio" => td_string!(locale, field.portfolio_url_fact),
        network => reference::term("social_network", network).map_or("", |term| term.label(lang)),
    };
    let mut html = Html::new(r#"<dl class="grid gap-x-8 gap-y-3 sm:grid-cols-2">"#);
    for link in &links {
        // The site vouches for none of them.
        html.markup(r#"<div class="min-w-0"><dt class="text-sm text-muted">"#)
            .text(name(&link.kind))
            .markup(r#"</dt><dd class="min-w-0"><a dir="ltr" rel="nofollow noopener ugc""#)
            .attribute("href", &link.address)
            .markup(r#" class="link inline-flex min-h-11 max-w-full items-center break-all">"#)
            .text(shown_address(&link.address))
            .markup("</a></dd></div>");
    }
    html.markup("</dl>");
    html.into_view()
}

/// An address without what every address has.
fn shown_address(address: &str) -> &str {
    let bare = address.trim_start_matches("https://").trim_start_matches("http://").trim_start_matches("www.");
    bare.trim_end_matches('/')
}

/// Each leads to the people who share it: to the address that begins with `list` and ends with its key.
#[component]
pub fn TalentBadges(talents: Vec<TalentBadge>, #[prop(into)] list: String) -> impl IntoView {
    let mut html = Html::new(r#"<ul class="flex flex-wrap gap-2">"#);
    for talent in &talents {
        let text = format!("{} {}", talent.emoji, talent.label);
        html.markup("<li>");
        write_badge(&mut html, text.trim(), Tone::Primary, Some(&format!("{list}{}", talent.key)));
        html.markup("</li>");
    }
    html.markup("</ul>");
    html.into_view()
}
