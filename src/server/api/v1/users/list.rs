//! `GET /users`.

use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    domain::{
        search::{filter::FilterId, list::SearchList},
        unique_code::UniqueCode,
    },
    routes::API,
    server::{
        api::{
            problem::{Problem, Wrong, WrongValue},
            v1::{
                answer::{Answer, json, moment},
                caller::Caller,
                input::Parameters,
                lists::{PersonTalent, country_of},
                paging::{PAGING, PageFacts, Paging, refuse_ignored},
            },
        },
        services::{
            admin::user_list::{self, ListedUser, UserList},
            search::{cities, lists::talent_choices},
        },
    },
};

/// Parameters beside the filters of the desk.
pub const OTHERS: [&str; 3] = ["search", "country_id", "city_id"];

/// A person of the list.
#[derive(Serialize, ToSchema)]
pub struct UserLine {
    pub id: i64,
    pub unique_code: String,
    /// Null where a stage name stands for it and the caller may not see it, as the next one.
    pub first_name: Option<String>,
    pub last_name: Option<String>,
    pub stage_name: Option<String>,
    /// Null without `private:read`.
    pub email: Option<String>,
    /// Key of the list `gender`.
    pub gender: String,
    /// Key of the list `availability`.
    pub availability: Option<String>,
    /// Code.
    pub country: String,
    pub city: String,
    pub account_active: bool,
    /// RFC 3339, UTC. Null without `private:read`.
    pub created_at: Option<String>,
    pub talents: Vec<PersonTalent>,
}

/// A page of people.
#[derive(Serialize, ToSchema)]
pub struct UserListAnswer {
    #[schema(default = true)]
    pub success: bool,
    #[serde(flatten)]
    pub facts: PageFacts,
    pub users: Vec<UserLine>,
}

/// People
///
/// Everyone registered, suspended people too. Without `sort` the first registered come first, so that going through the
/// pages neither skips nor repeats a person while others register; with `search`, the best match. Filters are those of the
/// desk, by their names there; those that compare private answers need `private:read`.
#[utoipa::path(get, path = "/api/v1/users", tag = "users",
    responses((status = 200, description = "A page", body = UserListAnswer)))]
pub async fn list_users(caller: Caller, parameters: Parameters) -> Answer {
    let paging = Paging::read(&parameters)?;
    let filters = desk_search(&caller, &parameters, &PAGING).await?;
    let address = with_cursor(filters, paging);
    let list = user_list::load(&caller.state, &caller.actor(), caller.lang(), &address, paging.window()).await?;
    let found = match list {
        UserList::Found(found) => found,
        UserList::Private(filters) => {
            let names = filters.iter().map(|filter| name_of(&parameters, filter.key()));
            let wrong = names.map(|name| Wrong::parameter(&name, WrongValue::NeedsPrivateRead));
            return Err(Problem::invalid(wrong.collect()));
        }
    };
    refuse_ignored(&found, |filter| name_of(&parameters, filter))?;
    let facts = PageFacts::of(paging, &found);
    let users = found.lines.into_iter().map(|line| wire(line, &caller)).collect();
    let answer = UserListAnswer { success: true, facts, users };
    let base = format!("{}{API}/users", caller.state.config.base_url);
    let body = json(&answer);
    Ok(answer.facts.linked(&base, &parameters, body))
}

/// The search with the cursor of the page that is asked for.
fn with_cursor(filters: String, paging: Paging) -> String {
    let mut query = form_urlencoded::Serializer::new(filters);
    query.extend_pairs(paging.cursor.map(|cursor| ("page", cursor.encode())));
    query.finish()
}

fn wire(line: ListedUser, caller: &Caller) -> UserLine {
    UserLine {
        id: line.id,
        unique_code: line.code,
        first_name: line.first_name,
        last_name: line.last_name,
        stage_name: line.stage_name,
        email: line.email,
        gender: line.gender,
        availability: line.availability,
        country: line.country,
        city: line.city,
        account_active: line.active,
        created_at: line.created_at.map(moment),
        talents: line.talents.into_iter().map(|talent| PersonTalent::of(talent, caller.lang())).collect(),
    }
}

/// Under which name clients send a filter.
#[must_use]
pub fn parameter_of(filter: &str) -> &str {
    match filter {
        "q" => "search",
        "page" => "cursor",
        _ => filter,
    }
}

