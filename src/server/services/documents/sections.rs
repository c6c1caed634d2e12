//! The sections of cards, in the order and the colours of the profile pages.

use crate::{
    domain::{
        fields::{FieldId, Kind, field},
        profiles::{
            cinema::{CinemaProfile, ShownProduction},
            public::{Fact, MainProfile, ProfileLink},
        },
        reference,
        registration::cinema::Section,
    },
    i18n::{Locale, td_string},
    server::documents::person_card::{CardPart, CardSection, CardTone},
    texts::labels::{fact_label, field_label},
};

/// What comes first in a main profile.
const FIRST: [FieldId; 4] = [FieldId::Availability, FieldId::WorkMode, FieldId::YearsExperience, FieldId::Languages];

/// The sections of a main profile that have something to show.
pub(super) fn of_main(locale: Locale, profile: MainProfile) -> Vec<CardSection> {
    let MainProfile { facts, links, .. } = profile;
    let (texts, mut facts): (Vec<_>, Vec<_>) = facts.into_iter().partition(is_long);
    facts.sort_by_key(|fact| FIRST.iter().position(|first| *first == fact.field).unwrap_or(FIRST.len()));
    let mut sections = Vec::new();
    add(&mut sections, td_string!(locale, documents.essentials), CardTone::Green, vec![table(locale, facts)]);
    for fact in texts {
        let text = CardPart::Text(fact.words.join("\n"));
        add(&mut sections, label(locale, &fact), CardTone::Violet, vec![text]);
    }
    add(&mut sections, td_string!(locale, profile.links), CardTone::Plum, vec![addresses(locale, links)]);
    sections
}

/// The sections of a CINEMA profile that have something to show; productions stand before what a person looks like.
pub(super) fn of_cinema(locale: Locale, profile: CinemaProfile) -> Vec<CardSection> {
    let CinemaProfile { facts, skills, links, productions, .. } = profile;
    let asked_in = |section| move |fact: &Fact| field(fact.field).is_some_and(|field| field.cinema == Some(section));
    let (physique, facts): (Vec<_>, Vec<_>) = facts.into_iter().partition(asked_in(Section::Physique));
    let (origins, facts): (Vec<_>, Vec<_>) = facts.into_iter().partition(asked_in(Section::Origins));
    let (texts, facts): (Vec<_>, Vec<_>) = facts.into_iter().partition(is_long);
    let mut sections = Vec::new();
    add(&mut sections, td_string!(locale, documents.essentials), CardTone::Green, vec![table(locale, facts)]);
    for fact in texts {
        let text = CardPart::Text(fact.words.join("\n"));
        add(&mut sections, label(locale, &fact), CardTone::Violet, vec![text]);
    }
    let works = CardPart::Works(productions.into_iter().map(work).collect());
    add(&mut sections, td_string!(locale, cinema_profile.productions), CardTone::Brick, vec![works]);
    add(&mut sections, td_string!(locale, section.physique), CardTone::Blue, vec![table(locale, physique)]);
    let skills = skills.into_iter().map(|group| {
        let words = group.skills.into_iter().map(|skill| format!("{} {}", skill.emoji, skill.label).trim().to_owned());
        CardPart::Words(group.category, words.collect())
    });
    add(&mut sections, td_string!(locale, section.skills), CardTone::Violet, skills.collect());
    let (several, single): (Vec<_>, Vec<_>) = origins.into_iter().partition(|fact| fact.field == FieldId::Ethnicities);
    let words = several.into_iter().flat_map(|fact| fact.words).collect();
    let origins = vec![table(locale, single), CardPart::Words(String::new(), words)];
    add(&mut sections, td_string!(locale, section.origins), CardTone::Ochre, origins);
    add(&mut sections, td_string!(locale, profile.links), CardTone::Plum, vec![addresses(locale, links)]);
    sections
}

/// « joue 25–35 ans · 172 cm ».
pub(super) fn measures(locale: Locale, facts: &[Fact]) -> String {
    let words = |id| facts.iter().find(|fact| fact.field == id).map(|fact| fact.words.join(" · "));
    let plays = words(FieldId::PlayingAges)
        .map(|ages| td_string!(locale, cinema_profile.plays, ages = ages.as_str()).to_string());
    [plays, words(FieldId::Height)].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn add(sections: &mut Vec<CardSection>, title: &str, tone: CardTone, mut parts: Vec<CardPart>) {
    parts.retain(|part| match part {
        CardPart::Facts(pairs) | CardPart::Links(pairs) => !pairs.is_empty(),
        CardPart::Text(text) => !text.is_empty(),
        CardPart::Words(_, words) => !words.is_empty(),
        CardPart::Works(works) => !works.is_empty(),
    });
    if !parts.is_empty() {
        sections.push(CardSection { title: title.to_owned(), tone, parts });
    }
}

fn is_long(fact: &Fact) -> bool {
    field(fact.field).is_some_and(|field| matches!(field.kind, Kind::Text { .. }))
}

fn label(locale: Locale, fact: &Fact) -> &'static str {
    field(fact.field).map_or("", |field| fact_label(locale, field.name))
}

fn table(locale: Locale, facts: Vec<Fact>) -> CardPart {
    CardPart::Facts(facts.iter().map(|fact| (label(locale, fact).to_owned(), fact.words.join(" · "))).collect())
}

fn addresses(locale: Locale, links: Vec<ProfileLink>) -> CardPart {
    let name = |kind: &str| match kind {
        "website" => field_label(locale, "website"),
        "portfolio" => fact_label(locale, "portfolio_url"),
        network => reference::term("social_network", network).map_or("", |term| term.label(locale.into())),
    };
    CardPart::Links(links.into_iter().map(|link| (name(&link.kind).to_owned(), link.address)).collect())
}

fn work(production: ShownProduction) -> [String; 3] {
    let what = [Some(production.kind), production.year.map(|year| year.to_string())];
    let what: Vec<String> = what.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    [production.title, what.join(" · "), production.role.unwrap_or_default()]
}
