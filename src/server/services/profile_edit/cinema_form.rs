//! Writing one section of the CINEMA profile.

use super::{Change, EditedForm, sealed::SealedAnswers};
use crate::{
    domain::{
        cinema::{CinemaSectionAnswers, Physique, Pictures, Section, fields as c},
        field_error::FieldErrors,
        registration::{DOCUMENT_FIELDS, FormValues, Known},
    },
    routes,
    server::{
        db::Conn,
        error::AppResult,
        repositories::{
            cinema_answers::CinemaAnswers,
            cinema_profiles::{self, PhysiqueChange},
            identity_documents, main_profiles,
            people::{self, SwitchesChange},
            person_languages, search, social_links,
        },
        services::{
            answers::{
                Sealed, Stored, load_stored_cinema, write_identity, write_numbers, write_origins, write_residence,
            },
            cinema_parts::{replace_gallery, replace_productions},
        },
        state::AppState,
    },
};

impl EditedForm for Section {
    const EDIT_PATH: &'static str = routes::CINEMA_EDIT;
    const DRAFTS: &'static str = "edit:cinema:";

    type Row = CinemaAnswers;
    type Answers = CinemaSectionAnswers;

    async fn load(state: &AppState, conn: &mut Conn, person_id: i64) -> AppResult<Option<Stored<CinemaAnswers>>> {
        load_stored_cinema(state, conn, person_id).await
    }

    fn check(self, values: &FormValues, known: &Known) -> Result<CinemaSectionAnswers, FieldErrors> {
        CinemaSectionAnswers::check(self, values, known)
    }

    fn seal(state: &AppState, answers: &CinemaSectionAnswers) -> SealedAnswers {
        let sealed = Sealed::with(&state.security);
        match answers {
            CinemaSectionAnswers::Identity { identity, document, contact, .. } => SealedAnswers {
                contact: Some(sealed.contact(contact)),
                guardian: sealed.guardian(identity.guardian.as_ref()),
                documents: sealed.documents(std::slice::from_ref(document)),
                ..SealedAnswers::default()
            },
            CinemaSectionAnswers::Networks(links) => {
                SealedAnswers { links: sealed.links(links), ..SealedAnswers::default() }
            }
            _ => SealedAnswers::default(),
        }
    }

    async fn apply(state: &AppState, conn: &mut Conn, change: &Change<'_, Self>) -> AppResult<()> {
        let Change { editor, row, answers, sealed } = change;
        let (person_id, profile_id) = (editor.person_id, row.id);
        match answers {
            CinemaSectionAnswers::Identity { identity, website, .. } => {
                write_identity(conn, person_id, identity, sealed.guardian.as_ref()).await?;
                write_document(conn, person_id, row, sealed).await?;
                if let Some(contact) = &sealed.contact {
                    write_numbers(conn, person_id, contact).await?;
                }
                people::update_website(conn, person_id, website.as_deref()).await?;
            }
            CinemaSectionAnswers::Origins { ethnicities, origins, show_origins } => {
                cinema_profiles::replace_ethnicities(conn, profile_id, ethnicities).await?;
                write_origins(conn, person_id, origins).await?;
                let switches =
                    SwitchesChange { show_name_photo: None, show_links: None, show_origins: Some(*show_origins) };
                people::update_switches(conn, person_id, switches).await?;
            }
            CinemaSectionAnswers::Residence(residence) => write_residence(conn, person_id, residence).await?,
            CinemaSectionAnswers::Languages(languages) => {
                person_languages::replace(conn, person_id, languages).await?;
            }
            CinemaSectionAnswers::Physique(physique) => write_physique(conn, profile_id, physique).await?,
            CinemaSectionAnswers::Types(types) => cinema_profiles::replace_types(conn, profile_id, types).await?,
            CinemaSectionAnswers::Skills(skills) => cinema_profiles::replace_skills(conn, profile_id, skills).await?,
            CinemaSectionAnswers::Networks(_) => {
                social_links::replace(conn, person_id, &c::NETWORKS, &sealed.links).await?;
            }
            CinemaSectionAnswers::Pictures(pictures) => write_pictures(conn, person_id, profile_id, pictures).await?,
        }
        cinema_profiles::touch(conn, profile_id, state.clock.now()).await?;
        search::index_person(conn, person_id).await
    }
}

/// Stores the document's type and number. The number of the document named before goes unless the main form asks it:
/// nothing would show it any more, nor erase it.
async fn write_document(conn: &mut Conn, person_id: i64, row: &CinemaAnswers, sealed: &SealedAnswers) -> AppResult<()> {
    let Some(document) = sealed.documents.first() else { return Ok(()) };
    identity_documents::put(conn, person_id, document.kind, &document.number, &document.hash).await?;
    cinema_profiles::update_document(conn, row.id, document.kind).await?;
    if let Some(before) = row.id_document_type.as_deref().filter(|before| *before != document.kind) {
        let asked_by_main = DOCUMENT_FIELDS.iter().any(|(_, kind)| *kind == before);
        if !asked_by_main || !main_profiles::exists(conn, person_id).await? {
            identity_documents::delete(conn, person_id, before).await?;
        }
    }
    Ok(())
}

async fn write_physique(conn: &mut Conn, profile_id: i64, physique: &Physique) -> AppResult<()> {
    let change = PhysiqueChange {
        eye_color: physique.eye_color.as_deref(),
        hair_color: physique.hair_color.as_deref(),
        hair_type: physique.hair_type.as_deref(),
        skin_tone: physique.skin_tone.as_deref(),
        build: physique.build.as_deref(),
        height_cm: physique.height_cm,
        playing_age_min: physique.playing_age_min,
        playing_age_max: physique.playing_age_max,
    };
    cinema_profiles::update_physique(conn, profile_id, &change).await
}

async fn write_pictures(conn: &mut Conn, person_id: i64, profile_id: i64, pictures: &Pictures) -> AppResult<()> {
    replace_gallery(conn, person_id, profile_id, &pictures.gallery_order).await?;
    replace_productions(conn, person_id, profile_id, &pictures.productions).await?;
    people::update_experience(conn, person_id, pictures.years_experience).await?;
    let switches = SwitchesChange {
        show_name_photo: Some(pictures.privacy.show_name_photo),
        show_links: Some(pictures.privacy.show_links),
        show_origins: None,
    };
    people::update_switches(conn, person_id, switches).await?;
    cinema_profiles::update_visibility(conn, profile_id, &pictures.privacy.visibility).await
}
