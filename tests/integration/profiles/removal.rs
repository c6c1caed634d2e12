//! Removing one of two profiles and keeping the other.

use chrono::TimeDelta;
use http::StatusCode;

use crate::support::{
    TestApp,
    accounts::{PASSWORD, PASSWORD_HASH, execute, sign_in},
    browser::Browser,
    cinema_people::{TestCinema, give_cinema},
    files::{all_files, give_cv, give_photo},
    on_both,
    own_data::number,
    people::{TestPerson, insert},
};

const REMOVE: &str = "form[action='/fn/remove_profile']";

/// A person with both profiles and every file, signed in.
async fn with_both(app: &TestApp) -> (Browser, i64) {
    let mut person = TestPerson::new(1);
    person.show_name_photo = true;
    let keys = insert(&app.state, &[person]).await[0];
    give_cinema(&app.state, keys.person_id, &TestCinema { visibility: "members", ..TestCinema::new(1) }).await;
    give_photo(&app.state, keys.person_id).await;
    give_cv(&app.state, keys.person_id).await;
    execute(app, &format!("UPDATE accounts SET password_hash = '{PASSWORD_HASH}'")).await;
    let mut browser = app.browser();
    sign_in(&mut browser, "canarimail1@example.org", PASSWORD).await;
    (browser, keys.person_id)
}

async fn count(app: &TestApp, table: &str) -> i64 {
    number(app, &format!("SELECT COUNT(*) AS n FROM {table}")).await
}

fn kinds_of_files(app: &TestApp) -> Vec<String> {
    let storage = app.folder.path().join("storage");
    let mut kinds: Vec<String> = all_files(&storage)
        .iter()
        .map(|path| path.strip_prefix(&storage).unwrap().iter().next().unwrap().to_string_lossy().into_owned())
        .collect();
    kinds.dedup();
    kinds
}

on_both! {
    async fn the_cinema_profile_goes_with_what_is_its_alone(app: TestApp) {
        let (mut browser, _) = with_both(&app).await;
        assert_eq!(kinds_of_files(&app), ["cv", "gallery", "id_photo", "photo", "poster"]);
        let page = browser.get("/profile/dashboard").await;
        assert!(page.has("a[href='/profile/remove/cinema']") && page.has("a[href='/profile/remove/main']"));
        let page = browser.get("/profile/remove/cinema").await;
        assert!(page.text().contains("Ce qui reste"), "{}", page.text());
        let done = browser.submit(&page, REMOVE, &[]).await;
        assert_eq!(done.address, "/profile/dashboard");
        assert!(done.text().contains("Le profil est supprimé") && done.has("a[href='/cinema/register']"), "{}", done.text());
        for table in ["cinema_profiles", "cinema_profile_types", "cinema_profile_skills", "cinema_profile_ethnicities",
            "cinema_gallery_photos", "cinema_productions", "identity_documents"] {
            assert_eq!(count(&app, table).await, 0, "{table}");
        }
        assert_eq!(count(&app, "main_profiles").await, 1);
        assert_eq!(kinds_of_files(&app), ["cv", "photo"]);
        assert_eq!(app.browser().get("/cinema/profile/MACAN0001F").await.status, StatusCode::NOT_FOUND);
        assert_eq!(app.browser().get("/profile/view/MACAN0001F").await.status, StatusCode::OK);
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM audit_log WHERE action = 'cinema_profile.removed'").await, 1);
        // The last one goes with the account.
        assert_eq!(browser.get("/profile/remove/main").await.address, "/profile/data/delete");
        assert_eq!(browser.post("/fn/remove_profile", &[("module", "main")]).await.address, "/profile/data/delete");
        assert_eq!(browser.get("/profile/remove/cinema").await.address, "/profile/dashboard");
        assert_eq!(browser.get("/profile/remove/nothing").await.status, StatusCode::NOT_FOUND);
        assert_eq!(count(&app, "main_profiles").await, 1);
    }

    async fn the_main_profile_goes_with_what_is_its_alone(app: TestApp) {
        let (mut browser, person_id) = with_both(&app).await;
        let sealed = |kind: &str, id: i64| format!(
            "INSERT INTO identity_documents (person_id, kind, number_encrypted, number_hash) \
             SELECT person_id, '{kind}', number_encrypted, number_hash FROM identity_documents WHERE id = {id}"
        );
        let national = number(&app, "SELECT id AS n FROM identity_documents").await;
        execute(&app, &sealed("passport", national)).await;
        execute(&app, "UPDATE people SET address_encrypted = phone_encrypted").await;
        for network in ["github", "x"] {
            execute(&app, &format!(
                "INSERT INTO social_links (person_id, network, address_encrypted) \
                 SELECT id, '{network}', phone_encrypted FROM people WHERE id = {person_id}"
            )).await;
        }
        let photo = browser.get("/profile/view/MACAN0001F").await.attribute("main img[src^='/files/photo/']", "src").unwrap();
        let page = browser.get("/profile/remove/main").await;
        browser.submit(&page, REMOVE, &[]).await;
        for table in ["main_profiles", "main_profile_talents"] {
            assert_eq!(count(&app, table).await, 0, "{table}");
        }
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM identity_documents WHERE kind = 'national_id'").await, 1);
        assert_eq!(count(&app, "identity_documents").await, 1);
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM social_links WHERE network = 'x'").await, 1);
        assert_eq!(count(&app, "social_links").await, 1);
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM people WHERE address_encrypted IS NULL").await, 1);
        assert_eq!(kinds_of_files(&app), ["gallery", "id_photo", "photo", "poster"]);
        // The profile that stays is for members: the public address no longer works.
        assert_eq!(app.browser().get(&photo).await.status, StatusCode::NOT_FOUND);
        assert_eq!(browser.get(&photo).await.status, StatusCode::NOT_FOUND);
        assert_eq!(browser.get("/profile/view/MACAN0001F").await.address, "/cinema/profile/MACAN0001F");
    }

    async fn the_password_is_asked_again_and_two_at_once_leave_one(app: TestApp) {
        let (mut browser, _) = with_both(&app).await;
        app.state.clock.advance(TimeDelta::minutes(16));
        let again = "/profile/reauthenticate?next=%2Fprofile%2Fremove%2Fcinema";
        assert_eq!(browser.get("/profile/remove/cinema").await.address, again);
        assert_eq!(browser.post("/fn/remove_profile", &[("module", "cinema")]).await.address, again);
        assert_eq!(count(&app, "cinema_profiles").await, 1);
        let asked = browser.get("/profile/remove/cinema").await;
        let page = browser.submit(&asked, "main form", &[("password", PASSWORD)]).await;
        assert!(page.has(REMOVE), "{}", page.text());
        let (mut one, mut two) = (browser.clone(), browser.clone());
        tokio::join!(one.post("/fn/remove_profile", &[("module", "main")]), two.post("/fn/remove_profile", &[("module", "cinema")]));
        assert_eq!(count(&app, "main_profiles").await + count(&app, "cinema_profiles").await, 1);
        assert!(app.browser().get("/profile/remove/main").await.address.starts_with("/auth/login"));
    }
}