/// Under which name this client sent a filter.
fn name_of(parameters: &Parameters, filter: &str) -> String {
    let other = match filter {
        "q" | "email" | "phone" => "search",
        "country" => "country_id",
        "city" => "city_id",
        "page" => "cursor",
        _ => filter,
    };
    // Contacts and words are recognised in what is searched for.
    if parameters.get(filter).is_none() || filter == "page" { other.to_owned() } else { filter.to_owned() }
}

/// The search of a request as the desk's address has it. `others` are parameters that are no filters.
pub async fn desk_search(caller: &Caller, parameters: &Parameters, others: &[&str]) -> Result<String, Problem> {
    let list = SearchList::Desk;
    let is_filter = |name: &str| list.filter(name).is_some_and(|filter| filter.id != FilterId::Page);
    parameters.only(|name| is_filter(name) || OTHERS.contains(&name) || others.contains(&name))?;
    let mut query: Vec<(&str, String)> = Vec::new();
    for (name, value) in parameters.0.iter().filter(|(name, value)| is_filter(name) && !value.trim().is_empty()) {
        match name.as_str() {
            "country" | "city" => {}
            "talent" => query.push(("talent", talent_key(caller, value).await?)),
            _ => query.push((name.as_str(), value.clone())),
        }
    }
    let (country, city) = place(caller, parameters).await?;
    query.extend(country.map(|country| ("country", country)));
    query.extend(city.map(|city| ("city", city)));
    if let Some(words) = parameters.get("search") {
        query.push((search_filter(words), words.to_owned()));
    }
    if ["sort", "search", "q"].iter().all(|name| parameters.get(name).is_none()) {
        query.push(("sort", "oldest".to_owned()));
    }
    Ok(form_urlencoded::Serializer::new(String::new()).extend_pairs(query).finish())
}

/// Country and city of a search, by code or number and by name or number.
async fn place(caller: &Caller, parameters: &Parameters) -> Result<(Option<String>, Option<String>), Problem> {
    let country = country_of(parameters)?.map(|country| country.code.clone());
    let Some(number) = parameters.get("city_id") else {
        return Ok((country, parameters.get("city").map(str::to_owned)));
    };
    let unknown = || Problem::parameter("city_id", WrongValue::InvalidValue);
    let id: i64 = number.parse().map_err(|_| unknown())?;
    let (of, name) = cities::named(&caller.state, id).await?.ok_or_else(unknown)?;
    if country.is_some_and(|country| country != of) {
        return Err(unknown());
    }
    Ok((Some(of), Some(name)))
}

/// A talent, by key or number.
async fn talent_key(caller: &Caller, typed: &str) -> Result<String, Problem> {
    let Ok(id) = typed.trim().parse::<i64>() else { return Ok(typed.to_owned()) };
    let choices = talent_choices(&caller.state).await?;
    let found = choices.talents.iter().find(|talent| talent.id == id);
    found.map(|talent| talent.key.clone()).ok_or_else(|| Problem::parameter("talent", WrongValue::InvalidValue))
}

/// What words are searched in: addresses and telephone numbers are found whole, all else by names and codes.
fn search_filter(words: &str) -> &'static str {
    let digits = words.chars().filter(char::is_ascii_digit).count();
    let is_number = digits >= 8 && words.chars().all(|c| c.is_ascii_digit() || " +-().".contains(c));
    match (words.contains('@'), is_number, words.parse::<UniqueCode>()) {
        (true, ..) => "email",
        (_, true, _) => "phone",
        _ => "q",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_are_named_as_they_were_sent() {
        let named = |sent: &str, filter: &str| name_of(&Parameters(vec![(sent.to_owned(), "x".to_owned())]), filter);
        assert_eq!(named("search", "email"), "search");
        assert_eq!(named("email", "email"), "email");
        assert_eq!(named("q", "q"), "q");
        assert_eq!(named("city_id", "city"), "city_id");
        assert_eq!(named("cursor", "page"), "cursor");
    }

    #[test]
    fn addresses_and_numbers_are_found_whole() {
        for (words, filter) in [
            ("amina@example.org", "email"),
            ("+212 6 00 00 00 00", "phone"),
            ("MACAN0001F", "q"),
            ("amina 1990", "q"),
            ("1990", "q"),
        ] {
            assert_eq!(search_filter(words), filter, "{words}");
        }
    }
}
