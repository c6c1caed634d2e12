//! How an action on saved filters or columns ended.

use leptos::prelude::*;

use crate::{
    components::{alert::Alert, lang::current_locale, tone::Tone},
    domain::saved_filter::SavedFilterAnswer,
    i18n::{Locale, td_string},
};

/// A sentence; nothing where the field itself says what is wrong.
#[component]
pub fn DeskTableNotice(answer: SavedFilterAnswer) -> impl IntoView {
    let tone = if answer.is_done() { Tone::Success } else { Tone::Warning };
    let title = answer_text(current_locale(), answer);
    (!answer.is_about_the_name()).then(|| {
        view! {
            <div class="mb-6">
                <Alert tone autofocus=true title />
            </div>
        }
    })
}

/// The answer as a sentence.
pub fn answer_text(locale: Locale, answer: SavedFilterAnswer) -> &'static str {
    match answer {
        SavedFilterAnswer::Saved => td_string!(locale, saved_filters.answer_saved),
        SavedFilterAnswer::Changed => td_string!(locale, saved_filters.answer_changed),
        SavedFilterAnswer::Deleted => td_string!(locale, saved_filters.answer_deleted),
        SavedFilterAnswer::ColumnsChosen => td_string!(locale, saved_filters.answer_columns_chosen),
        SavedFilterAnswer::ColumnsReset => td_string!(locale, saved_filters.answer_columns_reset),
        SavedFilterAnswer::Unchanged => td_string!(locale, admin.answer_unchanged),
        SavedFilterAnswer::NameMissing => td_string!(locale, saved_filters.answer_name_missing),
        SavedFilterAnswer::NameTooLong => td_string!(locale, saved_filters.answer_name_too_long),
        SavedFilterAnswer::NameTaken => td_string!(locale, saved_filters.answer_name_taken),
        SavedFilterAnswer::NothingChosen => td_string!(locale, saved_filters.answer_nothing_chosen),
        SavedFilterAnswer::FiltersTooLong => td_string!(locale, saved_filters.answer_filters_too_long),
        SavedFilterAnswer::FiltersUnreadable => td_string!(locale, saved_filters.answer_filters_unreadable),
        SavedFilterAnswer::TooMany => td_string!(locale, saved_filters.answer_too_many),
        SavedFilterAnswer::NotConfirmed => td_string!(locale, admin.answer_not_confirmed),
    }
}
