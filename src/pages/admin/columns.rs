//! The columns of the table of people: a row of [`COLUMNS`] is a column with its head, its orders and its cells.

use crate::{
    components::{
        html::Html,
        local_time::{write_day, write_local_time},
    },
    domain::{desk_columns::DeskColumn, search::list::Order, visibility::Visibility},
    i18n::{Locale, td_string},
    named_texts,
    server::services::admin::people_list::PersonLine,
};

/// The two orders by a column, the one that begins with the least first.
pub type Orders = (Order, Order);

/// Writes what stands in a cell.
type WriteCell = fn(&mut Html, Locale, &PersonLine);

/// A column.
#[derive(Clone, Copy)]
pub struct ColumnRow {
    pub column: DeskColumn,
    /// Its head.
    pub label: fn(Locale) -> &'static str,
    /// By which the table can be ordered in its head.
    pub orders: Option<Orders>,
    /// Writes what it says about a person.
    pub write_cell: WriteCell,
}

use DeskColumn as C;

const fn row(
    column: DeskColumn,
    label: fn(Locale) -> &'static str,
    orders: Option<Orders>,
    write_cell: WriteCell,
) -> ColumnRow {
    ColumnRow { column, label, orders, write_cell }
}

/// Every column, in the order of [`DeskColumn::ALL`].
pub static COLUMNS: [ColumnRow; DeskColumn::ALL.len()] = [
    row(C::Email, |locale| td_string!(locale, field.email), None, email),
    row(C::City, |locale| td_string!(locale, common.city), Some((Order::City, Order::CityDown)), city),
    row(C::Country, |locale| td_string!(locale, filter.label_country), None, |html, _, line| text(html, &line.country)),
    row(
        C::Age,
        |locale| td_string!(locale, profile.age),
        Some((Order::Youngest, Order::Eldest)),
        |html, _, line| number(html, Some(line.age)),
    ),
    row(
        C::BirthDate,
        |locale| td_string!(locale, field.date_of_birth),
        Some((Order::Eldest, Order::Youngest)),
        birth_date,
    ),
    row(C::Gender, |locale| td_string!(locale, field.gender), None, |html, _, line| text(html, &line.gender)),
    row(C::Module, |locale| td_string!(locale, filter.label_module), None, modules),
    row(
        C::Completeness,
        |locale| td_string!(locale, filter.range_completeness),
        Some((Order::Emptiest, Order::Fullest)),
        |html, _, line| number(html, line.completeness),
    ),
    row(
        C::Availability,
        |locale| td_string!(locale, field.availability),
        None,
        |html, _, line| text(html, line.availability.as_deref().unwrap_or_default()),
    ),
    row(
        C::WorkMode,
        |locale| td_string!(locale, field.work_mode),
        None,
        |html, _, line| text(html, line.work_mode.as_deref().unwrap_or_default()),
    ),
    row(
        C::Photo,
        |locale| td_string!(locale, filter.label_has_photo),
        None,
        |html, locale, line| yes_or_no(html, locale, line.has_photo),
    ),
    row(
        C::Cv,
        |locale| td_string!(locale, filter.label_has_cv),
        None,
        |html, locale, line| yes_or_no(html, locale, line.has_cv),
    ),
    row(
        C::MainVisibility,
        |locale| td_string!(locale, saved_filters.main_visibility),
        None,
        |html, locale, line| visibility(html, locale, line.main_visibility),
    ),
    row(
        C::CinemaVisibility,
        |locale| td_string!(locale, saved_filters.cinema_visibility),
        None,
        |html, locale, line| visibility(html, locale, line.cinema_visibility),
    ),
    row(
        C::Language,
        |locale| td_string!(locale, admin.person_language),
        None,
        |html, _, line| text(html, line.language.own_name()),
    ),
    row(C::State, |locale| td_string!(locale, filter.label_state), None, state),
    row(C::Registered, |locale| td_string!(locale, admin.registered), Some((Order::Oldest, Order::Newest)), registered),
    row(
        C::LastSeen,
        |locale| td_string!(locale, admin.last_seen),
        None,
        |html, _, line| line.last_seen_on.into_iter().for_each(|day| write_day(html, day)),
    ),
];

/// The rows of these columns, in the order of the table.
pub fn shown(columns: &[DeskColumn]) -> Vec<&'static ColumnRow> {
    COLUMNS.iter().filter(|row| columns.contains(&row.column)).collect()
}

fn text(html: &mut Html, text: &str) {
    html.markup("<bdi>").text(text).markup("</bdi>");
}

/// Nothing where there is none.
fn number(html: &mut Html, number: Option<impl ToString>) {
    html.text(number.map(|number| number.to_string()).unwrap_or_default());
}

fn yes_or_no(html: &mut Html, locale: Locale, is_so: bool) {
    text(html, if is_so { td_string!(locale, term.yes) } else { td_string!(locale, term.no) });
}

fn visibility(html: &mut Html, locale: Locale, visibility: Option<Visibility>) {
    let words = visibility.and_then(|chosen| named_texts::term(locale, &format!("visibility_{}", chosen.key())));
    text(html, words.unwrap_or_default());
}

fn email(html: &mut Html, _: Locale, line: &PersonLine) {
    html.markup("<bdi dir=ltr>").text(&line.email).markup("</bdi>");
}

fn city(html: &mut Html, _: Locale, line: &PersonLine) {
    html.markup("<span><span aria-hidden=true>").text(&line.flag).markup("</span> <bdi>").text(&line.city);
    html.markup("</bdi><span class=sr-only> ").text(&line.country).markup("</span></span>");
}

fn birth_date(html: &mut Html, _: Locale, line: &PersonLine) {
    write_day(html, line.date_of_birth);
}

/// Which profiles the person has.
fn modules(html: &mut Html, locale: Locale, line: &PersonLine) {
    let names = line.modules.iter().filter_map(|module| named_texts::term(locale, &format!("module_{}", module.key())));
    html.text(names.collect::<Vec<_>>().join(" · "));
}

fn state(html: &mut Html, locale: Locale, line: &PersonLine) {
    text(
        html,
        if line.suspended {
            td_string!(locale, term.account_suspended)
        } else {
            td_string!(locale, term.account_active)
        },
    );
}

fn registered(html: &mut Html, _: Locale, line: &PersonLine) {
    write_local_time(html, line.registered_at);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_has_its_row_in_order() {
        assert_eq!(COLUMNS.map(|row| row.column), DeskColumn::ALL);
        for row in &COLUMNS {
            assert!(!(row.label)(Locale::fr).is_empty(), "{:?}", row.column);
        }
        assert_eq!(shown(&DeskColumn::USUAL).len(), DeskColumn::USUAL.len());
    }
}
