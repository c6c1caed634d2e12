//! The compiled program as a process of its own, reached over TCP.

use std::{
    net::SocketAddr,
    path::Path,
    process::{Child, Command, ExitStatus, Stdio},
    time::Duration,
};

use super::browser::Browser;

/// A running server.
pub struct Server {
    child: Child,
    pub address: SocketAddr,
}

impl Server {
    /// Starts it on a free port and waits until it is ready. `variables` come on top of those of every test.
    pub async fn start(folder: &Path, database_url: &str, variables: &[(&str, &str)]) -> Self {
        Self::start_logging(folder, database_url, variables, Stdio::null()).await
    }

    /// As [`Self::start`], with its log written somewhere.
    pub async fn start_logging(folder: &Path, database_url: &str, variables: &[(&str, &str)], log: Stdio) -> Self {
        let server = Self::spawn(folder, database_url, variables, log);
        for _ in 0..300 {
            let ready = Browser::over_http(server.address).try_request(http::Method::GET, "/readyz", None).await;
            if ready.is_some_and(|page| page.status.is_success()) {
                return server;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("the server did not start");
    }

    /// As [`Self::start_logging`], without waiting until it is ready.
    pub fn spawn(folder: &Path, database_url: &str, variables: &[(&str, &str)], log: Stdio) -> Self {
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let address = SocketAddr::from(([127, 0, 0, 1], port));
        let child = Command::new(env!("CARGO_BIN_EXE_talentsmaroc"))
            .arg("serve")
            .env_remove("BASE_URL")
            .env("BIND", address.to_string())
            .env("DATA_DIR", folder)
            .env("DATABASE_URL", database_url)
            .env("SECRET_KEY", "a secret that only the tests know, long enough")
            .env("ENCRYPTION_KEY", "sha256:an encryption key that only the tests know")
            .env("MIN_FREE_MEGABYTES", "0")
            .env("REQUIRE_ADMIN_TOTP", "false")
            .env("LIMIT_DRAFTS_PER_HOUR", "100000")
            .env("LIMIT_REGISTRATIONS_PER_HOUR", "100000")
            .env("LIMIT_UPLOADS_PER_HOUR", "100000")
            .env("LIMIT_NEW_PASSWORDS_PER_MINUTE", "100000")
            .envs(variables.iter().copied())
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .unwrap();
        Self { child, address }
    }

    /// As a power cut would: SIGKILL, no time to tidy up.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// As a supervisor does: SIGTERM.
    pub fn terminate(&self) {
        let sent = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap();
        assert!(sent.success());
    }

    /// Waits for its end, at most half a minute.
    pub async fn ended(&mut self) -> ExitStatus {
        for _ in 0..300 {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("the server did not end");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
