//! The compiled program, called as an operator calls it.

use std::{
    fs,
    io::{BufRead as _, BufReader, Write as _},
    net::TcpListener,
    os::unix::fs::PermissionsExt as _,
    path::Path,
    process::{Command, Output, Stdio},
};

use crate::support::database;

const PASSWORD: &str = "velvet couscous lantern 42";
const ADMINISTRATOR: &str = "admin@talents.invalid";

/// An installation in a folder of its own.
struct Installation {
    folder: tempfile::TempDir,
    variables: Vec<(String, String)>,
    postgres: Option<(String, String)>,
}

impl Installation {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), variables: Vec::new(), postgres: None }
    }

    async fn on_postgres() -> Option<Self> {
        let server = database::postgres_server()?;
        let (name, url) = database::postgres(&server).await;
        let keys = [
            ("DATABASE_URL", url.as_str()),
            ("SECRET_KEY", "a secret that only the tests know, long enough"),
            ("ENCRYPTION_KEY", "sha256:an encryption key that only the tests know"),
        ];
        let mut installation = Self::new();
        for (key, value) in keys {
            installation.set(key, value);
        }
        installation.postgres = Some((server, name));
        Some(installation)
    }

    fn set(&mut self, name: &str, value: &str) {
        self.variables.retain(|(known, _)| known != name);
        self.variables.push((name.to_owned(), value.to_owned()));
    }

    fn data(&self) -> std::path::PathBuf {
        self.folder.path().join("data")
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.run_with_input(arguments, "")
    }

    fn run_with_input(&self, arguments: &[&str], input: &str) -> Output {
        let mut child = Command::new(env!("CARGO_BIN_EXE_talentsmaroc"))
            .args(arguments)
            .env_clear()
            .env("DATA_DIR", self.data())
            .env("BIND", "127.0.0.1:0")
            .envs(self.variables.iter().map(|(name, value)| (name.as_str(), value.as_str())))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A program that ends before it reads closes the pipe.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        child.wait_with_output().unwrap()
    }

    /// Runs a command that must work, and gives what it printed.
    fn must(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{arguments:?}: {}", stderr(&output));
        stdout(&output)
    }

    /// Runs a command that must fail with one sentence, and gives it.
    fn refused(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {}{}", stdout(&output), stderr(&output));
        let text = stderr(&output);
        let sentence = text.strip_prefix("Error: ").unwrap_or_else(|| panic!("{text}")).trim_end().to_owned();
        assert!(!sentence.contains('\n') && !sentence.contains("panicked"), "{text}");
        sentence
    }

    fn create_administrator(&self, email: &str) -> Output {
        self.run_with_input(&["admin", "create", email, "--password-stdin"], &format!("{PASSWORD}\n"))
    }
}

impl Drop for Installation {
    fn drop(&mut self) {
        let Some((server, name)) = self.postgres.take() else { return };
        let removal = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(database::drop_postgres(&server, &name));
        });
        let _ = removal.join();
    }
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

/// What a line of `people show` says.
fn value_after<'a>(text: &'a str, name: &str) -> &'a str {
    text.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_else(|| panic!("no {name} in {text}")).trim()
}

#[test]
fn every_command_explains_itself() {
    let installation = Installation::new();
    let commands: [&[&str]; 22] = [
        &[],
        &["serve"],
        &["migrate"],
        &["admin"],
        &["admin", "create"],
        &["admin", "link"],
        &["admin", "list"],
        &["admin", "demote"],
        &["people"],
        &["people", "show"],
        &["keys"],
        &["keys", "rotate"],
        &["keys", "verify"],
        &["keys", "reindex"],
        &["storage", "adopt"],
        &["storage", "sweep"],
        &["account"],
        &["account", "reset-link"],
        &["outbox"],
        &["audit"],
        &["seed-demo"],
        &["doctor"],
    ];
    for command in commands {
        let help = installation.must(&[command, &["--help"]].concat());
        assert!(help.contains("Usage: talentsmaroc"), "{help}");
    }
    assert_eq!(installation.run(&["nonsense"]).status.code(), Some(2));
    assert!(!installation.data().exists());
}

#[test]
fn an_unknown_database_is_refused() {
    let mut installation = Installation::new();
    installation.set("DATABASE_URL", "oracle://somebody:s3cret@host/database");
    let sentence = installation.refused(&["serve"]);
    assert!(
        sentence.starts_with("DATABASE_URL: unknown scheme « oracle »") && !sentence.contains("s3cret"),
        "{sentence}"
    );
}

