//! What the directory searches follows every change, at once.

use chrono::NaiveDate;
use diesel::{QueryDsl as _, sql_query};
use diesel_async::RunQueryDsl as _;
use talentsmaroc::server::actor::Actor;
use talentsmaroc::{
    domain::{lang::Lang, search::directory::Total},
    server::{
        context::Viewer,
        db::{
            Conn,
            schema::{main_profile_search, main_profile_texts},
        },
        repositories::search::index,
        services::{
            admin::people,
            demo,
            files::{self, FileKind, FileOwner},
            search::directory,
        },
        state::AppState,
    },
};

use crate::support::{
    files::give_photo,
    on_both,
    people::{TestPerson, administrator, insert, member},
    registration::{code_on, register},
};

type Values = ((i64, i64, bool, String, NaiveDate, bool, String, String), (Option<i64>, bool, bool, String));

/// Both searched tables.
async fn rows(state: &AppState) -> (Vec<Values>, Vec<(i64, String, String)>) {
    use main_profile_search as s;
    let values = || {
        s::table.order(s::profile_id).select((
            (
                s::profile_id,
                s::person_id,
                s::active,
                s::visibility,
                s::date_of_birth,
                s::minor_approved,
                s::residence_country,
                s::city_normalised,
            ),
            (s::years_experience, s::member_photo, s::anonymous_photo, s::facets),
        ))
    };
    let texts = || main_profile_texts::table.order(main_profile_texts::profile_id);
    match &mut state.db.read().await.unwrap() {
        Conn::Sqlite(c) => (values().load(&mut **c).await.unwrap(), texts().load(&mut **c).await.unwrap()),
        Conn::Postgres(c) => (values().load(&mut **c).await.unwrap(), texts().load(&mut **c).await.unwrap()),
    }
}

/// Whether the rows equal rebuilt ones.
async fn up_to_date(state: &AppState) -> bool {
    let before = rows(state).await;
    let mut tx = state.db.begin().await.unwrap();
    index::index_all(tx.conn().unwrap()).await.unwrap();
    tx.commit().await.unwrap();
    rows(state).await == before
}

async fn finds(state: &AppState, viewer: &Viewer, query: &str) -> usize {
    directory::search(state, viewer, Lang::Fr, query).await.unwrap().1.cards.len()
}

