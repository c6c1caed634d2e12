//! People in a table; on phones each line of it is a card. Fifty lines stand on a page, so they are written as text.

use leptos::{prelude::*, tachys::html::InertElement};

use super::{
    columns::{ColumnRow, Orders, shown},
    group_actions::write_person_box,
};
use crate::{
    components::{
        badge::write_badge_item, html::Html, lang::current_locale, other_names::write_other_names, tone::Tone,
    },
    domain::{
        desk_columns::DeskColumn,
        search::{filter::FilterId, list::Order, query::SearchQuery},
    },
    i18n::{Locale, td_string},
    routes,
    server::services::admin::people_list::PersonLine,
};

/// The table. Its roles are named because the style of phones takes them from its elements.
#[component]
pub fn PeopleRows(
    lines: Vec<PersonLine>,
    /// The search that found them: its order can be changed in the head, and people be ticked.
    #[prop(optional)]
    query: Option<SearchQuery>,
    /// What is shown beside name and code.
    #[prop(default = DeskColumn::USUAL.to_vec())]
    columns: Vec<DeskColumn>,
) -> impl IntoView {
    let locale = current_locale();
    let columns = shown(&columns);
    let mut html = Html::new("<div class=desk-wide><table class=desk-table role=table><caption class=sr-only>");
    html.text(td_string!(locale, admin.people)).markup("</caption><thead role=rowgroup><tr role=row>");
    let name = (td_string!(locale, admin.person), Some((Order::Name, Order::NameDown)));
    let others = columns.iter().map(|column| ((column.label)(locale), column.orders));
    for (label, orders) in std::iter::once(name).chain(others) {
        write_head(&mut html, label, query.as_ref().zip(orders));
    }
    html.markup("</tr></thead><tbody role=rowgroup>");
    for line in &lines {
        write_row(&mut html, locale, line, query.is_some(), &columns);
    }
    html.markup("</tbody></table></div>");
    html.into_view()
}

/// Writes the head of a column; of one the search can be ordered by, it leads to that order, then to its reverse.
fn write_head(html: &mut Html, label: &str, sorted: Option<(&SearchQuery, Orders)>) {
    html.markup("<th scope=col role=columnheader");
    let Some((query, (up, down))) = sorted else {
        html.markup(">").text(label).markup("</th>");
        return;
    };
    let order = query.order();
    let (direction, next) = if order == up {
        (Some("ascending"), down)
    } else if order == down {
        (Some("descending"), up)
    } else {
        (None, up)
    };
    let href = format!("{}?{}", routes::DESK_PEOPLE, query.with(FilterId::Sort, next.key()).to_address());
    html.attribute_if("aria-sort", direction).markup("><a class=link").attribute("href", href).markup(">");
    html.text(label).markup("</a></th>");
}

fn write_row(html: &mut Html, locale: Locale, line: &PersonLine, selectable: bool, columns: &[&'static ColumnRow]) {
    let name = line.names.first().unwrap_or(&line.code);
    html.markup("<tr role=row><th scope=row role=rowheader>");
    if selectable {
        write_person_box(html, &line.code, name);
    }
    html.markup(r#"<a class="link desk-name""#).attribute("href", routes::desk_person(&line.code)).markup("><bdi>");
    html.text(name).markup("</bdi></a>");
    write_other_names(html, &line.names, "text-sm font-normal");
    html.markup("<bdi class=desk-code>").text(&line.code).markup("</bdi>");
    write_states(html, locale, line);
    for column in columns {
        // Cells and lines end where the next ones begin. On phones a cell has its head beside it.
        let label = (!column.column.says_itself()).then(|| (column.label)(locale));
        html.markup("<td role=cell").attribute_if("data-label", label).markup(">");
        (column.write_cell)(html, locale, line);
    }
}

/// What is out of the ordinary about the account; nothing where nothing is.
pub fn state_badges(locale: Locale, line: &PersonLine) -> Option<InertElement> {
    let mut html = Html::default();
    write_states(&mut html, locale, line);
    (html != Html::default()).then(|| html.into_view())
}

/// Writes [`state_badges`].
fn write_states(html: &mut Html, locale: Locale, line: &PersonLine) {
    let all = [
        (line.suspended, Tone::Error, td_string!(locale, term.account_suspended)),
        (line.waiting, Tone::Warning, td_string!(locale, term.state_minor_waiting)),
        (line.minor && !line.waiting, Tone::Info, td_string!(locale, filter.label_approved)),
        (line.administrator, Tone::Primary, td_string!(locale, admin.administrator)),
        (!line.email_confirmed, Tone::Neutral, td_string!(locale, admin.email_unconfirmed)),
    ];
    if all.iter().all(|(is_so, ..)| !is_so) {
        return;
    }
    html.markup("<ul class=desk-states>");
    for (_, tone, text) in all.into_iter().filter(|(is_so, ..)| *is_so) {
        write_badge_item(html, text, tone);
    }
    html.markup("</ul>");
}
