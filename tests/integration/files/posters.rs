//! Posters come from TMDb to our own address; what cannot be had leaves a production without one.

use std::time::Duration;

use http::{Method, StatusCode, header};
use image::ImageFormat;
use talentsmaroc::{
    domain::{
        files::film::{Film, FilmKind},
        registration::{FormValues, cinema::production_fields as f},
    },
    server::{
        actor::Actor,
        context::Viewer,
        error::AppResult,
        services::{
            files::{
                Accepted, FileKind, FileOwner, Swept, accept,
                posters::{adopt, discard_unused, ids_of},
                sweep,
            },
            registration::drafts::held,
        },
    },
};

use crate::support::{
    TestApp,
    accounts::{PASSWORD, execute, member, sign_in},
    browser::{Browser, Page},
    cinema_people::{TestCinema, give_cinema},
    files::{all_files, picture},
    on_both,
    people::{TestPerson, form_request, insert},
    registration::{STEP, typed},
    tmdb::{Next, Picture, TmdbStandIn, movie, results},
};

async fn using(app: TestApp, tmdb: &TmdbStandIn) -> TestApp {
    let settings = tmdb.settings();
    app.with(&settings.iter().map(|(name, value)| (*name, value.as_str())).collect::<Vec<_>>()).await
}

/// A visitor who has begun the form, and their draft.
async fn begun(app: &TestApp) -> (Browser, FileOwner) {
    let mut browser = app.browser();
    let page = browser.get("/auth/register").await;
    browser.submit(&page, STEP, &typed("identity", &[])).await;
    let token = browser.cookies.get("draft").cloned();
    let visitor = form_request(&Viewer::Anonymous, token);
    let drafts = held(&app.state, &mut app.state.db.read().await.unwrap(), &visitor).await.unwrap();
    assert_eq!(drafts.len(), 1);
    (browser, FileOwner::Draft(drafts[0]))
}

/// A form with a production for each poster.
fn form(posters: &[&str]) -> FormValues {
    let rows = posters.iter().map(|poster| [(f::TITLE, "Film"), (f::KIND, "film"), (f::POSTER, *poster)]);
    rows.flatten().collect()
}

/// As after a search that found films with these posters.
fn found(app: &TestApp, posters: &[&str]) {
    let film = |(number, poster): (usize, &&str)| Film {
        tmdb_id: i64::try_from(number).unwrap(),
        kind: FilmKind::Film,
        title: "Film".to_owned(),
        year: None,
        poster: Some((*poster).to_owned()),
    };
    let films: Vec<Film> = posters.iter().enumerate().map(film).collect();
    app.state.caches.films.insert(posters.concat(), films.into());
}

async fn adopted(app: &TestApp, owner: FileOwner, posters: &[&str]) -> Vec<String> {
    found(app, posters);
    let mut values = form(posters);
    adopt(&app.state, &Actor::command_line(), owner, &mut values).await.unwrap();
    assert_eq!(values.all(f::TITLE).len(), posters.len());
    values.all(f::POSTER).to_vec()
}

async fn send_photo(app: &TestApp, owner: FileOwner) -> AppResult<Accepted> {
    let bytes = picture(ImageFormat::Jpeg, 300, 300, 1).into();
    accept(&app.state, &Actor::command_line(), owner, FileKind::Photo, "", bytes).await
}

async fn fetch(browser: &mut Browser, name: &str) -> Page {
    browser.request(Method::GET, &format!("/files/poster/{name}.jpg"), None).await
}

fn stored(app: &TestApp) -> usize {
    all_files(&app.folder.path().join("storage")).len()
}

