//! What was done lately about a person.

use leptos::prelude::*;

use super::texts::{action_text, actor_text, noted_reason_text};
use crate::{
    components::{
        lang::current_locale,
        local_time::LocalTime,
        section_card::{SectionCard, SectionColor},
    },
    i18n::{Locale, td_string},
    named_texts,
    pages::sections::labels::field_label,
    server::services::admin::{audit_log::FILTER_MARK, line_details::LineDetails, person_page::LogLine},
};

/// The newest lines of the audit log about the person.
#[component]
pub fn Log(lines: Vec<LogLine>) -> impl IntoView {
    let locale = current_locale();
    let nothing = lines.is_empty();
    let line = move |line: LogLine| {
        view! {
            <li>
                <p class="font-semibold wrap-anywhere">{action_text(locale, line.action)}</p>
                {details(locale, &line.details)}
                <p class="text-sm text-muted">
                    <LocalTime moment=line.at />
                    " · "
                    {actor_text(locale, line.actor)}
                    " "
                    <bdi class="break-all" dir="ltr">
                        {line.email}
                    </bdi>
                </p>
            </li>
        }
    };
    view! {
        <SectionCard color=SectionColor::Cyan title=td_string!(locale, admin.log) intro=td_string!(locale, admin.log_hint)>
            {nothing.then(|| view! { <p>{td_string!(locale, admin.log_empty)}</p> })}
            <ol class="desk-list">{lines.into_iter().map(line).collect_view()}</ol>
        </SectionCard>
    }
}

/// The name of a field or, of what was done to many people, of a filter that chose them.
fn name_of(locale: Locale, field: &str) -> &'static str {
    let filter = |filter: &str| named_texts::filter(locale, &format!("label_{filter}")).unwrap_or_default();
    // Of an export, filters and columns may have the same names.
    let (field, is_filter) = field.strip_prefix(FILTER_MARK).map_or((field, false), |name| (name, true));
    let own = Some(field_label(locale, field)).filter(|name| !name.is_empty());
    let made = || named_texts::export(locale, &format!("column_{field}"));
    match own {
        Some(own) if !is_filter || filter(field).is_empty() => own,
        _ if is_filter => filter(field),
        _ => made().unwrap_or_else(|| filter(field)),
    }
}

/// Why it was done and which answers it changed.
pub fn details(locale: Locale, details: &LineDetails) -> AnyView {
    let reason = details.reason.map(|reason| {
        view! { <p>{td_string!(locale, admin.reason)} " " {noted_reason_text(locale, reason)}</p> }
    });
    let names: Vec<&str> =
        details.fields.iter().map(|field| name_of(locale, field)).filter(|name| !name.is_empty()).collect();
    let fields = (!names.is_empty()).then(|| {
        view! { <p class="wrap-anywhere">{td_string!(locale, admin.log_fields)} " " {names.join(" · ")}</p> }
    });
    let settings: Vec<&str> =
        details.fields.iter().filter_map(|field| named_texts::settings(locale, &format!("label_{field}"))).collect();
    let settings = (!settings.is_empty()).then(|| {
        view! { <p class="wrap-anywhere">{td_string!(locale, admin.log_settings)} " " {settings.join(" · ")}</p> }
    });
    let purpose = details.purpose.clone().map(|purpose| {
        view! { <p class="wrap-anywhere">{td_string!(locale, export.purpose_noted)} " " <bdi>{purpose}</bdi></p> }
    });
    view! {
        {reason}
        {purpose}
        {fields}
        {settings}
    }
    .into_any()
}
