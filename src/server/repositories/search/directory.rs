//! Which profiles a search finds, newest first. Ids only: what is shown of them is loaded and judged elsewhere.

use chrono::NaiveDate;
use diesel::{QueryableByName, sql_types};
use diesel_async::RunQueryDsl;

use super::{
    facets::{self, CODE_BEGINNING, Facet, years_within},
    words::{SearchedText, tsquery},
};
use crate::{
    domain::{
        search::directory::{Cursor, EXACT_TOTAL, PAGE_SIZE},
        visibility::Audience,
    },
    server::{
        db::{Conn, on},
        error::AppResult,
    },
};

/// The audience of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListAudience {
    /// Sees public profiles of adults.
    Anonymous,
    /// Sees members' ones too, and minors' ones once approved.
    SignedIn,
    /// Sees every profile but those of suspended people.
    Administrator,
}

/// Lists treat their viewer's own profile like any other.
impl From<Audience> for ListAudience {
    fn from(audience: Audience) -> Self {
        match audience {
            Audience::Anonymous => Self::Anonymous,
            Audience::SignedIn | Audience::Owner => Self::SignedIn,
            Audience::Administrator => Self::Administrator,
        }
    }
}

impl ListAudience {
    /// The same in the table of what may be seen of a person.
    #[must_use]
    pub const fn audience(self) -> Audience {
        match self {
            Self::Anonymous => Audience::Anonymous,
            Self::SignedIn => Audience::SignedIn,
            Self::Administrator => Audience::Administrator,
        }
    }
}

/// A search, its values normalised.
#[derive(Debug, Clone)]
pub struct DirectorySearch {
    pub audience: ListAudience,
    /// Born later means minor.
    pub latest_adult_birth: NaiveDate,
    /// Normalised ([`crate::domain::search::text::query_words`]): letters and digits only.
    pub words: Vec<String>,
    pub code_prefix: String,
    /// What [`few_with_code`] answered.
    pub few_with_code: Option<Vec<i64>>,
    pub country: Option<String>,
    /// Normalised; empty for any.
    pub city: String,
    /// Ids; all of them.
    pub talents: Vec<i64>,
    pub gender: Option<String>,
    pub availability: Option<String>,
    pub work_mode: Option<String>,
    /// Keys; all of them.
    pub languages: Vec<String>,
    /// Profiles without experience do not match.
    pub experience_min: Option<u8>,
    /// Only people whose photo the audience may see.
    pub has_photo: bool,
}

/// Up to so many people are named in a statement; more are asked for their codes.
const FEW: usize = 1_000;

#[derive(QueryableByName)]
struct Id {
    #[diesel(sql_type = sql_types::BigInt)]
    id: i64,
}

/// A page of ids, newest first, and whether the list goes on beyond it (after, or before for [`Cursor::Before`]).
pub async fn page(conn: &mut Conn, search: &DirectorySearch, cursor: Option<Cursor>) -> AppResult<(Vec<i64>, bool)> {
    let mut statement = Statement::new(conn, search, Vec::new());
    let order = match cursor {
        Some(Cursor::Before(id)) => {
            statement.beyond(">", id);
            "ASC"
        }
        Some(Cursor::After(id)) => {
            statement.beyond("<", id);
            "DESC"
        }
        None => "DESC",
    };
    let key = statement.order_key;
    let sql = statement.sql(&format!("{key} AS id"), &format!("ORDER BY {key} {order} LIMIT {}", PAGE_SIZE + 1));
    let mut ids: Vec<i64> = run(conn, sql, statement.texts).await?.into_iter().map(|row| row.id).collect();
    let more = ids.len() > PAGE_SIZE;
    ids.truncate(PAGE_SIZE);
    if order == "ASC" {
        ids.reverse();
    }
    Ok((ids, more))
}

