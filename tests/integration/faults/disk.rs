//! What becomes of visitors while the disk is full, and afterwards.

use std::path::Path;

use http::{Method, StatusCode};
use talentsmaroc::server::db::{DatabaseUrl, Db};

use crate::{
    faults::process::{HALF_THERE, count},
    support::{
        browser::{Browser, Page},
        cluster::Cluster,
        database,
        disk::SmallDisk,
        files::{UPLOAD, all_files, pdf},
        registration::{REVIEW, code_on, fill_in, register},
        server::Server,
    },
};

/// Room for a few registrations beside the database.
const ROOM_KILOBYTES: u64 = 6 * 1024;

fn said_clearly(page: &Page) -> bool {
    page.status == StatusCode::INSUFFICIENT_STORAGE && page.text().contains("Enregistrement impossible")
}

/// Fills the disk of a database while people register and send files, and makes room again. `folder` is where the
/// server keeps its files, on the same disk or not.
async fn full_and_free_again(folder: &Path, url: &str, disk: &SmallDisk) {
    let storage = folder.join("storage");
    let shared = folder == disk.path();
    let mut server = Server::start(folder, url, &[]).await;
    let address = server.address;
    let mut first = Browser::over_http(address);
    let code = code_on(&register(&mut first, &[("email", "first@example.org")]).await);
    let view = format!("/profile/view/{code}");
    // A visitor is about to send what was filled in.
    let mut second = Browser::over_http(address);
    let review = fill_in(&mut second, &[("email", "second@example.org")]).await;
    let stored = all_files(&storage).len();

    let filler = disk.fill(0);
    // What room there is inside the database's files is used up first.
    let bio = "x".repeat(1_900);
    let mut full = false;
    for _ in 0..2_000 {
        let step = format!("step=career&bio={bio}");
        let answer = Browser::over_http(address).request(Method::POST, "/fn/save_registration_step", Some(step)).await;
        full = answer.status != StatusCode::FOUND;
        if full {
            assert!(said_clearly(&answer), "{} {}", answer.status, answer.text());
            break;
        }
    }
    assert!(full, "there was room all the time");
    let sent = second.submit(&review, REVIEW, &[]).await;
    // A row that is a little smaller may still find its place; but it is all or nothing.
    assert!(said_clearly(&sent) || sent.address == "/auth/register/done", "{} {}", sent.status, sent.text());
    if shared {
        for (path, browser) in [("/profile/files", &mut first.clone()), (UPLOAD, &mut Browser::over_http(address))] {
            let answer = browser.upload(path, &[("action", "save")], &[("cv", "cv.pdf", &pdf(1 << 20))]).await;
            assert!(said_clearly(&answer), "{path} {} {}", answer.status, answer.text());
        }
        assert_eq!(all_files(&storage).len(), stored, "half an upload");
    }
    // Reading goes on.
    for path in ["/", "/talents", "/readyz", view.as_str()] {
        assert_eq!(Browser::over_http(address).get(path).await.status, StatusCode::OK, "{path}");
    }
    assert_eq!(first.get("/profile/dashboard").await.status, StatusCode::OK);

    drop(filler);
    let done = second.submit(&review, REVIEW, &[]).await;
    assert_eq!(done.address, "/auth/register/done", "{} {}", done.status, done.text());
    let answer = first.upload("/profile/files", &[("action", "save")], &[("cv", "cv.pdf", &pdf(1 << 20))]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(all_files(&storage).len(), stored + 1);
    server.kill();
    let db = Db::open(&DatabaseUrl::parse(url).unwrap(), 2).unwrap();
    assert_eq!(count(&db, "SELECT COUNT(*) AS n FROM accounts").await, 2);
    assert_eq!(count(&db, HALF_THERE).await, 0, "half a registration");
    assert_eq!(count(&db, "SELECT COUNT(*) AS n FROM files").await, 1);
    if url.starts_with("sqlite:") {
        let intact = "SELECT COUNT(*) AS n FROM pragma_integrity_check WHERE integrity_check = 'ok'";
        assert_eq!(count(&db, intact).await, 1);
    }
    db.close().await;
}

/// A SQLite database on a disk with a little room.
async fn on_small_disk() -> Option<(SmallDisk, String)> {
    let templates = tempfile::tempdir().unwrap();
    let template = database::sqlite(templates.path()).await;
    let disk = SmallDisk::mount(template.metadata().unwrap().len() / 1024 + ROOM_KILOBYTES)?;
    let path = disk.path().join("talentsmaroc.db");
    std::fs::copy(&template, &path).unwrap();
    Some((disk, format!("sqlite:{}", path.display())))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_is_said_and_over_when_there_is_room_again_on_sqlite() {
    let Some((disk, url)) = on_small_disk().await else { return };
    full_and_free_again(disk.path(), &url, &disk).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_is_said_and_over_when_there_is_room_again_on_postgresql() {
    let Some(cluster) = Cluster::start() else { return };
    let Some(disk) = SmallDisk::mount(64 * 1024) else { return };
    let tables = disk.path().join("tables");
    cluster.make_folder(&tables);
    let place = format!("CREATE TABLESPACE small LOCATION '{}'", tables.display());
    database::execute(&cluster.url(), &[&place, "CREATE DATABASE small TABLESPACE small"]).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    full_and_free_again(folder.path(), &database::with_database(&cluster.url(), "small"), &disk).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_death_on_a_full_disk_loses_nothing_that_was_answered() {
    let Some((disk, url)) = on_small_disk().await else { return };
    let mut server = Server::start(disk.path(), &url, &[]).await;
    let done = register(&mut Browser::over_http(server.address), &[]).await;
    assert_eq!(done.address, "/auth/register/done");
    let filler = disk.fill(0);
    server.kill();
    drop(filler);
    let server = Server::start(disk.path(), &url, &[]).await;
    let page = Browser::over_http(server.address).get("/talents").await;
    assert!(page.html().contains(&code_on(&done)));
}
