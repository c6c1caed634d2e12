//! The form's field names, exactly as clients send them. A social network's field is named by its key in the closed
//! list `social_network`.

pub const FIRST_NAME: &str = "first_name";
pub const LAST_NAME: &str = "last_name";
pub const DATE_OF_BIRTH: &str = "date_of_birth";
pub const GENDER: &str = "gender";
pub const PASSPORT_NUMBER: &str = "passport_number";
pub const RESIDENCE_CARD: &str = "residence_card";
/// Which document the CINEMA form is given, a key of the closed list `id_document`.
pub const ID_DOCUMENT_TYPE: &str = "id_document_type";
pub const ID_DOCUMENT_NUMBER: &str = "id_document_number";
pub const GUARDIAN_NAME: &str = "guardian_name";
pub const GUARDIAN_PHONE: &str = "guardian_phone";
pub const GUARDIAN_CONSENT: &str = "guardian_consent";
pub const EMAIL: &str = "email";
pub const PHONE: &str = "phone";
pub const PHONE_COUNTRY: &str = "phone_country";
pub const WHATSAPP: &str = "whatsapp";
pub const WHATSAPP_COUNTRY: &str = "whatsapp_country";
pub const ADDRESS: &str = "address";
pub const PASSWORD: &str = "password";
pub const PASSWORD_CONFIRM: &str = "password_confirm";
pub const COUNTRY_OF_ORIGIN: &str = "country_of_origin";
pub const NATIONALITY: &str = "nationality";
pub const RESIDENCE_COUNTRY: &str = "residence_country";
pub const RESIDENCE_CITY: &str = "residence_city";
pub const RESIDENCE_CITY_OTHER: &str = "residence_city_other";
pub const YEARS_EXPERIENCE: &str = "years_experience";
pub const BIO: &str = "bio";
pub const EDUCATION: &str = "education";
pub const LANGUAGES: &str = "languages";
pub const AVAILABILITY: &str = "availability";
pub const WORK_MODE: &str = "work_mode";
pub const HOURLY_RATE: &str = "hourly_rate";
pub const MONTHLY_RATE: &str = "monthly_rate";
pub const RATE_CURRENCY: &str = "rate_currency";
pub const TALENTS: &str = "talents";
/// A file, like [`CV`]: stored apart from what is typed.
pub const PHOTO: &str = "photo";
pub const CV: &str = "cv";
pub const PORTFOLIO_URL: &str = "portfolio_url";
pub const ALLOW_CV_ANALYSIS: &str = "allow_cv_analysis";
pub const WEBSITE: &str = "website";
pub const VISIBILITY: &str = "visibility";
pub const SHOW_NAME_PHOTO: &str = "show_name_photo";
pub const SHOW_LINKS: &str = "show_links";
pub const SHOW_ORIGINS: &str = "show_origins";
pub const ACCEPT_TERMS: &str = "accept_terms";
pub const ACCEPT_PRIVACY: &str = "accept_privacy";

/// The web site, then the field of each network of the closed list `social_network`, in its order.
pub const WEBSITE_AND_NETWORKS: [&str; 15] = [
    WEBSITE,
    "linkedin",
    "facebook",
    "instagram",
    "x",
    "github",
    "youtube",
    "tiktok",
    "telegram",
    "snapchat",
    "behance",
    "dribbble",
    "pinterest",
    "imdb",
    "threads",
];

/// The networks alone.
pub const NETWORKS: [&str; 14] = {
    let [_, networks @ ..] = WEBSITE_AND_NETWORKS;
    networks
};

/// Numbers that are never sent back: an empty field keeps what is stored, and a box of its own erases it.
pub const SECRETS: [&str; 3] = [PASSPORT_NUMBER, RESIDENCE_CARD, ID_DOCUMENT_NUMBER];

/// The box that erases a secret field.
#[must_use]
pub fn erase_box(secret: &str) -> String {
    format!("{secret}_erase")
}

/// The value of [`RESIDENCE_CITY`] that stands for « city not listed ».
pub const CITY_NOT_LISTED: &str = "other";
/// Where most people register from: preselected in the selects of countries.
pub const DEFAULT_COUNTRY: &str = "MA";

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::NETWORKS;
    use crate::domain::reference;

    #[test]
    fn every_network_of_the_list_has_its_field() {
        assert_eq!(NETWORKS.to_vec(), reference::terms("social_network").map(|t| t.key.as_str()).collect::<Vec<_>>());
    }
}
