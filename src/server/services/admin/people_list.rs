//! The table of everyone registered, as administrators search it.

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveDateTime};

use crate::{
    domain::{
        access::Role,
        accounts::no_address,
        age::{age_on, is_minor},
        desk_columns::DeskColumn,
        lang::Lang,
        module::Module,
        reference,
        search::{
            attribute::{ACTIVE, Attribute},
            list::SearchList,
            page::{SearchPage, Total},
            query::SearchQuery,
        },
        visibility::Visibility,
    },
    server::{
        actor::Actor,
        context::Viewer,
        db::Conn,
        error::AppResult,
        repositories::admin::listed_people::{self, ListedPerson},
        services::{
            admin::{
                desk_columns,
                saved_filters::{self, SavedFilters},
            },
            search::{index, lists},
        },
        state::AppState,
    },
};

/// A line of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonLine {
    /// `people.id`.
    pub person_id: i64,
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
    pub date_of_birth: NaiveDate,
    /// In the language of the page, as the next two.
    pub gender: String,
    pub availability: Option<String>,
    pub work_mode: Option<String>,
    pub has_photo: bool,
    pub has_cv: bool,
    /// Of the main profile, in percent; read only where the column is shown.
    pub completeness: Option<u8>,
    /// In which the site writes to the person.
    pub language: Lang,
    pub modules: Vec<Module>,
    /// Whom the main profile is for; none without one.
    pub main_visibility: Option<Visibility>,
    /// The same of the CINEMA profile.
    pub cinema_visibility: Option<Visibility>,
    /// UTC.
    pub registered_at: NaiveDateTime,
    /// The last day, in UTC, on which the account was used.
    pub last_seen_on: Option<NaiveDate>,
    pub suspended: bool,
    pub minor: bool,
    /// A minor whose profile no administrator approved.
    pub waiting: bool,
    pub administrator: bool,
}

/// The table as an administrator sees it.
#[derive(Debug, Clone)]
pub struct PeopleTable {
    pub query: SearchQuery,
    pub page: SearchPage<PersonLine>,
    /// Which columns are shown, in their order.
    pub columns: Vec<DeskColumn>,
    pub saved: SavedFilters,
}

/// Searches everyone with the query of an address, as typed. Totals are exact, however large.
///
/// # Errors
/// `Forbidden` for viewers that do not manage people.
pub async fn load(
    state: &AppState,
    viewer: &Viewer,
    actor: &Actor,
    lang: Lang,
    address: &str,
) -> AppResult<PeopleTable> {
    let mut conn = state.db.read().await?;
    let people = lists::find(state, &mut conn, viewer, SearchList::Desk, address).await?;
    let columns = desk_columns::chosen(&mut conn, viewer).await?;
    let saved = saved_filters::list(&mut conn, actor).await?;
    let mut lines = lines(state, &mut conn, lang, &people.found.ids).await?;
    if columns.contains(&DeskColumn::Completeness) {
        add_completeness(state, &mut conn, &people.found.ids, &mut lines).await?;
    }
    let total = Total::Exact(people.found.total);
    let (query, page) = people.page(lines, total);
    Ok(PeopleTable { query, page, columns, saved })
}

/// Reads in the search index how full the main profiles are, which the database would have to work out.
async fn add_completeness(state: &AppState, conn: &mut Conn, ids: &[i64], lines: &mut [PersonLine]) -> AppResult<()> {
    let scores: HashMap<i64, Option<u8>> =
        index::read(state, conn, |index| ids.iter().map(|id| (*id, index.completeness_of(*id))).collect()).await?;
    for line in lines {
        line.completeness = scores.get(&line.person_id).copied().flatten();
    }
    Ok(())
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
    let label = |of: Attribute, key: Option<&String>| {
        let term = reference::term(of.key(), key?)?;
        Some(term.label(lang).to_owned())
    };
    let minor = is_minor(person.date_of_birth, today);
    let profiles = [(Module::Main, &person.main_visibility), (Module::Cinema, &person.cinema_visibility)];
    PersonLine {
        person_id: person.id,
        code: person.code.clone(),
        names,
        email: no_address::shown(person.email.clone()),
        email_confirmed: person.email_confirmed_at.is_some(),
        city: city
            .map_or_else(String::new, |city| reference::city_name(&person.residence_country, city, lang).to_owned()),
        country: country.map_or(person.residence_country.as_str(), |country| country.name(lang)).to_owned(),
        flag: reference::flag(&person.residence_country),
        age: age_on(person.date_of_birth, today),
        date_of_birth: person.date_of_birth,
        gender: label(Attribute::Gender, Some(&person.gender)).unwrap_or_default(),
        availability: label(Attribute::Availability, person.availability.as_ref()),
        work_mode: label(Attribute::WorkMode, person.work_mode.as_ref()),
        has_photo: person.photo_file_id.is_some(),
        has_cv: person.cv_file_id.is_some(),
        completeness: None,
        language: Lang::from_code(&person.language).unwrap_or_default(),
        modules: profiles
            .into_iter()
            .filter(|(_, visibility)| visibility.is_some())
            .map(|(module, _)| module)
            .collect(),
        main_visibility: person.main_visibility.as_deref().and_then(Visibility::from_key),
        cinema_visibility: person.cinema_visibility.as_deref().and_then(Visibility::from_key),
        registered_at: person.registered_at,
        last_seen_on: person.last_seen_on,
        suspended: person.account_state != ACTIVE,
        minor,
        waiting: minor && person.minor_approved_at.is_none(),
        administrator: person.role == Role::Administrator.key(),
    }
}
