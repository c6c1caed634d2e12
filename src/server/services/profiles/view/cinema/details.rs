//! The nine sections of a CINEMA profile, as the table of `domain::visibility` lets an audience see them.

use crate::{
    domain::{
        fields::FieldId,
        lang::Lang,
        module::Module,
        profiles::{
            cinema::{CinemaProfile, GalleryPhoto, ShownProduction, SkillGroup, poster_address},
            public::{PublicProfile, TalentBadge},
        },
        reference,
        registration::cinema::fields::NETWORKS,
        visibility::Audience,
    },
    server::{
        error::AppResult,
        repositories::profiles::cinema::{answers::StoredProduction, views::WholeCinemaProfile},
        security::encryption::Keyring,
        services::profiles::{
            presentation::term_badges,
            shown_answers::{ProfileAnswers, ShownAnswers},
        },
    },
};

/// What this audience sees of a profile beside `person`.
pub fn shown(
    keyring: &Keyring,
    audience: Audience,
    stored: &WholeCinemaProfile,
    person: PublicProfile,
    lang: Lang,
) -> AppResult<CinemaProfile> {
    let chosen = [(FieldId::Languages, &stored.languages), (FieldId::Ethnicities, &stored.ethnicities)];
    let shown = ShownAnswers {
        person: &stored.person,
        profile: ProfileAnswers::Cinema(&stored.cinema),
        chosen: chosen.map(|(field, keys)| (field, keys.clone())).into(),
        keyring,
        audience,
        lang,
    };
    let sees = |id| shown.sees(id);
    let mut links = shown.links(&stored.links)?;
    links.retain(|link| link.kind == "website" || NETWORKS.contains(&link.kind.as_str()));
    let skills = if sees(FieldId::Skills) { stored.skills.as_slice() } else { &[] };
    let productions = if sees(FieldId::Productions) { stored.productions.as_slice() } else { &[] };
    let gallery = if sees(FieldId::Gallery) { stored.gallery.as_slice() } else { &[] };
    Ok(CinemaProfile {
        person,
        facts: shown.facts(Module::Cinema)?,
        skills: groups(skills, lang),
        links,
        productions: productions.iter().map(|production| in_words(production, lang)).collect(),
        gallery: gallery.iter().cloned().map(GalleryPhoto::new).collect(),
    })
}

/// Skills by category, both in the order of their lists.
fn groups(keys: &[String], lang: Lang) -> Vec<SkillGroup> {
    let badges = term_badges("cinema_skill", keys, lang);
    let group_of = |badge: &TalentBadge| reference::term("cinema_skill", &badge.key).map(|skill| skill.group.as_str());
    reference::terms("skill_category")
        .map(|category| SkillGroup {
            category: category.label_with_emoji(lang),
            skills: badges.iter().filter(|badge| group_of(badge) == Some(category.key.as_str())).cloned().collect(),
        })
        .filter(|group| !group.skills.is_empty())
        .collect()
}

fn in_words(stored: &StoredProduction, lang: Lang) -> ShownProduction {
    let kind = reference::term("production_type", &stored.kind);
    ShownProduction {
        title: stored.title.clone(),
        year: stored.year,
        kind: kind.map_or_else(String::new, |kind| kind.label_with_emoji(lang)),
        role: stored.role.clone(),
        poster: stored.poster.as_deref().map(poster_address),
    }
}