/// How many match, counted up to one more than [`EXACT_TOTAL`].
pub async fn bounded_count(conn: &mut Conn, search: &DirectorySearch) -> AppResult<i64> {
    let statement = Statement::new(conn, search, Vec::new());
    let inner = statement.sql("1", &format!("LIMIT {}", EXACT_TOTAL + 1));
    let rows = run(conn, format!("SELECT count(*) AS id FROM ({inner}) AS matching"), statement.texts).await?;
    Ok(rows.as_slice().first().map_or(0, |row| row.id))
}

/// The positions of those of the searches that have a match. PostgreSQL reads every row, expecting to find one soon,
/// when it is asked whether there is one; asked how many there are, it uses its indexes.
pub async fn searches_with_results(conn: &mut Conn, searches: &[DirectorySearch]) -> AppResult<Vec<usize>> {
    let (mut parts, mut texts) = (Vec::new(), Vec::new());
    for (place, search) in searches.iter().enumerate() {
        let statement = Statement::new(conn, search, texts);
        let anybody = if statement.sqlite {
            format!("EXISTS ({})", statement.sql("1", "LIMIT 1"))
        } else {
            format!(
                "(SELECT count(*) FROM ({}) AS matching) > 0",
                statement.sql("1", &format!("LIMIT {}", EXACT_TOTAL + 1))
            )
        };
        parts.push(format!("SELECT {place} AS id WHERE {anybody}"));
        texts = statement.texts;
    }
    if parts.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!("SELECT CAST(id AS BIGINT) AS id FROM ({}) AS found", parts.join(" UNION ALL "));
    let rows = run(conn, sql, texts).await?;
    Ok(rows.into_iter().filter_map(|row| usize::try_from(row.id).ok()).collect())
}

/// In how many cities the people of a list live, of all that may be on it.
pub async fn count_cities(conn: &mut Conn, search: &DirectorySearch) -> AppResult<i64> {
    let statement = Statement::new(conn, search, Vec::new());
    let somebody = statement
        .sql("1", "AND s.residence_country = c.residence_country AND s.city_normalised = c.city_normalised LIMIT 1");
    // The cities are read from their index and one person is looked up in each: at 100,000 people fifteen times
    // quicker than joining them all. EXISTS would be made that one large join by PostgreSQL.
    let sql = format!(
        "SELECT count(*) AS id FROM (SELECT DISTINCT residence_country, city_normalised FROM main_profile_search) c \
         WHERE ({somebody}) IS NOT NULL"
    );
    let rows = run(conn, sql, statement.texts).await?;
    Ok(rows.as_slice().first().map_or(0, |row| row.id))
}

/// The profiles with a code that begins so, unless they are many or have a word for it.
pub async fn few_with_code(conn: &mut Conn, prefix: &str) -> AppResult<Option<Vec<i64>>> {
    if prefix.len() <= CODE_BEGINNING {
        return Ok(None);
    }
    let sqlite = matches!(conn, Conn::Sqlite(_));
    let code = code_column(sqlite);
    let (first, second) = if sqlite { ("?1", "?2") } else { ("$1", "$2") };
    // SQLite keeps the order of the tables, so that the codes are read first.
    let sql = format!(
        "SELECT own.id AS id FROM unique_codes u CROSS JOIN main_profiles own \
         WHERE own.person_id = u.person_id AND {code} >= {first} AND {code} < {second} LIMIT {}",
        FEW + 1
    );
    let (from, until) = code_range(prefix);
    let ids: Vec<i64> = run(conn, sql, vec![from, until]).await?.into_iter().map(|row| row.id).collect();
    Ok((ids.len() <= FEW).then_some(ids))
}

/// Codes are capital letters and digits: everything that begins so lies between two texts.
fn code_range(prefix: &str) -> (String, String) {
    (prefix.to_owned(), format!("{prefix}~"))
}

/// Compared by bytes, whatever the database's own order of letters is.
const fn code_column(sqlite: bool) -> &'static str {
    if sqlite { "u.code" } else { "u.code COLLATE \"C\"" }
}

