//! What a merge ends, hides and gives back.

use std::collections::BTreeSet;

use http::StatusCode;
use talentsmaroc::domain::fields::FieldId;

use super::{
    duplicates::{person, rows},
    lines,
};
use crate::support::{
    TestApp,
    accounts::{PASSWORD, administrator_browser, execute, member, sign_in},
    browser::{Browser, Page},
    cinema_people::{TestCinema, give_cinema},
    on_both,
    own_data::{self, number},
    people::{Inserted, TestPerson, insert},
    search::assert_as_made_anew,
};

const MERGE: &str = "form[action='/fn/merge_people']";
const UNDO: &str = "form[action='/fn/undo_merge']";

/// Merges the second of two people into the first, each with the newer answers.
async fn merge(browser: &mut Browser, kept: &str, other: &str) -> Page {
    let question = browser.get(&format!("/admin/duplicates/confirm?code={kept}&code={other}")).await;
    browser.submit(&question, MERGE, &[("confirmed", "on")]).await
}

async fn undo(browser: &mut Browser, code: &str, merge: i64) -> Page {
    browser.post("/fn/undo_merge", &[("code", code), ("merge", &merge.to_string()), ("confirmed", "on")]).await
}

async fn newest(app: &TestApp) -> i64 {
    number(app, "SELECT MAX(id) AS n FROM merges").await
}

/// Gives an account the password of the administrator.
async fn give_password(app: &TestApp, account_id: i64) {
    let sql = "UPDATE accounts SET email_confirmed_at = created_at, password_hash = \
               (SELECT password_hash FROM accounts WHERE email = 'admin@example.org') WHERE id = ";
    execute(app, &format!("{sql}{account_id}")).await;
}

async fn is_signed_in(browser: &mut Browser) -> bool {
    browser.get("/profile/dashboard").await.address == "/profile/dashboard"
}

async fn status(browser: &mut Browser, address: &str) -> StatusCode {
    browser.get(address).await.status
}

/// The names of the photos of a gallery.
async fn gallery(browser: &mut Browser, code: &str) -> BTreeSet<String> {
    let page = browser.get(&format!("/cinema/profile/{code}")).await;
    let sources = page.attributes("img[src^='/files/gallery/']", "src");
    sources.iter().map(|source| source["/files/gallery/".len()..][..32].to_owned()).collect()
}

