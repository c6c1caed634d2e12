//! What the directory searches of each main profile: made here, and only here, from what people answered.

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::{
    domain::search_text::{index_text, normalise},
    server::{
        db::{
            Conn, on,
            schema::{
                accounts, cities, main_profile_search, main_profile_talents, main_profile_texts, main_profiles, people,
                person_languages, talents,
            },
        },
        error::AppResult,
        repositories::cinema_search,
    },
};

/// The searched rows of a profile. Make them with [`SearchEntry::new`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchEntry {
    values: Values,
    texts: Texts,
}

#[derive(Debug, Clone, PartialEq, Eq, Insertable, AsChangeset)]
#[diesel(table_name = main_profile_search, treat_none_as_null = true)]
struct Values {
    profile_id: i64,
    person_id: i64,
    active: bool,
    visibility: String,
    date_of_birth: NaiveDate,
    minor_approved: bool,
    residence_country: String,
    city_normalised: String,
    gender: String,
    availability: String,
    work_mode: String,
    languages: String,
    years_experience: Option<i64>,
    member_photo: bool,
    anonymous_photo: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Insertable, AsChangeset)]
#[diesel(table_name = main_profile_texts)]
struct Texts {
    profile_id: i64,
    member_text: String,
    anonymous_text: String,
}

/// What the searched rows of a profile are made of.
#[derive(Debug, Clone, Copy)]
pub struct SearchSource<'a> {
    pub profile_id: i64,
    pub person_id: i64,
    /// Whether the account is not suspended.
    pub active: bool,
    pub visibility: &'a str,
    pub date_of_birth: NaiveDate,
    pub minor_approved: bool,
    pub first_name: &'a str,
    pub last_name: &'a str,
    pub show_name_photo: bool,
    pub has_photo: bool,
    pub gender: &'a str,
    pub residence_country: &'a str,
    pub city: &'a str,
    pub availability: Option<&'a str>,
    pub work_mode: Option<&'a str>,
    /// Keys.
    pub languages: &'a [String],
    pub years_experience: Option<i64>,
    pub bio: Option<&'a str>,
    /// In every language.
    pub talent_labels: &'a [String],
}

impl SearchEntry {
    /// Members find people by their name and photo, visitors only those who show them to them.
    #[must_use]
    pub fn new(source: SearchSource<'_>) -> Self {
        let shown_to_all = || source.bio.into_iter().chain(source.talent_labels.iter().map(String::as_str));
        let mut languages: Vec<&str> = source.languages.iter().map(String::as_str).collect();
        languages.sort_unstable();
        let with_name = index_text([source.first_name, source.last_name].into_iter().chain(shown_to_all()));
        Self {
            values: Values {
                profile_id: source.profile_id,
                person_id: source.person_id,
                active: source.active,
                visibility: source.visibility.to_owned(),
                date_of_birth: source.date_of_birth,
                minor_approved: source.minor_approved,
                residence_country: source.residence_country.to_owned(),
                city_normalised: normalise(source.city),
                gender: source.gender.to_owned(),
                availability: source.availability.unwrap_or_default().to_owned(),
                work_mode: source.work_mode.unwrap_or_default().to_owned(),
                languages: format!(" {} ", languages.join(" ")),
                years_experience: source.years_experience,
                member_photo: source.has_photo,
                anonymous_photo: source.has_photo && source.show_name_photo,
            },
            texts: Texts {
                profile_id: source.profile_id,
                anonymous_text: if source.show_name_photo { with_name.clone() } else { index_text(shown_to_all()) },
                member_text: with_name,
            },
        }
    }
}

/// What the searched rows of a profile are made of, as the database holds it.
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
    first_name: String,
    last_name: String,
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

