//! The pages of the main form.

use serde::{Deserialize, Serialize};

use super::{fields as f, form_step::FormStep};
use crate::domain::cinema::Section;

/// A page of the registration form that asks something. The review comes after the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    Identity,
    Contact,
    Location,
    Career,
    Availability,
    Talents,
    Documents,
    Networks,
    Privacy,
}

impl FormStep for Step {
    type Other = Section;

    const ALL: [Self; 9] = [
        Self::Identity,
        Self::Contact,
        Self::Location,
        Self::Career,
        Self::Availability,
        Self::Talents,
        Self::Documents,
        Self::Networks,
        Self::Privacy,
    ];

    const FORM: &'static str = "register";
    const PATH: &'static str = "/auth/register";
    const ACCOUNT: Self = Self::Contact;
    const FILES: Self = Self::Documents;

    fn key(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::Contact => "contact",
            Self::Location => "location",
            Self::Career => "career",
            Self::Availability => "availability",
            Self::Talents => "talents",
            Self::Documents => "documents",
            Self::Networks => "networks",
            Self::Privacy => "privacy",
        }
    }

    fn kept_fields(self) -> &'static [&'static str] {
        match self {
            Self::Identity => &[
                f::FIRST_NAME,
                f::LAST_NAME,
                f::DATE_OF_BIRTH,
                f::GENDER,
                f::PASSPORT_NUMBER,
                f::RESIDENCE_CARD,
                f::GUARDIAN_NAME,
                f::GUARDIAN_PHONE,
                f::GUARDIAN_CONSENT,
            ],
            Self::Contact => &[f::EMAIL, f::PHONE_COUNTRY, f::PHONE, f::WHATSAPP_COUNTRY, f::WHATSAPP, f::ADDRESS],
            Self::Location => &[
                f::COUNTRY_OF_ORIGIN,
                f::NATIONALITY,
                f::RESIDENCE_COUNTRY,
                f::RESIDENCE_CITY,
                f::RESIDENCE_CITY_OTHER,
            ],
            Self::Career => &[f::YEARS_EXPERIENCE, f::BIO, f::EDUCATION, f::LANGUAGES],
            Self::Availability => &[f::AVAILABILITY, f::WORK_MODE, f::HOURLY_RATE, f::MONTHLY_RATE, f::RATE_CURRENCY],
            Self::Talents => &[f::TALENTS],
            Self::Documents => &[f::PORTFOLIO_URL, f::ALLOW_CV_ANALYSIS],
            Self::Networks => &f::WEBSITE_AND_NETWORKS,
            Self::Privacy => {
                &[f::VISIBILITY, f::SHOW_NAME_PHOTO, f::SHOW_LINKS, f::SHOW_ORIGINS, f::ACCEPT_TERMS, f::ACCEPT_PRIVACY]
            }
        }
    }
}
