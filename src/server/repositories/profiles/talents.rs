//! The talents people choose from, with their categories.

use diesel::prelude::*;

use crate::{
    domain::talents::{Labels, Talent, TalentCategory},
    server::{
        db::{
            Conn, among, rows,
            schema::{main_profile_talents, main_profiles, talent_categories, talents},
        },
        error::AppResult,
    },
};

#[derive(Queryable, Selectable)]
#[diesel(table_name = talents)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
struct TalentRow {
    id: i64,
    category_id: i64,
    key: String,
    emoji: String,
    label_fr: String,
    label_en: String,
    label_ar: String,
    active: bool,
}

impl From<TalentRow> for Talent {
    fn from(row: TalentRow) -> Self {
        let labels = Labels { fr: row.label_fr, en: row.label_en, ar: row.label_ar };
        Self { id: row.id, category_id: row.category_id, key: row.key, emoji: row.emoji, labels, active: row.active }
    }
}

/// All categories in their order.
pub async fn categories(conn: &mut Conn) -> AppResult<Vec<TalentCategory>> {
    use talent_categories as t;
    let rows: Vec<(i64, String, String, String, String)> = rows!(
        conn,
        t::table.order((t::position, t::id)).select((t::id, t::emoji, t::label_fr, t::label_en, t::label_ar))
    )?;
    let category = |(id, emoji, fr, en, ar)| TalentCategory { id, emoji, labels: Labels { fr, en, ar } };
    Ok(rows.into_iter().map(category).collect())
}

/// All talents in their order, switched-off ones included.
pub async fn all(conn: &mut Conn) -> AppResult<Vec<Talent>> {
    let order = (talents::position, talents::id);
    let rows = rows!(conn, talents::table.order(order).select(TalentRow::as_select()))?;
    Ok(rows.into_iter().map(Talent::from).collect())
}

/// The talents of these keys, in their order.
pub async fn find_by_keys(conn: &mut Conn, keys: &[String]) -> AppResult<Vec<Talent>> {
    let rows = rows!(
        conn,
        talents::table
            .filter(among(talents::key, keys))
            .order((talents::position, talents::id))
            .select(TalentRow::as_select())
    )?;
    Ok(rows.into_iter().map(Talent::from).collect())
}

/// Keys of a person's talents, in the chosen order.
pub async fn keys_of_person(conn: &mut Conn, person_id: i64) -> AppResult<Vec<String>> {
    rows!(
        conn,
        main_profile_talents::table
            .inner_join(main_profiles::table)
            .inner_join(talents::table)
            .filter(main_profiles::person_id.eq(person_id))
            .order(main_profile_talents::position)
            .select(talents::key)
    )
}

/// The talents of several people, each with whose it is, in the chosen order.
pub async fn of_people(conn: &mut Conn, person_ids: &[i64]) -> AppResult<Vec<(i64, Talent)>> {
    let rows: Vec<(i64, TalentRow)> = rows!(
        conn,
        main_profile_talents::table
            .inner_join(main_profiles::table)
            .inner_join(talents::table)
            .filter(among(main_profiles::person_id, person_ids))
            .order((main_profiles::person_id, main_profile_talents::position))
            .select((main_profiles::person_id, TalentRow::as_select()))
    )?;
    Ok(rows.into_iter().map(|(person_id, row)| (person_id, row.into())).collect())
}
