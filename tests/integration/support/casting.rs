//! CINEMA profiles put straight into the database, for tests of who finds them.

use talentsmaroc::{
    domain::{
        fields::{Answers, FieldId, Value},
        module::Module,
        registration::{City, Residence, cinema::Production},
    },
    server::{
        db::Conn,
        repositories::{profiles::person_row, search::cities},
        services::profiles::Target,
        state::AppState,
    },
};

use super::people::{Inserted, TestPerson, insert, save_as_owner};

/// A person of the CINEMA module. Change what the test is about.
#[derive(Debug, Clone)]
pub struct TestCinema {
    pub person: TestPerson,
    pub visibility: &'static str,
    pub show_origins: bool,
    /// Country and name of a city of the reference list, in place of the person's.
    pub listed_city: Option<(&'static str, &'static str)>,
    pub types: Vec<&'static str>,
    pub skills: Vec<&'static str>,
    pub ethnicities: Vec<&'static str>,
    pub eye_color: Option<&'static str>,
    pub hair_color: Option<&'static str>,
    pub hair_type: Option<&'static str>,
    pub skin_tone: Option<&'static str>,
    pub build: Option<&'static str>,
    pub height_cm: Option<i64>,
    pub playing_age: (Option<i64>, Option<i64>),
    pub titles: Vec<&'static str>,
}

impl TestCinema {
    /// A public extra who hides name and origins, and answered nothing else.
    pub fn new(number: u32) -> Self {
        Self {
            person: TestPerson::new(number),
            visibility: "public",
            show_origins: false,
            listed_city: None,
            types: vec!["extra"],
            skills: Vec::new(),
            ethnicities: Vec::new(),
            eye_color: None,
            hair_color: None,
            hair_type: None,
            skin_tone: None,
            build: None,
            height_cm: None,
            playing_age: (None, None),
            titles: Vec::new(),
        }
    }
}

/// Inserts people with both profiles, in their order.
pub async fn insert_cinema(state: &AppState, all: &[TestCinema]) -> Vec<Inserted> {
    let people: Vec<_> = all.iter().map(|cinema| cinema.person.clone()).collect();
    let inserted = insert(state, &people).await;
    let mut tx = state.db.begin().await.unwrap();
    for (cinema, keys) in all.iter().zip(&inserted) {
        insert_one(state, tx.conn().unwrap(), cinema, keys).await;
    }
    tx.commit().await.unwrap();
    inserted
}

async fn insert_one(state: &AppState, conn: &mut Conn, cinema: &TestCinema, keys: &Inserted) {
    let person = person_row::lock(conn, keys.person_id, None, state.clock.now()).await.unwrap().unwrap();
    let target = Target::NewProfile(Box::new(person));
    let answers = answers(conn, cinema).await;
    save_as_owner(state, conn, keys.account_id, target, Module::Cinema, &answers).await;
}

async fn answers(conn: &mut Conn, cinema: &TestCinema) -> Answers {
    let keys = |keys: &[&str]| Value::Keys(keys.iter().map(|key| (*key).to_owned()).collect());
    let production = |title: &&str| Production {
        title: (*title).to_owned(),
        year: None,
        kind: "film".to_owned(),
        role: None,
        tmdb_id: None,
        poster: None,
    };
    let mut answers = Answers::default()
        .with(FieldId::Visibility, cinema.visibility.to_owned())
        .with(FieldId::ShowOrigins, Value::Flag(cinema.show_origins))
        .with(FieldId::TalentTypes, keys(&cinema.types))
        .with(FieldId::Skills, keys(&cinema.skills))
        .with(FieldId::Ethnicities, keys(&cinema.ethnicities))
        .with(FieldId::PlayingAges, Value::Ages(cinema.playing_age.0, cinema.playing_age.1))
        .with(FieldId::Productions, Value::Productions(cinema.titles.iter().map(production).collect()));
    answers.put(FieldId::Height, cinema.height_cm.map(Value::Number));
    for (id, key) in [
        (FieldId::EyeColor, cinema.eye_color),
        (FieldId::HairColor, cinema.hair_color),
        (FieldId::HairType, cinema.hair_type),
        (FieldId::SkinTone, cinema.skin_tone),
        (FieldId::Build, cinema.build),
    ] {
        answers.put(id, key.map(|key| Value::Text(key.to_owned())));
    }
    if let Some((country, name)) = cinema.listed_city {
        let found = cities::find_by_name(conn, country, name).await.unwrap().unwrap();
        let city = Some(City { id: found.id, name: name.to_owned(), code: found.code });
        let residence = Residence { country: country.to_owned(), city, city_other: None };
        answers.put(FieldId::Residence, Some(Value::Residence(residence)));
    }
    answers
}
