//! The three languages: a plain form, so that it works without JavaScript.

use leptos::prelude::*;

use super::icon::{Icon, IconName};
use super::lang::current_locale;
use crate::domain::lang::Lang;
use crate::i18n::td_string;
use crate::routes;
use crate::server::context::use_lang;

/// Stands for the address of the page, which [`frame`](super::frame) fills in.
pub const HERE: &str = "{here}";

/// Three buttons in a row; the page comes back in the chosen language.
#[component]
pub fn LanguageButtons() -> impl IntoView {
    let locale = current_locale();
    let chosen = use_lang();
    let buttons = Lang::ALL
        .into_iter()
        .map(|lang| {
            let current = lang == chosen;
            let look = if current { "btn btn-sm btn-neutral" } else { "btn btn-sm btn-ghost" };
            view! {
                <button
                    type="submit"
                    name="lang"
                    value=lang.code()
                    lang=lang.code()
                    class=format!("{look} min-h-11 justify-center px-3 font-medium")
                    aria-current=current.then_some("true")
                >
                    {lang.own_name()}
                </button>
            }
        })
        .collect_view();
    view! {
        <form method="post" action=routes::LANGUAGE>
            <input type="hidden" name="next" value=HERE />
            <div class="flex flex-wrap gap-1" role="group" aria-label=td_string!(locale, common.language)>
                {buttons}
            </div>
        </form>
    }
}

/// The same as a small menu behind a globe and the name of the current language.
#[component]
pub fn LanguageMenu() -> impl IntoView {
    let locale = current_locale();
    let lang = use_lang();
    view! {
        <details class="menu-details">
            <summary class="btn btn-ghost gap-2 px-3 font-medium">
                <Icon name=IconName::Globe />
                <span class="sr-only">{td_string!(locale, common.language)} ": "</span>
                {lang.own_name()}
                <Icon name=IconName::Chevron class="size-4 chevron" />
            </summary>
            <div class="menu-panel">
                <LanguageButtons />
            </div>
        </details>
    }
}
