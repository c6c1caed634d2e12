//! Whatever the visibility table hides from a viewer can be changed without this viewer noticing it in a list, an
//! order, a total or a count. The changes are walked from the table itself: a new column fails here until this test
//! says how it changes.

mod addresses;
mod columns;

use diesel::{QueryResult, sql_query};
use diesel_async::RunQueryDsl as _;
use talentsmaroc::{
    domain::{
        fields::columns_of,
        lang::Lang,
        search::{
            filter::FilterId,
            list::SearchList,
            page::{SearchPage, Total},
            query::SearchQuery,
        },
        visibility::{Rule, TABLE},
    },
    server::{
        context::Viewer,
        db::{Conn, Tx},
        error::AppError,
        repositories::search::changes,
        search_index::Found,
        services::search::{cinema_landing, home, lists},
    },
};

use self::{
    addresses::addresses,
    columns::{Change, MORE_ROWS, change},
};
use crate::support::{
    TestApp,
    casting::{TestCinema, erase, insert_cinema},
    on_both,
    people::{add_photo_row, administrator, member, untrusted},
    search::count,
};

/// What a search answered: the query as it was read, what was left out, whom it found, whether nearly.
type Answer = (SearchQuery, Vec<FilterId>, Found, bool);

/// Everything a viewer can find out without opening a profile.
#[derive(PartialEq)]
struct Seen {
    directory: (Vec<Answer>, Vec<SearchPage>),
    casting: (Vec<Answer>, Vec<SearchPage>),
    /// Empty for those who have no such list.
    desk: Vec<Answer>,
    home: home::HomeSummary,
    cinema: cinema_landing::CinemaSummary,
}

/// The answers to every address of a list; of some of them all pages. None for those who have no such list.
async fn answers(app: &TestApp, viewer: &Viewer, list: SearchList) -> Vec<Answer> {
    let mut conn = app.state.db.read().await.unwrap();
    let mut answers = Vec::new();
    for address in addresses(list) {
        let all_pages = ["", "q=c", "sort=name", "sort=photo"].contains(&address.as_str());
        let mut at = address;
        loop {
            let found = match lists::find(&app.state, &mut conn, viewer, list, &at).await {
                Err(AppError::Forbidden) => return Vec::new(),
                found => found.unwrap(),
            };
            let next = found.found.next.filter(|_| all_pages).map(|cursor| found.query.at(cursor).to_address());
            answers.push((found.query, found.ignored, found.found, found.approximate));
            match next {
                Some(next) => at = next,
                None => break,
            }
        }
    }
    answers
}

/// First pages with their cards.
async fn cards(app: &TestApp, viewer: &Viewer, list: SearchList) -> Vec<SearchPage> {
    let mut pages = Vec::new();
    for address in ["", "page=p0", "sort=name", "sort=photo", "q=c", "q=czzhidden"] {
        pages.push(lists::search(&app.state, viewer, Lang::Fr, list, address).await.unwrap().1);
    }
    pages
}

async fn everything(app: &TestApp, viewer: &Viewer) -> Seen {
    let of = async |list: SearchList| (answers(app, viewer, list).await, cards(app, viewer, list).await);
    Seen {
        directory: of(SearchList::Directory).await,
        casting: of(SearchList::Casting).await,
        desk: answers(app, viewer, SearchList::Desk).await,
        home: home::summary(&app.state, Lang::Fr).await.unwrap(),
        cinema: cinema_landing::summary(&app.state, Lang::Fr).await.unwrap(),
    }
}

/// Two rows of files to point to.
type Photos = (i64, i64);

/// Runs a statement and answers how many rows it touched.
async fn statement(tx: &mut Tx, sql: &str, photo: Photos) -> QueryResult<usize> {
    let conn = tx.conn().unwrap();
    let (yes, zero, one) = match conn {
        Conn::Sqlite(_) => ("1", "x'00'", "x'01'"),
        Conn::Postgres(_) => ("TRUE", "'\\x00'", "'\\x01'::bytea"),
    };
    let sql = sql.replace("{true}", yes).replace("{bytes}", zero).replace("{byte}", one);
    let sql = sql.replace("{photo}", &photo.0.to_string()).replace("{other}", &photo.1.to_string());
    match conn {
        Conn::Sqlite(c) => sql_query(sql).execute(&mut **c).await,
        Conn::Postgres(c) => sql_query(sql).execute(&mut **c).await,
    }
}

