//! What the casting search compares of each CINEMA profile: made here, and only here, from what people answered.
//!
//! What people choose of a closed list is stored as bits of a few numbers (`trait_bits.rs`), not as texts or rows of
//! other tables. Measured with 100,000 profiles on two busy cores, one search of one to five filters counted to its
//! end, the slowest of ten on SQLite and on PostgreSQL: 16 and 28 ms with bits, 29 and 24 ms with keys between spaces
//! (`instr`; arrays with a GIN index), 10 and 40 ms with one index of words for all lists (FTS5; GIN). An index is much
//! quicker where few people match, but bits cost the same whatever is asked together, heights and ages included, and
//! nothing has to be guessed by a planner.

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::cinema_entry::{CinemaSearchEntry, CinemaSearchSource};
use crate::{
    domain::search::cinema::TraitList,
    server::{
        db::{
            Conn, on,
            schema::{
                accounts, cinema_productions, cinema_profile_ethnicities, cinema_profile_search, cinema_profile_skills,
                cinema_profile_texts, cinema_profile_types, cinema_profiles, cities, people, person_languages,
                unique_codes,
            },
        },
        error::AppResult,
        repositories::{
            batches::{BATCH, insert_batches, replace_rows},
            profiles::person_names::PersonNames,
        },
    },
};

/// What the searched rows of a profile are made of, as the database holds it.
#[derive(Queryable, Selectable)]
#[diesel(table_name = people)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
struct Answers {
    #[diesel(select_expression = cinema_profiles::id)]
    profile_id: i64,
    #[diesel(select_expression = people::id)]
    person_id: i64,
    #[diesel(select_expression = accounts::state)]
    account_state: String,
    #[diesel(select_expression = cinema_profiles::visibility)]
    visibility: String,
    date_of_birth: NaiveDate,
    minor_approved_at: Option<NaiveDateTime>,
    #[diesel(embed)]
    names: PersonNames,
    show_name_photo: bool,
    show_origins: bool,
    photo_file_id: Option<i64>,
    gender: String,
    residence_country: String,
    residence_city_id: Option<i64>,
    residence_city_other: Option<String>,
    #[diesel(select_expression = cities::name.nullable())]
    city: Option<String>,
    years_experience: Option<i64>,
    #[diesel(select_expression = cinema_profiles::eye_color)]
    eye_color: Option<String>,
    #[diesel(select_expression = cinema_profiles::hair_color)]
    hair_color: Option<String>,
    #[diesel(select_expression = cinema_profiles::hair_type)]
    hair_type: Option<String>,
    #[diesel(select_expression = cinema_profiles::skin_tone)]
    skin_tone: Option<String>,
    #[diesel(select_expression = cinema_profiles::build)]
    build: Option<String>,
    #[diesel(select_expression = cinema_profiles::height_cm)]
    height_cm: Option<i64>,
    #[diesel(select_expression = cinema_profiles::playing_age_min)]
    playing_age_min: Option<i64>,
    #[diesel(select_expression = cinema_profiles::playing_age_max)]
    playing_age_max: Option<i64>,
}

/// Rebuilds the searched rows of a person's CINEMA profile; nothing to do for people without one. Call it through
/// [`search::index_person`](super::search::index_person), **after** the person has got a code: codes are searched and
/// order people whose name is hidden.
pub async fn index_person(conn: &mut Conn, person_id: i64) -> AppResult<()> {
    let profile: Option<i64> = on!(&mut *conn, |c| cinema_profiles::table
        .filter(cinema_profiles::person_id.eq(person_id))
        .select(cinema_profiles::id)
        .first(c)
        .await
        .optional())?;
    let Some(profile_id) = profile else { return Ok(()) };
    for CinemaSearchEntry { values, texts } in entries(conn, &[profile_id]).await? {
        on!(&mut *conn, |c| diesel::insert_into(cinema_profile_search::table)
            .values(&values)
            .on_conflict(cinema_profile_search::profile_id)
            .do_update()
            .set(&values)
            .execute(c)
            .await)?;
        on!(&mut *conn, |c| diesel::insert_into(cinema_profile_texts::table)
            .values(&texts)
            .on_conflict(cinema_profile_texts::profile_id)
            .do_update()
            .set(&texts)
            .execute(c)
            .await)?;
    }
    Ok(())
}

/// Rebuilds the searched rows of every CINEMA profile and returns how many profiles there are.
pub async fn index_all(conn: &mut Conn) -> AppResult<usize> {
    if let Conn::Postgres(c) = &mut *conn {
        diesel::delete(cinema_profile_texts::table).execute(&mut **c).await?;
        diesel::delete(cinema_profile_search::table).execute(&mut **c).await?;
    }
    let (mut last, mut done) = (0, 0);
    loop {
        let ids: Vec<i64> = on!(&mut *conn, |c| cinema_profiles::table
            .filter(cinema_profiles::id.gt(last))
            .order(cinema_profiles::id)
            .limit(i64::try_from(BATCH).unwrap_or(i64::MAX))
            .select(cinema_profiles::id)
            .load(c)
            .await)?;
        let Some(end) = ids.last() else { return Ok(done) };
        last = *end;
        done += ids.len();
        let entries = entries(conn, &ids).await?;
        match conn {
            Conn::Sqlite(c) => {
                replace_rows!(c, entries, values => cinema_profile_search, texts => cinema_profile_texts);
            }
            Conn::Postgres(_) => index_many(conn, entries).await?,
        }
    }
}

