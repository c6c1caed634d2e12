//! The writer of people and profiles, called as administrators, an import and REST will: without a form.

use chrono::NaiveDate;
use talentsmaroc::{
    domain::{
        fields::{Answers, FieldId as Id, Value},
        lang::Lang,
        module::Module,
        registration::{IdentityDocument, Residence, SocialLink},
    },
    server::{
        actor::Actor,
        context::Viewer,
        db::Conn,
        error::AppError,
        repositories::{
            accounts::account::{self, NewAccount},
            profiles::{consents, person_row},
        },
        services::{
            admin::audit_log::ChangeNote,
            profiles::{self, Change, SaveContext, SaveError, SavedProfile, Target, save},
        },
        state::AppState,
    },
};

use crate::support::{
    on_both,
    own_data::number,
    people::{actor, administrator, member},
};

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn link(network: &'static str, address: &str) -> SocialLink {
    SocialLink { network, address: address.to_owned() }
}

fn about_the_person() -> Answers {
    let residence = Residence { country: "MA".to_owned(), city: None, city_other: Some("Ain Exemple".to_owned()) };
    Answers::default()
        .with(Id::FirstName, text("Amina"))
        .with(Id::LastName, text("Exemple"))
        .with(Id::DateOfBirth, Value::Date(NaiveDate::from_ymd_opt(1990, 2, 28).unwrap()))
        .with(Id::Gender, text("F"))
        .with(Id::Phone, text("+212600000000"))
        .with(Id::Residence, Value::Residence(residence))
        .with(Id::Languages, Value::Keys(vec!["ar".to_owned(), "fr".to_owned()]))
        .with(Id::Visibility, text("public"))
}

async fn new_account(state: &AppState, conn: &mut Conn) -> i64 {
    let now = state.clock.now();
    let account = NewAccount {
        email: "amina@example.org",
        email_normalised: "amina@example.org",
        password_hash: None,
        role: "member",
        language: "fr",
        state: "active",
        email_confirmed_at: None,
        demo: false,
        created_at: now,
        updated_at: now,
    };
    account::insert(conn, &account).await.unwrap()
}

async fn saved(
    state: &AppState,
    conn: &mut Conn,
    target: Target,
    module: Module,
    answers: &Answers,
) -> Result<SavedProfile, SaveError> {
    saved_by(state, conn, &Actor::command_line(), target, module, answers).await
}

async fn saved_by(
    state: &AppState,
    conn: &mut Conn,
    actor: &Actor,
    target: Target,
    module: Module,
    answers: &Answers,
) -> Result<SavedProfile, SaveError> {
    let now = state.clock.now();
    let context = SaveContext { state, actor, now, lang: Lang::Fr, note: ChangeNote::default(), consent: None };
    save(conn, &context, target, Change { module, answers, draft_files: None }).await
}

async fn locked(state: &AppState, conn: &mut Conn, person_id: i64) -> Box<person_row::PersonRow> {
    Box::new(person_row::lock(conn, person_id, None, state.clock.now()).await.unwrap().unwrap())
}

async fn stored(state: &AppState, conn: &mut Conn, person_id: i64, module: Module) -> Answers {
    profiles::load_answers(conn, &state.security.keyring, person_id, Some(module)).await.unwrap().unwrap().answers
}

