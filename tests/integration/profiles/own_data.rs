//! Downloading everything stored, the contact card, and deleting the account.

use std::io::Read as _;

use chrono::TimeDelta;
use http::{Method, StatusCode, header};

use crate::support::{
    TestApp,
    accounts::{PASSWORD, execute, member, sign_in},
    answers::first,
    browser::{Browser, Page},
    files::{all_files, give_cv, give_photo},
    mails::newest,
    on_both, on_sqlite,
    own_data::{DELETE, DOWNLOAD, columns_with, data, delete, download, number, unpacked},
    people::{TestPerson, insert},
    registration::{code_on, register},
};

const EMAIL: &str = "amina@example.org";
const REGISTERED_PASSWORD: &str = "velvet tram olive seven";

async fn registered(app: &TestApp) -> (Browser, String) {
    let mut browser = app.browser();
    let code = code_on(&register(&mut browser, &first()).await);
    (browser, code)
}

async fn administrator(app: &TestApp, email: &str) -> Browser {
    let id = member(app, email).await;
    execute(app, &format!("UPDATE accounts SET role = 'administrator' WHERE id = {id}")).await;
    let mut browser = app.browser();
    sign_in(&mut browser, email, PASSWORD).await;
    browser
}

fn is_signed_in(page: &Page) -> bool {
    page.has("form[action='/auth/logout']")
}

async fn audit_lines(app: &TestApp, action: &str) -> i64 {
    number(app, &format!("SELECT COUNT(*) AS n FROM audit_log WHERE action = '{action}'")).await
}

