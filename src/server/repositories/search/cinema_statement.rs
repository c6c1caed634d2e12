//! The statement of a casting search, for both databases.

use chrono::NaiveDate;

use super::{
    directory::ListAudience,
    name_prefilter::bit_of,
    trait_bitmask::{BitColumn, bits},
    words::{SearchedText, tsquery},
};
use crate::{
    domain::search::cinema::{CastingFilterName as Name, FilterKind, TraitList},
    server::db::Conn,
};

/// A search, its values normalised.
#[derive(Debug, Clone)]
pub struct CastingSearch {
    pub audience: ListAudience,
    /// Born later means minor.
    pub latest_adult_birth: NaiveDate,
    /// Normalised ([`crate::domain::search::text::query_words`]): letters and digits only.
    pub words: Vec<String>,
    pub code_prefix: String,
    pub country: Option<String>,
    pub place: Option<SearchPlace>,
    pub gender: Option<String>,
    /// Filters with the keys they look for.
    pub traits: Vec<(Name, Vec<String>)>,
    /// Born on that day or before: old enough.
    pub born_until: Option<NaiveDate>,
    /// Born after that day: young enough.
    pub born_after: Option<NaiveDate>,
    pub playing_age_min: Option<u16>,
    pub playing_age_max: Option<u16>,
    pub height_min: Option<u16>,
    pub height_max: Option<u16>,
    pub experience_min: Option<u16>,
    /// Only people whose photo the audience may see.
    pub has_photo: bool,
    /// A page out of up to so many people is cut out of all of them, a page out of more is read on its own.
    pub few: usize,
}

/// Where people live, names normalised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SearchPlace {
    Named(String),
    /// In one of these cities, or in a city typed by hand (of unknown position) with the name of their centre.
    Within {
        name: String,
        cities: Vec<i64>,
    },
}

/// A page out of so many people is quicker cut than read.
pub const FEW: usize = 3_000;

impl CastingSearch {
    /// Every profile an audience may find.
    #[must_use]
    pub fn of_all_profiles(audience: ListAudience, latest_adult_birth: NaiveDate) -> Self {
        Self {
            audience,
            latest_adult_birth,
            words: Vec::new(),
            code_prefix: String::new(),
            country: None,
            place: None,
            gender: None,
            traits: Vec::new(),
            born_until: None,
            born_after: None,
            playing_age_min: None,
            playing_age_max: None,
            height_min: None,
            height_max: None,
            experience_min: None,
            has_photo: false,
            few: FEW,
        }
    }

    /// What a list by name is ordered by for this viewer.
    #[must_use]
    pub const fn name_column(&self) -> &'static str {
        match self.audience {
            ListAudience::Anonymous => "s.anonymous_name",
            ListAudience::SignedIn | ListAudience::Administrator => "s.member_name",
        }
    }

    /// Where this viewer reads a list.
    const fn column(&self, column: BitColumn) -> &'static str {
        match (column, self.audience) {
            (BitColumn::Looks, _) => "s.looks",
            (BitColumn::Work, _) => "s.work",
            (BitColumn::FirstLanguages, _) => "s.first_languages",
            (BitColumn::OtherLanguages, _) => "s.other_languages",
            (BitColumn::Origins, ListAudience::Administrator) => "s.origins",
            (BitColumn::Origins, _) => "s.shown_origins",
        }
    }
}

impl CastingSearch {
    /// Whether a profile has all of these keys, or any, as the list is searched; `None` when no key is known.
    pub(crate) fn has_keys<'a>(&self, list: TraitList, keys: impl IntoIterator<Item = &'a str>) -> Option<String> {
        let parts: Vec<_> = bits(list, keys)
            .into_iter()
            .map(|bits| {
                let (column, mask) = (self.column(bits.column), bits.mask);
                if list.all_wanted() {
                    format!("{column} & {mask} = {mask}")
                } else {
                    format!("{column} & {mask} <> 0")
                }
            })
            .collect();
        let condition = parts.join(if list.all_wanted() { " AND " } else { " OR " });
        (!parts.is_empty()).then(|| format!("({condition})"))
    }
}

/// Conditions of a search and the texts they bind.
pub(crate) struct CinemaStatement {
    sqlite: bool,
    text: SearchedText,
    /// The placeholder of the question in words of several letters.
    words: Option<String>,
    /// The condition on words of one letter.
    letters: Option<String>,
    /// Whether the index of words is read first.
    words_first: bool,
    audience: Vec<String>,
    filters: Vec<(Name, String)>,
    pub(crate) texts: Vec<String>,
}

