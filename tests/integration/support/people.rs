//! People put straight into the database, for tests of what others see of them.

use chrono::NaiveDate;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use talentsmaroc::{
    domain::{
        access::Role,
        fields::{Answers, FieldId, Value, field},
        lang::Lang,
    },
    server::{
        actor::{Actor, ActorKind},
        context::{Viewer, ViewerAccount},
        db::{Conn, schema::unique_codes},
        repositories::{
            accounts::account::{self, NewAccount},
            files::{self, NewFile},
            profiles::{
                languages,
                main_profile::{self, MainProfileRow},
                main_talents,
                person_row::{self, PersonRow},
                talents,
            },
            search::index,
        },
        services::registration::FormRequest,
        state::AppState,
    },
};

/// A person to be inserted. Change what the test is about.
#[derive(Debug, Clone)]
pub struct TestPerson {
    pub first_name: String,
    pub last_name: String,
    pub email: String,
    pub date_of_birth: NaiveDate,
    pub gender: &'static str,
    pub country: &'static str,
    /// A city that is in no list.
    pub city: String,
    pub show_name_photo: bool,
    pub minor_approved: bool,
    pub suspended: bool,
    pub visibility: &'static str,
    pub talents: Vec<&'static str>,
    pub code: String,
    pub aliases: Vec<String>,
    pub bio: Option<String>,
    pub availability: Option<&'static str>,
    pub work_mode: Option<&'static str>,
    pub languages: Vec<&'static str>,
    pub years_experience: Option<i64>,
    /// A row only: there is no such file.
    pub photo: bool,
    /// Further answers that the row of the person or of the main profile stores.
    pub answers: Answers,
}

impl TestPerson {
    /// A public adult who hides her name, with names that occur nowhere else.
    pub fn new(number: u32) -> Self {
        Self {
            first_name: format!("Canarifirst{number}"),
            last_name: format!("Canarilast{number}"),
            email: format!("canarimail{number}@example.org"),
            date_of_birth: NaiveDate::from_ymd_opt(1990, 5, 17).unwrap(),
            gender: "F",
            country: "MA",
            city: "Aïn Canari".to_owned(),
            show_name_photo: false,
            minor_approved: false,
            suspended: false,
            visibility: "public",
            talents: vec!["dj"],
            code: format!("MACAN{number:04}F"),
            aliases: Vec::new(),
            bio: None,
            availability: None,
            work_mode: None,
            languages: Vec::new(),
            years_experience: None,
            photo: false,
            answers: Answers::default(),
        }
    }

    /// The same with another answer.
    pub fn with(mut self, id: FieldId, value: impl Into<Value>) -> Self {
        self.answers = self.answers.with(id, value);
        self
    }
}

/// Keys of an inserted person.
#[derive(Debug, Clone, Copy)]
pub struct Inserted {
    pub account_id: i64,
    pub person_id: i64,
}

impl Inserted {
    /// The person looking at the site.
    pub fn viewer(self) -> Viewer {
        member(self.account_id, Some(self.person_id))
    }
}

/// Some member.
pub fn member(account_id: i64, person_id: Option<i64>) -> Viewer {
    Viewer::Account(ViewerAccount { id: account_id, session_id: 1, person_id, role: Role::Member, trusted: true })
}

/// An administrator without a person.
pub fn administrator() -> Viewer {
    Viewer::Account(ViewerAccount { id: -1, session_id: 1, person_id: None, role: Role::Administrator, trusted: true })
}

/// A member whose address is not confirmed where that is required.
pub fn untrusted() -> Viewer {
    Viewer::Account(ViewerAccount { id: -2, session_id: 1, person_id: None, role: Role::Member, trusted: false })
}

/// The viewer as the actor of a change.
pub fn actor(viewer: &Viewer) -> Actor {
    let who = viewer.account().map_or(ActorKind::Anonymous, |account| ActorKind::Account(account.clone()));
    Actor::job().acting_as(who)
}

