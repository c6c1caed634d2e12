//! The form's field names, exactly as the outside knows them.

pub const FIRST_NAME: &str = "first_name";
pub const LAST_NAME: &str = "last_name";
pub const DATE_OF_BIRTH: &str = "date_of_birth";
pub const GENDER: &str = "gender";
pub const GUARDIAN_NAME: &str = "guardian_name";
pub const GUARDIAN_PHONE: &str = "guardian_phone";
pub const GUARDIAN_CONSENT: &str = "guardian_consent";
pub const EMAIL: &str = "email";
pub const PHONE: &str = "phone";
pub const PHONE_COUNTRY: &str = "phone_country";
pub const PASSWORD: &str = "password";
pub const PASSWORD_CONFIRM: &str = "password_confirm";
pub const RESIDENCE_COUNTRY: &str = "residence_country";
pub const RESIDENCE_CITY: &str = "residence_city";
pub const RESIDENCE_CITY_OTHER: &str = "residence_city_other";
pub const TALENTS: &str = "talents";
pub const VISIBILITY: &str = "visibility";
pub const SHOW_NAME_PHOTO: &str = "show_name_photo";
pub const SHOW_LINKS: &str = "show_links";
pub const SHOW_ORIGINS: &str = "show_origins";
pub const ACCEPT_TERMS: &str = "accept_terms";
pub const ACCEPT_PRIVACY: &str = "accept_privacy";

/// The value of [`RESIDENCE_CITY`] that stands for « city not listed ».
pub const CITY_NOT_LISTED: &str = "other";
/// Where most people register from: preselected in the selects of countries.
pub const DEFAULT_COUNTRY: &str = "MA";