#[test]
fn an_unreachable_postgresql_is_told() {
    let mut installation = Installation::new();
    installation.set("DATABASE_URL", "postgres://somebody:s3cret@127.0.0.1:1/nothing");
    assert!(installation.refused(&["serve"]).starts_with("SECRET_KEY is missing and required with PostgreSQL"));
    installation.set("SECRET_KEY", "a secret that only the tests know, long enough");
    installation.set("ENCRYPTION_KEY", "sha256:a key that only the tests know");
    let sentence = installation.refused(&["serve"]);
    assert!(sentence.starts_with("PostgreSQL cannot be reached") && !sentence.contains("s3cret"), "{sentence}");
}

#[test]
fn a_data_folder_that_cannot_be_written_is_told() {
    let installation = Installation::new();
    // Also true for root, whom permissions do not stop.
    fs::write(installation.data(), "a file where the folder should be").unwrap();
    let sentence = installation.refused(&["serve"]);
    assert!(sentence.starts_with("The data folder "), "{sentence}");
}

#[test]
fn a_port_in_use_is_told() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let mut installation = Installation::new();
    installation.set("BIND", &taken.local_addr().unwrap().to_string());
    installation.set("LOG", "off");
    let sentence = installation.refused(&["serve"]);
    assert!(sentence.contains(&taken.local_addr().unwrap().to_string()) && sentence.contains("in use"), "{sentence}");
}

#[test]
fn the_first_start_makes_keys_that_stay() {
    let installation = Installation::new();
    assert!(installation.must(&["admin", "list"]).contains("Keep a copy"));
    let secrets = installation.data().join("secrets.env");
    assert_eq!((mode(&secrets), mode(&installation.data().join("talentsmaroc.db"))), (0o600, 0o600));
    let kept = fs::read_to_string(&secrets).unwrap();
    assert!(!installation.must(&["admin", "list"]).contains("Keep a copy"));
    assert_eq!(fs::read_to_string(&secrets).unwrap(), kept);
}

#[test]
fn lost_and_wrong_keys_stop_the_start() {
    let mut installation = Installation::new();
    installation.must(&["admin", "list"]);
    let secrets = installation.data().join("secrets.env");
    let kept = fs::read_to_string(&secrets).unwrap();
    fs::remove_file(&secrets).unwrap();
    assert!(installation.refused(&["serve"]).starts_with("The keys of this database are missing"));
    assert!(!secrets.exists());
    fs::write(&secrets, &kept).unwrap();
    installation.set("ENCRYPTION_KEY", "sha256:another key");
    let sentence = installation.refused(&["serve"]);
    assert!(sentence.starts_with("ENCRYPTION_KEY is not the key") && !sentence.contains("another key"), "{sentence}");
    installation.set("ENCRYPTION_KEY", "nonsense");
    assert!(installation.refused(&["serve"]).starts_with("ENCRYPTION_KEY: each key must be"));
}

#[test]
fn a_changed_secret_key_asks_for_a_new_index() {
    let mut installation = Installation::new();
    installation.must(&["seed-demo", "--people", "20", "--photos", "2"]);
    installation.set("SECRET_KEY", "quite another secret, but long enough too");
    assert!(installation.refused(&["admin", "list"]).contains("talentsmaroc keys reindex"));
    assert!(installation.must(&["keys", "reindex"]).starts_with("20 phone numbers"));
    installation.must(&["admin", "list"]);
}

#[test]
fn generated_keys_can_be_used() {
    let mut installation = Installation::new();
    for line in installation.must(&["keys", "generate"]).lines() {
        let (name, value) = line.split_once('=').unwrap();
        installation.set(name, value);
    }
    installation.must(&["admin", "list"]);
    assert!(!installation.data().join("secrets.env").exists());
}

fn administrators_come_and_go(installation: &mut Installation) {
    assert!(installation.must(&["admin", "list"]).contains("no administrator"));
    let weak = installation.run_with_input(&["admin", "create", ADMINISTRATOR, "--password-stdin"], "password123");
    assert_eq!(weak.status.code(), Some(1));
    assert!(stderr(&weak).starts_with("Error: This password is among"), "{}", stderr(&weak));
    assert!(installation.refused(&["admin", "create", "nobody"]).contains("e-mail"));

    let made = installation.create_administrator(ADMINISTRATOR);
    assert!(made.status.success(), "{}", stderr(&made));
    assert!(!stdout(&made).contains(PASSWORD) && !stderr(&made).contains(PASSWORD));
    assert!(installation.must(&["admin", "list"]).contains(ADMINISTRATOR));
    assert!(stderr(&installation.create_administrator(" ADMIN@talents.invalid")).contains("already"));

    assert!(installation.refused(&["admin", "demote", ADMINISTRATOR]).contains("last active administrator"));
    assert!(installation.create_administrator("second@talents.invalid").status.success());
    installation.must(&["admin", "demote", "Admin@Talents.invalid"]);
    let left = installation.must(&["admin", "list"]);
    assert!(left.contains("second@") && !left.contains(ADMINISTRATOR), "{left}");
    assert!(stderr(&installation.create_administrator(ADMINISTRATOR)).contains("--promote"));
    let promoted = installation
        .run_with_input(&["admin", "create", ADMINISTRATOR, "--password-stdin", "--promote"], &format!("{PASSWORD}\n"));
    assert!(promoted.status.success(), "{}", stderr(&promoted));
}