on_both! {
    async fn the_archive_holds_data_and_files(app: TestApp) {
        let (mut browser, code) = registered(&app).await;
        let person = number(&app, "SELECT id AS n FROM people").await;
        give_photo(&app.state, person).await;
        give_cv(&app.state, person).await;
        assert!(browser.get("/profile/dashboard").await.has("a[href='/profile/data']"));
        assert!(browser.get("/profile/security").await.has("a[href='/profile/data']"));
        let answer = download(&mut browser).await;
        assert_eq!(answer.headers[header::CONTENT_TYPE], "application/zip");
        assert_eq!(answer.headers[header::CACHE_CONTROL], "private, no-store");
        assert_eq!(answer.headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
        let name = answer.headers[header::CONTENT_DISPOSITION].to_str().unwrap();
        assert!(name.starts_with(&format!("attachment; filename=\"talentsmaroc-{code}.zip\"")), "{name}");
        let files = unpacked(&answer);
        let archive = data(&answer);
        let mut listed: Vec<String> = archive["files"]
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|file| file["paths_in_archive"].as_array().unwrap())
            .map(|path| path.as_str().unwrap().to_owned())
            .collect();
        assert_eq!(listed.len(), 4, "three widths and a CV: {listed:?}");
        assert!(listed.iter().any(|path| path.ends_with("canaricvname.pdf")));
        listed.push("data.json".to_owned());
        listed.sort();
        assert_eq!(files.keys().cloned().collect::<Vec<_>>(), listed);
        assert!(files.iter().any(|(path, bytes)| path.ends_with("-photo-640.jpg") && bytes.starts_with(&[0xff, 0xd8])));
        assert!(files.values().any(|bytes| bytes.starts_with(b"%PDF-1.7")));
        let made = archive["exported_at"].as_str().unwrap();
        assert!(chrono::DateTime::parse_from_rfc3339(made).is_ok() && made.ends_with('Z'), "{made}");
        assert_eq!(archive["unique_codes"][0]["code"], code);
        assert_eq!(archive["sessions"].as_array().unwrap().len(), 1);
        assert_eq!(archive["mails"][0]["kind"], "registration");
        assert_eq!(archive["mails"][0]["recipient"], EMAIL);
        assert_eq!(archive["consents"].as_array().unwrap().len(), 3, "terms, privacy, analysis of the CV");
        assert_eq!(audit_lines(&app, "data.downloaded").await, 1);
    }

    async fn the_archive_opens_nothing(app: TestApp) {
        let (mut browser, _) = registered(&app).await;
        let page = browser.get("/profile/security").await;
        let fields = [("email", "other@example.org"), ("password_for_email", REGISTERED_PASSWORD)];
        browser.submit(&page, "form[action='/fn/change_email']", &fields).await;
        let json = String::from_utf8(unpacked(&download(&mut browser).await).remove("data.json").unwrap()).unwrap();
        assert!(json.contains("other@example.org"), "the address a link speaks of is data too");
        for kind in ["registration", "email_change", "email_change_notice"] {
            let link = newest(&app, kind).await.link();
            let secret = link.rsplit('/').next().unwrap();
            assert!(!json.contains(secret), "whoever reads this has not read the mailbox: {kind}");
        }
        for secret in browser.cookies.values().filter(|value| value.len() > 20) {
            assert!(!json.contains(secret.as_str()));
        }
        assert!(!json.contains("$argon2"));
    }

    async fn an_unfinished_form_is_in_the_archive_without_its_password(app: TestApp) {
        member(&app, EMAIL).await;
        let mut browser = app.browser();
        sign_in(&mut browser, EMAIL, PASSWORD).await;
        let page = browser.get("/auth/register").await;
        browser.submit(&page, "form[data-step]", &[("first_name", "Canaridraft"), ("action", "next")]).await;
        let archive = data(&download(&mut browser).await);
        assert_eq!(archive["unfinished_forms"][0]["answers"]["first_name"][0], "Canaridraft");
        assert!(archive["person"].is_null());
        assert_eq!(archive["account"]["email"], EMAIL);
        let done = delete(&mut browser, "supprimer").await;
        assert_eq!(done.address, "/");
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM drafts").await, 0);
    }

    async fn the_password_is_asked_again_for_both(app: TestApp) {
        let (mut browser, code) = registered(&app).await;
        app.state.clock.advance(TimeDelta::minutes(15));
        let page = browser.get("/profile/data").await;
        assert!(!page.has(DOWNLOAD), "{}", page.text());
        let answer = browser.request(Method::POST, "/profile/data/download", Some(String::new())).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        assert_eq!(answer.headers[header::LOCATION], "/profile/reauthenticate?next=%2Fprofile%2Fdata");
        let answer = browser.post("/fn/delete_account", &[("confirmation", &code)]).await;
        assert!(answer.address.starts_with("/profile/reauthenticate?next="), "{}", answer.address);
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM accounts").await, 1);
        let asked = browser.get("/profile/data/delete").await;
        assert!(asked.address.starts_with("/profile/reauthenticate?next="), "{}", asked.address);
        let page = browser.submit(&asked, "main form", &[("password", REGISTERED_PASSWORD)]).await;
        assert_eq!(page.address, "/profile/data/delete");
        assert!(page.has(DELETE), "{}", page.text());
        assert!(browser.get("/profile/data").await.has(DOWNLOAD));
    }

    async fn strangers_get_neither(app: TestApp) {
        let (_, code) = registered(&app).await;
        let mut stranger = app.browser();
        for address in ["/profile/data", "/profile/data/delete", "/profile/card.vcf"] {
            assert!(stranger.get(address).await.address.starts_with("/auth/login?next="), "{address}");
        }
        for (address, body) in [("/profile/data/download", ""), ("/fn/delete_account", "confirmation=MACAS0001F")] {
            let answer = stranger.request(Method::POST, address, Some(body.to_owned())).await;
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{address}");
        }
        // Another site cannot press the buttons either.
        let mut owner = app.browser();
        sign_in(&mut owner, &code, REGISTERED_PASSWORD).await;
        owner.extra_headers.insert("sec-fetch-site", "cross-site".parse().unwrap());
        for address in ["/profile/data/download", "/fn/delete_account"] {
            let answer = owner.request(Method::POST, address, Some(format!("confirmation={code}"))).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{address}");
        }
    }

    async fn what_is_deleted_is_gone_and_the_code_stays_taken(app: TestApp) {
        let (mut browser, code) = registered(&app).await;
        assert_eq!(code, "MACAS0001F");
        let person = number(&app, "SELECT id AS n FROM people").await;
        execute(&app, &format!(
            "INSERT INTO unique_codes (code, person_id, is_primary, created_at) \
             VALUES ('MACAS0003F', {person}, FALSE, '2026-01-01 00:00:00')"
        )).await;
        give_photo(&app.state, person).await;
        give_cv(&app.state, person).await;
        let mut elsewhere = app.browser();
        sign_in(&mut elsewhere, EMAIL, REGISTERED_PASSWORD).await;
        app.browser().post("/fn/report_forgotten_password", &[("email", EMAIL)]).await;

        let page = browser.get("/profile/data/delete").await;
        assert!(page.text().contains("Ce qui est effacé") && page.text().contains("Ce qui reste"));
        let refused = browser.submit(&page, DELETE, &[("confirmation", "MACAS0002F")]).await;
        assert!(refused.has("[name=confirmation][aria-invalid]"), "{}", refused.text());
        assert!(is_signed_in(&refused));
        let done = browser.submit(&refused, DELETE, &[("confirmation", "macas 0001-f")]).await;
        assert_eq!(done.address, "/");
        assert!(done.text().contains("Votre compte est supprimé"), "{}", done.text());
        assert!(!is_signed_in(&done) && !is_signed_in(&elsewhere.get("/about").await));
        assert!(!browser.cookies.keys().any(|name| name.contains("session")), "{:?}", browser.cookies.keys());
        assert!(!browser.get("/").await.text().contains("Votre compte est supprimé"), "it is said once");

        for table in ["accounts", "people", "main_profiles", "sessions", "consents", "files", "outbox_mails", "jobs",
            "one_time_links", "social_links", "person_languages", "identity_documents"] {
            assert_eq!(number(&app, &format!("SELECT COUNT(*) AS n FROM {table}")).await, 0, "{table}");
        }
        assert_eq!(all_files(&app.folder.path().join("storage")).len(), 0);
        assert_eq!(columns_with(&app, &["canari", "amina"]).await, Vec::<String>::new());
        assert_eq!(audit_lines(&app, "account.deleted").await, 1);
        assert_eq!(audit_lines(&app, "code.retired").await, 2);
        assert_eq!(audit_lines(&app, "consent.ended").await, 3);
        let facts = "SELECT COUNT(*) AS n FROM audit_log WHERE subject LIKE 'code:MACAS0001F terms 2026-%Z sha256:%'";
        assert_eq!(number(&app, facts).await, 1);

        // A retired code leads to no profile and is not issued again.
        let unknown = app.browser().get("/profile/view/MACAS0777F").await;
        for retired in ["MACAS0001F", "MACAS0003F"] {
            let page = app.browser().get(&format!("/profile/view/{retired}")).await;
            assert_eq!((page.status, page.texts("main")), (StatusCode::NOT_FOUND, unknown.texts("main")));
            let page = sign_in(&mut app.browser(), retired, REGISTERED_PASSWORD).await;
            assert!(page.address.starts_with("/auth/login"), "{}", page.address);
        }
        let codes = [("a@example.org", "MACAS0002F"), ("b@example.org", "MACAS0004F"), (EMAIL, "MACAS0005F")];
        for (email, code) in codes {
            assert_eq!(code_on(&register(&mut app.browser(), &[("email", email)]).await), code);
        }
    }

    async fn the_counter_going_back_gives_no_retired_code_away(app: TestApp) {
        let (mut browser, code) = registered(&app).await;
        delete(&mut browser, &code).await;
        execute(&app, "DELETE FROM code_counters").await;
        assert_eq!(code_on(&register(&mut app.browser(), &[]).await), "MACAS0002F");
    }

    async fn the_last_administrator_stays(app: TestApp) {
        let mut only = administrator(&app, "admin@example.org").await;
        let page = only.get("/profile/data/delete").await;
        assert!(page.text().contains("pas d’autre administrateur") && !page.has(DELETE), "{}", page.text());
        let page = only.post("/fn/delete_account", &[("confirmation", "SUPPRIMER")]).await;
        assert!(page.text().contains("pas d’autre administrateur"), "{}", page.text());
        assert!(is_signed_in(&page));

        let mut second = administrator(&app, "second@example.org").await;
        let page = second.get("/profile/data").await;
        assert!(!page.has("a[href='/profile/card.vcf']"));
        assert_eq!(data(&download(&mut second).await)["account"]["role"], "administrator");
        assert_eq!(delete(&mut second, "SUPPRIMER").await.address, "/");
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM accounts").await, 1);
    }

    async fn two_administrators_cannot_both_leave_at_once(app: TestApp) {
        let (mut one, mut two) =
            (administrator(&app, "one@example.org").await, administrator(&app, "two@example.org").await);
        let fields = [("confirmation", "SUPPRIMER")];
        tokio::join!(one.post("/fn/delete_account", &fields), two.post("/fn/delete_account", &fields));
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM accounts").await, 1);
    }

    async fn the_owner_gets_a_contact_card(app: TestApp) {
        let (mut browser, code) = registered(&app).await;
        let person = number(&app, "SELECT id AS n FROM people").await;
        give_photo(&app.state, person).await;
        assert!(browser.get("/profile/dashboard").await.has("a[href='/profile/card.vcf']"));
        let card = browser.get("/profile/card.vcf").await;
        assert_eq!(card.headers[header::CONTENT_TYPE], "text/vcard; charset=utf-8");
        assert_eq!(card.headers[header::CACHE_CONTROL], "private, no-store");
        let name = card.headers[header::CONTENT_DISPOSITION].to_str().unwrap();
        assert!(name.starts_with(&format!("attachment; filename=\"{code}.vcf\"")), "{name}");
        let shown_name = browser.get(&format!("/profile/view/{code}")).await.texts("h1")[0].clone();
        let read = read_card(&card.html());
        let value = |name: &str| read.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str());
        for (name, expected) in [
            ("BEGIN", "VCARD"),
            ("VERSION", "3.0"),
            ("FN", shown_name.as_str()),
            ("N", "Canarilast;Canarifirst;;;"),
            ("EMAIL;TYPE=INTERNET", "amina@example.org"),
            ("TEL;TYPE=CELL", "+12025550101"),
            ("item1.TEL;TYPE=CELL", "+12025550102"),
            ("item1.X-ABLabel", "WhatsApp"),
            ("ADR", ";;1 rue du Canariaddress;Casablanca;;;Maroc"),
            ("URL", "https://canarisite.example/1"),
            ("NOTE", "TalentsMaroc MACAS0001F"),
            ("UID", "http://127.0.0.1:3000/profile/view/MACAS0001F"),
            ("END", "VCARD"),
        ] {
            assert_eq!(value(name), Some(expected), "{name}");
        }
        assert!(read.iter().any(|(_, value)| value == "https://www.linkedin.com/in/canari1"));
        let photo = value("PHOTO;ENCODING=b;TYPE=JPEG").expect("a photo");
        let jpeg = base64::Engine::decode(&base64::engine::general_purpose::STANDARD, photo).unwrap();
        assert!(jpeg.starts_with(&[0xff, 0xd8, 0xff]) && jpeg.ends_with(&[0xff, 0xd9]));

        assert!(browser.get("/profile/data").await.has("a[href='/profile/card.vcf?version=4']"));
        let newer = read_card(&browser.get("/profile/card.vcf?version=4").await.html());
        for (name, expected) in [
            ("VERSION", "4.0"),
            ("FN", shown_name.as_str()),
            ("EMAIL", "amina@example.org"),
            ("TEL;VALUE=uri;TYPE=cell;PREF=1", "tel:+12025550101"),
            ("item1.TEL;VALUE=uri;TYPE=cell", "tel:+12025550102"),
        ] {
            assert!(newer.iter().any(|(found, value)| found == name && value == expected), "{name} is not in {newer:?}");
        }
        assert!(newer.iter().any(|(name, value)| name == "PHOTO" && value.starts_with("data:image/jpeg;base64,/9j/")));
        member(&app, "nobody@example.org").await;
        let mut other = app.browser();
        sign_in(&mut other, "nobody@example.org", PASSWORD).await;
        assert_eq!(other.get("/profile/card.vcf").await.status, StatusCode::NOT_FOUND);
    }
}

