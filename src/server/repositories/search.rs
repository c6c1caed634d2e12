//! What the directory searches of each main profile, and the one place where the two databases search differently.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::{
    domain::search_text::{index_text, normalise},
    server::{
        db::{
            Conn, on,
            schema::{cities, main_profile_search, main_profile_talents, main_profiles, people, talents},
        },
        error::AppResult,
    },
};

/// The searched row of a profile. Make it with [`SearchEntry::new`].
#[derive(Debug, Clone, PartialEq, Eq, Insertable, AsChangeset)]
#[diesel(table_name = main_profile_search)]
pub struct SearchEntry {
    profile_id: i64,
    residence_country: String,
    city_normalised: String,
    gender: String,
    member_text: String,
    anonymous_text: String,
}

/// What a searched row is made of.
#[derive(Debug, Clone, Copy)]
pub struct SearchSource<'a> {
    pub profile_id: i64,
    pub first_name: &'a str,
    pub last_name: &'a str,
    pub show_name_photo: bool,
    pub gender: &'a str,
    pub residence_country: &'a str,
    pub city: &'a str,
    /// In every language.
    pub talent_labels: &'a [String],
}

impl SearchEntry {
    /// Members find people by their name, visitors only those who show it to them.
    #[must_use]
    pub fn new(source: SearchSource<'_>) -> Self {
        let labels = || source.talent_labels.iter().map(String::as_str);
        let with_name = index_text([source.first_name, source.last_name].into_iter().chain(labels()));
        Self {
            profile_id: source.profile_id,
            residence_country: source.residence_country.to_owned(),
            city_normalised: normalise(source.city),
            gender: source.gender.to_owned(),
            anonymous_text: if source.show_name_photo { with_name.clone() } else { index_text(labels()) },
            member_text: with_name,
        }
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = people)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
struct Source {
    first_name: String,
    last_name: String,
    show_name_photo: bool,
    gender: String,
    residence_country: String,
    residence_city_other: Option<String>,
    #[diesel(select_expression = cities::name.nullable())]
    city: Option<String>,
}

/// Makes the searched row of a profile anew. Call it in every transaction that changes a person's name, gender,
/// residence or `show_name_photo`, or a profile's talents.
pub async fn index_profile(conn: &mut Conn, profile_id: i64) -> AppResult<()> {
    let source = on!(conn, |c| main_profiles::table
        .inner_join(people::table.left_join(cities::table))
        .filter(main_profiles::id.eq(profile_id))
        .select(Source::as_select())
        .first(c)
        .await)?;
    let labels: Vec<(String, String, String)> = on!(conn, |c| main_profile_talents::table
        .inner_join(talents::table)
        .filter(main_profile_talents::profile_id.eq(profile_id))
        .order(main_profile_talents::position)
        .select((talents::label_fr, talents::label_en, talents::label_ar))
        .load(c)
        .await)?;
    let entry = SearchEntry::new(SearchSource {
        profile_id,
        first_name: &source.first_name,
        last_name: &source.last_name,
        show_name_photo: source.show_name_photo,
        gender: &source.gender,
        residence_country: &source.residence_country,
        city: source.city.or(source.residence_city_other).as_deref().unwrap_or_default(),
        talent_labels: &labels.into_iter().flat_map(|(fr, en, ar)| [fr, en, ar]).collect::<Vec<_>>(),
    });
    on!(conn, |c| diesel::insert_into(main_profile_search::table)
        .values(&entry)
        .on_conflict(main_profile_search::profile_id)
        .do_update()
        .set(&entry)
        .execute(c)
        .await)?;
    Ok(())
}

/// How many rows one statement of [`index_many`] writes.
const BATCH: usize = 500;

/// Writes the searched rows of profiles that have none yet.
pub async fn index_many(conn: &mut Conn, entries: Vec<SearchEntry>) -> AppResult<()> {
    match conn {
        Conn::Sqlite(c) => {
            c.spawn_blocking(move |c| {
                for batch in entries.chunks(BATCH) {
                    diesel::RunQueryDsl::execute(diesel::insert_into(main_profile_search::table).values(batch), c)?;
                }
                Ok(())
            })
            .await?;
        }
        Conn::Postgres(c) => {
            for batch in entries.chunks(BATCH) {
                diesel::insert_into(main_profile_search::table).values(batch).execute(&mut **c).await?;
            }
        }
    }
    Ok(())
}

/// Which of the two texts is searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SearchedText {
    /// With every name.
    Member,
    /// With the names that visitors may read.
    Anonymous,
}

impl SearchedText {
    /// The column of `main_profile_search`.
    #[must_use]
    pub const fn column(self) -> &'static str {
        match self {
            Self::Member => "member_text",
            Self::Anonymous => "anonymous_text",
        }
    }

    /// The FTS5 expression for « every word begins a word of the text ».
    #[must_use]
    pub fn fts5(self, words: &[String]) -> String {
        let terms: Vec<_> = words.iter().map(|word| format!("\"{word}\"*")).collect();
        format!("{} : ({})", self.column(), terms.join(" AND "))
    }
}

/// The `tsquery` for « every word begins a word of the text ».
#[must_use]
pub fn tsquery(words: &[String]) -> String {
    words.iter().map(|word| format!("'{word}':*")).collect::<Vec<_>>().join(" & ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(show_name_photo: bool) -> SearchEntry {
        SearchEntry::new(SearchSource {
            profile_id: 1,
            first_name: "Zélie",
            last_name: "El Canari",
            show_name_photo,
            gender: "F",
            residence_country: "MA",
            city: "Fès",
            talent_labels: &["Actrice".to_owned(), "ممثلة".to_owned()],
        })
    }

    #[test]
    fn a_hidden_name_is_not_in_the_visitors_text() {
        assert_eq!(entry(true).anonymous_text, "zelie el canari actrice ممثله");
        assert_eq!(entry(false).anonymous_text, "actrice ممثله");
        assert_eq!(entry(false).member_text, entry(true).member_text);
        assert_eq!(entry(false).city_normalised, "fes");
    }

    #[test]
    fn questions_of_both_databases() {
        let words = ["fas".to_owned(), "act".to_owned()];
        assert_eq!(SearchedText::Anonymous.fts5(&words), r#"anonymous_text : ("fas"* AND "act"*)"#);
        assert_eq!(tsquery(&words), "'fas':* & 'act':*");
    }
}
