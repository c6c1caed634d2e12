//! The whole row of a person: the only place that encrypts and decrypts its columns.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use super::people::{touch, touch_version};
use crate::{
    domain::{
        duplicates::name_key,
        fields::{FieldId, Value},
        registration::{City, Guardian, Residence},
    },
    server::{
        db::{
            Conn, LoadRows as _, among, execute, first, one, rows,
            schema::{cities, people},
        },
        error::{AppError, AppResult},
        security::{Security, encryption::Keyring},
    },
};

/// A row of `people`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = people, treat_none_as_null = true)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
pub struct PersonRow {
    /// Assigned by the database when the row is inserted.
    #[diesel(skip_insertion)]
    pub id: i64,
    pub account_id: i64,
    pub first_name: String,
    pub last_name: String,
    pub stage_name: Option<String>,
    pub name_ar: Option<String>,
    /// Finds people with the same civil names by equality.
    pub name_key: String,
    pub date_of_birth: NaiveDate,
    pub gender: String,
    pub phone_encrypted: Option<Vec<u8>>,
    /// Finds the number by equality.
    pub phone_hash: Option<Vec<u8>>,
    pub guardian_name_encrypted: Option<Vec<u8>>,
    pub guardian_phone_encrypted: Option<Vec<u8>>,
    pub residence_country: String,
    pub residence_city_id: Option<i64>,
    pub residence_city_other: Option<String>,
    pub show_name_photo: bool,
    pub show_links: bool,
    pub show_origins: bool,
    pub minor_approved_at: Option<NaiveDateTime>,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
    /// Counts changes; begins with the database's default.
    #[diesel(skip_insertion)]
    pub version: i64,
    pub whatsapp_encrypted: Option<Vec<u8>>,
    pub address_encrypted: Option<Vec<u8>>,
    pub country_of_origin: Option<String>,
    pub nationality: Option<String>,
    pub years_experience: Option<i64>,
    pub website: Option<String>,
    pub photo_file_id: Option<i64>,
}

/// A person, with the listed city of the residence.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = people)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
pub struct PersonAndCity {
    #[diesel(embed)]
    pub row: PersonRow,
    /// Name of the city.
    #[diesel(select_expression = cities::name.nullable())]
    pub city: Option<String>,
    #[diesel(select_expression = cities::code.nullable())]
    pub city_code: Option<String>,
}

impl PersonAndCity {
    /// The stored answer to a field; `None` for an empty one and for one that is stored elsewhere.
    ///
    /// # Errors
    /// When no key fits an encrypted column.
    pub fn value(&self, id: FieldId, keyring: &Keyring) -> AppResult<Option<Value>> {
        if id == FieldId::Residence {
            Ok(Some(Value::Residence(self.residence())))
        } else {
            self.row.value(id, keyring)
        }
    }

    /// Where the person lives.
    #[must_use]
    pub fn residence(&self) -> Residence {
        let listed = self.row.residence_city_id.zip(self.city.clone());
        Residence {
            country: self.row.residence_country.clone(),
            city: listed.map(|(id, name)| City { id, name, code: self.city_code.clone() }),
            city_other: self.row.residence_city_other.clone(),
        }
    }
}

impl PersonRow {
    /// The stored answer to a field; `None` for an empty one and for one that is not stored whole in this row.
    ///
    /// # Errors
    /// When no key fits an encrypted column.
    pub fn value(&self, id: FieldId, keyring: &Keyring) -> AppResult<Option<Value>> {
        let text = |text: &Option<String>| text.clone().map(Value::Text);
        let decrypt = |column: &Option<Vec<u8>>| keyring.decrypt_optional(column.as_deref());
        Ok(match id {
            FieldId::FirstName => Some(Value::Text(self.first_name.clone())),
            FieldId::LastName => Some(Value::Text(self.last_name.clone())),
            FieldId::StageName => text(&self.stage_name),
            FieldId::NameAr => text(&self.name_ar),
            FieldId::DateOfBirth => Some(Value::Date(self.date_of_birth)),
            FieldId::Gender => Some(Value::Text(self.gender.clone())),
            FieldId::Guardian => decrypt(&self.guardian_name_encrypted)?
                .zip(decrypt(&self.guardian_phone_encrypted)?)
                .map(|(name, phone)| Value::Guardian(Guardian { name, phone })),
            FieldId::Phone => decrypt(&self.phone_encrypted)?.map(Value::Text),
            FieldId::Whatsapp => decrypt(&self.whatsapp_encrypted)?.map(Value::Text),
            FieldId::Address => decrypt(&self.address_encrypted)?.map(Value::Text),
            FieldId::CountryOfOrigin => text(&self.country_of_origin),
            FieldId::Nationality => text(&self.nationality),
            FieldId::YearsExperience => self.years_experience.map(Value::Number),
            FieldId::Website => text(&self.website),
            FieldId::ShowNamePhoto => Some(Value::Flag(self.show_name_photo)),
            FieldId::ShowLinks => Some(Value::Flag(self.show_links)),
            FieldId::ShowOrigins => Some(Value::Flag(self.show_origins)),
            _ => None,
        })
    }

