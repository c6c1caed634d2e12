//! Files that this database does not know: whose they are, how long they wait in the trash, how they come back.

use std::time::Duration;

use axum::body::Bytes;
use chrono::TimeDelta;
use http::{Method, StatusCode};
use talentsmaroc::server::{
    actor::Actor,
    context::Viewer,
    error::AppError,
    services::{
        files::{
            self, FileKind, FileOwner, Hindrance, Swept,
            installation::{self, StorageOwner},
            sweep, sweep_all,
        },
        operations::housekeeping::{self, FIRST_SWEEP_AFTER},
    },
    state::AppState,
    storage::{Key, StorageUrl, TRASH_KEPT_DAYS, new_name},
};

use crate::support::{
    TestApp,
    accounts::execute,
    files::{give_cv, give_photo, grow_old},
    on_both,
    own_data::number,
    people::{TestPerson, actor, insert},
    s3::Bucket,
};

/// Runs a test on an empty folder and on an empty bucket.
async fn on_each_storage(mut app: TestApp, test: impl AsyncFn(&TestApp, &str)) {
    let (folder, bucket) = (tempfile::tempdir().unwrap(), Bucket::start().await);
    for url in [folder.path().join("files").display().to_string(), bucket.url()] {
        app = app.with(&[("STORAGE_URL", &url)]).await;
        test(&app, &url).await;
    }
}

/// How many files there are in their places, and in the trash.
async fn counted(state: &AppState) -> (usize, usize) {
    let listing = state.storage.list().await.unwrap();
    (listing.files.len(), listing.trash.len())
}

async fn put_orphans(state: &AppState, number: usize) -> Vec<Key> {
    let mut keys = Vec::new();
    for _ in 0..number {
        let key = Key::cv(&new_name().unwrap());
        state.storage.put(&key, Bytes::from_static(b"%PDF-1.7")).await.unwrap();
        keys.push(key);
    }
    keys
}

async fn swept(state: &AppState) -> Swept {
    sweep(state, Duration::ZERO).await.unwrap()
}

async fn establish(state: &AppState) -> StorageOwner {
    installation::establish(state).await.unwrap()
}

/// A person whom every visitor sees.
async fn visible_person(app: &TestApp) -> i64 {
    let mut person = TestPerson::new(1);
    person.show_name_photo = true;
    insert(&app.state, &[person]).await[0].person_id
}

