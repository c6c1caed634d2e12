//! The whole row of a CINEMA profile.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::{
    domain::fields::{FieldId, Value},
    server::{
        db::{Conn, schema::cinema_profiles},
        error::{AppError, AppResult},
        repositories::profiles::main_profile::profile_queries,
    },
};

/// A row of `cinema_profiles`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = cinema_profiles, treat_none_as_null = true)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
pub struct CinemaProfileRow {
    /// Assigned by the database when the row is inserted.
    #[diesel(skip_insertion)]
    pub id: i64,
    pub person_id: i64,
    pub visibility: String,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
    /// Counts changes; begins with the database's default.
    #[diesel(skip_insertion)]
    pub version: i64,
    /// Which of the person's documents the CINEMA form was given; its number is the person's.
    pub id_document_type: Option<String>,
    pub id_photo_file_id: Option<i64>,
    pub eye_color: Option<String>,
    pub hair_color: Option<String>,
    pub hair_type: Option<String>,
    pub skin_tone: Option<String>,
    pub build: Option<String>,
    pub height_cm: Option<i64>,
    pub playing_age_min: Option<i64>,
    pub playing_age_max: Option<i64>,
}

impl CinemaProfileRow {
    /// The stored answer to a field; `None` for an empty one and for one that is not stored whole in this row.
    #[must_use]
    pub fn value(&self, id: FieldId) -> Option<Value> {
        let text = |text: &Option<String>| text.clone().map(Value::Text);
        match id {
            FieldId::Visibility => Some(Value::Text(self.visibility.clone())),
            FieldId::EyeColor => text(&self.eye_color),
            FieldId::HairColor => text(&self.hair_color),
            FieldId::HairType => text(&self.hair_type),
            FieldId::SkinTone => text(&self.skin_tone),
            FieldId::Build => text(&self.build),
            FieldId::Height => self.height_cm.map(Value::Number),
            FieldId::PlayingAges => {
                let ages = (self.playing_age_min, self.playing_age_max);
                (ages != (None, None)).then_some(Value::Ages(ages.0, ages.1))
            }
            _ => None,
        }
    }

    /// Takes over the answer to a field; of the document, its type.
    ///
    /// # Errors
    /// When the field is not stored in this row, or a column that is never empty has no answer: a fault of the caller.
    pub fn set(&mut self, id: FieldId, value: Option<&Value>) -> AppResult<()> {
        let fault = || AppError::internal(format!("{id:?} cannot be stored in a CINEMA profile's row"));
        let text = || value.and_then(Value::text).map(str::to_owned);
        match id {
            FieldId::Visibility => self.visibility = text().ok_or_else(fault)?,
            FieldId::CinemaDocument => {
                let document = value.and_then(|value| value.documents().first());
                self.id_document_type = document.map(|document| document.kind.to_owned());
            }
            FieldId::EyeColor => self.eye_color = text(),
            FieldId::HairColor => self.hair_color = text(),
            FieldId::HairType => self.hair_type = text(),
            FieldId::SkinTone => self.skin_tone = text(),
            FieldId::Build => self.build = text(),
            FieldId::Height => self.height_cm = value.and_then(Value::number),
            FieldId::PlayingAges => {
                (self.playing_age_min, self.playing_age_max) = value.map_or((None, None), Value::ages);
            }
            _ => return Err(fault()),
        }
        Ok(())
    }
}

profile_queries!(CinemaProfileRow, cinema_profiles);
