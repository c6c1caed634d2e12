//! Whatever the visibility table hides from a viewer can be changed without this viewer noticing it in a list, an
//! order, a total or a count. The changes are walked from the table itself: a new column fails here until this test
//! says how it changes.

use diesel::{QueryResult, sql_query};
use diesel_async::RunQueryDsl as _;
use talentsmaroc::{
    domain::{
        fields::columns_of,
        lang::Lang,
        search::{
            cinema::CastingPage,
            directory::{DirectoryFilter, DirectoryPage},
            listing::ListFilter as _,
        },
        visibility::{Rule, TABLE},
    },
    server::{
        context::Viewer,
        db::{Conn, Tx},
        repositories::search::{cinema_index, index},
        services::search::{cinema, cinema_landing, directory, home},
    },
};

use crate::support::{
    TestApp,
    casting::{TestCinema, insert_cinema},
    on_both,
    people::{add_photo_row, administrator, member, untrusted},
};

const DIRECTORY: [&str; 15] = [
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
    "gender=M",
    "language=en",
];
const CASTING: [&str; 25] = [
    "",
    "page=p0",
    "sort=name",
    "sort=name&page=p0",
    "q=canari",
    "q=czzhidden",
    "q=c",
    "q=serin",
    "q=czztitle",
    "q=figurant",
    "q=1999",
    "q=example",
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

/// How a column of all people is given another value.
enum Change {
    /// A statement; viewers of the column need not find anything by it.
    Sql(&'static str),
    /// A statement; viewers of the column find other people or other cards.
    Found(&'static str),
    /// Deciding what others see is what this column is for.
    Decides,
    /// Keys, counters and what is rebuilt from other columns.
    Derived,
}

/// What columns are called that hold numbers of rows and the like.
const KEYS: [&str; 9] = [
    ".id",
    ".version",
    ".account_id",
    ".person_id",
    ".profile_id",
    ".draft_id",
    ".talent_id",
    ".tmdb_id",
    ".message_id",
];

fn change(column: &str) -> Change {
    use Change::{Decides, Derived, Found, Sql};
    match column {
        "people.first_name" => Found("UPDATE people SET first_name = 'Czzhidden'"),
        "people.last_name" => Found("UPDATE people SET last_name = 'Czzhidden'"),
        "people.stage_name" => Found("UPDATE people SET stage_name = 'Czzhidden Czz'"),
        "people.name_ar" => Found("UPDATE people SET name_ar = 'Czzhidden'"),
        "people.photo_file_id" => Found("UPDATE people SET photo_file_id = {photo}"),
        "cinema_productions.title" => Found("UPDATE cinema_productions SET title = 'Czztitle'"),
        "cinema_profile_ethnicities.ethnicity" => Found("UPDATE cinema_profile_ethnicities SET ethnicity = 'arab'"),
        "cinema_profiles.skin_tone" => Found("UPDATE cinema_profiles SET skin_tone = 'dark'"),
        "cinema_gallery_photos.position" => Sql("UPDATE cinema_gallery_photos SET position = position + 1"),
        "cinema_gallery_photos.file_id" => Sql("UPDATE cinema_gallery_photos SET file_id = {other}"),
        "cinema_productions.position" => Sql("UPDATE cinema_productions SET position = position + 1"),
        "cinema_productions.year" => Sql("UPDATE cinema_productions SET year = 1999"),
        "cinema_productions.kind" => Sql("UPDATE cinema_productions SET kind = 'series'"),
        "cinema_productions.role" => Sql("UPDATE cinema_productions SET role = 'Czzhidden'"),
        "cinema_productions.poster_file_id" => Sql("UPDATE cinema_productions SET poster_file_id = {photo}"),
        // Another day of the same age: the age is public.
        "people.date_of_birth" => Sql("UPDATE people SET date_of_birth = '1990-05-18'"),
        "people.website" => Sql("UPDATE people SET website = 'https://czzhidden.example'"),
        "people.country_of_origin" => Sql("UPDATE people SET country_of_origin = 'SN'"),
        "people.nationality" => Sql("UPDATE people SET nationality = 'SN'"),
        "people.phone_encrypted" => Sql("UPDATE people SET phone_encrypted = {bytes}"),
        "people.phone_hash" => Sql("UPDATE people SET phone_hash = {bytes}"),
        "people.whatsapp_encrypted" => Sql("UPDATE people SET whatsapp_encrypted = {bytes}"),
        "people.address_encrypted" => Sql("UPDATE people SET address_encrypted = {bytes}"),
        "people.guardian_name_encrypted" => Sql("UPDATE people SET guardian_name_encrypted = {bytes}"),
        "people.guardian_phone_encrypted" => Sql("UPDATE people SET guardian_phone_encrypted = {bytes}"),
        // All people here are adults.
        "people.minor_approved_at" => Sql("UPDATE people SET minor_approved_at = '2001-01-01 00:00:00'"),
        "people.show_links" => Sql("UPDATE people SET show_links = {true}"),
        "people.created_at" => Sql("UPDATE people SET created_at = '2001-01-01 00:00:00'"),
        "people.updated_at" => Sql("UPDATE people SET updated_at = '2001-01-01 00:00:00'"),
        "social_links.network" => Sql("UPDATE social_links SET network = 'threads'"),
        "social_links.address_encrypted" => Sql("UPDATE social_links SET address_encrypted = {bytes}"),
        "main_profiles.portfolio_url" => Sql("UPDATE main_profiles SET portfolio_url = 'https://czzhidden.example'"),
        "main_profiles.hourly_rate" => Sql("UPDATE main_profiles SET hourly_rate = 99"),
        "main_profiles.monthly_rate" => Sql("UPDATE main_profiles SET monthly_rate = 99"),
        "main_profiles.rate_currency" => Sql("UPDATE main_profiles SET rate_currency = 'XOF'"),
        "main_profiles.allow_cv_analysis" => Sql("UPDATE main_profiles SET allow_cv_analysis = {true}"),
        "main_profiles.cv_file_id" => Sql("UPDATE main_profiles SET cv_file_id = {photo}"),
        "main_profiles.created_at" => Sql("UPDATE main_profiles SET created_at = '2001-01-01 00:00:00'"),
        "main_profiles.updated_at" => Sql("UPDATE main_profiles SET updated_at = '2001-01-01 00:00:00'"),
        "cinema_profiles.id_document_type" => Sql("UPDATE cinema_profiles SET id_document_type = 'passport'"),
        "cinema_profiles.id_photo_file_id" => Sql("UPDATE cinema_profiles SET id_photo_file_id = {photo}"),
        "cinema_profiles.created_at" => Sql("UPDATE cinema_profiles SET created_at = '2001-01-01 00:00:00'"),
        "cinema_profiles.updated_at" => Sql("UPDATE cinema_profiles SET updated_at = '2001-01-01 00:00:00'"),
        "identity_documents.kind" => Sql("UPDATE identity_documents SET kind = 'national_id'"),
        "identity_documents.number_encrypted" => Sql("UPDATE identity_documents SET number_encrypted = {bytes}"),
        "identity_documents.number_hash" => Sql("UPDATE identity_documents SET number_hash = {bytes}"),
        "accounts.email" => Sql("UPDATE accounts SET email = 'czzhidden@example.org'"),
        "accounts.email_normalised" => {
            Sql("UPDATE accounts SET email_normalised = 'czzhidden' WHERE id = (SELECT max(id) FROM accounts)")
        }
        "accounts.password_hash" => Sql("UPDATE accounts SET password_hash = 'czzhidden'"),
        "accounts.role" => Sql("UPDATE accounts SET role = 'administrator'"),
        "accounts.language" => Sql("UPDATE accounts SET language = 'en'"),
        "accounts.email_confirmed_at" => Sql("UPDATE accounts SET email_confirmed_at = '2001-01-01 00:00:00'"),
        "accounts.demo" => Sql("UPDATE accounts SET demo = {true}"),
        "accounts.created_at" => Sql("UPDATE accounts SET created_at = '2001-01-01 00:00:00'"),
        "accounts.updated_at" => Sql("UPDATE accounts SET updated_at = '2001-01-01 00:00:00'"),
        "unique_codes.created_at" => Sql("UPDATE unique_codes SET created_at = '2001-01-01 00:00:00'"),
        "files.created_at" => Sql("UPDATE files SET created_at = '2001-01-01 00:00:00'"),
        "files.original_name_encrypted" => Sql("UPDATE files SET original_name_encrypted = {bytes}"),
        "consents.kind" => Sql("UPDATE consents SET kind = 'guardian'"),
        "consents.version" => Sql("UPDATE consents SET version = 'czzhidden'"),
        "consents.text_hash" => Sql("UPDATE consents SET text_hash = 'czzhidden'"),
        "consents.given_at" => Sql("UPDATE consents SET given_at = '2001-01-01 00:00:00'"),
        "outbox_mails.kind" => Sql("UPDATE outbox_mails SET kind = 'suspended'"),
        "outbox_mails.language" => Sql("UPDATE outbox_mails SET language = 'en'"),
        "outbox_mails.recipient_encrypted" => Sql("UPDATE outbox_mails SET recipient_encrypted = {bytes}"),
        "outbox_mails.content_encrypted" => Sql("UPDATE outbox_mails SET content_encrypted = {bytes}"),
        "outbox_mails.state" => Sql("UPDATE outbox_mails SET state = 'failed'"),
        "outbox_mails.last_error" => Sql("UPDATE outbox_mails SET last_error = 'czzhidden'"),
        "outbox_mails.created_at" => Sql("UPDATE outbox_mails SET created_at = '2001-01-01 00:00:00'"),
        "outbox_mails.expires_at" => Sql("UPDATE outbox_mails SET expires_at = '2001-01-01 00:00:00'"),
        "outbox_mails.sent_at" => Sql("UPDATE outbox_mails SET sent_at = '2001-01-01 00:00:00'"),
        "main_profiles.visibility" | "cinema_profiles.visibility" | "accounts.state" => Decides,
        "people.show_name_photo" | "people.show_origins" | "unique_codes.is_primary" => Decides,
        "files.kind" | "files.name" | "files.media_type" | "files.size" | "files.widths" => Derived,
        key if KEYS.iter().any(|end| key.ends_with(end)) => Derived,
        copy if ["main_profile_search.", "main_profile_texts.", "cinema_profile_search.", "cinema_profile_texts."]
            .iter()
            .any(|table| copy.starts_with(table)) =>
        {
            Derived
        }
        unknown => panic!("nobody said how {unknown} changes"),
    }
}

/// Rows that the inserted people do not have yet, so that every change changes something.
const MORE_ROWS: [&str; 5] = [
    "INSERT INTO identity_documents (person_id, kind, number_encrypted, number_hash) \
     SELECT id, 'residence_card', {byte}, {byte} FROM people",
    "INSERT INTO social_links (person_id, network, address_encrypted) SELECT id, 'github', {byte} FROM people",
    "INSERT INTO consents (person_id, kind, version, text_hash, given_at) \
     SELECT id, 'terms', '1', 'x', created_at FROM people",
    "INSERT INTO outbox_mails (account_id, kind, language, message_id, recipient_encrypted, content_encrypted, \
     state, created_at) SELECT id, 'registration', 'fr', email, {byte}, {byte}, 'waiting', created_at FROM accounts",
    "INSERT INTO cinema_gallery_photos (file_id, profile_id, position) \
     SELECT {photo}, min(id), 1 FROM cinema_profiles",
];

/// Everything a viewer can find out without opening a profile.
#[derive(PartialEq)]
struct Seen {
    directory: Vec<DirectoryPage>,
    casting: Vec<CastingPage>,
    home: home::HomeSummary,
    types: Vec<cinema_landing::TypeFigure>,
}

async fn everything(app: &TestApp, viewer: &Viewer) -> Seen {
    let state = &app.state;
    let (mut directory, mut casting) = (Vec::new(), Vec::new());
    for query in DIRECTORY {
        let mut query = query.to_owned();
        loop {
            let (filter, page) = directory::search(state, viewer, Lang::Fr, &query).await.unwrap();
            let next = page.next.filter(|_| query != "page=p0");
            directory.push(page);
            let Some(next) = next else { break };
            query = DirectoryFilter::at(&filter, next).to_query();
        }
    }
    for query in CASTING {
        let mut query = query.to_owned();
        loop {
            let (filter, page) = cinema::search(state, viewer, Lang::Fr, &query).await.unwrap();
            let next = page.next.filter(|_| !query.ends_with("page=p0"));
            casting.push(page);
            let Some(next) = next else { break };
            query = filter.at(next).to_query();
        }
    }
    let home = home::summary(state, Lang::Fr).await.unwrap();
    let types = cinema_landing::types(state, Lang::Fr).await.unwrap();
    Seen { directory, casting, home, types }
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

/// Changes a value of all people and rebuilds what is searched: outdated rows would reveal nothing.
async fn apply(app: &TestApp, sql: &str, photo: Photos) {
    let mut tx = app.state.db.begin().await.unwrap();
    let touched = statement(&mut tx, sql, photo).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
    assert!(touched > 0, "{sql} changes nobody");
    index::index_all(tx.conn().unwrap()).await.unwrap();
    cinema_index::index_all(tx.conn().unwrap()).await.unwrap();
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
        let inserted = insert_cinema(&app.state, &people(30)).await;
        let mut tx = app.state.db.begin().await.unwrap();
        let (owner, now) = (inserted[0].person_id, app.state.clock.now());
        let conn = tx.conn().unwrap();
        let photo = (add_photo_row(conn, owner, now).await, add_photo_row(conn, owner, now).await);
        for sql in MORE_ROWS {
            statement(&mut tx, sql, photo).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
        }
        tx.commit().await.unwrap();
        let members = member(-3, None);
        let visitors_see = everything(&app, &Viewer::Anonymous).await;
        let members_see = everything(&app, &members).await;
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
        for (_, sql) in of(true, false) {
            apply(&app, sql, photo).await;
        }
        assert!(everything(&app, &Viewer::Anonymous).await == visitors_see, "a visitor notices a detail");
        let mut administrators_saw = everything(&app, &administrator()).await;
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
        assert!(walked[0] > 50 && walked[1] > 5 && walked[2] == 2 && walked[3] >= 4, "{walked:?}");
        apply(&app, "UPDATE people SET show_origins = {true}", photo).await;
        assert!(everything(&app, &Viewer::Anonymous).await != visitors_see, "shown origins are found");
    }

    async fn one_profile_closed_changes_nothing_in_the_list_of_the_other(app: TestApp) {
        insert_cinema(&app.state, &people(3)).await;
        let before = everything(&app, &Viewer::Anonymous).await;
        apply(&app, "UPDATE main_profiles SET visibility = 'private'", (0, 0)).await;
        let after = everything(&app, &Viewer::Anonymous).await;
        assert!(after.casting == before.casting && after.types == before.types && after.directory != before.directory);
        apply(&app, "UPDATE main_profiles SET visibility = 'public'", (0, 0)).await;
        apply(&app, "UPDATE cinema_profiles SET visibility = 'private'", (0, 0)).await;
        let after = everything(&app, &Viewer::Anonymous).await;
        assert!(after.directory == before.directory && after.home == before.home && after.casting != before.casting);
        assert!(after.types.iter().all(|figure| figure.people == 0), "{:?}", after.types);
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
        let extras = seen.types.iter().find(|figure| figure.key == "extra").unwrap();
        assert_eq!(extras.people, 2);
        assert_eq!(seen.home.figures.people, talentsmaroc::domain::search::directory::Total::Exact(2));
        let count = async |viewer: &Viewer| {
            cinema::search(&app.state, viewer, Lang::Fr, "type=extra").await.unwrap().1.cards.len()
        };
        assert_eq!(count(&member(-3, None)).await, 2, "nobody approved the minors");
        assert_eq!(count(&administrator()).await, 5, "administrators see all but the suspended");
        let landing = app.browser().get("/cinema").await.texts("a[href='/cinema/talents?type=extra']").join(" ");
        assert!(landing.contains("2 profils publics"), "{landing}");
        let found = app.browser().get("/cinema/talents?type=extra").await;
        let mut codes = found.attributes("main a[href^='/cinema/profile/']", "href");
        codes.dedup();
        assert_eq!(codes, ["/cinema/profile/MACAN0006F", "/cinema/profile/MACAN0005F"]);
    }
}
