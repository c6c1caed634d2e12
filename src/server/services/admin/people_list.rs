//! The table of everyone registered, as administrators search it.

use std::collections::HashMap;

use chrono::NaiveDateTime;

use crate::{
    domain::{
        access::Role,
        accounts::no_address,
        age::{age_on, is_minor},
        lang::Lang,
        module::Module,
        reference,
        search::{
            attribute::ACTIVE,
            list::SearchList,
            page::{SearchPage, Total},
            query::SearchQuery,
        },
    },
    server::{
        context::Viewer,
        db::Conn,
        error::AppResult,
        repositories::admin::listed_people::{self, ListedPerson},
        services::search::lists,
        state::AppState,
    },
};

/// A line of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonLine {
    pub code: String,
    /// What others read first, the civil names of people with a stage name last.
    pub names: Vec<String>,
    pub email: String,
    pub email_confirmed: bool,
    pub city: String,
    /// In the language of the page.
    pub country: String,
    /// Emoji.
    pub flag: String,
    pub age: u32,
    pub modules: Vec<Module>,
    /// UTC.
    pub registered_at: NaiveDateTime,
    pub suspended: bool,
    pub minor: bool,
    /// A minor whose profile no administrator approved.
    pub waiting: bool,
    pub administrator: bool,
}

/// Searches everyone with the query of an address, as typed. Totals are exact, however large.
///
/// # Errors
/// `Forbidden` for viewers that do not manage people.
pub async fn load(
    state: &AppState,
    viewer: &Viewer,
    lang: Lang,
    address: &str,
) -> AppResult<(SearchQuery, SearchPage<PersonLine>)> {
    let mut conn = state.db.read().await?;
    let people = lists::find(state, &mut conn, viewer, SearchList::Desk, address).await?;
    let lines = lines(state, &mut conn, lang, &people.found.ids).await?;
    let total = Total::Exact(people.found.total);
    Ok(people.page(lines, total))
}

/// The lines of these people, in their order. A person who was erased meanwhile has none.
pub(super) async fn lines(state: &AppState, conn: &mut Conn, lang: Lang, ids: &[i64]) -> AppResult<Vec<PersonLine>> {
    let people = listed_people::load_many(conn, ids).await?;
    let people: HashMap<i64, ListedPerson> = people.into_iter().map(|person| (person.id, person)).collect();
    Ok(ids.iter().filter_map(|id| people.get(id)).map(|person| line(state, lang, person)).collect())
}

/// The line of a person.
pub(super) fn line(state: &AppState, lang: Lang, person: &ListedPerson) -> PersonLine {
    let today = state.clock.today();
    let mut names = person.names.shown();
    if person.names.stage_name.is_some() {
        names.push(format!("{} {}", person.names.first_name, person.names.last_name));
    }
    let country = reference::country(&person.residence_country);
    let city = person.city.as_ref().or(person.residence_city_other.as_ref());
    let minor = is_minor(person.date_of_birth, today);
    let profiles = [(Module::Main, &person.main_visibility), (Module::Cinema, &person.cinema_visibility)];
    PersonLine {
        code: person.code.clone(),
        names,
        email: no_address::shown(person.email.clone()),
        email_confirmed: person.email_confirmed_at.is_some(),
        city: city
            .map_or_else(String::new, |city| reference::city_name(&person.residence_country, city, lang).to_owned()),
        country: country.map_or(person.residence_country.as_str(), |country| country.name(lang)).to_owned(),
        flag: reference::flag(&person.residence_country),
        age: age_on(person.date_of_birth, today),
        modules: profiles
            .into_iter()
            .filter(|(_, visibility)| visibility.is_some())
            .map(|(module, _)| module)
            .collect(),
        registered_at: person.registered_at,
        suspended: person.account_state != ACTIVE,
        minor,
        waiting: minor && person.minor_approved_at.is_none(),
        administrator: person.role == Role::Administrator.key(),
    }
}
