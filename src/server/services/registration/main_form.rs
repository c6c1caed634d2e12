//! Writing a finished main form, all or nothing.

use chrono::NaiveDateTime;

use super::{
    PersonAnswers, Refusal, StoredForm, Submission, code_of,
    form::Stored,
    keep_person,
    person::{Asked, PersonKept},
};
use crate::{
    domain::{
        module::Module,
        registration::{Registration, Step, fields as f},
    },
    server::{
        db::Conn,
        error::{AppError, AppResult},
        repositories::{
            consents as consent_rows,
            main_profiles::{self, NewMainProfile},
            search, talents,
        },
        services::{
            answers::consents,
            mail,
            uploads::{FileKind, claim_draft_files},
        },
        state::AppState,
    },
};

impl StoredForm for Step {
    const FILE_KINDS: &'static [FileKind] = &[FileKind::Photo, FileKind::Cv];

    fn person(whole: &Registration) -> PersonAnswers<'_> {
        PersonAnswers {
            identity: &whole.identity,
            contact: &whole.contact,
            origins: &whole.origins,
            residence: &whole.residence,
            privacy: &whole.privacy,
            years_experience: whole.career.years_experience,
            languages: &whole.career.languages,
            website: whole.networks.website.as_deref(),
            links: &whole.networks.links,
            documents: &whole.documents_of_identity,
            asked: Asked { address: true, networks: &f::NETWORKS, documents: &["passport", "residence_card"] },
        }
    }

    async fn store(state: &AppState, conn: &mut Conn, submission: &Submission<'_, Self>) -> Result<Stored, Refusal> {
        let (registration, lang, now) = (submission.whole, submission.applicant.lang, state.clock.now());
        let answers = Self::person(registration);
        let PersonKept { account_id, person_id } = keep_person(conn, submission, &answers, now).await?;
        let profile_id = new_profile(conn, person_id, registration, now).await.map_err(|error| {
            if error.is_unique_violation() { Refusal::AlreadyRegistered } else { Refusal::Failed(error) }
        })?;
        let replaced = claim_draft_files(conn, submission.draft_id, person_id).await?;
        let found = talents::find_by_keys(conn, &registration.talents).await?;
        let id_of = |key: &String| found.iter().find(|talent| &talent.key == key).map(|talent| talent.id);
        let talent_ids: Vec<i64> = registration.talents.iter().filter_map(id_of).collect();
        main_profiles::insert_talents(conn, profile_id, &talent_ids).await?;
        if submission.existing.is_some() {
            search::index_person(conn, person_id).await?;
        } else {
            let code_prefix = registration.residence.code_prefix().map_err(AppError::internal)?;
            search::index_new_profile(conn, profile_id, code_prefix.as_str()).await?;
        }
        for consent in consents::given(person_id, lang, registration.identity.guardian.is_some(), now) {
            consent_rows::insert(conn, &consent).await?;
        }
        if registration.documents.allow_cv_analysis {
            consent_rows::insert(conn, &consents::cv_analysis(person_id, lang, now)).await?;
        }
        let code = code_of(conn, person_id, &answers, now).await?;
        match submission.existing {
            Some(_) => mail::profile_added(state, conn, account_id, &code, Module::Main).await?,
            None => mail::registered(state, conn, account_id, &code, Module::Main).await?,
        }
        Ok(Stored { account_id, replaced })
    }

    async fn has_profile(conn: &mut Conn, person_id: i64) -> AppResult<bool> {
        main_profiles::exists(conn, person_id).await
    }
}

async fn new_profile(
    conn: &mut Conn,
    person_id: i64,
    registration: &Registration,
    now: NaiveDateTime,
) -> AppResult<i64> {
    let (career, availability) = (&registration.career, &registration.availability);
    let profile = NewMainProfile {
        person_id,
        visibility: &registration.privacy.visibility,
        created_at: now,
        updated_at: now,
        bio: career.bio.as_deref(),
        education: career.education.as_deref(),
        availability: availability.availability.as_deref(),
        work_mode: availability.work_mode.as_deref(),
        hourly_rate: availability.hourly_rate,
        monthly_rate: availability.monthly_rate,
        rate_currency: Some(&availability.rate_currency),
        portfolio_url: registration.documents.portfolio_url.as_deref(),
        allow_cv_analysis: registration.documents.allow_cv_analysis,
    };
    main_profiles::insert(conn, &profile).await
}
