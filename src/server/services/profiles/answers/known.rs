//! What a draft's answers are checked against.

use crate::{
    domain::{
        fields::CheckContext,
        reference,
        registration::{City, DOCUMENT_FIELDS, FormValues, fields as f},
        search::text::normalise,
        unicode,
    },
    server::{
        db::Conn,
        error::AppResult,
        repositories::{
            profiles::{cinema::profile, talents},
            search::cities,
        },
        state::AppState,
    },
};

/// Reads the lists the typed values are compared with: of the cities, only those the values could mean. `person_id` is
/// that of an existing person.
pub async fn load(
    state: &AppState,
    conn: &mut Conn,
    values: &FormValues,
    signed_in: bool,
    person_id: Option<i64>,
) -> AppResult<CheckContext> {
    let country = values.trimmed(f::RESIDENCE_COUNTRY);
    let chosen = match values.trimmed(f::RESIDENCE_CITY) {
        "" | f::CITY_NOT_LISTED => None,
        name => cities::find_by_name(conn, country, name).await?,
    };
    let written = unicode::line(values.first(f::RESIDENCE_CITY_OTHER));
    let meant = match (reference::city_called_in_arabic(country, &written), normalise(&written)) {
        (Some(name), _) => cities::find_by_name(conn, country, name).await?,
        (None, normalised) if normalised.is_empty() => None,
        (None, normalised) => cities::find_by_normalised_name(conn, country, &normalised).await?,
    };
    let talents = match values.all(f::TALENTS) {
        [] => Vec::new(),
        keys => talents::find_by_keys(conn, keys).await?,
    };
    Ok(CheckContext {
        today: state.clock.today(),
        signed_in,
        cities: chosen
            .into_iter()
            .chain(meant)
            .map(|city| City { id: city.id, name: city.name, code: city.code })
            .collect(),
        talents: talents.into_iter().filter(|talent| talent.active).map(|talent| talent.key).collect(),
        born: None,
        least_age: if person_id.is_none() { state.settings.latest().least_age } else { 0 },
        needed_by_cinema: match person_id {
            Some(person_id) => needed_by_cinema(conn, person_id).await?,
            None => Vec::new(),
        },
    })
}

/// What the CINEMA form requires of a person and the main form leaves open.
async fn needed_by_cinema(conn: &mut Conn, person_id: i64) -> AppResult<Vec<&'static str>> {
    let Some(profile) = profile::of_person(conn, person_id).await? else { return Ok(Vec::new()) };
    let document = DOCUMENT_FIELDS.into_iter().find(|(_, kind)| profile.id_document_type.as_deref() == Some(*kind));
    Ok([f::NATIONALITY].into_iter().chain(document.map(|(field, _)| field)).collect())
}