impl CinemaStatement {
    pub(crate) fn new(conn: &Conn, search: &CastingSearch) -> Self {
        let text = match search.audience {
            ListAudience::Anonymous => SearchedText::Anonymous,
            ListAudience::SignedIn | ListAudience::Administrator => SearchedText::Member,
        };
        let mut statement = Self {
            sqlite: matches!(conn, Conn::Sqlite(_)),
            text,
            words: None,
            letters: None,
            words_first: false,
            audience: Vec::new(),
            filters: Vec::new(),
            texts: Vec::new(),
        };
        let (letters, words): (Vec<String>, Vec<String>) =
            search.words.iter().cloned().partition(|word| bit_of(word).is_some());
        if !words.is_empty() {
            let question = if statement.sqlite { text.fts5(&words) } else { tsquery(&words) };
            statement.words = Some(statement.bind(question));
            statement.words_first = statement.sqlite;
        }
        let mask = letters.iter().filter_map(|letter| bit_of(letter)).fold(0, |all, bit| all | bit);
        if mask != 0 {
            let column = text.letters_column();
            statement.letters = Some(format!("s.{column} & {mask} = {mask}"));
        }
        // What costs least is asked first.
        statement.traits(search);
        statement.numbers(search);
        statement.others(search);
        statement.audience(search);
        statement
    }

    fn traits(&mut self, search: &CastingSearch) {
        for (name, keys) in &search.traits {
            let FilterKind::Keys(list) = name.kind() else { continue };
            self.keys(search, *name, list, keys);
        }
    }

    fn keys(&mut self, search: &CastingSearch, name: Name, list: TraitList, keys: &[String]) {
        if let Some(condition) = search.has_keys(list, keys.iter().map(String::as_str)) {
            self.filter(name, condition);
        }
    }

    fn numbers(&mut self, search: &CastingSearch) {
        for (name, column, comparison, wanted) in [
            (Name::HeightMin, "s.height_cm", ">=", search.height_min),
            (Name::HeightMax, "s.height_cm", "<=", search.height_max),
            (Name::PlayingAgeMin, "s.playing_age_max", ">=", search.playing_age_min),
            (Name::PlayingAgeMax, "s.playing_age_min", "<=", search.playing_age_max),
            (Name::ExperienceMin, "s.years_experience", ">=", search.experience_min),
        ] {
            if let Some(number) = wanted {
                self.filter(name, format!("{column} {comparison} {number}"));
            }
        }
        for (name, comparison, wanted) in
            [(Name::AgeMin, "<=", search.born_until), (Name::AgeMax, ">", search.born_after)]
        {
            if let Some(day) = wanted {
                self.filter(name, format!("s.date_of_birth {comparison} '{day}'"));
            }
        }
    }

    fn others(&mut self, search: &CastingSearch) {
        if search.has_photo {
            let column =
                if search.audience == ListAudience::Anonymous { "s.anonymous_photo" } else { "s.member_photo" };
            self.filter(Name::HasPhoto, column.to_owned());
        }
        for (name, column, wanted) in
            [(Name::Gender, "s.gender", &search.gender), (Name::Country, "s.residence_country", &search.country)]
        {
            if let Some(wanted) = wanted {
                let value = self.bind(wanted.clone());
                self.filter(name, format!("{column} = {value}"));
            }
        }
        match &search.place {
            None => {}
            Some(SearchPlace::Named(name)) => {
                let name = self.bind(name.clone());
                self.filter(Name::City, format!("s.city_normalised = {name}"));
            }
            Some(SearchPlace::Within { name, cities }) => {
                let name = self.bind(name.clone());
                let ids: Vec<_> = cities.iter().map(i64::to_string).collect();
                let ids = ids.join(",");
                let unlisted = format!("s.city_id IS NULL AND s.city_normalised = {name}");
                self.filter(Name::City, format!("(s.city_id IN ({ids}) OR ({unlisted}))"));
            }
        }
        if !search.code_prefix.is_empty() {
            let code = self.bind(format!(" {}", search.code_prefix));
            let position = if self.sqlite { "instr" } else { "strpos" };
            self.filter(Name::Code, format!("{position}(s.codes, {code}) > 0"));
        }
    }