/// Makes the searched rows of a profile anew. Call it in every transaction that changes a name, birth date, gender,
/// residence, languages, experience, photo, switch or approval of a person, the state of their account, or anything
/// of their profile that can be searched for; where the person may have a CINEMA profile too, [`index_person`].
pub async fn index_profile(conn: &mut Conn, profile_id: i64) -> AppResult<()> {
    for SearchEntry { values, texts } in entries(conn, &[profile_id]).await? {
        on!(&mut *conn, |c| diesel::insert_into(main_profile_search::table)
            .values(&values)
            .on_conflict(main_profile_search::profile_id)
            .do_update()
            .set(&values)
            .execute(c)
            .await)?;
        on!(&mut *conn, |c| diesel::insert_into(main_profile_texts::table)
            .values(&texts)
            .on_conflict(main_profile_texts::profile_id)
            .do_update()
            .set(&texts)
            .execute(c)
            .await)?;
    }
    Ok(())
}

/// As [`index_profile`], for both profiles of a person, or the one there is.
pub async fn index_person(conn: &mut Conn, person_id: i64) -> AppResult<()> {
    let profile = on!(&mut *conn, |c| main_profiles::table
        .filter(main_profiles::person_id.eq(person_id))
        .select(main_profiles::id)
        .first(c)
        .await
        .optional())?;
    if let Some(profile_id) = profile {
        index_profile(conn, profile_id).await?;
    }
    cinema_search::index_person(conn, person_id).await
}

/// As [`index_person`], for the person of an account that has one.
pub async fn index_account(conn: &mut Conn, account_id: i64) -> AppResult<()> {
    let person = on!(&mut *conn, |c| people::table
        .filter(people::account_id.eq(account_id))
        .select(people::id)
        .first(c)
        .await
        .optional())?;
    match person {
        Some(person_id) => index_person(conn, person_id).await,
        None => Ok(()),
    }
}

/// Profiles read and rows written by one statement.
const BATCH: usize = 500;

/// Makes the searched rows of every profile anew and answers how many profiles there are.
pub async fn index_all(conn: &mut Conn) -> AppResult<usize> {
    on!(&mut *conn, |c| diesel::delete(main_profile_texts::table).execute(c).await)?;
    on!(&mut *conn, |c| diesel::delete(main_profile_search::table).execute(c).await)?;
    let (mut last, mut done) = (0, 0);
    loop {
        let ids: Vec<i64> = on!(&mut *conn, |c| main_profiles::table
            .filter(main_profiles::id.gt(last))
            .order(main_profiles::id)
            .limit(i64::try_from(BATCH).unwrap_or(i64::MAX))
            .select(main_profiles::id)
            .load(c)
            .await)?;
        let Some(end) = ids.last() else { return Ok(done) };
        last = *end;
        done += ids.len();
        let entries = entries(conn, &ids).await?;
        index_many(conn, entries).await?;
    }
}

/// Writes the searched rows of profiles that have none yet.
pub async fn index_many(conn: &mut Conn, entries: Vec<SearchEntry>) -> AppResult<()> {
    let (values, texts): (Vec<_>, Vec<_>) = entries.into_iter().map(|entry| (entry.values, entry.texts)).unzip();
    match conn {
        Conn::Sqlite(c) => {
            c.spawn_blocking(move |c| {
                for batch in values.chunks(BATCH) {
                    diesel::RunQueryDsl::execute(diesel::insert_into(main_profile_search::table).values(batch), c)?;
                }
                for batch in texts.chunks(BATCH) {
                    diesel::RunQueryDsl::execute(diesel::insert_into(main_profile_texts::table).values(batch), c)?;
                }
                Ok(())
            })
            .await?;
        }
        Conn::Postgres(c) => {
            for batch in values.chunks(BATCH) {
                diesel::insert_into(main_profile_search::table).values(batch).execute(&mut **c).await?;
            }
            for batch in texts.chunks(BATCH) {
                diesel::insert_into(main_profile_texts::table).values(batch).execute(&mut **c).await?;
            }
        }
    }
    Ok(())
}

