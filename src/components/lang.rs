//! The language of the page, for texts: `td_string!(current_locale(), home.title)`.

use crate::domain::lang::Lang;
use crate::i18n::Locale;
use crate::server::context::use_lang;

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

/// The language this request is answered in (French outside a request).
///
/// ```ignore
/// let locale = current_locale();
/// view! { <h1>{td_string!(locale, home.title)}</h1> }
/// ```
#[must_use]
pub fn current_locale() -> Locale {
    use_lang().into()
}
