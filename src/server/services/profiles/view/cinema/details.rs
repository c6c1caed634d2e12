//! The nine sections of a CINEMA profile, as the table of `domain::visibility` lets an audience see them.

use crate::{
    domain::{
        fields::FieldId,
        lang::Lang,
        module::Module,
        profiles::{
            cinema::{CinemaProfile, GalleryPhoto, ShownProduction, SkillGroup, poster_address},
            public::PublicProfile,
        },
        reference,
        registration::cinema::fields::NETWORKS,
    },
    server::{
        db::Conn,
        error::{AppError, AppResult},
        repositories::profiles::{
            cinema::{
                answers::{self, StoredProduction},
                profile::CinemaProfileRow,
            },
            languages, person_row, social_links,
        },
        services::profiles::{
            presentation::term_badges,
            shown_answers::{ProfileAnswers, ShownAnswers},
            view::opening::ProfileAccess,
        },
        state::AppState,
    },
};

/// Reads what this audience sees beside `person`.
pub async fn load(
    state: &AppState,
    conn: &mut Conn,
    access: &ProfileAccess<'_>,
    stored: &CinemaProfileRow,
    person: PublicProfile,
    lang: Lang,
) -> AppResult<CinemaProfile> {
    let person_id = access.row.person.id;
    let answers = person_row::find(conn, person_id).await?.ok_or(AppError::NotFound)?;
    let mut shown = ShownAnswers {
        person: &answers.row,
        profile: ProfileAnswers::Cinema(stored),
        chosen: Vec::new(),
        keyring: &state.security.keyring,
        audience: access.audience,
        lang,
    };
    if shown.sees(FieldId::Languages) {
        shown.chosen.push((FieldId::Languages, languages::of_person(conn, person_id).await?));
    }
    if shown.sees(FieldId::Ethnicities) {
        shown.chosen.push((FieldId::Ethnicities, answers::ethnicities(conn, stored.id).await?));
    }
    let sees = |id| shown.sees(id);
    let networks = if sees(FieldId::Networks) { social_links::of_person(conn, person_id).await? } else { Vec::new() };
    let skills = if sees(FieldId::Skills) { answers::skills(conn, stored.id).await? } else { Vec::new() };
    let productions =
        if sees(FieldId::Productions) { answers::productions(conn, stored.id).await? } else { Vec::new() };
    let gallery = if sees(FieldId::Gallery) { answers::gallery(conn, stored.id).await? } else { Vec::new() };
    let mut links = shown.links(&networks)?;
    links.retain(|link| link.kind == "website" || NETWORKS.contains(&link.kind.as_str()));
    Ok(CinemaProfile {
        person,
        facts: shown.facts(Module::Cinema)?,
        skills: groups(&skills, lang),
        links,
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
            SkillGroup { category: category.label_with_emoji(lang), skills: term_badges("cinema_skill", &keys, lang) }
        })
        .filter(|group| !group.skills.is_empty())
        .collect()
}

fn in_words(stored: StoredProduction, lang: Lang) -> ShownProduction {
    let kind = reference::term("production_type", &stored.kind);
    ShownProduction {
        title: stored.title,
        year: stored.year,
        kind: kind.map_or_else(String::new, |kind| kind.label_with_emoji(lang)),
        role: stored.role,
        poster: stored.poster.as_deref().map(poster_address),
    }
}