/// Writes the searched rows of profiles that have none yet.
pub async fn index_many(conn: &mut Conn, entries: Vec<CinemaSearchEntry>) -> AppResult<()> {
    let (values, texts): (Vec<_>, Vec<_>) = entries.into_iter().map(|entry| (entry.values, entry.texts)).unzip();
    insert_batches!(conn, cinema_profile_search::table => values, cinema_profile_texts::table => texts);
    Ok(())
}

/// Keys or texts of which a person may have several, by profile or person.
type Lists = HashMap<i64, Vec<String>>;

fn listed(rows: Vec<(i64, String)>) -> Lists {
    let mut lists = Lists::new();
    for (owner, text) in rows {
        lists.entry(owner).or_default().push(text);
    }
    lists
}

async fn entries(conn: &mut Conn, profile_ids: &[i64]) -> AppResult<Vec<CinemaSearchEntry>> {
    let answers: Vec<Answers> = on!(&mut *conn, |c| cinema_profiles::table
        .inner_join(people::table.inner_join(accounts::table).left_join(cities::table))
        .filter(cinema_profiles::id.eq_any(profile_ids))
        .select(Answers::as_select())
        .load(c)
        .await)?;
    let people: Vec<i64> = answers.iter().map(|answers| answers.person_id).collect();
    let types = on!(&mut *conn, |c| cinema_profile_types::table
        .filter(cinema_profile_types::profile_id.eq_any(profile_ids))
        .load(c)
        .await)?;
    let skills = on!(&mut *conn, |c| cinema_profile_skills::table
        .filter(cinema_profile_skills::profile_id.eq_any(profile_ids))
        .load(c)
        .await)?;
    let ethnicities = on!(&mut *conn, |c| cinema_profile_ethnicities::table
        .filter(cinema_profile_ethnicities::profile_id.eq_any(profile_ids))
        .load(c)
        .await)?;
    let titles = on!(&mut *conn, |c| cinema_productions::table
        .filter(cinema_productions::profile_id.eq_any(profile_ids))
        .order((cinema_productions::profile_id, cinema_productions::position))
        .select((cinema_productions::profile_id, cinema_productions::title))
        .load(c)
        .await)?;
    let languages = on!(&mut *conn, |c| person_languages::table
        .filter(person_languages::person_id.eq_any(&people))
        .select((person_languages::person_id, person_languages::language))
        .load(c)
        .await)?;
    let codes: Vec<(i64, String)> = on!(conn, |c| unique_codes::table
        .filter(unique_codes::person_id.assume_not_null().eq_any(&people))
        .order((unique_codes::is_primary.desc(), unique_codes::code))
        .select((unique_codes::person_id.assume_not_null(), unique_codes::code))
        .load(c)
        .await)?;
    let (types, skills, ethnicities) = (listed(types), listed(skills), listed(ethnicities));
    let (titles, languages, codes) = (listed(titles), listed(languages), listed(codes));
    Ok(answers
        .iter()
        .map(|answers| {
            let of_profile = |lists: &Lists| lists.get(&answers.profile_id).cloned().unwrap_or_default();
            let of_person = |lists: &Lists| lists.get(&answers.person_id).cloned().unwrap_or_default();
            answers.entry(&Many {
                types: of_profile(&types),
                skills: of_profile(&skills),
                ethnicities: of_profile(&ethnicities),
                titles: of_profile(&titles),
                languages: of_person(&languages),
                codes: of_person(&codes),
            })
        })
        .collect())
}

/// What a person may have several of.
struct Many {
    types: Vec<String>,
    skills: Vec<String>,
    ethnicities: Vec<String>,
    titles: Vec<String>,
    languages: Vec<String>,
    codes: Vec<String>,
}

impl Answers {
    fn entry(&self, many: &Many) -> CinemaSearchEntry {
        CinemaSearchEntry::new(CinemaSearchSource {
            profile_id: self.profile_id,
            person_id: self.person_id,
            active: self.account_state == "active",
            visibility: &self.visibility,
            date_of_birth: self.date_of_birth,
            minor_approved: self.minor_approved_at.is_some(),
            names: &self.names,
            show_name_photo: self.show_name_photo,
            show_origins: self.show_origins,
            has_photo: self.photo_file_id.is_some(),
            gender: &self.gender,
            residence_country: &self.residence_country,
            city_id: self.residence_city_id,
            city: self.city.as_deref().or(self.residence_city_other.as_deref()).unwrap_or_default(),
            years_experience: self.years_experience,
            height_cm: self.height_cm,
            playing_age: (self.playing_age_min, self.playing_age_max),
            looks: [
                (TraitList::EyeColor, self.eye_color.as_deref()),
                (TraitList::HairColor, self.hair_color.as_deref()),
                (TraitList::HairType, self.hair_type.as_deref()),
                (TraitList::Build, self.build.as_deref()),
                (TraitList::SkinTone, self.skin_tone.as_deref()),
            ],
            types: &many.types,
            skills: &many.skills,
            languages: &many.languages,
            ethnicities: &many.ethnicities,
            titles: &many.titles,
            codes: &many.codes,
        })
    }
}
