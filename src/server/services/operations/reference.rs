//! Loading the reference lists into the database at start.

use std::time::Instant;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use ring::digest::{SHA256, digest};
use serde::Deserialize;

use crate::{
    domain::{reference, search::text::normalise},
    server::{
        clock::Clock,
        db::{Conn, Db},
        error::{AppError, AppResult},
        repositories::{operations::reference as repository, search::changes},
    },
};

#[derive(Deserialize)]
struct CityRecord {
    country: String,
    name: String,
    code: String,
    latitude: f64,
    longitude: f64,
    population: i64,
    geonames_id: i64,
}

/// Loads countries, cities, talent categories and talents: what is new in a list is added, what was ever loaded and is
/// gone (an administrator removed it) stays gone. Nothing to do costs one read a list. On an error nothing of that list
/// is changed. A list that changes is recorded as a change of no person: labels and choices are read again.
pub async fn load(db: &Db, clock: &Clock) -> AppResult<()> {
    let began = Instant::now();
    let mut changed = Vec::new();
    for (list, content) in [
        ("countries", reference::COUNTRIES_CSV),
        ("cities", reference::CITIES_CSV),
        ("talents", reference::VOCABULARIES_CSV),
    ] {
        // What a program makes of a list, such as normalised names, changes with its sources.
        let decisive = [content, env!("SEARCH_INDEX_VERSION")].concat();
        let hash = URL_SAFE_NO_PAD.encode(digest(&SHA256, decisive.as_bytes()));
        let loaded = repository::loaded_hash(&mut db.read().await?, list).await?;
        if loaded.as_ref() == Some(&hash) {
            continue;
        }
        let mut tx = db.begin().await?;
        let is_changed = match list {
            "countries" => load_countries(tx.conn()?).await?,
            "cities" => load_cities(tx.conn()?, content).await?,
            _ => {
                let categories = load_categories(tx.conn()?).await?;
                let talents = load_talents(tx.conn()?).await?;
                categories || talents
            }
        };
        // Servers that run already show the list as it was. Without an earlier one there is nothing to show.
        if is_changed && loaded.is_some() {
            changes::record_people(tx.conn()?, 0, 0, clock.now()).await?;
        }
        repository::mark_loaded(tx.conn()?, list, &hash, clock.now()).await?;
        tx.commit().await?;
        changed.push(list);
    }
    let milliseconds = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
    if changed.is_empty() {
        tracing::info!(milliseconds, "the reference lists are up to date");
    } else {
        tracing::info!(milliseconds, lists = changed.join(", "), "reference lists loaded");
    }
    Ok(())
}

/// Whether a country came in.
async fn load_countries(conn: &mut Conn) -> AppResult<bool> {
    let known = repository::known_keys(conn, "country").await?;
    let rows: Vec<_> = reference::countries()
        .iter()
        .filter(|country| !known.contains(&country.code))
        .map(|country| repository::NewCountry {
            code: country.code.clone(),
            name_fr: country.fr.clone(),
            name_en: country.en.clone(),
            name_ar: country.ar.clone(),
            nationality_fr: country.nationality_fr.clone(),
            african: country.african,
            dial_code: country.dial_code.clone(),
            currency: country.currency.clone(),
        })
        .collect();
    let is_changed = !rows.is_empty();
    repository::remember_keys(conn, "country", rows.iter().map(|row| row.code.clone()).collect()).await?;
    repository::insert_countries(conn, rows).await?;
    Ok(is_changed)
}

/// Whether a city came in, or the search writes one in another way.
async fn load_cities(conn: &mut Conn, content: &str) -> AppResult<bool> {
    let known = repository::known_keys(conn, "city").await?;
    let is_renewed = !known.is_empty() && renew_normalised_names(conn).await?;
    let mut rows = Vec::new();
    let mut keys = Vec::new();
    for row in csv::Reader::from_reader(content.as_bytes()).into_deserialize::<CityRecord>() {
        let row = row.map_err(AppError::internal)?;
        let key = format!("{}/{}", row.country, row.name);
        if known.contains(&key) {
            continue;
        }
        keys.push(key);
        rows.push(repository::NewCity {
            name_normalised: normalise(&row.name),
            country_code: row.country,
            name: row.name,
            code: Some(row.code).filter(|code| !code.is_empty()),
            latitude: row.latitude,
            longitude: row.longitude,
            population: row.population,
            geonames_id: row.geonames_id,
        });
    }
    let is_changed = is_renewed || !rows.is_empty();
    repository::remember_keys(conn, "city", keys).await?;
    repository::insert_cities(conn, rows).await?;
    Ok(is_changed)
}

/// Another version may have normalised the names of stored cities in another way; whether it did.
async fn renew_normalised_names(conn: &mut Conn) -> AppResult<bool> {
    let mut is_changed = false;
    for (city_id, name, stored) in repository::city_names(conn).await? {
        let normalised = normalise(&name);
        if normalised != stored {
            repository::set_normalised_name(conn, city_id, &normalised).await?;
            is_changed = true;
        }
    }
    Ok(is_changed)
}

/// Whether a category came in.
async fn load_categories(conn: &mut Conn) -> AppResult<bool> {
    let known = repository::known_keys(conn, "talent_category").await?;
    let rows: Vec<_> = (0..)
        .zip(reference::terms("talent_category"))
        .filter(|(_, term)| !known.contains(&term.key))
        .map(|(position, term)| repository::NewTalentCategory {
            key: term.key.clone(),
            emoji: term.emoji.clone(),
            label_fr: term.fr.clone(),
            label_en: term.en.clone(),
            label_ar: term.ar.clone(),
            position,
        })
        .collect();
    let is_changed = !rows.is_empty();
    repository::remember_keys(conn, "talent_category", rows.iter().map(|row| row.key.clone()).collect()).await?;
    repository::insert_talent_categories(conn, rows).await?;
    Ok(is_changed)
}

/// Whether a talent came in.
async fn load_talents(conn: &mut Conn) -> AppResult<bool> {
    let known = repository::known_keys(conn, "talent").await?;
    let categories = repository::category_ids(conn).await?;
    let rows: Vec<_> = (0..)
        .zip(reference::terms("talent"))
        .filter(|(_, term)| !known.contains(&term.key))
        // A new talent of a category that an administrator removed has no place to go.
        .filter_map(|(position, term)| {
            Some(repository::NewTalent {
                category_id: *categories.get(&term.group)?,
                key: term.key.clone(),
                emoji: term.emoji.clone(),
                label_fr: term.fr.clone(),
                label_en: term.en.clone(),
                label_ar: term.ar.clone(),
                position,
            })
        })
        .collect();
    let is_changed = !rows.is_empty();
    repository::remember_keys(conn, "talent", rows.iter().map(|row| row.key.clone()).collect()).await?;
    repository::insert_talents(conn, rows).await?;
    Ok(is_changed)
}
