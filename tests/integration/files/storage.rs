//! What becomes of files when the storage is a bucket, is full, or the process dies.

use std::time::Duration;

use axum::body::Bytes;
use http::{Method, StatusCode};
use talentsmaroc::server::{
    actor::Actor,
    context::Viewer,
    error::{AppError, AppResult},
    services::{
        demo,
        files::{
            self, Accepted, FileKind, FileOwner, accept,
            installation::{self, StorageOwner},
            sweep,
        },
    },
    storage::{Key, new_name},
};

use crate::support::{
    TestApp,
    disk::SmallDisk,
    files::{UPLOAD, all_files, files_in_place, give_cv, give_photo, pdf, photo},
    on_both,
    own_data::number,
    people::{TestPerson, actor, administrator, insert},
    s3::Bucket,
};

async fn send_cv(app: &TestApp, person_id: i64, bytes: Vec<u8>) -> AppResult<Accepted> {
    let owner = FileOwner::Person(person_id);
    accept(&app.state, &Actor::command_line(), owner, FileKind::Cv, "cv.pdf", Bytes::from(bytes)).await
}

on_both! {
    async fn removing_a_file_that_is_not_there_changes_nothing(app: TestApp) {
        const CHANGES: &str = "SELECT COUNT(*) AS n FROM search_changes";
        let person_id = insert(&app.state, &[TestPerson::new(1)]).await[0].person_id;
        let owner = FileOwner::Person(person_id);
        let before = number(&app, CHANGES).await;
        files::remove(&app.state, &Actor::command_line(), owner, FileKind::Cv).await.unwrap();
        assert_eq!(number(&app, CHANGES).await, before);
        give_cv(&app.state, person_id).await;
        let with_cv = number(&app, CHANGES).await;
        files::remove(&app.state, &Actor::command_line(), owner, FileKind::Cv).await.unwrap();
        assert!(number(&app, CHANGES).await > with_cv);
    }

    async fn a_bucket_serves_as_well_as_a_folder(app: TestApp) {
        let bucket = Bucket::start().await;
        let app = app.with(&[("STORAGE_URL", &bucket.url())]).await;
        let mut person = TestPerson::new(1);
        person.show_name_photo = true;
        let keys = insert(&app.state, &[person]).await[0];
        let photo = give_photo(&app.state, keys.person_id).await;
        give_cv(&app.state, keys.person_id).await;
        assert_eq!(bucket.keys().len(), 4);
        assert!(bucket.keys().iter().all(|key| key.starts_with("live/photo/") || key.starts_with("live/cv/")));
        let seen = app.browser().request(Method::GET, &format!("/files/photo/{photo}-640.jpg"), None).await;
        assert_eq!(seen.status, StatusCode::OK);
        give_photo(&app.state, keys.person_id).await;
        assert_eq!(bucket.keys().len(), 4, "the replaced photo is gone");
        assert_eq!(installation::establish(&app.state).await.unwrap(), StorageOwner::ThisDatabase);
        app.state.storage.put(&Key::cv(&new_name().unwrap()), Bytes::from_static(b"orphan")).await.unwrap();
        assert_eq!(sweep(&app.state, Duration::from_secs(60)).await.unwrap().orphans, 1);
        let (trash, files): (Vec<_>, Vec<_>) = bucket.keys().into_iter().partition(|key| key.starts_with("live/trash/"));
        assert_eq!((files.len(), trash.len()), (4, 1));
    }

    async fn a_bucket_that_does_not_answer_leaves_nothing_behind(app: TestApp) {
        let bucket = Bucket::start().await;
        // Signed with a key the bucket does not know.
        let app = app.with(&[("STORAGE_URL", &bucket.url().replace("AKIATEST", "AKIAOTHER"))]).await;
        let keys = insert(&app.state, &[TestPerson::new(1)]).await[0];
        let refused = send_cv(&app, keys.person_id, pdf(100)).await;
        assert!(refused.is_err());
        assert!(bucket.keys().is_empty());
        let own = uploads_of(&app, keys.person_id).await;
        assert_eq!(own, 0, "no row without its file");
    }

    async fn a_file_without_a_row_is_swept_and_others_stay(app: TestApp) {
        let keys = insert(&app.state, &[TestPerson::new(1)]).await[0];
        give_photo(&app.state, keys.person_id).await;
        assert_eq!(installation::establish(&app.state).await.unwrap(), StorageOwner::ThisDatabase);
        // What is left when the process dies between the file and its row.
        let orphan = Key::cv(&new_name().unwrap());
        app.state.storage.put(&orphan, Bytes::from_static(b"%PDF-1.7")).await.unwrap();
        assert_eq!(sweep(&app.state, Duration::from_secs(600)).await.unwrap().orphans, 0, "its row may be on its way");
        assert_eq!(sweep(&app.state, Duration::ZERO).await.unwrap().orphans, 1);
        assert_eq!(app.state.storage.get(&orphan).await.unwrap(), None);
        assert_eq!(files_in_place(&app.folder.path().join("storage")).len(), 3);
    }

    async fn files_of_a_person_are_changed_by_the_person_and_by_administrators(app: TestApp) {
        let people = insert(&app.state, &[TestPerson::new(1), TestPerson::new(2)]).await;
        let owner = FileOwner::Person(people[0].person_id);
        let send = async |viewer: &Viewer| {
            let bytes = Bytes::from(pdf(100));
            accept(&app.state, &actor(viewer), owner, FileKind::Cv, "cv.pdf", bytes).await
        };
        let foreign = [Viewer::Anonymous, people[1].viewer()];
        for viewer in &foreign {
            assert!(matches!(send(viewer).await, Err(AppError::Forbidden)));
        }
        assert_eq!(uploads_of(&app, people[0].person_id).await, 0);
        for viewer in [people[0].viewer(), administrator()] {
            assert!(matches!(send(&viewer).await, Ok(Accepted::Stored { .. })));
        }
        for viewer in &foreign {
            let removed = files::remove(&app.state, &actor(viewer), owner, FileKind::Cv).await;
            assert!(matches!(removed, Err(AppError::Forbidden)));
        }
        assert_eq!(uploads_of(&app, people[0].person_id).await, 1);
    }

    async fn a_person_who_is_gone_takes_no_file(app: TestApp) {
        let accepted = send_cv(&app, -1, pdf(100)).await.unwrap();
        assert_eq!(accepted, Accepted::OwnerGone);
        assert!(all_files(&app.folder.path().join("storage")).is_empty());
    }

    async fn the_last_room_of_a_disk_is_left_free(app: TestApp) {
        let keys = insert(&app.state, &[TestPerson::new(1)]).await[0];
        let app = app.with(&[("MIN_FREE_MEGABYTES", "1000000000")]).await;
        assert!(matches!(send_cv(&app, keys.person_id, pdf(100)).await, Err(AppError::StorageFull)));
        let page = app.browser().upload(UPLOAD, &[], &[("cv", "cv.pdf", &pdf(100))]).await;
        assert_eq!(page.status, StatusCode::INSUFFICIENT_STORAGE);
        assert!(page.text().contains("Enregistrement impossible"), "{}", page.text());
        assert!(all_files(&app.folder.path().join("storage")).is_empty());
        let bucket = Bucket::start().await;
        let app = app.with(&[("STORAGE_URL", &bucket.url())]).await;
        assert!(matches!(send_cv(&app, keys.person_id, pdf(100)).await, Ok(Accepted::Stored { .. })));
    }

    async fn a_document_for_a_cinema_profile_that_was_removed_meanwhile_is_not_kept(app: TestApp) {
        let keys = insert(&app.state, &[TestPerson::new(1)]).await[0];
        for kind in [FileKind::IdPhoto, FileKind::Gallery] {
            let owner = FileOwner::Person(keys.person_id);
            let sent = accept(&app.state, &actor(&keys.viewer()), owner, kind, "", Bytes::from(photo(1))).await.unwrap();
            assert_eq!(sent, Accepted::OwnerGone, "{kind:?}");
        }
        assert_eq!(uploads_of(&app, keys.person_id).await, 0);
        assert!(all_files(&app.folder.path().join("storage")).is_empty());
    }

    async fn a_full_disk_is_said_and_leaves_nothing_half(app: TestApp) {
        let Some(disk) = SmallDisk::mount(1024) else { return };
        let storage = disk.path().join("storage");
        let app = app.with(&[("STORAGE_URL", storage.to_str().unwrap())]).await;
        let keys = insert(&app.state, &[TestPerson::new(1)]).await[0];
        give_cv(&app.state, keys.person_id).await;
        let much = pdf(3 << 20);
        let refused = send_cv(&app, keys.person_id, much.clone()).await;
        assert!(matches!(refused, Err(AppError::StorageFull)), "{refused:?}");
        assert_eq!(all_files(&storage).len(), 1, "the CV of before");
        assert_eq!(uploads_of(&app, keys.person_id).await, 1);
        let mut browser = app.browser();
        let page = browser.upload(UPLOAD, &[], &[("cv", "cv.pdf", &much)]).await;
        assert_eq!(page.status, StatusCode::INSUFFICIENT_STORAGE);
        assert!(page.text().contains("Enregistrement impossible"), "{}", page.text());
        // Reading goes on, and so does writing once there is room.
        assert_eq!(browser.upload(UPLOAD, &[], &[("photo", "a.jpg", &photo(1))]).await.status, StatusCode::SEE_OTHER);
    }

    async fn demo_people_get_portraits_and_take_them_along(app: TestApp) {
        demo::seed(&app.state, &Actor::command_line(), 12, 0.0, false, |_| {}).await.unwrap();
        assert_eq!(demo::draw_photos(&app.state, &Actor::command_line(), 5, |_| {}).await.unwrap(), 5);
        assert_eq!(demo::draw_photos(&app.state, &Actor::command_line(), 5, |_| {}).await.unwrap(), 0);
        assert_eq!(demo::draw_photos(&app.state, &Actor::command_line(), 200, |_| {}).await.unwrap(), 7);
        let storage = app.folder.path().join("storage");
        assert_eq!(all_files(&storage).len(), 36);
        demo::remove(&app.state, &Actor::command_line(), |_| {}).await.unwrap();
        assert!(all_files(&storage).is_empty());
    }
}

async fn uploads_of(app: &TestApp, person_id: i64) -> usize {
    let mut conn = app.state.db.read().await.unwrap();
    talentsmaroc::server::repositories::files::of_owner(&mut conn, FileOwner::Person(person_id)).await.unwrap().len()
}
