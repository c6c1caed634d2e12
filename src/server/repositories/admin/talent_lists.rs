//! The lists of talents and categories as administrators keep them, and how often each talent is chosen.

use diesel::{prelude::*, sql_query, sql_types};

use crate::{
    domain::talents::{EntryWords, Labels},
    server::{
        db::{
            Conn, affects_one, execute, one, rows,
            schema::{main_profile_talents, main_profiles, talent_categories, talents},
        },
        error::AppResult,
    },
};

/// A category.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = talent_categories)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
pub struct CategoryRow {
    pub id: i64,
    pub key: String,
    pub emoji: String,
    pub label_fr: String,
    pub label_en: String,
    pub label_ar: String,
    pub position: i64,
}

/// A talent, switched off or not.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = talents)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
pub struct ListedTalentRow {
    pub id: i64,
    pub category_id: i64,
    pub key: String,
    pub emoji: String,
    pub label_fr: String,
    pub label_en: String,
    pub label_ar: String,
    pub position: i64,
    pub active: bool,
}

impl CategoryRow {
    /// What is written of it.
    #[must_use]
    pub fn words(&self) -> EntryWords {
        let labels = Labels { fr: self.label_fr.clone(), en: self.label_en.clone(), ar: self.label_ar.clone() };
        EntryWords { emoji: self.emoji.clone(), labels }
    }
}

impl ListedTalentRow {
    /// What is written of it.
    #[must_use]
    pub fn words(&self) -> EntryWords {
        let labels = Labels { fr: self.label_fr.clone(), en: self.label_en.clone(), ar: self.label_ar.clone() };
        EntryWords { emoji: self.emoji.clone(), labels }
    }
}

/// Every category in its order.
pub async fn categories(conn: &mut Conn) -> AppResult<Vec<CategoryRow>> {
    use talent_categories as t;
    rows!(conn, t::table.order((t::position, t::id)).select(CategoryRow::as_select()))
}

/// Every talent in its order.
pub async fn talents(conn: &mut Conn) -> AppResult<Vec<ListedTalentRow>> {
    rows!(conn, talents::table.order((talents::position, talents::id)).select(ListedTalentRow::as_select()))
}

/// How many profiles name each talent that any names, by id.
pub async fn uses(conn: &mut Conn) -> AppResult<Vec<(i64, i64)>> {
    use main_profile_talents as chosen;
    rows!(
        conn,
        chosen::table.group_by(chosen::talent_id).select((chosen::talent_id, diesel::dsl::count(chosen::profile_id)))
    )
}

/// How many profiles name a talent.
pub async fn uses_of(conn: &mut Conn, talent_id: i64) -> AppResult<i64> {
    one!(conn, main_profile_talents::table.filter(main_profile_talents::talent_id.eq(talent_id)).count())
}

/// Adds a category.
pub async fn insert_category(conn: &mut Conn, key: &str, words: &EntryWords, position: i64) -> AppResult<()> {
    use talent_categories as t;
    let row = (
        t::key.eq(key),
        t::emoji.eq(&words.emoji),
        t::label_fr.eq(&words.labels.fr),
        t::label_en.eq(&words.labels.en),
        t::label_ar.eq(&words.labels.ar),
        t::position.eq(position),
    );
    execute!(conn, diesel::insert_into(t::table).values(row))
}

/// Adds a talent to a category.
pub async fn insert_talent(
    conn: &mut Conn,
    key: &str,
    words: &EntryWords,
    category_id: i64,
    position: i64,
) -> AppResult<()> {
    use talents as t;
    let row = (
        t::key.eq(key),
        t::category_id.eq(category_id),
        t::emoji.eq(&words.emoji),
        t::label_fr.eq(&words.labels.fr),
        t::label_en.eq(&words.labels.en),
        t::label_ar.eq(&words.labels.ar),
        t::position.eq(position),
        t::active.eq(true),
    );
    execute!(conn, diesel::insert_into(t::table).values(row))
}

