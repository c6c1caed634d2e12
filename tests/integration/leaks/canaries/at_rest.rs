//! What is found by reading the log, or by copying the database and the folders.

use std::{fs, path::Path, process::Stdio, sync::LazyLock, time::Duration};

use aho_corasick::AhoCorasick;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use chrono::Datelike as _;
use serde_json::json;

use crate::leaks::canaries::{
    finder::Finder,
    people::{Person, everybody},
    plan::{Canary, Column, columns, word},
};
use crate::support::{
    app,
    browser::Browser,
    database,
    files::all_files,
    sendgrid::{Next, SendGridStandIn},
    server::Server,
};

/// Adult and closed, adult and wide open, a minor.
const WHO: [usize; 3] = [0, 7, 25];
/// Never stored in a readable way: the encrypted columns, and what is stored nowhere.
fn is_unreadable(column: &Column) -> bool {
    let word_of_another = matches!(column.canary, Canary::Silent(_) | Canary::Stored | Canary::Choice(_));
    let secret = column.name.ends_with("_encrypted") || column.name.ends_with("_hash") || column.name.starts_with('(');
    secret && !word_of_another
}

/// Everything that may be readable nowhere at rest, in the ways it may have been written down.
fn unreadable(person: usize) -> Vec<String> {
    let mut needles = Vec::new();
    for column in columns().iter().filter(|column| is_unreadable(column)) {
        needles.extend(column.words().iter().map(|name| word(name, person)));
        if let Canary::Number(digits) = column.canary {
            let number = format!("{digits}{person:02}");
            let (area, rest) = number.split_at(3);
            let (exchange, line) = rest.split_at(3);
            for between in [" ", "-", "."] {
                needles.push([area, exchange, line].join(between));
            }
            needles.push(number);
        }
    }
    // However it begins in the middle of a longer text, most of it is recognised.
    let hidden: Vec<_> =
        needles.iter().flat_map(|needle| (0..3).map(|skip| STANDARD.encode(&needle[skip..]))).collect();
    let hidden = hidden.into_iter().map(|text| text.trim_end_matches('=')[..text.len().min(10)].to_lowercase());
    needles.iter().cloned().chain(hidden.filter(|text| text.len() >= 10)).collect()
}

/// All of it, of all who are here, and what finds any of it: a database is read once, not once for each needle.
static UNREADABLE: LazyLock<(Vec<String>, AhoCorasick)> = LazyLock::new(|| {
    let needles: Vec<String> = WHO.into_iter().flat_map(unreadable).collect();
    let machine = AhoCorasick::new(&needles).unwrap();
    (needles, machine)
});

fn assert_unreadable(what: &str, content: &[u8]) {
    let text = String::from_utf8_lossy(content).to_lowercase();
    let (needles, machine) = &*UNREADABLE;
    let found = machine.find(&text).map(|found| &needles[found.pattern()]);
    assert!(found.is_none(), "{what} holds {found:?}");
}

