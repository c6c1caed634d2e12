//! The pages of the form.

use serde::{Deserialize, Serialize};

use super::fields as f;

/// A page of the registration form that asks something. The review comes after the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    Identity,
    Contact,
    Location,
    Talents,
    Privacy,
}

/// The key of the page that shows everything once more before it is sent.
pub const REVIEW: &str = "review";

impl Step {
    /// Every step, in order.
    pub const ALL: [Self; 5] = [Self::Identity, Self::Contact, Self::Location, Self::Talents, Self::Privacy];

    /// The key in addresses and in the hidden field `step`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::Contact => "contact",
            Self::Location => "location",
            Self::Talents => "talents",
            Self::Privacy => "privacy",
        }
    }

    /// Reads a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.key() == key)
    }

    /// The fields a draft keeps of this step. Passwords are not among them: only their hash is kept.
    #[must_use]
    pub const fn kept_fields(self) -> &'static [&'static str] {
        match self {
            Self::Identity => &[
                f::FIRST_NAME,
                f::LAST_NAME,
                f::DATE_OF_BIRTH,
                f::GENDER,
                f::GUARDIAN_NAME,
                f::GUARDIAN_PHONE,
                f::GUARDIAN_CONSENT,
            ],
            Self::Contact => &[f::EMAIL, f::PHONE, f::PHONE_COUNTRY],
            Self::Location => &[f::RESIDENCE_COUNTRY, f::RESIDENCE_CITY, f::RESIDENCE_CITY_OTHER],
            Self::Talents => &[f::TALENTS],
            Self::Privacy => {
                &[f::VISIBILITY, f::SHOW_NAME_PHOTO, f::SHOW_LINKS, f::SHOW_ORIGINS, f::ACCEPT_TERMS, f::ACCEPT_PRIVACY]
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
