//! The language of the page, for texts: `td_string!(current_locale(), home.title)`.

use crate::i18n::Locale;
use crate::server::context::use_lang;

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
