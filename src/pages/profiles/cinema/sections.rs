//! What a film profile shows below its head, each part only where it has something to show.

use super::{
    productions::Productions,
    section::{Badges, ProfileSection},
};
use crate::{
    components::lang::current_locale,
    domain::{
        fields::{FieldId, field},
        profiles::{
            cinema::{ShownProduction, SkillGroup},
            public::{Fact, ProfileLink},
        },
        registration::cinema::Section,
    },
    i18n::{Locale, td_string},
    pages::{
        profiles::details::{FactTable, Facts, Links, TalentBadges, labelled, taken},
        registration::ShownForm as _,
    },
    routes,
};
use leptos::prelude::*;

/// The facts of a profile by the part of its page that shows them.
#[derive(Debug, Clone, Default)]
pub struct CinemaFacts {
    /// Ages the person can play and height, in words.
    pub measures: Vec<String>,
    /// Languages, and what no other part has.
    pub head: Vec<Fact>,
    pub physique: Vec<Fact>,
    pub origins: Vec<Fact>,
}

impl CinemaFacts {
    /// Gives each fact its part. Ages and height stand in the head and among the physique.
    pub fn new(locale: Locale, mut facts: Vec<Fact>) -> Self {
        let measures = taken(&mut facts.clone(), &[FieldId::PlayingAges, FieldId::Height]);
        let asked_in =
            |fact: &Fact, section: Section| field(fact.field).is_some_and(|field| field.cinema == Some(section));
        let mut head = taken(&mut facts, &[FieldId::Languages]);
        let (physique, others): (Vec<_>, Vec<_>) =
            facts.into_iter().partition(|fact| asked_in(fact, Section::Physique));
        let (origins, others): (Vec<_>, Vec<_>) = others.into_iter().partition(|fact| asked_in(fact, Section::Origins));
        head.extend(others);
        let measures = measures.into_iter().map(|fact| measure(locale, fact)).collect();
        Self { measures, head, physique, origins }
    }
}

/// « joue 25–35 ans », « 172 cm ».
fn measure(locale: Locale, fact: Fact) -> String {
    let words = fact.words.join(" · ");
    if fact.field == FieldId::PlayingAges {
        td_string!(locale, cinema_profile.plays, ages = words.as_str()).to_string()
    } else {
        words
    }
}

/// Productions first: they are what a person did.
#[component]
pub fn CinemaSections(
    productions: Vec<ShownProduction>,
    physique: Vec<Fact>,
    skills: Vec<SkillGroup>,
    origins: Vec<Fact>,
    links: Vec<ProfileLink>,
) -> impl IntoView {
    let locale = current_locale();
    let physique: Vec<_> = labelled(locale, physique).collect();
    view! {
        <Productions productions />
        {(!physique.is_empty())
            .then(|| {
                view! {
                    <ProfileSection section=Section::Physique>
                        <FactTable facts=physique />
                    </ProfileSection>
                }
            })}
        {(!skills.is_empty())
            .then(|| {
                view! {
                    <ProfileSection section=Section::Skills>
                        {skills.into_iter().map(|group| view! { <Skills group /> }).collect_view()}
                    </ProfileSection>
                }
            })}
        {(!origins.is_empty()).then(|| view! { <Origins origins /> })}
        <Links links color=Section::Networks.color() />
    }
}

#[component]
fn Skills(group: SkillGroup) -> impl IntoView {
    view! {
        <div>
            <h3 class="mb-2 font-semibold">{group.category}</h3>
            <TalentBadges talents=group.skills list=format!("{}?skill=", routes::CASTING) />
        </div>
    }
}

#[component]
fn Origins(mut origins: Vec<Fact>) -> impl IntoView {
    let locale = current_locale();
    let ethnicities = taken(&mut origins, &[FieldId::Ethnicities]);
    let ethnicities: Vec<String> = ethnicities.into_iter().flat_map(|fact| fact.words).collect();
    let facts: Vec<_> = labelled(locale, origins).collect();
    view! {
        <ProfileSection section=Section::Origins>
            <Facts facts />
            <Badges texts=ethnicities />
        </ProfileSection>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fact_has_its_part() {
        let fact = |field| Fact { field, words: vec!["x".to_owned()] };
        let fields = |facts: &[Fact]| facts.iter().map(|fact| fact.field).collect::<Vec<_>>();
        let facts = CinemaFacts::new(
            Locale::fr,
            [
                FieldId::Ethnicities,
                FieldId::Nationality,
                FieldId::EyeColor,
                FieldId::Height,
                FieldId::PlayingAges,
                FieldId::YearsExperience,
                FieldId::Languages,
            ]
            .map(fact)
            .into(),
        );
        assert_eq!(facts.measures, ["joue x", "x"]);
        assert_eq!(fields(&facts.head), [FieldId::Languages, FieldId::YearsExperience]);
        assert_eq!(fields(&facts.physique), [FieldId::EyeColor, FieldId::Height, FieldId::PlayingAges]);
        assert_eq!(fields(&facts.origins), [FieldId::Ethnicities, FieldId::Nationality]);
    }
}
