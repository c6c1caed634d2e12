//! Where a person of a row lives.

use crate::{
    domain::{
        import::{
            Fate,
            labels::{city_of_code, country_of, country_of_city},
        },
        reference,
        registration::fields as f,
    },
    server::services::import::{
        lookups::Lookups,
        row::{Cell, Draft},
    },
};

/// The column of the city of residence, in versions that have both.
const RESIDENCE: &str = "residence_city_id";

/// Takes the city with this number, and its country.
pub fn take_city(draft: &mut Draft, column: &str, id: &str, lookups: &Lookups) {
    let Some(city) = lookups.cities.get(id.trim()) else {
        draft.cells.insert(column.to_owned(), Cell::label(Fate::UnknownLabel, id.to_owned()));
        return;
    };
    let earlier = draft.origins.get(f::RESIDENCE_CITY_OTHER).cloned();
    if earlier.as_deref() == Some(RESIDENCE) {
        draft.cells.insert(column.to_owned(), Cell::lost(Fate::Outdone, city.name.clone()));
        return;
    }
    if let Some(earlier) = earlier {
        let lost = draft.values.first(f::RESIDENCE_CITY_OTHER).to_owned();
        draft.cells.insert(earlier, Cell::lost(Fate::Outdone, lost));
    }
    draft.fill(column, f::RESIDENCE_CITY_OTHER, vec![city.name.clone()]);
    let country = match &city.country {
        // Cities without one are of Morocco.
        None => Some(f::DEFAULT_COUNTRY.to_owned()),
        Some(id) => lookups
            .countries
            .get(id)
            .and_then(|(code, name)| country_of(code).or_else(|| country_of(name)))
            .map(|country| country.code.clone()),
    };
    if let Some(country) = country.filter(|_| draft.values.trimmed(f::RESIDENCE_COUNTRY).is_empty()) {
        draft.values.set(f::RESIDENCE_COUNTRY, vec![country]);
    }
}

/// Country and city where the row does not say both: the country of the city, else of origin, else those of the code. A
/// person lives somewhere, and a code is printed already.
pub fn settle_residence(draft: &mut Draft) {
    let (from_code, city_code) = match &draft.code {
        Some(code) => (code.as_str().get(..2).map(str::to_owned), code.as_str().get(2..5).map(str::to_owned)),
        None => (None, None),
    };
    if draft.values.trimmed(f::RESIDENCE_COUNTRY).is_empty() {
        let city = country_of_city(draft.values.first(f::RESIDENCE_CITY_OTHER)).map(str::to_owned);
        let origin = Some(draft.values.trimmed(f::COUNTRY_OF_ORIGIN)).filter(|origin| !origin.is_empty());
        let country =
            city.or(origin.map(str::to_owned)).or(from_code).filter(|code| reference::country(code).is_some());
        draft.values.set(f::RESIDENCE_COUNTRY, country.into_iter().collect());
    }
    let country = draft.values.trimmed(f::RESIDENCE_COUNTRY).to_owned();
    if draft.values.trimmed(f::RESIDENCE_CITY_OTHER).is_empty() && !country.is_empty() {
        let coded = city_code.and_then(|code| city_of_code(&country, &code));
        let named = coded.or_else(|| reference::country(&country).map(|country| country.fr.as_str()));
        draft.values.set(f::RESIDENCE_CITY_OTHER, named.map(str::to_owned).into_iter().collect());
    }
}
