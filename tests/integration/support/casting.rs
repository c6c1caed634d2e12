//! CINEMA profiles put straight into the database, for tests of who finds them.

use talentsmaroc::server::{
    db::Conn,
    repositories::{
        profiles::{
            cinema::{
                lists::{self, NewProduction},
                profile::{self, CinemaProfileRow},
            },
            person_row,
        },
        search::{cities, index},
    },
    state::AppState,
};

use super::people::{Inserted, TestPerson, insert};

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
        insert_one(state, tx.conn().unwrap(), cinema, keys.person_id).await;
    }
    tx.commit().await.unwrap();
    inserted
}

async fn insert_one(state: &AppState, conn: &mut Conn, cinema: &TestCinema, person_id: i64) {
    let now = state.clock.now();
    let mut person = person_row::find(conn, person_id).await.unwrap().unwrap().row;
    if let Some((country, name)) = cinema.listed_city {
        let city = cities::find_by_name(conn, country, name).await.unwrap().unwrap();
        person.residence_country = country.to_owned();
        person.residence_city_id = Some(city.id);
        person.residence_city_other = None;
    }
    person.show_origins = cinema.show_origins;
    person_row::update(conn, &person).await.unwrap();
    let key = |key: Option<&str>| key.map(str::to_owned);
    let profile = CinemaProfileRow {
        person_id,
        visibility: cinema.visibility.to_owned(),
        created_at: now,
        updated_at: now,
        eye_color: key(cinema.eye_color),
        hair_color: key(cinema.hair_color),
        hair_type: key(cinema.hair_type),
        skin_tone: key(cinema.skin_tone),
        build: key(cinema.build),
        height_cm: cinema.height_cm,
        playing_age_min: cinema.playing_age.0,
        playing_age_max: cinema.playing_age.1,
        ..CinemaProfileRow::default()
    };
    let profile_id = profile::insert(conn, &profile).await.unwrap();
    let keys = |keys: &[&str]| keys.iter().map(|key| (*key).to_owned()).collect::<Vec<_>>();
    lists::replace_types(conn, profile_id, &keys(&cinema.types)).await.unwrap();
    lists::replace_skills(conn, profile_id, &keys(&cinema.skills)).await.unwrap();
    lists::replace_ethnicities(conn, profile_id, &keys(&cinema.ethnicities)).await.unwrap();
    let productions: Vec<_> = (0_i64..)
        .zip(&cinema.titles)
        .map(|(position, title)| NewProduction {
            profile_id,
            position,
            title,
            year: None,
            kind: "film",
            role: None,
            tmdb_id: None,
            poster_file_id: None,
        })
        .collect();
    lists::replace_productions(conn, profile_id, &productions).await.unwrap();
    index::index_person(conn, person_id).await.unwrap();
}
