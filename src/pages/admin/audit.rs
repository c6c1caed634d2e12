//! `/admin/audit`: everything that was noted, newest first; whether the log is whole; the log as a file.

use leptos::prelude::*;

use super::{
    filters::{FilterForm, FilterInput},
    frame::DeskFrame,
    listing::{Listing, cell, person_link},
    log::details,
    texts::{action_text, actor_text},
};
use crate::{
    components::{
        alert::Alert,
        button::{Button, ButtonStyle},
        form::{SelectField, SelectOption},
        lang::current_locale,
        local_time::LocalTime,
        page_header::PageHeader,
        tone::Tone,
    },
    i18n::{Locale, td_string},
    pages::site::failure::loaded,
    routes,
    server::{
        clock::Clock,
        ctx::Ctx,
        error::AppResult,
        security::flash::take_flash,
        services::admin::{
            audit_check::ChainCheck,
            audit_list::{ACTORS, AuditEntry, AuditList, FIELDS, load},
            list_query::ListQuery,
        },
    },
    server_fns::admin::{AUDIT_CHECK, CHECK_AUDIT},
    texts::numbers::grouped,
};

/// The audit log.
#[component]
pub fn DeskAuditPage() -> impl IntoView {
    let locale = current_locale();
    let found: Option<ChainCheck> = take_flash(AUDIT_CHECK);
    view! {
        <DeskFrame title=td_string!(locale, admin.audit) current=Some(routes::DESK_AUDIT)>
            <PageHeader title=td_string!(locale, admin.audit) lead=td_string!(locale, admin.audit_lead) />
            {found.map(|found| view! { <ChainNotice found /> })}
            {loaded(list(), |list| view! { <Lines list /> }.into_any())}
        </DeskFrame>
    }
}

async fn list() -> AppResult<AuditList> {
    let ctx = Ctx::current()?;
    load(&ctx.state, &ctx.actor(), ctx.query()).await
}

/// What the check of the chain found.
#[component]
fn ChainNotice(found: ChainCheck) -> impl IntoView {
    let locale = current_locale();
    let (tone, title, hash) = match found {
        ChainCheck::Whole { lines, newest_hash } => {
            let title = td_string!(locale, admin.chain_whole, count = grouped(locale, lines)).to_string();
            (Tone::Success, title, Some(newest_hash))
        }
        ChainCheck::BrokenAt { id, at } => {
            let at = Clock::in_morocco(at).format("%d/%m/%Y %H:%M").to_string();
            let title = td_string!(locale, admin.chain_broken, number = id.to_string(), moment = at).to_string();
            (Tone::Error, title, None)
        }
        ChainCheck::EndsEarly { after } => {
            let title = td_string!(locale, admin.chain_short, number = after.to_string()).to_string();
            (Tone::Error, title, None)
        }
        ChainCheck::SettingsDiffer { saved_as } => {
            let title = td_string!(locale, admin.chain_settings, name = saved_as).to_string();
            (Tone::Error, title, None)
        }
    };
    let hash = hash.map(|hash| {
        view! {
            <p>{td_string!(locale, admin.chain_hash)}</p>
            <p class="font-mono text-sm break-all" dir="ltr">
                {hash}
            </p>
        }
    });
    view! {
        <div class="mb-6">
            <Alert tone title>
                {hash}
            </Alert>
        </div>
    }
}

#[component]
fn Lines(list: AuditList) -> impl IntoView {
    let locale = current_locale();
    let AuditList { query, actions, administrators, page } = list;
    let mut named: Vec<SelectOption> = actions
        .into_iter()
        .map(|action| SelectOption { label: action_text(locale, action.clone()), value: action })
        .collect();
    named.sort_by(|one, other| one.label.cmp(&other.label));
    let kinds = ACTORS.into_iter().map(|actor| SelectOption::new(actor, actor_text(locale, actor.to_owned())));
    let people = administrators.into_iter().map(|(value, email)| SelectOption::new(value, email));
    let inputs = vec![
        FilterInput::Choice { name: "action", label: td_string!(locale, admin.action), options: named },
        FilterInput::Choice {
            name: "actor",
            label: td_string!(locale, admin.actor),
            options: kinds.chain(people).collect(),
        },
        FilterInput::Code,
        FilterInput::Days,
    ];
    let heads = vec![
        td_string!(locale, admin.action),
        td_string!(locale, admin.moment),
        td_string!(locale, admin.actor),
        td_string!(locale, admin.subject),
        td_string!(locale, admin.network),
    ];
    let rows: Vec<AnyView> = page.lines.into_iter().map(|line| row(locale, line)).collect();
    let (previous, next) = (page.previous, page.next);
    view! {
        <FilterForm path=routes::DESK_AUDIT query=query.clone() inputs />
        <Tools query=query.clone() />
        <Listing
            path=routes::DESK_AUDIT
            query
            caption=td_string!(locale, admin.audit)
            heads
            rows
            previous
            next
        />
    }
}

