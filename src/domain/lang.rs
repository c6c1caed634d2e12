//! The three languages of the interface.

use serde::{Deserialize, Serialize};

/// A language of the interface, of mails and of documents.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    #[default]
    Fr,
    Ar,
    En,
}

impl Lang {
    /// Every language, in the order of the switch.
    pub const ALL: [Self; 3] = [Self::Fr, Self::Ar, Self::En];

    /// The BCP 47 code, as in `<html lang>` and the `lang` cookie.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Fr => "fr",
            Self::Ar => "ar",
            Self::En => "en",
        }
    }

    /// The writing direction, as in `<html dir>`.
    #[must_use]
    pub const fn dir(self) -> &'static str {
        match self {
            Self::Ar => "rtl",
            Self::Fr | Self::En => "ltr",
        }
    }

    /// The language's own name, for the switch.
    #[must_use]
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::Fr => "Français",
            Self::Ar => "العربية",
            Self::En => "English",
        }
    }

    /// Reads a code such as `fr` or `fr-MA`; `None` for a language we do not have.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        let primary = code.split(['-', '_']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|lang| lang.code().eq_ignore_ascii_case(primary))
    }
}
