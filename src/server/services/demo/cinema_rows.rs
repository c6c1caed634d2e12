//! From drawn CINEMA profiles to the rows of one transaction.

use super::draft::DemoDraft;
use crate::server::{
    db::Conn,
    error::AppResult,
    repositories::{
        demo::{
            cinema::{CinemaBatch, EthnicityRow, NumberedCinemaProfile, ProductionRow, SkillRow, TypeRow},
            people,
        },
        profiles::cinema::profile::CinemaProfileRow,
    },
};

/// Makes the rows of those who have a CINEMA profile; the ids of people are in the order of the drafts.
pub async fn rows(conn: &mut Conn, drafts: &[DemoDraft], people: &[i64]) -> AppResult<CinemaBatch> {
    let owners: Vec<_> = drafts.iter().zip(people).filter(|(draft, _)| draft.cinema.is_some()).collect();
    let profiles = people::reserve_ids(conn, "cinema_profiles", owners.len()).await?;
    let mut batch = CinemaBatch::default();
    for ((draft, person_id), profile_id) in owners.into_iter().zip(profiles) {
        add(&mut batch, draft, *person_id, profile_id);
    }
    Ok(batch)
}

fn add(batch: &mut CinemaBatch, draft: &DemoDraft, person_id: i64, profile_id: i64) {
    let Some(cinema) = &draft.cinema else { return };
    let at = draft.registered_at;
    let profile = CinemaProfileRow {
        person_id,
        visibility: draft.person.visibility.to_owned(),
        created_at: at,
        updated_at: at,
        eye_color: cinema.eye_color.clone(),
        hair_color: cinema.hair_color.clone(),
        hair_type: cinema.hair_type.clone(),
        skin_tone: cinema.skin_tone.clone(),
        build: cinema.build.clone(),
        height_cm: cinema.height_cm,
        playing_age_min: cinema.playing_age.map(|(from, _)| from),
        playing_age_max: cinema.playing_age.map(|(_, to)| to),
        ..CinemaProfileRow::default()
    };
    batch.profiles.push(NumberedCinemaProfile { id: profile_id, row: profile });
    batch.types.extend(cinema.types.iter().map(|key| TypeRow { profile_id, talent_type: key.clone() }));
    batch.skills.extend(cinema.skills.iter().map(|key| SkillRow { profile_id, skill: key.clone() }));
    batch.ethnicities.extend(cinema.ethnicities.iter().map(|key| EthnicityRow { profile_id, ethnicity: key.clone() }));
    batch.productions.extend(cinema.productions.iter().zip(0..).map(|(production, position)| ProductionRow {
        profile_id,
        position,
        title: production.title.clone(),
        year: production.year,
        kind: production.kind.clone(),
        role: production.role.clone(),
    }));
}
