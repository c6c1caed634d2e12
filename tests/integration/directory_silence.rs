//! Changing what a viewer may not see changes nothing that this viewer finds.

use diesel::sql_query;
use diesel_async::RunQueryDsl as _;
use talentsmaroc::{
    domain::{
        directory::{Cursor, DirectoryFilter, DirectoryPage},
        lang::Lang,
    },
    server::{context::Viewer, db::Conn, repositories::search, services::directory, state::AppState},
};

use crate::support::{
    TestApp, on_both,
    people::{TestPerson, add_photo_row, administrator, insert, member},
};

/// What a visitor does not see of somebody who shows nothing, and what members see of it.
const HIDDEN_FROM_VISITORS: [&str; 3] =
    ["people SET first_name = 'Czzhidden'", "people SET last_name = 'Czzhidden'", "people SET photo_file_id = {photo}"];
/// What neither visitors nor members see.
const HIDDEN_FROM_MEMBERS: [&str; 17] = [
    "people SET website = 'https://czzhidden.example'",
    "people SET country_of_origin = 'SN'",
    "people SET nationality = 'SN'",
    "people SET date_of_birth = '1990-05-18'",
    "people SET show_links = {true}",
    "people SET show_origins = {true}",
    "people SET phone_encrypted = {bytes}",
    "people SET whatsapp_encrypted = {bytes}",
    "people SET address_encrypted = {bytes}",
    "people SET guardian_name_encrypted = {bytes}",
    "main_profiles SET portfolio_url = 'https://czzhidden.example'",
    "main_profiles SET hourly_rate = 99",
    "main_profiles SET monthly_rate = 99",
    "main_profiles SET rate_currency = 'XOF'",
    "main_profiles SET allow_cv_analysis = {true}",
    "accounts SET email = 'czzhidden@example.org'",
    "accounts SET language = 'en'",
];
const SEARCHES: [&str; 14] = [
    "",
    "page=p0",
    "q=canari",
    "q=czzhidden",
    "q=c",
    "q=99",
    "q=xof",
    "q=example",
    "has_photo=1",
    "country=SN",
    "country=MA&city=ain+canari",
    "language=fr&experience_min=1&availability=weekends&work_mode=remote",
    "gender=F&talent=dj&code=MACAN",
    "language=en",
];

/// Every page of every search.
async fn everything(app: &TestApp, viewer: &Viewer) -> Vec<DirectoryPage> {
    let mut pages = Vec::new();
    for query in SEARCHES {
        let mut query = query.to_owned();
        loop {
            let (filter, page) = directory::search(&app.state, viewer, Lang::Fr, &query).await.unwrap();
            let next: Option<Cursor> = page.next.filter(|_| query != "page=p0");
            pages.push(page);
            match next {
                Some(next) => query = DirectoryFilter::at(&filter, next).to_query(),
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
    // An address of an account belongs to one.
    let some = if change.contains("email") { " WHERE id = (SELECT max(id) FROM accounts)" } else { "" };
    let sql = format!("UPDATE {change}{some}");
    match conn {
        Conn::Sqlite(c) => sql_query(sql).execute(&mut **c).await.unwrap(),
        Conn::Postgres(c) => sql_query(sql).execute(&mut **c).await.unwrap(),
    };
    search::index_all(conn).await.unwrap();
    tx.commit().await.unwrap();
}

on_both! {
    async fn what_is_hidden_can_be_changed_without_a_trace(app: TestApp) {
        let people: Vec<_> = (1..=50)
            .map(|number| {
                let mut person = TestPerson::new(number);
                person.bio = Some("Actrice".to_owned());
                person.languages = vec!["fr"];
                person.availability = Some("weekends");
                person.work_mode = Some("remote");
                person.years_experience = Some(4);
                person
            })
            .collect();
        let inserted = insert(&app.state, &people).await;
        let mut tx = app.state.db.begin().await.unwrap();
        let photo = add_photo_row(tx.conn().unwrap(), inserted[0].person_id, app.state.clock.now()).await;
        tx.commit().await.unwrap();
        let members = member(-3, None);
        let (visitors_see, members_see) = (everything(&app, &Viewer::Anonymous).await, everything(&app, &members).await);
        for hidden in HIDDEN_FROM_MEMBERS {
            change(&app.state, hidden, photo).await;
            assert!(everything(&app, &Viewer::Anonymous).await == visitors_see, "a visitor notices {hidden}");
            assert!(everything(&app, &members).await == members_see, "a member notices {hidden}");
        }
        for hidden in HIDDEN_FROM_VISITORS {
            let (members_saw, administrators_saw) =
                (everything(&app, &members).await, everything(&app, &administrator()).await);
            change(&app.state, hidden, photo).await;
            assert!(everything(&app, &Viewer::Anonymous).await == visitors_see, "a visitor notices {hidden}");
            assert!(everything(&app, &members).await != members_saw, "a member does not notice {hidden}");
            assert!(everything(&app, &administrator()).await != administrators_saw, "an administrator neither");
        }
    }
}
