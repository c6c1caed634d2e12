//! Writing a finished CINEMA form, all or nothing.

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
            cinema_profiles::{self, NewCinemaProfile},
            consents as consent_rows, search,
        },
        services::{
            answers::consents,
            cinema_parts::{replace_gallery, replace_productions},
            mail,
            registration::{
                AskedOfPerson, PersonAnswers, PersonKept, Refusal, Stored, StoredForm, Submission, code_of, keep_person,
            },
            uploads::{FileKind, claim_draft_files},
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
            links: &whole.networks,
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
        replace_gallery(conn, person_id, profile_id, &registration.gallery_order).await?;
        replace_productions(conn, person_id, profile_id, &registration.productions).await?;
        let guardian = registration.identity.guardian.is_some();
        for consent in consents::given(person_id, submission.applicant.lang, guardian, now) {
            consent_rows::insert(conn, &consent).await?;
        }
        let code = code_of(conn, person_id, &answers, now).await?;
        // Lists put who hides their name in the order of codes.
        search::index_person(conn, person_id).await?;
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
