//! Searching the directory as a viewer may.

use crate::{
    domain::{
        lang::Lang,
        reference,
        search::{
            directory::{Cursor, DirectoryFilter, DirectoryPage, FilterChoices, FilterName, TalentCard, Total},
            listing::ListFilter as _,
            text::normalise,
        },
        talents::Talent,
        visibility::Audience,
    },
    server::{
        context::Viewer,
        db::Conn,
        error::AppResult,
        repositories::{
            profiles::{main_views, talents},
            search::{
                directory as repository,
                directory::{DirectorySearch, ListAudience},
            },
        },
        services::profiles::presentation::{moderation_state, public_profile_for, talent_card},
        state::AppState,
    },
};
use std::sync::Arc;

/// Every talent that can be searched for, switched-off ones included: people may still have them.
pub async fn choices(state: &AppState) -> AppResult<Arc<FilterChoices>> {
    let load = async {
        let mut conn = state.db.read().await?;
        let categories = talents::categories(&mut conn).await?;
        Ok(Arc::new(FilterChoices { categories, talents: talents::all(&mut conn).await? }))
    };
    state.caches.filter_choices.get_or_load((), load).await
}

/// The people with one talent; `None` when there is no such talent. Only the cursor of the query counts.
pub async fn people_with(
    state: &AppState,
    viewer: &Viewer,
    lang: Lang,
    key: String,
    query: &str,
) -> AppResult<Option<(Talent, DirectoryPage)>> {
    let (from_address, _) = DirectoryFilter::from_query(query);
    let found = talents::find_by_keys(&mut state.db.read().await?, std::slice::from_ref(&key)).await?;
    let Some(talent) = found.into_iter().next() else { return Ok(None) };
    let filter = DirectoryFilter { talents: vec![key], cursor: from_address.cursor, ..DirectoryFilter::default() };
    let (_, page) = search(state, viewer, lang, &filter.to_query()).await?;
    // A key that no filter takes would find every profile: it is not found instead.
    Ok((!page.ignored.contains(&FilterName::Talent)).then_some((talent, page)))
}

/// Searches with the query of an address, as typed. A bad parameter is ignored.
pub async fn search(
    state: &AppState,
    viewer: &Viewer,
    lang: Lang,
    query: &str,
) -> AppResult<(DirectoryFilter, DirectoryPage)> {
    let (mut filter, mut ignored) = DirectoryFilter::from_query(query);
    let mut conn = state.db.read().await?;
    let (search, known) = resolve(state, &mut conn, viewer, &mut filter, &mut ignored).await?;
    let (mut ids, mut more) = repository::page(&mut conn, &search, filter.cursor).await?;
    if ids.is_empty() && filter.cursor.is_some() {
        // Beyond the end, or the profiles there have gone since: the list begins again.
        filter.cursor = None;
        leave_out(&mut ignored, FilterName::Cursor);
        (ids, more) = repository::page(&mut conn, &search, None).await?;
    }
    let total = match filter.cursor {
        // Every match is on this page: no count is needed.
        None if !more => i64::try_from(ids.len()).unwrap_or(i64::MAX),
        _ => count(state, &mut conn, &search, &filter).await?,
    };
    let loosen = if ids.is_empty() { suggest_removals(&mut conn, &search, &filter, &known).await? } else { Vec::new() };
    let cards = cards(state, &mut conn, search.audience.audience(), lang, &ids).await?;
    let (previous, next) = Cursor::neighbours(&ids, filter.cursor, more);
    Ok((filter, DirectoryPage { cards, total: Total::from_bounded_count(total), previous, next, ignored, loosen }))
}

/// Cached: counting costs more than finding a page, and every page of a list needs it.
async fn count(
    state: &AppState,
    conn: &mut Conn,
    search: &DirectorySearch,
    filter: &DirectoryFilter,
) -> AppResult<i64> {
    let all_pages = filter.first_page().to_query();
    let question = format!("{:?} {} {all_pages}", search.audience, search.latest_adult_birth);
    state.caches.totals.get_or_load(question, repository::bounded_count(conn, search)).await
}

/// A search without any filter.
pub(crate) fn unfiltered_search(state: &AppState, audience: ListAudience) -> DirectorySearch {
    DirectorySearch {
        audience,
        latest_adult_birth: crate::domain::age::latest_adult_birth(state.clock.today()),
        words: Vec::new(),
        code_prefix: String::new(),
        few_with_code: None,
        country: None,
        city: String::new(),
        talents: Vec::new(),
        gender: None,
        availability: None,
        work_mode: None,
        languages: Vec::new(),
        experience_min: None,
        has_photo: false,
    }
}

