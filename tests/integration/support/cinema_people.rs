//! CINEMA profiles put straight into the database, with their files.

use axum::body::Bytes;
use talentsmaroc::{
    domain::{
        fields::{Answers, FieldId, Value},
        module::Module,
        registration::{IdentityDocument, cinema::Production},
    },
    server::{
        repositories::{
            files::{self, NewFile},
            profiles::{cinema::profile, person_row},
        },
        services::{files::FileKind, profiles::Target},
        state::AppState,
        storage::{Key, new_name},
    },
};

use super::{
    files::{photo, send},
    people::{save_as_owner, set_approved},
};

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

impl TestCinema {
    fn answers(&self, poster: &str) -> Answers {
        let key = |key: &str| Value::Keys(vec![key.to_owned()]);
        let production = Production {
            title: self.title.clone(),
            year: Some(1987),
            kind: "short_film".to_owned(),
            role: Some(self.role.clone()),
            tmdb_id: Some(7_654_321),
            poster: Some(poster.to_owned()),
        };
        let document = IdentityDocument { kind: "national_id", number: self.number.clone() };
        Answers::default()
            .with(FieldId::Visibility, self.visibility.to_owned())
            .with(FieldId::CinemaDocument, Value::Documents(vec![document]))
            .with(FieldId::EyeColor, "odd".to_owned())
            .with(FieldId::HairColor, "salt_and_pepper".to_owned())
            .with(FieldId::HairType, "kinky".to_owned())
            .with(FieldId::SkinTone, "olive".to_owned())
            .with(FieldId::Build, "imposing".to_owned())
            .with(FieldId::Height, 193)
            .with(FieldId::PlayingAges, Value::Ages(Some(61), Some(73)))
            .with(FieldId::TalentTypes, key("stunt_performer"))
            .with(FieldId::Skills, key("ventriloquist"))
            .with(FieldId::Ethnicities, key("amazigh"))
            .with(FieldId::Productions, Value::Productions(vec![production]))
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
    let mut tx = state.db.begin().await.unwrap();
    let conn = tx.conn().unwrap();
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
    files::insert(conn, &file).await.unwrap();
    let person = person_row::lock(conn, person_id, None, now).await.unwrap().unwrap();
    let (account_id, approved) = (person.account_id, person.minor_approved_at);
    let target = Target::NewProfile(Box::new(person));
    save_as_owner(state, conn, account_id, target, Module::Cinema, &cinema.answers(&poster)).await;
    set_approved(conn, person_id, approved).await;
    let profile_id = profile::of_person(conn, person_id).await.unwrap().unwrap().id;
    tx.commit().await.unwrap();
    state.storage.put(&Key::poster(&poster), Bytes::from(photo(3))).await.unwrap();
    let gallery = vec![
        send(state, person_id, FileKind::Gallery, photo(11)).await,
        send(state, person_id, FileKind::Gallery, photo(12)).await,
    ];
    let id_photo = send(state, person_id, FileKind::IdPhoto, photo(13)).await;
    Given { profile_id, gallery, id_photo, poster }
}
