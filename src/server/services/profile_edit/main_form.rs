//! Writing one section of the main profile.

use super::{Change, EditedForm, sealed::SealedAnswers};
use crate::{
    domain::{
        field_error::FieldErrors,
        registration::{
            Availability, Career, DOCUMENT_FIELDS, Documents, FormValues, Known, Privacy, SectionAnswers, Step,
            fields as f,
        },
    },
    routes,
    server::{
        db::Conn,
        error::AppResult,
        repositories::{
            consents as consent_rows, identity_documents,
            main_profiles::{self, AvailabilityChange, CareerChange, DocumentsChange},
            people::{self, SwitchesChange},
            person_languages, search, social_links,
            stored_answers::StoredAnswers,
            talents,
        },
        services::answers::{
            Sealed, Stored, consents, load_stored, write_identity, write_numbers, write_origins, write_residence,
        },
        state::AppState,
    },
};

impl EditedForm for Step {
    const EDIT_PATH: &'static str = routes::EDIT;
    const DRAFTS: &'static str = "edit:";

    type Row = StoredAnswers;
    type Answers = SectionAnswers;

    async fn load(state: &AppState, conn: &mut Conn, person_id: i64) -> AppResult<Option<Stored>> {
        load_stored(state, conn, person_id).await
    }

    fn check(self, values: &FormValues, known: &Known) -> Result<SectionAnswers, FieldErrors> {
        SectionAnswers::check(self, values, known)
    }

    fn seal(state: &AppState, answers: &SectionAnswers) -> SealedAnswers {
        let sealed = Sealed::with(&state.security);
        match answers {
            SectionAnswers::Identity(identity, documents) => SealedAnswers {
                guardian: sealed.guardian(identity.guardian.as_ref()),
                documents: sealed.documents(documents),
                ..SealedAnswers::default()
            },
            SectionAnswers::Contact(contact) => {
                SealedAnswers { contact: Some(sealed.contact(contact)), ..SealedAnswers::default() }
            }
            SectionAnswers::Networks(networks) => {
                SealedAnswers { links: sealed.links(&networks.links), ..SealedAnswers::default() }
            }
            _ => SealedAnswers::default(),
        }
    }

    async fn apply(state: &AppState, conn: &mut Conn, change: &Change<'_, Self>) -> AppResult<()> {
        let Change { editor, row, answers, sealed } = change;
        let (person_id, profile_id) = (row.person.id, row.profile_id);
        let now = state.clock.now();
        match answers {
            SectionAnswers::Identity(identity, _) => {
                write_identity(conn, person_id, identity, sealed.guardian.as_ref()).await?;
                write_documents_of_identity(conn, person_id, sealed).await?;
            }
            SectionAnswers::Contact(_) => {
                if let Some(contact) = &sealed.contact {
                    write_numbers(conn, person_id, contact).await?;
                    people::update_address(conn, person_id, contact.address.as_deref()).await?;
                }
            }
            SectionAnswers::Location(residence, origins) => {
                write_residence(conn, person_id, residence).await?;
                write_origins(conn, person_id, origins).await?;
            }
            SectionAnswers::Career(career) => write_career(conn, row, career).await?,
            SectionAnswers::Availability(availability) => write_availability(conn, profile_id, availability).await?,
            SectionAnswers::Talents(keys) => {
                let found = talents::find_by_keys(conn, keys).await?;
                let id_of = |key: &String| found.iter().find(|talent| &talent.key == key).map(|talent| talent.id);
                let ids: Vec<i64> = keys.iter().filter_map(id_of).collect();
                main_profiles::replace_talents(conn, profile_id, &ids).await?;
            }
            SectionAnswers::Documents(documents) => {
                write_documents(conn, profile_id, documents).await?;
                if documents.allow_cv_analysis && !row.profile.allow_cv_analysis {
                    consent_rows::insert(conn, &consents::cv_analysis(person_id, editor.lang, now)).await?;
                }
            }
            SectionAnswers::Networks(networks) => {
                people::update_website(conn, person_id, networks.website.as_deref()).await?;
                social_links::replace(conn, person_id, &f::NETWORKS, &sealed.links).await?;
            }
            SectionAnswers::Privacy(privacy) => write_privacy(conn, row, privacy).await?,
        }
        main_profiles::touch(conn, profile_id, now).await?;
        search::index_person(conn, person_id).await
    }
}

async fn write_documents_of_identity(conn: &mut Conn, person_id: i64, sealed: &SealedAnswers) -> AppResult<()> {
    for (_, kind) in DOCUMENT_FIELDS {
        match sealed.documents.iter().find(|document| document.kind == kind) {
            Some(document) => {
                identity_documents::put(conn, person_id, kind, &document.number, &document.hash).await?;
            }
            None => identity_documents::delete(conn, person_id, kind).await?,
        }
    }
    Ok(())
}

async fn write_career(conn: &mut Conn, row: &StoredAnswers, career: &Career) -> AppResult<()> {
    people::update_experience(conn, row.person.id, career.years_experience).await?;
    person_languages::replace(conn, row.person.id, &career.languages).await?;
    let change = CareerChange { bio: career.bio.as_deref(), education: career.education.as_deref() };
    main_profiles::update_career(conn, row.profile_id, &change).await
}

async fn write_availability(conn: &mut Conn, profile_id: i64, availability: &Availability) -> AppResult<()> {
    let change = AvailabilityChange {
        availability: availability.availability.as_deref(),
        work_mode: availability.work_mode.as_deref(),
        hourly_rate: availability.hourly_rate,
        monthly_rate: availability.monthly_rate,
        rate_currency: Some(&availability.rate_currency),
    };
    main_profiles::update_availability(conn, profile_id, &change).await
}

async fn write_documents(conn: &mut Conn, profile_id: i64, documents: &Documents) -> AppResult<()> {
    let change = DocumentsChange {
        portfolio_url: documents.portfolio_url.as_deref(),
        allow_cv_analysis: documents.allow_cv_analysis,
    };
    main_profiles::update_documents(conn, profile_id, &change).await
}

async fn write_privacy(conn: &mut Conn, row: &StoredAnswers, privacy: &Privacy) -> AppResult<()> {
    let change = SwitchesChange {
        show_name_photo: Some(privacy.show_name_photo),
        show_links: Some(privacy.show_links),
        show_origins: Some(privacy.show_origins),
    };
    people::update_switches(conn, row.person.id, change).await?;
    main_profiles::update_visibility(conn, row.profile_id, &privacy.visibility).await
}
