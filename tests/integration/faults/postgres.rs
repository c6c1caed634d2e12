//! What becomes of visitors while PostgreSQL crashes and comes back.

use std::{
    collections::BTreeMap,
    net::SocketAddr,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use axum::body::Bytes;
use http::{Method, StatusCode};
use talentsmaroc::{
    domain::files::photo::WIDTHS,
    server::{
        db::{DatabaseUrl, Db},
        repositories::files as file_rows,
        services::files::{self, FileKind, FileOwner, accept},
    },
};

use crate::{
    faults::process::{HALF_THERE, count},
    support::{
        TestApp,
        browser::Browser,
        cluster::Cluster,
        files::{decide_to_rename, files_in_place, give_photo, photo},
        people::{TestPerson, actor, insert},
        registration::register,
        server::Server,
    },
};

/// What visitors saw.
#[derive(Clone, Default)]
struct Log {
    registered: Arc<Mutex<Vec<String>>>,
    answers: Arc<Mutex<BTreeMap<(String, u16), usize>>>,
    over: Arc<AtomicBool>,
}

impl Log {
    fn note(&self, address: &str, status: StatusCode) {
        *self.answers.lock().unwrap().entry((address.to_owned(), status.as_u16())).or_default() += 1;
    }

    fn registered(&self) -> usize {
        self.registered.lock().unwrap().len()
    }

    /// Waits until so many more have registered.
    async fn more(&self, wanted: usize) {
        let before = self.registered();
        for _ in 0..300 {
            if self.registered() >= before + wanted {
                return;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("nobody registers any more: {:?}", self.answers.lock().unwrap());
    }
}

/// Registers people until it is over; after an error a visitor begins again.
async fn registers(server: SocketAddr, visitor: usize, log: Log) {
    for number in 0.. {
        if log.over.load(Ordering::Relaxed) {
            return;
        }
        let email = format!("v{visitor}-n{number}@example.org");
        let log = log.clone();
        let one = tokio::spawn(async move {
            let done = register(&mut Browser::over_http(server), &[("email", &email)]).await;
            if done.address == "/auth/register/done" && done.status == StatusCode::OK {
                log.registered.lock().unwrap().push(email);
            }
        });
        // A helper that finds an error page where its form should be gives up loudly.
        if one.await.is_err() {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }
}

/// Opens pages and sends forms until it is over.
async fn looks_around(server: SocketAddr, log: Log) {
    let mut browser = Browser::over_http(server);
    while !log.over.load(Ordering::Relaxed) {
        for address in ["/", "/talents?q=am", "/auth/register", "/profile/view/MACAS0001F", "/readyz"] {
            let page = browser.try_request(Method::GET, address, None).await.expect("the server is gone");
            log.note(address, page.status);
            if page.status == StatusCode::SERVICE_UNAVAILABLE && address != "/readyz" {
                assert!(page.has("main h1") && !page.text().contains("connection"), "{}", page.html());
            }
        }
        for (address, body) in [
            ("/fn/save_registration_step", "step=career&bio=x"),
            ("/fn/sign_in", "identifier=v0-n0%40example.org&password=wrong"),
            ("/fn/report_forgotten_password", "email=v0-n0%40example.org"),
        ] {
            let answer = browser.try_request(Method::POST, address, Some(body.to_owned())).await.expect("gone");
            log.note(address, answer.status);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_crash_of_postgresql_is_survived_without_a_restart() {
    let Some(cluster) = Cluster::start() else { return };
    let folder = tempfile::tempdir().unwrap();
    let limits = [("LIMIT_SIGN_IN_PER_MINUTE", "1000000"), ("LIMIT_RESET_REQUESTS_PER_HOUR", "1000000")];
    let server = Server::start(folder.path(), &cluster.url(), &limits).await;
    let log = Log::default();
    let mut visitors: Vec<_> = (0..3).map(|v| tokio::spawn(registers(server.address, v, log.clone()))).collect();
    visitors.push(tokio::spawn(looks_around(server.address, log.clone())));
    log.more(3).await;
    cluster.restart();
    log.more(3).await;
    // Longer away: every page says so, none hangs.
    cluster.stop();
    let mut browser = Browser::over_http(server.address);
    for address in ["/talents", "/readyz", "/profile/view/MACAS0001F"] {
        let asked = browser.try_request(Method::GET, address, None);
        let page = tokio::time::timeout(Duration::from_secs(20), asked).await.expect("it hangs").expect("it is gone");
        assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE, "{address}");
    }
    assert_eq!(browser.get("/healthz").await.status, StatusCode::OK);
    cluster.start_again();
    log.more(3).await;
    log.over.store(true, Ordering::Relaxed);
    for visitor in visitors {
        visitor.await.unwrap();
    }
    let answers = log.answers.lock().unwrap().clone();
    let wrong: Vec<_> = answers.iter().filter(|((_, status), _)| *status >= 500 && *status != 503).collect();
    assert!(wrong.is_empty(), "{wrong:?} among {answers:?}");
    assert!(answers.keys().any(|(_, status)| *status == 503), "nobody noticed the crash: {answers:?}");
    let db = Db::open(&DatabaseUrl::parse(&cluster.url()).unwrap(), 2).unwrap();
    let registered = log.registered.lock().unwrap().clone();
    for email in registered {
        let sql = format!("SELECT COUNT(*) AS n FROM accounts WHERE email_normalised = '{email}'");
        assert_eq!(count(&db, &sql).await, 1, "{email} was answered and is lost");
    }
    assert_eq!(count(&db, HALF_THERE).await, 0, "half a registration");
    // Connections that were given up end a moment later.
    let open = "SELECT COUNT(*) AS n FROM pg_stat_activity WHERE state LIKE 'idle in transaction%'";
    for _ in 0..50 {
        if count(&db, open).await == 0 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert_eq!(count(&db, open).await, 0, "a transaction was left open");
    db.close().await;
}

/// Names of a person's files; each has its three sizes in the storage, and nothing else lies there but what is known to
/// be left over.
async fn names_of(app: &TestApp, person_id: i64, left_over: usize) -> Vec<String> {
    let conn = &mut app.state.db.read().await.unwrap();
    let rows = file_rows::of_owner(conn, FileOwner::Person(person_id)).await.unwrap();
    let stored = files_in_place(&app.folder.path().join("storage"));
    for row in &rows {
        let sizes = stored.iter().filter(|path| path.display().to_string().contains(&row.name)).count();
        assert_eq!(sizes, WIDTHS.len(), "a row without its file");
    }
    assert_eq!(stored.len(), (rows.len() + left_over) * WIDTHS.len());
    rows.into_iter().map(|row| row.name).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_to_a_commit_that_is_lost_costs_no_file() {
    let Some(app) = TestApp::postgres().await else { return };
    let (app, proxy) = app.behind_a_lossy_proxy().await;
    files::installation::establish(&app.state).await.unwrap();
    let keys = insert(&app.state, &[TestPerson::new(1)]).await[0];
    let first = give_photo(&app.state, keys.person_id).await;
    proxy.lose_next_answer();
    let (actor, owner) = (actor(&keys.viewer()), FileOwner::Person(keys.person_id));
    let sent = accept(&app.state, &actor, owner, FileKind::Photo, "", Bytes::from(photo(9))).await;
    assert!(sent.is_err() && proxy.has_lost_it(), "{sent:?}");
    let names = names_of(&app, keys.person_id, 1).await;
    assert!(names.len() == 1 && names[0] != first, "it was stored in place of the first");
    let renaming = decide_to_rename(&app.state, &keys).await;
    proxy.lose_next_answer();
    assert!(files::rename_photos(&app.state, renaming).await.is_err() && proxy.has_lost_it());
    let renamed = names_of(&app, keys.person_id, 2).await;
    assert_ne!(renamed, names);
    // What is left over is unreferenced: the sweep removes it.
    tokio::time::sleep(Duration::from_millis(1100)).await;
    assert_eq!(files::sweep(&app.state, Duration::from_secs(1)).await.unwrap().orphans, 2 * WIDTHS.len());
    assert_eq!(names_of(&app, keys.person_id, 0).await, renamed);
}
