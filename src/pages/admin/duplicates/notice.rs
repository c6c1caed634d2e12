//! How an action about duplicates ended.

use leptos::prelude::*;

use super::words::labels;
use crate::{
    components::{alert::Alert, lang::current_locale, tone::Tone},
    i18n::td_string,
    server_fns::duplicates::{DuplicatesFlash, DuplicatesSaid},
};

/// A sentence.
#[component]
pub fn DuplicatesNotice(flash: DuplicatesFlash) -> impl IntoView {
    let locale = current_locale();
    let (tone, title) = match flash.said {
        DuplicatesSaid::Merged => (Tone::Success, td_string!(locale, duplicates.said_merged)),
        DuplicatesSaid::Undone => (Tone::Success, td_string!(locale, duplicates.said_undone)),
        DuplicatesSaid::ToldApart => (Tone::Success, td_string!(locale, duplicates.said_told_apart)),
        DuplicatesSaid::NotConfirmed => (Tone::Warning, td_string!(locale, admin.answer_not_confirmed)),
        DuplicatesSaid::ChooseTwo => (Tone::Warning, td_string!(locale, duplicates.said_choose_two)),
        DuplicatesSaid::Gone => (Tone::Warning, td_string!(locale, duplicates.said_gone)),
        DuplicatesSaid::UndoOver => (Tone::Warning, td_string!(locale, duplicates.said_over)),
        DuplicatesSaid::UndoNewestFirst => (Tone::Warning, td_string!(locale, duplicates.said_newest_first)),
        DuplicatesSaid::UndoChanged => (Tone::Warning, ""),
    };
    let title = if flash.said == DuplicatesSaid::UndoChanged {
        let fields = labels(locale, flash.fields.iter().map(String::as_str));
        td_string!(locale, duplicates.said_changed_since, fields = fields).to_string()
    } else {
        title.to_owned()
    };
    view! {
        <div class="mb-6">
            <Alert tone title />
        </div>
    }
}
