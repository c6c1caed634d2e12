//! What the directory searches of each main profile: made here, and only here, from what people answered.

use chrono::NaiveDate;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::{
    cinema_index,
    facets::{Facet, code_beginnings, facets_text, years_of},
    source::IndexedRows,
};
use crate::{
    domain::search::text::{index_text, normalise},
    server::{
        db::{
            Conn, on,
            schema::{main_profile_search, main_profile_texts, main_profiles, people},
        },
        error::AppResult,
        repositories::{
            batches::{BATCH, insert_batches, replace_rows},
            profiles::person_names::PersonNames,
        },
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
    years_experience: Option<i64>,
    member_photo: bool,
    anonymous_photo: bool,
    facets: String,
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
    pub names: &'a PersonNames,
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
    /// Ids.
    pub talents: &'a [i64],
    /// In every language.
    pub talent_labels: &'a [String],
    /// The person's codes, aliases included; their first five characters are enough.
    pub codes: &'a [String],
}

impl SearchSource<'_> {
    fn facets(&self) -> String {
        let mut facets = vec![Facet::Gender(self.gender)];
        facets.extend(self.availability.map(Facet::Availability));
        facets.extend(self.work_mode.map(Facet::WorkMode));
        facets.extend(self.languages.iter().map(|key| Facet::Language(key)));
        facets.extend(self.talents.iter().copied().map(Facet::Talent));
        facets.extend(self.codes.iter().flat_map(|code| code_beginnings(code)).map(Facet::Code));
        facets.extend(years_of(self.years_experience).map(Facet::Years));
        facets_text(&facets)
    }
}

impl SearchEntry {
    /// Members find people by name and photo, visitors only where these are public.
    #[must_use]
    pub fn new(source: SearchSource<'_>) -> Self {
        let shown_to_all = || source.bio.into_iter().chain(source.talent_labels.iter().map(String::as_str));
        let with_name = index_text(source.names.searched().chain(shown_to_all()));
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
                years_experience: source.years_experience,
                member_photo: source.has_photo,
                anonymous_photo: source.has_photo && source.show_name_photo,
                facets: source.facets(),
            },
            texts: Texts {
                profile_id: source.profile_id,
                anonymous_text: if source.show_name_photo { with_name.clone() } else { index_text(shown_to_all()) },
                member_text: with_name,
            },
        }
    }
}

/// Rebuilds the searched rows of a profile. Call it in every transaction that changes a name, birth date, gender,
/// residence, languages, experience, photo, switch, approval or code of a person, the state of their account, or
/// anything of their profile that can be searched for.
pub async fn index_profile(conn: &mut Conn, profile_id: i64) -> AppResult<()> {
    let entries = IndexedRows::load(conn, &[profile_id]).await?.entries();
    write(conn, entries).await
}

/// As [`index_profile`], for a person whose first code will begin so.
pub async fn index_new_profile(conn: &mut Conn, profile_id: i64, code_beginning: &str) -> AppResult<()> {
    let mut stored = IndexedRows::load(conn, &[profile_id]).await?;
    stored.add_code(profile_id, code_beginning);
    write(conn, stored.entries()).await
}

async fn write(conn: &mut Conn, entries: Vec<SearchEntry>) -> AppResult<()> {
    for SearchEntry { values, texts } in entries {
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
    cinema_index::index_person(conn, person_id).await
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

/// Rebuilds the searched rows of every profile and returns how many profiles there are.
pub async fn index_all(conn: &mut Conn) -> AppResult<usize> {
    if let Conn::Postgres(c) = &mut *conn {
        diesel::delete(main_profile_texts::table).execute(&mut **c).await?;
        diesel::delete(main_profile_search::table).execute(&mut **c).await?;
    }
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
        let entries = IndexedRows::load(conn, &ids).await?.entries();
        match conn {
            Conn::Sqlite(c) => replace_rows!(c, entries, values => main_profile_search, texts => main_profile_texts),
            Conn::Postgres(_) => index_many(conn, entries).await?,
        }
    }
}

/// Writes the searched rows of profiles that have none yet.
pub async fn index_many(conn: &mut Conn, entries: Vec<SearchEntry>) -> AppResult<()> {
    let (values, texts): (Vec<_>, Vec<_>) = entries.into_iter().map(|entry| (entry.values, entry.texts)).unzip();
    insert_batches!(conn, main_profile_search::table => values, main_profile_texts::table => texts);
    Ok(())
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
            names: &PersonNames::civil("Zélie", "El Canari"),
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
            talents: &[7],
            talent_labels: &["Actrice".to_owned(), "ممثلة".to_owned()],
            codes: &["MACAS0001F".to_owned()],
        })
    }

    #[test]
    fn a_hidden_name_is_not_in_the_visitors_text() {
        assert_eq!(entry(true, false).texts.anonymous_text, "zelie el canari theatre rabat actrice ممثله");
        assert_eq!(entry(false, false).texts.anonymous_text, "theatre rabat actrice ممثله");
        assert_eq!(entry(false, false).texts.member_text, entry(true, false).texts.member_text);
        assert_eq!(entry(false, false).values.city_normalised, "fes");
        assert_eq!(entry(false, false).values.facets, "c_M c_MA c_MAC c_MACA c_MACAS g_F l_ar l_fr t_7");
    }

    #[test]
    fn only_a_photo_that_visitors_see_counts_for_them() {
        let photos = |entry: SearchEntry| (entry.values.member_photo, entry.values.anonymous_photo);
        assert_eq!(photos(entry(true, true)), (true, true));
        assert_eq!(photos(entry(false, true)), (true, false));
        assert_eq!(photos(entry(true, false)), (false, false));
    }
}
