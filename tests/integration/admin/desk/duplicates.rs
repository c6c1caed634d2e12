//! People who may be registered twice: found, told apart, merged, and parted again.

use chrono::TimeDelta;
use talentsmaroc::{
    domain::{
        fields::{FieldId, Value},
        registration::IdentityDocument,
    },
    server::{
        repositories::admin::row_copies::{self, Belongs, CopiedTable, CopyOwner, RowCopy},
        services::{admin::merging, operations::housekeeping},
    },
};

use super::lines;
use crate::support::{
    TestApp,
    accounts::{PASSWORD, administrator_browser, change_people, execute},
    browser::{Browser, Page},
    cinema_people::{TestCinema, give_cinema},
    on_both,
    own_data::number,
    people::{Inserted, TestPerson, insert},
    search::assert_as_made_anew,
};

const CONFIRM: &str = "form[action='/admin/duplicates/confirm']";
const MERGE: &str = "form[action='/fn/merge_people']";
const UNDO: &str = "form[action='/fn/undo_merge']";
const APART: &str = "form[action='/fn/tell_apart']";
const SEARCHES: [&str; 5] = ["", "q=canari", "code=MACAN", "q=canaribio2", "talent=dj"];

/// A person who has nothing in common with others.
pub(super) fn person(number: u32) -> TestPerson {
    let born = chrono::NaiveDate::from_ymd_opt(1980, 1, 1).unwrap() + TimeDelta::days(i64::from(number));
    TestPerson { date_of_birth: born, ..TestPerson::new(number) }.with(FieldId::Phone, format!("+21260000{number:04}"))
}

fn with_passport(person: TestPerson, number: &str) -> TestPerson {
    let document = IdentityDocument { kind: "passport", number: number.to_owned() };
    person.with(FieldId::Documents, Value::Documents(vec![document]))
}

/// Two registrations of one human being: the first wrote nothing of herself, the second did, later.
fn twice() -> [TestPerson; 2] {
    let phone = "+212600009999".to_owned();
    let first =
        person(1).with(FieldId::Phone, phone.clone()).with(FieldId::Website, "https://canari1.example".to_owned());
    let second = TestPerson { bio: Some("Canaribio2".to_owned()), languages: vec!["fr"], ..person(2) };
    [with_passport(first, "CANARIPASS1"), with_passport(second.with(FieldId::Phone, phone), "CANARIPASS2")]
}

async fn compared(browser: &mut Browser) -> Page {
    browser.get("/admin/duplicates/compare?code=MACAN0001F&code=MACAN0002F").await
}

/// Merges the second person into the first with these choices.
async fn merge(browser: &mut Browser, choices: &[(&str, &str)]) -> Page {
    let page = compared(browser).await;
    let question = browser.submit(&page, CONFIRM, choices).await;
    browser.submit(&question, MERGE, &[("confirmed", "on")]).await
}

const OTHER_TABLES: [CopiedTable; 6] = [
    CopiedTable { name: "consents", belongs: Belongs::Person("person_id"), key: &["id"] },
    CopiedTable { name: "files", belongs: Belongs::Person("person_id"), key: &["id"] },
    CopiedTable { name: "person_notes", belongs: Belongs::Person("person_id"), key: &["id"] },
    CopiedTable { name: "unique_codes", belongs: Belongs::Person("person_id"), key: &["code"] },
    CopiedTable { name: "outbox_mails", belongs: Belongs::Account("account_id"), key: &["id"] },
    CopiedTable { name: "jobs", belongs: Belongs::Account("account_id"), key: &["id"] },
];

/// Every row about these people, without what counts changes and names of files.
pub(super) async fn rows(app: &TestApp, people: &[Inserted]) -> Vec<(&'static str, Vec<RowCopy>)> {
    let mut conn = app.state.db.read().await.unwrap();
    let mut all = Vec::new();
    for Inserted { account_id, person_id } in people.iter().copied() {
        for table in row_copies::all().chain(OTHER_TABLES) {
            let mut rows = row_copies::read(&mut conn, &table, CopyOwner { account_id, person_id }).await.unwrap();
            // Pictures get other names, by a job if need be.
            rows.retain(|row| table.name != "jobs" || row["kind"] != "rename_photos");
            for row in &mut rows {
                for column in ["version", "updated_at", "device_generation"]
                    .into_iter()
                    .chain((table.name == "files").then_some("name"))
                {
                    row.remove(column);
                }
            }
            all.push((table.name, rows));
        }
    }
    all
}