on_both! {
    async fn photos_come_and_go(app: TestApp) {
        let state = &app.state;
        let keys = insert(state, &[TestPerson::new(1)]).await[0];
        let count = async || {
            let mut counts = Vec::new();
            for viewer in [Viewer::Anonymous, member(-3, None), administrator()] {
                counts.push(finds(state, &viewer, "has_photo=1").await);
            }
            counts
        };
        assert_eq!(count().await, [0, 0, 0]);
        give_photo(state, keys.person_id).await;
        assert_eq!(count().await, [0, 1, 1], "visitors do not see that one");
        give_photo(state, keys.person_id).await;
        assert!(up_to_date(state).await);
        files::remove(state, &Actor::command_line(), FileOwner::Person(keys.person_id), FileKind::Photo).await.unwrap();
        assert_eq!(count().await, [0, 0, 0]);
        assert!(up_to_date(state).await);
    }

    async fn suspended_and_approved_people_are_followed(app: TestApp) {
        let state = &app.state;
        let today = state.clock.today();
        let mut minor = TestPerson::new(2);
        minor.date_of_birth = today - chrono::TimeDelta::days(365 * 16);
        insert(state, &[TestPerson::new(1), minor]).await;
        let (adult, minor) = ("MACAN0001F".parse().unwrap(), "MACAN0002F".parse().unwrap());
        let members = member(-3, None);
        people::suspend(state, &Actor::command_line(), &adult).await.unwrap();
        assert_eq!(finds(state, &members, "").await, 0);
        people::reactivate(state, &Actor::command_line(), &adult).await.unwrap();
        people::approve(state, &Actor::command_line(), &minor).await.unwrap();
        assert_eq!(finds(state, &members, "").await, 2);
        assert_eq!(finds(state, &Viewer::Anonymous, "").await, 1);
        assert!(up_to_date(state).await);
    }

    async fn a_second_code_is_found_from_the_next_change_on(app: TestApp) {
        let state = &app.state;
        let keys = insert(state, &[TestPerson::new(1)]).await[0];
        let mut tx = state.db.begin().await.unwrap();
        let sql = format!(
            "INSERT INTO unique_codes (code, person_id, is_primary, created_at) \
             VALUES ('SNDAK000007F', {}, FALSE, '2026-01-01 00:00:00')",
            keys.person_id
        );
        match tx.conn().unwrap() {
            Conn::Sqlite(c) => sql_query(sql).execute(&mut **c).await.unwrap(),
            Conn::Postgres(c) => sql_query(sql).execute(&mut **c).await.unwrap(),
        };
        index::index_person(tx.conn().unwrap(), keys.person_id).await.unwrap();
        tx.commit().await.unwrap();
        for prefix in ["M", "MACAN", "MACAN0001F", "S", "SNDAK", "SNDAK0", "SNDAK000007F"] {
            assert_eq!(finds(state, &Viewer::Anonymous, &format!("code={prefix}")).await, 1, "{prefix}");
        }
        assert_eq!(finds(state, &Viewer::Anonymous, "code=SNDAL").await, 0);
        assert!(up_to_date(state).await);
    }

    async fn whoever_registers_is_found_by_their_code(app: TestApp) {
        let code = code_on(&register(&mut app.browser(), &[("visibility", "public")]).await);
        for prefix in ["M", "MACAS", code.as_str()] {
            assert_eq!(finds(&app.state, &Viewer::Anonymous, &format!("code={prefix}")).await, 1, "{prefix}");
        }
        assert!(up_to_date(&app.state).await);
    }

    async fn a_remembered_total_follows_what_is_written(app: TestApp) {
        let state = &app.state;
        let people: Vec<_> = (1..=30).map(TestPerson::new).collect();
        insert(state, &people).await;
        let total = async |viewer: &Viewer| directory::search(state, viewer, Lang::Fr, "").await.unwrap().1.total;
        assert_eq!(total(&Viewer::Anonymous).await, Total::Exact(30));
        people::suspend(state, &Actor::command_line(), &"MACAN0002F".parse().unwrap()).await.unwrap();
        assert_eq!(total(&Viewer::Anonymous).await, Total::Exact(29));
        let mut hidden = TestPerson::new(31);
        hidden.visibility = "members";
        insert(state, &[hidden]).await;
        assert_eq!(total(&Viewer::Anonymous).await, Total::Exact(29));
        assert_eq!(total(&member(-3, None)).await, Total::Exact(30));
    }

    async fn demo_people_are_searched_like_everybody(app: TestApp) {
        demo::seed(&app.state, &Actor::command_line(), 60, 0.0, false, |_| {}).await.unwrap();
        demo::draw_photos(&app.state, &Actor::command_line(), 2, |_| {}).await.unwrap();
        assert!(up_to_date(&app.state).await);
        assert_eq!(finds(&app.state, &administrator(), "has_photo=1").await, 2);
    }

    async fn an_older_program_left_no_rows(app: TestApp) {
        insert(&app.state, &[TestPerson::new(1), TestPerson::new(2)]).await;
        let mut tx = app.state.db.begin().await.unwrap();
        for table in ["main_profile_texts", "main_profile_search", "reference_loads"] {
            let sql = format!("DELETE FROM {table}");
            match tx.conn().unwrap() {
                Conn::Sqlite(c) => sql_query(sql).execute(&mut **c).await.unwrap(),
                Conn::Postgres(c) => sql_query(sql).execute(&mut **c).await.unwrap(),
            };
        }
        tx.commit().await.unwrap();
        assert_eq!(finds(&app.state, &Viewer::Anonymous, "").await, 0);
        let app = app.with(&[]).await;
        assert_eq!(finds(&app.state, &Viewer::Anonymous, "q=dj").await, 2);
        assert!(up_to_date(&app.state).await);
    }
}
