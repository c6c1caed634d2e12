//! Searching a list of people as a viewer may.

use std::sync::Arc;

use super::{
    cards,
    index::{self, PeopleOf},
    resolve::resolve,
};
use crate::{
    domain::{
        access::Capability,
        lang::Lang,
        reference,
        search::{
            filter::FilterId,
            list::{Order, SearchList},
            page::{SearchPage, TalentChoices, Total, Window},
            query::SearchQuery,
            words::QueryWord,
        },
        talents::Talent,
        visibility::Audience,
    },
    server::{
        context::Viewer,
        db::Conn,
        error::{AppError, AppResult},
        repositories::profiles::talents,
        search_index::{Condition, Found, Index, Search},
        state::AppState,
    },
};

/// What a search found, before anything of the people is read.
#[derive(Debug, Clone)]
pub struct FoundPeople {
    /// What was searched for, without what made no sense.
    pub query: SearchQuery,
    pub ignored: Vec<FilterId>,
    pub found: Found,
    /// As [`SearchPage::approximate`].
    pub approximate: bool,
}

impl FoundPeople {
    /// The query with its page, once the people have been read.
    #[must_use]
    pub fn page<Line>(self, lines: Vec<Line>, total: Total) -> (SearchQuery, SearchPage<Line>) {
        let Self { query, ignored, found, approximate } = self;
        let Found { previous, next, loosen, counts, .. } = found;
        (query, SearchPage { lines, total, previous, next, ignored, loosen, approximate, counts })
    }
}

/// Every talent that can be searched for, switched-off ones included: people may still have them.
pub async fn talent_choices(state: &AppState) -> AppResult<Arc<TalentChoices>> {
    let load = async {
        let mut conn = state.db.read().await?;
        let categories = talents::categories(&mut conn).await?;
        Ok(Arc::new(TalentChoices { categories, talents: talents::all(&mut conn).await? }))
    };
    state.caches.talent_choices.get_or_load((), load).await
}

/// The people with one talent; `None` when there is no such talent. Only the page of the address counts.
pub async fn people_with(
    state: &AppState,
    viewer: &Viewer,
    lang: Lang,
    key: String,
    address: &str,
) -> AppResult<Option<(Talent, SearchPage)>> {
    let found = talents::find_by_keys(&mut state.db.read().await?, std::slice::from_ref(&key)).await?;
    let Some(talent) = found.into_iter().next() else { return Ok(None) };
    let list = SearchList::Directory;
    let mut query = SearchQuery::everyone(list).with(FilterId::Talent, &key);
    if query.in_use().is_empty() {
        // A key that no filter takes would find everyone: it is not found instead.
        return Ok(None);
    }
    if let Some(cursor) = SearchQuery::from_address(list, address).0.cursor() {
        query = query.at(cursor);
    }
    let (_, page) = search(state, viewer, lang, list, &query.to_address()).await?;
    Ok(Some((talent, page)))
}

/// Searches the list of a module (not the desk's, which has rows) with the query of an address, as typed. A bad
/// parameter is ignored and named.
pub async fn search(
    state: &AppState,
    viewer: &Viewer,
    lang: Lang,
    list: SearchList,
    address: &str,
) -> AppResult<(SearchQuery, SearchPage)> {
    let mut conn = state.db.read().await?;
    let people = find(state, &mut conn, viewer, list, address).await?;
    let module = list.module().ok_or_else(|| AppError::internal("people of either module are shown in rows"))?;
    let cards = cards::load(state, &mut conn, module, viewer.audience(), lang, &people.found.ids).await?;
    let total = Total::from(people.found.total);
    Ok(people.page(cards, total))
}

/// As [`search`], without what is shown of the people.
pub async fn find(
    state: &AppState,
    conn: &mut Conn,
    viewer: &Viewer,
    list: SearchList,
    address: &str,
) -> AppResult<FoundPeople> {
    find_window(state, conn, viewer, list, address, None, Vec::new()).await
}

/// As [`find`], for programs: another part of the list than a page of the site, in which no choices are counted. A page
/// that there is no more is empty there. `others` must hold too, beside what the address asks for.
///
/// # Errors
/// `Forbidden` for viewers that may not search the list.
pub async fn find_window(
    state: &AppState,
    conn: &mut Conn,
    viewer: &Viewer,
    list: SearchList,
    address: &str,
    window: Option<Window>,
    others: Vec<(FilterId, Condition)>,
) -> AppResult<FoundPeople> {
    if list == SearchList::Desk && !viewer.may(Capability::ManagePeople) {
        return Err(AppError::Forbidden);
    }
    let (mut query, mut ignored) = SearchQuery::from_address(list, address);
    // Everyone on the desk may be found there by everything; what of them is shown is another question.
    let audience = if list == SearchList::Desk { Audience::Administrator } else { viewer.audience() };
    let (mut search, unknown) = resolve(state, conn, audience, &mut query).await?;
    if list == SearchList::Desk {
        // A token without the scope for private answers finds no civil name behind a stage name.
        search.words_for = viewer.audience();
    }
    (search.window, search.counted) = (window, search.counted && window.is_none());
    search.conditions.extend(others);
    leave_out(&mut ignored, unknown);
    let mut found = index::search(state, conn, &search).await?;
    if found.total == 0 && has_long_word(&query) {
        search.approximate = true;
        let nearly = index::search(state, conn, &search).await?;
        search.approximate = nearly.total > 0;
        if search.approximate {
            found = nearly;
        }
    }
    if found.lost {
        query = query.first_page();
        leave_out(&mut ignored, Some(FilterId::Page));
    }
    if found.lost && window.is_some() {
        (found.ids, found.previous, found.next) = (Vec::new(), None, None);
    }
    if found.total == 0 && window.is_none() {
        found.loosen = loosen(state, conn, audience, &query, found.loosen).await?;
    }
    Ok(FoundPeople { query, ignored, found, approximate: search.approximate })
}

