//! The casting search as a viewer may use it.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::directory::{leave_out, list_audience};
use crate::{
    domain::{
        age::{is_minor, latest_adult_birth, latest_birth},
        casting::{CastingFilter, CastingFilterName as Name, CastingPage, FilterKind},
        directory::{Hidden, TalentCard},
        lang::Lang,
        listing::Cursor,
        photo::Photo,
        profile::{Residence, TalentBadge, initials},
        reference,
        search_text::normalise,
        visibility::{Audience, Field, Standing, Switches, Visibility, may_see},
    },
    server::{
        context::Viewer,
        db::Conn,
        error::{AppError, AppResult},
        repositories::{
            casting::{self as repository, CastingSearch, Place},
            casting_cards::{self, CastingRow},
            directory::ListAudience,
        },
        state::AppState,
    },
};

/// A page out of so many people is quicker cut than read.
const FEW: usize = 3_000;

/// Searches with the query of an address, as typed.
///
/// # Errors
/// When the database does not answer; a bad parameter is no error.
pub async fn search(
    state: &AppState,
    viewer: &Viewer,
    lang: Lang,
    query: &str,
) -> AppResult<(CastingFilter, CastingPage)> {
    let (mut filter, mut ignored) = CastingFilter::from_query(query);
    let mut conn = state.db.read().await?;
    let search = resolve(state, &mut conn, viewer, &filter).await?;
    let found = repository::find(&mut conn, &search, filter.sort, filter.cursor).await?;
    if found.lost {
        filter.cursor = None;
        leave_out(&mut ignored, Name::Cursor);
    }
    let loosen = if found.ids.is_empty() && filter.cursor.is_none() {
        what_to_loosen(state, &mut conn, viewer, &filter, &search).await?
    } else {
        Vec::new()
    };
    let cards = cards(state, &mut conn, search.audience, lang, &found.ids).await?;
    let (previous, next) = Cursor::neighbours(&found.ids, filter.cursor, found.more);
    Ok((filter, CastingPage { cards, total: found.total, previous, next, ignored, loosen }))
}

/// The filters without which somebody would match.
async fn what_to_loosen(
    state: &AppState,
    conn: &mut Conn,
    viewer: &Viewer,
    filter: &CastingFilter,
    search: &CastingSearch,
) -> AppResult<Vec<Name>> {
    let mut helping = repository::helpful_to_loosen(conn, search).await?;
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
///
/// # Errors
/// When the database does not answer.
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
        audience: list_audience(viewer),
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
async fn place(state: &AppState, conn: &mut Conn, filter: &CastingFilter) -> AppResult<Option<Place>> {
    if filter.city.is_empty() {
        return Ok(None);
    }
    let name = normalise(&filter.city);
    let Some(kilometres) = filter.number(Name::RadiusKm) else { return Ok(Some(Place::Named(name))) };
    let cities = state.gazetteer.within(conn, filter.country.as_deref(), &name, kilometres).await?;
    Ok(Some(match cities {
        Some(cities) => Place::Within { name, cities },
        None => Place::Named(name),
    }))
}

/// What a list shows of these profiles, in their order.
async fn cards(
    state: &AppState,
    conn: &mut Conn,
    audience: ListAudience,
    lang: Lang,
    ids: &[i64],
) -> AppResult<Vec<TalentCard>> {
    let rows = casting_cards::load_many(conn, ids).await?;
    let types = casting_cards::types_of(conn, ids).await?;
    let rows: HashMap<i64, CastingRow> = rows.into_iter().map(|row| (row.profile_id, row)).collect();
    let viewer = match audience {
        ListAudience::Anonymous => Audience::Anonymous,
        ListAudience::SignedIn => Audience::SignedIn,
        ListAudience::Administrator => Audience::Administrator,
    };
    let mut cards = Vec::with_capacity(ids.len());
    for row in ids.iter().filter_map(|id| rows.get(id)) {
        let standing = standing(row, state.clock.today())?;
        // Somebody may have changed their mind since the ids were read.
        if standing.reachable(viewer) {
            let types = types.get(&row.profile_id).map_or(&[][..], Vec::as_slice);
            cards.push(card(row, standing, viewer, types, lang));
        }
    }
    Ok(cards)
}

fn standing(row: &CastingRow, today: NaiveDate) -> AppResult<Standing> {
    Ok(Standing {
        visibility: Visibility::from_key(&row.visibility)
            .ok_or_else(|| AppError::internal("a stored visibility is unknown"))?,
        suspended: row.account_state != "active",
        minor: is_minor(row.date_of_birth, today),
        minor_approved: row.minor_approved_at.is_some(),
    })
}

fn card(row: &CastingRow, standing: Standing, viewer: Audience, types: &[String], lang: Lang) -> TalentCard {
    let switches =
        Switches { show_name_photo: row.show_name_photo, show_links: row.show_links, show_origins: row.show_origins };
    let country =
        reference::country(&row.residence_country).map_or(row.residence_country.as_str(), |country| country.name(lang));
    let hidden = match standing.effective_visibility() {
        _ if viewer != Audience::Administrator => None,
        Visibility::Public => None,
        _ if standing.minor && !standing.minor_approved => Some(Hidden::MinorWaiting),
        limited => Some(Hidden::Limited(limited)),
    };
    TalentCard {
        code: row.code.clone(),
        name: may_see(Field::FullName, viewer, switches).then(|| format!("{} {}", row.first_name, row.last_name)),
        initials: initials(&row.first_name, &row.last_name),
        photo: row.photo.clone().filter(|_| may_see(Field::Photo, viewer, switches)).map(Photo::new),
        residence: Residence {
            country: country.to_owned(),
            flag: reference::flag(&row.residence_country),
            country_code: row.residence_country.clone(),
            city: row.city.clone().or_else(|| row.residence_city_other.clone()).unwrap_or_default(),
        },
        talents: reference::terms("cinema_talent_type")
            .filter(|term| types.contains(&term.key))
            .map(|term| TalentBadge {
                key: term.key.clone(),
                emoji: term.emoji.clone(),
                label: term.label(lang).to_owned(),
            })
            .collect(),
        availability: None,
        hidden,
    }
}
