//! Texts of `export.json` that are found by stored keys.

use leptos::prelude::*;

use crate::{
    components::{alert::Alert, tone::Tone},
    domain::export::{ExportAnswer, ExportFailure, ExportFormat, ExportList, ExportState},
    i18n::Locale,
    named_texts,
};

fn text(locale: Locale, group: &str, key: &str) -> &'static str {
    named_texts::export(locale, &format!("{group}_{key}")).unwrap_or_default()
}

/// How an action ended.
pub fn answer_text(locale: Locale, answer: ExportAnswer) -> &'static str {
    text(locale, "answer", answer.key())
}

/// A kind of file.
pub fn format_text(locale: Locale, format: ExportFormat) -> &'static str {
    text(locale, "format", format.key())
}

/// Which answers the columns come from.
pub fn list_text(locale: Locale, list: ExportList) -> &'static str {
    text(locale, "list", list.key())
}

/// How far an export is, with its colour.
pub fn state_text(locale: Locale, state: ExportState) -> (Tone, &'static str) {
    let tone = match state {
        ExportState::Draft | ExportState::Expired => Tone::Neutral,
        ExportState::Running => Tone::Primary,
        ExportState::Done => Tone::Success,
        ExportState::Cancelled => Tone::Warning,
        ExportState::Failed => Tone::Error,
    };
    (tone, text(locale, "state", state.key()))
}

/// Why the job of an export failed.
pub fn failure_text(locale: Locale, failure: ExportFailure) -> &'static str {
    text(locale, "failure", failure.key())
}

/// How an action ended, above the page.
#[component]
pub fn ExportNotice(locale: Locale, answer: ExportAnswer) -> impl IntoView {
    let tone = match answer {
        done if done.is_done() => Tone::Success,
        ExportAnswer::Unchanged => Tone::Info,
        _ => Tone::Warning,
    };
    view! {
        <div class="mb-6">
            <Alert tone title=answer_text(locale, answer) />
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{domain::export::Column, server::services::admin::exports::head};

    #[test]
    fn everything_has_a_text() {
        for locale in [Locale::fr, Locale::ar, Locale::en] {
            for answer in ExportAnswer::ALL {
                assert!(!answer_text(locale, answer).is_empty(), "{answer:?}");
            }
            for format in ExportFormat::ALL {
                assert!(!format_text(locale, format).is_empty(), "{format:?}");
            }
            for state in ExportState::ALL {
                assert!(!state_text(locale, state).1.is_empty(), "{state:?}");
            }
            for failure in ExportFailure::ALL {
                assert!(!failure_text(locale, failure).is_empty(), "{failure:?}");
            }
            for list in ExportList::ALL {
                assert!(!list_text(locale, list).is_empty(), "{list:?}");
                for column in list.columns() {
                    assert_ne!(head(locale, column), column.key(), "{column:?}");
                }
                let heads: Vec<&str> = list.columns().iter().map(|column| head(locale, *column)).collect();
                let distinct: std::collections::HashSet<&&str> = heads.iter().collect();
                assert_eq!(distinct.len(), heads.len(), "{heads:?}");
            }
        }
        assert_eq!(head(Locale::fr, Column::Code), "Code Unique");
    }
}