/// Stores what is written of a category; `false` when that is not any more what was read.
pub async fn update_category(conn: &mut Conn, read: &CategoryRow, words: &EntryWords) -> AppResult<bool> {
    use talent_categories as t;
    let unchanged = t::table
        .filter(t::id.eq(read.id))
        .filter(t::emoji.eq(&read.emoji))
        .filter(t::label_fr.eq(&read.label_fr))
        .filter(t::label_en.eq(&read.label_en))
        .filter(t::label_ar.eq(&read.label_ar));
    let set = (
        t::emoji.eq(&words.emoji),
        t::label_fr.eq(&words.labels.fr),
        t::label_en.eq(&words.labels.en),
        t::label_ar.eq(&words.labels.ar),
    );
    affects_one!(conn, diesel::update(unchanged).set(set))
}

/// Stores what is written of a talent, and its category; `false` when that is not any more what was read.
pub async fn update_talent(
    conn: &mut Conn,
    read: &ListedTalentRow,
    words: &EntryWords,
    category_id: i64,
) -> AppResult<bool> {
    use talents as t;
    let unchanged = t::table
        .filter(t::id.eq(read.id))
        .filter(t::category_id.eq(read.category_id))
        .filter(t::emoji.eq(&read.emoji))
        .filter(t::label_fr.eq(&read.label_fr))
        .filter(t::label_en.eq(&read.label_en))
        .filter(t::label_ar.eq(&read.label_ar));
    let set = (
        t::category_id.eq(category_id),
        t::emoji.eq(&words.emoji),
        t::label_fr.eq(&words.labels.fr),
        t::label_en.eq(&words.labels.en),
        t::label_ar.eq(&words.labels.ar),
    );
    affects_one!(conn, diesel::update(unchanged).set(set))
}

/// Puts a category at a place.
pub async fn place_category(conn: &mut Conn, id: i64, position: i64) -> AppResult<()> {
    execute!(conn, diesel::update(talent_categories::table.find(id)).set(talent_categories::position.eq(position)))
}

/// Puts a talent at a place.
pub async fn place_talent(conn: &mut Conn, id: i64, position: i64) -> AppResult<()> {
    execute!(conn, diesel::update(talents::table.find(id)).set(talents::position.eq(position)))
}

/// Switches a talent on or off; `false` when it was so already.
pub async fn switch_talent(conn: &mut Conn, id: i64, active: bool) -> AppResult<bool> {
    let other = talents::table.filter(talents::id.eq(id)).filter(talents::active.ne(active));
    affects_one!(conn, diesel::update(other).set(talents::active.eq(active)))
}

/// Removes a category without talents. A foreign key keeps one that a talent has got meanwhile.
pub async fn delete_category(conn: &mut Conn, id: i64) -> AppResult<bool> {
    affects_one!(conn, diesel::delete(talent_categories::table.find(id)))
}

/// Removes a talent that no profile names. A foreign key keeps one that a profile names meanwhile.
pub async fn delete_talent(conn: &mut Conn, id: i64) -> AppResult<bool> {
    affects_one!(conn, diesel::delete(talents::table.find(id)))
}

/// The least and the greatest id of the people whose profiles name a talent.
pub async fn people_range(conn: &mut Conn, talent_id: i64) -> AppResult<Option<(i64, i64)>> {
    use diesel::dsl::{max, min};
    let (first, last): (Option<i64>, Option<i64>) = one!(
        conn,
        main_profiles::table
            .inner_join(main_profile_talents::table)
            .filter(main_profile_talents::talent_id.eq(talent_id))
            .select((min(main_profiles::person_id), max(main_profiles::person_id)))
    )?;
    Ok(first.zip(last))
}

/// Puts a talent in the place of another in all profiles; those that name both keep it once.
pub async fn replace_in_profiles(conn: &mut Conn, from: i64, into: i64) -> AppResult<()> {
    let twice = || {
        sql_query(
            "DELETE FROM main_profile_talents WHERE talent_id = $1 \
             AND profile_id IN (SELECT profile_id FROM main_profile_talents WHERE talent_id = $2)",
        )
        .bind::<sql_types::BigInt, _>(from)
        .bind::<sql_types::BigInt, _>(into)
    };
    execute!(conn, twice())?;
    let named = main_profile_talents::table.filter(main_profile_talents::talent_id.eq(from));
    execute!(conn, diesel::update(named).set(main_profile_talents::talent_id.eq(into)))
}
