//! Backups on the desk: made, downloaded whole and in parts, looked through, deleted; and without a place for them.

use std::{fs, io::Cursor, time::Duration};

use chrono::TimeDelta;
use http::{HeaderValue, Method, StatusCode, header};
use talentsmaroc::server::services::{files::installation, operations::backup};

use super::{all_lines, lines};
use crate::support::{
    TestApp,
    accounts::{administrator_browser, execute},
    browser::{Browser, Page},
    logged::Logged,
    on_both, on_sqlite,
    own_data::number,
    people::{TestPerson, insert},
};

const PAGE: &str = "/admin/backups";
const CREATE: &str = "form[action='/fn/create_backup']";
const CHECK: &str = "form[action='/fn/check_backup']";
const RESTORE: &str = "form[action='/fn/restore_backup']";
const DELETE: &str = "form[action='/fn/delete_backup']";
const SEND: &str = "form[action='/admin/backups/new']";
const PASSPHRASE: &str = "velvet couscous lantern 42";
const ENCRYPTION_KEY: &str = "sha256:an encryption key that only the tests know";
const TWICE: [(&str, &str); 2] = [("passphrase", PASSPHRASE), ("passphrase_again", PASSPHRASE)];

/// With people, and a folder for backups.
async fn with_place(app: TestApp) -> TestApp {
    insert(&app.state, &[TestPerson::new(1), TestPerson::new(2)]).await;
    let place = app.folder.path().join("backups").display().to_string();
    let passphrase = app.folder.path().join("passphrase");
    fs::write(&passphrase, format!("{PASSPHRASE}\n")).unwrap();
    let passphrase = passphrase.display().to_string();
    let app = app.with(&[("BACKUP_URL", &place), ("BACKUP_PASSPHRASE_FILE", &passphrase)]).await;
    installation::establish(&app.state).await.unwrap();
    app
}