on_both! {
    async fn three_kinds_are_found_and_those_told_apart_are_not_proposed_again(app: TestApp) {
        let people = [
            with_passport(person(1), "AB 12-34").with(FieldId::Phone, "+212600007777".to_owned()),
            person(2).with(FieldId::Phone, "+212600007777".to_owned()),
            with_passport(person(3), "ab1234"),
            TestPerson { first_name: "Amína".to_owned(), last_name: "El-Fassi".to_owned(), ..person(4) },
            TestPerson { first_name: "el fassi".to_owned(), last_name: "AMINA".to_owned(), date_of_birth: person(4).date_of_birth, ..person(5) },
            TestPerson { first_name: "أمينة".to_owned(), last_name: "الفاسي".to_owned(), date_of_birth: person(4).date_of_birth, ..person(6) },
            TestPerson { first_name: "Amina".to_owned(), last_name: "El Fassi".to_owned(), ..person(7) },
        ];
        let keys = insert(&app.state, &people).await;
        // The kinds are found whichever profile people have.
        give_cinema(&app.state, keys[1].person_id, &TestCinema::new(1)).await;
        execute(&app, &format!("DELETE FROM main_profiles WHERE person_id = {}", keys[1].person_id)).await;
        let mut browser = administrator_browser(&app).await;
        assert_eq!(browser.get("/admin").await.texts("a[href='/admin/duplicates'] .desk-number"), ["3"]);
        for (kind, codes) in [
            ("phone", ["MACAN0001F", "MACAN0002F"]),
            ("document", ["MACAN0001F", "MACAN0003F"]),
            ("name", ["MACAN0004F", "MACAN0005F"]),
        ] {
            let page = browser.get(&format!("/admin/duplicates?kind={kind}")).await;
            assert_eq!(page.attributes("input[type=checkbox][name=code]", "value"), codes, "{kind}");
        }
        let own = browser.get("/admin/users/MACAN0001F").await;
        let twins = own.attributes("a[href^='/admin/duplicates/compare']", "href");
        assert_eq!(twins.len(), 2, "{twins:?}");
        // What they have in common is said, no value of it stands in an address.
        let page = compared(&mut browser).await;
        assert!(page.text().contains("Même téléphone") && !page.text().contains("Même nom"), "{}", page.text());
        let list = browser.get("/admin/duplicates?kind=phone").await;
        let told = browser.submit(&list, APART, &[]).await;
        assert!(told.text().contains("C’est noté"), "{}", told.text());
        assert_eq!(lines(&app, "person.told_apart").await, 2);
        assert!(browser.get("/admin/duplicates?kind=phone").await.text().contains("Aucun doublon"));
        let own = browser.get("/admin/users/MACAN0001F").await;
        assert_eq!(own.attributes("a[href^='/admin/duplicates/compare']", "href").len(), 1);
        assert_eq!(browser.get("/admin").await.texts("a[href='/admin/duplicates'] .desk-number"), ["2"]);
        // A third person with the same number brings the group back.
        insert(&app.state, &[person(8).with(FieldId::Phone, "+212600007777".to_owned())]).await;
        let page = browser.get("/admin/duplicates?kind=phone").await;
        assert_eq!(page.attributes("input[type=checkbox][name=code]", "value").len(), 3);
        assert!(browser.get("/admin/duplicates/compare?code=MACAN0001F&code=MACAN0001F").await.text().contains("déjà"));
        assert!(browser.get("/admin/duplicates/compare?code=MACAN0001F&code=x").await.text().contains("Vérifiez-les"));
    }

    async fn two_become_one_and_two_again(app: TestApp) {
        let keys = insert(&app.state, &twice()).await;
        let (first, second) = (keys[0].person_id, keys[1].person_id);
        give_cinema(&app.state, first, &TestCinema::new(1)).await;
        give_cinema(&app.state, second, &TestCinema::new(2)).await;
        let mut browser = administrator_browser(&app).await;
        browser.post("/fn/add_note", &[("code", "MACAN0002F"), ("text", "Canarinote")]).await;
        browser.post("/fn/send_password_link", &[("code", "MACAN0002F")]).await;
        let before = rows(&app, &keys).await;

        let page = compared(&mut browser).await;
        assert_eq!(page.attributes("input[name=from_bio][checked]", "value"), ["other"], "an empty answer gives way");
        assert!(!page.html().contains("CANARIPASS") && page.text().contains("••••••S2"), "numbers are masked");
        let choices = [("from_bio", "other"), ("from_identity_documents", "other"), ("from_email", "kept")];
        let question = browser.submit(&page, CONFIRM, &choices).await;
        for told in ["canarimail2@example.org", "Pièces d’identité", "MACAN0002F devient un autre code de MACAN0001F"] {
            assert!(question.text().contains(told), "{told}: {}", question.text());
        }
        let unconfirmed = browser.submit(&question, MERGE, &[]).await;
        assert!(unconfirmed.text().contains("Cochez la case") && unconfirmed.has("input[name=from_bio][value=other]"));
        let done = browser.submit(&question, MERGE, &[("confirmed", "on")]).await;
        assert_eq!(done.address, "/admin/users/MACAN0001F", "{}", done.text());
        let text = done.text();
        for shown in ["Les deux inscriptions sont réunies", "Canaribio2", "MACAN0002F", "Canarinote", "Annulable"] {
            assert!(text.contains(shown), "{shown}: {text}");
        }
        assert_eq!((lines(&app, "person.merged").await, lines(&app, "person.merged_away").await), (1, 1));
        assert_eq!(lines(&app, "person.changed").await, 0);
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM people").await, 1);
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM cinema_gallery_photos").await, 4);
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM sessions WHERE account_id <> (SELECT id FROM accounts WHERE email = 'admin@example.org')").await, 0);
        for old in ["/profile/view/MACAN0002F", "/cinema/profile/MACAN0002F", "/admin/users/MACAN0002F"] {
            assert!(browser.get(old).await.address.ends_with("MACAN0001F"), "{old}");
        }
        assert_as_made_anew(&app.state, &SEARCHES).await;

        assert!(browser.submit(&done, UNDO, &[]).await.text().contains("Cochez la case"));
        let undone = browser.submit(&done, UNDO, &[("confirmed", "on")]).await;
        assert!(undone.text().contains("il y a de nouveau deux inscriptions"), "{}", undone.text());
        for ((table, was), (_, is)) in before.iter().zip(rows(&app, &keys).await) {
            assert_eq!(*was, is, "{table}");
        }
        assert_eq!(lines(&app, "person.merge_undone").await, 2);
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM merges").await, 0);
        assert_eq!(browser.get("/admin/users/MACAN0002F").await.address, "/admin/users/MACAN0002F");
        assert!(browser.submit(&done, UNDO, &[("confirmed", "on")]).await.text().contains("ne peut plus être annulé"));
        assert_as_made_anew(&app.state, &SEARCHES).await;
    }

    async fn a_profile_of_one_alone_moves_with_its_files_and_comes_back(app: TestApp) {
        let keys = insert(&app.state, &[person(1), person(2)]).await;
        let given = give_cinema(&app.state, keys[1].person_id, &TestCinema::new(2)).await;
        let mut browser = administrator_browser(&app).await;
        let before = rows(&app, &keys).await;
        let done = merge(&mut browser, &[]).await;
        assert_eq!(done.address, "/admin/users/MACAN0001F", "{}", done.text());
        let moved = format!("SELECT person_id AS n FROM cinema_profiles WHERE id = {}", given.profile_id);
        assert_eq!(number(&app, &moved).await, keys[0].person_id);
        let national = format!("SELECT COUNT(*) AS n FROM identity_documents WHERE person_id = {}", keys[0].person_id);
        assert_eq!(number(&app, &national).await, 1);
        assert!(done.text().contains("Canarifilm2"), "{}", done.text());
        assert_as_made_anew(&app.state, &SEARCHES).await;
        browser.submit(&done, UNDO, &[("confirmed", "on")]).await;
        for ((table, was), (_, is)) in before.iter().zip(rows(&app, &keys).await) {
            assert_eq!(*was, is, "{table}");
        }
    }

    async fn an_address_that_is_taken_moves_and_the_way_in_with_it(app: TestApp) {
        let keys = insert(&app.state, &[person(1), person(2)]).await;
        execute(&app, &format!("UPDATE accounts SET email = 'none-1@invalid', email_normalised = 'none-1@invalid' WHERE id = {}", keys[0].account_id)).await;
        execute(&app, &format!("UPDATE accounts SET password_hash = 'x' WHERE id = {}", keys[1].account_id)).await;
        let mut browser = administrator_browser(&app).await;
        let before = rows(&app, &keys).await;
        // The only address there is is taken unless something else is chosen.
        let done = merge(&mut browser, &[]).await;
        assert!(done.text().contains("canarimail2@example.org"), "{}", done.text());
        let with_password = format!("SELECT COUNT(*) AS n FROM accounts WHERE id = {} AND password_hash = 'x'", keys[0].account_id);
        assert_eq!(number(&app, &with_password).await, 1);
        browser.submit(&done, UNDO, &[("confirmed", "on")]).await;
        for ((table, was), (_, is)) in before.iter().zip(rows(&app, &keys).await) {
            assert_eq!(*was, is, "{table}");
        }
    }

    async fn what_changed_since_is_not_overwritten_unasked(app: TestApp) {
        let keys = insert(&app.state, &twice()).await;
        let mut browser = administrator_browser(&app).await;
        let done = merge(&mut browser, &[("from_bio", "other"), ("from_email", "kept")]).await;
        assert_eq!(done.address, "/admin/users/MACAN0001F", "{}", done.text());
        // One answer that the merge changed and one that it did not.
        change_people(&app, "UPDATE main_profiles SET bio = 'Canaribio3', education = 'Canarischool'").await;
        let refused = browser.submit(&done, UNDO, &[("confirmed", "on")]).await;
        assert!(refused.text().contains("ont changé depuis"), "{}", refused.text());
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM people").await, 1);
        let undone = browser.submit(&refused, UNDO, &[("confirmed", "on"), ("anyway", "on")]).await;
        assert!(undone.text().contains("de nouveau deux inscriptions"), "{}", undone.text());
        let first = format!("SELECT COUNT(*) AS n FROM main_profiles WHERE person_id = {} AND bio IS NULL AND education = 'Canarischool'", keys[0].person_id);
        let second = format!("SELECT COUNT(*) AS n FROM main_profiles WHERE person_id = {} AND bio = 'Canaribio2'", keys[1].person_id);
        assert_eq!((number(&app, &first).await, number(&app, &second).await), (1, 1));
    }

    async fn a_merge_is_undone_within_thirty_days(app: TestApp) {
        let keys = insert(&app.state, &twice()).await;
        give_cinema(&app.state, keys[0].person_id, &TestCinema::new(1)).await;
        give_cinema(&app.state, keys[1].person_id, &TestCinema::new(2)).await;
        let mut browser = administrator_browser(&app).await;
        let done = merge(&mut browser, &[("from_email", "kept"), ("from_id_photo", "other")]).await;
        assert_eq!(done.address, "/admin/users/MACAN0001F", "{}", done.text());
        let held = "SELECT COUNT(*) AS n FROM files WHERE merge_id IS NOT NULL";
        assert!(number(&app, held).await > 0);
        app.state.clock.advance(TimeDelta::days(29));
        assert_eq!(merging::purge(&app.state).await.unwrap(), 0);
        assert!(number(&app, held).await > 0);
        app.state.clock.advance(TimeDelta::days(2));
        housekeeping::purge(&app.state).await.unwrap();
        assert_eq!(number(&app, held).await, 0);
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM merges WHERE undo_encrypted IS NULL").await, 1);
        // What was done to the other person is still told.
        let mut later = app.browser();
        crate::support::accounts::sign_in(&mut later, "admin@example.org", PASSWORD).await;
        let page = later.get("/admin/users/MACAN0001F").await;
        assert!(page.text().contains("Réunie avec une autre inscription") && !page.has(UNDO), "{}", page.text());
        let late = later.submit(&done, UNDO, &[("confirmed", "on")]).await;
        assert!(late.text().contains("ne peut plus être annulé"), "{}", late.text());
    }

    async fn a_merge_needs_the_password_and_what_was_compared(app: TestApp) {
        insert(&app.state, &twice()).await;
        let mut browser = administrator_browser(&app).await;
        let page = compared(&mut browser).await;
        let question = browser.submit(&page, CONFIRM, &[("from_bio", "other"), ("from_email", "kept")]).await;
        change_people(&app, "UPDATE main_profiles SET education = 'Canarischool'").await;
        let changed = browser.submit(&question, MERGE, &[("confirmed", "on")]).await;
        assert!(changed.address.starts_with("/admin/duplicates/compare?"), "{}", changed.address);
        assert!(changed.text().contains("a changé depuis"), "{}", changed.text());
        assert_eq!(changed.attributes("input[name=from_bio][checked]", "value"), ["other"], "choices are kept");
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM people").await, 2);
        app.state.clock.advance(TimeDelta::minutes(15));
        let question = browser.submit(&changed, CONFIRM, &[]).await;
        let asked = browser.submit(&question, MERGE, &[("confirmed", "on")]).await;
        assert!(asked.address.starts_with("/profile/reauthenticate?next=%2Fadmin%2Fduplicates"), "{}", asked.address);
        let back = browser.submit(&asked, "form[action='/fn/reauthenticate']", &[("password", PASSWORD)]).await;
        assert!(back.address.starts_with("/admin/duplicates/confirm?"), "{}", back.address);
        let done = browser.submit(&back, MERGE, &[("confirmed", "on")]).await;
        assert_eq!(done.address, "/admin/users/MACAN0001F", "{}", done.text());
    }

    async fn administrators_are_merged_into_others_by_none(app: TestApp) {
        let keys = insert(&app.state, &twice()).await;
        execute(&app, &format!("UPDATE accounts SET role = 'administrator' WHERE id = {}", keys[1].account_id)).await;
        let mut browser = administrator_browser(&app).await;
        let page = compared(&mut browser).await;
        assert!(page.text().contains("celui d’un administrateur") && !page.has(&format!("{CONFIRM} button")));
        let base = page.attribute("input[name=base]", "value").unwrap();
        let forced = [("code", "MACAN0001F"), ("code", "MACAN0002F"), ("base", base.as_str()), ("confirmed", "on")];
        let refused = browser.post("/fn/merge_people", &forced).await;
        assert!(refused.text().contains("celui d’un administrateur"), "{}", refused.text());
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM people").await, 2);
        // The other way round an administrator keeps the address.
        let other = browser.get("/admin/duplicates/compare?code=MACAN0002F&code=MACAN0001F").await;
        assert!(other.has(&format!("{CONFIRM} button")) && !other.has("input[name=from_email]"));
    }

    async fn of_two_merges_of_the_same_people_one_wins(app: TestApp) {
        insert(&app.state, &twice()).await;
        let mut browser = administrator_browser(&app).await;
        let page = compared(&mut browser).await;
        let question = browser.submit(&page, CONFIRM, &[("from_email", "kept")]).await;
        let (mut one, mut other) = (browser.clone(), browser.clone());
        let (first, second) = tokio::join!(
            one.submit(&question, MERGE, &[("confirmed", "on")]),
            other.submit(&question, MERGE, &[("confirmed", "on")])
        );
        let won = [&first, &second].iter().filter(|page| page.address == "/admin/users/MACAN0001F").count();
        assert_eq!(won, 1, "{} {}", first.address, second.address);
        let told = [&first, &second].iter().any(|page| page.text().contains("réunies ou supprimées"));
        assert!(told, "{} {}", first.text(), second.text());
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM merges").await, 1);
        assert_eq!(lines(&app, "person.merged").await, 1);
    }
}