async fn run(conn: &mut Conn, sql: String, texts: Vec<String>) -> AppResult<Vec<Id>> {
    Ok(on!(conn, |c| {
        let mut query = diesel::sql_query(sql).into_boxed();
        for text in texts {
            query = query.bind::<sql_types::Text, _>(text);
        }
        query.load(c).await
    })?)
}

/// The statement of a search: tables in the order they are best read, conditions, texts to bind.
struct Statement {
    sqlite: bool,
    tables: Vec<String>,
    conditions: Vec<String>,
    texts: Vec<String>,
    /// Reading in the order of this column needs no sorting.
    order_key: &'static str,
}

impl Statement {
    /// `texts` are bound already, by statements before this one in the same question.
    fn new(conn: &Conn, search: &DirectorySearch, texts: Vec<String>) -> Self {
        let mut statement = Self {
            sqlite: matches!(conn, Conn::Sqlite(_)),
            tables: Vec::new(),
            conditions: Vec::new(),
            texts,
            order_key: "s.profile_id",
        };
        statement.words(search);
        if statement.sqlite {
            statement.facets(search);
        }
        statement.tables.push("main_profile_search s".to_owned());
        statement.audience(search);
        statement.values(search);
        if !statement.sqlite {
            statement.facets(search);
        }
        statement
    }

    /// Only profiles on one side of this one. PostgreSQL reads both tables in this order at times, and would begin
    /// the second one at its end.
    fn beyond(&mut self, comparison: &str, id: i64) {
        self.condition(&format!("{} {comparison} {id}", self.order_key));
        if self.tables.iter().any(|table| table == WORDS) {
            self.condition(&format!("w.profile_id {comparison} {id}"));
        }
    }

    /// SQLite reads its index of words in the order of profiles, so that comes first; PostgreSQL chooses itself.
    fn words(&mut self, search: &DirectorySearch) {
        if search.words.is_empty() {
            return;
        }
        let text = match search.audience {
            ListAudience::Anonymous => SearchedText::Anonymous,
            ListAudience::SignedIn | ListAudience::Administrator => SearchedText::Member,
        };
        if self.sqlite {
            let question = self.bind(text.fts5(&search.words));
            self.tables.push("main_profile_fts f".to_owned());
            self.condition(&format!("f.main_profile_fts MATCH {question}"));
            self.condition("s.profile_id = f.rowid");
            self.order_key = "f.rowid";
        } else {
            let question = self.bind(tsquery(&search.words));
            self.tables.push(WORDS.to_owned());
            self.condition(&format!("w.{} @@ {question}::tsquery", text.words_column()));
            self.condition("w.profile_id = s.profile_id");
        }
    }

    /// What is compared whole. SQLite reads this index in the order of profiles too; beside words it is read once, and
    /// the people it names are held until the end of the statement (the « + » keeps SQLite from asking the index of
    /// words for each of them).
    fn facets(&mut self, search: &DirectorySearch) {
        let facets = facets(search);
        if facets.is_empty() {
            return;
        }
        if !self.sqlite {
            let words: Vec<_> = facets.iter().map(|facet| self.bind(facet.to_string())).collect();
            self.condition(&format!("string_to_array(s.facets, ' ') @> ARRAY[{}]::text[]", words.join(", ")));
            return;
        }
        let question = self.bind(facets::fts5(&facets));
        if search.words.is_empty() {
            self.tables.push("main_profile_facets f".to_owned());
            self.condition(&format!("f.main_profile_facets MATCH {question}"));
            self.condition("s.profile_id = f.rowid");
            self.order_key = "f.rowid";
        } else {
            self.condition(&format!(
                "+f.rowid IN (SELECT rowid FROM main_profile_facets WHERE main_profile_facets MATCH {question})"
            ));
        }
    }