/// The file of the lines that the filters want, and the check of the whole log.
#[component]
fn Tools(query: ListQuery) -> impl IntoView {
    let locale = current_locale();
    let filters: Vec<_> = FIELDS
        .iter()
        .filter_map(|field| query.value(field).map(|value| view! { <input type="hidden" name=*field value=value /> }))
        .collect();
    let separators = vec![
        SelectOption::new(";", td_string!(locale, admin.separator_semicolon)),
        SelectOption::new(",", td_string!(locale, admin.separator_comma)),
    ];
    let export = query.is_sound().then(|| {
        view! {
            <form method="post" action=routes::EXPORT_AUDIT class="desk-filters">
                {filters}
                <SelectField
                    name="separator"
                    label=td_string!(locale, admin.separator)
                    options=separators
                    value=";"
                    unmarked=true
                />
                <div class="desk-filters-buttons">
                    <Button style=ButtonStyle::Outline>{td_string!(locale, admin.export_csv)}</Button>
                </div>
            </form>
        }
    });
    view! {
        <div class="desk-tools">
            {export}
            <form method="post" action=CHECK_AUDIT>
                <Button style=ButtonStyle::Outline>{td_string!(locale, admin.check_chain)}</Button>
            </form>
        </div>
    }
}

fn row(locale: Locale, line: AuditEntry) -> AnyView {
    let actor = view! {
        <span>
            {actor_text(locale, line.actor)}
            " "
            <bdi class="break-all" dir="ltr">
                {line.email}
            </bdi>
        </span>
    };
    let subject = person_link(line.code).unwrap_or_else(|| subject(locale, line.subject));
    let network = view! {
        <bdi class="break-all" dir="ltr">
            {line.origin}
        </bdi>
    };
    view! {
        <tr role="row" id=format!("line-{}", line.id)>
            <th scope="row" role="rowheader">
                <span class="wrap-anywhere">{action_text(locale, line.action)}</span>
                <span class="block text-sm font-normal text-muted">
                    <bdi>{format!("#{}", line.id)}</bdi>
                </span>
                <div class="text-sm font-normal">{details(locale, &line.details)}</div>
            </th>
            {cell(td_string!(locale, admin.moment), view! { <LocalTime moment=line.at /> })}
            {cell(td_string!(locale, admin.actor), actor)}
            {cell(td_string!(locale, admin.subject), subject)}
            {cell(td_string!(locale, admin.network), network)}
        </tr>
    }
    .into_any()
}

/// What was acted on: in words where it has a number, with a link to its page; otherwise as the log stores it, the seal of
/// changed settings left out.
fn subject(locale: Locale, subject: String) -> AnyView {
    let number = |prefix: &str| subject.strip_prefix(prefix)?.split(':').next()?.parse::<i64>().ok();
    let page = |href: String, words: String| {
        view! {
            <a class="link inline-flex min-h-11 items-center" href=href>
                {words}
            </a>
        }
        .into_any()
    };
    if let Some(id) = number("mail:") {
        return page(routes::desk_mail(id), td_string!(locale, admin.subject_mail, number = id));
    }
    if let Some(id) = number("group_action:") {
        return page(routes::desk_group_action(id), td_string!(locale, admin.subject_group_action, number = id));
    }
    if let Some(id) = number("export:") {
        let place = format!("{}#export-{id}", routes::DESK_EXPORTS);
        return page(place, td_string!(locale, admin.subject_export, number = id));
    }
    if let Some(id) = number("announcement:") {
        return page(routes::desk_announcement(id), td_string!(locale, admin.subject_announcement, number = id));
    }
    if let Some(id) = number("job:") {
        return td_string!(locale, admin.subject_job, number = id).into_any();
    }
    if let Some(id) = number("saved_filter:") {
        return td_string!(locale, admin.subject_saved_filter, number = id).into_any();
    }
    let stored = match subject.rsplit_once(':') {
        Some((settings, _seal)) if settings.starts_with("settings:") => settings.to_owned(),
        _ => subject,
    };
    view! {
        <bdi class="font-mono text-sm break-all" dir="ltr">
            {stored}
        </bdi>
    }
    .into_any()
}
