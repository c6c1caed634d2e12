//! The shape of `data.json`. Its keys are the names of the form's fields where a field was asked for.

use chrono::{NaiveDate, NaiveDateTime, SecondsFormat};
use serde::{Serialize, Serializer};

/// A moment in UTC, written as RFC 3339 with `Z`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment(pub NaiveDateTime);

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0.and_utc().to_rfc3339_opts(SecondsFormat::Secs, true))
    }
}

/// Everything stored about somebody.
#[derive(Serialize)]
pub struct OwnData {
    pub site: String,
    pub exported_at: Moment,
    pub account: Account,
    pub person: Option<Person>,
    pub unique_codes: Vec<Code>,
    pub main_profile: Option<MainProfile>,
    pub cinema_profile: Option<CinemaProfile>,
    pub consents: Vec<Consent>,
    pub files: Vec<File>,
    pub sessions: Vec<Session>,
    pub mails: Vec<Mail>,
    pub links_sent: Vec<Link>,
    pub unfinished_forms: Vec<UnfinishedForm>,
    pub audit_log: Vec<AuditLine>,
}

/// How the site is entered.
#[derive(Serialize)]
pub struct Account {
    pub id: i64,
    pub email: String,
    pub email_confirmed_at: Option<Moment>,
    pub role: String,
    pub language: String,
    pub state: String,
    pub created_at: Moment,
    pub updated_at: Moment,
}

/// Who somebody is, whichever profiles they have.
#[derive(Serialize)]
pub struct Person {
    pub first_name: String,
    pub last_name: String,
    pub date_of_birth: NaiveDate,
    pub gender: String,
    pub identity_documents: Vec<IdentityDocument>,
    pub guardian_name: Option<String>,
    pub guardian_phone: Option<String>,
    pub phone: Option<String>,
    pub whatsapp: Option<String>,
    pub address: Option<String>,
    pub country_of_origin: Option<String>,
    pub nationality: Option<String>,
    pub residence_country: String,
    pub residence_city: Option<String>,
    pub residence_city_other: Option<String>,
    pub years_experience: Option<i64>,
    pub languages: Vec<String>,
    pub website: Option<String>,
    pub social_networks: Vec<SocialNetwork>,
    /// `files[].id`.
    pub photo_file_id: Option<i64>,
    pub show_name_photo: bool,
    pub show_links: bool,
    pub show_origins: bool,
    pub minor_approved_at: Option<Moment>,
    pub created_at: Moment,
    pub updated_at: Moment,
}

/// A document and its number, in clear: it is its owner's.
#[derive(Serialize)]
pub struct IdentityDocument {
    pub kind: String,
    pub number: String,
}

/// Where else somebody is found.
#[derive(Serialize)]
pub struct SocialNetwork {
    pub network: String,
    pub address: String,
}

/// A code, the primary one or an alias.
#[derive(Serialize)]
pub struct Code {
    pub code: String,
    pub is_primary: bool,
    pub created_at: Moment,
}

/// What somebody offers.
#[derive(Serialize)]
pub struct MainProfile {
    pub visibility: String,
    pub talents: Vec<String>,
    pub bio: Option<String>,
    pub education: Option<String>,
    pub availability: Option<String>,
    pub work_mode: Option<String>,
    pub hourly_rate: Option<i64>,
    pub monthly_rate: Option<i64>,
    pub rate_currency: Option<String>,
    pub portfolio_url: Option<String>,
    /// `files[].id`.
    pub cv_file_id: Option<i64>,
    pub allow_cv_analysis: bool,
    pub created_at: Moment,
    pub updated_at: Moment,
}

/// The same for film.
#[derive(Serialize)]
pub struct CinemaProfile {
    pub visibility: String,
    /// Of `person.identity_documents`, the one that was asked for here.
    pub id_document_type: Option<String>,
    /// `files[].id`.
    pub id_photo_file_id: Option<i64>,
    pub ethnicities: Vec<String>,
    pub eye_color: Option<String>,
    pub hair_color: Option<String>,
    pub hair_type: Option<String>,
    pub skin_tone: Option<String>,
    pub build: Option<String>,
    pub height: Option<i64>,
    pub playing_age_min: Option<i64>,
    pub playing_age_max: Option<i64>,
    pub talent_types: Vec<String>,
    pub other_talents: Vec<String>,
    /// `files[].id`, in their order.
    pub gallery_file_ids: Vec<i64>,
    pub previous_productions: Vec<Production>,
    pub created_at: Moment,
    pub updated_at: Moment,
}

/// A film, a series and the like.
#[derive(Serialize)]
pub struct Production {
    pub title: String,
    pub year: Option<i64>,
    #[serde(rename = "type")]
    pub kind: String,
    pub role: Option<String>,
    pub tmdb_id: Option<i64>,
    /// `files[].id`.
    pub poster_file_id: Option<i64>,
}

/// Which words were agreed to, and when.
#[derive(Serialize)]
pub struct Consent {
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

/// Where somebody is signed in.
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

/// What was written to somebody.
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
pub struct Link {
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
pub struct AuditLine {
    pub at: Moment,
    pub actor: String,
    pub action: String,
    pub subject: String,
    /// Only of what was done with this account: others have theirs.
    pub network_address: Option<String>,
}
