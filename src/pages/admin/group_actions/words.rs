//! Texts of `group.json` that are found by stored keys, and what an action is about in words.

use crate::{
    components::tone::Tone,
    domain::{
        group_action::{GroupActionKind, GroupActionState, Outcome},
        search::page::TalentChoices,
    },
    i18n::{Locale, td_string},
    named_texts,
    server::services::admin::group_actions::GroupAction,
    texts::{filters::described_filters, numbers::grouped},
};

fn text(locale: Locale, group: &str, key: &str) -> &'static str {
    named_texts::group(locale, &format!("{group}_{key}")).unwrap_or_default()
}

/// What is done.
pub fn kind_text(locale: Locale, kind: GroupActionKind) -> &'static str {
    text(locale, "kind", kind.key())
}

/// What it means for the people.
pub fn effect_text(locale: Locale, kind: GroupActionKind) -> &'static str {
    text(locale, "effect", kind.key())
}

/// How far it is, with its colour.
pub fn state_text(locale: Locale, state: GroupActionState) -> (Tone, &'static str) {
    let tone = match state {
        GroupActionState::Draft => Tone::Neutral,
        GroupActionState::Running => Tone::Primary,
        GroupActionState::Done => Tone::Success,
        GroupActionState::Cancelled | GroupActionState::Stopped => Tone::Warning,
        GroupActionState::Failed => Tone::Error,
    };
    (tone, text(locale, "state", state.key()))
}

/// What became of a person.
pub fn outcome_text(locale: Locale, outcome: Outcome) -> &'static str {
    text(locale, "outcome", outcome.key())
}

/// So many people.
pub fn people_text(locale: Locale, count: i64) -> String {
    let count = count.unsigned_abs();
    td_string!(locale, group.people, count = count, number = grouped(locale, count)).to_string()
}

/// How the people of an action were chosen; nothing of one that takes another back.
pub fn chosen_by(locale: Locale, action: &GroupAction, talents: &TalentChoices) -> Option<String> {
    let Some(filters) = &action.filters else {
        return action.undoes.is_none().then(|| td_string!(locale, group.ticked).to_owned());
    };
    Some(described_filters(locale, filters, talents))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_state_and_outcome_has_a_text() {
        for kind in GroupActionKind::ALL {
            assert!(!kind_text(Locale::fr, kind).is_empty() && !effect_text(Locale::fr, kind).is_empty(), "{kind:?}");
        }
        for state in GroupActionState::ALL {
            assert!(!state_text(Locale::fr, state).1.is_empty(), "{state:?}");
        }
        for outcome in Outcome::ALL {
            assert!(!outcome_text(Locale::fr, outcome).is_empty(), "{outcome:?}");
        }
    }
}
