//! What restores replaced.

use std::path::Path;

use talentsmaroc::server::services::operations::backup::discard_previous;

use super::target::{PASSPHRASE, Target, files, make};
use crate::support::{
    TestApp,
    files::give_cv,
    people::{TestPerson, insert},
};

/// Databases, without what SQLite may have beside them.
fn kept(folder: &Path) -> usize {
    let names = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let stamps = names.filter_map(|name| name.split_once(".before-").map(|(_, stamp)| stamp.to_owned()));
    stamps.filter(|stamp| stamp.bytes().all(|byte| byte.is_ascii_digit())).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn all_of_it_is_kept_and_goes_together() {
    let app = TestApp::sqlite().await;
    let people = insert(&app.state, &[TestPerson::new(1)]).await;
    give_cv(&app.state, people[0].person_id).await;
    let (path, _) = make(&app.state, app.folder.path()).await;
    let target = Target::sqlite();
    for before in [0, 1, 2] {
        let restored = target.restore(&path, PASSPHRASE).await.unwrap();
        assert_eq!(restored.previous.is_some(), before > 0);
        assert_eq!(kept(target.folder.path()), before);
    }
    let state = target.state().await;
    assert!(discard_previous(&state).await.unwrap());
    assert_eq!(kept(target.folder.path()), 0);
    assert!(!discard_previous(&state).await.unwrap(), "it is told once");
    assert_eq!(files(&state).await.len(), 1);
    state.db.close().await;
}
