//! The casting search as a viewer may use it.

use std::collections::HashMap;

use super::directory::leave_out;
use crate::server::services::profiles::presentation::{moderation_state, public_cinema_profile_for, talent_card};
use crate::{
    domain::{
        age::{latest_adult_birth, latest_birth},
        lang::Lang,
        search::{
            cinema::{CastingFilter, CastingFilterName as Name, CastingPage, FilterKind},
            directory::TalentCard,
            listing::{Cursor, ListFilter as _},
            text::normalise,
        },
        visibility::Audience,
    },
    server::{
        context::Viewer,
        db::Conn,
        error::AppResult,
        geo::cities_around,
        repositories::{
            profiles::{
                cinema::{answers, views},
                main_views::ProfileRow,
            },
            search::{
                cinema as repository,
                cinema::{CastingSearch, FEW, SearchPlace},
                cities,
            },
        },
        state::AppState,
    },
};

/// Searches with the query of an address, as typed. A bad parameter is ignored.
pub async fn search(
    state: &AppState,
    viewer: &Viewer,
    lang: Lang,
    query: &str,
) -> AppResult<(CastingFilter, CastingPage)> {
    let (mut filter, mut ignored) = CastingFilter::from_query(query);
    let mut conn = state.db.read().await?;
    let search = resolve(state, &mut conn, viewer, &filter).await?;
    let mut found = repository::find(&mut conn, &search, filter.sort, filter.cursor).await?;
    let beyond_the_end = found.ids.is_empty() && filter.cursor.is_some();
    if beyond_the_end {
        found = repository::find(&mut conn, &search, filter.sort, None).await?;
    }
    if found.lost || beyond_the_end {
        filter.cursor = None;
        leave_out(&mut ignored, Name::Cursor);
    }
    let loosen = if found.ids.is_empty() {
        suggest_removals(state, &mut conn, viewer, &filter, &search).await?
    } else {
        Vec::new()
    };
    let cards = cards(state, &mut conn, search.audience.audience(), lang, &found.ids).await?;
    let (previous, next) = Cursor::neighbours(&found.ids, filter.cursor, found.more);
    Ok((filter, CastingPage { cards, total: found.total, previous, next, ignored, loosen }))
}

/// The filters without which there would be a result.
async fn suggest_removals(
    state: &AppState,
    conn: &mut Conn,
    viewer: &Viewer,
    filter: &CastingFilter,
    search: &CastingSearch,
) -> AppResult<Vec<Name>> {
    let mut helping = repository::filters_whose_removal_matches(conn, search).await?;
    // Without its country, a city whose surroundings are searched may be another one of that name.
    if filter.country.is_some() && !filter.city.is_empty() && filter.number(Name::RadiusKm).is_some() {
        let anywhere = resolve(state, conn, viewer, &filter.without(Name::Country)).await?;
        helping.retain(|name| *name != Name::Country);
        if !repository::find(conn, &anywhere, filter.sort, None).await?.ids.is_empty() {
            helping.push(Name::Country);
            helping.sort_unstable();
        }
    }
    Ok(helping)
}

/// The search of a filter for its viewer.
pub async fn resolve(
    state: &AppState,
    conn: &mut Conn,
    viewer: &Viewer,
    filter: &CastingFilter,
) -> AppResult<CastingSearch> {
    let today = state.clock.today();
    let born = |name, more: u32| filter.number(name).map(|age| latest_birth(u32::from(age) + more, today));
    let traits = Name::ALL
        .into_iter()
        .filter(|name| matches!(name.kind(), FilterKind::Keys(_)) && !filter.keys(*name).is_empty())
        .map(|name| (name, filter.keys(name).to_vec()))
        .collect();
    Ok(CastingSearch {
        audience: viewer.audience().into(),
        latest_adult_birth: latest_adult_birth(today),
        words: filter.query_words(),
        code_prefix: filter.code.clone(),
        country: filter.country.clone(),
        place: place(state, conn, filter).await?,
        gender: filter.gender.clone(),
        traits,
        born_until: born(Name::AgeMin, 0),
        born_after: born(Name::AgeMax, 1),
        playing_age_min: filter.number(Name::PlayingAgeMin),
        playing_age_max: filter.number(Name::PlayingAgeMax),
        height_min: filter.number(Name::HeightMin),
        height_max: filter.number(Name::HeightMax),
        experience_min: filter.number(Name::ExperienceMin),
        has_photo: filter.has_photo,
        few: FEW,
    })
}

/// A city that is in no list has no surroundings.
async fn place(state: &AppState, conn: &mut Conn, filter: &CastingFilter) -> AppResult<Option<SearchPlace>> {
    if filter.city.is_empty() {
        return Ok(None);
    }
    let name = normalise(&filter.city);
    let Some(kilometres) = filter.number(Name::RadiusKm) else { return Ok(Some(SearchPlace::Named(name))) };
    let places = state.gazetteer.get_or_load(cities::places(conn)).await?;
    Ok(Some(match cities_around(places, filter.country.as_deref(), &name, kilometres) {
        Some(cities) => SearchPlace::Within { name, cities },
        None => SearchPlace::Named(name),
    }))
}

/// What a list shows of these profiles, in their order.
async fn cards(
    state: &AppState,
    conn: &mut Conn,
    audience: Audience,
    lang: Lang,
    ids: &[i64],
) -> AppResult<Vec<TalentCard>> {
    let rows = views::load_many(conn, ids).await?;
    let types = answers::types_of_many(conn, ids).await?;
    let rows: HashMap<i64, ProfileRow> = rows.into_iter().map(|row| (row.profile_id, row)).collect();
    let today = state.clock.today();
    let mut cards = Vec::with_capacity(ids.len());
    for row in ids.iter().filter_map(|id| rows.get(id)) {
        let standing = moderation_state(row, today)?;
        // The profile may have been closed since the ids were read.
        if standing.reachable(audience) {
            let types = types.get(&row.profile_id).map_or(&[][..], Vec::as_slice);
            let seen = public_cinema_profile_for(audience, row, types, lang, today);
            cards.push(talent_card(audience, row, seen, standing, lang));
        }
    }
    Ok(cards)
}