async fn entries(conn: &mut Conn, profile_ids: &[i64]) -> AppResult<Vec<SearchEntry>> {
    let answers: Vec<Answers> = on!(&mut *conn, |c| main_profiles::table
        .inner_join(people::table.inner_join(accounts::table).left_join(cities::table))
        .filter(main_profiles::id.eq_any(profile_ids))
        .select(Answers::as_select())
        .load(c)
        .await)?;
    let labels: Vec<(i64, String, String, String)> = on!(&mut *conn, |c| main_profile_talents::table
        .inner_join(talents::table)
        .filter(main_profile_talents::profile_id.eq_any(profile_ids))
        .order((main_profile_talents::profile_id, main_profile_talents::position))
        .select((main_profile_talents::profile_id, talents::label_fr, talents::label_en, talents::label_ar))
        .load(c)
        .await)?;
    let spoken: Vec<(i64, String)> = on!(conn, |c| person_languages::table
        .inner_join(main_profiles::table.on(main_profiles::person_id.eq(person_languages::person_id)))
        .filter(main_profiles::id.eq_any(profile_ids))
        .select((main_profiles::id, person_languages::language))
        .load(c)
        .await)?;
    let mut labels_of: HashMap<i64, Vec<String>> = HashMap::new();
    for (profile_id, fr, en, ar) in labels {
        labels_of.entry(profile_id).or_default().extend([fr, en, ar]);
    }
    let mut languages_of: HashMap<i64, Vec<String>> = HashMap::new();
    for (profile_id, language) in spoken {
        languages_of.entry(profile_id).or_default().push(language);
    }
    Ok(answers
        .iter()
        .map(|answers| {
            let of = |lists: &HashMap<i64, Vec<String>>| lists.get(&answers.profile_id).cloned().unwrap_or_default();
            answers.entry(&of(&languages_of), &of(&labels_of))
        })
        .collect())
}

impl Answers {
    fn entry(&self, languages: &[String], talent_labels: &[String]) -> SearchEntry {
        SearchEntry::new(SearchSource {
            profile_id: self.profile_id,
            person_id: self.person_id,
            active: self.account_state == "active",
            visibility: &self.visibility,
            date_of_birth: self.date_of_birth,
            minor_approved: self.minor_approved_at.is_some(),
            first_name: &self.first_name,
            last_name: &self.last_name,
            show_name_photo: self.show_name_photo,
            has_photo: self.photo_file_id.is_some(),
            gender: &self.gender,
            residence_country: &self.residence_country,
            city: self.city.as_deref().or(self.residence_city_other.as_deref()).unwrap_or_default(),
            availability: self.availability.as_deref(),
            work_mode: self.work_mode.as_deref(),
            languages,
            years_experience: self.years_experience,
            bio: self.bio.as_deref(),
            talent_labels,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(show_name_photo: bool, has_photo: bool) -> SearchEntry {
        SearchEntry::new(SearchSource {
            profile_id: 1,
            person_id: 2,
            active: true,
            visibility: "public",
            date_of_birth: NaiveDate::default(),
            minor_approved: false,
            first_name: "Zélie",
            last_name: "El Canari",
            show_name_photo,
            has_photo,
            gender: "F",
            residence_country: "MA",
            city: "Fès",
            availability: None,
            work_mode: None,
            languages: &["fr".to_owned(), "ar".to_owned()],
            years_experience: None,
            bio: Some("Théâtre, Rabat"),
            talent_labels: &["Actrice".to_owned(), "ممثلة".to_owned()],
        })
    }

    #[test]
    fn a_hidden_name_is_not_in_the_visitors_text() {
        assert_eq!(entry(true, false).texts.anonymous_text, "zelie el canari theatre rabat actrice ممثله");
        assert_eq!(entry(false, false).texts.anonymous_text, "theatre rabat actrice ممثله");
        assert_eq!(entry(false, false).texts.member_text, entry(true, false).texts.member_text);
        assert_eq!(entry(false, false).values.city_normalised, "fes");
        assert_eq!(entry(false, false).values.languages, " ar fr ");
    }

    #[test]
    fn only_a_photo_that_visitors_see_counts_for_them() {
        let photos = |entry: SearchEntry| (entry.values.member_photo, entry.values.anonymous_photo);
        assert_eq!(photos(entry(true, true)), (true, true));
        assert_eq!(photos(entry(false, true)), (true, false));
        assert_eq!(photos(entry(true, false)), (false, false));
    }
}
