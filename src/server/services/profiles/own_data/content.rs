//! The shape of `data.json`. Its keys are the names of the form's fields where a field was asked for.

use chrono::{NaiveDateTime, SecondsFormat};
use serde::{Serialize, Serializer};
use serde_json::Value as Json;

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
    /// How the site is entered.
    pub account: Json,
    /// The person, whichever profiles there are.
    pub person: Option<Object>,
    pub unique_codes: Vec<Code>,
    pub main_profile: Option<Object>,
    pub cinema_profile: Option<Object>,
    /// Which words were agreed to, and when.
    pub consents: Vec<Json>,
    pub files: Vec<File>,
    pub sessions: Vec<Json>,
    /// Personal access tokens, without their secrets.
    pub api_tokens: Vec<Json>,
    /// Without the secrets of their links.
    pub mails: Vec<Json>,
    /// Mails of administrators to many people, the person among them: whether it was written, and else why not.
    pub announcements: Vec<Json>,
    /// Files of administrators that the person stands in.
    pub exports: Vec<Json>,
    /// Columns of such files that an administrator keeps under a name.
    pub export_templates: Vec<Json>,
    /// What was read of the CV and advised about it.
    pub cv_analysis: Option<Json>,
    /// Without their secrets.
    pub links_sent: Vec<Json>,
    /// What was typed and not sent yet.
    pub unfinished_forms: Vec<Json>,
    /// What administrators wrote down about the person.
    pub internal_notes: Vec<Json>,
    /// What was said of the person elsewhere and could not be taken as it was, when they were imported.
    pub imported_values: Vec<Json>,
    /// Searches that an administrator keeps under a name.
    pub saved_filters: Vec<Json>,
    /// What was done with the account, or to it.
    pub audit_log: Vec<Json>,
}

/// A code, the primary one or an alias.
#[derive(Serialize)]
pub struct Code {
    pub code: String,
    pub is_primary: bool,
    pub created_at: Moment,
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
