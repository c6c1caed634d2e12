//! The foot of every page.

use super::{lang::current_locale, language_switch::LanguageButtons, logo::Mark, site::operator};
use crate::{i18n::td_string, routes};
use leptos::prelude::*;

/// The operator, the legal pages, the contact, the languages. Pages have it by [`frame::footer`](super::frame::footer).
#[component]
pub fn Footer() -> impl IntoView {
    let locale = current_locale();
    let operator = operator();
    view! {
        <footer class="mt-auto">
            <div class="zellige-band" aria-hidden="true"></div>
            <div class="bg-base-200">
                <div class="page-width flex flex-col gap-8 py-10 md:flex-row md:items-start md:justify-between">
                    <div class="flex max-w-sm items-start gap-3">
                        <Mark />
                        <p class="text-muted">{td_string!(locale, common.tagline)}</p>
                    </div>
                    <nav class="grid grid-cols-2 gap-x-8" aria-label=td_string!(locale, common.footer_navigation)>
                        <a class="footer-link" href=routes::ABOUT>
                            {td_string!(locale, common.about)}
                        </a>
                        <a class="footer-link" href=routes::TERMS>
                            {td_string!(locale, legal.terms_title)}
                        </a>
                        <a class="footer-link" href=format!("mailto:{}", operator.email)>
                            {td_string!(locale, common.contact)}
                        </a>
                        <a class="footer-link" href=routes::PRIVACY>
                            {td_string!(locale, legal.privacy_title)}
                        </a>
                    </nav>
                    <LanguageButtons />
                </div>
            </div>
        </footer>
    }
}
