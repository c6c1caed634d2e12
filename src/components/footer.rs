//! The foot of every page.

use super::{lang::current_locale, language_switch::LanguageButtons, logo::Mark, site::operator};
use crate::{i18n::td_string, routes};
use leptos::prelude::*;

/// The operator, the legal pages, the contact, the languages; a short one has the links alone, for the header has the
/// languages too. Pages have it by [`frame::footer`](super::frame::footer).
#[component]
pub fn Footer(short: bool) -> impl IntoView {
    let locale = current_locale();
    if short {
        return view! {
            <footer class="mt-auto border-t border-base-300 bg-base-200">
                <div class="page-width py-1">
                    <FooterLinks class="justify-center text-sm" />
                </div>
            </footer>
        }
        .into_any();
    }
    view! {
        <footer class="mt-auto">
            <div class="zellige-band" aria-hidden="true"></div>
            <div class="bg-base-200">
                <div class="page-width flex flex-col gap-2 py-5 md:flex-row md:items-start md:justify-between md:gap-8 md:py-10">
                    <div class="hidden max-w-sm items-start gap-3 md:flex">
                        <Mark />
                        <p class="text-muted">{td_string!(locale, common.tagline)}</p>
                    </div>
                    <FooterLinks class="md:grid md:grid-cols-2 md:gap-x-8" />
                    <LanguageButtons />
                </div>
            </div>
        </footer>
    }
    .into_any()
}

/// About, terms, contact, privacy.
#[component]
fn FooterLinks(class: &'static str) -> impl IntoView {
    let locale = current_locale();
    let contact = format!("mailto:{}", operator().email);
    view! {
        <nav class=format!("flex flex-wrap gap-x-4 {class}") aria-label=td_string!(locale, common.footer_navigation)>
            <a class="footer-link" href=routes::ABOUT>
                {td_string!(locale, common.about)}
            </a>
            <a class="footer-link" href=routes::TERMS>
                {td_string!(locale, legal.terms_short)}
            </a>
            <a class="footer-link" href=contact>
                {td_string!(locale, common.contact)}
            </a>
            <a class="footer-link" href=routes::PRIVACY>
                {td_string!(locale, legal.privacy_title)}
            </a>
        </nav>
    }
}
