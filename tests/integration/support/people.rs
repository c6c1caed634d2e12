//! People put straight into the database, for tests of what others see of them.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use talentsmaroc::{
    domain::{
        access::Role,
        fields::{Answers, FieldId, Value},
        lang::Lang,
        module::Module,
        registration::Residence,
    },
    server::{
        actor::{Actor, ActorKind},
        context::{Viewer, ViewerAccount},
        db::{Conn, schema::unique_codes},
        repositories::{
            accounts::account::{self, NewAccount},
            files::{self, NewFile},
            profiles::person_row,
            search::changes,
        },
        services::{
            admin::audit_log::ChangeNote,
            profiles::{Change, SaveContext, SavedProfile, Target, save},
            registration::FormRequest,
        },
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
    /// Further answers.
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

    /// What the person answered.
    pub fn answers(&self) -> Answers {
        let keys = |keys: &[&str]| Value::Keys(keys.iter().map(|key| (*key).to_owned()).collect());
        let residence = Residence { country: self.country.to_owned(), city: None, city_other: Some(self.city.clone()) };
        let mut answers = Answers::default()
            .with(FieldId::FirstName, self.first_name.clone())
            .with(FieldId::LastName, self.last_name.clone())
            .with(FieldId::DateOfBirth, Value::Date(self.date_of_birth))
            .with(FieldId::Gender, self.gender.to_owned())
            .with(FieldId::Phone, "+212600000000".to_owned())
            .with(FieldId::Residence, Value::Residence(residence))
            .with(FieldId::ShowNamePhoto, Value::Flag(self.show_name_photo))
            .with(FieldId::Visibility, self.visibility.to_owned())
            .with(FieldId::Talents, keys(&self.talents))
            .with(FieldId::Languages, keys(&self.languages));
        answers.put(FieldId::YearsExperience, self.years_experience.map(Value::Number));
        answers.put(FieldId::Bio, self.bio.clone().map(Value::Text));
        answers.put(FieldId::Availability, self.availability.map(|key| Value::Text(key.to_owned())));
        answers.put(FieldId::WorkMode, self.work_mode.map(|key| Value::Text(key.to_owned())));
        answers.extend(self.answers.clone());
        answers
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
    Viewer::Account(ViewerAccount {
        id: account_id,
        session_id: 1,
        token: None,
        person_id,
        role: Role::Member,
        trusted: true,
    })
}

/// An administrator without a person.
pub fn administrator() -> Viewer {
    Viewer::Account(ViewerAccount {
        id: -1,
        session_id: 1,
        token: None,
        person_id: None,
        role: Role::Administrator,
        trusted: true,
    })
}

/// A member whose address is not confirmed where that is required.
pub fn untrusted() -> Viewer {
    Viewer::Account(ViewerAccount {
        id: -2,
        session_id: 1,
        token: None,
        person_id: None,
        role: Role::Member,
        trusted: false,
    })
}

/// The viewer as the actor of a change.
pub fn actor(viewer: &Viewer) -> Actor {
    let who = viewer.account().map_or(ActorKind::Anonymous, |account| ActorKind::Account(account.clone()));
    Actor::job().acting_as(who)
}

/// What a viewer with this draft cookie sends.
pub fn form_request(viewer: &Viewer, draft_token: Option<String>) -> FormRequest {
    FormRequest { actor: actor(viewer), draft_token, lang: Lang::Fr, edited: None }
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

/// Saves answers as the owner of the account does, by the writer of the program.
pub async fn save_as_owner(
    state: &AppState,
    conn: &mut Conn,
    account_id: i64,
    target: Target,
    module: Module,
    answers: &Answers,
) -> SavedProfile {
    let actor = Actor::job().acting_as(ActorKind::Applicant { account_id });
    let now = state.clock.now();
    let context = SaveContext { state, actor: &actor, now, lang: Lang::Fr, note: ChangeNote::default(), consent: None };
    save(conn, &context, target, Change { module, answers, draft_files: None }).await.unwrap()
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
    let target = Target::NewPerson { account_id };
    let person_id = save_as_owner(state, conn, account_id, target, Module::Main, &person.answers()).await.person_id;
    // Tests know people by codes of their own choice.
    each!(conn, |c| diesel::delete(unique_codes::table.filter(unique_codes::person_id.eq(person_id)))
        .execute(c)
        .await
        .unwrap());
    for (code, primary) in person.aliases.iter().map(|code| (code, false)).chain([(&person.code, true)]) {
        let row = (
            unique_codes::code.eq(code),
            unique_codes::person_id.eq(person_id),
            unique_codes::is_primary.eq(primary),
            unique_codes::created_at.eq(now),
        );
        each!(conn, |c| diesel::insert_into(unique_codes::table).values(row).execute(c).await.unwrap());
    }
    if person.minor_approved {
        set_approved(conn, person_id, Some(now)).await;
    }
    if person.photo {
        let file = add_photo_row(conn, person_id, now).await;
        files::set_photo(conn, person_id, Some(file)).await.unwrap();
    }
    changes::record_person(conn, person_id, now).await.unwrap();
    Inserted { account_id, person_id }
}

/// Sets when a minor was approved. A new profile takes that back, which tests seldom mean.
pub async fn set_approved(conn: &mut Conn, person_id: i64, approved_at: Option<NaiveDateTime>) {
    let mut row = person_row::find(conn, person_id).await.unwrap().unwrap().row;
    row.minor_approved_at = approved_at;
    person_row::update(conn, &row).await.unwrap();
}
