//! The whole row of a main profile.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::{
    domain::fields::{FieldId, Value},
    server::{
        db::{Conn, schema::main_profiles},
        error::{AppError, AppResult},
    },
};

/// Reading and writing the whole rows of a table with one profile a person.
macro_rules! profile_queries {
    ($row:ty, $table:ident) => {
        /// The profile of a person.
        pub async fn of_person(conn: &mut Conn, person_id: i64) -> AppResult<Option<$row>> {
            $crate::server::db::first!(
                conn,
                $table::table.filter($table::person_id.eq(person_id)).select(<$row>::as_select())
            )
        }

        /// The profiles of these people, in no order.
        pub async fn of_people(conn: &mut Conn, people: &[i64]) -> AppResult<Vec<$row>> {
            $crate::server::db::rows!(
                conn,
                $table::table.filter($crate::server::db::among($table::person_id, people)).select(<$row>::as_select())
            )
        }

        /// Inserts a profile and returns its id. A second one of a person is a unique violation.
        pub async fn insert(conn: &mut Conn, row: &$row) -> AppResult<i64> {
            $crate::server::db::one!(conn, diesel::insert_into($table::table).values(row).returning($table::id))
        }

        /// Updates every column. The row must have been read in this transaction, after the person was locked.
        pub async fn update(conn: &mut Conn, row: &$row) -> AppResult<()> {
            $crate::server::db::execute!(conn, diesel::update($table::table.find(row.id)).set(row))
        }
    };
}
pub(super) use profile_queries;

/// A row of `main_profiles`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = main_profiles, treat_none_as_null = true)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
pub struct MainProfileRow {
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
    pub bio: Option<String>,
    pub education: Option<String>,
    pub availability: Option<String>,
    pub work_mode: Option<String>,
    /// Whole units of `rate_currency`, as the monthly rate.
    pub hourly_rate: Option<i64>,
    pub monthly_rate: Option<i64>,
    /// ISO 4217; stays what it is when the person moves.
    pub rate_currency: Option<String>,
    pub portfolio_url: Option<String>,
    pub allow_cv_analysis: bool,
    pub cv_file_id: Option<i64>,
}

impl MainProfileRow {
    /// The stored answer to a field; `None` for an empty one and for one that is not stored in this row.
    #[must_use]
    pub fn value(&self, id: FieldId) -> Option<Value> {
        let text = |text: &Option<String>| text.clone().map(Value::Text);
        match id {
            FieldId::Visibility => Some(Value::Text(self.visibility.clone())),
            FieldId::Bio => text(&self.bio),
            FieldId::Education => text(&self.education),
            FieldId::Availability => text(&self.availability),
            FieldId::WorkMode => text(&self.work_mode),
            FieldId::HourlyRate => self.hourly_rate.map(Value::Number),
            FieldId::MonthlyRate => self.monthly_rate.map(Value::Number),
            FieldId::RateCurrency => text(&self.rate_currency),
            FieldId::PortfolioUrl => text(&self.portfolio_url),
            FieldId::AllowCvAnalysis => Some(Value::Flag(self.allow_cv_analysis)),
            _ => None,
        }
    }

    /// Takes over the answer to a field.
    ///
    /// # Errors
    /// When the field is not stored in this row, or a column that is never empty has no answer: a fault of the caller.
    pub fn set(&mut self, id: FieldId, value: Option<&Value>) -> AppResult<()> {
        let fault = || AppError::internal(format!("{id:?} cannot be stored in a main profile's row"));
        let text = || value.and_then(Value::text).map(str::to_owned);
        let number = || value.and_then(Value::number);
        match id {
            FieldId::Visibility => self.visibility = text().ok_or_else(fault)?,
            FieldId::Bio => self.bio = text(),
            FieldId::Education => self.education = text(),
            FieldId::Availability => self.availability = text(),
            FieldId::WorkMode => self.work_mode = text(),
            FieldId::HourlyRate => self.hourly_rate = number(),
            FieldId::MonthlyRate => self.monthly_rate = number(),
            FieldId::RateCurrency => self.rate_currency = text(),
            FieldId::PortfolioUrl => self.portfolio_url = text(),
            FieldId::AllowCvAnalysis => self.allow_cv_analysis = value.is_some_and(Value::is_on),
            _ => return Err(fault()),
        }
        Ok(())
    }
}

profile_queries!(MainProfileRow, main_profiles);
