//! The pages of the form.

use serde::{Deserialize, Serialize};

use super::{FormValues, fields as f};

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

/// The key of the page that shows everything once more before it is sent.
pub const REVIEW: &str = "review";

impl Step {
    /// Every step, in order.
    pub const ALL: [Self; 9] = [
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

    /// The key in addresses and in the hidden field `step`.
    #[must_use]
    pub const fn key(self) -> &'static str {
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

    /// Reads a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.key() == key)
    }

    /// The fields a draft keeps of this step. Passwords are not among them: only their hash is kept. Of the secret
    /// ones among them see [`fields::SECRETS`](f::SECRETS).
    #[must_use]
    pub const fn kept_fields(self) -> &'static [&'static str] {
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

    /// Takes the step's answers from what was just sent.
    pub fn take(self, values: &mut FormValues, sent: &FormValues) {
        for field in self.kept_fields() {
            if f::SECRETS.contains(field) {
                values.replace_secret(field, sent);
            } else {
                values.replace(&[field], sent);
            }
        }
    }

    /// The step after this one; `None` before the review.
    #[must_use]
    pub fn next(self) -> Option<Self> {
        Self::ALL.into_iter().find(|step| *step > self)
    }

    /// The step before this one.
    #[must_use]
    pub fn previous(self) -> Option<Self> {
        Self::ALL.into_iter().rev().find(|step| *step < self)
    }

    /// The page of this step.
    #[must_use]
    pub fn path(self) -> String {
        format!("/auth/register?step={}", self.key())
    }
}
