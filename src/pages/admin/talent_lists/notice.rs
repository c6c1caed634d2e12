//! How an action on the lists ended.

use leptos::prelude::*;

use crate::{
    components::{alert::Alert, lang::current_locale, tone::Tone},
    domain::talents::TalentListKind,
    i18n::{Locale, td_string},
    server_fns::talent_lists::TalentListSaid,
    texts::numbers::grouped,
};

/// A sentence; nothing where the fields themselves say what is wrong.
#[component]
pub fn ListNotice(said: TalentListSaid, kind: TalentListKind) -> impl IntoView {
    let said = sentence(current_locale(), said, kind);
    said.map(|(tone, sentence)| {
        view! {
            <div class="mb-6">
                <Alert tone autofocus=true title=sentence />
            </div>
        }
    })
}

fn sentence(locale: Locale, said: TalentListSaid, kind: TalentListKind) -> Option<(Tone, String)> {
    let (tone, text) = match said {
        TalentListSaid::Refused => return None,
        TalentListSaid::InUse { number } => return Some((Tone::Warning, in_use(locale, kind, number))),
        TalentListSaid::Saved => (Tone::Success, td_string!(locale, talent_lists.said_saved)),
        TalentListSaid::Done => (Tone::Success, td_string!(locale, talent_lists.said_done)),
        TalentListSaid::Deleted => (Tone::Success, td_string!(locale, talent_lists.said_deleted)),
        TalentListSaid::Merged => (Tone::Success, td_string!(locale, talent_lists.said_merged)),
        TalentListSaid::Unchanged => (Tone::Info, td_string!(locale, talent_lists.said_unchanged)),
        TalentListSaid::Changed => (Tone::Warning, td_string!(locale, talent_lists.said_changed)),
        TalentListSaid::NotConfirmed => (Tone::Warning, td_string!(locale, talent_lists.said_not_confirmed)),
        TalentListSaid::NoChoice => (Tone::Warning, td_string!(locale, talent_lists.said_no_choice)),
    };
    Some((tone, text.to_owned()))
}

/// Why an entry is not deleted.
pub fn in_use(locale: Locale, kind: TalentListKind, number: i64) -> String {
    let count = grouped(locale, number);
    match kind {
        TalentListKind::Talent => td_string!(locale, talent_lists.talent_in_use, count = count).to_string(),
        TalentListKind::Category => td_string!(locale, talent_lists.category_in_use, count = count).to_string(),
    }
}