/// Everyone whom the administrators' table finds for the query of an address, whichever page it names, by `people.id`,
/// the lowest first; with the filters that made no sense.
///
/// # Errors
/// `Forbidden` for viewers that do not manage people.
pub async fn find_everyone(
    state: &AppState,
    conn: &mut Conn,
    viewer: &Viewer,
    address: &str,
) -> AppResult<(Vec<i64>, Vec<FilterId>)> {
    find_people(state, conn, viewer, address, Index::people_found).await
}

/// As [`find_everyone`], in the order in which the table shows them.
///
/// # Errors
/// As [`find_everyone`].
pub async fn find_in_order(
    state: &AppState,
    conn: &mut Conn,
    viewer: &Viewer,
    address: &str,
) -> AppResult<(Vec<i64>, Vec<FilterId>)> {
    find_people(state, conn, viewer, address, Index::people_in_order).await
}

async fn find_people(
    state: &AppState,
    conn: &mut Conn,
    viewer: &Viewer,
    address: &str,
    of: PeopleOf,
) -> AppResult<(Vec<i64>, Vec<FilterId>)> {
    if !viewer.may(Capability::ManagePeople) {
        return Err(AppError::Forbidden);
    }
    let (mut query, mut ignored) = SearchQuery::from_address(SearchList::Desk, address);
    let (mut search, unknown) = resolve(state, conn, Audience::Administrator, &mut query).await?;
    leave_out(&mut ignored, unknown);
    let mut people = index::people(state, conn, &search, of).await?;
    if people.is_empty() && has_long_word(&query) {
        search.approximate = true;
        people = index::people(state, conn, &search, of).await?;
    }
    Ok((people, ignored))
}

/// These people in an order of the administrators' table. Those who are not in it any more are left out.
///
/// # Errors
/// `Forbidden` for viewers that do not manage people.
pub async fn put_in_order(
    state: &AppState,
    conn: &mut Conn,
    viewer: &Viewer,
    people: Vec<i64>,
    order: Order,
) -> AppResult<Vec<i64>> {
    if !viewer.may(Capability::ManagePeople) {
        return Err(AppError::Forbidden);
    }
    let conditions = vec![(FilterId::Code, Condition::People(people))];
    let search = Search { conditions, order, ..everyone(SearchList::Desk, Audience::Administrator) };
    index::people(state, conn, &search, Index::people_in_order).await
}

fn has_long_word(query: &SearchQuery) -> bool {
    query.words().iter().any(QueryWord::may_be_approximate)
}

/// Without its country, a city whose surroundings are searched or whose name is Arabic may be another one of that name.
async fn loosen(
    state: &AppState,
    conn: &mut Conn,
    audience: Audience,
    query: &SearchQuery,
    mut loosen: Vec<FilterId>,
) -> AppResult<Vec<FilterId>> {
    let (country, city) = (query.value(FilterId::Country), query.value(FilterId::City));
    let elsewhere = query.number(FilterId::RadiusKm).is_some()
        || reference::city_key(Some(country), city) != reference::city_key(None, city);
    if elsewhere && !country.is_empty() {
        let (mut anywhere, _) = resolve(state, conn, audience, &mut query.without(FilterId::Country)).await?;
        anywhere.counted = false;
        loosen.retain(|filter| *filter != FilterId::Country);
        if index::search(state, conn, &anywhere).await?.total > 0 {
            loosen.push(FilterId::Country);
            loosen.sort_unstable();
        }
    }
    Ok(loosen)
}

fn leave_out(ignored: &mut Vec<FilterId>, filter: Option<FilterId>) {
    if let Some(filter) = filter.filter(|filter| !ignored.contains(filter)) {
        ignored.push(filter);
    }
}

/// The newest people that an audience may find on a list.
pub(in crate::server::services) fn everyone(list: SearchList, audience: Audience) -> Search {
    Search {
        list,
        audience,
        words_for: audience,
        conditions: Vec::new(),
        order: Order::Newest,
        cursor: None,
        nearest: Vec::new(),
        approximate: false,
        counted: false,
        window: None,
    }
}