on_both! {
    async fn a_poster_becomes_a_file_of_ours(app: TestApp) {
        let tmdb = TmdbStandIn::start([]).await;
        let mut with_note = picture(ImageFormat::Jpeg, 500, 750, 1);
        with_note.extend_from_slice(b"<script>canaripayload</script>");
        tmdb.put("One1.jpg", Picture::Bytes(with_note));
        let app = using(app, &tmdb).await;
        let (mut browser, owner) = begun(&app).await;
        let names = adopted(&app, owner, &["One1.jpg", "", "One1.jpg"]).await;
        assert_eq!((names[0].len(), names[1].as_str(), &names[2]), (32, "", &names[0]));
        assert_eq!(tmdb.fetched(), ["One1.jpg"], "the same poster is fetched once");
        let seen = fetch(&mut browser, &names[0]).await;
        assert_eq!((seen.status, &seen.headers[header::CONTENT_TYPE]), (StatusCode::OK, &"image/jpeg".parse().unwrap()));
        assert_eq!(seen.headers[header::CACHE_CONTROL], "private, no-store");
        let picture = image::load_from_memory(&seen.bytes).unwrap();
        assert_eq!((picture.width(), picture.height()), (342, 513));
        assert!(!seen.bytes.windows(13).any(|part| part == b"canaripayload"));
        assert_eq!(adopted(&app, owner, &[&names[0]]).await, [names[0].as_str()], "what is stored stays");
        assert_eq!(tmdb.fetched().len(), 1);
        assert_eq!(sweep(&app.state, Duration::ZERO).await.unwrap(), Swept::default(), "it has its row");
        assert_eq!(stored(&app), 1);
    }

    async fn what_is_no_poster_leaves_the_row_without_one(app: TestApp) {
        let tmdb = TmdbStandIn::start([]).await;
        let huge = [picture(ImageFormat::Jpeg, 300, 300, 1), vec![0; 2 << 20]].concat();
        let whole = picture(ImageFormat::Jpeg, 300, 400, 2);
        for (name, bytes) in [
            ("Page.jpg", b"<html>not here</html>".to_vec()),
            ("Gif.jpg", b"GIF89a\x01\x00\x01\x00".to_vec()),
            ("Empty.jpg", Vec::new()),
            ("Half.jpg", whole[..whole.len() / 2].to_vec()),
            ("Huge.jpg", huge),
            ("Good.jpg", whole),
        ] {
            tmdb.put(name, Picture::Bytes(bytes));
        }
        tmdb.put("HangUp.jpg", Picture::HangUp);
        tmdb.put("Slow.jpg", Picture::Sleep);
        let app = using(app, &tmdb).await;
        let (_, owner) = begun(&app).await;
        let wrong = ["Page.jpg", "Gif.jpg", "Empty.jpg", "Half.jpg", "Huge.jpg", "Missing.jpg", "HangUp.jpg", "Slow.jpg"];
        let names = adopted(&app, owner, &[&wrong[..], &["Good.jpg"]].concat()).await;
        assert!(names[..wrong.len()].iter().all(String::is_empty), "{names:?}");
        assert_eq!((names[wrong.len()].len(), stored(&app)), (32, 1));
        let asked = tmdb.fetched().len();
        let bad = ["../../3/search/multi", "a/b.jpg", "a.png", "http://127.0.0.1:9/a.jpg", "a.jpg?x=y.jpg", "%2e.jpg", "é.jpg"];
        assert!(adopted(&app, owner, &bad).await.iter().all(String::is_empty));
        assert_eq!(tmdb.fetched().len(), asked, "nothing but names is ever asked for");
    }

    async fn only_posters_of_films_that_were_found_are_fetched(app: TestApp) {
        let tmdb = TmdbStandIn::start([]).await;
        tmdb.put("Guessed.jpg", Picture::Bytes(picture(ImageFormat::Jpeg, 342, 513, 1)));
        let app = using(app, &tmdb).await;
        let (_, owner) = begun(&app).await;
        let mut values = form(&["Guessed.jpg"]);
        adopt(&app.state, &Actor::command_line(), owner, &mut values).await.unwrap();
        assert_eq!((values.all(f::POSTER), tmdb.fetched().len()), (&[String::new()][..], 0));
        assert_eq!(adopted(&app, owner, &["Guessed.jpg"]).await[0].len(), 32);
    }

    async fn without_a_key_nothing_is_fetched(app: TestApp) {
        let (_, owner) = begun(&app).await;
        assert_eq!(adopted(&app, owner, &["Good.jpg"]).await, [""]);
    }

    async fn a_poster_is_its_owners_alone(app: TestApp) {
        let tmdb = TmdbStandIn::start([]).await;
        tmdb.put("One.jpg", Picture::Bytes(picture(ImageFormat::Jpeg, 342, 513, 1)));
        let app = using(app, &tmdb).await;
        let (mut browser, owner) = begun(&app).await;
        let name = adopted(&app, owner, &["One.jpg"]).await.remove(0);
        let (mut stranger, other) = begun(&app).await;
        assert_eq!(adopted(&app, other, &[&name]).await, [""], "nobody takes somebody else's");
        assert_eq!(fetch(&mut browser, &name).await.status, StatusCode::OK);
        assert_eq!(fetch(&mut stranger, &name).await.status, StatusCode::NOT_FOUND);
        assert_eq!(fetch(&mut app.browser(), &name).await.status, StatusCode::NOT_FOUND);
        for wrong in ["Other", &name[1..], "../../etc/passwd", ""] {
            assert_eq!(fetch(&mut browser, wrong).await.status, StatusCode::NOT_FOUND, "{wrong}");
        }
        let photo = send_photo(&app, owner).await.unwrap();
        let Accepted::Stored { name: photo } = photo else { panic!("{photo:?}") };
        assert_eq!(adopted(&app, owner, &[&photo]).await, [""], "a photo is no poster");
        assert_eq!(fetch(&mut browser, &photo).await.status, StatusCode::NOT_FOUND);
    }

    async fn a_poster_that_was_found_is_shown_to_whoever_searches(app: TestApp) {
        let tmdb = TmdbStandIn::start([Next::Find(results(&[movie(1, "Zaoua")]))]).await;
        let app = using(app, &tmdb).await;
        tmdb.put("Affiche1.jpg", Picture::Bytes(picture(ImageFormat::Jpeg, 342, 513, 90)));
        let (mut browser, _) = begun(&app).await;
        assert_eq!(fetch(&mut browser, "Affiche1").await.status, StatusCode::NOT_FOUND, "nobody was told of it");
        browser.request(Method::GET, "/cinema/api/search_movies?query=zaoua", None).await;
        let shown = fetch(&mut browser, "Affiche1").await;
        assert_eq!(shown.status, StatusCode::OK);
        assert_eq!(image::load_from_memory(&shown.bytes).unwrap().width(), 92);
        assert_eq!(fetch(&mut app.browser(), "Affiche1").await.status, StatusCode::NOT_FOUND, "strangers do not search");
        assert_eq!(fetch(&mut browser, "Affiche2").await.status, StatusCode::NOT_FOUND);
        assert_eq!(tmdb.fetched(), ["Affiche1.jpg"]);
        assert_eq!(stored(&app), 0, "nothing is kept of what is only looked at");
    }

    async fn posters_are_seen_as_their_productions_are(app: TestApp) {
        let person = TestPerson { show_name_photo: true, ..TestPerson::new(1) };
        let keys = insert(&app.state, &[person]).await[0];
        let name = give_cinema(&app.state, keys.person_id, &TestCinema::new(1)).await.poster;
        let (mut holder, _) = begun(&app).await;
        for browser in [&mut app.browser(), &mut holder] {
            let seen = fetch(browser, &name).await;
            assert_eq!((seen.status, &seen.headers[header::CACHE_CONTROL]), (StatusCode::OK, &"public, max-age=86400".parse().unwrap()));
            assert!(!seen.headers.contains_key(header::VARY) || !seen.headers[header::VARY].to_str().unwrap().contains("Cookie"));
        }
        // Who noted the address does not see it any longer than the production.
        member(&app, "member@example.org").await;
        let mut browser = app.browser();
        sign_in(&mut browser, "member@example.org", PASSWORD).await;
        for (hiding, by_members) in [
            ("UPDATE cinema_profiles SET visibility = 'members'", StatusCode::OK),
            ("UPDATE cinema_profiles SET visibility = 'private'", StatusCode::NOT_FOUND),
        ] {
            execute(&app, hiding).await;
            assert_eq!(fetch(&mut app.browser(), &name).await.status, StatusCode::NOT_FOUND, "{hiding}");
            let seen = fetch(&mut browser, &name).await;
            assert_eq!(seen.status, by_members, "{hiding}");
            assert_ne!(seen.headers[header::CACHE_CONTROL], "public, max-age=86400");
        }
        execute(&app, "DELETE FROM people").await;
        assert_eq!(fetch(&mut holder, &name).await.status, StatusCode::NOT_FOUND);
    }

    async fn posters_go_with_their_rows_and_forms(app: TestApp) {
        let tmdb = TmdbStandIn::start([]).await;
        for name in ["One.jpg", "Two.jpg"] {
            tmdb.put(name, Picture::Bytes(picture(ImageFormat::Jpeg, 342, 513, 1)));
        }
        let app = using(app, &tmdb).await.with(&[("LIMIT_DRAFT_FILES", "1")]).await;
        let (mut browser, owner) = begun(&app).await;
        let names = adopted(&app, owner, &["One.jpg", "Two.jpg"]).await;
        let photo = send_photo(&app, owner).await.unwrap();
        assert!(matches!(photo, Accepted::Stored { .. }), "posters take no room of uploads: {photo:?}");
        assert_eq!(stored(&app), 5);
        discard_unused(&app.state, &Actor::command_line(), owner, &form(&[&names[1]])).await.unwrap();
        assert_eq!(stored(&app), 4, "the photo is no poster");
        let left = ids_of(&mut app.state.db.read().await.unwrap(), owner).await.unwrap();
        assert_eq!(left.keys().collect::<Vec<_>>(), [&names[1]]);
        browser.post("/fn/reset_registration", &[]).await;
        assert_eq!(stored(&app), 0);
        assert_eq!(adopted(&app, owner, &["One.jpg"]).await, [""], "the draft has gone");
        assert_eq!(stored(&app), 0);
    }
}
