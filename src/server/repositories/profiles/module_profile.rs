//! The row of a person's profile in either module.

use chrono::NaiveDateTime;

use super::{
    cinema::profile::{self, CinemaProfileRow},
    main_profile::{self, MainProfileRow},
};
use crate::{
    domain::{
        fields::{FieldId, Value},
        module::Module,
    },
    server::{db::Conn, error::AppResult},
};

/// The same expression for the row of either module.
macro_rules! of_either {
    ($profile:expr, $row:ident => $answer:expr) => {
        match $profile {
            ModuleProfile::Main($row) => $answer,
            ModuleProfile::Cinema($row) => $answer,
        }
    };
}

/// A whole row of `main_profiles` or `cinema_profiles`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ModuleProfile {
    Main(Box<MainProfileRow>),
    Cinema(Box<CinemaProfileRow>),
}

impl ModuleProfile {
    /// A profile that is not inserted yet, without answers.
    #[must_use]
    pub fn new(module: Module, person_id: i64, now: NaiveDateTime) -> Self {
        let (created_at, updated_at) = (now, now);
        match module {
            Module::Main => {
                Self::Main(Box::new(MainProfileRow { person_id, created_at, updated_at, ..MainProfileRow::default() }))
            }
            Module::Cinema => Self::Cinema(Box::new(CinemaProfileRow {
                person_id,
                created_at,
                updated_at,
                ..CinemaProfileRow::default()
            })),
        }
    }

    /// The profile a person has in a module.
    pub async fn of_person(conn: &mut Conn, module: Module, person_id: i64) -> AppResult<Option<Self>> {
        Ok(match module {
            Module::Main => main_profile::of_person(conn, person_id).await?.map(|row| Self::Main(Box::new(row))),
            Module::Cinema => profile::of_person(conn, person_id).await?.map(|row| Self::Cinema(Box::new(row))),
        })
    }

    /// Its module.
    #[must_use]
    pub const fn module(&self) -> Module {
        match self {
            Self::Main(_) => Module::Main,
            Self::Cinema(_) => Module::Cinema,
        }
    }

    /// Its table, as the catalogue names it.
    #[must_use]
    pub const fn table(&self) -> &'static str {
        match self {
            Self::Main(_) => "main_profiles",
            Self::Cinema(_) => "cinema_profiles",
        }
    }

    /// Its id; 0 before it is inserted.
    #[must_use]
    pub const fn id(&self) -> i64 {
        of_either!(self, row => row.id)
    }

    /// The person it belongs to.
    #[must_use]
    pub const fn person_id(&self) -> i64 {
        of_either!(self, row => row.person_id)
    }

    /// When an answer of it changed last.
    #[must_use]
    pub const fn updated_at(&self) -> NaiveDateTime {
        of_either!(self, row => row.updated_at)
    }

    /// The file that the profile has one of: the CV, or the picture of the identity document.
    #[must_use]
    pub const fn single_file(&self) -> Option<i64> {
        match self {
            Self::Main(row) => row.cv_file_id,
            Self::Cinema(row) => row.id_photo_file_id,
        }
    }

    /// Which of the person's documents the CINEMA form was given.
    #[must_use]
    pub fn document_type(&self) -> Option<&str> {
        match self {
            Self::Main(_) => None,
            Self::Cinema(row) => row.id_document_type.as_deref(),
        }
    }

    /// The stored answer to a field; `None` for an empty one and for one that is not stored whole in this row.
    #[must_use]
    pub fn value(&self, id: FieldId) -> Option<Value> {
        of_either!(self, row => row.value(id))
    }

    /// Takes over the answer to a field.
    ///
    /// # Errors
    /// When the field is not stored in this row, or a column that is never empty has no answer: a fault of the caller.
    pub fn set(&mut self, id: FieldId, value: Option<&Value>) -> AppResult<()> {
        of_either!(self, row => row.set(id, value))
    }

    /// Inserts it. A second one of a person is a unique violation.
    pub async fn insert(&mut self, conn: &mut Conn) -> AppResult<()> {
        match self {
            Self::Main(row) => row.id = main_profile::insert(conn, row).await?,
            Self::Cinema(row) => row.id = profile::insert(conn, row).await?,
        }
        Ok(())
    }

    /// Updates it as of a moment, and counts the change.
    pub async fn update(&mut self, conn: &mut Conn, now: NaiveDateTime) -> AppResult<()> {
        of_either!(self, row => {
            row.updated_at = now;
            row.version = row.version.saturating_add(1);
        });
        match self {
            Self::Main(row) => main_profile::update(conn, row).await,
            Self::Cinema(row) => profile::update(conn, row).await,
        }
    }
}
