//! What the columns of the replaced application mean. Columns of older and newer versions stand here too: what is there
//! is read.

use crate::domain::{
    files::FileKind,
    registration::{cinema::fields as c, fields as f},
};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// A text that a person could have typed into this input.
    Input(&'static str),
    /// One label of a closed list.
    Choice(&'static str, &'static str),
    /// Labels of a closed list: as JSON, or with commas between.
    Choices(&'static str, &'static str),
    /// A country, by code or name.
    Country(&'static str),
    /// The number of a row of `countries`.
    CountryId(&'static str),
    /// The name of a city.
    City,
    /// The number of a row of `cities`.
    CityId,
    /// A phone number: input of the country, input of the number.
    Phone(&'static str, &'static str),
    /// Rates as text.
    Rates,
    /// Films and the like, as JSON.
    Productions,
    /// The name of a file.
    File(FileKind),
    /// Names of files, as JSON.
    Files(FileKind),
    /// The address of the account.
    Email,
    /// The hash of the password.
    Password,
    Code,
    /// Whether the account may be used.
    Active,
    Administrator,
    Role,
    CreatedAt,
    ChangedAt,
    /// Nothing of it is stored.
    NotNeeded,
}

/// A column by its name there. A name that ends in `_encrypted` holds the same as ciphertext.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    pub name: &'static str,
    pub meaning: Meaning,
}

const fn column(name: &'static str, meaning: Meaning) -> Column {
    Column { name, meaning }
}

use Meaning as M;

/// Of `users`.
pub const USERS: &[Column] = &[
    column("id", M::NotNeeded),
    column("unique_code", M::Code),
    column("first_name", M::Input(f::FIRST_NAME)),
    column("last_name", M::Input(f::LAST_NAME)),
    column("email", M::Email),
    column("password_hash", M::Password),
    column("date_of_birth", M::Input(f::DATE_OF_BIRTH)),
    column("gender", M::Choice("gender", f::GENDER)),
    column("country_id", M::CountryId(f::COUNTRY_OF_ORIGIN)),
    column("city_id", M::CityId),
    column("residence_country_id", M::CountryId(f::RESIDENCE_COUNTRY)),
    column("residence_city_id", M::CityId),
    column("nationality", M::Country(f::NATIONALITY)),
    column("phone", M::Phone(f::PHONE_COUNTRY, f::PHONE)),
    column("whatsapp", M::Phone(f::WHATSAPP_COUNTRY, f::WHATSAPP)),
    column("address", M::Input(f::ADDRESS)),
    column("passport_number", M::Input(f::PASSPORT_NUMBER)),
    column("residence_card", M::Input(f::RESIDENCE_CARD)),
    column("photo_filename", M::File(FileKind::Photo)),
    column("cv_filename", M::File(FileKind::Cv)),
    column("portfolio_url", M::Input(f::PORTFOLIO_URL)),
    column("website", M::Input(f::WEBSITE)),
    column("bio", M::Input(f::BIO)),
    column("years_experience", M::Input(f::YEARS_EXPERIENCE)),
    column("availability", M::Choice("availability", f::AVAILABILITY)),
    column("work_mode", M::Choice("work_mode", f::WORK_MODE)),
    column("rate_range", M::Rates),
    column("languages", M::Choices("language", f::LANGUAGES)),
    column("education", M::Input(f::EDUCATION)),
    column("is_admin", M::Administrator),
    column("role", M::Role),
    column("account_active", M::Active),
    column("created_at", M::CreatedAt),
    column("updated_at", M::ChangedAt),
    column("linkedin", M::Input("linkedin")),
    column("imdb_url", M::Input("imdb")),
    column("threads", M::Input("threads")),
    column("instagram", M::Input("instagram")),
    column("twitter", M::Input("x")),
    column("facebook", M::Input("facebook")),
    column("tiktok", M::Input("tiktok")),
    column("youtube", M::Input("youtube")),
    column("github", M::Input("github")),
    column("behance", M::Input("behance")),
    column("dribbble", M::Input("dribbble")),
    column("pinterest", M::Input("pinterest")),
    column("snapchat", M::Input("snapchat")),
    column("telegram", M::Input("telegram")),
    column("profile_score", M::NotNeeded),
    column("cv_analysis", M::NotNeeded),
    column("cv_analyzed_at", M::NotNeeded),
    column("qr_code_filename", M::NotNeeded),
];

/// Of `cinema_talents`.
pub const CINEMA: &[Column] = &[
    column("id", M::NotNeeded),
    column("unique_code", M::Code),
    column("first_name", M::Input(f::FIRST_NAME)),
    column("last_name", M::Input(f::LAST_NAME)),
    column("gender", M::Choice("gender", f::GENDER)),
    column("date_of_birth", M::Input(f::DATE_OF_BIRTH)),
    column("id_document_type", M::Choice("id_document", f::ID_DOCUMENT_TYPE)),
    column("id_document_number", M::Input(f::ID_DOCUMENT_NUMBER)),
    column("ethnicities", M::Choices("ethnicity", c::ETHNICITIES)),
    column("country_of_origin", M::Country(f::COUNTRY_OF_ORIGIN)),
    column("nationality", M::Country(f::NATIONALITY)),
    column("country_of_residence", M::Country(f::RESIDENCE_COUNTRY)),
    column("city_of_residence", M::City),
    column("languages_spoken", M::Choices("language", f::LANGUAGES)),
    column("years_of_experience", M::Input(f::YEARS_EXPERIENCE)),
    column("talent_types", M::Choices("cinema_talent_type", c::TALENT_TYPES)),
    column("eye_color", M::Choice("eye_color", c::EYE_COLOR)),
    column("hair_color", M::Choice("hair_color", c::HAIR_COLOR)),
    column("hair_type", M::Choice("hair_type", c::HAIR_TYPE)),
    column("skin_tone", M::Choice("skin_tone", c::SKIN_TONE)),
    column("build", M::Choice("build", c::BUILD)),
    column("height", M::Input(c::HEIGHT)),
    column("other_talents", M::Choices("cinema_skill", c::OTHER_TALENTS)),
    column("profile_photo_filename", M::File(FileKind::Photo)),
    column("id_photo_filename", M::File(FileKind::IdPhoto)),
    column("gallery_photos", M::Files(FileKind::Gallery)),
    column("email", M::Email),
    column("phone", M::Phone(f::PHONE_COUNTRY, f::PHONE)),
    column("whatsapp", M::Phone(f::WHATSAPP_COUNTRY, f::WHATSAPP)),
    column("website", M::Input(f::WEBSITE)),
    column("facebook", M::Input("facebook")),
    column("instagram", M::Input("instagram")),
    column("linkedin", M::Input("linkedin")),
    column("twitter", M::Input("x")),
    column("youtube", M::Input("youtube")),
    column("tiktok", M::Input("tiktok")),
    column("snapchat", M::Input("snapchat")),
    column("telegram", M::Input("telegram")),
    column("imdb_url", M::Input("imdb")),
    column("threads", M::Input("threads")),
    column("previous_productions", M::Productions),
    column("is_active", M::Active),
    column("created_at", M::CreatedAt),
    column("updated_at", M::ChangedAt),
    column("qr_code_filename", M::NotNeeded),
];

/// The meaning of a column, and whether it holds ciphertext.
#[must_use]
pub fn meaning_of(columns: &[Column], name: &str) -> Option<(Meaning, bool)> {
    let (plain, encrypted) = name.strip_suffix("_encrypted").map_or((name, false), |plain| (plain, true));
    columns.iter().find(|column| column.name == plain).map(|column| (column.meaning, encrypted))
}
