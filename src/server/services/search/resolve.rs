//! From the query of an address to a search: closed lists compared, places looked up, exact values found.

use chrono::NaiveDate;

use crate::{
    domain::{
        reference,
        registration::{normalise_email, phone_to_e164},
        search::{
            attribute::ExactValue,
            filter::{FilterId, FilterKind},
            list::Order,
            query::SearchQuery,
        },
        visibility::Audience,
    },
    server::{
        db::Conn,
        error::AppResult,
        geo::cities_around,
        repositories::{
            profiles::{people, talents},
            search::cities,
        },
        search_index::{Condition, Search},
        state::AppState,
    },
};

/// The search that a query describes for an audience. Talents that do not exist are left out of the query and named.
pub async fn resolve(
    state: &AppState,
    conn: &mut Conn,
    audience: Audience,
    query: &mut SearchQuery,
) -> AppResult<(Search, Option<FilterId>)> {
    let unknown = drop_unknown_talents(conn, query).await?.then_some(FilterId::Talent);
    let around = around(state, conn, query).await?;
    let mut conditions = Vec::new();
    for id in query.in_use() {
        if let Some(condition) = condition(state, conn, query, id, around.as_deref()).await? {
            conditions.push((id, condition));
        }
    }
    let nearest = around.filter(|_| query.order() == Order::Nearest).unwrap_or_default();
    let search = Search {
        list: query.list(),
        audience,
        words_for: audience,
        conditions,
        order: query.order(),
        cursor: query.cursor(),
        nearest,
        approximate: false,
        counted: true,
        window: None,
    };
    Ok((search, unknown))
}

async fn drop_unknown_talents(conn: &mut Conn, query: &mut SearchQuery) -> AppResult<bool> {
    let keys = query.values(FilterId::Talent);
    if keys.is_empty() {
        return Ok(false);
    }
    let known = talents::find_by_keys(conn, keys).await?;
    Ok(query.retain(FilterId::Talent, |key| known.iter().any(|talent| talent.key == key)))
}

/// Cities around the query's city, the nearest first. A city that is in no list has no surroundings.
async fn around(state: &AppState, conn: &mut Conn, query: &SearchQuery) -> AppResult<Option<Vec<i64>>> {
    let Some(kilometres) = query.number(FilterId::RadiusKm) else { return Ok(None) };
    let places = state.gazetteer.get_or_load(cities::places(conn)).await?;
    Ok(cities_around(places, country(query), &city_key(query), kilometres))
}

/// The chosen country.
fn country(query: &SearchQuery) -> Option<&str> {
    Some(query.value(FilterId::Country)).filter(|country| !country.is_empty())
}

/// What stands for the city, in whichever script it was typed.
fn city_key(query: &SearchQuery) -> String {
    reference::city_key(country(query), query.value(FilterId::City))
}

async fn condition(
    state: &AppState,
    conn: &mut Conn,
    query: &SearchQuery,
    id: FilterId,
    around: Option<&[i64]>,
) -> AppResult<Option<Condition>> {
    let value = query.value(id);
    Ok(match id.kind() {
        FilterKind::Words => Some(Condition::Words(query.words())),
        FilterKind::Code if query.unreadable_code().is_some() => Some(Condition::People(Vec::new())),
        FilterKind::Code => Some(Condition::Code(value.to_owned())),
        FilterKind::One(attribute) | FilterKind::AnyOf(attribute) => {
            Some(Condition::AnyOf(attribute, query.values(id).to_vec()))
        }
        FilterKind::AllOf(attribute) => Some(Condition::AllOf(attribute, query.values(id).to_vec())),
        FilterKind::AtLeast(measure) => query.number(id).map(|number| Condition::AtLeast(measure, number)),
        FilterKind::AtMost(measure) => query.number(id).map(|number| Condition::AtMost(measure, number)),
        FilterKind::RegisteredFrom => query.day(id).map(|from| Condition::Registered { from, to: NaiveDate::MAX }),
        FilterKind::RegisteredTo => query.day(id).map(|to| Condition::Registered { from: NaiveDate::MIN, to }),
        FilterKind::SeenSince => query.day(id).map(|from| Condition::Seen { from, to: NaiveDate::MAX }),
        FilterKind::NotSeenSince => {
            let before = query.day(id).and_then(|day| day.pred_opt());
            before.map(|to| Condition::Seen { from: NaiveDate::MIN, to })
        }
        FilterKind::City => {
            let name = city_key(query);
            Some(match around {
                Some(cities) => Condition::Around { cities: cities.to_vec(), name },
                None => Condition::City(name),
            })
        }
        FilterKind::Flag(flag) => Some(Condition::Flag(flag)),
        FilterKind::Exact(ExactValue::Email) => {
            Some(Condition::People(people::with_email(conn, &normalise_email(value)).await?))
        }
        FilterKind::Exact(ExactValue::Phone) => {
            // What is no number belongs to no person.
            let hash = phone_to_e164(value, "MA").map(|number| state.security.lookup.hash(&number));
            Some(Condition::People(match hash {
                Ok(hash) => people::with_phone_hash(conn, &hash).await?,
                Err(_) => Vec::new(),
            }))
        }
        // Part of the city's condition.
        FilterKind::Radius | FilterKind::Order | FilterKind::Cursor => None,
    })
}