    /// The same rule as [`crate::domain::visibility::ModerationState::reachable`], without suspended people for every
    /// audience; a test compares the two.
    fn audience(&mut self, search: &DirectorySearch) {
        self.condition("s.active");
        let adult = format!("s.date_of_birth <= '{}'", search.latest_adult_birth);
        match search.audience {
            ListAudience::Anonymous => {
                self.condition("s.visibility = 'public'");
                self.condition(&adult);
            }
            ListAudience::SignedIn => {
                self.condition("s.visibility IN ('public', 'members')");
                self.condition(&format!("({adult} OR s.minor_approved)"));
            }
            ListAudience::Administrator => {}
        }
    }

    fn values(&mut self, search: &DirectorySearch) {
        for (column, wanted) in [
            ("s.residence_country", search.country.as_ref()),
            ("s.city_normalised", Some(&search.city).filter(|city| !city.is_empty())),
        ] {
            if let Some(wanted) = wanted {
                let value = self.bind(wanted.clone());
                self.condition(&format!("{column} = {value}"));
            }
        }
        if let Some(years) = search.experience_min {
            self.condition(&format!("s.years_experience >= {years}"));
        }
        if search.has_photo {
            // The index is of members' photos, of which visitors see a part.
            self.condition("s.member_photo");
            if search.audience == ListAudience::Anonymous {
                self.condition("s.anonymous_photo");
            }
        }
        if search.code_prefix.len() > CODE_BEGINNING {
            self.code(search);
        }
    }

    /// A short list of profiles is named in the statement; otherwise each row is compared.
    fn code(&mut self, search: &DirectorySearch) {
        match &search.few_with_code {
            Some(ids) if ids.is_empty() => self.condition("FALSE"),
            Some(ids) => {
                let ids: Vec<_> = ids.iter().map(i64::to_string).collect();
                self.condition(&format!("s.profile_id IN ({})", ids.join(",")));
            }
            None => {
                let (from, until) = code_range(&search.code_prefix);
                let (from, until) = (self.bind(from), self.bind(until));
                let code = code_column(self.sqlite);
                self.condition(&format!(
                    "EXISTS (SELECT 1 FROM unique_codes u \
                     WHERE u.person_id = s.person_id AND {code} >= {from} AND {code} < {until})"
                ));
            }
        }
    }

    fn condition(&mut self, condition: &str) {
        self.conditions.push(condition.to_owned());
    }

    /// Binds a text and gives its placeholder.
    fn bind(&mut self, text: String) -> String {
        self.texts.push(text);
        if self.sqlite { format!("?{}", self.texts.len()) } else { format!("${}", self.texts.len()) }
    }

    /// In SQLite « CROSS JOIN » keeps the order of the tables, so that the list is read in its own order and ends
    /// after a page; the indexes of words, which name few people, come first.
    fn sql(&self, columns: &str, end: &str) -> String {
        let tables = self.tables.join(if self.sqlite { " CROSS JOIN " } else { ", " });
        format!("SELECT {columns} FROM {tables} WHERE {} {end}", self.conditions.join(" AND "))
    }
}

/// PostgreSQL's words beside the values.
const WORDS: &str = "main_profile_texts w";

/// The words that every matching profile has.
fn facets(search: &DirectorySearch) -> Vec<Facet<'_>> {
    let mut facets: Vec<_> = search.talents.iter().copied().map(Facet::Talent).collect();
    facets.extend(search.languages.iter().map(|key| Facet::Language(key)));
    facets.extend(search.availability.as_deref().map(Facet::Availability));
    facets.extend(search.work_mode.as_deref().map(Facet::WorkMode));
    facets.extend(search.gender.as_deref().map(Facet::Gender));
    facets.extend(search.experience_min.and_then(|years| years_within(i64::from(years))).map(Facet::Years));
    // Named people are read by their names.
    if !search.code_prefix.is_empty() && search.few_with_code.is_none() {
        facets.extend(facets::code_beginnings(&search.code_prefix).last().map(Facet::Code));
    }
    facets
}
