//! The compiled program, killed in the middle of a restore: the installation is the old or the new one, whole.

use std::{
    fs,
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use talentsmaroc::server::services::admin::audit_check::{self, ChainCheck};

use super::target::{PASSPHRASE, Target, files, make, rows};
use crate::support::{
    TestApp,
    accounts::member,
    files::{give_cv, give_photo},
    full_size,
    people::{TestPerson, insert},
};

fn program(target: &Target, arguments: &[&str], passphrase: &Path) -> Child {
    Command::new(env!("CARGO_BIN_EXE_talentsmaroc"))
        .args(arguments)
        .env_clear()
        .envs(&target.variables)
        .env("BACKUP_PASSPHRASE_FILE", passphrase)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

async fn old_or_new(target: Target) {
    let app = TestApp::sqlite().await;
    let people = insert(&app.state, &[TestPerson::new(1)]).await;
    give_cv(&app.state, people[0].person_id).await;
    let folder = app.folder.path().to_owned();
    let (old, _) = make(&app.state, &folder).await;
    let old_name = folder.join("old.zip");
    fs::rename(old, &old_name).unwrap();
    member(&app, "new@example.org").await;
    give_photo(&app.state, people[0].person_id).await;
    let (new, _) = make(&app.state, &folder).await;
    let passphrase = folder.join("passphrase");
    fs::write(&passphrase, PASSPHRASE).unwrap();
    let (old, new) = (old_name.to_str().unwrap(), new.to_str().unwrap());

    let began = Instant::now();
    assert!(program(&target, &["backup", "restore", old, "--force"], &passphrase).wait().unwrap().success());
    let whole = began.elapsed();
    assert!(!program(&target, &["backup", "restore", new], &passphrase).wait().unwrap().success(), "without --force");
    let rounds = if full_size() { 50 } else { 3 };
    for round in 0..rounds {
        let mut restoring = program(&target, &["backup", "restore", new, "--force"], &passphrase);
        // From the beginning to beyond the end.
        let moment = whole.mul_f64(1.2 * (f64::from(round) + fastrand::f64()) / f64::from(rounds));
        tokio::time::sleep(moment.max(Duration::from_millis(1))).await;
        restoring.kill().unwrap();
        restoring.wait().unwrap();

        let state = target.state().await;
        let (rows, files) = (rows(&state).await, files(&state).await);
        let is_new = rows["accounts"].iter().any(|row| row["email"] == "new@example.org");
        assert_eq!(rows["files"].len(), if is_new { 2 } else { 1 }, "round {round}");
        assert!(if is_new { files.len() > 1 } else { files.len() == 1 }, "round {round}: {}", files.len());
        assert_eq!(rows["people"].len(), 1);
        assert!(matches!(audit_check::examine(&state.db).await.unwrap(), ChainCheck::Whole { .. }));
        state.db.close().await;
        drop(state);
        if is_new {
            assert!(program(&target, &["backup", "restore", old, "--force"], &passphrase).wait().unwrap().success());
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn on_sqlite() {
    old_or_new(Target::sqlite()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn on_postgres() {
    if let Some(target) = Target::postgres().await {
        old_or_new(target).await;
    }
}
