//! The nine sections of a film profile.

use super::{
    identity::IdentitySection,
    physique::PhysiqueSection,
    pictures::PicturesSection,
    section::{Badges, ProfileSection},
};
use crate::{
    components::{badge::Badge, lang::current_locale, tone::Tone},
    domain::{
        profiles::{
            cinema::{CinemaProfile, SkillGroup},
            public::TalentBadge,
        },
        registration::cinema::Section,
    },
    i18n::td_string,
    pages::profiles::details::{Facts, LinkList},
    routes,
    server::services::profiles::view::opening::PrivateAnswers,
};
use leptos::prelude::*;

/// In the order and the colours of the form.
#[component]
pub fn NineSections(profile: CinemaProfile, private: Option<PrivateAnswers>, owner: bool) -> impl IntoView {
    let locale = current_locale();
    let residence = profile.person.residence.clone();
    let place = vec![
        (td_string!(locale, common.country), format!("{} {}", residence.flag, residence.country)),
        (td_string!(locale, common.city), residence.city),
    ];
    let origins: Vec<(&'static str, String)> = [
        (td_string!(locale, field.country_of_origin), profile.country_of_origin),
        (td_string!(locale, field.nationality), profile.nationality),
    ]
    .into_iter()
    .filter_map(|(name, value)| Some((name, value?)))
    .collect();
    let no_origins = origins.is_empty() && profile.ethnicities.is_empty();
    let (types, skills, links) = (profile.person.talents.clone(), profile.skills, profile.links);
    view! {
        <IdentitySection person=profile.person private owner />
        <ProfileSection section=Section::Origins empty=no_origins>
            <Facts facts=origins />
            <Badges texts=profile.ethnicities />
        </ProfileSection>
        <ProfileSection section=Section::Residence empty=false>
            <Facts facts=place />
        </ProfileSection>
        <ProfileSection section=Section::Languages empty=profile.languages.is_empty()>
            <Badges texts=profile.languages />
        </ProfileSection>
        <PhysiqueSection looks=profile.looks />
        <ProfileSection section=Section::Types empty=types.is_empty()>
            <SearchBadges badges=types parameter="type" />
        </ProfileSection>
        <ProfileSection section=Section::Skills empty=skills.is_empty()>
            {skills.into_iter().map(|group| view! { <Skills group /> }).collect_view()}
        </ProfileSection>
        <ProfileSection section=Section::Networks empty=links.is_empty()>
            <LinkList links />
        </ProfileSection>
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
