//! What the searched rows of profiles are made of, as the database holds it.

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::index::{SearchEntry, SearchSource};
use crate::server::{
    db::{
        Conn, on,
        schema::{
            accounts, cities, main_profile_talents, main_profiles, people, person_languages, talents, unique_codes,
        },
    },
    error::AppResult,
    repositories::profiles::person_names::PersonNames,
};

#[derive(Queryable, Selectable)]
#[diesel(table_name = people)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
struct Answers {
    #[diesel(select_expression = main_profiles::id)]
    profile_id: i64,
    #[diesel(select_expression = people::id)]
    person_id: i64,
    #[diesel(select_expression = accounts::state)]
    account_state: String,
    #[diesel(select_expression = main_profiles::visibility)]
    visibility: String,
    date_of_birth: NaiveDate,
    minor_approved_at: Option<NaiveDateTime>,
    #[diesel(embed)]
    names: PersonNames,
    show_name_photo: bool,
    photo_file_id: Option<i64>,
    gender: String,
    residence_country: String,
    residence_city_other: Option<String>,
    #[diesel(select_expression = cities::name.nullable())]
    city: Option<String>,
    #[diesel(select_expression = main_profiles::availability)]
    availability: Option<String>,
    #[diesel(select_expression = main_profiles::work_mode)]
    work_mode: Option<String>,
    years_experience: Option<i64>,
    #[diesel(select_expression = main_profiles::bio)]
    bio: Option<String>,
}

/// What several profiles answered, by profile where a person may have many.
pub(crate) struct IndexedRows {
    answers: Vec<Answers>,
    talents: HashMap<i64, Vec<(i64, [String; 3])>>,
    languages: HashMap<i64, Vec<String>>,
    codes: HashMap<i64, Vec<String>>,
}

fn by_profile<T>(rows: impl IntoIterator<Item = (i64, T)>) -> HashMap<i64, Vec<T>> {
    let mut lists: HashMap<i64, Vec<T>> = HashMap::new();
    for (profile_id, row) in rows {
        lists.entry(profile_id).or_default().push(row);
    }
    lists
}

impl IndexedRows {
    pub(crate) async fn load(conn: &mut Conn, profile_ids: &[i64]) -> AppResult<Self> {
        let answers: Vec<Answers> = on!(&mut *conn, |c| main_profiles::table
            .inner_join(people::table.inner_join(accounts::table).left_join(cities::table))
            .filter(main_profiles::id.eq_any(profile_ids))
            .select(Answers::as_select())
            .load(c)
            .await)?;
        let chosen: Vec<(i64, i64, String, String, String)> = on!(&mut *conn, |c| main_profile_talents::table
            .inner_join(talents::table)
            .filter(main_profile_talents::profile_id.eq_any(profile_ids))
            .order((main_profile_talents::profile_id, main_profile_talents::position))
            .select((
                main_profile_talents::profile_id,
                main_profile_talents::talent_id,
                talents::label_fr,
                talents::label_en,
                talents::label_ar,
            ))
            .load(c)
            .await)?;
        let spoken: Vec<(i64, String)> = on!(&mut *conn, |c| person_languages::table
            .inner_join(main_profiles::table.on(main_profiles::person_id.eq(person_languages::person_id)))
            .filter(main_profiles::id.eq_any(profile_ids))
            .select((main_profiles::id, person_languages::language))
            .load(c)
            .await)?;
        let owned: Vec<(i64, String)> = on!(conn, |c| unique_codes::table
            .inner_join(main_profiles::table.on(main_profiles::person_id.nullable().eq(unique_codes::person_id)))
            .filter(main_profiles::id.eq_any(profile_ids))
            .select((main_profiles::id, unique_codes::code))
            .load(c)
            .await)?;
        let labelled = chosen.into_iter().map(|(profile_id, id, fr, en, ar)| (profile_id, (id, [fr, en, ar])));
        Ok(Self { answers, talents: by_profile(labelled), languages: by_profile(spoken), codes: by_profile(owned) })
    }

    /// A code that the person will have.
    pub(crate) fn add_code(&mut self, profile_id: i64, code: &str) {
        self.codes.entry(profile_id).or_default().push(code.to_owned());
    }

    pub(crate) fn entries(&self) -> Vec<SearchEntry> {
        self.answers.iter().map(|answers| self.entry(answers)).collect()
    }

    fn entry(&self, answers: &Answers) -> SearchEntry {
        let of = |lists: &HashMap<i64, Vec<String>>| lists.get(&answers.profile_id).cloned().unwrap_or_default();
        let chosen = self.talents.get(&answers.profile_id).map_or(&[][..], Vec::as_slice);
        let labels: Vec<String> = chosen.iter().flat_map(|(_, labels)| labels.clone()).collect();
        SearchEntry::new(SearchSource {
            profile_id: answers.profile_id,
            person_id: answers.person_id,
            active: answers.account_state == "active",
            visibility: &answers.visibility,
            date_of_birth: answers.date_of_birth,
            minor_approved: answers.minor_approved_at.is_some(),
            names: &answers.names,
            show_name_photo: answers.show_name_photo,
            has_photo: answers.photo_file_id.is_some(),
            gender: &answers.gender,
            residence_country: &answers.residence_country,
            city: answers.city.as_deref().or(answers.residence_city_other.as_deref()).unwrap_or_default(),
            availability: answers.availability.as_deref(),
            work_mode: answers.work_mode.as_deref(),
            languages: &of(&self.languages),
            years_experience: answers.years_experience,
            bio: answers.bio.as_deref(),
            talents: &chosen.iter().map(|(id, _)| *id).collect::<Vec<_>>(),
            talent_labels: &labels,
            codes: &of(&self.codes),
        })
    }
}
