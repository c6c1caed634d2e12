//! Cities of the reference list.

use diesel::prelude::*;

use crate::{
    domain::search::words::city_key,
    server::{
        db::{Conn, first, rows, schema::cities},
        error::AppResult,
        geo::CityLocation,
    },
};

/// A city, as forms and codes need it.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = cities)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
pub struct CityRow {
    pub id: i64,
    pub country_code: String,
    pub name: String,
    /// The city's three letters in unique codes, if it has its own.
    pub code: Option<String>,
}

/// Names of a country's cities in alphabetical order (accents aside); empty for an unknown country.
pub async fn names_of_country(conn: &mut Conn, country_code: &str) -> AppResult<Vec<String>> {
    rows!(
        conn,
        cities::table
            .filter(cities::country_code.eq(country_code))
            .order((cities::name_normalised, cities::name))
            .select(cities::name)
    )
}

/// A city, as programs list it.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable)]
#[diesel(table_name = cities)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
pub struct PlacedCity {
    pub id: i64,
    pub name: String,
    /// The city's three letters in unique codes, if it has its own.
    pub code: Option<String>,
    pub country_code: String,
    pub latitude: f64,
    pub longitude: f64,
}

/// The cities of a country in alphabetical order (accents aside).
pub async fn of_country(conn: &mut Conn, country_code: &str) -> AppResult<Vec<PlacedCity>> {
    rows!(
        conn,
        cities::table
            .filter(cities::country_code.eq(country_code))
            .order((cities::name_normalised, cities::name))
            .select(PlacedCity::as_select())
    )
}

/// Ids, countries and names of these cities.
pub async fn names(conn: &mut Conn, ids: &[i64]) -> AppResult<Vec<(i64, String, String)>> {
    rows!(conn, cities::table.filter(cities::id.eq_any(ids)).select((cities::id, cities::country_code, cities::name)))
}

/// The city of a country whose normalised name is the given one; of several, the largest.
pub async fn find_by_normalised_name(
    conn: &mut Conn,
    country_code: &str,
    normalised: &str,
) -> AppResult<Option<CityRow>> {
    first!(
        conn,
        cities::table
            .filter(cities::country_code.eq(country_code))
            .filter(cities::name_normalised.eq(normalised))
            .order(cities::population.desc())
            .select(CityRow::as_select())
    )
}

/// The city of a country with exactly this name, as the list of a form sends it.
pub async fn find_by_name(conn: &mut Conn, country_code: &str, name: &str) -> AppResult<Option<CityRow>> {
    first!(
        conn,
        cities::table
            .filter(cities::country_code.eq(country_code))
            .filter(cities::name.eq(name))
            .select(CityRow::as_select())
    )
}

/// Where every city lies, the largest first.
pub async fn places(conn: &mut Conn) -> AppResult<Vec<CityLocation>> {
    let rows: Vec<(i64, String, String, f64, f64)> = rows!(
        conn,
        cities::table.order((cities::population.desc(), cities::geonames_id)).select((
            cities::id,
            cities::country_code,
            cities::name,
            cities::latitude,
            cities::longitude
        ))
    )?;
    let place = |(id, country_code, name, latitude, longitude): (_, _, String, _, _)| CityLocation {
        id,
        country_code,
        name_key: city_key(&name),
        latitude,
        longitude,
    };
    Ok(rows.into_iter().map(place).collect())
}
