//! The table: which field, stored where, is shown to which audience.

use super::rule::Rule;

/// A row of the table.
#[derive(Debug, Clone, Copy)]
pub struct VisibilityRow {
    pub field: VisibilityField,
    /// Columns it is stored in, as `table.column`, beyond those that the catalogue of fields names
    /// ([`crate::domain::fields::columns_seen_as`]).
    pub other_columns: &'static [&'static str],
    /// In the order of [`Audience::ALL`](super::Audience::ALL).
    pub rules: [Rule; 4],
}

const EVERYBODY: [Rule; 4] = [Rule::Yes; 4];
const BY_NAME_SWITCH: [Rule; 4] = [Rule::IfShowNamePhoto, Rule::Yes, Rule::Yes, Rule::Yes];
const BY_LINK_SWITCH: [Rule; 4] = [Rule::IfShowLinks, Rule::IfShowLinks, Rule::Yes, Rule::Yes];
const MASKED: [Rule; 4] = [Rule::No, Rule::No, Rule::Masked, Rule::Masked];
const OWNER_AND_ADMINISTRATORS: [Rule; 4] = [Rule::No, Rule::No, Rule::Yes, Rule::Yes];
const ORIGINS: [Rule; 4] = [Rule::IfShowOrigins, Rule::IfShowOrigins, Rule::Yes, Rule::Yes];
const NOBODY: [Rule; 4] = [Rule::No; 4];

/// The fields and their rows, `Field: RULES` with the other columns it is stored in. What has no row is never shown.
macro_rules! visibility_table {
    ($($(#[$doc:meta])* $field:ident: $rules:ident $(, [$($column:literal),+ $(,)?])?;)+) => {
        /// Something that can be known about a person.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum VisibilityField {
            $($(#[$doc])* $field,)+
        }

        /// The table.
        pub const TABLE: &[VisibilityRow] = &[$(VisibilityRow {
            field: VisibilityField::$field,
            other_columns: &[$($($column),+)?],
            rules: $rules,
        },)+];
    };
}

visibility_table! {
    FullName: BY_NAME_SWITCH;
    /// First and last name of a person whose stage name stands in their place.
    CivilNames: OWNER_AND_ADMINISTRATORS;
    Photo: BY_NAME_SWITCH;
    Gallery: BY_NAME_SWITCH;
    /// Films, series and the like, with their posters.
    Productions: BY_NAME_SWITCH;
    /// Made from the names, and public.
    Initials: EVERYBODY;
    Code: EVERYBODY, ["unique_codes.code"];
    Gender: EVERYBODY;
    /// Made from the birth date, and public.
    Age: EVERYBODY;
    BirthDate: OWNER_AND_ADMINISTRATORS;
    Residence: EVERYBODY;
    Talents: EVERYBODY;
    Languages: EVERYBODY;
    Availability: EVERYBODY;
    WorkMode: EVERYBODY;
    Experience: EVERYBODY;
    Bio: EVERYBODY;
    Education: EVERYBODY;
    /// Types of talent in film.
    CinemaTypes: EVERYBODY;
    CinemaSkills: EVERYBODY;
    PlayingAge: EVERYBODY;
    Eyes: EVERYBODY;
    Hair: EVERYBODY;
    Build: EVERYBODY;
    Height: EVERYBODY;
    /// Web site, portfolio, social networks.
    Links: BY_LINK_SWITCH;
    CountryOfOrigin: ORIGINS;
    Nationality: ORIGINS;
    Ethnicities: ORIGINS;
    SkinTone: ORIGINS;
    Rates: OWNER_AND_ADMINISTRATORS;
    /// Whether the CV may be analysed.
    CvAnalysisConsent: OWNER_AND_ADMINISTRATORS;
    Email: OWNER_AND_ADMINISTRATORS;
    Phone: OWNER_AND_ADMINISTRATORS;
    Whatsapp: OWNER_AND_ADMINISTRATORS;
    Address: OWNER_AND_ADMINISTRATORS;
    /// Which documents there are, and their numbers.
    Documents: MASKED;
    /// The picture of a document.
    DocumentPhoto: MASKED;
    Guardian: OWNER_AND_ADMINISTRATORS;
    /// Visibility, the three switches, an administrator's approval of a minor.
    PrivacyChoices: OWNER_AND_ADMINISTRATORS, ["people.minor_approved_at"];
    /// Role, language, state, confirmation of the address.
    Account: OWNER_AND_ADMINISTRATORS, [
        "accounts.role",
        "accounts.language",
        "accounts.state",
        "accounts.email_confirmed_at",
        "accounts.desk_columns",
    ];
    /// When things were made and changed.
    Dates: OWNER_AND_ADMINISTRATORS, [
        "accounts.created_at",
        "accounts.updated_at",
        "accounts.last_seen_on",
        "people.created_at",
        "people.updated_at",
        "unique_codes.created_at",
        "main_profiles.created_at",
        "main_profiles.updated_at",
        "cinema_profiles.created_at",
        "cinema_profiles.updated_at",
        "files.created_at",
    ];
    Consents: OWNER_AND_ADMINISTRATORS, [
        "consents.kind",
        "consents.version",
        "consents.text_hash",
        "consents.given_at",
        "consents.given_how",
        "accounts.news",
        "accounts.news_at",
    ];
    /// The document and the name it was sent under.
    Cv: OWNER_AND_ADMINISTRATORS, ["files.original_name_encrypted"];
    /// Mails to the person, with their state.
    Mails: OWNER_AND_ADMINISTRATORS, [
        "outbox_mails.kind",
        "outbox_mails.language",
        "outbox_mails.recipient_encrypted",
        "outbox_mails.content_encrypted",
        "outbox_mails.state",
        "outbox_mails.last_error",
        "outbox_mails.created_at",
        "outbox_mails.expires_at",
        "outbox_mails.sent_at",
    ];
    /// Keys, hashes, versions, copies for searching: never displayed.
    Internal: NOBODY, [
        "accounts.id",
        "accounts.email_normalised",
        "accounts.password_hash",
        "accounts.demo",
        "accounts.version",
        "accounts.device_generation",
        "accounts.walk_in_key",
        "people.id",
        "people.account_id",
        "people.name_key",
        "people.phone_hash",
        "people.version",
        "identity_documents.id",
        "identity_documents.person_id",
        "identity_documents.number_hash",
        "person_languages.person_id",
        "social_links.id",
        "social_links.person_id",
        "unique_codes.person_id",
        "unique_codes.is_primary",
        "main_profiles.id",
        "main_profiles.person_id",
        "main_profiles.version",
        "cinema_profiles.id",
        "cinema_profiles.person_id",
        "cinema_profiles.version",
        "cinema_profile_types.profile_id",
        "cinema_profile_skills.profile_id",
        "cinema_profile_ethnicities.profile_id",
        "cinema_gallery_photos.profile_id",
        "cinema_productions.id",
        "cinema_productions.profile_id",
        "cinema_productions.tmdb_id",
        "main_profile_talents.profile_id",
        "files.id",
        "files.kind",
        "files.name",
        "files.media_type",
        "files.size",
        "files.widths",
        "files.person_id",
        "files.draft_id",
        "files.merge_id",
        "consents.id",
        "consents.person_id",
        "outbox_mails.id",
        "outbox_mails.account_id",
        "outbox_mails.message_id",
    ];
}
