//! Lines of the desk's logs in a table, and the way to the pages around it.

use leptos::prelude::*;

use crate::{
    components::{
        button::{ButtonLink, ButtonStyle},
        empty_state::EmptyState,
        lang::current_locale,
        pagination::Pagination,
    },
    domain::search::cursor::Cursor,
    i18n::td_string,
    routes,
    server::services::admin::list_query::ListQuery,
};

/// A table with the pages around it. Without lines it says so.
#[component]
pub fn Listing(
    #[prop(into)] path: String,
    query: ListQuery,
    #[prop(into)] caption: String,
    heads: Vec<&'static str>,
    rows: Vec<AnyView>,
    previous: Option<Cursor>,
    next: Option<Cursor>,
) -> impl IntoView {
    let locale = current_locale();
    let table = if rows.is_empty() {
        view! { <EmptyState title=td_string!(locale, admin.list_empty) /> }.into_any()
    } else {
        desk_table(caption, heads, rows)
    };
    let address = |cursor: Cursor| query.address(&path, cursor);
    view! {
        {table}
        <Pagination previous=previous.map(address) next=next.map(address) />
    }
}

/// The words of a list whose lines begin elsewhere on the desk.
pub struct DeskList {
    pub caption: &'static str,
    pub heads: Vec<&'static str>,
    /// Without lines: that there are none, and how there will be one.
    pub none: (&'static str, &'static str),
    /// Where that is: the address and what its link says.
    pub way: (&'static str, &'static str),
}

/// The table of these lines. Without any it says so, and leads on.
pub fn desk_list(list: DeskList, rows: Vec<AnyView>) -> AnyView {
    let DeskList { caption, heads, none: (title, text), way: (href, label) } = list;
    if rows.is_empty() {
        return view! {
            <EmptyState title text>
                <ButtonLink href style=ButtonStyle::Outline>
                    {label}
                </ButtonLink>
            </EmptyState>
        }
        .into_any();
    }
    desk_table(caption, heads, rows)
}

/// A table whose lines are cards on phones; its roles are named because the style of phones takes them from its
/// elements.
pub fn desk_table(
    caption: impl Into<String>,
    heads: impl IntoIterator<Item = impl Into<String>>,
    rows: Vec<AnyView>,
) -> AnyView {
    let caption: String = caption.into();
    let heads: Vec<_> = heads
        .into_iter()
        .map(|head| {
            let head: String = head.into();
            view! {
                <th scope="col" role="columnheader">
                    {head}
                </th>
            }
        })
        .collect();
    view! {
        <table class="desk-table" role="table">
            <caption class="sr-only">{caption}</caption>
            <thead role="rowgroup">
                <tr role="row">{heads}</tr>
            </thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
    }
    .into_any()
}

/// A cell that names itself on phones.
pub fn cell(label: &'static str, content: impl IntoView + 'static) -> AnyView {
    view! {
        <td role="cell" data-label=label>
            {content.into_any()}
        </td>
    }
    .into_any()
}

/// An address of mail, which is written from the left and may be broken anywhere.
pub fn address_text(address: impl IntoView + 'static) -> AnyView {
    view! {
        <bdi class="break-all" dir="ltr">
            {address.into_any()}
        </bdi>
    }
    .into_any()
}

/// A link to the person with this code; nothing without one.
pub fn person_link(code: Option<String>) -> Option<AnyView> {
    code.map(|code| {
        let href = routes::desk_person(&code);
        view! {
            <a class="link inline-flex min-h-11 items-center font-mono" dir="ltr" href=href>
                {code}
            </a>
        }
        .into_any()
    })
}

/// What a provider or a job answered, in English.
pub fn error_line(error: Option<String>) -> Option<AnyView> {
    error.map(|error| {
        view! {
            <p class="text-sm wrap-anywhere text-muted" dir="ltr" lang="en">
                {error}
            </p>
        }
        .into_any()
    })
}
