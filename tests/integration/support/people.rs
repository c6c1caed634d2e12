//! People put straight into the database, for tests of what others see of them.

use chrono::NaiveDate;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use talentsmaroc::domain::access::Role;
use talentsmaroc::server::{
    context::{Viewer, ViewerAccount},
    db::{
        Conn,
        schema::{accounts, main_profile_talents, main_profiles, people, person_languages, talents, unique_codes},
    },
    repositories::{
        files::{self, NewFile},
        search,
    },
    state::AppState,
};

/// Somebody to be inserted. Change what the test is about.
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
        }
    }
}

/// Keys of somebody inserted.
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

/// An administrator who is nobody of the directory.
pub fn administrator() -> Viewer {
    Viewer::Account(ViewerAccount { id: -1, session_id: 1, person_id: None, role: Role::Administrator, trusted: true })
}

/// A member whose address is not confirmed where that is required.
pub fn untrusted() -> Viewer {
    Viewer::Account(ViewerAccount { id: -2, session_id: 1, person_id: None, role: Role::Member, trusted: false })
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
    let account = (
        accounts::email.eq(&person.email),
        accounts::email_normalised.eq(&person.email),
        accounts::role.eq("member"),
        accounts::language.eq("fr"),
        accounts::state.eq(if person.suspended { "suspended" } else { "active" }),
        accounts::created_at.eq(now),
        accounts::updated_at.eq(now),
    );
    let account_id: i64 = each!(conn, |c| diesel::insert_into(accounts::table)
        .values(account)
        .returning(accounts::id)
        .get_result(c)
        .await
        .unwrap());
    let row = (
        people::account_id.eq(account_id),
        people::first_name.eq(&person.first_name),
        people::last_name.eq(&person.last_name),
        people::date_of_birth.eq(person.date_of_birth),
        people::gender.eq(person.gender),
        people::phone_encrypted.eq(state.security.keyring.encrypt(b"+212600000000")),
        people::residence_country.eq(person.country),
        people::residence_city_other.eq(&person.city),
        people::show_name_photo.eq(person.show_name_photo),
        people::show_links.eq(false),
        people::show_origins.eq(false),
        people::minor_approved_at.eq(person.minor_approved.then_some(now)),
        people::years_experience.eq(person.years_experience),
        people::created_at.eq(now),
        people::updated_at.eq(now),
    );
    let person_id: i64 = each!(conn, |c| diesel::insert_into(people::table)
        .values(row)
        .returning(people::id)
        .get_result(c)
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
    let profile = (
        main_profiles::person_id.eq(person_id),
        main_profiles::visibility.eq(person.visibility),
        main_profiles::bio.eq(&person.bio),
        main_profiles::availability.eq(person.availability),
        main_profiles::work_mode.eq(person.work_mode),
        main_profiles::created_at.eq(now),
        main_profiles::updated_at.eq(now),
    );
    let profile_id: i64 = each!(conn, |c| diesel::insert_into(main_profiles::table)
        .values(profile)
        .returning(main_profiles::id)
        .get_result(c)
        .await
        .unwrap());
    for (position, key) in (0_i64..).zip(&person.talents) {
        let talent_id: i64 =
            each!(conn, |c| talents::table.filter(talents::key.eq(key)).select(talents::id).first(c).await.unwrap());
        let row = (
            main_profile_talents::profile_id.eq(profile_id),
            main_profile_talents::talent_id.eq(talent_id),
            main_profile_talents::position.eq(position),
        );
        each!(conn, |c| diesel::insert_into(main_profile_talents::table).values(row).execute(c).await.unwrap());
    }
    for language in &person.languages {
        let row = (person_languages::person_id.eq(person_id), person_languages::language.eq(language));
        each!(conn, |c| diesel::insert_into(person_languages::table).values(row).execute(c).await.unwrap());
    }
    if person.photo {
        let file = add_photo_row(conn, person_id, now).await;
        files::set_photo(conn, person_id, Some(file)).await.unwrap();
    }
    search::index_profile(conn, profile_id).await.unwrap();
    Inserted { account_id, person_id }
}