/// What people, strangers and mistakes make the server do.
async fn live(people: &mut [Person]) {
    let this_year = chrono::Utc::now().year();
    for person in people.iter_mut() {
        person.register(this_year).await;
        let mut browser = person.browser.clone();
        for section in ["identity", "contact", "career", "networks"] {
            let page = browser.get(&format!("/profile/edit?section={section}")).await;
            let bio = format!("{} again", word("biography", person.number));
            browser.submit(&page, "form[data-section]", &[("bio", &bio), ("action", "save")]).await;
        }
        let page = browser.get("/profile/security").await;
        let moved = format!("{}@example.com", word("mailbox", person.number));
        let password = person.password();
        let asked = [("email", moved.as_str()), ("password_for_email", &password)];
        browser.submit(&page, "form[action='/fn/change_email']", &asked).await;
        for password in ["wrong, and wrong again", &person.password()] {
            let mut other = browser.clone();
            other.cookies.clear();
            for identifier in [person.code.clone(), format!("{}@example.org", word("mailbox", person.number))] {
                let fields = [("identifier", identifier.as_str()), ("password", password)];
                other.post("/fn/sign_in", &fields).await;
            }
            other.get(&format!("/profile/view/{}?as=member", person.code)).await;
            other.get(&format!("/talents?q={}&code={}", word("first", person.number), person.code)).await;
            other.get(&format!("/files/cv/{}", person.cv)).await;
            other.get(&format!("/auth/email/confirm/{}", word("first", person.number))).await;
            other
                .post(
                    "/fn/report_forgotten_password",
                    &[("email", &format!("{}@example.org", word("mailbox", person.number)))],
                )
                .await;
            other.post("/fn/save_registration_step", &[("step", &word("last", person.number)), ("bio", "x")]).await;
            other.post("/lang", &[("lang", &word("first", person.number))]).await;
            let first = word("first", person.number);
            other.upload("/auth/register/files", &[("step", &first)], &[("photo", &first, first.as_bytes())]).await;
        }
        person.browser = browser;
    }
}

/// No private value, no code, no secret of a link or a session.
fn assert_silent(log: &Path, people: &[Person], secrets: &[String]) {
    let columns = columns();
    let mut finder = Finder::new(&columns, 72);
    for person in people {
        finder.add_stored(&person.code, (usize::MAX, person.number));
        finder.add_day(person.born(chrono::Utc::now().year()), (usize::MAX, person.number));
    }
    for secret in secrets {
        finder.add_stored(secret, (usize::MAX, usize::MAX));
    }
    let log = fs::read_to_string(log).unwrap();
    assert!(log.lines().count() > 100, "the log was not written: {log}");
    for line in log.lines() {
        let found = finder.find(line.as_bytes());
        let names: Vec<_> =
            found.iter().map(|(column, _)| columns.get(*column).map_or("a secret", |c| c.name)).collect();
        assert!(found.is_empty(), "the log tells {names:?}: {line}");
    }
}

async fn nothing_is_readable(folder: &Path, url: &str, format: &str, dump: impl AsyncFn() -> Vec<(String, Vec<u8>)>) {
    let told = json!({ "errors": [{ "message": format!("{}@example.org bounced", word("mailbox", 0)) }] });
    let answers = [Next::Answer(400, Vec::new(), told.clone()), Next::Answer(500, Vec::new(), told)];
    let sendgrid = SendGridStandIn::start(answers).await;
    let settings = sendgrid.settings();
    let mut settings: Vec<(&str, &str)> = settings.iter().map(|(name, value)| (*name, value.as_str())).collect();
    settings.extend([("LOG", "trace"), ("LOG_FORMAT", format)]);
    let log = folder.join("log.txt");
    let open = || Stdio::from(fs::OpenOptions::new().create(true).append(true).open(&log).unwrap());
    let mut server = Server::start_logging(folder, url, &settings, open()).await;
    let address = server.address;
    let mut people: Vec<Person> =
        everybody(|| Browser::over_http(address)).into_iter().filter(|person| WHO.contains(&person.number)).collect();
    live(&mut people).await;
    for _ in 0..100 {
        if sendgrid.taken().len() >= WHO.len() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    // While it runs, after a power cut, after a proper end.
    for state in ["running", "killed", "stopped"] {
        match state {
            "killed" => {
                server.kill();
                let state = app::open(folder, url).await;
                for person in &mut people {
                    person.add_cinema(&state).await;
                }
                state.db.close().await;
            }
            "stopped" => {
                server = Server::start_logging(folder, url, &settings, open()).await;
                server.terminate();
                server.ended().await;
            }
            _ => {}
        }
        for (what, content) in dump().await {
            assert_unreadable(&format!("{what} of a {state} server"), &content);
        }
    }
    let mut pictures = 0;
    for path in all_files(&folder.join("storage")) {
        // The folder's own name is random.
        let name = path.strip_prefix(folder).unwrap().display().to_string();
        assert!(!name.contains("zq"), "{name}");
        let content = fs::read(&path).unwrap();
        if !name.contains("/cv/") {
            assert_unreadable(&name, &content);
        }
        // The picture of a document shows its number.
        assert_eq!(image::load_from_memory(&content).is_ok(), !name.contains("/id_photo/") && !name.contains("/cv/"));
        pictures += usize::from(name.contains("/id_photo/"));
    }
    assert_eq!(pictures, people.len());
    let mails = sendgrid.taken();
    assert!(mails.len() >= WHO.len(), "only {} mails were sent", mails.len());
    let mut secrets: Vec<String> =
        people.iter().flat_map(|person| person.browser.cookies.values()).filter(|v| v.len() >= 32).cloned().collect();
    for mail in mails {
        let text = mail["content"][0]["value"].as_str().unwrap().to_owned();
        let long = |part: &&str| part.len() == 43;
        secrets.extend(text.split(|c: char| c.is_whitespace() || c == '/').filter(long).map(str::to_owned));
    }
    assert!(secrets.len() > WHO.len(), "{secrets:?}");
    assert_silent(&log, &people, &secrets);
}

#[tokio::test(flavor = "multi_thread")]
async fn sqlite_files_storage_and_log_tell_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = database::sqlite(folder.path()).await;
    let url = format!("sqlite:{}", path.display());
    let files = ["", "-wal", "-shm", "-journal"].map(|end| format!("{}{end}", path.display()));
    let dump = async || {
        let read = |file: &String| fs::read(file).ok().map(|content| (file.clone(), content));
        files.iter().filter_map(read).collect::<Vec<_>>()
    };
    nothing_is_readable(folder.path(), &url, "text", dump).await;
}

