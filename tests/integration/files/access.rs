//! Photos, CVs and cards are shown to the viewers that the visibility table allows, and to no others.

use chrono::{Datelike as _, NaiveDate, TimeDelta};
use http::{Method, StatusCode, header};
use talentsmaroc::{
    domain::visibility::{Audience, ModerationState, Switches, Visibility, VisibilityField, may_see},
    server::{
        context::Viewer,
        repositories::files as file_rows,
        services::files::{self, PhotoKind},
    },
};

use crate::support::{
    TestApp,
    accounts::change_people,
    files::{all_files, give_cv, give_photo, rename_photos},
    mails::run_jobs,
    on_both,
    own_data::number,
    people::{TestPerson, administrator, form_request, insert, member, untrusted},
};

async fn jobs_waiting(app: &TestApp) -> i64 {
    number(app, "SELECT COUNT(*) AS n FROM jobs WHERE state = 'waiting'").await
}

fn card_of(page: &crate::support::browser::Page) -> Option<String> {
    let address = page.attribute("meta[property='og:image']", "content")?;
    Some(format!("/og/{}", address.rsplit('/').next().unwrap()))
}

on_both! {
    async fn the_table_decides_for_every_file(app: TestApp) {
        let this_year = app.state.clock.today().year();
        for (number, (visibility, show)) in
            ["public", "members", "private"].iter().flat_map(|v| [false, true].map(|show| (*v, show))).enumerate()
        {
            for (kind, (suspended, minor)) in [(false, false), (true, false), (false, true)].into_iter().enumerate() {
                let mut person = TestPerson::new(u32::try_from(number * 10 + kind).unwrap() + 1);
                person.visibility = visibility;
                person.show_name_photo = show;
                person.suspended = suspended;
                if minor {
                    person.date_of_birth = NaiveDate::from_ymd_opt(this_year - 15, 1, 1).unwrap();
                }
                let keys = insert(&app.state, &[person]).await[0];
                let (photo, cv) = (give_photo(&app.state, keys.person_id).await, give_cv(&app.state, keys.person_id).await);
                let standing =
                    ModerationState { visibility: Visibility::from_key(visibility).unwrap(), suspended, minor, minor_approved: false };
                let switches = Switches { show_name_photo: show, ..Switches::default() };
                for (viewer, audience) in [
                    (Viewer::Anonymous, Audience::Anonymous),
                    (untrusted(), Audience::Anonymous),
                    (member(-3, None), Audience::SignedIn),
                    (keys.viewer(), Audience::Owner),
                    (administrator(), Audience::Administrator),
                ] {
                    let sees = |field| standing.reachable(audience) && may_see(field, audience, switches);
                    let visitor = form_request(&viewer, None);
                    let found = files::find_photo(&app.state, &visitor, PhotoKind::Portrait, &photo, 160).await.unwrap();
                    assert_eq!(found.is_some(), sees(VisibilityField::Photo), "{visibility} {show} {suspended} {minor} {audience:?}");
                    let public = standing.reachable(Audience::Anonymous) && show;
                    assert!(found.is_none_or(|photo| photo.public == public));
                    let found = files::cv(&app.state, &visitor, &cv).await.unwrap();
                    assert_eq!(found.is_some(), sees(VisibilityField::Cv), "{visibility} {show} {suspended} {minor} {audience:?}");
                }
            }
        }
    }

    async fn whatever_is_not_reached_looks_the_same(app: TestApp) {
        let mut person = TestPerson::new(1);
        person.visibility = "private";
        let keys = insert(&app.state, &[person]).await[0];
        let (photo, cv) = (give_photo(&app.state, keys.person_id).await, give_cv(&app.state, keys.person_id).await);
        let unknown = "0123456789abcdef0123456789abcdef";
        let mut answers = Vec::new();
        for address in [
            format!("/files/photo/{photo}-160.jpg"),
            format!("/files/photo/{photo}-161.jpg"),
            format!("/files/photo/{unknown}-160.jpg"),
            "/files/photo/..%2f..%2fsecrets.env".to_owned(),
            format!("/files/cv/{cv}"),
            format!("/files/cv/{photo}"),
            format!("/files/cv/{unknown}"),
        ] {
            let page = app.browser().request(Method::GET, &address, None).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{address}");
            let mut names: Vec<_> = page.headers.keys().map(ToString::to_string).collect();
            names.sort();
            answers.push(names);
        }
        assert!(answers.windows(2).all(|pair| pair[0] == pair[1]), "{answers:#?}");
    }

    async fn a_renamed_photo_dies_under_its_old_name(app: TestApp) {
        let mut person = TestPerson::new(1);
        person.show_name_photo = true;
        let keys = insert(&app.state, &[person]).await[0];
        let old = give_photo(&app.state, keys.person_id).await;
        rename_photos(&app.state, &keys).await;
        let mut browser = app.browser();
        let page = browser.get("/profile/view/MACAN0001F").await;
        let new = page.attribute("main img[src^='/files/photo/']", "src").unwrap();
        assert!(!new.contains(&old));
        assert_eq!(browser.request(Method::GET, &new, None).await.status, StatusCode::OK);
        let gone = browser.request(Method::GET, &format!("/files/photo/{old}-160.jpg"), None).await;
        assert_eq!(gone.status, StatusCode::NOT_FOUND);
        let files = all_files(&app.folder.path().join("storage"));
        assert_eq!(files.len(), 3);
        assert!(files.iter().all(|path| !path.display().to_string().contains(&old)));
        assert_eq!(jobs_waiting(&app).await, 1);
        app.state.clock.advance(TimeDelta::minutes(2));
        assert_eq!(run_jobs(&app).await, 1);
        assert_eq!(browser.request(Method::GET, &new, None).await.status, StatusCode::OK, "the job has nothing left to do");
    }

    async fn a_photo_that_cannot_be_renamed_at_once_is_renamed_later(app: TestApp) {
        let keys = insert(&app.state, &[TestPerson::new(1)]).await[0];
        let old = give_photo(&app.state, keys.person_id).await;
        let [storage, away] = ["storage", "away"].map(|name| app.folder.path().join(name));
        std::fs::rename(&storage, &away).unwrap();
        rename_photos(&app.state, &keys).await;
        let name = async || file_rows::photo_of(&mut app.state.db.read().await.unwrap(), keys.person_id).await.unwrap().unwrap().name;
        assert_eq!(name().await, old, "there was nothing to copy");
        assert_eq!(run_jobs(&app).await, 0, "not at once");
        app.state.clock.advance(TimeDelta::minutes(1));
        assert_eq!(run_jobs(&app).await, 1);
        assert_eq!(name().await, old, "nor now");
        let _ = std::fs::remove_dir_all(&storage);
        std::fs::rename(&away, &storage).unwrap();
        app.state.clock.advance(TimeDelta::minutes(2));
        assert_eq!(run_jobs(&app).await, 1);
        assert_ne!(name().await, old);
        assert_eq!(all_files(&storage).iter().filter(|path| path.display().to_string().contains(&old)).count(), 0);
        assert_eq!(jobs_waiting(&app).await, 0);
    }

    async fn without_photos_there_is_nothing_to_rename(app: TestApp) {
        let keys = insert(&app.state, &[TestPerson::new(1)]).await[0];
        rename_photos(&app.state, &keys).await;
        assert_eq!(jobs_waiting(&app).await, 0);
    }

    async fn pages_show_photos_to_whom_they_are_shown(app: TestApp) {
        let mut people = [TestPerson::new(1), TestPerson::new(2)];
        people[1].show_name_photo = true;
        let keys = insert(&app.state, &people).await;
        let (hidden, shown) = (give_photo(&app.state, keys[0].person_id).await, give_photo(&app.state, keys[1].person_id).await);
        let mut browser = app.browser();
        for address in ["/", "/talents", "/talents/dj", "/profile/view/MACAN0001F", "/profile/view/MACAN0002F"] {
            let html = browser.get(address).await.html();
            assert!(!html.contains(&hidden), "{address}");
            assert_eq!(html.contains(&shown), !address.contains("0001"), "{address}");
        }
        let page = browser.get("/profile/view/MACAN0002F").await;
        assert!(page.has(&format!("main img[srcset*='{shown}-1600.jpg 1600w']")));
        let data: serde_json::Value = serde_json::from_str(&page.texts("script[type='application/ld+json']")[0]).unwrap();
        assert!(data["image"].as_str().unwrap().ends_with(&format!("/files/photo/{shown}-640.jpg")));
    }

    async fn a_card_shows_what_is_public_under_a_name_that_follows_it(app: TestApp) {
        let mut people = [TestPerson::new(1), TestPerson::new(2)];
        people[0].show_name_photo = true;
        people[1].visibility = "members";
        let keys = insert(&app.state, &people).await;
        give_photo(&app.state, keys[0].person_id).await;
        let mut browser = app.browser();
        let card = card_of(&browser.get("/profile/view/MACAN0001F").await).unwrap();
        let png = browser.request(Method::GET, &card, None).await;
        assert_eq!(png.status, StatusCode::OK);
        assert_eq!(png.headers[header::CONTENT_TYPE], "image/png");
        assert_eq!(png.headers[header::CACHE_CONTROL], "public, max-age=86400");
        let picture = image::load_from_memory(&png.bytes).unwrap();
        assert_eq!((picture.width(), picture.height()), (1200, 630));
        assert_eq!(browser.request(Method::GET, &card, None).await.bytes, png.bytes);
        assert!(!card.contains("MACAN"));

        change_people(&app, "UPDATE people SET show_name_photo = FALSE").await;
        assert_eq!(browser.request(Method::GET, &card, None).await.status, StatusCode::NOT_FOUND);
        let hidden = card_of(&browser.get("/profile/view/MACAN0001F").await).unwrap();
        assert_ne!(hidden, card);
        let other = browser.request(Method::GET, &hidden, None).await;
        assert_eq!(other.status, StatusCode::OK);
        assert_ne!(other.bytes, png.bytes);

        change_people(&app, "UPDATE main_profiles SET visibility = 'private'").await;
        assert_eq!(browser.request(Method::GET, &hidden, None).await.status, StatusCode::NOT_FOUND);
        for wrong in ["/og/MACAN0001F.png", "/og/1-fr-00000000000000000000000000000000.png", "/og/1-fr.png", "/og/x.png", "/og/1-fr-.gif"] {
            assert_eq!(browser.request(Method::GET, wrong, None).await.status, StatusCode::NOT_FOUND, "{wrong}");
        }
    }
}
