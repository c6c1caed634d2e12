//! The nine sections of a film profile.

use super::{
    identity::IdentitySection,
    pictures::PicturesSection,
    section::{Badges, ProfileSection},
};
use crate::{
    components::{badge::Badge, lang::current_locale, tone::Tone},
    domain::{
        fields::{FieldId, field},
        profiles::{
            cinema::{CinemaProfile, SkillGroup},
            public::{Fact, TalentBadge},
        },
        registration::cinema::Section,
    },
    i18n::td_string,
    pages::profiles::details::{Facts, LinkList, labelled},
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
    let (ethnicities, facts): (Vec<_>, Vec<_>) =
        profile.facts.into_iter().partition(|fact| fact.field == FieldId::Ethnicities);
    let ethnicities: Vec<String> = ethnicities.into_iter().flat_map(|fact| fact.words).collect();
    let of_section = |section| -> Vec<Fact> {
        let asks = |fact: &&Fact| field(fact.field).is_some_and(|field| field.cinema == Some(section));
        facts.iter().filter(asks).cloned().collect()
    };
    let labelled_of = |section| labelled(locale, of_section(section)).collect::<Vec<_>>();
    let (origins, physique) = (labelled_of(Section::Origins), labelled_of(Section::Physique));
    let languages: Vec<String> = of_section(Section::Languages).into_iter().flat_map(|fact| fact.words).collect();
    let (types, skills, links) = (profile.person.talents.clone(), profile.skills, profile.links);
    view! {
        <IdentitySection person=profile.person private owner />
        <ProfileSection section=Section::Origins empty=origins.is_empty() && ethnicities.is_empty()>
            <Facts facts=origins />
            <Badges texts=ethnicities />
        </ProfileSection>
        <ProfileSection section=Section::Residence empty=false>
            <Facts facts=place />
        </ProfileSection>
        <ProfileSection section=Section::Languages empty=languages.is_empty()>
            <Badges texts=languages />
        </ProfileSection>
        <ProfileSection section=Section::Physique empty=physique.is_empty()>
            <Facts facts=physique />
        </ProfileSection>
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
            facts=labelled_of(Section::Pictures)
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