/// The page when nothing is being done any more.
async fn when_done(browser: &mut Browser) -> Page {
    for _ in 0..600 {
        let page = browser.get(PAGE).await;
        if !page.has("[data-state='running']") {
            return page;
        }
        assert!(page.headers.contains_key(header::REFRESH) && !page.has(CREATE), "{}", page.text());
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("it does not end");
}

async fn create(browser: &mut Browser, source: &str, typed: &[(&str, &str)]) -> Page {
    let page = browser.get(PAGE).await;
    let fields: Vec<_> = [("source", source)].into_iter().chain(typed.iter().copied()).collect();
    browser.submit(&page, CREATE, &fields).await
}

fn secret(page: &Page) -> Option<String> {
    page.texts("[data-secret]").first().map(|text| text.trim().to_owned())
}

fn names(page: &Page) -> Vec<String> {
    page.attributes("[data-backup]", "data-backup")
}

fn rows(bytes: &[u8], passphrase: &str) -> u64 {
    backup::prove(Cursor::new(bytes), passphrase, ENCRYPTION_KEY).unwrap().rows()
}

/// A part of a backup, as a download that goes on asks for it.
async fn part(browser: &mut Browser, address: &str, range: &'static str, mark: &HeaderValue) -> Page {
    browser.extra_headers.insert(header::RANGE, HeaderValue::from_static(range));
    browser.extra_headers.insert(header::IF_RANGE, mark.clone());
    let page = browser.request(Method::GET, address, None).await;
    browser.extra_headers.remove(header::RANGE);
    browser.extra_headers.remove(header::IF_RANGE);
    page
}

on_both! {
    async fn a_backup_is_made_downloaded_checked_and_deleted(app: TestApp) {
        let app = with_place(app).await;
        let mut browser = administrator_browser(&app).await;
        let begun = create(&mut browser, "typed", &TWICE).await;
        assert!(begun.text().contains("La création de la sauvegarde a commencé"), "{}", begun.text());
        let page = when_done(&mut browser).await;
        let [first]: [String; 1] = names(&page).try_into().unwrap();
        assert!(page.has("[data-state='done']") && page.text().contains("La plus récente"), "{}", page.text());
        assert_eq!(lines(&app, "backup.created").await, 1);

        let address = format!("{PAGE}/{first}");
        browser.extra_headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static("gzip, br"));
        let whole = browser.request(Method::GET, &address, None).await;
        browser.extra_headers.remove(header::ACCEPT_ENCODING);
        assert_eq!((whole.status, &whole.headers[header::ACCEPT_RANGES]), (StatusCode::OK, &HeaderValue::from_static("bytes")));
        assert!(!whole.headers.contains_key(header::CONTENT_ENCODING), "{:?}", whole.headers);
        assert!(rows(&whole.bytes, PASSPHRASE) > 2);
        assert!(!whole.html().contains("Canari"), "a name can be read");
        let mark = whole.headers[header::ETAG].clone();
        let (begin, rest) =
            (part(&mut browser, &address, "bytes=0-99", &mark).await, part(&mut browser, &address, "bytes=100-", &mark).await);
        assert_eq!((begin.status, rest.status), (StatusCode::PARTIAL_CONTENT, StatusCode::PARTIAL_CONTENT));
        assert_eq!(rest.headers[header::CONTENT_RANGE], format!("bytes 100-{0}/{1}", whole.bytes.len() - 1, whole.bytes.len()));
        assert_eq!([begin.bytes, rest.bytes].concat(), whole.bytes);
        let other = part(&mut browser, &address, "bytes=100-", &HeaderValue::from_static("\"other\"")).await;
        assert_eq!((other.status, other.bytes.len()), (StatusCode::OK, whole.bytes.len()));
        assert_eq!(part(&mut browser, &address, "bytes=999999999-", &mark).await.status, StatusCode::RANGE_NOT_SATISFIABLE);
        assert_eq!(lines(&app, "backup.downloaded").await, 4);
        for name in ["talentsmaroc-2020-01-01-000000.backup.zip", "passphrase", "..%2Fpassphrase"] {
            assert_eq!(browser.get(&format!("{PAGE}/{name}")).await.status, StatusCode::NOT_FOUND, "{name}");
        }

        let wrong = browser.submit(&page, CHECK, &[("passphrase", "another lantern 4242")]).await;
        assert!(wrong.text().contains("La vérification a commencé"), "{}", wrong.text());
        let page = when_done(&mut browser).await;
        assert!(page.text().contains("La phrase de passe n’est pas celle de cette sauvegarde"), "{}", page.text());
        browser.submit(&page, CHECK, &[("passphrase", PASSPHRASE)]).await;
        let page = when_done(&mut browser).await;
        assert!(page.text().contains("La sauvegarde est entière et peut être restaurée"), "{}", page.text());
        assert_eq!(lines(&app, "backup.checked").await, 2);

        let wanted = [("passphrase", PASSPHRASE), ("word", "restore")];
        let page = browser.submit(&page, RESTORE, &wanted).await;
        assert!(page.text().contains("Le mot de confirmation n’est pas le bon"), "{}", page.text());
        assert_eq!(lines(&app, "backup.restore_begun").await, 0);
        let begun = browser.submit(&page, RESTORE, &[("passphrase", PASSPHRASE), ("word", " Restaurer ")]).await;
        assert!(begun.text().contains("La sauvegarde est en cours de vérification"), "{}", begun.text());
        let page = when_done(&mut browser).await;
        assert!(page.has("[data-state='failed']"), "no server is around this that could close its database");
        assert_eq!(lines(&app, "backup.restore_begun").await, 1);

        assert!(!page.has(DELETE), "the newest stays");
        let kept = browser.post("/fn/delete_backup", &[("name", &first), ("confirmed", "on")]).await;
        assert!(kept.text().contains("ne peut pas être supprimée"), "{}", kept.text());
        app.state.clock.advance(TimeDelta::minutes(1));
        create(&mut browser, "file", &[]).await;
        let page = when_done(&mut browser).await;
        assert_eq!(names(&page).len(), 2);
        let page = browser.submit(&page, DELETE, &[("confirmed", "")]).await;
        assert!(page.text().contains("Cochez la case"), "{}", page.text());
        let page = browser.submit(&page, DELETE, &[("confirmed", "on")]).await;
        assert!(!names(&page).contains(&first) && names(&page).len() == 1, "{}", page.text());
        assert_eq!(lines(&app, "backup.deleted").await, 1);
    }
}

