//! CINEMA profiles put straight into the database, for tests of who finds them.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use talentsmaroc::server::{
    db::{
        Conn,
        schema::{
            cinema_productions, cinema_profile_ethnicities, cinema_profile_skills, cinema_profile_types,
            cinema_profiles, cities, people,
        },
    },
    repositories::search,
    state::AppState,
};

use super::people::{Inserted, TestPerson, insert};

/// Somebody of the CINEMA module. Change what the test is about.
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
    /// A public extra who hides name and origins, and told nothing else.
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

macro_rules! each {
    ($conn:expr, |$c:ident| $body:expr) => {
        match $conn {
            Conn::Sqlite(object) => {
                let $c = &mut **object;
                $body
            }
            Conn::Postgres(object) => {
                let $c = &mut **object;
                $body
            }
        }
    };
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
    if let Some((country, name)) = cinema.listed_city {
        let found = cities::table.filter(cities::country_code.eq(country)).filter(cities::name.eq(name));
        let city: i64 = each!(&mut *conn, |c| found.select(cities::id).first(c).await.unwrap());
        let home = (
            people::residence_country.eq(country),
            people::residence_city_id.eq(city),
            people::residence_city_other.eq(None::<String>),
        );
        each!(&mut *conn, |c| diesel::update(people::table.find(person_id)).set(home).execute(c).await.unwrap());
    }
    let shown = people::show_origins.eq(cinema.show_origins);
    each!(&mut *conn, |c| diesel::update(people::table.find(person_id)).set(shown).execute(c).await.unwrap());
    let profile = (
        cinema_profiles::person_id.eq(person_id),
        cinema_profiles::visibility.eq(cinema.visibility),
        cinema_profiles::created_at.eq(now),
        cinema_profiles::updated_at.eq(now),
        cinema_profiles::eye_color.eq(cinema.eye_color),
        cinema_profiles::hair_color.eq(cinema.hair_color),
        cinema_profiles::hair_type.eq(cinema.hair_type),
        cinema_profiles::skin_tone.eq(cinema.skin_tone),
        cinema_profiles::build.eq(cinema.build),
        cinema_profiles::height_cm.eq(cinema.height_cm),
        cinema_profiles::playing_age_min.eq(cinema.playing_age.0),
        cinema_profiles::playing_age_max.eq(cinema.playing_age.1),
    );
    let profile_id: i64 = each!(&mut *conn, |c| diesel::insert_into(cinema_profiles::table)
        .values(profile)
        .returning(cinema_profiles::id)
        .get_result(c)
        .await
        .unwrap());
    use cinema_productions as p;
    use cinema_profile_ethnicities as e;
    use cinema_profile_skills as s;
    use cinema_profile_types as t;
    for key in &cinema.types {
        let row = (t::profile_id.eq(profile_id), t::talent_type.eq(key));
        each!(&mut *conn, |c| diesel::insert_into(t::table).values(row).execute(c).await.unwrap());
    }
    for key in &cinema.skills {
        let row = (s::profile_id.eq(profile_id), s::skill.eq(key));
        each!(&mut *conn, |c| diesel::insert_into(s::table).values(row).execute(c).await.unwrap());
    }
    for key in &cinema.ethnicities {
        let row = (e::profile_id.eq(profile_id), e::ethnicity.eq(key));
        each!(&mut *conn, |c| diesel::insert_into(e::table).values(row).execute(c).await.unwrap());
    }
    for (position, title) in (0_i64..).zip(&cinema.titles) {
        let row = (p::profile_id.eq(profile_id), p::position.eq(position), p::title.eq(title), p::kind.eq("film"));
        each!(&mut *conn, |c| diesel::insert_into(p::table).values(row).execute(c).await.unwrap());
    }
    search::index_person(conn, person_id).await.unwrap();
}
