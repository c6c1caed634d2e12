//! Reading the outbox, as an operator does, and following its links.

use talentsmaroc::server::actor::Actor;
use talentsmaroc::server::{jobs::Worker, services::mail::outbox};

use super::TestApp;

/// A mail with its secret.
#[derive(Debug, Clone)]
pub struct Mail {
    pub id: i64,
    pub kind: String,
    pub to: String,
    pub state: String,
    pub last_error: Option<String>,
    pub subject: String,
    pub text: String,
    pub language: String,
}

impl Mail {
    /// Path of the only link that holds a secret.
    pub fn link(&self) -> String {
        let base = "http://127.0.0.1:3000";
        self.text
            .lines()
            .filter_map(|line| line.strip_prefix(base))
            .find(|path| path.rsplit('/').next().is_some_and(|last| last.len() == 43))
            .unwrap_or_else(|| panic!("no link in {}", self.text))
            .to_owned()
    }
}

/// Does the jobs that are due, without sending anything unless a provider is configured.
pub async fn run_jobs(app: &TestApp) -> usize {
    Worker::new(app.state.clone()).unwrap().run_due().await.unwrap()
}

/// Every mail, oldest first.
pub async fn all(app: &TestApp) -> Vec<Mail> {
    let mut mails = Vec::new();
    for listed in outbox::newest(&app.state, &Actor::command_line(), 1000).await.unwrap().into_iter().rev() {
        let mail = outbox::show(&app.state, &Actor::command_line(), listed.row.id).await.unwrap();
        mails.push(Mail {
            id: mail.row.id,
            kind: mail.row.kind,
            to: mail.recipient,
            state: mail.row.state,
            last_error: mail.row.last_error,
            subject: mail.content.subject,
            text: mail.content.text,
            language: mail.row.language,
        });
    }
    mails
}

/// The newest mail of a kind.
pub async fn newest(app: &TestApp, kind: &str) -> Mail {
    let mails = all(app).await;
    let kinds: Vec<_> = mails.iter().map(|mail| mail.kind.clone()).collect();
    mails.into_iter().rev().find(|mail| mail.kind == kind).unwrap_or_else(|| panic!("no {kind} among {kinds:?}"))
}