/// Names (with parameters) and values of a card as an address book reads it: unfolded, undone the escapes of text.
fn read_card(text: &str) -> Vec<(String, String)> {
    assert!(text.ends_with("\r\n"));
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    assert!(text.lines().all(|line| line.len() <= 75), "{text}");
    let unfolded = text.replace("\r\n ", "").replace("\r\n\t", "");
    let lines = unfolded.trim_end().split("\r\n").map(|line| {
        let (name, value) = line.split_once(':').unwrap_or_else(|| panic!("no property: {line}"));
        let mut plain = String::new();
        let mut characters = value.chars();
        while let Some(character) = characters.next() {
            match character {
                '\\' => match characters.next().expect("something is escaped") {
                    'n' | 'N' => plain.push('\n'),
                    other => plain.push(other),
                },
                other => plain.push(other),
            }
        }
        (name.to_owned(), plain)
    });
    lines.collect()
}

/// Whether a word is readable in the files of the embedded database.
fn readable(app: &TestApp, word: &str) -> bool {
    ["talentsmaroc.db", "talentsmaroc.db-wal"].into_iter().any(|name| {
        let mut bytes = Vec::new();
        let Ok(mut file) = std::fs::File::open(app.folder.path().join(name)) else { return false };
        file.read_to_end(&mut bytes).unwrap();
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        text.contains(word)
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_name_is_not_readable_in_the_file() {
    let app = TestApp::sqlite().await;
    // Neighbours on the same pages, before and after.
    let neighbours = |numbers: std::ops::Range<u32>| {
        numbers
            .map(|number| {
                let mut person = TestPerson::new(number);
                person.first_name = format!("Neighbour{number}");
                person.last_name = format!("Nextdoor{number}");
                person.email = format!("neighbour{number}@example.org");
                person
            })
            .collect::<Vec<_>>()
    };
    insert(&app.state, &neighbours(1..60)).await;
    let (mut browser, code) = registered(&app).await;
    insert(&app.state, &neighbours(60..120)).await;
    let words = ["canarifirst", "canarilast", "canaribio", "canaristudy", "canarisite", "canariportfolio", EMAIL];
    app.state.db.empty_log().await.unwrap();
    for word in words {
        assert!(readable(&app, word), "{word} was never there");
    }
    delete(&mut browser, &code).await;
    for word in words {
        assert!(!readable(&app, word), "{word}");
    }
    assert!(readable(&app, "neighbour100@example.org"));
}

on_sqlite! {
    async fn downloads_are_limited(app: TestApp) {
        let app = app.with(&[("LIMIT_DATA_DOWNLOADS_PER_HOUR", "2")]).await;
        let (mut browser, _) = registered(&app).await;
        for _ in 0..2 {
            assert_eq!(download(&mut browser).await.status, StatusCode::OK);
        }
        let refused = download(&mut browser).await;
        assert_eq!((refused.address.as_str(), refused.status), ("/profile/data", StatusCode::TOO_MANY_REQUESTS));
        assert!(refused.headers.contains_key(header::RETRY_AFTER));
    }
}
