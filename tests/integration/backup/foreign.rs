//! Other programs open a backup with its passphrase, and with no other. Where they are not installed, a line says so.

use std::{path::Path, process::Command};

use serde_json::Value;

use super::target::{PASSPHRASE, make};
use crate::support::{
    TestApp,
    files::give_photo,
    on_sqlite,
    people::{TestPerson, insert},
};

/// Reads every entry, which compares its seal, and prints one.
const PYTHON: &str = "\
import sys, pyzipper
with pyzipper.AESZipFile(sys.argv[1]) as archive:
    archive.setpassword(sys.argv[2].encode())
    assert archive.testzip() is None
    assert all(entry.flag_bits & 1 for entry in archive.infolist())
    sys.stdout.buffer.write(archive.read('tables/people.jsonl'))
";

/// Whether a program can be started.
fn is_there(program: &str, arguments: &[&str]) -> bool {
    let there = Command::new(program).args(arguments).output().is_ok_and(|output| output.status.success());
    if !there {
        eprintln!("skipped: {program} {} does not run here", arguments.join(" "));
    }
    there
}

/// Whether it succeeded, and what it printed.
fn run(program: &str, arguments: &[&str]) -> (bool, Vec<u8>) {
    let output = Command::new(program).args(arguments).output().unwrap();
    if !output.status.success() {
        eprintln!("{}", String::from_utf8_lossy(&output.stderr));
    }
    (output.status.success(), output.stdout)
}

/// Three people with a photo, and nothing that can be read without the passphrase.
async fn archive(app: &TestApp) -> String {
    for person in insert(&app.state, &[1, 2, 3].map(TestPerson::new)).await {
        give_photo(&app.state, person.person_id).await;
    }
    let (path, _) = make(&app.state, app.folder.path()).await;
    let bytes = std::fs::read(&path).unwrap();
    assert!(!bytes.windows(6).any(|part| part == b"Canari"), "a name can be read without the passphrase");
    path.display().to_string()
}

fn assert_people(lines: &[u8]) {
    let people: Vec<Value> = lines
        .split(|byte| *byte == b'\n')
        .filter(|line| !line.is_empty())
        .map(|line| serde_json::from_slice(line).unwrap())
        .collect();
    assert_eq!(people.len(), 3);
    assert!(people[0].to_string().contains("Canarifirst1"), "{}", people[0]);
}

on_sqlite! {
    async fn seven_zip_opens_a_backup(app: TestApp) {
        if !is_there("7z", &["i"]) {
            return;
        }
        let path = archive(&app).await;
        let (passphrase, wrong) = (format!("-p{PASSPHRASE}"), "-panother lantern 4242");
        let (whole, said) = run("7z", &["t", &passphrase, &path]);
        assert!(whole, "{}", String::from_utf8_lossy(&said));
        assert!(!run("7z", &["t", wrong, &path]).0, "another passphrase opens it");
        let folder = app.folder.path().join("unpacked").display().to_string();
        assert!(run("7z", &["x", &passphrase, &format!("-o{folder}"), &path]).0);
        let folder = Path::new(&folder);
        assert_people(&std::fs::read(folder.join("tables/people.jsonl")).unwrap());
        assert!(folder.join("manifest.json").is_file() && folder.join("files").is_dir());
    }

    async fn pyzipper_opens_a_backup(app: TestApp) {
        if !is_there("python3", &["-c", "import pyzipper"]) {
            return;
        }
        let path = archive(&app).await;
        let (whole, lines) = run("python3", &["-c", PYTHON, &path, PASSPHRASE]);
        assert!(whole);
        assert_people(&lines);
        assert!(!run("python3", &["-c", PYTHON, &path, "another lantern 4242"]).0, "another passphrase opens it");
    }
}
