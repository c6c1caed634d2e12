//! Gallery, identity photo and profile photo of a CINEMA profile: which viewers get them, how they are stored.

use http::{Method, StatusCode, header};
use talentsmaroc::server::{
    actor::Actor, error::AppError, security::encryption::Keyring, services::operations::keys, storage::Key,
};

use crate::support::{
    TestApp,
    accounts::{PASSWORD, PASSWORD_HASH, change_people, execute, member, sign_in},
    browser::Browser,
    cinema_people::{Given, TestCinema, give_cinema},
    files::{all_files, give_photo},
    on_both,
    own_data::number,
    people::{TestPerson, actor, administrator, insert},
};

async fn person(app: &TestApp, main: &'static str, cinema: &'static str, show: bool) -> (i64, Given) {
    let mut person = TestPerson::new(1);
    (person.visibility, person.show_name_photo) = (main, show);
    let keys = insert(&app.state, &[person]).await[0];
    let given = give_cinema(&app.state, keys.person_id, &TestCinema { visibility: cinema, ..TestCinema::new(1) }).await;
    execute(app, &format!("UPDATE accounts SET password_hash = '{PASSWORD_HASH}'")).await;
    (keys.person_id, given)
}

async fn browsers(app: &TestApp) -> [Browser; 4] {
    member(app, "member@example.org").await;
    let id = member(app, "admin@example.org").await;
    execute(app, &format!("UPDATE accounts SET role = 'administrator' WHERE id = {id}")).await;
    let mut all = [app.browser(), app.browser(), app.browser(), app.browser()];
    for (browser, email) in
        all.iter_mut().skip(1).zip(["member@example.org", "canarimail1@example.org", "admin@example.org"])
    {
        sign_in(browser, email, PASSWORD).await;
    }
    all
}

/// Which of visitor, member, owner and administrator get a file.
async fn who_gets(browsers: &mut [Browser; 4], address: &str) -> [bool; 4] {
    let mut got = [false; 4];
    for (browser, got) in browsers.iter_mut().zip(&mut got) {
        let answer = browser.request(Method::GET, address, None).await;
        assert!(matches!(answer.status, StatusCode::OK | StatusCode::NOT_FOUND), "{address} {}", answer.status);
        *got = answer.status == StatusCode::OK;
    }
    got
}

