//! What every address shows while a backup is restored.

use leptos::{config::LeptosOptions, prelude::*};

use crate::{
    components::{lang::current_locale, style_sheet::StyleSheet},
    i18n::td_string,
    server::context::use_lang,
};

/// The whole document. The database is closed then: it needs nothing of it, so neither header nor footer stand around it.
#[must_use]
pub fn restoring_document(options: LeptosOptions) -> AnyView {
    let (locale, lang) = (current_locale(), use_lang());
    let title = td_string!(locale, errors.restoring_title);
    let name = format!("{title} · TalentsMaroc");
    view! {
        <!DOCTYPE html>
        <html lang=lang.code() dir=lang.dir()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <meta name="robots" content="noindex" />
                <StyleSheet options />
                <title>{name}</title>
            </head>
            <body class="flex min-h-dvh flex-col">
                <main id="content" class="mx-auto w-full max-w-3xl flex-1 px-4 py-10 sm:px-6 sm:py-14">
                    <h1 class="font-display text-3xl font-bold text-balance sm:text-4xl">{title}</h1>
                    <p class="mt-4 text-lg">{td_string!(locale, errors.restoring_text)}</p>
                    <p class="mt-2 text-muted">{td_string!(locale, errors.restoring_more)}</p>
                </main>
            </body>
        </html>
    }
    .into_any()
}