/// Compares the filters with the closed lists; what is not in them is left out and named. Answers the talents too.
async fn resolve(
    state: &AppState,
    conn: &mut Conn,
    viewer: &Viewer,
    filter: &mut DirectoryFilter,
    ignored: &mut Vec<FilterName>,
) -> AppResult<(DirectorySearch, Vec<Talent>)> {
    if filter.country.as_deref().is_some_and(|code| reference::country(code).is_none()) {
        *filter = DirectoryFilter { cursor: filter.cursor, ..filter.without(FilterName::Country) };
        leave_out(ignored, FilterName::Country);
    }
    let known =
        if filter.talents.is_empty() { Vec::new() } else { talents::find_by_keys(conn, &filter.talents).await? };
    if known.len() < filter.talents.len() {
        filter.talents.retain(|key| known.iter().any(|talent| talent.key == *key));
        leave_out(ignored, FilterName::Talent);
    }
    drop_unknown(&mut filter.availability, "availability", FilterName::Availability, ignored);
    drop_unknown(&mut filter.work_mode, "work_mode", FilterName::WorkMode, ignored);
    let asked = filter.languages.len();
    filter.languages.retain(|key| reference::term("language", key).is_some());
    if filter.languages.len() < asked {
        leave_out(ignored, FilterName::Language);
    }
    let few_with_code =
        if filter.code.is_empty() { None } else { repository::few_with_code(conn, &filter.code).await? };
    let search = DirectorySearch { few_with_code, ..unfiltered_search(state, viewer.audience().into()) };
    Ok((looking_for(filter, &known, &search), known))
}

/// The search for the people a filter describes, for the viewers of another search. Its code is that one's, or none.
fn looking_for(filter: &DirectoryFilter, known: &[Talent], other: &DirectorySearch) -> DirectorySearch {
    let talents = known.iter().filter(|talent| filter.talents.contains(&talent.key));
    DirectorySearch {
        words: filter.query_words(),
        code_prefix: filter.code.clone(),
        few_with_code: other.few_with_code.clone().filter(|_| !filter.code.is_empty()),
        country: filter.country.clone(),
        city: normalise(&filter.city),
        talents: talents.map(|talent| talent.id).collect(),
        gender: filter.gender.clone(),
        availability: filter.availability.clone(),
        work_mode: filter.work_mode.clone(),
        languages: filter.languages.clone(),
        experience_min: filter.experience_min,
        has_photo: filter.has_photo,
        ..*other
    }
}

fn drop_unknown(value: &mut Option<String>, list: &str, name: FilterName, ignored: &mut Vec<FilterName>) {
    if value.as_deref().is_some_and(|key| reference::term(list, key).is_none()) {
        *value = None;
        leave_out(ignored, name);
    }
}

pub(crate) fn leave_out<N: PartialEq>(ignored: &mut Vec<N>, name: N) {
    if !ignored.contains(&name) {
        ignored.push(name);
    }
}

/// The filters without which there would be a result.
async fn suggest_removals(
    conn: &mut Conn,
    search: &DirectorySearch,
    filter: &DirectoryFilter,
    known: &[Talent],
) -> AppResult<Vec<FilterName>> {
    let names = filter.in_use();
    let looser: Vec<_> = names.iter().map(|name| looking_for(&filter.without(*name), known, search)).collect();
    let helping = repository::searches_with_results(conn, &looser).await?;
    Ok(helping.into_iter().filter_map(|place| names.get(place).copied()).collect())
}

/// What a list shows of these profiles, in their order.
pub(crate) async fn cards(
    state: &AppState,
    conn: &mut Conn,
    audience: Audience,
    lang: Lang,
    ids: &[i64],
) -> AppResult<Vec<TalentCard>> {
    let (rows, talents) = main_views::load_many(conn, ids).await?;
    let today = state.clock.today();
    let mut cards = Vec::with_capacity(rows.len());
    for row in &rows {
        let standing = moderation_state(row, today)?;
        // The profile may have been closed since the ids were read.
        if standing.reachable(audience) {
            let talents = talents.get(&row.profile_id).map_or(&[][..], Vec::as_slice);
            let seen = public_profile_for(audience, row, talents, lang, today);
            cards.push(talent_card(audience, row, seen, standing, lang));
        }
    }
    Ok(cards)
}
