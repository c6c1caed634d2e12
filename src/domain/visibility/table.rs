//! The table: which field, stored where, is shown to whom.

use super::Rule;

/// Something that can be known about a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    FullName,
    Photo,
    /// Made from the names, and shown to everybody.
    Initials,
    Code,
    Gender,
    /// Made from the birth date, and shown to everybody.
    Age,
    BirthDate,
    Residence,
    Talents,
    Languages,
    Availability,
    WorkMode,
    Experience,
    Bio,
    Education,
    /// Web site, portfolio, social networks.
    Links,
    CountryOfOrigin,
    Nationality,
    Rates,
    /// Whether the CV may be analysed.
    CvAnalysisConsent,
    Email,
    Phone,
    Whatsapp,
    Address,
    /// Which documents there are, and their numbers.
    Documents,
    Guardian,
    /// Visibility, the three switches, an administrator's approval of a minor.
    PrivacyChoices,
    /// Role, language, state, confirmation of the address.
    Account,
    /// When things were made and changed.
    Dates,
    Consents,
    /// The document and the name it was sent under.
    Cv,
    /// What was written to the person, and what became of it.
    Mails,
    /// Keys, hashes, versions, copies for searching: nothing anybody reads.
    Internal,
}

/// A row of the table.
pub struct Row {
    pub field: Field,
    /// Columns this field is stored in, as `table.column`; none for a field made from others.
    pub columns: &'static [&'static str],
    /// In the order of [`Audience::ALL`](super::Audience::ALL).
    pub rules: [Rule; 4],
}

const EVERYBODY: [Rule; 4] = [Rule::Yes; 4];
const OWNER_AND_ADMINISTRATORS: [Rule; 4] = [Rule::No, Rule::No, Rule::Yes, Rule::Yes];
const ORIGINS: [Rule; 4] = [Rule::IfShowOrigins, Rule::IfShowOrigins, Rule::Yes, Rule::Yes];
const NOBODY: [Rule; 4] = [Rule::No; 4];