/// What a viewer with this draft cookie sends.
pub fn form_request(viewer: &Viewer, draft_token: Option<String>) -> FormRequest {
    FormRequest { actor: actor(viewer), draft_token, lang: Lang::Fr }
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

/// Inserts people in one transaction, in their order.
pub async fn insert(state: &AppState, all: &[TestPerson]) -> Vec<Inserted> {
    let mut tx = state.db.begin().await.unwrap();
    let mut inserted = Vec::new();
    for person in all {
        inserted.push(insert_one(state, tx.conn().unwrap(), person).await);
    }
    tx.commit().await.unwrap();
    inserted
}

/// Notes a photo of a person that there is no file of, and answers its id. It is not yet the one that is shown.
pub async fn add_photo_row(conn: &mut Conn, person_id: i64, now: chrono::NaiveDateTime) -> i64 {
    let file = NewFile {
        kind: "photo",
        name: format!("{:032x}", fastrand::u128(..)),
        media_type: "image/jpeg",
        size: 1,
        widths: "160".to_owned(),
        original_name_encrypted: None,
        person_id: Some(person_id),
        draft_id: None,
        created_at: now,
    };
    files::insert(conn, &file).await.unwrap()
}

async fn insert_one(state: &AppState, conn: &mut Conn, person: &TestPerson) -> Inserted {
    let now = state.clock.now();
    let account = NewAccount {
        email: &person.email,
        email_normalised: &person.email,
        password_hash: None,
        role: "member",
        language: "fr",
        state: if person.suspended { "suspended" } else { "active" },
        email_confirmed_at: None,
        demo: false,
        created_at: now,
        updated_at: now,
    };
    let account_id = account::insert(conn, &account).await.unwrap();
    let mut row = PersonRow {
        account_id,
        first_name: person.first_name.clone(),
        last_name: person.last_name.clone(),
        date_of_birth: person.date_of_birth,
        gender: person.gender.to_owned(),
        phone_encrypted: Some(state.security.keyring.encrypt(b"+212600000000")),
        residence_country: person.country.to_owned(),
        residence_city_other: Some(person.city.clone()),
        show_name_photo: person.show_name_photo,
        minor_approved_at: person.minor_approved.then_some(now),
        years_experience: person.years_experience,
        created_at: now,
        updated_at: now,
        ..PersonRow::default()
    };
    let stored_in = |table| person.answers.iter().filter(move |(id, _)| field(*id).unwrap().is_stored_in(table));
    stored_in("people").for_each(|(id, value)| row.set(id, value, &state.security).unwrap());
    let person_id = person_row::insert(conn, &row).await.unwrap();
    for (code, primary) in person.aliases.iter().map(|code| (code, false)).chain([(&person.code, true)]) {
        let row = (
            unique_codes::code.eq(code),
            unique_codes::person_id.eq(person_id),
            unique_codes::is_primary.eq(primary),
            unique_codes::created_at.eq(now),
        );
        each!(conn, |c| diesel::insert_into(unique_codes::table).values(row).execute(c).await.unwrap());
    }
    let mut profile = MainProfileRow {
        person_id,
        visibility: person.visibility.to_owned(),
        bio: person.bio.clone(),
        availability: person.availability.map(str::to_owned),
        work_mode: person.work_mode.map(str::to_owned),
        created_at: now,
        updated_at: now,
        ..MainProfileRow::default()
    };
    stored_in("main_profiles").for_each(|(id, value)| profile.set(id, value).unwrap());
    let profile_id = main_profile::insert(conn, &profile).await.unwrap();
    let keys: Vec<String> = person.talents.iter().map(|key| (*key).to_owned()).collect();
    let found = talents::find_by_keys(conn, &keys).await.unwrap();
    let id_of = |key: &String| found.iter().find(|talent| &talent.key == key).unwrap().id;
    main_talents::replace_talents(conn, profile_id, &keys.iter().map(id_of).collect::<Vec<_>>()).await.unwrap();
    let languages: Vec<String> = person.languages.iter().map(|key| (*key).to_owned()).collect();
    languages::replace(conn, person_id, &languages).await.unwrap();
    if person.photo {
        let file = add_photo_row(conn, person_id, now).await;
        files::set_photo(conn, person_id, Some(file)).await.unwrap();
    }
    index::index_profile(conn, profile_id).await.unwrap();
    Inserted { account_id, person_id }
}
