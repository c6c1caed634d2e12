//! Answers to the fields of the catalogue as `data.json` holds them: each under the name of its field.

use serde_json::Value as Json;

use crate::{
    domain::{
        fields::{Composite, FIELDS, FieldId, Kind, Owner, Value},
        registration::{City, cinema::fields as c, fields as f},
    },
    server::error::AppResult,
};

/// An object of `data.json`.
pub type Object = serde_json::Map<String, Json>;

/// The fields of one owner. `value` answers those that its row holds; `others` are lists, files, dates and answers
/// with a table of their own.
pub fn answers<const N: usize>(
    owner: Owner,
    value: impl Fn(FieldId) -> AppResult<Option<Value>>,
    others: [(&str, Json); N],
) -> AppResult<Object> {
    let mut object: Object = others.into_iter().map(|(name, json)| (name.to_owned(), json)).collect();
    let each = if owner == Owner::Person { owner } else { Owner::EachProfile };
    for field in FIELDS.iter().filter(|field| field.owner == owner || field.owner == each) {
        let named: Vec<(&str, Json)> = match (field.kind, value(field.id)?) {
            (Kind::Composite(Composite::Residence), Some(Value::Residence(residence))) => vec![
                (f::RESIDENCE_COUNTRY, residence.country.into()),
                (f::RESIDENCE_CITY, residence.city.map(|city: City| city.name).into()),
                (f::RESIDENCE_CITY_OTHER, residence.city_other.into()),
            ],
            (Kind::Composite(Composite::Guardian), value) => {
                let guardian = match value {
                    Some(Value::Guardian(guardian)) => Some((guardian.name, guardian.phone)),
                    _ => None,
                };
                let (name, phone) = guardian.unzip();
                vec![(f::GUARDIAN_NAME, name.into()), (f::GUARDIAN_PHONE, phone.into())]
            }
            (Kind::Composite(Composite::PlayingAges), value) => {
                let (youngest, oldest) = value.map_or((None, None), |ages| ages.ages());
                vec![(c::PLAYING_AGE_MIN, youngest.into()), (c::PLAYING_AGE_MAX, oldest.into())]
            }
            // Among `others`.
            (
                Kind::File(_)
                | Kind::Choices(_)
                | Kind::Composite(
                    Composite::Documents
                    | Composite::CinemaDocument
                    | Composite::Networks
                    | Composite::Talents
                    | Composite::Gallery
                    | Composite::Productions,
                ),
                _,
            ) => Vec::new(),
            (_, value) => vec![(field.name, plain(value))],
        };
        object.extend(named.into_iter().map(|(name, json)| (name.to_owned(), json)));
    }
    Ok(object)
}

fn plain(value: Option<Value>) -> Json {
    match value {
        Some(Value::Text(text)) => text.into(),
        Some(Value::Date(day)) => day.to_string().into(),
        Some(Value::Number(number)) => number.into(),
        Some(Value::Flag(flag)) => flag.into(),
        _ => Json::Null,
    }
}
