//! The page of the casting search, and what it searches.

use diesel::{QueryableByName, sql_query, sql_types};
use diesel_async::RunQueryDsl as _;
use http::StatusCode;
use talentsmaroc::server::actor::Actor;
use talentsmaroc::{
    domain::lang::Lang,
    server::{
        context::Viewer,
        db::Conn,
        repositories::search::cinema_index,
        services::{admin::people, demo, search::cinema},
        state::AppState,
    },
};

use crate::support::{
    casting::{TestCinema, insert_cinema},
    files::give_photo,
    on_both, on_sqlite,
    people::{administrator, member},
};

const EVERYTHING: &str = "q=a&type=extra&type=model&gender=F&age_min=18&age_max=60&playing_age_min=16\
    &playing_age_max=25&country=MA&city=Rabat&radius_km=50&language=fr&language=ary&skill=parkour&skill=dj\
    &eye_color=green&hair_color=black&hair_type=curly&build=slender&height_min=150&height_max=190\
    &ethnicity=amazigh&skin_tone=olive&experience_min=3&has_photo=1&code=MA";

#[derive(Debug, PartialEq, Eq, QueryableByName)]
struct Row {
    #[diesel(sql_type = sql_types::Text)]
    text: String,
}

/// Both searched tables, as text.
async fn rows(state: &AppState) -> Vec<Row> {
    let columns = "s.profile_id || '/' || s.looks || '/' || s.work || '/' || s.first_languages || '/' || s.origins || \
        '/' || s.shown_origins || '/' || s.visibility || s.city_normalised || coalesce(s.height_cm, 0) || s.codes || \
        s.member_name || '/' || s.anonymous_name || t.member_text || '/' || t.anonymous_text || \
        CASE WHEN s.member_photo THEN 'p' ELSE '' END || CASE WHEN s.active THEN 'a' ELSE '' END || \
        CASE WHEN s.minor_approved THEN 'm' ELSE '' END || coalesce(s.playing_age_min, 0) || '/' || \
        s.member_letters || '/' || s.anonymous_letters || '/' || \
        coalesce(s.city_id, 0) || '/' || coalesce(s.years_experience, -1)";
    let sql = format!(
        "SELECT {columns} AS text FROM cinema_profile_search s JOIN cinema_profile_texts t \
         ON t.profile_id = s.profile_id ORDER BY s.profile_id"
    );
    match &mut state.db.read().await.unwrap() {
        Conn::Sqlite(c) => sql_query(sql).load(&mut **c).await.unwrap(),
        Conn::Postgres(c) => sql_query(sql).load(&mut **c).await.unwrap(),
    }
}

/// Whether the rows equal rebuilt ones.
async fn up_to_date(state: &AppState) -> bool {
    let before = rows(state).await;
    let mut tx = state.db.begin().await.unwrap();
    cinema_index::index_all(tx.conn().unwrap()).await.unwrap();
    tx.commit().await.unwrap();
    !before.is_empty() && rows(state).await == before
}

async fn finds(state: &AppState, viewer: &Viewer, query: &str) -> usize {
    cinema::search(state, viewer, Lang::Fr, query).await.unwrap().1.cards.len()
}

