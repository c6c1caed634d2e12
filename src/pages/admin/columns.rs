//! The columns of the table of people: a row of [`COLUMNS`] is a column with its head, its orders and its cells.

use leptos::prelude::*;

use crate::{
    components::local_time::LocalTime,
    domain::{desk_columns::DeskColumn, search::list::Order, visibility::Visibility},
    i18n::{Locale, td_string},
    named_texts,
    server::services::admin::people_list::PersonLine,
};

/// The two orders by a column, the one that begins with the least first.
pub type Orders = (Order, Order);

/// A column.
#[derive(Clone, Copy)]
pub struct ColumnRow {
    pub column: DeskColumn,
    /// Its head.
    pub label: fn(Locale) -> &'static str,
    /// By which the table can be ordered in its head.
    pub orders: Option<Orders>,
    /// What it says about a person.
    pub cell: fn(Locale, &PersonLine) -> AnyView,
}

use DeskColumn as C;

const fn row(
    column: DeskColumn,
    label: fn(Locale) -> &'static str,
    orders: Option<Orders>,
    cell: fn(Locale, &PersonLine) -> AnyView,
) -> ColumnRow {
    ColumnRow { column, label, orders, cell }
}

/// Every column, in the order of [`DeskColumn::ALL`].
pub static COLUMNS: [ColumnRow; DeskColumn::ALL.len()] = [
    row(C::Email, |locale| td_string!(locale, field.email), None, email),
    row(C::City, |locale| td_string!(locale, common.city), Some((Order::City, Order::CityDown)), city),
    row(C::Country, |locale| td_string!(locale, filter.label_country), None, |_, line| text(&line.country)),
    row(
        C::Age,
        |locale| td_string!(locale, profile.age),
        Some((Order::Youngest, Order::Eldest)),
        |_, line| line.age.into_any(),
    ),
    row(
        C::BirthDate,
        |locale| td_string!(locale, field.date_of_birth),
        Some((Order::Eldest, Order::Youngest)),
        birth_date,
    ),
    row(C::Gender, |locale| td_string!(locale, field.gender), None, |_, line| text(&line.gender)),
    row(C::Module, |locale| td_string!(locale, filter.label_module), None, modules),
    row(
        C::Completeness,
        |locale| td_string!(locale, filter.range_completeness),
        Some((Order::Emptiest, Order::Fullest)),
        |_, line| line.completeness.into_any(),
    ),
    row(
        C::Availability,
        |locale| td_string!(locale, field.availability),
        None,
        |_, line| text(line.availability.as_deref().unwrap_or_default()),
    ),
    row(
        C::WorkMode,
        |locale| td_string!(locale, field.work_mode),
        None,
        |_, line| text(line.work_mode.as_deref().unwrap_or_default()),
    ),
    row(
        C::Photo,
        |locale| td_string!(locale, filter.label_has_photo),
        None,
        |locale, line| yes_or_no(locale, line.has_photo),
    ),
    row(C::Cv, |locale| td_string!(locale, filter.label_has_cv), None, |locale, line| yes_or_no(locale, line.has_cv)),
    row(
        C::MainVisibility,
        |locale| td_string!(locale, saved_filters.main_visibility),
        None,
        |locale, line| visibility(locale, line.main_visibility),
    ),
    row(
        C::CinemaVisibility,
        |locale| td_string!(locale, saved_filters.cinema_visibility),
        None,
        |locale, line| visibility(locale, line.cinema_visibility),
    ),
    row(
        C::Language,
        |locale| td_string!(locale, admin.person_language),
        None,
        |_, line| text(line.language.own_name()),
    ),
    row(C::State, |locale| td_string!(locale, filter.label_state), None, state),
    row(C::Registered, |locale| td_string!(locale, admin.registered), Some((Order::Oldest, Order::Newest)), registered),
];

/// The rows of these columns, in the order of the table.
pub fn shown(columns: &[DeskColumn]) -> Vec<&'static ColumnRow> {
    COLUMNS.iter().filter(|row| columns.contains(&row.column)).collect()
}

fn text(text: &str) -> AnyView {
    let text = text.to_owned();
    view! { <bdi>{text}</bdi> }.into_any()
}

fn yes_or_no(locale: Locale, is_so: bool) -> AnyView {
    text(if is_so { td_string!(locale, term.yes) } else { td_string!(locale, term.no) })
}

fn visibility(locale: Locale, visibility: Option<Visibility>) -> AnyView {
    let words = visibility.and_then(|chosen| named_texts::term(locale, &format!("visibility_{}", chosen.key())));
    text(words.unwrap_or_default())
}

fn email(_: Locale, line: &PersonLine) -> AnyView {
    let email = line.email.clone();
    view! {
        <bdi class="break-all" dir="ltr">
            {email}
        </bdi>
    }
    .into_any()
}

fn city(_: Locale, line: &PersonLine) -> AnyView {
    let (flag, city, country) = (line.flag.clone(), line.city.clone(), line.country.clone());
    view! {
        <span>
            <span aria-hidden="true">{flag}</span>
            " "
            <bdi>{city}</bdi>
            <span class="sr-only">" " {country}</span>
        </span>
    }
    .into_any()
}

fn birth_date(_: Locale, line: &PersonLine) -> AnyView {
    let machine = line.date_of_birth.to_string();
    let shown = line.date_of_birth.format("%d/%m/%Y").to_string();
    view! {
        <time datetime=machine dir="ltr" class="whitespace-nowrap">
            {shown}
        </time>
    }
    .into_any()
}

/// Which profiles the person has.
fn modules(locale: Locale, line: &PersonLine) -> AnyView {
    let names = line.modules.iter().filter_map(|module| named_texts::term(locale, &format!("module_{}", module.key())));
    names.collect::<Vec<_>>().join(" · ").into_any()
}

fn state(locale: Locale, line: &PersonLine) -> AnyView {
    text(if line.suspended {
        td_string!(locale, term.account_suspended)
    } else {
        td_string!(locale, term.account_active)
    })
}

fn registered(_: Locale, line: &PersonLine) -> AnyView {
    view! { <LocalTime moment=line.registered_at /> }.into_any()
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
