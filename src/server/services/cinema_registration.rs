//! Writing a finished CINEMA form, all or nothing.

use std::collections::HashMap;

use chrono::NaiveDateTime;

use crate::{
    domain::{
        cinema::{CinemaRegistration, Section, fields as c},
        module::Module,
    },
    server::{
        db::Conn,
        error::AppResult,
        repositories::{
            cinema_profiles::{self, NewCinemaProfile, NewProduction},
            consents as consent_rows, search,
        },
        services::{
            answers::consents,
            mail, posters,
            registration::{
                AskedOfPerson, PersonAnswers, PersonKept, Refusal, Stored, StoredForm, Submission, code_of, keep_person,
            },
            uploads::{FileKind, FileOwner, claim_draft_files, of_person},
        },
        state::AppState,
    },
};

impl StoredForm for Section {
    const FILE_KINDS: &'static [FileKind] = &[FileKind::Photo, FileKind::IdPhoto, FileKind::Gallery];

    fn person(whole: &CinemaRegistration) -> PersonAnswers<'_> {
        PersonAnswers {
            identity: &whole.identity,
            contact: &whole.contact,
            origins: &whole.origins,
            residence: &whole.residence,
            privacy: &whole.privacy,
            years_experience: whole.years_experience,
            languages: &whole.languages,
            website: whole.website.as_deref(),
            links: &whole.networks.links,
            documents: std::slice::from_ref(&whole.document),
            asked: AskedOfPerson { address: false, networks: &c::NETWORKS, documents: &[] },
        }
    }

    async fn store(state: &AppState, conn: &mut Conn, submission: &Submission<'_, Self>) -> Result<Stored, Refusal> {
        let (registration, now) = (submission.whole, state.clock.now());
        let answers = Self::person(registration);
        let PersonKept { account_id, person_id } = keep_person(conn, submission, &answers, now).await?;
        let profile_id = new_profile(conn, person_id, registration, now).await.map_err(|error| {
            if error.is_unique_violation() { Refusal::AlreadyRegistered } else { Refusal::Failed(error) }
        })?;
        let replaced = claim_draft_files(conn, submission.draft_id, person_id).await?;
        cinema_profiles::replace_types(conn, profile_id, &registration.types).await?;
        cinema_profiles::replace_skills(conn, profile_id, &registration.skills).await?;
        cinema_profiles::replace_ethnicities(conn, profile_id, &registration.ethnicities).await?;
        let gallery = gallery(conn, person_id, &registration.gallery_order).await?;
        cinema_profiles::replace_gallery(conn, profile_id, &gallery).await?;
        let posters = posters::ids_of(conn, FileOwner::Person(person_id)).await?;
        let productions = productions(profile_id, registration, &posters);
        cinema_profiles::replace_productions(conn, profile_id, &productions).await?;
        search::index_person(conn, person_id).await?;
        let guardian = registration.identity.guardian.is_some();
        for consent in consents::given(person_id, submission.applicant.lang, guardian, now) {
            consent_rows::insert(conn, &consent).await?;
        }
        let code = code_of(conn, person_id, &answers, now).await?;
        match submission.existing {
            Some(_) => mail::profile_added(state, conn, account_id, &code, Module::Cinema).await?,
            None => mail::registered(state, conn, account_id, &code, Module::Cinema).await?,
        }
        Ok(Stored { account_id, replaced })
    }

    async fn has_profile(conn: &mut Conn, person_id: i64) -> AppResult<bool> {
        cinema_profiles::exists(conn, person_id).await
    }
}

async fn new_profile(
    conn: &mut Conn,
    person_id: i64,
    registration: &CinemaRegistration,
    now: NaiveDateTime,
) -> AppResult<i64> {
    let physique = &registration.physique;
    let profile = NewCinemaProfile {
        person_id,
        visibility: &registration.privacy.visibility,
        created_at: now,
        updated_at: now,
        id_document_type: registration.document.kind,
        eye_color: physique.eye_color.as_deref(),
        hair_color: physique.hair_color.as_deref(),
        hair_type: physique.hair_type.as_deref(),
        skin_tone: physique.skin_tone.as_deref(),
        build: physique.build.as_deref(),
        height_cm: physique.height_cm,
        playing_age_min: physique.playing_age_min,
        playing_age_max: physique.playing_age_max,
    };
    cinema_profiles::insert(conn, &profile).await
}

/// The ids of the person's gallery photos: in the order of these names, those not named after them as they came.
async fn gallery(conn: &mut Conn, person_id: i64, order: &[String]) -> AppResult<Vec<i64>> {
    let mut photos = of_person(conn, person_id).await?;
    photos.retain(|file| FileKind::from_key(&file.kind) == Some(FileKind::Gallery));
    photos.sort_by_key(|file| order.iter().position(|name| *name == file.name).unwrap_or(order.len()));
    Ok(photos.into_iter().map(|file| file.id).collect())
}

/// Only posters that are the person's are shown: their names came with the form.
fn productions<'a>(
    profile_id: i64,
    registration: &'a CinemaRegistration,
    posters: &HashMap<String, i64>,
) -> Vec<NewProduction<'a>> {
    (1_i64..)
        .zip(&registration.productions)
        .map(|(position, production)| NewProduction {
            profile_id,
            position,
            title: &production.title,
            year: production.year,
            kind: &production.kind,
            role: production.role.as_deref(),
            tmdb_id: production.tmdb_id,
            poster_file_id: production.poster.as_ref().and_then(|name| posters.get(name)).copied(),
        })
        .collect()
}
