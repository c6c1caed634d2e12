//! What surrounds every page of the desk.

use leptos::prelude::*;
use leptos_meta::{Meta, Title};

use crate::{
    components::{
        icon::{Icon, IconName},
        lang::current_locale,
    },
    i18n::td_string,
    routes,
};

/// Title, links to the desk's pages, the page itself in more width than others have.
#[component]
pub fn DeskFrame(
    #[prop(into)] title: String,
    /// Which of the linked pages it is, if any.
    current: Option<&'static str>,
    children: Children,
) -> impl IntoView {
    let locale = current_locale();
    let link = |href: &'static str, label: &'static str| {
        let current = current == Some(href);
        view! {
            <a href=href class="nav-link" aria-current=current.then_some("page")>
                {label}
            </a>
        }
    };
    // What is rarely needed stands in a menu: the line is full at 1280 px.
    let more = [
        (routes::DESK_ANNOUNCEMENTS, td_string!(locale, announcement.title)),
        (routes::DESK_IMPORTS, td_string!(locale, import.title)),
        (routes::DESK_GROUP_ACTIONS, td_string!(locale, group.title)),
        (routes::DESK_EXPORTS, td_string!(locale, export.title)),
        (routes::DESK_ADMINS, td_string!(locale, admin.admins)),
        (routes::DESK_TOKENS, td_string!(locale, api.desk_tokens)),
        (routes::DESK_TALENTS, td_string!(locale, talent_lists.title)),
        (routes::DESK_CV_ANALYSES, td_string!(locale, cv_analysis.desk_title)),
        (routes::DESK_WEBHOOKS, td_string!(locale, webhooks.title)),
        (routes::DESK_BACKUPS, td_string!(locale, backups.title)),
        (routes::DESK_EXAMINATION, td_string!(locale, examination.title)),
    ];
    let is_in_more = more.iter().any(|(href, _)| current == Some(*href));
    view! {
        <Title text=title />
        <Meta name="robots" content="noindex" />
        <div class="desk">
            <nav class="desk-nav" aria-label=td_string!(locale, admin.title)>
                {link(routes::DESK, td_string!(locale, admin.overview))}
                {link(routes::DESK_PEOPLE, td_string!(locale, admin.people))}
                {link(routes::DESK_DUPLICATES, td_string!(locale, duplicates.nav))}
                {link(routes::DESK_NEW_PERSON, td_string!(locale, admin.new_person))}
                {link(routes::DESK_SETTINGS, td_string!(locale, settings.title))}
                {link(routes::DESK_MAILS, td_string!(locale, admin.mails))}
                {link(routes::DESK_JOBS, td_string!(locale, admin.jobs))}
                {link(routes::DESK_AUDIT, td_string!(locale, admin.audit))}
                <details class="menu-details">
                    <summary class="nav-link" aria-current=is_in_more.then_some("true")>
                        {td_string!(locale, admin.more)}
                        <Icon name=IconName::Chevron class="size-4 chevron" />
                    </summary>
                    <div class="menu-panel">
                        {more.into_iter().map(|(href, label)| link(href, label)).collect_view()}
                    </div>
                </details>
            </nav>
            {children()}
        </div>
    }
}
