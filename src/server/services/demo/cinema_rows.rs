//! From drawn CINEMA profiles to the rows of one transaction.

use super::draft::DemoDraft;
use crate::{
    domain::search::cinema::TraitList,
    server::{
        db::Conn,
        error::AppResult,
        repositories::{
            demo::{
                cinema::{CinemaBatch, EthnicityRow, NumberedCinemaProfile, ProductionRow, SkillRow, TypeRow},
                people,
            },
            profiles::{cinema::profile::CinemaProfileRow, person_names::PersonNames},
            search::cinema_entry::{CinemaSearchEntry, CinemaSearchSource},
        },
    },
};

/// Makes the rows of those who have a CINEMA profile; ids and codes are in the order of the drafts.
pub async fn rows(conn: &mut Conn, drafts: &[DemoDraft], people: &[i64], codes: &[String]) -> AppResult<CinemaBatch> {
    let owners: Vec<_> =
        drafts.iter().zip(people).zip(codes).filter(|((draft, _), _)| draft.cinema.is_some()).collect();
    let profiles = people::reserve_ids(conn, "cinema_profiles", owners.len()).await?;
    let mut batch = CinemaBatch::default();
    for (((draft, person_id), code), profile_id) in owners.into_iter().zip(profiles) {
        add(&mut batch, draft, *person_id, profile_id, code);
    }
    Ok(batch)
}

fn add(batch: &mut CinemaBatch, draft: &DemoDraft, person_id: i64, profile_id: i64, code: &str) {
    let Some(cinema) = &draft.cinema else { return };
    let at = draft.registered_at;
    batch.entries.push(entry(draft, person_id, profile_id, code));
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

fn entry(draft: &DemoDraft, person_id: i64, profile_id: i64, code: &str) -> CinemaSearchEntry {
    let (person, cinema) = (&draft.person, draft.cinema.as_ref());
    let keys = |keys: Option<&Vec<String>>| keys.cloned().unwrap_or_default();
    let titles: Vec<_> =
        cinema.iter().flat_map(|cinema| &cinema.productions).map(|production| production.title.clone()).collect();
    let playing_age = cinema.and_then(|cinema| cinema.playing_age);
    CinemaSearchEntry::new(CinemaSearchSource {
        profile_id,
        person_id,
        active: true,
        visibility: person.visibility,
        date_of_birth: person.date_of_birth,
        minor_approved: person.approved,
        names: &PersonNames::civil(person.first_name, person.last_name),
        show_name_photo: person.show_name_photo,
        show_origins: person.show_origins,
        // Portraits are drawn later.
        has_photo: false,
        gender: person.gender.encode_utf8(&mut [0; 4]),
        residence_country: &draft.city.country_code,
        city_id: Some(draft.city.id),
        city: &draft.city.name,
        years_experience: draft.career.years_experience,
        height_cm: cinema.and_then(|cinema| cinema.height_cm),
        playing_age: (playing_age.map(|(from, _)| from), playing_age.map(|(_, to)| to)),
        looks: [
            (TraitList::EyeColor, cinema.and_then(|cinema| cinema.eye_color.as_deref())),
            (TraitList::HairColor, cinema.and_then(|cinema| cinema.hair_color.as_deref())),
            (TraitList::HairType, cinema.and_then(|cinema| cinema.hair_type.as_deref())),
            (TraitList::Build, cinema.and_then(|cinema| cinema.build.as_deref())),
            (TraitList::SkinTone, cinema.and_then(|cinema| cinema.skin_tone.as_deref())),
        ],
        types: &keys(cinema.map(|cinema| &cinema.types)),
        skills: &keys(cinema.map(|cinema| &cinema.skills)),
        languages: &draft.career.languages,
        ethnicities: &keys(cinema.map(|cinema| &cinema.ethnicities)),
        titles: &titles,
        codes: &[code.to_owned()],
    })
}
