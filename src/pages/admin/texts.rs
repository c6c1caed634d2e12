//! Texts of `admin.json` that are found by stored keys.

use crate::{
    domain::admin::{AddressReason, DeskAnswer, JobState, MailState, StricterReason, SuspensionReason},
    i18n::{Locale, td_string},
    named_texts,
    server::services::admin::{line_details::NotedReason, list_query::FilterProblem},
};

fn text(locale: Locale, group: &str, key: &str) -> Option<&'static str> {
    named_texts::admin(locale, &format!("{group}_{}", key.replace(['.', ' '], "_")))
}

/// How an action ended, as a sentence.
pub fn answer_text(locale: Locale, answer: DeskAnswer) -> &'static str {
    text(locale, "answer", answer.key()).unwrap_or_default()
}

/// A reason for a suspension.
pub fn reason_text(locale: Locale, reason: SuspensionReason) -> &'static str {
    text(locale, "reason", reason.key()).unwrap_or_default()
}

/// A reason for a stricter visibility.
pub fn stricter_text(locale: Locale, reason: StricterReason) -> &'static str {
    text(locale, "stricter", reason.key()).unwrap_or_default()
}

/// A reason for another address.
pub fn address_text(locale: Locale, reason: AddressReason) -> &'static str {
    text(locale, "address", reason.key()).unwrap_or_default()
}

/// A reason that a line of the audit log notes.
pub fn noted_reason_text(locale: Locale, reason: NotedReason) -> &'static str {
    match reason {
        NotedReason::Suspension(reason) => reason_text(locale, reason),
        NotedReason::Stricter(reason) => stricter_text(locale, reason),
        NotedReason::Address(reason) => address_text(locale, reason),
    }
}

/// An action of the audit log; its key where it has no words.
pub fn action_text(locale: Locale, action: String) -> String {
    text(locale, "action", &action).map_or(action, str::to_owned)
}

/// The kind of actor of a line of the audit log.
pub fn actor_text(locale: Locale, actor: String) -> String {
    text(locale, "actor", &actor).map_or(actor, str::to_owned)
}

/// A kind of mail.
pub fn mail_text(locale: Locale, kind: String) -> String {
    text(locale, "mail", &kind).map_or(kind, str::to_owned)
}

/// A kind of work.
pub fn job_text(locale: Locale, kind: String) -> String {
    text(locale, "job", &kind).map_or(kind, str::to_owned)
}

/// The state of a mail.
pub fn mail_state_text(locale: Locale, state: MailState) -> &'static str {
    text(locale, "mail_state", state.key()).unwrap_or_default()
}

/// The state of work.
pub fn job_state_text(locale: Locale, state: JobState) -> &'static str {
    text(locale, "job_state", state.key()).unwrap_or_default()
}

/// Why a filter cannot be used, and what to do about it.
pub fn problem_text(locale: Locale, problem: FilterProblem) -> &'static str {
    match problem {
        FilterProblem::UnknownChoice => td_string!(locale, admin.problem_choice),
        FilterProblem::NotADay => td_string!(locale, admin.problem_day),
        FilterProblem::EndsBeforeBegin => td_string!(locale, admin.problem_order),
        FilterProblem::NoSuchCode => td_string!(locale, admin.problem_code),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::server::{
        mails::KINDS,
        services::{admin::audit_list::ACTORS, operations::jobs::JobKind},
    };

    #[test]
    fn every_answer_reason_state_and_kind_has_a_text() {
        for answer in DeskAnswer::ALL {
            assert!(!answer_text(Locale::fr, answer).is_empty(), "{answer:?}");
        }
        for reason in SuspensionReason::ALL {
            assert!(!reason_text(Locale::fr, reason).is_empty(), "{reason:?}");
        }
        for reason in StricterReason::ALL {
            assert!(!stricter_text(Locale::fr, reason).is_empty(), "{reason:?}");
        }
        for reason in AddressReason::ALL {
            assert!(!address_text(Locale::fr, reason).is_empty(), "{reason:?}");
        }
        for kind in JobKind::ALL {
            assert_ne!(job_text(Locale::fr, kind.key().to_owned()), kind.key());
        }
        for state in JobState::ALL {
            assert!(!job_state_text(Locale::fr, state).is_empty(), "{state:?}");
        }
        for state in MailState::ALL {
            assert!(!mail_state_text(Locale::fr, state).is_empty(), "{state:?}");
        }
        for kind in KINDS {
            assert_ne!(mail_text(Locale::fr, kind.to_owned()), kind);
        }
        for actor in ACTORS {
            assert_ne!(actor_text(Locale::fr, actor.to_owned()), actor);
        }
    }

    #[test]
    fn a_key_without_words_stands_for_itself() {
        assert_eq!(action_text(Locale::fr, "moon.landed".to_owned()), "moon.landed");
        assert_ne!(action_text(Locale::fr, "account.suspended".to_owned()), "account.suspended");
        assert_ne!(actor_text(Locale::fr, "command line".to_owned()), "command line");
        assert_ne!(mail_text(Locale::fr, "suspension".to_owned()), "suspension");
    }
}
