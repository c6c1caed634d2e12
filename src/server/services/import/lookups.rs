//! The lists of the replaced application that its rows refer to by number.

use std::collections::HashMap;

use crate::server::{db::ForeignDb, error::AppResult};

/// Longer lists are not read: no installation has as many entries.
const MOST: usize = 200_000;

/// A city of there.
#[derive(Debug, Clone, Default)]
pub struct OldCity {
    pub name: String,
    /// The number of its country; older versions have cities of Morocco only.
    pub country: Option<String>,
}

/// Entries by their numbers.
#[derive(Debug, Default)]
pub struct Lookups {
    /// Code and name.
    pub countries: HashMap<String, (String, String)>,
    pub cities: HashMap<String, OldCity>,
    pub talents: HashMap<String, String>,
}

impl Lookups {
    /// Reads the lists; those that are not there are empty.
    pub async fn load(source: &mut ForeignDb) -> AppResult<Self> {
        let mut lookups = Self::default();
        for row in list(source, "countries", &["name", "code"]).await? {
            let [id, name, code] = row;
            lookups.countries.insert(id, (code, name));
        }
        for row in list(source, "cities", &["name", "country_id"]).await? {
            let [id, name, country] = row;
            lookups.cities.insert(id, OldCity { name, country: (!country.is_empty()).then_some(country) });
        }
        for row in list(source, "talents", &["name", "id"]).await? {
            let [id, name, _] = row;
            lookups.talents.insert(id, name);
        }
        Ok(lookups)
    }
}

/// The entries of a list: number and two further columns, which are empty where they are not there.
async fn list(source: &mut ForeignDb, table: &str, wanted: &[&str; 2]) -> AppResult<Vec<[String; 3]>> {
    let there = source.columns(table).await?;
    if !there.iter().any(|column| column == "id") {
        return Ok(Vec::new());
    }
    let mut columns = vec!["id".to_owned()];
    columns
        .extend(wanted.iter().filter(|name| there.iter().any(|column| column == *name)).map(|name| (*name).to_owned()));
    let rows = source.rows(table, &columns, "id", (i64::MIN, i64::MAX), MOST).await?;
    let cell = |row: &[Option<String>], name: &str| {
        let place = columns.iter().position(|column| column == name);
        place.and_then(|place| row.get(place).cloned().flatten()).unwrap_or_default()
    };
    let [first, second] = wanted;
    Ok(rows.iter().map(|row| [cell(row, "id"), cell(row, first), cell(row, second)]).collect())
}

/// The talents of the users whose numbers lie after the first and up to the last of a range: user and talent.
pub async fn talents_of(source: &mut ForeignDb, range: (i64, i64)) -> AppResult<HashMap<String, Vec<String>>> {
    let columns = ["user_id".to_owned(), "talent_id".to_owned()];
    let there = source.columns("user_talents").await?;
    let mut talents: HashMap<String, Vec<String>> = HashMap::new();
    if !columns.iter().all(|column| there.contains(column)) {
        return Ok(talents);
    }
    for row in source.rows("user_talents", &columns, "user_id", range, MOST).await? {
        if let [Some(user), Some(talent)] = row.as_slice() {
            talents.entry(user.clone()).or_default().push(talent.clone());
        }
    }
    Ok(talents)
}
