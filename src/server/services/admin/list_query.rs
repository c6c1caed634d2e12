//! Filters of the desk's lists, as an address or a form has them.

use chrono::{NaiveDate, NaiveDateTime};

use crate::{
    domain::{dates::read_day, registration::FormValues, search::cursor::Cursor, unique_code::UniqueCode},
    server::{
        clock::Clock,
        db::Conn,
        error::AppResult,
        repositories::{accounts::account, profiles::unique_codes},
    },
};

/// The name under which an address has the place of a page.
pub const PAGE_FIELD: &str = "page";
/// Longer values are no filter.
const LONGEST: usize = 100;

/// Why a filter cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FilterProblem {
    /// None of the choices.
    UnknownChoice,
    NotADay,
    /// The last day comes before the first.
    EndsBeforeBegin,
    /// No person has the code.
    NoSuchCode,
}

/// The filters of a list, as typed, and what is wrong with them. With a problem no line is shown: lines that were not
/// asked for would pass for those that were.
#[derive(Debug, Clone)]
pub struct ListQuery {
    pub typed: FormValues,
    pub problems: Vec<(&'static str, FilterProblem)>,
    pub cursor: Option<Cursor>,
}

/// A person found by code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeOwner {
    /// As it is stored.
    pub code: String,
    /// None when the person was erased or the code never issued.
    pub ids: Option<PersonIds>,
}

/// What rows say of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PersonIds {
    pub person: i64,
    pub account: i64,
}

impl ListQuery {
    /// Reads these fields of an urlencoded text.
    #[must_use]
    pub fn read(text: &str, fields: &[&str]) -> Self {
        let sent = FormValues::from_urlencoded(text.as_bytes());
        let mut typed = FormValues::default();
        for field in fields {
            let value: String = sent.trimmed(field).chars().filter(|c| !c.is_control()).take(LONGEST).collect();
            if !value.is_empty() {
                typed.set(field, vec![value]);
            }
        }
        Self { typed, problems: Vec::new(), cursor: Cursor::decode(sent.trimmed(PAGE_FIELD)) }
    }

    /// Whether every filter can be used.
    #[must_use]
    pub const fn is_sound(&self) -> bool {
        self.problems.is_empty()
    }

    /// What is wrong with a field.
    #[must_use]
    pub fn problem(&self, field: &str) -> Option<FilterProblem> {
        self.problems.iter().find(|(name, _)| *name == field).map(|(_, problem)| *problem)
    }

    /// The value of a field; none when nothing was typed.
    #[must_use]
    pub fn value(&self, field: &str) -> Option<String> {
        Some(self.typed.first(field)).filter(|value| !value.is_empty()).map(str::to_owned)
    }

    /// One of the values that `read` knows.
    pub fn choice<T>(&mut self, field: &'static str, read: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        let value = self.value(field)?;
        let choice = read(&value);
        if choice.is_none() {
            self.problems.push((field, FilterProblem::UnknownChoice));
        }
        choice
    }

    /// The days `from` to `to`, both included, as moments in UTC: from the first on, until before the second.
    pub fn period(&mut self) -> (Option<NaiveDateTime>, Option<NaiveDateTime>) {
        let (from, to) = (self.day("from"), self.day("to"));
        if from.zip(to).is_some_and(|(from, to)| to < from) {
            self.problems.push(("to", FilterProblem::EndsBeforeBegin));
        }
        let until = to.and_then(|day| day.succ_opt());
        (from.map(Clock::begin_of_day_in_morocco), until.map(Clock::begin_of_day_in_morocco))
    }

    fn day(&mut self, field: &'static str) -> Option<NaiveDate> {
        let day = read_day(&self.value(field)?).ok();
        if day.is_none() {
            self.problems.push((field, FilterProblem::NotADay));
        }
        day
    }

    /// The owner of the code that was typed. Unless `erased` are wanted too, a code without a person is a problem.
    pub async fn owner(&mut self, conn: &mut Conn, erased: bool) -> AppResult<Option<CodeOwner>> {
        let Some(typed) = self.value("code") else { return Ok(None) };
        let Ok(code) = typed.parse::<UniqueCode>() else {
            self.problems.push(("code", FilterProblem::NoSuchCode));
            return Ok(None);
        };
        let person = unique_codes::person_of(conn, code.as_str()).await?;
        let account = account::find_by_code(conn, code.as_str()).await?;
        let ids = person.zip(account).map(|(person, account)| PersonIds { person, account: account.id });
        if ids.is_none() && !erased {
            self.problems.push(("code", FilterProblem::NoSuchCode));
        }
        Ok(Some(CodeOwner { code: code.as_str().to_owned(), ids }))
    }

    /// The address of another page of the list at this path.
    #[must_use]
    pub fn address(&self, path: &str, cursor: Cursor) -> String {
        let mut fields = self.typed.clone();
        fields.set(PAGE_FIELD, vec![cursor.encode()]);
        format!("{path}?{}", fields.to_urlencoded())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIELDS: &[&str] = &["kind", "from", "to"];

    #[test]
    fn days_are_read_as_moments_of_morocco() {
        let mut query = ListQuery::read("from=2026-11-29&to=30/11/2026&x=y&kind=", FIELDS);
        let (from, until) = query.period();
        assert_eq!(from.unwrap().to_string(), "2026-11-28 23:00:00");
        assert_eq!(until.unwrap().to_string(), "2026-11-30 23:00:00");
        assert!(query.is_sound() && query.value("kind").is_none() && query.value("x").is_none());
    }

    #[test]
    fn what_makes_no_sense_is_named_and_stays_typed() {
        let mut query = ListQuery::read("from=yesterday&to=2026-11-30&kind=moon", FIELDS);
        query.period();
        assert_eq!(query.choice("kind", |_| None::<()>), None);
        assert_eq!(query.problem("from"), Some(FilterProblem::NotADay));
        assert_eq!(query.problem("kind"), Some(FilterProblem::UnknownChoice));
        assert_eq!(query.problem("to"), None);
        assert_eq!(query.value("from").as_deref(), Some("yesterday"));
        let mut query = ListQuery::read("from=2026-11-30&to=2026-11-29", FIELDS);
        query.period();
        assert_eq!(query.problem("to"), Some(FilterProblem::EndsBeforeBegin));
    }

    #[test]
    fn another_page_has_the_same_filters() {
        let query = ListQuery::read("kind=a%26b&page=n5", FIELDS);
        assert_eq!(query.cursor, Some(Cursor::After(5)));
        assert_eq!(query.address("/admin/jobs", Cursor::Before(9)), "/admin/jobs?kind=a%26b&page=p9");
    }
}