    /// Takes over the answer to a field, encrypted where the column is.
    ///
    /// # Errors
    /// When the field is not stored in this row, or a column that is never empty has no answer: a fault of the caller.
    pub fn set(&mut self, id: FieldId, value: Option<&Value>, security: &Security) -> AppResult<()> {
        let fault = || AppError::internal(format!("{id:?} cannot be stored in a person's row"));
        let given = value.and_then(Value::text);
        let text = || given.map(str::to_owned);
        let encrypted = || security.keyring.encrypt_optional(given);
        let on = value.is_some_and(Value::is_on);
        match id {
            FieldId::FirstName => {
                self.first_name = text().ok_or_else(fault)?;
                self.name_key = name_key(&self.first_name, &self.last_name);
            }
            FieldId::LastName => {
                self.last_name = text().ok_or_else(fault)?;
                self.name_key = name_key(&self.first_name, &self.last_name);
            }
            FieldId::StageName => self.stage_name = text(),
            FieldId::NameAr => self.name_ar = text(),
            FieldId::DateOfBirth => self.date_of_birth = value.and_then(Value::date).ok_or_else(fault)?,
            FieldId::Gender => self.gender = text().ok_or_else(fault)?,
            FieldId::Guardian => {
                let guardian = match value {
                    Some(Value::Guardian(guardian)) => Some(guardian),
                    _ => None,
                };
                let encrypt = |text: &String| security.keyring.encrypt(text.as_bytes());
                self.guardian_name_encrypted = guardian.map(|guardian| encrypt(&guardian.name));
                self.guardian_phone_encrypted = guardian.map(|guardian| encrypt(&guardian.phone));
            }
            FieldId::Phone => {
                self.phone_encrypted = encrypted();
                self.phone_hash = given.map(|number| security.lookup.hash(number));
            }
            FieldId::Whatsapp => self.whatsapp_encrypted = encrypted(),
            FieldId::Address => self.address_encrypted = encrypted(),
            FieldId::CountryOfOrigin => self.country_of_origin = text(),
            FieldId::Nationality => self.nationality = text(),
            FieldId::Residence => {
                let Some(Value::Residence(residence)) = value else { return Err(fault()) };
                self.residence_country.clone_from(&residence.country);
                self.residence_city_id = residence.city.as_ref().map(|city| city.id);
                self.residence_city_other.clone_from(&residence.city_other);
            }
            FieldId::YearsExperience => self.years_experience = value.and_then(Value::number),
            FieldId::Website => self.website = text(),
            FieldId::ShowNamePhoto => self.show_name_photo = on,
            FieldId::ShowLinks => self.show_links = on,
            FieldId::ShowOrigins => self.show_origins = on,
            _ => return Err(fault()),
        }
        Ok(())
    }
}

/// A person by id.
pub async fn find(conn: &mut Conn, person_id: i64) -> AppResult<Option<PersonAndCity>> {
    first!(
        conn,
        people::table.left_join(cities::table).filter(people::id.eq(person_id)).select(PersonAndCity::as_select())
    )
}

/// The people with these ids, in no order.
pub async fn load_many(conn: &mut Conn, ids: &[i64]) -> AppResult<Vec<PersonAndCity>> {
    rows!(
        conn,
        people::table.left_join(cities::table).filter(among(people::id, ids)).select(PersonAndCity::as_select())
    )
}

/// The person of an account.
pub async fn of_account(conn: &mut Conn, account_id: i64) -> AppResult<Option<PersonAndCity>> {
    first!(
        conn,
        people::table
            .left_join(cities::table)
            .filter(people::account_id.eq(account_id))
            .select(PersonAndCity::as_select())
    )
}

/// Counts a change of a person, which keeps other transactions from changing the person until this one ends, and reads
/// the row. `None` when there is no such person, or none of the expected version.
pub async fn lock(
    conn: &mut Conn,
    person_id: i64,
    expected: Option<i64>,
    now: NaiveDateTime,
) -> AppResult<Option<PersonRow>> {
    let locked = match expected {
        Some(version) => touch_version(conn, person_id, version, now).await?,
        None => touch(conn, person_id, now).await?,
    };
    Ok(if locked { find(conn, person_id).await?.map(|found| found.row) } else { None })
}

/// Keeps other transactions from changing a person until this one ends, as [`lock`] does, without counting a change.
pub async fn hold(conn: &mut Conn, person_id: i64) -> AppResult<()> {
    if let Conn::Postgres(c) = conn {
        let row = people::table.find(person_id).select(people::id).for_update();
        let _held: Vec<i64> = row.load_rows(&mut **c).await?;
    }
    // On SQLite the transaction is the only writer already.
    Ok(())
}

/// Inserts a person and returns the id. A second person of one account is a unique violation.
pub async fn insert(conn: &mut Conn, row: &PersonRow) -> AppResult<i64> {
    one!(conn, diesel::insert_into(people::table).values(row).returning(people::id))
}

/// Updates every column. The row must have been read in this transaction, after it was locked.
pub async fn update(conn: &mut Conn, row: &PersonRow) -> AppResult<()> {
    execute!(conn, diesel::update(people::table.find(row.id)).set(row))
}