on_both! {
    async fn another_database_on_the_same_storage_leaves_every_file_alone(app: TestApp) {
        let person_id = visible_person(&app).await;
        on_each_storage(app, async |app, url| {
            assert_eq!(establish(&app.state).await, StorageOwner::ThisDatabase);
            let photo = give_photo(&app.state, person_id).await;
            give_cv(&app.state, person_id).await;
            let other = TestApp::sqlite().await.with(&[("STORAGE_URL", url)]).await;
            assert_eq!(establish(&other.state).await, StorageOwner::AnotherDatabase);
            for _ in 0..2 {
                let hindrance = Some(Hindrance::Owner(StorageOwner::AnotherDatabase));
                assert_eq!(swept(&other.state).await, Swept { hindrance, ..Swept::default() });
            }
            assert_eq!(counted(&app.state).await, (4, 0));
            assert_eq!(swept(&app.state).await, Swept::default());

            // Even when an operator says that the files are the other one's, they are not lost.
            let refused = installation::adopt(&other.state, &actor(&Viewer::Anonymous)).await;
            assert!(matches!(refused, Err(AppError::Forbidden)));
            installation::adopt(&other.state, &Actor::command_line()).await.unwrap();
            assert_eq!(swept(&other.state).await.orphans, 4);
            assert_eq!(counted(&app.state).await, (0, 4));
            let address = format!("/files/photo/{photo}-640.jpg");
            let seen = app.browser().request(Method::GET, &address, None).await;
            assert_eq!(seen.status, StatusCode::OK, "it comes back when it is read");
            assert_eq!(counted(&app.state).await, (1, 3));
            installation::adopt(&app.state, &Actor::command_line()).await.unwrap();
            assert_eq!(swept(&app.state).await, Swept { restored: 3, ..Swept::default() });
            assert_eq!(counted(&app.state).await, (4, 0));
        })
        .await;
    }

    async fn of_two_databases_that_start_at_once_one_gets_the_storage(app: TestApp) {
        on_each_storage(app, async |app, url| {
            let other = TestApp::sqlite().await.with(&[("STORAGE_URL", url)]).await;
            let (one, two) = tokio::join!(establish(&app.state), establish(&other.state));
            let both = [one, two];
            assert!(both.contains(&StorageOwner::ThisDatabase) && both.contains(&StorageOwner::AnotherDatabase), "{both:?}");
            assert_eq!([establish(&app.state).await, establish(&other.state).await], both);
        })
        .await;
    }

    async fn two_servers_of_one_database_share_the_storage(app: TestApp) {
        on_each_storage(app, async |app, url| {
            let (second, _folder) = app.another_server().await;
            assert_eq!(second.config.storage_url, StorageUrl::parse(url).unwrap());
            let (one, two) = tokio::join!(establish(&app.state), establish(&second));
            assert_eq!([one, two], [StorageOwner::ThisDatabase; 2]);
            second.db.close().await;
        })
        .await;
    }

    async fn an_installation_of_before_gets_its_mark(app: TestApp) {
        let person_id = visible_person(&app).await;
        on_each_storage(app, async |app, _| {
            give_photo(&app.state, person_id).await;
            assert_eq!(app.state.storage.mark().await.unwrap(), None);
            assert_eq!(swept(&app.state).await, Swept::default());
            assert!(app.state.storage.mark().await.unwrap().is_some());
        })
        .await;
    }

    async fn a_storage_with_unknown_files_and_no_mark_is_left_alone(app: TestApp) {
        on_each_storage(app, async |app, _| {
            put_orphans(&app.state, 2).await;
            let unclear = StorageOwner::Unclear { unknown: 2, files: 2 };
            assert_eq!(swept(&app.state).await.hindrance, Some(Hindrance::Owner(unclear)));
            assert_eq!(app.state.storage.mark().await.unwrap(), None);
            assert_eq!(counted(&app.state).await, (2, 0));
            let warning = unclear.warning().unwrap();
            assert!(warning.contains("2 of the 2 files") && warning.contains("storage adopt"), "{warning}");
            installation::adopt(&app.state, &Actor::command_line()).await.unwrap();
            assert_eq!(swept(&app.state).await.orphans, 2);
        })
        .await;
    }

    async fn a_file_without_a_row_waits_seven_days_in_the_trash(app: TestApp) {
        on_each_storage(app, async |app, _| {
            // Midnight must not come between.
            app.state.clock.stop();
            establish(&app.state).await;
            let orphan = put_orphans(&app.state, 1).await.remove(0);
            assert_eq!(swept(&app.state).await.orphans, 1);
            assert_eq!(app.state.storage.get(&orphan).await.unwrap(), None);
            for (days, expired) in [(TRASH_KEPT_DAYS, 0), (1, 1)] {
                app.state.clock.advance(TimeDelta::days(days));
                assert_eq!(swept(&app.state).await, Swept { expired, ..Swept::default() });
                assert_eq!(counted(&app.state).await, (0, 1 - expired));
            }
        })
        .await;
    }

    async fn too_many_files_without_a_row_stay_until_an_operator_says_so(app: TestApp) {
        on_each_storage(app, async |app, _| {
            establish(&app.state).await;
            put_orphans(&app.state, 20).await;
            assert_eq!(swept(&app.state).await.orphans, 20);
            put_orphans(&app.state, 21).await;
            let hindrance = Hindrance::TooMany { orphans: 21, files: 21 };
            assert_eq!(swept(&app.state).await, Swept { hindrance: Some(hindrance), ..Swept::default() });
            assert_eq!(counted(&app.state).await, (21, 20));
            let stored = "SELECT COUNT(*) AS n FROM installation WHERE hindrance = 'too_many' AND orphans = 21 AND trashed = 20";
            assert_eq!(number(app, stored).await, 1, "doctor reads it there");
            let refused = sweep_all(&app.state, &actor(&Viewer::Anonymous)).await;
            assert!(matches!(refused, Err(AppError::Forbidden)));
            if let StorageUrl::Folder(folder) = &app.state.config.storage_url {
                grow_old(folder);
            }
            assert_eq!(sweep_all(&app.state, &Actor::command_line()).await.unwrap().orphans, 21);
            assert_eq!(counted(&app.state).await, (0, 41));
        })
        .await;
    }

    async fn a_database_that_knows_a_file_again_gets_it_back(app: TestApp) {
        let person_id = visible_person(&app).await;
        on_each_storage(app, async |app, _| {
            establish(&app.state).await;
            give_photo(&app.state, person_id).await;
            give_cv(&app.state, person_id).await;
            // An older backup: it does not know the files yet.
            execute(app, "UPDATE files SET name = 'f' || name").await;
            assert_eq!(swept(&app.state).await.orphans, 4);
            app.state.clock.advance(TimeDelta::days(TRASH_KEPT_DAYS - 1));
            // The newer one is put back.
            execute(app, "UPDATE files SET name = substr(name, 2)").await;
            assert_eq!(swept(&app.state).await, Swept { restored: 4, ..Swept::default() });
            assert_eq!(counted(&app.state).await, (4, 0));
        })
        .await;
    }

    async fn a_draft_that_is_over_may_be_a_person_of_a_newer_database(app: TestApp) {
        let person_id = visible_person(&app).await;
        on_each_storage(app, async |app, _| {
            establish(&app.state).await;
            give_photo(&app.state, person_id).await;
            give_cv(&app.state, person_id).await;
            execute(app, "CREATE TABLE newer AS SELECT * FROM files").await;
            // An older backup: the person is still a draft in it, which expires.
            execute(app, "UPDATE files SET person_id = NULL, draft_id = 1000000").await;
            assert_eq!(swept(&app.state).await, Swept { of_drafts: 2, ..Swept::default() });
            assert_eq!(counted(&app.state).await, (0, 4));
            // The newer one is put back.
            execute(app, "INSERT INTO files SELECT * FROM newer").await;
            execute(app, "DROP TABLE newer").await;
            assert_eq!(swept(&app.state).await, Swept { restored: 4, ..Swept::default() });
            assert_eq!(counted(&app.state).await, (4, 0));
        })
        .await;
    }

    async fn what_its_owner_removes_is_gone_from_the_trash_too(app: TestApp) {
        let person_id = visible_person(&app).await;
        on_each_storage(app, async |app, _| {
            let cv = Key::cv(&give_cv(&app.state, person_id).await);
            app.state.storage.throw_away(&cv, app.state.clock.now().date()).await.unwrap();
            assert_eq!(counted(&app.state).await, (0, 1));
            let owner = FileOwner::Person(person_id);
            files::remove(&app.state, &Actor::command_line(), owner, FileKind::Cv).await.unwrap();
            assert_eq!(counted(&app.state).await, (0, 0));
        })
        .await;
    }

    async fn files_are_swept_an_hour_after_the_start_and_not_before(app: TestApp) {
        establish(&app.state).await;
        put_orphans(&app.state, 1).await;
        grow_old(&app.folder.path().join("storage"));
        let started = app.state.clock.since_epoch();
        app.state.clock.stop();
        housekeeping::look_at_storage(&app.state).await;
        for (minutes, in_place) in [(0, 1), (30, 1), (31, 0)] {
            app.state.clock.advance(TimeDelta::minutes(minutes));
            housekeeping::purge_since(&app.state, started).await.unwrap();
            assert_eq!(counted(&app.state).await, (in_place, 1 - in_place), "{minutes}");
        }
        assert_eq!(FIRST_SWEEP_AFTER, Duration::from_secs(3600));
    }
}