/// Every row of every table, what is binary as the bytes it is.
async fn rows(url: &str) -> Vec<(String, Vec<u8>)> {
    let (client, connection) = tokio_postgres::connect(url, tokio_postgres::NoTls).await.unwrap();
    let task = tokio::spawn(connection);
    let columns = "SELECT table_name::text, column_name::text, data_type::text FROM information_schema.columns \
         WHERE table_schema = 'public' AND table_name NOT IN ('cities', 'countries', 'talents', 'talent_categories')";
    let mut dump = Vec::new();
    for column in client.query(columns, &[]).await.unwrap() {
        let (table, name, kind): (String, String, String) = (column.get(0), column.get(1), column.get(2));
        let value = if kind == "bytea" { format!("encode({name}, 'escape')") } else { format!("{name}::text") };
        let rows = client.query(&format!("SELECT {value} FROM {table} WHERE {name} IS NOT NULL"), &[]).await.unwrap();
        let text: Vec<String> = rows.iter().map(|row| row.get(0)).collect();
        dump.push((format!("{table}.{name}"), text.join("\n").into_bytes()));
    }
    drop(client);
    let _ = task.await;
    assert!(dump.iter().any(|(name, content)| name == "people.phone_encrypted" && !content.is_empty()));
    dump
}

#[tokio::test(flavor = "multi_thread")]
async fn postgres_columns_storage_and_log_tell_nothing() {
    let Some(server) = database::postgres_server() else { return };
    let (name, url) = database::postgres(&server).await;
    let folder = tempfile::tempdir().unwrap();
    nothing_is_readable(folder.path(), &url, "json", async || rows(&url).await).await;
    database::drop_postgres(&server, &name).await;
}

#[test]
fn what_may_be_readable_nowhere_is_known() {
    let names: Vec<_> = columns().into_iter().filter(is_unreadable).map(|column| column.name).collect();
    for name in [
        "people.phone_encrypted",
        "social_links.address_encrypted",
        "files.original_name_encrypted",
        "accounts.password_hash",
    ] {
        assert!(names.contains(&name), "{name} is missing in {names:?}");
    }
    assert!(unreadable(7).contains(&"2025550107".to_owned()) && unreadable(7).contains(&"zqstreetahq".to_owned()));
}
