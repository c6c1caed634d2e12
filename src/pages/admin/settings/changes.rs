//! What was changed lately.

use leptos::prelude::*;

use super::inputs::{label, value_text};
use crate::{
    components::{
        lang::current_locale,
        local_time::LocalTime,
        section_card::{SectionCard, SectionColor},
    },
    i18n::{Locale, td_string},
    server::services::admin::settings::ChangeLine,
};

/// The newest changes, with what was put in place of what.
#[component]
pub fn LatestChanges(lines: Vec<ChangeLine>) -> impl IntoView {
    let locale = current_locale();
    let nothing = lines.is_empty();
    let line = move |line: ChangeLine| {
        let what = if line.setting.is_secret() {
            td_string!(locale, settings.secret_changed).to_owned()
        } else {
            let (old, new) = (shown(locale, &line, line.old.as_deref()), shown(locale, &line, line.new.as_deref()));
            td_string!(locale, settings.from_to, before = old, after = new).to_string()
        };
        view! {
            <li>
                <p class="font-semibold">{label(locale, line.setting)}</p>
                <p class="whitespace-pre-line wrap-anywhere">{what}</p>
                <p class="text-sm text-muted">
                    <LocalTime moment=line.at />
                </p>
            </li>
        }
    };
    view! {
        <SectionCard
            color=SectionColor::Slate
            title=td_string!(locale, settings.changes)
            intro=td_string!(locale, settings.changes_hint)
        >
            {nothing.then(|| view! { <p>{td_string!(locale, settings.changes_none)}</p> })}
            <ol class="desk-list">{lines.into_iter().map(line).collect_view()}</ol>
        </SectionCard>
    }
}

fn shown(locale: Locale, line: &ChangeLine, value: Option<&str>) -> String {
    value.map_or_else(
        || td_string!(locale, settings.nothing).to_owned(),
        |value| value_text(locale, line.setting, value),
    )
}
