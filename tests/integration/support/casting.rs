//! CINEMA profiles put straight into the database, for tests of who finds them.

use talentsmaroc::{
    domain::{
        fields::{Answers, FieldId, Value},
        module::Module,
        registration::{City, Residence, cinema::Production},
    },
    server::{
        db::Conn,
        repositories::{
            accounts::account,
            profiles::{person_row, removal},
            search::{changes, cities},
        },
        services::profiles::Target,
        state::AppState,
    },
};

use super::people::{Inserted, TestPerson, insert, save_as_owner, set_approved};

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
    insert_profiles(state, all.iter().zip(inserted.iter().copied())).await;
    inserted
}

/// Gives people the CINEMA profile, in their order.
pub async fn insert_profiles<'a>(state: &AppState, all: impl IntoIterator<Item = (&'a TestCinema, Inserted)>) {
    let mut tx = state.db.begin().await.unwrap();
    for (cinema, keys) in all {
        let conn = tx.conn().unwrap();
        let person = person_row::lock(conn, keys.person_id, None, state.clock.now()).await.unwrap().unwrap();
        let answers = answers(conn, cinema).await;
        let approved = person.minor_approved_at;
        let target = Target::NewProfile(Box::new(person));
        save_as_owner(state, conn, keys.account_id, target, Module::Cinema, &answers).await;
        set_approved(conn, keys.person_id, approved).await;
    }
    tx.commit().await.unwrap();
}

/// Saves all answers of an inserted person who has this profile once more, as the owner does who changes some.
pub async fn save_again(state: &AppState, cinema: &TestCinema, keys: Inserted, module: Module) {
    let mut tx = state.db.begin().await.unwrap();
    let conn = tx.conn().unwrap();
    let person = person_row::lock(conn, keys.person_id, None, state.clock.now()).await.unwrap().unwrap();
    let answers = match module {
        Module::Main => cinema.person.answers(),
        Module::Cinema => {
            let mut all = personal(cinema);
            all.extend(answers(conn, cinema).await);
            all
        }
    };
    let target = Target::StoredProfile(Box::new(person));
    save_as_owner(state, conn, keys.account_id, target, module, &answers).await;
    tx.commit().await.unwrap();
}

/// Takes a profile away from a person who has another one.
pub async fn remove_profile(state: &AppState, keys: Inserted, module: Module) {
    let mut tx = state.db.begin().await.unwrap();
    let conn = tx.conn().unwrap();
    match module {
        Module::Main => removal::delete_main(conn, keys.person_id).await.unwrap(),
        Module::Cinema => removal::delete_cinema(conn, keys.person_id).await.unwrap(),
    }
    changes::record_person(conn, keys.person_id, state.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
}

/// Erases an account with its person.
pub async fn erase(state: &AppState, keys: Inserted) {
    let mut tx = state.db.begin().await.unwrap();
    let conn = tx.conn().unwrap();
    changes::record_account(conn, keys.account_id, state.clock.now()).await.unwrap();
    assert!(account::delete(conn, keys.account_id).await.unwrap());
    tx.commit().await.unwrap();
}

/// What a person answered that belongs to neither profile.
fn personal(cinema: &TestCinema) -> Answers {
    const PERSONAL: [FieldId; 11] = [
        FieldId::FirstName,
        FieldId::LastName,
        FieldId::StageName,
        FieldId::NameAr,
        FieldId::DateOfBirth,
        FieldId::Gender,
        FieldId::Phone,
        FieldId::Residence,
        FieldId::YearsExperience,
        FieldId::Languages,
        FieldId::ShowNamePhoto,
    ];
    let mut personal = Answers::default();
    for (id, value) in cinema.person.answers().iter().filter(|(id, _)| PERSONAL.contains(id)) {
        personal.put(id, value.cloned());
    }
    personal
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