on_both! {
    async fn a_photo_is_reached_when_either_profile_is(app: TestApp) {
        let (person_id, given) = person(&app, "private", "public", true).await;
        let photo = format!("/files/photo/{}-640.jpg", give_photo(&app.state, person_id).await);
        let gallery = format!("/files/gallery/{}-640.jpg", given.gallery[0]);
        let mut all = browsers(&app).await;
        assert_eq!(who_gets(&mut all, &photo).await, [true; 4]);
        assert_eq!(who_gets(&mut all, &gallery).await, [true; 4]);
        let public = all[0].request(Method::GET, &gallery, None).await;
        assert_eq!(public.headers[header::CACHE_CONTROL], "public, max-age=86400");
        change_people(&app, "UPDATE cinema_profiles SET visibility = 'members'").await;
        assert_eq!(who_gets(&mut all, &photo).await, [false, true, true, true]);
        assert_eq!(who_gets(&mut all, &gallery).await, [false, true, true, true]);
        assert_eq!(all[1].request(Method::GET, &gallery, None).await.headers[header::CACHE_CONTROL], "private, no-store");
        // The main profile shows the photo, not the gallery.
        change_people(&app, "UPDATE main_profiles SET visibility = 'public'").await;
        assert_eq!(who_gets(&mut all, &photo).await, [true; 4]);
        assert_eq!(who_gets(&mut all, &gallery).await, [false, true, true, true]);
        change_people(&app, "UPDATE people SET show_name_photo = FALSE").await;
        assert_eq!(who_gets(&mut all, &photo).await, [false, true, true, true]);
        change_people(&app, "DELETE FROM main_profiles").await;
        assert_eq!(who_gets(&mut all, &photo).await, [false, true, true, true]);
        change_people(&app, "UPDATE accounts SET state = 'suspended' WHERE email LIKE 'canarimail%'").await;
        assert_eq!(who_gets(&mut all, &photo).await, [false, false, false, true]);
        assert_eq!(who_gets(&mut all, &gallery).await, [false, false, false, true]);
        for wrong in [gallery.replace("640", "641"), gallery.replace("gallery", "photo"), gallery.replace("-640.jpg", "")] {
            assert_eq!(who_gets(&mut all, &wrong).await, [false; 4], "{wrong}");
        }
    }

    async fn the_picture_of_a_document_is_its_owners_and_leaves_a_line(app: TestApp) {
        let (_, given) = person(&app, "public", "public", true).await;
        let address = format!("/files/id/{}", given.id_photo);
        let mut all = browsers(&app).await;
        assert_eq!(who_gets(&mut all, &address).await, [false, false, true, true]);
        let line = |actor: &str| {
            format!("SELECT COUNT(*) AS n FROM audit_log WHERE action = 'document_photo.viewed' AND actor = '{actor}'")
        };
        assert_eq!(number(&app, &line("owner")).await, 1);
        assert_eq!(number(&app, &line("administrator")).await, 1);
        let answer = all[3].request(Method::GET, &address, None).await;
        assert_eq!(answer.headers[header::CACHE_CONTROL], "private, no-store");
        assert_eq!(answer.headers[header::CONTENT_TYPE], "image/jpeg");
        let shown = image::load_from_memory(&answer.bytes).unwrap();
        assert_eq!((shown.width(), shown.height()), (64, 80));
        assert_eq!(number(&app, &line("administrator")).await, 2);
        // The profile page leads there, for those who may.
        let link = format!("a[href='{address}']");
        for (browser, shown) in all.iter_mut().zip([false, false, true, true]) {
            assert_eq!(browser.get("/cinema/profile/MACAN0001F").await.has(&link), shown);
        }
        app.state.clock.advance(chrono::TimeDelta::minutes(16));
        let answer = all[3].request(Method::GET, &address, None).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        let next = answer.headers[header::LOCATION].to_str().unwrap();
        assert!(next.starts_with("/profile/reauthenticate?next=%2Ffiles%2Fid%2F"), "{next}");
        assert_eq!(number(&app, &line("administrator")).await, 2);
        // What lies in the storage is no picture.
        for path in all_files(&app.folder.path().join("storage/id_photo")) {
            assert!(image::load_from_memory(&std::fs::read(path).unwrap()).is_err());
        }
        for wrong in [format!("/files/cv/{}", given.id_photo), format!("/files/poster/{}.jpg", given.id_photo)] {
            assert_eq!(who_gets(&mut all, &wrong).await, [false; 4], "{wrong}");
        }
    }

    async fn pictures_of_documents_rotate_with_the_keys(app: TestApp) {
        let (_, given) = person(&app, "public", "public", true).await;
        let old = "sha256:an encryption key that only the tests know";
        let app = app.with(&[("ENCRYPTION_KEY", &format!("sha256:another key,{old}"))]).await;
        let folder = app.folder.path().join("storage/id_photo");
        let before = std::fs::read(&all_files(&folder)[0]).unwrap();
        let refused = keys::rotate(&app.state, &actor(&administrator())).await;
        assert!(matches!(refused, Err(AppError::Forbidden)));
        let done = keys::rotate(&app.state, &Actor::command_line()).await.unwrap();
        assert!(done.changed > 1, "{done:?}");
        let files = all_files(&folder);
        assert_eq!(files.len(), 1, "the old picture is gone");
        let after = std::fs::read(&files[0]).unwrap();
        let (old, new) = (Keyring::parse(old).unwrap(), Keyring::parse("sha256:another key").unwrap());
        assert_eq!(old.decrypt(&before).unwrap(), new.decrypt(&after).unwrap());
        assert!(old.decrypt(&after).is_err());
        let unchanged = format!("SELECT COUNT(*) AS n FROM files WHERE kind = 'id_photo' AND name = '{}'", given.id_photo);
        assert_eq!(number(&app, &unchanged).await, 0);
        assert_eq!(app.state.storage.get(&Key::id_photo(&given.id_photo)).await.unwrap(), None);
        assert_eq!(keys::rotate(&app.state, &Actor::command_line()).await.unwrap().changed, 0);
        let lines = "SELECT COUNT(*) AS n FROM audit_log WHERE action = 'keys.rotated' AND actor = 'command line'";
        assert_eq!(number(&app, lines).await, 2);
        let mut admin = browsers(&app).await;
        let page = admin[3].get("/cinema/profile/MACAN0001F").await;
        let address = page.attribute("a[href^='/files/id/']", "href").unwrap();
        assert_eq!(admin[3].get(&address).await.status, StatusCode::OK);
    }
}
