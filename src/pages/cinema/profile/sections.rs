//! The nine sections of a film profile.

use leptos::prelude::*;

use super::{
    identity::IdentitySection,
    physique::PhysiqueSection,
    pictures::PicturesSection,
    section::{Badges, Section},
};
use crate::{
    components::{badge::Badge, lang::current_locale, section_card::SectionColor, tone::Tone},
    domain::{
        cinema_profile::{CinemaProfile, SkillGroup},
        profile::TalentBadge,
    },
    i18n::td_string,
    pages::profile::details::{Facts, LinkList},
    routes,
    server::services::cinema_view::PrivateAnswers,
};

/// In the order and the colours of the form.
#[component]
pub fn NineSections(profile: CinemaProfile, private: Option<PrivateAnswers>, owner: bool) -> impl IntoView {
    let locale = current_locale();
    let residence = profile.person.residence.clone();
    let place = vec![
        (td_string!(locale, profile.country), format!("{} {}", residence.flag, residence.country)),
        (td_string!(locale, profile.city), residence.city),
    ];
    let origins: Vec<(&'static str, String)> = [
        (td_string!(locale, profile.country_of_origin), profile.country_of_origin),
        (td_string!(locale, profile.nationality), profile.nationality),
    ]
    .into_iter()
    .filter_map(|(name, value)| Some((name, value?)))
    .collect();
    let no_origins = origins.is_empty() && profile.ethnicities.is_empty();
    let (types, skills, links) = (profile.person.talents.clone(), profile.skills, profile.links);
    view! {
        <IdentitySection person=profile.person private owner />
        <Section number=2 color=SectionColor::Green title=td_string!(locale, cinema_profile.origins) empty=no_origins>
            <Facts facts=origins />
            <Badges texts=profile.ethnicities />
        </Section>
        <Section number=3 color=SectionColor::Purple title=td_string!(locale, cinema_profile.residence) empty=false>
            <Facts facts=place />
        </Section>
        <Section
            number=4
            color=SectionColor::Cyan
            title=td_string!(locale, cinema_profile.languages)
            empty=profile.languages.is_empty()
        >
            <Badges texts=profile.languages />
        </Section>
        <PhysiqueSection looks=profile.looks />
        <Section
            number=6
            color=SectionColor::Yellow
            title=td_string!(locale, cinema_profile.types)
            empty=types.is_empty()
        >
            <SearchBadges badges=types parameter="type" />
        </Section>
        <Section
            number=7
            color=SectionColor::Pink
            title=td_string!(locale, cinema_profile.skills)
            empty=skills.is_empty()
        >
            {skills.into_iter().map(|group| view! { <Skills group /> }).collect_view()}
        </Section>
        <Section
            number=8
            color=SectionColor::Indigo
            title=td_string!(locale, cinema_profile.networks)
            empty=links.is_empty()
        >
            <LinkList links />
        </Section>
        <PicturesSection
            experience=profile.experience
            gallery=profile.gallery
            productions=profile.productions
        />
    }
}

#[component]
fn Skills(group: SkillGroup) -> impl IntoView {
    view! {
        <div>
            <h3 class="mb-2 font-semibold">{group.category}</h3>
            <SearchBadges badges=group.skills parameter="skill" />
        </div>
    }
}

/// Each leads to the people who share it.
#[component]
fn SearchBadges(badges: Vec<TalentBadge>, parameter: &'static str) -> impl IntoView {
    view! {
        <ul class="flex flex-wrap gap-2">
            {badges
                .into_iter()
                .map(|badge| {
                    view! {
                        <li>
                            <Badge
                                tone=Tone::Primary
                                text=format!("{} {}", badge.emoji, badge.label).trim().to_owned()
                                href=format!("{}?{parameter}={}", routes::CASTING, badge.key)
                            />
                        </li>
                    }
                })
                .collect_view()}
        </ul>
    }
}
