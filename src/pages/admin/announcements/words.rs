//! Texts of `announcement.json` that are found by stored keys, and what was just asked for in words.

use leptos::prelude::*;

use crate::{
    components::{alert::Alert, tone::Tone},
    domain::{
        announcement::{
            AnnouncementAnswer, AnnouncementKind, LONGEST_BODY, LONGEST_SUBJECT, RecipientOutcome, TextProblem,
        },
        search::page::TalentChoices,
    },
    i18n::{Locale, td_string},
    named_texts,
    server::services::admin::announcements::Announcement,
    texts::filters::described_filters,
};

fn text(locale: Locale, group: &str, key: &str) -> &'static str {
    named_texts::announcement(locale, &format!("{group}_{key}")).unwrap_or_default()
}

/// What an announcement is for.
pub fn kind_text(locale: Locale, kind: AnnouncementKind) -> &'static str {
    text(locale, "kind", kind.key())
}

/// Who gets such an announcement.
pub fn kind_note(locale: Locale, kind: AnnouncementKind) -> &'static str {
    text(locale, "note", kind.key())
}

/// What became of a person.
pub fn outcome_text(locale: Locale, outcome: RecipientOutcome) -> &'static str {
    text(locale, "outcome", outcome.key())
}

/// What is wrong with a subject, and with a body.
pub fn problem_texts(locale: Locale, problem: Option<TextProblem>) -> [Option<String>; 2] {
    let too_long = |count: usize| Some(td_string!(locale, announcement.too_long, count = count));
    match problem {
        None => [None, None],
        Some(TextProblem::NoSubject) => [Some(td_string!(locale, announcement.no_subject).to_owned()), None],
        Some(TextProblem::NoBody) => [None, Some(td_string!(locale, announcement.no_body).to_owned())],
        Some(TextProblem::SubjectTooLong) => [too_long(LONGEST_SUBJECT), None],
        Some(TextProblem::BodyTooLong) => [None, too_long(LONGEST_BODY)],
    }
}

/// How the people of an announcement were chosen.
pub fn chosen_by(locale: Locale, announcement: &Announcement, talents: &TalentChoices) -> String {
    match &announcement.filters {
        Some(filters) => described_filters(locale, filters, talents),
        None => td_string!(locale, group.ticked).to_owned(),
    }
}

/// What was just asked for, and how it ended.
pub fn notice(locale: Locale, answer: AnnouncementAnswer) -> AnyView {
    let (tone, title) = match answer {
        AnnouncementAnswer::Saved => (Tone::Success, td_string!(locale, announcement.answer_saved)),
        AnnouncementAnswer::Incomplete => (Tone::Warning, td_string!(locale, announcement.answer_incomplete)),
        AnnouncementAnswer::Tested => (Tone::Success, td_string!(locale, announcement.answer_tested)),
        AnnouncementAnswer::NoOwnAddress => (Tone::Warning, td_string!(locale, announcement.answer_no_own_address)),
        AnnouncementAnswer::TooManyTests => (Tone::Warning, td_string!(locale, announcement.answer_too_many_tests)),
        AnnouncementAnswer::NotConfirmed => (Tone::Warning, td_string!(locale, announcement.answer_not_confirmed)),
        AnnouncementAnswer::Changed => (Tone::Warning, td_string!(locale, announcement.answer_changed)),
        AnnouncementAnswer::Stopped => (Tone::Success, td_string!(locale, announcement.answer_stopped)),
        AnnouncementAnswer::Unchanged => (Tone::Warning, td_string!(locale, announcement.answer_unchanged)),
    };
    view! {
        <div class="mb-6">
            <Alert tone title />
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_and_outcome_has_a_text() {
        for kind in AnnouncementKind::ALL {
            assert!(!kind_text(Locale::fr, kind).is_empty() && !kind_note(Locale::fr, kind).is_empty(), "{kind:?}");
        }
        for outcome in RecipientOutcome::ALL {
            assert!(!outcome_text(Locale::fr, outcome).is_empty(), "{outcome:?}");
        }
    }
}