on_sqlite! {
    async fn a_passphrase_that_is_made_is_shown_once(app: TestApp) {
        let app = with_place(app).await;
        let mut browser = administrator_browser(&app).await;
        let begun = create(&mut browser, "made", &[]).await;
        let made = secret(&begun).unwrap();
        assert!(!begun.headers.contains_key(header::REFRESH), "it would go before it is written down");
        let page = when_done(&mut browser).await;
        assert!(secret(&page).is_none());
        let file = browser.request(Method::GET, &format!("{PAGE}/{}", names(&page)[0]), None).await;
        assert!(rows(&file.bytes, &made) > 2);
    }

    async fn a_passphrase_that_would_be_guessed_makes_nothing(app: TestApp) {
        let app = with_place(app).await;
        let mut browser = administrator_browser(&app).await;
        let before = all_lines(&app).await;
        for (typed, again, reason) in [
            ("", "", "Écrivez la phrase de passe"),
            ("short", "short", "au moins 12 caractères"),
            ("password1234", "password1234", "facile à deviner"),
            (PASSPHRASE, "velvet couscous lantern 43", "sont différentes"),
        ] {
            let page = create(&mut browser, "typed", &[("passphrase", typed), ("passphrase_again", again)]).await;
            assert!(page.text().contains(reason), "{typed}: {}", page.text());
            assert!(!page.html().contains("velvet"), "what was typed is not sent back");
        }
        fs::write(app.folder.path().join("passphrase"), "short").unwrap();
        let page = create(&mut browser, "file", &[]).await;
        assert!(page.text().contains("La phrase de passe du serveur ne peut pas être utilisée"), "{}", page.text());
        assert!(names(&page).is_empty());
        assert_eq!((all_lines(&app).await, number(&app, "SELECT COUNT(*) AS n FROM backup_works").await), (before, 0));
    }

    async fn without_a_place_a_backup_is_sent_at_once(app: TestApp) {
        insert(&app.state, &[TestPerson::new(1)]).await;
        installation::establish(&app.state).await.unwrap();
        let mut browser = administrator_browser(&app).await;
        let page = browser.get(PAGE).await;
        assert!(page.text().contains("BACKUP_URL=") && page.text().contains("talentsmaroc backup restore"), "{}", page.text());
        assert!(!page.has(CREATE));
        let refused = browser.submit(&page, SEND, &[("passphrase", "short"), ("passphrase_again", "short")]).await;
        assert!(refused.text().contains("au moins 12 caractères"), "{}", refused.text());
        let sent = browser.submit(&page, SEND, &TWICE).await;
        assert_eq!((sent.status, &sent.headers[header::CONTENT_TYPE]), (StatusCode::OK, &HeaderValue::from_static("application/zip")));
        assert!(rows(&sent.bytes, PASSPHRASE) > 1);
        assert_eq!(lines(&app, "backup.created").await, 1, "before the last byte");
        let page = browser.get(PAGE).await;
        assert!(page.has("[data-state='done']"), "{}", page.text());
    }

    async fn why_a_backup_could_not_be_sent_is_logged(app: TestApp) {
        insert(&app.state, &[TestPerson::new(1)]).await;
        installation::establish(&app.state).await.unwrap();
        let mut browser = administrator_browser(&app).await;
        let logged = Logged::listen();
        execute(&app, "ALTER TABLE person_notes RENAME TO hidden_notes").await;
        let form = form_urlencoded::Serializer::new(String::new()).extend_pairs(TWICE).finish();
        let sent = browser.try_request(Method::POST, "/admin/backups/new", Some(form)).await;
        execute(&app, "ALTER TABLE hidden_notes RENAME TO person_notes").await;
        assert!(sent.is_none(), "it breaks off");
        let page = browser.get(PAGE).await;
        assert!(page.has("[data-state='failed']"), "{}", page.text());
        if let Some(logged) = logged.map(|logged| logged.text()) {
            let told = logged.lines().filter(|line| line.contains("a backup could not be sent to its end"));
            let told: Vec<&str> = told.collect();
            assert!(told.len() == 1 && told[0].contains("person_notes"), "{logged}");
            assert!(!logged.contains(PASSPHRASE), "{logged}");
        }
    }

    async fn everything_needs_a_password_that_was_given_just_now(app: TestApp) {
        let app = with_place(app).await;
        let mut browser = administrator_browser(&app).await;
        create(&mut browser, "file", &[]).await;
        let [name]: [String; 1] = names(&when_done(&mut browser).await).try_into().unwrap();
        app.state.clock.advance(TimeDelta::minutes(16));
        let before = all_lines(&app).await;
        let page = browser.get(PAGE).await;
        assert!(!page.has(CREATE) && !page.has(CHECK) && !page.has(&format!("a[href='{PAGE}/{name}']")), "{}", page.text());
        let (name, twice) = (name.as_str(), TWICE.to_vec());
        for (path, fields) in [
            ("/fn/create_backup", [vec![("source", "typed")], twice.clone()].concat()),
            ("/fn/check_backup", vec![("name", name), ("passphrase", PASSPHRASE)]),
            ("/fn/restore_backup", vec![("name", name), ("passphrase", PASSPHRASE), ("word", "RESTAURER")]),
            ("/fn/delete_backup", vec![("name", name), ("confirmed", "on")]),
            ("/admin/backups/new", twice),
        ] {
            let asked = browser.post(path, &fields).await;
            assert!(asked.address.starts_with("/profile/reauthenticate"), "{path}: {}", asked.address);
        }
        let asked = browser.get(&format!("{PAGE}/{name}")).await;
        assert!(asked.address.starts_with("/profile/reauthenticate"), "{}", asked.address);
        assert_eq!(all_lines(&app).await, before);
        assert_eq!(names(&browser.get(PAGE).await).len(), 1);
    }

    async fn one_thing_is_done_at_a_time_and_what_a_dead_server_left_is_told(app: TestApp) {
        let app = with_place(app).await;
        let mut browser = administrator_browser(&app).await;
        let running = "INSERT INTO backup_works (kind, name, state, stage, done, total, begun_at) VALUES \
                       ('create', 'talentsmaroc-2026-01-01-000000.backup.zip', 'running', 'rows', 5, 10, '2026-01-01 00:00:00')";
        execute(&app, running).await;
        let page = browser.get(PAGE).await;
        assert!(page.has("[data-state='interrupted']") && page.has(CREATE), "{}", page.text());
        execute(&app, "UPDATE installation SET backup_until = '2999-01-01 00:00:00'").await;
        let page = browser.get(PAGE).await;
        assert!(page.text().contains("Lignes : 5 sur 10"), "{}", page.text());
        // Only the progress is read again and again.
        let stored = app.folder.path().join("backups/talentsmaroc-2026-01-02-000000.backup.zip");
        fs::write(&stored, "").unwrap();
        execute(&app, "UPDATE backup_works SET done = 6").await;
        let page = browser.get(PAGE).await;
        assert!(page.text().contains("Lignes : 6 sur 10") && names(&page).is_empty(), "{}", page.text());
        let page = browser.post("/fn/create_backup", &[vec![("source", "typed")], TWICE.to_vec()].concat()).await;
        assert!(page.text().contains("Une autre opération est en cours"), "{}", page.text());
        execute(&app, "UPDATE installation SET backup_until = NULL").await;
        assert_eq!(names(&browser.get(PAGE).await).len(), 1);
        fs::remove_file(&stored).unwrap();
        create(&mut browser, "typed", &TWICE).await;
        let page = when_done(&mut browser).await;
        assert!(page.has("[data-state='interrupted']") && page.has("[data-state='done']"), "{}", page.text());
    }
}
