//! The nine sections of a CINEMA profile, as the table of `domain::visibility` lets an audience see them.

use crate::{
    domain::{
        cinema::fields::NETWORKS,
        cinema_profile::{CinemaProfile, GalleryPhoto, Looks, Production, SkillGroup, poster_address},
        lang::Lang,
        profile::PublicProfile,
        reference,
        visibility::{Audience, Field, may_see},
    },
    server::{
        db::Conn,
        error::{AppError, AppResult},
        repositories::{
            cinema_answers::{self, CinemaAnswers, StoredProduction},
            person_languages,
            profiles::ProfileRow,
            social_links, stored_answers,
        },
        services::{
            presentation::{switches_of, term_badges},
            profile_view::shared,
        },
        state::AppState,
    },
};

/// Reads what this audience sees beside `person`.
pub async fn load(
    state: &AppState,
    conn: &mut Conn,
    row: &ProfileRow,
    stored: &CinemaAnswers,
    person: PublicProfile,
    audience: Audience,
    lang: Lang,
) -> AppResult<CinemaProfile> {
    let sees = |field| may_see(field, audience, switches_of(row));
    let answers = stored_answers::person(conn, row.person_id).await?.ok_or(AppError::NotFound)?;
    let languages =
        if sees(Field::Languages) { person_languages::of_person(conn, row.person_id).await? } else { Vec::new() };
    let networks = if sees(Field::Links) { social_links::of_person(conn, row.person_id).await? } else { Vec::new() };
    let person_answers = shared::Answers {
        switches: switches_of(row),
        languages: &languages,
        years_experience: answers.years_experience,
        country_of_origin: answers.country_of_origin.as_deref(),
        nationality: answers.nationality.as_deref(),
        website: answers.website.as_deref(),
        networks: &networks,
    };
    let mut shared = shared::as_seen(state, person_answers, audience, lang)?;
    shared.links.retain(|link| link.kind == "website" || NETWORKS.contains(&link.kind.as_str()));
    let skills = if sees(Field::CinemaSkills) { cinema_answers::skills(conn, stored.id).await? } else { Vec::new() };
    let ethnicities =
        if sees(Field::Ethnicities) { cinema_answers::ethnicities(conn, stored.id).await? } else { Vec::new() };
    let productions =
        if sees(Field::Productions) { cinema_answers::productions(conn, stored.id).await? } else { Vec::new() };
    let gallery = if sees(Field::Gallery) { cinema_answers::gallery(conn, stored.id).await? } else { Vec::new() };
    let term = |field, list: &str, key: &Option<String>| {
        let key = key.as_ref().filter(|_| sees(field))?;
        reference::term(list, key).map(|term| term.label(lang).to_owned())
    };
    Ok(CinemaProfile {
        person,
        experience: shared.experience,
        languages: shared.languages,
        ethnicities: term_badges("ethnicity", &ethnicities, lang).into_iter().map(|badge| badge.label).collect(),
        country_of_origin: shared.country_of_origin,
        nationality: shared.nationality,
        looks: Looks {
            eyes: term(Field::Eyes, "eye_color", &stored.eye_color),
            hair_color: term(Field::Hair, "hair_color", &stored.hair_color),
            hair_type: term(Field::Hair, "hair_type", &stored.hair_type),
            skin_tone: term(Field::SkinTone, "skin_tone", &stored.skin_tone),
            build: term(Field::Build, "build", &stored.build),
            height_cm: stored.height_cm.filter(|_| sees(Field::Height)),
            playing_age: if sees(Field::PlayingAge) {
                (stored.playing_age_min, stored.playing_age_max)
            } else {
                (None, None)
            },
        },
        skills: groups(&skills, lang),
        links: shared.links,
        productions: productions.into_iter().map(|production| in_words(production, lang)).collect(),
        gallery: gallery.into_iter().map(|file| GalleryPhoto::new(file.name)).collect(),
    })
}

/// Skills by category, both in the order of their lists.
fn groups(keys: &[String], lang: Lang) -> Vec<SkillGroup> {
    reference::terms("skill_category")
        .map(|category| {
            let own =
                |key: &String| reference::term("cinema_skill", key).is_some_and(|skill| skill.group == category.key);
            let keys: Vec<String> = keys.iter().filter(|key| own(key)).cloned().collect();
            SkillGroup {
                category: format!("{} {}", category.emoji, category.label(lang)).trim().to_owned(),
                skills: term_badges("cinema_skill", &keys, lang),
            }
        })
        .filter(|group| !group.skills.is_empty())
        .collect()
}

fn in_words(stored: StoredProduction, lang: Lang) -> Production {
    let kind = reference::term("production_type", &stored.kind);
    Production {
        title: stored.title,
        year: stored.year,
        kind: kind.map_or_else(String::new, |kind| format!("{} {}", kind.emoji, kind.label(lang)).trim().to_owned()),
        role: stored.role,
        poster: stored.poster.as_deref().map(poster_address),
    }
}
