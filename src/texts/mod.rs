//! Texts that more than pages need, made of the catalogue's.

pub mod field_error;
pub mod file_format;
pub mod filters;
pub mod labels;
pub mod numbers;
pub mod status;
pub mod waiting;

use crate::{domain::lang::Lang, i18n::Locale};

impl From<Locale> for Lang {
    fn from(locale: Locale) -> Self {
        match locale {
            Locale::fr => Self::Fr,
            Locale::ar => Self::Ar,
            Locale::en => Self::En,
        }
    }
}

impl From<Lang> for Locale {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::Fr => Self::fr,
            Lang::Ar => Self::ar,
            Lang::En => Self::en,
        }
    }
}