on_both! {
    async fn cards_lead_to_cinema_profiles(app: TestApp) {
        let mut shown = TestCinema::new(2);
        shown.person.show_name_photo = true;
        shown.person.photo = true;
        insert_cinema(&app.state, &[TestCinema::new(1), shown]).await;
        let page = app.browser().get("/cinema/talents").await;
        assert!(page.has("a[href='/cinema/profile/MACAN0001F']") && page.has("a[href='/cinema/profile/MACAN0002F']"));
        assert!(page.has("a[href='/cinema/talents?type=extra']") && page.text().contains("Figurant(e)"));
        assert!(!page.html().contains("Canarifirst1") && page.html().contains("Canarifirst2"));
        assert_eq!(page.html().matches("src=\"/files/photo/").count(), 1, "who hides the photo has an avatar");
        assert!(page.text().contains("Aïn Canari") && page.has("form[action='/cinema/talents'][method=get]"));
    }

    async fn bad_casting_parameters_are_a_notice(app: TestApp) {
        insert_cinema(&app.state, &[TestCinema::new(1)]).await;
        let mut browser = app.browser();
        for query in ["type=dj", "gender=X", "age_min=-1", "age_max=111", "playing_age_min=x", "country=ZZ", "radius_km=20", "city=Rabat&radius_km=501&city=A%C3%AFn+Canari", "language=klingon", "skill=%27", "eye_color=EYES", "height_min=49", "ethnicity=x", "experience_min=81", "has_photo=maybe", "sort=age", "page=zz", "sort=name&page=n999999", "q=%2C%3B", "code=%27%3B--"] {
            let page = browser.get(&format!("/cinema/talents?{query}")).await;
            assert_eq!(page.status, StatusCode::OK, "{query}");
            assert!(page.text().contains("laissée de côté"), "{query}");
            assert!(page.has("a[href='/cinema/profile/MACAN0001F']"), "{query}");
        }
        for query in ["page=nffffffffffffffffffffffffffffff", "q=%00%00a%00", "city=%00", "q=%22%20OR%201%3D1%20--", "unknown=1", "%FF=%FE&q=%FF"] {
            assert_eq!(browser.get(&format!("/cinema/talents?{query}")).await.status, StatusCode::OK, "{query}");
        }
    }

    async fn nobody_found_says_what_to_loosen(app: TestApp) {
        insert_cinema(&app.state, &[TestCinema::new(1)]).await;
        let page = app.browser().get("/cinema/talents?type=extra&gender=M&country=MA").await;
        assert!(page.has("a.btn[href='/cinema/talents?type=extra&country=MA']"));
        assert!(!page.has("a.btn[href='/cinema/talents?type=extra&gender=M']"));
    }

    async fn what_castings_search_follows_changes(app: TestApp) {
        let state = &app.state;
        let mut minor = TestCinema::new(2);
        minor.person.date_of_birth = state.clock.today() - chrono::TimeDelta::days(365 * 16);
        let keys = insert_cinema(state, &[TestCinema::new(1), minor]).await;
        let (adult, minor) = ("MACAN0001F".parse().unwrap(), "MACAN0002F".parse().unwrap());
        let members = member(-3, None);
        people::suspend(state, &Actor::command_line(), &adult).await.unwrap();
        assert_eq!(finds(state, &members, "").await, 0);
        people::reactivate(state, &Actor::command_line(), &adult).await.unwrap();
        people::approve(state, &Actor::command_line(), &minor).await.unwrap();
        assert_eq!(finds(state, &members, "").await, 2);
        give_photo(state, keys[0].person_id).await;
        assert_eq!(finds(state, &members, "has_photo=1").await, 1);
        assert_eq!(finds(state, &Viewer::Anonymous, "has_photo=1").await, 0);
        assert!(up_to_date(state).await);
    }

    async fn demo_people_are_found_in_castings(app: TestApp) {
        let state = &app.state;
        demo::seed(state, &Actor::command_line(), 40, 1.0, false, |_| {}).await.unwrap();
        assert!(up_to_date(state).await);
        assert_eq!(finds(state, &administrator(), "").await, 24);
        demo::remove(state, &Actor::command_line(), |_| {}).await.unwrap();
        assert_eq!(finds(state, &administrator(), "").await, 0);
    }

    async fn an_older_program_left_no_casting_rows(app: TestApp) {
        insert_cinema(&app.state, &[TestCinema::new(1), TestCinema::new(2)]).await;
        let mut tx = app.state.db.begin().await.unwrap();
        for table in ["cinema_profile_texts", "cinema_profile_search", "reference_loads"] {
            let sql = format!("DELETE FROM {table}");
            match tx.conn().unwrap() {
                Conn::Sqlite(c) => sql_query(sql).execute(&mut **c).await.unwrap(),
                Conn::Postgres(c) => sql_query(sql).execute(&mut **c).await.unwrap(),
            };
        }
        tx.commit().await.unwrap();
        assert_eq!(finds(&app.state, &Viewer::Anonymous, "").await, 0);
        let app = app.with(&[]).await;
        assert_eq!(finds(&app.state, &Viewer::Anonymous, "q=figurant").await, 2);
    }
}

on_sqlite! {
    async fn every_casting_filter_in_use_can_be_taken_off(app: TestApp) {
        insert_cinema(&app.state, &[TestCinema::new(1)]).await;
        let page = app.browser().get(&format!("/cinema/talents?{EVERYTHING}&sort=name")).await;
        assert_eq!(page.status, StatusCode::OK);
        for part in EVERYTHING.split('&') {
            let gone = |other: &str| {
                other != part && !(part.starts_with("city=") && other.starts_with("radius_km="))
            };
            let rest = EVERYTHING.split('&').filter(|other| gone(other)).collect::<Vec<_>>().join("&");
            assert!(page.has(&format!("a[href='/cinema/talents?{rest}&sort=name']")), "{part}");
            let (name, value) = part.split_once('=').unwrap();
            let kept = [
                format!("input[name={name}][value='{value}']"),
                format!("select[name={name}] option[value='{value}'][selected]"),
            ];
            assert!(kept.iter().any(|field| page.has(field)), "the form forgets {part}");
        }
        assert!(page.has("input[name=skill][value=parkour][checked]") && page.has("input[name=has_photo][checked]"));
        assert!(page.has("select[name=sort] option[value=name][selected]"));
    }
}