on_both! {
    async fn three_in_a_row_are_undone_the_newest_first(app: TestApp) {
        let keys = insert(&app.state, &[person(1), person(2), person(3)]).await;
        for (place, Inserted { person_id, .. }) in (1..).zip(&keys) {
            give_cinema(&app.state, *person_id, &TestCinema::new(place)).await;
        }
        let mut browser = administrator_browser(&app).await;
        let before = rows(&app, &keys).await;
        assert_eq!(merge(&mut browser, "MACAN0002F", "MACAN0003F").await.address, "/admin/users/MACAN0002F");
        let first = newest(&app).await;
        let done = merge(&mut browser, "MACAN0001F", "MACAN0002F").await;
        assert_eq!(done.address, "/admin/users/MACAN0001F", "{}", done.text());
        let second = newest(&app).await;
        assert_eq!(done.attributes(&format!("{UNDO} input[name=merge]"), "value"), [second, first].map(|id| id.to_string()));
        for old in ["MACAN0002F", "MACAN0003F"] {
            assert!(browser.get(&format!("/profile/view/{old}")).await.address.ends_with("MACAN0001F"), "{old}");
        }
        let early = undo(&mut browser, "MACAN0001F", first).await;
        assert!(early.text().contains("la plus récente"), "{}", early.text());
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM people").await, 1);
        undo(&mut browser, "MACAN0001F", second).await;
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM people").await, 2);
        // The first merge is the second person's again.
        assert!(undo(&mut browser, "MACAN0001F", first).await.text().contains("ne peut plus être annulé"));
        let last = undo(&mut browser, "MACAN0002F", first).await;
        assert!(last.text().contains("de nouveau deux inscriptions"), "{}", last.text());
        for ((table, was), (_, is)) in before.iter().zip(rows(&app, &keys).await) {
            assert_eq!(*was, is, "{table}");
        }
        assert_as_made_anew(&app.state, &["", "q=canari", "code=MACAN"]).await;
        assert_eq!(lines(&app, "person.merge_undone").await, 4);
    }

    async fn turns_of_announcements_and_a_refusal_of_news_come_along(app: TestApp) {
        let keys = insert(&app.state, &[person(1), person(2)]).await;
        execute(&app, "UPDATE accounts SET news = TRUE, news_at = created_at").await;
        let mut browser = administrator_browser(&app).await;
        let other = keys[1].person_id;
        execute(&app, &format!("UPDATE accounts SET news = FALSE WHERE id = (SELECT account_id FROM people WHERE id = {other})")).await;
        let kept = keys[0].person_id;
        let announcement = "INSERT INTO announcements (kind, texts_encrypted, per_minute, state, total, created_at) \
             SELECT 'convocation', token_hash, 60, 'done', 1, created_at FROM sessions";
        for sql in [
            announcement,
            announcement,
            "INSERT INTO announcement_recipients (announcement_id, person_id, outcome) SELECT id, OTHER, 'written' FROM announcements",
            "INSERT INTO announcement_recipients (announcement_id, person_id, outcome) SELECT MAX(id), KEPT, 'same_day' FROM announcements",
            "INSERT INTO announcement_days (person_id, kind, day, announcement_id) \
             SELECT OTHER, 'convocation', '2026-01-01', MIN(id) FROM announcements",
        ] {
            execute(&app, &sql.replace("OTHER", &other.to_string()).replace("KEPT", &kept.to_string())).await;
        }
        let of = async |table: &str, person: i64| {
            number(&app, &format!("SELECT COUNT(*) AS n FROM {table} WHERE person_id = {person}")).await
        };
        assert_eq!(merge(&mut browser, "MACAN0001F", "MACAN0002F").await.address, "/admin/users/MACAN0001F");
        assert_eq!((of("announcement_recipients", kept).await, of("announcement_days", kept).await), (2, 1));
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM accounts WHERE news = TRUE").await, 0);
        undo(&mut browser, "MACAN0001F", newest(&app).await).await;
        assert_eq!((of("announcement_recipients", kept).await, of("announcement_days", kept).await), (1, 0));
        assert_eq!((of("announcement_recipients", other).await, of("announcement_days", other).await), (2, 1));
        let as_noted = format!("SELECT COUNT(*) AS n FROM announcement_recipients WHERE person_id = {other} AND outcome = 'written'");
        assert_eq!(number(&app, &as_noted).await, 2);
    }

    async fn what_was_imported_comes_along_and_goes_back(app: TestApp) {
        let keys = insert(&app.state, &[person(1), person(2)]).await;
        let mut browser = administrator_browser(&app).await;
        let (kept, other) = (keys[0].person_id, keys[1].person_id);
        execute(&app, "INSERT INTO imports (source, state, created_at) SELECT 'canari', 'done', MIN(created_at) FROM sessions").await;
        for (person, id) in [(kept, "1"), (other, "2")] {
            for sql in [
                "INSERT INTO imported_people (source, source_table, source_id, import_id, person_id) \
                 SELECT source, 'user', 'ID', id, PERSON FROM imports",
                "INSERT INTO import_values (import_id, person_id, source, source_table, source_id, row_label, column_name, fate, created_at) \
                 SELECT id, PERSON, source, 'user', 'ID', 'ID', 'bio', 'unknown', created_at FROM imports",
                "INSERT INTO import_files (import_id, person_id, source, source_table, source_id, row_label, column_name, kind, name) \
                 SELECT id, PERSON, source, 'user', 'ID', 'ID', 'cv', 'cv', 'ID.pdf' FROM imports",
            ] {
                execute(&app, &sql.replace("PERSON", &person.to_string()).replace("ID", id)).await;
            }
        }
        let tables = ["imported_people", "import_values", "import_files"];
        merge(&mut browser, "MACAN0001F", "MACAN0002F").await;
        for table in tables {
            let of_kept = format!("SELECT COUNT(*) AS n FROM {table} WHERE person_id = {kept}");
            assert_eq!(number(&app, &of_kept).await, 2, "{table}");
        }
        undo(&mut browser, "MACAN0001F", newest(&app).await).await;
        for (table, (person, id)) in tables.into_iter().flat_map(|table| [(table, (kept, 1)), (table, (other, 2))]) {
            let own = format!("SELECT COUNT(*) AS n FROM {table} WHERE person_id = {person} AND source_id = '{id}'");
            assert_eq!(number(&app, &own).await, 1, "{table}");
        }
    }

    async fn a_hidden_person_stays_hidden_behind_the_codes_and_pictures_of_a_public_one(app: TestApp) {
        let hidden = TestPerson { visibility: "private", ..person(1) };
        let public = TestPerson { show_name_photo: true, ..person(2) };
        let keys = insert(&app.state, &[hidden, public]).await;
        let cinema = |number, visibility| TestCinema { visibility, ..TestCinema::new(number) };
        give_cinema(&app.state, keys[0].person_id, &cinema(1, "private")).await;
        let given = give_cinema(&app.state, keys[1].person_id, &cinema(2, "public")).await;
        let mut browser = administrator_browser(&app).await;
        let mut stranger = app.browser();
        let address = |name: &str| format!("/files/gallery/{name}-160.jpg");
        assert_eq!(status(&mut stranger, &address(&given.gallery[0])).await, StatusCode::OK);
        let question = browser.get("/admin/duplicates/confirm?code=MACAN0001F&code=MACAN0002F&from_id_photo=kept").await;
        browser.submit(&question, MERGE, &[("confirmed", "on")]).await;
        let nothing = stranger.get("/profile/view/MAXXX9999F").await;
        for address in ["/profile/view/MACAN0001F", "/profile/view/MACAN0002F"] {
            let page = stranger.get(address).await;
            assert_eq!((page.address.as_str(), page.status, page.text()), (address, nothing.status, nothing.text()));
        }
        let page = stranger.get("/cinema/profile/MACAN0002F").await;
        assert_eq!((page.address.as_str(), page.status), ("/cinema/profile/MACAN0002F", StatusCode::NOT_FOUND));
        assert!(!page.html().contains("MACAN0001F"), "{}", page.html());
        assert!(!stranger.get("/talents?q=canarifirst").await.text().contains("MACAN"));
        let renamed = gallery(&mut browser, "MACAN0001F").await;
        assert_eq!(renamed.len(), 4, "{renamed:?}");
        for (name, seen) in given.gallery.iter().map(|name| (name, false)).chain(renamed.iter().map(|name| (name, true))) {
            assert_eq!(status(&mut stranger, &address(name)).await, StatusCode::NOT_FOUND, "{name}");
            assert_eq!(status(&mut browser, &address(name)).await == StatusCode::OK, seen, "{name}");
        }
        // What was put aside is shown to no one.
        let aside = format!("/files/id/{}", given.id_photo);
        assert_eq!(status(&mut browser, &aside).await, StatusCode::NOT_FOUND);
        undo(&mut browser, "MACAN0001F", newest(&app).await).await;
        assert_eq!(status(&mut browser, &aside).await, StatusCode::OK);
        assert_eq!(status(&mut stranger, "/profile/view/MACAN0002F").await, StatusCode::OK);
        assert_eq!(status(&mut stranger, "/profile/view/MACAN0001F").await, StatusCode::NOT_FOUND);
        for name in &renamed {
            assert_eq!(status(&mut stranger, &address(name)).await, StatusCode::NOT_FOUND, "{name}");
        }
    }

    async fn every_way_into_the_other_account_ends(app: TestApp) {
        let keys = insert(&app.state, &[person(1), person(2)]).await;
        let mut browser = administrator_browser(&app).await;
        give_password(&app, keys[1].account_id).await;
        let mut other = app.browser();
        sign_in(&mut other, "canarimail2@example.org", PASSWORD).await;
        assert!(is_signed_in(&mut other).await);
        browser.post("/fn/send_password_link", &[("code", "MACAN0002F")]).await;
        let links = format!("SELECT COUNT(*) AS n FROM one_time_links WHERE account_id = {}", keys[1].account_id);
        assert_eq!(number(&app, &links).await, 1);
        let question = browser.get("/admin/duplicates/confirm?code=MACAN0001F&code=MACAN0002F&from_email=kept").await;
        let done = browser.submit(&question, MERGE, &[("confirmed", "on")]).await;
        assert_eq!(done.address, "/admin/users/MACAN0001F", "{}", done.text());
        assert!(!is_signed_in(&mut other).await);
        for known in ["canarimail2@example.org", "MACAN0002F", "MACAN0001F"] {
            let mut again = app.browser();
            sign_in(&mut again, known, PASSWORD).await;
            assert!(!is_signed_in(&mut again).await, "{known}");
        }
        undo(&mut browser, "MACAN0001F", newest(&app).await).await;
        assert!(!is_signed_in(&mut other).await, "a session that ended stays so");
        assert_eq!(number(&app, &links).await, 0);
        sign_in(&mut other, "MACAN0002F", PASSWORD).await;
        assert!(is_signed_in(&mut other).await);
    }

    async fn administrators_end_neither_themselves_nor_each_other(app: TestApp) {
        let keys = insert(&app.state, &[person(1), person(2)]).await;
        let mut browser = administrator_browser(&app).await;
        execute(&app, &format!(
            "UPDATE people SET account_id = (SELECT id FROM accounts WHERE email = 'admin@example.org') WHERE id = {}",
            keys[1].person_id
        )).await;
        let page = browser.get("/admin/duplicates/compare?code=MACAN0001F&code=MACAN0002F").await;
        let base = page.attribute("input[name=base]", "value").unwrap();
        let forced = [("code", "MACAN0001F"), ("code", "MACAN0002F"), ("base", base.as_str()), ("confirmed", "on")];
        let refused = browser.post("/fn/merge_people", &forced).await;
        assert!(refused.text().contains("celui de votre propre compte"), "{}", refused.text());
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM merges").await, 0);
        // The other way round it is one's own that stays, with its address.
        let done = merge(&mut browser, "MACAN0002F", "MACAN0001F").await;
        assert_eq!(done.address, "/admin/users/MACAN0002F", "{}", done.text());
        assert!(is_signed_in(&mut browser).await);
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM accounts WHERE email = 'admin@example.org' AND role = 'administrator'").await, 1);
    }

    async fn people_told_apart_from_one_of_two_are_told_apart_from_the_merged_person(app: TestApp) {
        let alike = |number| person(number).with(FieldId::Phone, "+212600008888".to_owned());
        let keys = insert(&app.state, &[alike(1), alike(2), alike(3)]).await;
        let mut browser = administrator_browser(&app).await;
        browser.post("/fn/tell_apart", &[("code", "MACAN0002F"), ("code", "MACAN0003F")]).await;
        let pair = |one: usize, other: usize| format!(
            "SELECT COUNT(*) AS n FROM distinct_people WHERE first_person_id = {} AND second_person_id = {}",
            keys[one].person_id, keys[other].person_id
        );
        let all = "SELECT COUNT(*) AS n FROM distinct_people";
        merge(&mut browser, "MACAN0001F", "MACAN0002F").await;
        assert_eq!((number(&app, all).await, number(&app, &pair(0, 2)).await), (1, 1));
        assert!(browser.get("/admin/duplicates?kind=phone").await.text().contains("Aucun doublon"));
        undo(&mut browser, "MACAN0001F", newest(&app).await).await;
        assert_eq!((number(&app, all).await, number(&app, &pair(1, 2)).await), (1, 1));
    }

    async fn what_is_chosen_to_be_hidden_after_a_merge_stays_hidden(app: TestApp) {
        let open = TestPerson { show_name_photo: true, ..person(1) };
        insert(&app.state, &[open, TestPerson { visibility: "members", ..person(2) }]).await;
        let mut browser = administrator_browser(&app).await;
        merge(&mut browser, "MACAN0001F", "MACAN0002F").await;
        let shown = |visibility: &str| format!(
            "SELECT COUNT(*) AS n FROM main_profiles JOIN people ON people.id = person_id \
             WHERE first_name = 'Canarifirst1' AND visibility = '{visibility}'"
        );
        execute(&app, "UPDATE main_profiles SET visibility = 'private'").await;
        let undone = browser.post("/fn/undo_merge", &[
            ("code", "MACAN0001F"), ("merge", &newest(&app).await.to_string()), ("confirmed", "on"), ("anyway", "on"),
        ]).await;
        assert!(undone.text().contains("de nouveau deux inscriptions"), "{}", undone.text());
        assert_eq!(number(&app, &shown("private")).await, 1);
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM main_profiles WHERE visibility = 'members'").await, 1);
    }

    async fn an_address_that_is_used_again_stays_its_new_owners(app: TestApp) {
        let keys = insert(&app.state, &[person(1), person(2)]).await;
        let mut browser = administrator_browser(&app).await;
        merge(&mut browser, "MACAN0001F", "MACAN0002F").await;
        let owner = member(&app, "canarimail2@example.org").await;
        let merge = newest(&app).await.to_string();
        let refused = undo(&mut browser, "MACAN0001F", newest(&app).await).await;
        assert!(refused.text().contains("ont changé depuis"), "{}", refused.text());
        let fields = [("code", "MACAN0001F"), ("merge", merge.as_str()), ("confirmed", "on"), ("anyway", "on")];
        assert!(browser.post("/fn/undo_merge", &fields).await.text().contains("de nouveau deux inscriptions"));
        let with_address = "SELECT id AS n FROM accounts WHERE email = 'canarimail2@example.org'";
        assert_eq!(number(&app, with_address).await, owner);
        let without = format!("SELECT COUNT(*) AS n FROM accounts WHERE id = {} AND email LIKE '%@invalid'", keys[1].account_id);
        assert_eq!(number(&app, &without).await, 1);
        assert_eq!(status(&mut browser, "/admin/users/MACAN0002F").await, StatusCode::OK);
    }

    async fn an_answer_in_several_columns_is_put_back_as_a_whole(app: TestApp) {
        let keys = insert(&app.state, &[person(1), TestPerson { city: "Aïn Merle".to_owned(), ..person(2) }]).await;
        execute(&app, &format!(
            "UPDATE people SET residence_city_other = NULL, residence_city_id = (SELECT MIN(id) FROM cities WHERE country_code = 'MA') \
             WHERE id = {}",
            keys[0].person_id
        )).await;
        let mut browser = administrator_browser(&app).await;
        let chosen = "/admin/duplicates/confirm?code=MACAN0001F&code=MACAN0002F&from_email=kept&from_residence_city=other&from_last_name=other";
        let question = browser.get(chosen).await;
        assert_eq!(browser.submit(&question, MERGE, &[("confirmed", "on")]).await.address, "/admin/users/MACAN0001F");
        let moved = "SELECT COUNT(*) AS n FROM people WHERE residence_city_other = 'Aïn Merle' AND name_key = 'canarifirst1 canarilast2'";
        assert_eq!(number(&app, moved).await, 1);
        execute(&app, "UPDATE people SET residence_city_other = 'Aïn Since', first_name = 'Canarisince', name_key = 'canarilast2 canarisince'").await;
        let merge = newest(&app).await.to_string();
        let refused = undo(&mut browser, "MACAN0001F", newest(&app).await).await;
        assert!(refused.text().contains("ont changé depuis"), "{}", refused.text());
        let fields = [("code", "MACAN0001F"), ("merge", merge.as_str()), ("confirmed", "on"), ("anyway", "on")];
        let undone = browser.post("/fn/undo_merge", &fields).await;
        assert!(undone.text().contains("de nouveau deux inscriptions"), "{}", undone.text());
        let whole = "SELECT COUNT(*) AS n FROM people WHERE residence_city_id IS NOT NULL AND name_key = 'canarilast1 canarisince'";
        assert_eq!(number(&app, whole).await, 1);
    }

    async fn the_other_person_is_erased_with_the_first_one(app: TestApp) {
        let keys = insert(&app.state, &[person(1), person(2)]).await;
        for (place, Inserted { person_id, .. }) in (1..).zip(&keys) {
            give_cinema(&app.state, *person_id, &TestCinema::new(place)).await;
        }
        let mut browser = administrator_browser(&app).await;
        for Inserted { account_id, .. } in &keys {
            give_password(&app, *account_id).await;
        }
        let mut other = app.browser();
        sign_in(&mut other, "canarimail2@example.org", PASSWORD).await;
        let page = other.get("/cinema/profile/MACAN0002F").await;
        other.submit(&page, "form[action='/fn/reveal_document']", &[]).await;
        let origins = format!(
            "SELECT COUNT(*) AS n FROM audit_log WHERE actor_account_id IN ({}, {}) AND origin <> ''",
            keys[0].account_id, keys[1].account_id
        );
        assert!(number(&app, &origins).await > 0);
        let question = browser.get("/admin/duplicates/confirm?code=MACAN0001F&code=MACAN0002F&from_email=kept").await;
        browser.submit(&question, MERGE, &[("confirmed", "on")]).await;
        assert!(number(&app, "SELECT COUNT(*) AS n FROM files WHERE merge_id IS NOT NULL").await > 0);
        let mut owner = app.browser();
        sign_in(&mut owner, "canarimail1@example.org", PASSWORD).await;
        // Files that were put aside are not handed out: they are another person's, if the merge was a mistake.
        let downloaded = own_data::data(&own_data::download(&mut owner).await);
        let files = number(&app, "SELECT COUNT(*) AS n FROM files WHERE person_id IS NOT NULL").await;
        assert_eq!(downloaded["files"].as_array().unwrap().len(), usize::try_from(files).unwrap());
        own_data::delete(&mut owner, "MACAN0002F").await;
        for table in ["people", "merges", "files"] {
            assert_eq!(number(&app, &format!("SELECT COUNT(*) AS n FROM {table}")).await, 0, "{table}");
        }
        assert_eq!(number(&app, &origins).await, 0);
        assert_as_made_anew(&app.state, &["", "q=canari"]).await;
    }
}
