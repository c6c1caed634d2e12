//! Answers, reasons and states in words.

use leptos::prelude::*;

use crate::{
    components::{alert::Alert, tone::Tone},
    domain::backup::{BackupAnswer, BackupWorkKind, BackupWorkState, Kept, Refusal},
    i18n::{Locale, td_string},
    named_texts,
    texts::numbers::grouped,
};

fn text(locale: Locale, group: &str, key: &str) -> &'static str {
    named_texts::backups(locale, &format!("{group}_{key}")).unwrap_or_default()
}

/// How an action ended.
pub fn answer_text(locale: Locale, answer: BackupAnswer) -> &'static str {
    text(locale, "answer", answer.key())
}

/// What is or was done.
pub fn kind_text(locale: Locale, kind: BackupWorkKind) -> &'static str {
    text(locale, "work", kind.key())
}

/// How far it is, with its colour.
pub fn state_text(locale: Locale, state: BackupWorkState) -> (Tone, &'static str) {
    let tone = match state {
        BackupWorkState::Running => Tone::Primary,
        BackupWorkState::Done => Tone::Success,
        BackupWorkState::Failed => Tone::Error,
        BackupWorkState::Interrupted => Tone::Warning,
    };
    (tone, text(locale, "state", state.key()))
}

/// As what a backup is kept; what is not kept goes with the next backup of a schedule.
pub fn kept_text(locale: Locale, kept: Option<Kept>, is_scheduled: bool) -> &'static str {
    match kept {
        Some(Kept::Newest) => td_string!(locale, backups.kept_newest),
        Some(Kept::Day) => td_string!(locale, backups.kept_day),
        Some(Kept::Week) => td_string!(locale, backups.kept_week),
        Some(Kept::Month) => td_string!(locale, backups.kept_month),
        None if is_scheduled => td_string!(locale, backups.kept_not),
        None => td_string!(locale, backups.kept_no_more),
    }
}

/// In megabytes, at least one.
pub fn size_text(locale: Locale, bytes: u64) -> String {
    td_string!(locale, backups.size, size = grouped(locale, bytes.div_ceil(1_000_000).max(1))).to_string()
}

/// Why a backup is not restored. Names of entries stand in it; what the system says does not.
pub fn refusal_text(locale: Locale, refusal: &Refusal) -> String {
    let key = match refusal {
        Refusal::Missing(entry) => {
            return td_string!(locale, backups.refusal_missing, entry = entry.clone()).to_string();
        }
        Refusal::Unexpected(entry) => {
            return td_string!(locale, backups.refusal_unexpected, entry = entry.clone()).to_string();
        }
        Refusal::BadRow(entry) => {
            return td_string!(locale, backups.refusal_bad_row, entry = entry.clone()).to_string();
        }
        Refusal::Future(version) => {
            return td_string!(locale, backups.refusal_future, version = version.clone()).to_string();
        }
        Refusal::Unreadable(_) => "unreadable",
        Refusal::NoArchive => "no_archive",
        Refusal::ForeignArchive => "foreign_archive",
        Refusal::Cut => "cut",
        Refusal::Damaged => "damaged",
        Refusal::WrongPassphrase => "wrong_passphrase",
        Refusal::Bomb => "bomb",
        Refusal::BadName => "bad_name",
        Refusal::DuplicateName => "duplicate_name",
        Refusal::RefusedRows(_) => "refused_rows",
        Refusal::MissingKey => "missing_key",
    };
    text(locale, "refusal", key).to_owned()
}

/// How an action ended, above the page.
pub fn notice(locale: Locale, answer: BackupAnswer) -> AnyView {
    let tone = match answer {
        done if done.is_done() => Tone::Success,
        BackupAnswer::SendAgain => Tone::Info,
        _ => Tone::Warning,
    };
    view! {
        <div class="mb-6">
            <Alert tone autofocus=true title=answer_text(locale, answer) />
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_has_a_text() {
        let refusals = [
            Refusal::Unreadable("x".to_owned()),
            Refusal::NoArchive,
            Refusal::ForeignArchive,
            Refusal::Cut,
            Refusal::Damaged,
            Refusal::WrongPassphrase,
            Refusal::Bomb,
            Refusal::BadName,
            Refusal::DuplicateName,
            Refusal::Missing("manifest.json".to_owned()),
            Refusal::Unexpected("x".to_owned()),
            Refusal::Future("9.0.0".to_owned()),
            Refusal::BadRow("tables/people.jsonl".to_owned()),
            Refusal::RefusedRows("x".to_owned()),
            Refusal::MissingKey,
        ];
        for locale in [Locale::fr, Locale::ar, Locale::en] {
            for answer in BackupAnswer::ALL {
                assert!(!answer_text(locale, answer).is_empty(), "{answer:?}");
            }
            for kind in BackupWorkKind::ALL {
                assert!(!kind_text(locale, kind).is_empty(), "{kind:?}");
            }
            for state in BackupWorkState::ALL {
                assert!(!state_text(locale, state).1.is_empty(), "{state:?}");
            }
            for refusal in &refusals {
                assert!(!refusal_text(locale, refusal).is_empty(), "{refusal:?}");
            }
        }
    }
}
