//! Changing what a viewer may not see changes nothing that this viewer finds in the casting search.

use diesel::sql_query;
use diesel_async::RunQueryDsl as _;
use talentsmaroc::{
    domain::{casting::CastingPage, lang::Lang},
    server::{context::Viewer, db::Conn, repositories::cinema_search, services::casting, state::AppState},
};

use crate::support::{
    TestApp,
    casting::{TestCinema, insert_cinema},
    on_both,
    people::{add_photo_row, administrator, member, untrusted},
};

/// What visitors do not see of somebody who shows nothing, and members see of it.
const HIDDEN_FROM_VISITORS: [&str; 4] = [
    "people SET first_name = 'Czzhidden'",
    "people SET last_name = 'Czzhidden'",
    "people SET photo_file_id = {photo}",
    "cinema_productions SET title = 'Czzhidden'",
];
/// What neither visitors nor members see, and administrators find.
const HIDDEN_ORIGINS: [&str; 2] =
    ["cinema_profiles SET skin_tone = 'dark'", "cinema_profile_ethnicities SET ethnicity = 'arab'"];
/// What nobody finds.
const HIDDEN_FROM_ALL: [&str; 13] = [
    "people SET website = 'https://czzhidden.example'",
    "people SET country_of_origin = 'SN'",
    "people SET nationality = 'SN'",
    "people SET date_of_birth = '1990-05-18'",
    "people SET show_links = {true}",
    "people SET phone_encrypted = {bytes}",
    "people SET address_encrypted = {bytes}",
    "cinema_profiles SET id_document_type = 'passport'",
    "cinema_productions SET role = 'Czzhidden'",
    "cinema_productions SET year = 1999",
    "main_profiles SET bio = 'czzhidden'",
    "main_profiles SET visibility = 'private'",
    "accounts SET language = 'en'",
];
const SEARCHES: [&str; 22] = [
    "",
    "page=p0",
    "sort=name",
    "sort=name&page=p0",
    "q=canari",
    "q=czzhidden",
    "q=c",
    "q=serin",
    "q=figurant",
    "has_photo=1",
    "ethnicity=amazigh",
    "ethnicity=arab",
    "ethnicity=amazigh&ethnicity=arab",
    "skin_tone=olive",
    "skin_tone=dark",
    "skin_tone=dark&ethnicity=arab&q=nobody",
    "country=SN",
    "city=ain+canari&radius_km=50",
    "age_min=30&age_max=60&playing_age_min=20&playing_age_max=30",
    "type=extra&gender=F&code=MACAN&eye_color=brown&height_min=160",
    "skill=dj&language=fr&experience_min=1",
    "language=en",
];

/// Every page of every search.
async fn everything(app: &TestApp, viewer: &Viewer) -> Vec<CastingPage> {
    let mut pages = Vec::new();
    for query in SEARCHES {
        let mut query = query.to_owned();
        loop {
            let (filter, page) = casting::search(&app.state, viewer, Lang::Fr, &query).await.unwrap();
            let next = page.next.filter(|_| !query.ends_with("page=p0"));
            pages.push(page);
            match next {
                Some(next) => query = filter.at(next).to_query(),
                None => break,
            }
        }
    }
    pages
}

/// Changes a value of everybody and makes what is searched anew.
async fn change(state: &AppState, change: &str, photo: i64) {
    let mut tx = state.db.begin().await.unwrap();
    let conn = tx.conn().unwrap();
    let (yes, bytes) = if matches!(conn, Conn::Sqlite(_)) { ("1", "x'00'") } else { ("TRUE", "'\\x00'") };
    let change = change.replace("{true}", yes).replace("{bytes}", bytes).replace("{photo}", &photo.to_string());
    let sql = format!("UPDATE {change}");
    match conn {
        Conn::Sqlite(c) => sql_query(sql).execute(&mut **c).await.unwrap(),
        Conn::Postgres(c) => sql_query(sql).execute(&mut **c).await.unwrap(),
    };
    cinema_search::index_all(conn).await.unwrap();
    tx.commit().await.unwrap();
}

fn people(count: u32) -> Vec<TestCinema> {
    (1..=count)
        .map(|number| {
            let mut cinema = TestCinema::new(number);
            cinema.person.languages = vec!["fr"];
            cinema.person.years_experience = Some(4);
            cinema.skills = vec!["dj"];
            cinema.ethnicities = vec!["amazigh"];
            cinema.skin_tone = Some("olive");
            cinema.eye_color = Some("brown");
            cinema.height_cm = Some(170);
            cinema.playing_age = (Some(20), Some(40));
            cinema.titles = vec!["Le Serin"];
            cinema
        })
        .collect()
}

on_both! {
    async fn what_is_hidden_in_castings_can_be_changed_without_a_trace(app: TestApp) {
        let inserted = insert_cinema(&app.state, &people(50)).await;
        let mut tx = app.state.db.begin().await.unwrap();
        let photo = add_photo_row(tx.conn().unwrap(), inserted[0].person_id, app.state.clock.now()).await;
        tx.commit().await.unwrap();
        let (members, administrators) = (member(-3, None), administrator());
        let visitors_see = everything(&app, &Viewer::Anonymous).await;
        let members_see = everything(&app, &members).await;
        for hidden in HIDDEN_FROM_ALL {
            change(&app.state, hidden, photo).await;
            assert!(everything(&app, &Viewer::Anonymous).await == visitors_see, "a visitor notices {hidden}");
            assert!(everything(&app, &members).await == members_see, "a member notices {hidden}");
        }
        for hidden in HIDDEN_ORIGINS {
            let saw = everything(&app, &administrators).await;
            change(&app.state, hidden, photo).await;
            assert!(everything(&app, &Viewer::Anonymous).await == visitors_see, "a visitor notices {hidden}");
            assert!(everything(&app, &members).await == members_see, "a member notices {hidden}");
            assert!(everything(&app, &administrators).await != saw, "an administrator does not find {hidden}");
        }
        for hidden in HIDDEN_FROM_VISITORS {
            let saw = everything(&app, &members).await;
            change(&app.state, hidden, photo).await;
            assert!(everything(&app, &Viewer::Anonymous).await == visitors_see, "a visitor notices {hidden}");
            assert!(everything(&app, &untrusted()).await == visitors_see, "so does an unconfirmed address");
            assert!(everything(&app, &members).await != saw, "a member does not notice {hidden}");
        }
        change(&app.state, "people SET show_origins = {true}", photo).await;
        assert!(everything(&app, &Viewer::Anonymous).await != visitors_see, "shown origins are found");
    }

    async fn minors_and_suspended_people_change_nothing_for_others(app: TestApp) {
        let mut people = people(6);
        for cinema in &mut people[..3] {
            cinema.person.date_of_birth = app.state.clock.today() - chrono::TimeDelta::days(365 * 16);
        }
        people[3].person.suspended = true;
        insert_cinema(&app.state, &people).await;
        let count = async |viewer: &Viewer| {
            casting::search(&app.state, viewer, Lang::Fr, "type=extra").await.unwrap().1.cards.len()
        };
        assert_eq!(count(&Viewer::Anonymous).await, 2);
        assert_eq!(count(&member(-3, None)).await, 2, "nobody approved the minors");
        assert_eq!(count(&administrator()).await, 5, "administrators see all but the suspended");
    }
}
