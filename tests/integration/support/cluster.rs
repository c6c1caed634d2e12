//! A PostgreSQL cluster of a test's own, which it may hurt.

use std::{
    path::PathBuf,
    process::{Command, Output},
};

/// A running cluster; it ends with the test.
pub struct Cluster {
    programs: PathBuf,
    folder: PathBuf,
    port: u16,
}

impl Cluster {
    /// `None`, with a reason on the terminal, where PostgreSQL's programs are not installed; in CI they must be.
    pub fn start() -> Option<Self> {
        let Some(programs) = programs() else {
            assert!(std::env::var("CI").is_err(), "CI must have initdb and pg_ctl");
            eprintln!("skipped: initdb and pg_ctl are nowhere");
            return None;
        };
        // Not below TMPDIR, which may be private: PostgreSQL runs as another user than root and must reach the folder.
        let made = run(Command::new("mktemp"), &["-d", "/tmp/talentsmaroc-cluster.XXXXXX"]);
        let folder = PathBuf::from(String::from_utf8(made.stdout).unwrap().trim());
        let mut cluster = Self { programs, folder, port: 0 };
        let data = cluster.data();
        let auth = ["--auth=trust", "--encoding=UTF8", "--no-locale", "--no-sync"];
        let made = cluster.run("initdb", &[&["-D", &data, "-U", "talentsmaroc"], &auth[..]].concat());
        assert!(made.status.success(), "{made:?}");
        cluster.port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        cluster.control(&["start"]);
        Some(cluster)
    }

    /// Address of its first database.
    pub fn url(&self) -> String {
        format!("postgres://talentsmaroc@127.0.0.1:{}/postgres", self.port)
    }

    /// As after a crash: every connection dies, nothing is tidied up.
    pub fn restart(&self) {
        self.control(&["restart", "-m", "immediate"]);
    }

    /// As a crash, without coming back.
    pub fn stop(&self) {
        self.control(&["stop", "-m", "immediate"]);
    }

    /// Comes back after [`Self::stop`].
    pub fn start_again(&self) {
        self.control(&["start"]);
    }

    /// Makes a folder it may use.
    pub fn make_folder(&self, path: &std::path::Path) {
        let made = run(Command::new("mkdir"), &[path.to_str().unwrap()]);
        assert!(made.status.success(), "{made:?}");
    }

    fn control(&self, what: &[&str]) {
        let data = self.data();
        let log = self.folder.join("log").display().to_string();
        // What dies here is the program, not the machine: nothing needs to be on the disk.
        let options = format!(
            "-p {} -c listen_addresses=127.0.0.1 -c unix_socket_directories={} -c max_connections=50 -c fsync=off",
            self.port,
            self.folder.display()
        );
        // Its log must not hold the pipes of this call open.
        let done = self.run("pg_ctl", &[&["-D", &data, "-w", "-t", "240", "-l", &log, "-o", &options], what].concat());
        assert!(done.status.success(), "{done:?} {:?}", std::fs::read_to_string(log));
    }

    fn data(&self) -> String {
        self.folder.join("data").display().to_string()
    }

    fn run(&self, program: &str, arguments: &[&str]) -> Output {
        run(Command::new(self.programs.join(program)), arguments)
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let data = self.data();
        let _ = self.run("pg_ctl", &["-D", &data, "-m", "immediate", "stop"]);
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// Where `scripts/env.sh` finds them too.
fn programs() -> Option<PathBuf> {
    let installed = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let path = std::env::var_os("PATH").unwrap_or_default();
    installed
        .map(|version| version.path().join("bin"))
        .chain(std::env::split_paths(&path))
        .find(|folder| ["initdb", "pg_ctl", "postgres"].iter().all(|program| folder.join(program).is_file()))
}

/// PostgreSQL refuses to run as root: then an unprivileged user runs it.
fn run(program: Command, arguments: &[&str]) -> Output {
    let root = Command::new("id").arg("-u").output().is_ok_and(|id| id.stdout == b"0\n");
    let mut command = program;
    if root {
        let known =
            Command::new("getent").args(["passwd", "postgres"]).output().is_ok_and(|done| done.status.success());
        let user = if known { "postgres" } else { "nobody" };
        let program = command.get_program().to_owned();
        command = Command::new("runuser");
        command.args(["-u", user, "--"]).arg(program);
    }
    command.args(arguments).current_dir("/").stdin(std::process::Stdio::null());
    command.output().unwrap()
}