fn demo_people_come_once_and_go(installation: &mut Installation) {
    assert!(installation.must(&["seed-demo", "--people", "1200", "--photos", "3"]).contains("1200 demo people added"));
    assert!(installation.must(&["seed-demo", "--people", "1200", "--photos", "3"]).contains("0 demo people added"));
    assert!(installation.must(&["seed-demo", "--people", "1210", "--photos", "3"]).contains("10 demo people added"));
    assert!(installation.must(&["people", "show", &somebody(installation)]).contains("@demo.invalid"));
    assert!(installation.must(&["seed-demo", "--remove"]).contains("1210 demo people erased"));
    assert!(installation.must(&["seed-demo", "--remove"]).contains("0 demo people erased"));
}

/// One of the codes that some demo person must have.
fn somebody(installation: &Installation) -> String {
    ["MACAS0001F", "MACAS0001M", "MACAS0001N"]
        .into_iter()
        .find(|code| installation.run(&["people", "show", code]).status.success())
        .expect("nobody lives in Casablanca")
        .to_owned()
}

fn a_person_is_suspended_and_let_in_again(installation: &mut Installation) {
    installation.must(&["seed-demo", "--people", "60", "--photos", "2"]);
    let code = somebody(installation);
    let shown = installation.must(&["people", "show", &code]);
    assert!(shown.contains("active, member"));
    assert_eq!(value_after(&shown, "CINEMA"), "no CINEMA profile");
    assert!(installation.must(&["people", "suspend", &code]).contains("is suspended"));
    assert!(installation.must(&["people", "suspend", &code]).contains("already"));
    assert!(installation.must(&["people", "show", &code]).contains("suspended, member"));
    assert!(installation.must(&["people", "reactivate", &code]).contains("active again"));
    assert!(installation.refused(&["people", "show", "MAXXX9999M"]).contains("Nobody has this code"));
    assert!(installation.refused(&["people", "suspend", "nonsense"]).contains("not a unique code"));
}

fn mails_links_and_the_log_are_read(installation: &mut Installation) {
    installation.set("BASE_URL", "http://127.0.0.1:3000");
    let empty = installation.must(&["outbox"]);
    assert!(empty.contains("There is no mail.") && empty.contains("no key of SendGrid is set"), "{empty}");
    assert!(installation.refused(&["outbox", "--show", "1"]).contains("no mail with this number"));
    assert!(installation.refused(&["outbox", "--resend", "1"]).contains("no mail with this number"));
    assert!(installation.must(&["outbox", "--resend-failed"]).contains("wait again: 0"));
    assert!(installation.must(&["audit"]).contains("Nothing has been noted yet."));
    assert!(installation.refused(&["account", "reset-link", ADMINISTRATOR]).contains("no account with this address"));
    assert!(installation.create_administrator(ADMINISTRATOR).status.success());
    let told = installation.must(&["account", "reset-link", " Admin@Talents.Invalid "]);
    let token = told.trim().rsplit("http://127.0.0.1:3000/auth/password/reset/").next().unwrap();
    assert_eq!(token.len(), 43, "{told}");
    let log = installation.must(&["audit", "--limit", "1"]);
    assert!(log.contains("password.link_made") && log.contains("account:1") && !log.contains("created"), "{log}");
    let log = installation.must(&["audit"]);
    assert!(log.contains("administrator.created") && !log.to_lowercase().contains(ADMINISTRATOR), "{log}");
    assert_eq!(installation.run(&["audit", "--limit", "0"]).status.code(), Some(2));
}

fn phones_stay_readable_when_keys_rotate(installation: &mut Installation) {
    installation.set("ENCRYPTION_KEY", "sha256:the first key");
    installation.set("SECRET_KEY", "a secret that only the tests know, long enough");
    installation.must(&["seed-demo", "--people", "60", "--photos", "2"]);
    let code = somebody(installation);
    let reveal = |installation: &Installation| {
        let text = installation.must(&["people", "show", &code, "--reveal"]);
        value_after(&text, "phone").to_owned()
    };
    let phone = reveal(installation);
    assert!(phone.starts_with('+'), "{phone}");
    assert!(!installation.must(&["people", "show", &code]).contains(&phone));
    installation.set("ENCRYPTION_KEY", "sha256:the second key,sha256:the first key");
    assert!(installation.refused(&["keys", "verify"]).contains("still needed"));
    let told = installation.must(&["keys", "rotate"]);
    assert!(!told.starts_with("0 "), "{told}");
    assert!(installation.must(&["keys", "rotate"]).contains(" 0 of them"));
    assert!(installation.must(&["keys", "verify"]).contains(" 0 of them not encrypted with the newest key"));
    installation.set("ENCRYPTION_KEY", "sha256:the second key");
    assert_eq!(reveal(installation), phone);
    installation.set("ENCRYPTION_KEY", "sha256:the first key");
    assert!(installation.refused(&["admin", "list"]).starts_with("ENCRYPTION_KEY is not the key"));
}