    /// The same rule as [`crate::domain::visibility::ModerationState::reachable`], without suspended people for every
    /// audience; a test compares the two.
    fn audience(&mut self, search: &CastingSearch) {
        self.audience.push("s.active".to_owned());
        let adult = format!("s.date_of_birth <= '{}'", search.latest_adult_birth);
        match search.audience {
            ListAudience::Anonymous => {
                self.audience.push("s.visibility = 'public'".to_owned());
                self.audience.push(adult);
            }
            ListAudience::SignedIn => {
                self.audience.push("s.visibility IN ('public', 'members')".to_owned());
                self.audience.push(format!("({adult} OR s.minor_approved)"));
            }
            ListAudience::Administrator => {}
        }
    }

    fn filter(&mut self, name: Name, condition: String) {
        self.filters.push((name, condition));
    }

    /// Binds a text and gives its placeholder.
    pub(crate) fn bind(&mut self, text: String) -> String {
        self.texts.push(text);
        if self.sqlite { format!("?{}", self.texts.len()) } else { format!("${}", self.texts.len()) }
    }

    /// Whether the profile has the words, asked of one profile.
    fn has_words(&self, question: &str) -> String {
        if self.sqlite {
            let matching = format!("SELECT rowid FROM cinema_profile_fts WHERE cinema_profile_fts MATCH {question}");
            format!("s.profile_id IN ({matching})")
        } else {
            let column = self.text.words_column();
            let matching = format!("SELECT profile_id FROM cinema_profile_texts WHERE {column} @@ {question}::tsquery");
            format!("s.profile_id IN ({matching})")
        }
    }

    /// The number of a profile: reading in its order needs no sorting.
    pub(crate) const fn number_column(&self) -> &'static str {
        if self.words_first { "f.rowid" } else { "s.profile_id" }
    }

    /// Reads the searched rows in an order of theirs and asks each for the words.
    pub(crate) const fn in_order_of_rows(&mut self) {
        self.words_first = false;
    }

    /// The matching profiles. In SQLite « CROSS JOIN » keeps the order of the tables: words name fewer people than
    /// there are, in the order of the list.
    pub(crate) fn select(&self, columns: &str, more: &[String], end: &str) -> String {
        let mut table = "cinema_profile_search s";
        let mut conditions: Vec<String> = Vec::new();
        match &self.words {
            Some(question) if self.words_first => {
                table = "cinema_profile_fts f CROSS JOIN cinema_profile_search s";
                conditions.push(format!("f.cinema_profile_fts MATCH {question}"));
                conditions.push("s.profile_id = f.rowid".to_owned());
            }
            Some(question) => conditions.push(self.has_words(question)),
            None => {}
        }
        conditions.extend(self.letters.clone());
        conditions.extend(self.filters.iter().map(|(_, condition)| condition.clone()));
        conditions.extend(self.audience.iter().chain(more).cloned());
        format!("SELECT {columns} FROM {table} WHERE {} {end}", conditions.join(" AND "))
    }

    /// The filters, and a statement that gives the place of each without which another profile would match: one reading
    /// of the rows for all of them.
    pub(crate) fn all_but_one(&self) -> (Vec<Name>, String) {
        let words: Vec<_> =
            self.letters.clone().into_iter().chain(self.words.iter().map(|words| self.has_words(words))).collect();
        let words = (!words.is_empty()).then(|| (Name::Words, words.join(" AND ")));
        let filters: Vec<_> = words.into_iter().chain(self.filters.iter().cloned()).collect();
        let misses: Vec<_> =
            filters.iter().map(|(_, condition)| format!("CASE WHEN {condition} THEN 0 ELSE 1 END")).collect();
        let places: Vec<_> = (0..filters.len()).map(|place| format!("WHEN m{place} = 1 THEN {place}")).collect();
        let columns: Vec<_> = misses.iter().enumerate().map(|(place, miss)| format!("{miss} AS m{place}")).collect();
        let sum: Vec<_> = (0..filters.len()).map(|place| format!("m{place}")).collect();
        let sql = format!(
            "SELECT DISTINCT CAST(CASE {} END AS BIGINT) AS id, '' AS name FROM (SELECT {} FROM cinema_profile_search s \
             WHERE {}) AS missed WHERE {} = 1",
            places.join(" "),
            columns.join(", "),
            self.audience.join(" AND "),
            sum.join(" + ")
        );
        (filters.into_iter().map(|(name, _)| name).collect(), sql)
    }
}