/// The table. What has no row is shown to nobody.
pub const TABLE: &[Row] = &[
    Row {
        field: Field::FullName,
        columns: &["people.first_name", "people.last_name"],
        rules: [Rule::IfShowNamePhoto, Rule::Yes, Rule::Yes, Rule::Yes],
    },
    Row {
        field: Field::Photo,
        columns: &["people.photo_file_id"],
        rules: [Rule::IfShowNamePhoto, Rule::Yes, Rule::Yes, Rule::Yes],
    },
    Row { field: Field::Initials, columns: &[], rules: EVERYBODY },
    Row { field: Field::Code, columns: &["unique_codes.code"], rules: EVERYBODY },
    Row { field: Field::Gender, columns: &["people.gender"], rules: EVERYBODY },
    Row { field: Field::Age, columns: &[], rules: EVERYBODY },
    Row { field: Field::BirthDate, columns: &["people.date_of_birth"], rules: OWNER_AND_ADMINISTRATORS },
    Row {
        field: Field::Residence,
        columns: &["people.residence_country", "people.residence_city_id", "people.residence_city_other"],
        rules: EVERYBODY,
    },
    Row {
        field: Field::Talents,
        columns: &["main_profile_talents.talent_id", "main_profile_talents.position"],
        rules: EVERYBODY,
    },
    Row { field: Field::Languages, columns: &["person_languages.language"], rules: EVERYBODY },
    Row { field: Field::Availability, columns: &["main_profiles.availability"], rules: EVERYBODY },
    Row { field: Field::WorkMode, columns: &["main_profiles.work_mode"], rules: EVERYBODY },
    Row { field: Field::Experience, columns: &["people.years_experience"], rules: EVERYBODY },
    Row { field: Field::Bio, columns: &["main_profiles.bio"], rules: EVERYBODY },
    Row { field: Field::Education, columns: &["main_profiles.education"], rules: EVERYBODY },
    Row {
        field: Field::Links,
        columns: &[
            "people.website",
            "social_links.network",
            "social_links.address_encrypted",
            "main_profiles.portfolio_url",
        ],
        rules: [Rule::IfShowLinks, Rule::IfShowLinks, Rule::Yes, Rule::Yes],
    },
    Row { field: Field::CountryOfOrigin, columns: &["people.country_of_origin"], rules: ORIGINS },
    Row { field: Field::Nationality, columns: &["people.nationality"], rules: ORIGINS },
    Row {
        field: Field::Rates,
        columns: &["main_profiles.hourly_rate", "main_profiles.monthly_rate", "main_profiles.rate_currency"],
        rules: OWNER_AND_ADMINISTRATORS,
    },
    Row {
        field: Field::CvAnalysisConsent,
        columns: &["main_profiles.allow_cv_analysis"],
        rules: OWNER_AND_ADMINISTRATORS,
    },
    Row { field: Field::Email, columns: &["accounts.email"], rules: OWNER_AND_ADMINISTRATORS },
    Row { field: Field::Phone, columns: &["people.phone_encrypted"], rules: OWNER_AND_ADMINISTRATORS },
    Row { field: Field::Whatsapp, columns: &["people.whatsapp_encrypted"], rules: OWNER_AND_ADMINISTRATORS },
    Row { field: Field::Address, columns: &["people.address_encrypted"], rules: OWNER_AND_ADMINISTRATORS },
    Row {
        field: Field::Documents,
        columns: &["identity_documents.kind", "identity_documents.number_encrypted"],
        rules: [Rule::No, Rule::No, Rule::Masked, Rule::Masked],
    },
    Row {
        field: Field::Guardian,
        columns: &["people.guardian_name_encrypted", "people.guardian_phone_encrypted"],
        rules: OWNER_AND_ADMINISTRATORS,
    },
    Row {
        field: Field::PrivacyChoices,
        columns: &[
            "main_profiles.visibility",
            "cinema_profiles.visibility",
            "people.show_name_photo",
            "people.show_links",
            "people.show_origins",
            "people.minor_approved_at",
        ],
        rules: OWNER_AND_ADMINISTRATORS,
    },
    Row {
        field: Field::Account,
        columns: &["accounts.role", "accounts.language", "accounts.state", "accounts.email_confirmed_at"],
        rules: OWNER_AND_ADMINISTRATORS,
    },
    Row {
        field: Field::Dates,
        columns: &[
            "accounts.created_at",
            "accounts.updated_at",
            "people.created_at",
            "people.updated_at",
            "unique_codes.created_at",
            "main_profiles.created_at",
            "main_profiles.updated_at",
            "cinema_profiles.created_at",
            "cinema_profiles.updated_at",
            "files.created_at",
        ],
        rules: OWNER_AND_ADMINISTRATORS,
    },
    Row {
        field: Field::Consents,
        columns: &["consents.kind", "consents.version", "consents.text_hash", "consents.given_at"],
        rules: OWNER_AND_ADMINISTRATORS,
    },
    Row {
        field: Field::Cv,
        columns: &["main_profiles.cv_file_id", "files.original_name_encrypted"],
        rules: OWNER_AND_ADMINISTRATORS,
    },
    Row {
        field: Field::Mails,
        columns: &[
            "outbox_mails.kind",
            "outbox_mails.language",
            "outbox_mails.recipient_encrypted",
            "outbox_mails.content_encrypted",
            "outbox_mails.state",
            "outbox_mails.last_error",
            "outbox_mails.created_at",
            "outbox_mails.expires_at",
            "outbox_mails.sent_at",
        ],
        rules: OWNER_AND_ADMINISTRATORS,
    },
    Row {
        field: Field::Internal,
        columns: &[
            "accounts.id",
            "accounts.email_normalised",
            "accounts.password_hash",
            "accounts.demo",
            "accounts.version",
            "people.id",
            "people.account_id",
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
            "main_profile_talents.profile_id",
            "main_profile_search.profile_id",
            "main_profile_search.person_id",
            "main_profile_search.active",
            "main_profile_search.visibility",
            "main_profile_search.date_of_birth",
            "main_profile_search.minor_approved",
            "main_profile_search.residence_country",
            "main_profile_search.city_normalised",
            "main_profile_search.facets",
            "main_profile_search.years_experience",
            "main_profile_search.member_photo",
            "main_profile_search.anonymous_photo",
            "main_profile_texts.profile_id",
            "main_profile_texts.member_text",
            "main_profile_texts.anonymous_text",
            "files.id",
            "files.kind",
            "files.name",
            "files.media_type",
            "files.size",
            "files.widths",
            "files.person_id",
            "files.draft_id",
            "consents.id",
            "consents.person_id",
            "outbox_mails.id",
            "outbox_mails.account_id",
            "outbox_mails.message_id",
        ],
        rules: NOBODY,
    },
];
