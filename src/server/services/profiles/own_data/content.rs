//! The shape of `data.json`. Its keys are the names of the form's fields where a field was asked for.

use chrono::{NaiveDateTime, SecondsFormat};
use serde::{Serialize, Serializer};

use super::answers::Object;

/// A moment in UTC, written as RFC 3339 with `Z`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment(pub NaiveDateTime);

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0.and_utc().to_rfc3339_opts(SecondsFormat::Secs, true))
    }
}

/// Everything stored about an account.
#[derive(Serialize)]
pub struct OwnData {
    pub site: String,
    pub exported_at: Moment,
    pub account: ExportedAccount,
    /// The person, whichever profiles there are.
    pub person: Option<Object>,
    pub unique_codes: Vec<Code>,
    pub main_profile: Option<Object>,
    pub cinema_profile: Option<Object>,
    pub consents: Vec<ExportedConsent>,
    pub files: Vec<File>,
    pub sessions: Vec<Session>,
    pub mails: Vec<Mail>,
    pub links_sent: Vec<ExportedLink>,
    pub unfinished_forms: Vec<UnfinishedForm>,
    pub audit_log: Vec<ExportedAuditLine>,
}

/// How the site is entered.
#[derive(Serialize)]
pub struct ExportedAccount {
    pub id: i64,
    pub email: String,
    pub email_confirmed_at: Option<Moment>,
    pub role: String,
    pub language: String,
    pub state: String,
    pub created_at: Moment,
    pub updated_at: Moment,
}

/// A code, the primary one or an alias.
#[derive(Serialize)]
pub struct Code {
    pub code: String,
    pub is_primary: bool,
    pub created_at: Moment,
}

/// Which words were agreed to, and when.
#[derive(Serialize)]
pub struct ExportedConsent {
    pub kind: String,
    pub version: String,
    pub text_sha256: String,
    pub given_at: Moment,
}

/// An uploaded file.
#[derive(Serialize)]
pub struct File {
    pub id: i64,
    pub kind: String,
    pub original_name: Option<String>,
    pub media_type: String,
    pub size_in_bytes: i64,
    pub created_at: Moment,
    /// Where they lie in the archive; a photo has one for each width. The picture of a document is in clear there.
    pub paths_in_archive: Vec<String>,
    /// Whether it belongs to a form that was not sent.
    pub of_unfinished_form: bool,
}

/// A session.
#[derive(Serialize)]
pub struct Session {
    pub stays_signed_in: bool,
    pub browser: String,
    pub network_address: String,
    pub created_at: Moment,
    pub last_seen_at: Moment,
    pub password_given_at: Moment,
    pub expires_at: Moment,
}

/// A mail.
#[derive(Serialize)]
pub struct Mail {
    pub kind: String,
    pub language: String,
    pub recipient: String,
    pub subject: String,
    /// Without the secrets of its links.
    pub text: String,
    pub html: String,
    pub state: String,
    pub last_error: Option<String>,
    pub created_at: Moment,
    pub expires_at: Option<Moment>,
    pub sent_at: Option<Moment>,
}

/// A link that was sent, without its secret.
#[derive(Serialize)]
pub struct ExportedLink {
    pub purpose: String,
    pub email: Option<String>,
    pub created_at: Moment,
    pub expires_at: Moment,
    pub used_at: Option<Moment>,
}

/// What was typed and not sent yet.
#[derive(Serialize)]
pub struct UnfinishedForm {
    pub form: String,
    pub answers: serde_json::Value,
    pub created_at: Moment,
    pub updated_at: Moment,
}

/// What was done with the account, or to it.
#[derive(Serialize)]
pub struct ExportedAuditLine {
    pub at: Moment,
    pub actor: String,
    pub action: String,
    pub subject: String,
    /// Only of what was done with this account: others have theirs.
    pub network_address: Option<String>,
}