on_both! {
    async fn a_foreign_member_is_refused_and_an_administrator_leaves_a_line(app: TestApp) {
        let state = &app.state;
        let mut tx = state.db.begin().await.unwrap();
        let account_id = new_account(state, tx.conn().unwrap()).await;
        tx.commit().await.unwrap();
        let main = about_the_person().with(Id::Talents, Value::Keys(vec!["dj".to_owned()]));
        let (owner, administrator) = (actor(&member(account_id, None)), actor(&administrator()));
        for refused in [actor(&Viewer::Anonymous), actor(&member(account_id + 1, Some(1))), Actor::job()] {
            let mut tx = state.db.begin().await.unwrap();
            let target = Target::NewPerson { account_id };
            let result = saved_by(state, tx.conn().unwrap(), &refused, target, Module::Main, &main).await;
            assert!(matches!(result, Err(SaveError::Failed(AppError::Forbidden))));
        }
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM people").await, 0);

        let mut tx = state.db.begin().await.unwrap();
        let target = Target::NewPerson { account_id };
        let saved = saved_by(state, tx.conn().unwrap(), &owner, target, Module::Main, &main).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM audit_log").await, 0, "an owner leaves no line");

        let bio = Answers::default().with(Id::Bio, text("Other words"));
        let foreign = actor(&member(account_id + 1, Some(saved.person_id + 1)));
        let by_administrators = format!(
            "SELECT COUNT(*) AS n FROM audit_log \
             WHERE action = 'person.changed' AND actor = 'administrator' AND subject = 'person:{}'",
            saved.person_id
        );
        for (actor, allowed, lines) in [(&foreign, false, 0), (&owner, true, 0), (&administrator, true, 1)] {
            let mut tx = state.db.begin().await.unwrap();
            let conn = tx.conn().unwrap();
            let target = Target::StoredProfile(locked(state, conn, saved.person_id).await);
            match saved_by(state, conn, actor, target, Module::Main, &bio).await {
                Ok(_) if allowed => tx.commit().await.unwrap(),
                Err(SaveError::Failed(AppError::Forbidden)) if !allowed => drop(tx),
                _ => panic!("{actor:?}"),
            }
            assert_eq!(number(&app, &by_administrators).await, lines);
        }
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM audit_log").await, 1);
    }

    async fn a_person_and_both_profiles_are_saved_and_changed(app: TestApp) {
        let state = &app.state;
        let mut tx = state.db.begin().await.unwrap();
        let conn = tx.conn().unwrap();
        let account_id = new_account(state, conn).await;
        let main = about_the_person()
            .with(Id::Talents, Value::Keys(vec!["dj".to_owned()]))
            .with(Id::Bio, text("Some words"))
            .with(Id::Networks, Value::Links(vec![link("github", "https://github.com/amina"), link("x", "https://x.com/a")]));
        let new = saved(state, conn, Target::NewPerson { account_id }, Module::Main, &main).await.unwrap();
        let id = new.person_id;
        assert_eq!(new.code.unwrap().as_str(), "MAAIN0001F");
        let found = stored(state, conn, id, Module::Main).await;
        for (field, value) in main.iter() {
            assert!(found.get(field) == value, "{field:?}");
        }
        let kinds = |consents: Vec<consents::Consent>| consents.into_iter().map(|c| c.kind).collect::<Vec<_>>();
        assert_eq!(kinds(consents::of_person(conn, id).await.unwrap()), ["terms", "privacy"]);

        // One answer alone: nothing else changes, and no consent is given again.
        let bio = Answers::default().with(Id::Bio, text("Other words"));
        let target = Target::StoredProfile(locked(state, conn, id).await);
        assert!(saved(state, conn, target, Module::Main, &bio).await.unwrap().code.is_none());
        let changed = stored(state, conn, id, Module::Main).await;
        assert_eq!(changed.text(Id::Bio), Some("Other words"));
        assert!(found.iter().all(|(field, value)| field == Id::Bio || changed.get(field) == value));
        assert_eq!(consents::of_person(conn, id).await.unwrap().len(), 2);

        // The CINEMA form does not ask every network: the link to the other one stays.
        let passport = IdentityDocument { kind: "passport", number: "ZZ-1".to_owned() };
        let cinema = about_the_person()
            .with(Id::CinemaDocument, Value::Documents(vec![passport]))
            .with(Id::TalentTypes, Value::Keys(vec!["extra".to_owned()]))
            .with(Id::EyeColor, text("brown"))
            .with(Id::Networks, Value::Links(vec![link("imdb", "https://www.imdb.com/name/nm1")]));
        let target = Target::NewProfile(locked(state, conn, id).await);
        let added = saved(state, conn, target, Module::Cinema, &cinema).await.unwrap();
        assert_eq!(added.code.unwrap().as_str(), "MAAIN0001F");
        let found = stored(state, conn, id, Module::Cinema).await;
        for (field, value) in cinema.iter().filter(|(field, _)| *field != Id::Networks) {
            assert!(found.get(field) == value, "{field:?}");
        }
        let networks: Vec<_> = found.get(Id::Networks).unwrap().links().iter().map(|link| link.network).collect();
        assert!(networks.len() == 2 && networks.contains(&"github") && networks.contains(&"imdb"), "{networks:?}");

        // Another document: the passport's number stays, since the main form asks it too.
        let card = IdentityDocument { kind: "national_id", number: "N-2".to_owned() };
        let document = Answers::default().with(Id::CinemaDocument, Value::Documents(vec![card.clone()]));
        let target = Target::StoredProfile(locked(state, conn, id).await);
        saved(state, conn, target, Module::Cinema, &document).await.unwrap();
        let found = stored(state, conn, id, Module::Cinema).await;
        assert_eq!(found.get(Id::CinemaDocument).unwrap().documents(), [card]);
        assert_eq!(found.get(Id::Documents).unwrap().documents().len(), 2);
        tx.commit().await.unwrap();

        let mut tx = state.db.begin().await.unwrap();
        let conn = tx.conn().unwrap();
        let again = saved(state, conn, Target::NewPerson { account_id }, Module::Main, &main).await;
        assert!(matches!(again, Err(SaveError::PersonExists)));
        drop(tx);
        let mut tx = state.db.begin().await.unwrap();
        let conn = tx.conn().unwrap();
        let target = Target::NewProfile(locked(state, conn, id).await);
        assert!(matches!(saved(state, conn, target, Module::Cinema, &cinema).await, Err(SaveError::ProfileExists)));
    }
}
