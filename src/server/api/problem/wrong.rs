//! Values that were not taken.

use crate::{
    domain::{field_error::FieldError, lang::Lang},
    i18n::Locale,
    named_texts,
    texts::field_error::field_error_text,
};

/// Why one value was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WrongValue {
    Field(FieldError),
    UnknownMember,
    UnknownParameter,
    InvalidValue,
    WrongType,
    /// Deep pages are reached by cursors.
    UseCursors,
    Missing,
    /// It compares answers that the token may not read.
    NeedsPrivateRead,
}

impl WrongValue {
    /// The stable code.
    #[must_use]
    pub fn code(&self) -> String {
        match self {
            Self::Field(error) => serde_json::to_value(error)
                .ok()
                .and_then(|value| Some(value.get("code")?.as_str()?.to_owned()))
                .unwrap_or_else(|| "invalid_value".to_owned()),
            Self::UnknownMember => "unknown_member".to_owned(),
            Self::UnknownParameter => "unknown_parameter".to_owned(),
            Self::InvalidValue => "invalid_value".to_owned(),
            Self::WrongType => "wrong_type".to_owned(),
            Self::UseCursors => "use_cursors".to_owned(),
            Self::Missing => "missing".to_owned(),
            Self::NeedsPrivateRead => "needs_private_read".to_owned(),
        }
    }

    /// A sentence about it.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let locale = Locale::from(lang);
        match self {
            Self::Field(error) => field_error_text(locale, error),
            other => named_texts::api(locale, &format!("wrong_{}", other.code())).unwrap_or_default().to_owned(),
        }
    }
}

/// A value that was not taken: `#/member` of the body, `?parameter` of the address or `header: name`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    pub pointer: String,
    pub why: WrongValue,
}

impl Wrong {
    #[must_use]
    pub fn member(name: &str, why: WrongValue) -> Self {
        Self { pointer: format!("#/{}", name.replace('~', "~0").replace('/', "~1")), why }
    }

    #[must_use]
    pub fn parameter(name: &str, why: WrongValue) -> Self {
        Self { pointer: format!("?{name}"), why }
    }
}
