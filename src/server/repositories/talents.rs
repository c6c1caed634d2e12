//! The talents people choose from, with their categories.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::{
    domain::lang::Lang,
    server::{
        db::{
            Conn, on,
            schema::{main_profile_talents, main_profiles, talent_categories, talents},
        },
        error::AppResult,
    },
};

/// A talent with its labels.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = talents)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
pub struct Talent {
    pub id: i64,
    pub category_id: i64,
    pub key: String,
    pub emoji: String,
    pub label_fr: String,
    pub label_en: String,
    pub label_ar: String,
    /// Switched-off talents stay on profiles but cannot be chosen any more.
    pub active: bool,
}

impl Talent {
    /// What people read.
    #[must_use]
    pub fn label(&self, lang: Lang) -> &str {
        match lang {
            Lang::Fr => &self.label_fr,
            Lang::Ar => &self.label_ar,
            Lang::En => &self.label_en,
        }
    }
}

/// A category of talents with its labels.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = talent_categories)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
pub struct TalentCategory {
    pub id: i64,
    pub key: String,
    pub emoji: String,
    pub label_fr: String,
    pub label_en: String,
    pub label_ar: String,
}

impl TalentCategory {
    /// What people read.
    #[must_use]
    pub fn label(&self, lang: Lang) -> &str {
        match lang {
            Lang::Fr => &self.label_fr,
            Lang::Ar => &self.label_ar,
            Lang::En => &self.label_en,
        }
    }
}

/// All categories in their order.
pub async fn categories(conn: &mut Conn) -> AppResult<Vec<TalentCategory>> {
    Ok(on!(conn, |c| talent_categories::table
        .order((talent_categories::position, talent_categories::id))
        .select(TalentCategory::as_select())
        .load(c)
        .await)?)
}

/// All talents in their order, switched-off ones included.
pub async fn all(conn: &mut Conn) -> AppResult<Vec<Talent>> {
    Ok(on!(conn, |c| talents::table.order((talents::position, talents::id)).select(Talent::as_select()).load(c).await)?)
}

/// How many talents can be chosen.
pub async fn count_active(conn: &mut Conn) -> AppResult<i64> {
    Ok(on!(conn, |c| talents::table.filter(talents::active).count().get_result(c).await)?)
}

/// The talents of these keys, in their order.
pub async fn find_by_keys(conn: &mut Conn, keys: &[String]) -> AppResult<Vec<Talent>> {
    Ok(on!(conn, |c| talents::table
        .filter(talents::key.eq_any(keys))
        .order((talents::position, talents::id))
        .select(Talent::as_select())
        .load(c)
        .await)?)
}

/// Keys of a person's talents, in the chosen order.
pub async fn keys_of_person(conn: &mut Conn, person_id: i64) -> AppResult<Vec<String>> {
    Ok(on!(conn, |c| main_profile_talents::table
        .inner_join(main_profiles::table)
        .inner_join(talents::table)
        .filter(main_profiles::person_id.eq(person_id))
        .order(main_profile_talents::position)
        .select(talents::key)
        .load(c)
        .await)?)
}