/// Changes a value of all people, as any writer does who records it: an outdated index would reveal nothing.
async fn apply(app: &TestApp, sql: &str, photo: Photos) {
    let mut tx = app.state.db.begin().await.unwrap();
    let touched = statement(&mut tx, sql, photo).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
    assert!(touched > 0, "{sql} changes nobody");
    changes::record_people(tx.conn().unwrap(), 1, i64::MAX, app.state.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
}

fn people(count: u32) -> Vec<TestCinema> {
    (1..=count)
        .map(|number| {
            let mut cinema = TestCinema::new(number);
            cinema.person.bio = Some("Actrice".to_owned());
            cinema.person.languages = vec!["fr"];
            cinema.person.availability = Some("weekends");
            cinema.person.work_mode = Some("remote");
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
    async fn what_is_hidden_can_be_changed_without_a_trace(app: TestApp) {
        let inserted = insert_cinema(&app.state, &people(26)).await;
        let mut tx = app.state.db.begin().await.unwrap();
        let (owner, now) = (inserted[0].person_id, app.state.clock.now());
        let conn = tx.conn().unwrap();
        let photo = (add_photo_row(conn, owner, now).await, add_photo_row(conn, owner, now).await);
        for sql in MORE_ROWS {
            statement(&mut tx, sql, photo).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
        }
        changes::record_people(tx.conn().unwrap(), 1, i64::MAX, now).await.unwrap();
        tx.commit().await.unwrap();
        let members = member(-3, None);
        let visitors_see = everything(&app, &Viewer::Anonymous).await;
        let members_see = everything(&app, &members).await;
        assert!(visitors_see.desk.is_empty() && members_see.desk.is_empty());
        let mut administrators_saw = everything(&app, &administrator()).await;
        assert!(administrators_saw.desk.len() > 80);
        let hidden: Vec<_> = TABLE
            .iter()
            .filter(|row| row.rules[0] != Rule::Yes)
            .flat_map(|row| columns_of(row).map(|column| (column, row.rules[1] == Rule::Yes, change(column))))
            .collect();
        let of = |for_members: bool, found: bool| {
            hidden.iter().filter_map(move |(column, shown, change)| match change {
                Change::Sql(sql) if *shown == for_members && !found => Some((*column, *sql)),
                Change::Found(sql) if *shown == for_members && found => Some((*column, *sql)),
                _ => None,
            })
        };
        // Columns that are not searched are changed together: one look is enough.
        for (_, sql) in of(false, false) {
            apply(&app, sql, photo).await;
        }
        assert!(everything(&app, &Viewer::Anonymous).await == visitors_see, "a visitor notices something");
        assert!(everything(&app, &untrusted()).await == visitors_see, "an unconfirmed address notices something");
        assert!(everything(&app, &members).await == members_see, "a member notices something");
        assert!(everything(&app, &administrator()).await == administrators_saw, "something is searched after all");
        for (_, sql) in of(true, false) {
            apply(&app, sql, photo).await;
        }
        assert!(everything(&app, &Viewer::Anonymous).await == visitors_see, "a visitor notices a detail");
        assert!(everything(&app, &administrator()).await == administrators_saw, "a detail is searched after all");
        for (column, sql) in of(false, true) {
            apply(&app, sql, photo).await;
            assert!(everything(&app, &Viewer::Anonymous).await == visitors_see, "a visitor notices {column}");
            assert!(everything(&app, &members).await == members_see, "a member notices {column}");
            let see = everything(&app, &administrator()).await;
            assert!(see != administrators_saw, "an administrator does not find {column}");
            administrators_saw = see;
        }
        let mut members_saw = everything(&app, &members).await;
        for (column, sql) in of(true, true) {
            apply(&app, sql, photo).await;
            assert!(everything(&app, &Viewer::Anonymous).await == visitors_see, "a visitor notices {column}");
            assert!(everything(&app, &untrusted()).await == visitors_see, "an unconfirmed address notices {column}");
            let see = everything(&app, &members).await;
            assert!(see != members_saw, "a member does not find {column}");
            members_saw = see;
        }
        let walked = [(false, false), (true, false), (false, true), (true, true)].map(|(m, f)| of(m, f).count());
        assert!(walked[0] >= 50 && walked[1] > 5 && walked[2] >= 8 && walked[3] >= 4, "{walked:?}");
        // Everybody has a stage name by now: the civil names are private.
        administrators_saw = everything(&app, &administrator()).await;
        for column in ["first_name", "last_name"] {
            apply(&app, &format!("UPDATE people SET {column} = 'Xof'"), photo).await;
            assert!(everything(&app, &Viewer::Anonymous).await == visitors_see, "a visitor notices a civil {column}");
            assert!(everything(&app, &members).await == members_saw, "a member notices a civil {column}");
        }
        assert!(everything(&app, &administrator()).await != administrators_saw, "administrators find civil names");
        apply(&app, "UPDATE people SET show_origins = {true}", photo).await;
        assert!(everything(&app, &Viewer::Anonymous).await != visitors_see, "shown origins are found");
    }

    async fn whoever_is_hidden_changes_and_goes_without_a_trace(app: TestApp) {
        let mut people = people(6);
        for cinema in &mut people[2..4] {
            (cinema.visibility, cinema.person.visibility) = ("private", "private");
            (cinema.show_origins, cinema.person.show_name_photo) = (true, true);
        }
        people[4].person.suspended = true;
        let keys = insert_cinema(&app.state, &people).await;
        let hidden = &keys[2..5];
        let ids = hidden.iter().map(|keys| keys.person_id.to_string()).collect::<Vec<_>>().join(", ");
        let members = member(-3, None);
        let seen = async || (everything(&app, &Viewer::Anonymous).await, everything(&app, &members).await);
        let before = seen().await;
        for sql in [
            "UPDATE people SET first_name = 'Czzhidden', last_name = 'Aaa', stage_name = 'Aaa', gender = 'M', \
             residence_country = 'SN', residence_city_other = 'Rabat', date_of_birth = '1960-01-01', \
             years_experience = 9 WHERE id",
            "UPDATE main_profiles SET bio = 'Czzhidden', availability = 'evenings', work_mode = 'on_site' WHERE person_id",
            "UPDATE cinema_profiles SET eye_color = 'green', skin_tone = 'dark', height_cm = 171, playing_age_max = 50 \
             WHERE person_id",
        ] {
            apply(&app, &format!("{sql} IN ({ids})"), (0, 0)).await;
            assert!(seen().await == before, "{sql}");
        }
        for keys in hidden {
            erase(&app.state, *keys).await;
            assert!(seen().await == before, "{} is erased", keys.person_id);
        }
    }

    async fn one_profile_closed_changes_nothing_in_the_list_of_the_other(app: TestApp) {
        insert_cinema(&app.state, &people(3)).await;
        let before = everything(&app, &Viewer::Anonymous).await;
        apply(&app, "UPDATE main_profiles SET visibility = 'private'", (0, 0)).await;
        let after = everything(&app, &Viewer::Anonymous).await;
        assert!(after.casting == before.casting && after.cinema == before.cinema && after.directory != before.directory);
        apply(&app, "UPDATE main_profiles SET visibility = 'public'", (0, 0)).await;
        apply(&app, "UPDATE cinema_profiles SET visibility = 'private'", (0, 0)).await;
        let after = everything(&app, &Viewer::Anonymous).await;
        assert!(after.directory == before.directory && after.home == before.home && after.casting != before.casting);
        assert!(after.cinema.types.iter().all(|figure| figure.people == 0), "{:?}", after.cinema);
    }

    async fn waiting_minors_and_suspended_people_are_in_no_list_and_no_count(app: TestApp) {
        let mut people = people(6);
        for cinema in &mut people[..3] {
            cinema.person.date_of_birth = app.state.clock.today() - chrono::TimeDelta::days(365 * 16);
            cinema.titles = vec!["Film des Mineurs"];
        }
        people[3].person.suspended = true;
        insert_cinema(&app.state, &people).await;
        let seen = everything(&app, &Viewer::Anonymous).await;
        let extras = seen.cinema.types.iter().find(|figure| figure.key == "extra").unwrap();
        assert_eq!(extras.people, 2);
        assert_eq!(seen.home.figures.people, Total::Exact(2));
        let total = async |viewer: &Viewer, list| count(&app.state, viewer, list, "type=extra").await;
        assert_eq!(total(&member(-3, None), SearchList::Casting).await, 2, "nobody approved the minors");
        assert_eq!(total(&administrator(), SearchList::Casting).await, 5, "administrators see all but the suspended");
        assert_eq!(total(&administrator(), SearchList::Desk).await, 6, "but everybody on their desk");
        let landing = app.browser().get("/cinema").await.texts("a[href='/cinema/talents?type=extra']").join(" ");
        assert!(landing.contains("2 profils publics"), "{landing}");
        let mut arabic = app.browser();
        arabic.language = "ar";
        let landing = arabic.get("/cinema").await.texts("a[href='/cinema/talents?type=extra']").join(" ");
        assert!(landing.contains("ملفان عامان") && !landing.contains('2'), "the dual counts by itself: {landing}");
        let found = app.browser().get("/cinema/talents?type=extra").await;
        let mut codes = found.attributes("main a[href^='/cinema/profile/']", "href");
        codes.dedup();
        assert_eq!(codes, ["/cinema/profile/MACAN0006F", "/cinema/profile/MACAN0005F"]);
    }
}
