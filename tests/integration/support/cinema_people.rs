//! CINEMA profiles put straight into the database, with their files.

use axum::body::Bytes;
use talentsmaroc::{
    domain::registration::comparable_number,
    server::{
        repositories::{
            files::{self, NewFile},
            profiles::{
                cinema::{
                    lists::{self, NewProduction},
                    profile::{self, CinemaProfileRow},
                },
                identity_documents,
            },
            search::index,
        },
        services::files::FileKind,
        state::AppState,
        storage::{Key, new_name},
    },
};

use super::files::{photo, send};

/// A profile to be given to a person. Change what the test is about.
#[derive(Debug, Clone)]
pub struct TestCinema {
    pub visibility: &'static str,
    pub number: String,
    pub title: String,
    pub role: String,
}

impl TestCinema {
    /// Everything answered, in words that occur nowhere else.
    pub fn new(number: u32) -> Self {
        Self {
            visibility: "public",
            number: format!("CANARIDOC{number:04}"),
            title: format!("Canarifilm{number}"),
            role: format!("Canarirole{number}"),
        }
    }
}

/// Names of the files of a profile.
#[derive(Debug, Clone)]
pub struct Given {
    pub profile_id: i64,
    pub gallery: Vec<String>,
    pub id_photo: String,
    pub poster: String,
}

/// Gives a person a CINEMA profile with two photos, the picture of a document and a poster.
pub async fn give_cinema(state: &AppState, person_id: i64, cinema: &TestCinema) -> Given {
    let now = state.clock.now();
    let profile = CinemaProfileRow {
        person_id,
        visibility: cinema.visibility.to_owned(),
        created_at: now,
        updated_at: now,
        id_document_type: Some("national_id".to_owned()),
        eye_color: Some("odd".to_owned()),
        hair_color: Some("salt_and_pepper".to_owned()),
        hair_type: Some("kinky".to_owned()),
        skin_tone: Some("olive".to_owned()),
        build: Some("imposing".to_owned()),
        height_cm: Some(193),
        playing_age_min: Some(61),
        playing_age_max: Some(73),
        ..CinemaProfileRow::default()
    };
    let sealed = state.security.keyring.encrypt(cinema.number.as_bytes());
    let hash = state.security.lookup.hash(&comparable_number(&cinema.number));
    let mut tx = state.db.begin().await.unwrap();
    let conn = tx.conn().unwrap();
    let profile_id = profile::insert(conn, &profile).await.unwrap();
    lists::replace_types(conn, profile_id, &["stunt_performer".to_owned()]).await.unwrap();
    lists::replace_skills(conn, profile_id, &["ventriloquist".to_owned()]).await.unwrap();
    lists::replace_ethnicities(conn, profile_id, &["amazigh".to_owned()]).await.unwrap();
    identity_documents::put(conn, person_id, "national_id", &sealed, &hash).await.unwrap();
    let poster = new_name().unwrap();
    let file = NewFile {
        kind: "poster",
        name: poster.clone(),
        media_type: "image/jpeg",
        size: 1,
        widths: "342".to_owned(),
        original_name_encrypted: None,
        person_id: Some(person_id),
        draft_id: None,
        created_at: now,
    };
    let poster_file_id = files::insert(conn, &file).await.unwrap();
    let production = NewProduction {
        profile_id,
        position: 1,
        title: &cinema.title,
        year: Some(1987),
        kind: "short_film",
        role: Some(&cinema.role),
        tmdb_id: Some(7_654_321),
        poster_file_id: Some(poster_file_id),
    };
    lists::replace_productions(conn, profile_id, &[production]).await.unwrap();
    index::index_person(conn, person_id).await.unwrap();
    tx.commit().await.unwrap();
    state.storage.put(&Key::poster(&poster), Bytes::from(photo(3))).await.unwrap();
    let gallery = vec![
        send(state, person_id, FileKind::Gallery, photo(11)).await,
        send(state, person_id, FileKind::Gallery, photo(12)).await,
    ];
    let id_photo = send(state, person_id, FileKind::IdPhoto, photo(13)).await;
    Given { profile_id, gallery, id_photo, poster }
}
