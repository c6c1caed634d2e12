//! Texts of `admin.json` that are found by stored keys.

use crate::{
    domain::admin::{DeskAnswer, StricterReason, SuspensionReason},
    i18n::Locale,
    named_texts,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::server::services::operations::jobs::JobKind;

    #[test]
    fn every_answer_reason_and_job_has_a_text() {
        for answer in DeskAnswer::ALL {
            assert!(!answer_text(Locale::fr, answer).is_empty(), "{answer:?}");
        }
        for reason in SuspensionReason::ALL {
            assert!(!reason_text(Locale::fr, reason).is_empty(), "{reason:?}");
        }
        for reason in StricterReason::ALL {
            assert!(!stricter_text(Locale::fr, reason).is_empty(), "{reason:?}");
        }
        for kind in JobKind::ALL {
            assert!(kind == JobKind::SendMail || job_text(Locale::fr, kind.key().to_owned()) != kind.key(), "{kind:?}");
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