fn the_doctor_tells(installation: &mut Installation) {
    let nowhere = installation.folder.path().join("no-assets").display().to_string();
    installation.set("SITE_ROOT", &nowhere);
    installation.must(&["admin", "list"]);
    let output = installation.run(&["doctor"]);
    let text = stdout(&output);
    assert_eq!(output.status.code(), Some(1), "{text}");
    for line in [
        "OK    key check",
        "OK    migrations",
        "FAIL  assets",
        "WARN  administrators",
        "OK    ENCRYPTION_KEY",
        "OK    stored files",
        "OK    last sweep",
        "OK    audit log",
    ] {
        assert!(text.contains(line), "{line} is not in\n{text}");
    }
    assert_eq!(text.matches("FAIL").count(), 1, "{text}");
    assert!(!text.contains("TRUSTED_PROXIES"), "{text}");
    installation.set("BASE_URL", "https://talents.example");
    let text = stdout(&installation.run(&["doctor"]));
    assert!(text.contains("WARN  TRUSTED_PROXIES"), "{text}");
    installation.set("TRUSTED_PROXIES", "10.0.0.0/8");
    let text = stdout(&installation.run(&["doctor"]));
    assert!(!text.contains("WARN  TRUSTED_PROXIES"), "{text}");
}

fn the_first_administrator_gets_a_link(installation: &mut Installation) {
    installation.set("BASE_URL", "http://127.0.0.1:3000");
    let link = |text: &str| text.split("http://127.0.0.1:3000/auth/first-administrator/").nth(1).map(str::len);
    assert_eq!(link(installation.must(&["admin", "link"]).trim()), Some(43));
    assert!(installation.create_administrator(ADMINISTRATOR).status.success());
    assert!(installation.refused(&["admin", "link"]).contains("an administrator already"));
}

fn a_server_without_a_terminal_prints_no_link(installation: &mut Installation) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_talentsmaroc"))
        .arg("serve")
        .env_clear()
        .env("DATA_DIR", installation.data())
        .env("BIND", "127.0.0.1:0")
        .envs(installation.variables.iter().map(|(name, value)| (name.as_str(), value.as_str())))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
    let told =
        lines.take_while(|line| !line.contains("first-administrator")).find(|line| line.contains("no administrator"));
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(told.unwrap().contains("talentsmaroc admin link"));
}

fn a_storage_of_another_database_is_told_and_adopted(installation: &mut Installation) {
    installation.must(&["seed-demo", "--people", "3", "--photos", "1"]);
    let storage = installation.data().join("storage");
    std::fs::write(storage.join("installation"), "another\n").unwrap();
    let told = stdout(&installation.run(&["doctor"]));
    assert!(told.contains("WARN  stored files") && told.contains("talentsmaroc storage adopt"), "{told}");
    assert!(installation.refused(&["storage", "sweep", "--yes"]).contains("belongs to another database"));
    assert!(installation.refused(&["storage", "adopt"]).contains("--yes"), "there is no terminal");
    installation.must(&["storage", "adopt", "--yes"]);
    assert!(stdout(&installation.run(&["doctor"])).contains("OK    stored files"));
    let told = installation.must(&["storage", "sweep", "--yes"]);
    assert!(told.starts_with("0 files moved"), "{told}");
    assert!(installation.must(&["audit"]).contains("storage.adopted"));
}

macro_rules! on_both_engines {
    ($($name:ident),+) => {
        mod sqlite { $(
            #[test]
            fn $name() {
                let mut installation = super::Installation::new();
                super::$name(&mut installation);
            }
        )+ }
        mod postgresql { $(
            #[tokio::test(flavor = "multi_thread")]
            async fn $name() {
                if let Some(mut installation) = super::Installation::on_postgres().await {
                    super::$name(&mut installation);
                }
            }
        )+ }
    };
}
on_both_engines!(
    administrators_come_and_go,
    demo_people_come_once_and_go,
    a_person_is_suspended_and_let_in_again,
    mails_links_and_the_log_are_read,
    phones_stay_readable_when_keys_rotate,
    the_doctor_tells,
    the_first_administrator_gets_a_link,
    a_server_without_a_terminal_prints_no_link,
    a_storage_of_another_database_is_told_and_adopted
);
