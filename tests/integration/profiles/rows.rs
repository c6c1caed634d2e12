//! Every field of the catalogue that a row stores comes back from the database as it was set.

use talentsmaroc::{
    domain::{
        fields::{Composite, FIELDS, Field, FieldId, Kind, Value},
        module::Module,
        reference,
        registration::{Guardian, Residence},
    },
    server::repositories::profiles::{module_profile::ModuleProfile, person_row},
};

use crate::support::{
    casting::{TestCinema, insert_cinema},
    on_both,
};

/// Some value of the field's kind.
fn sample(field: &Field) -> Value {
    match field.kind {
        Kind::Number { max, .. } => Value::Number(max),
        Kind::Switch => Value::Flag(true),
        Kind::Choices(_) => Value::Keys(vec!["key".to_owned()]),
        Kind::Date | Kind::Composite(Composite::BirthDate) => Value::Date("1990-02-28".parse().unwrap()),
        Kind::Composite(Composite::Guardian) => {
            Value::Guardian(Guardian { name: "Parent".to_owned(), phone: "+212600000000".to_owned() })
        }
        Kind::Composite(Composite::Residence) => Value::Residence(Residence {
            country: "MA".to_owned(),
            city: None,
            city_other: Some("Ain Exemple".to_owned()),
        }),
        Kind::Composite(Composite::PlayingAges) => Value::Ages(Some(20), None),
        Kind::Composite(Composite::Visibility) => Value::Text("members".to_owned()),
        Kind::Composite(Composite::Currency) => Value::Text("MAD".to_owned()),
        Kind::Country => Value::Text("MA".to_owned()),
        Kind::Choice(list) => Value::Text(reference::terms(list).next().unwrap().key.clone()),
        _ => Value::Text(field.name.to_owned()),
    }
}

/// The fields whose whole answer is a row's of this table.
fn stored_in(table: &'static str) -> impl Iterator<Item = &'static Field> {
    let is_file = |field: &Field| matches!(field.kind, Kind::File(_));
    // Of this one the row stores the type only.
    FIELDS
        .iter()
        .filter(move |field| field.is_stored_in(table) && !is_file(field) && field.id != FieldId::CinemaDocument)
}

on_both! {
    async fn a_stored_answer_is_the_one_that_was_set(app: TestApp) {
        let state = &app.state;
        let person_id = insert_cinema(state, &[TestCinema::new(1)]).await[0].person_id;
        let (security, now) = (&state.security, state.clock.now());
        let mut tx = state.db.begin().await.unwrap();
        let conn = tx.conn().unwrap();
        let mut person = person_row::lock(conn, person_id, None, now).await.unwrap().unwrap();
        let fields: Vec<_> = stored_in("people").collect();
        assert!(fields.len() >= 16);
        for field in &fields {
            person.set(field.id, Some(&sample(field)), security).unwrap();
        }
        person_row::update(conn, &person).await.unwrap();
        let found = person_row::find(conn, person_id).await.unwrap().unwrap();
        assert_eq!(found.row, person);
        for field in &fields {
            assert!(found.value(field.id, &security.keyring).unwrap() == Some(sample(field)), "{}", field.name);
        }
        assert!(person.set(FieldId::Bio, None, security).is_err(), "a field of another table was taken");

        for module in Module::ALL {
            let mut profile = ModuleProfile::of_person(conn, module, person_id).await.unwrap().unwrap();
            let fields: Vec<_> = stored_in(profile.table()).collect();
            assert!(fields.len() >= 8);
            for field in &fields {
                profile.set(field.id, Some(&sample(field))).unwrap();
            }
            profile.update(conn, now).await.unwrap();
            let found = ModuleProfile::of_person(conn, module, person_id).await.unwrap().unwrap();
            assert_eq!(found, profile);
            for field in &fields {
                assert!(found.value(field.id) == Some(sample(field)), "{}", field.name);
            }
            assert!(profile.set(FieldId::FirstName, None).is_err());
            // An optional answer that is taken back leaves nothing.
            for field in fields.iter().filter(|field| !field.is_required(module) && field.kind != Kind::Switch) {
                profile.set(field.id, None).unwrap();
            }
            profile.update(conn, now).await.unwrap();
            let found = ModuleProfile::of_person(conn, module, person_id).await.unwrap().unwrap();
            let left = fields.iter().filter(|field| !field.is_required(module) && field.kind != Kind::Switch);
            assert!(left.clone().count() > 0 && left.clone().all(|field| found.value(field.id).is_none()));
        }
    }

    async fn a_row_is_locked_only_in_the_expected_version(app: TestApp) {
        let state = &app.state;
        let person_id = insert_cinema(state, &[TestCinema::new(1)]).await[0].person_id;
        let now = state.clock.now();
        let mut tx = state.db.begin().await.unwrap();
        let conn = tx.conn().unwrap();
        let version = person_row::find(conn, person_id).await.unwrap().unwrap().row.version;
        let locked = person_row::lock(conn, person_id, Some(version), now).await.unwrap().unwrap();
        assert_eq!(locked.version, version + 1);
        assert!(person_row::lock(conn, person_id, Some(version), now).await.unwrap().is_none());
        assert!(person_row::lock(conn, person_id + 1, None, now).await.unwrap().is_none());
    }
}
