//! What lies in the storage after the server was killed while files were sent to it.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
    sync::{Arc, Mutex},
    time::Duration,
};

use talentsmaroc::server::{
    actor::Actor,
    db::{DatabaseUrl, Db},
    services::files::{SWEPT_AFTER, sweep, sweep_all},
};

use crate::{
    faults::process::{count, kill_amid},
    support::{
        app::open,
        browser::Browser,
        database,
        files::{UPLOAD, files_in_place, grow_old, pdf, photo},
        server::Server,
    },
};

/// Visitors send photo and CV, then others in their place, one visitor after the other until the server dies. What
/// they have in the end is noted as « photo cv ».
async fn send_forever(server: std::net::SocketAddr, shade: u8, answered: Arc<Mutex<Vec<String>>>) {
    loop {
        let mut browser = Browser::over_http(server);
        browser.extra_headers.insert(http::header::ACCEPT, "application/json".parse().unwrap());
        let mut names = String::new();
        for _ in 0..2 {
            let (picture, cv) = (photo(shade), pdf(200_000));
            let told = browser.upload(UPLOAD, &[], &[("cv", "cv.pdf", &cv), ("photo", "a.jpg", &picture)]).await;
            let told: serde_json::Value = serde_json::from_slice(&told.bytes).unwrap();
            names = format!("{} {}", told["photo"].as_str().unwrap(), told["cv"].as_str().unwrap());
        }
        answered.lock().unwrap().push(names);
    }
}

/// Names in the storage with their files.
fn stored(storage: &Path) -> BTreeMap<String, BTreeSet<String>> {
    let mut names = BTreeMap::<String, BTreeSet<String>>::new();
    for path in files_in_place(storage) {
        let file = path.file_name().unwrap().to_str().unwrap().to_owned();
        let name = file.split(['-', '.', '#']).next().unwrap().to_owned();
        names.entry(name).or_default().insert(file);
    }
    names
}

async fn uploads_are_whole_or_swept(folder: &Path, url: &str) {
    let storage = folder.join("storage");
    let answered = Arc::new(Mutex::new(Vec::<String>::new()));
    for _ in 0..2 {
        let mut running = Server::start(folder, url, &[]).await;
        let visitors = (0..4)
            .map(|shade| {
                let send = send_forever(running.address, shade, answered.clone());
                tokio::spawn(send)
            })
            .collect();
        kill_amid(&mut running, &answered, visitors).await;
    }
    // As after a death at the worst moments: a file without its row, and half a file.
    let orphan = storage.join("cv/00/00000000000000000000000000000000");
    let half = storage.join("cv/00/00000000000000000000000000000001#1");
    fs::create_dir_all(orphan.parent().unwrap()).unwrap();
    for path in [&orphan, &half] {
        fs::write(path, b"%PDF-1.7").unwrap();
    }

    let db = Db::open(&DatabaseUrl::parse(url).unwrap(), 2).unwrap();
    let before = stored(&storage);
    let answered = answered.lock().unwrap().clone();
    for name in answered.iter().flat_map(|names| names.split(' ')) {
        let sql = format!("SELECT COUNT(*) AS n FROM files WHERE name = '{name}'");
        assert_eq!(count(&db, &sql).await, 1, "{name} was answered and is lost");
    }
    for (kind, files) in [("photo", 3), ("cv", 1)] {
        let rows = count(&db, &format!("SELECT COUNT(*) AS n FROM files WHERE kind = '{kind}'")).await;
        let mut whole = 0;
        for (name, found) in &before {
            let sql = format!("SELECT COUNT(*) AS n FROM files WHERE kind = '{kind}' AND name = '{name}'");
            if count(&db, &sql).await == 1 {
                assert_eq!(found.len(), files, "{name}: {found:?}");
                whole += 1;
            }
        }
        assert!(rows > 0);
        assert_eq!(whole, rows, "a {kind} without its file");
    }
    db.close().await;

    // Everything else goes once it is as old as the sweep waits, but not when the server starts.
    grow_old(&storage);
    let mut server = Server::start(folder, url, &[]).await;
    server.kill();
    assert!(orphan.exists() && half.exists(), "swept at the start");
    let state = open(folder, url).await;
    sweep_all(&state, &Actor::command_line()).await.unwrap();
    assert!(!orphan.exists() && !half.exists(), "not swept");
    sweep(&state, Duration::ZERO).await.unwrap();
    let after = stored(&storage);
    let rows = count(&state.db, "SELECT COUNT(*) AS n FROM files").await;
    assert_eq!(i64::try_from(after.len()).unwrap(), rows, "a file without a row was left");
    let lost: Vec<_> = after.values().filter(|files| files.iter().any(|file| file.contains('#'))).collect();
    assert!(lost.is_empty(), "{lost:?}");
    state.db.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn kill_9_during_uploads_is_swept_on_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    let path = database::sqlite(folder.path()).await;
    uploads_are_whole_or_swept(folder.path(), &format!("sqlite:{}", path.display())).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn kill_9_during_uploads_is_swept_on_postgresql() {
    let Some(server) = database::postgres_server() else { return };
    let (name, url) = database::postgres(&server).await;
    let folder = tempfile::tempdir().unwrap();
    uploads_are_whole_or_swept(folder.path(), &url).await;
    database::drop_postgres(&server, &name).await;
}

#[test]
fn what_is_swept_is_at_most_an_hour_old() {
    // Housekeeping comes twice an hour.
    assert!(SWEPT_AFTER + Duration::from_secs(30 * 60) <= Duration::from_secs(60 * 60));
}
