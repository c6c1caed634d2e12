//! Pages of lists: by number, as before, or by cursors, which lose no one while people register.

use axum::{
    http::{HeaderValue, header},
    response::Response,
};
use serde::Serialize;
use utoipa::ToSchema;

use super::input::Parameters;
use crate::{
    domain::search::{
        cursor::Cursor,
        page::{EXACT_TOTAL, SearchPage, Total, Window},
    },
    server::api::problem::{Problem, Wrong, WrongValue},
};

/// The parameters of every list.
pub const PAGING: [&str; 3] = ["page", "limit", "cursor"];
/// People on a page, unless it is said.
const USUAL_LIMIT: usize = 20;
const LARGEST_LIMIT: usize = 100;
/// Later pages are reached by cursors.
const LAST_PAGE: usize = 500;

/// Which part of a list is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paging {
    /// None with a cursor.
    pub page: Option<usize>,
    pub limit: usize,
    pub cursor: Option<Cursor>,
}

impl Paging {
    /// Reads the parameters.
    pub fn read(parameters: &Parameters) -> Result<Self, Problem> {
        let limit = parameters.number("limit", 1, LARGEST_LIMIT)?.unwrap_or(USUAL_LIMIT);
        let page = parameters.number("page", 1, usize::MAX)?;
        let cursor = match parameters.get("cursor") {
            None => None,
            Some(_) if page.is_some() => return Err(Problem::parameter("cursor", WrongValue::InvalidValue)),
            Some(text) => {
                let cursor = Cursor::decode(text);
                Some(cursor.ok_or_else(|| Problem::parameter("cursor", WrongValue::InvalidValue))?)
            }
        };
        if page.is_some_and(|page| page > LAST_PAGE) {
            return Err(Problem::parameter("page", WrongValue::UseCursors));
        }
        let page = if cursor.is_some() { None } else { Some(page.unwrap_or(1)) };
        Ok(Self { page, limit, cursor })
    }

    #[must_use]
    pub fn window(self) -> Window {
        let before = self.page.map_or(0, |page| page.saturating_sub(1));
        Window { skip: before.saturating_mul(self.limit), size: self.limit }
    }
}

/// What every list says of itself.
#[derive(Serialize, ToSchema)]
pub struct PageFacts {
    /// How many there are, exact up to 10,000.
    pub total: u64,
    /// There when `total` is only the least there are.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub total_is_minimum: bool,
    /// The number of the page; null where a cursor led to it.
    pub page: Option<usize>,
    pub limit: usize,
    /// Opaque; the value of `cursor` for the page after this one.
    pub next: Option<String>,
    /// The same for the page before.
    pub previous: Option<String>,
}

impl PageFacts {
    #[must_use]
    pub fn of<L>(paging: Paging, page: &SearchPage<L>) -> Self {
        let (total, total_is_minimum) = match page.total {
            Total::Exact(total) => (total, false),
            Total::MoreThanCounted => (EXACT_TOTAL, true),
        };
        Self {
            total,
            total_is_minimum,
            page: paging.page,
            limit: paging.limit,
            next: page.next.map(Cursor::encode),
            previous: page.previous.map(Cursor::encode),
        }
    }

    /// Adds the links to the pages beside it.
    #[must_use]
    pub fn linked(&self, address: &str, parameters: &Parameters, mut answer: Response) -> Response {
        let links = [("next", &self.next), ("prev", &self.previous)];
        let links: Vec<String> = links
            .into_iter()
            .filter_map(|(relation, cursor)| Some((relation, cursor.as_ref()?)))
            .map(|(relation, cursor)| {
                let mut query = form_urlencoded::Serializer::new(String::new());
                for (name, value) in parameters.0.iter().filter(|(name, _)| name != "page" && name != "cursor") {
                    query.append_pair(name, value);
                }
                query.append_pair("cursor", cursor);
                format!("<{address}?{}>; rel=\"{relation}\"", query.finish())
            })
            .collect();
        if let Ok(value) = HeaderValue::from_str(&links.join(", "))
            && !links.is_empty()
        {
            answer.headers_mut().insert(header::LINK, value);
        }
        answer
    }
}

/// Names the filters of a search that made no sense, by the names the client gave them.
pub fn refuse_ignored<L>(page: &SearchPage<L>, name_of: impl Fn(&str) -> String) -> Result<(), Problem> {
    let wrong: Vec<Wrong> =
        page.ignored.iter().map(|filter| Wrong::parameter(&name_of(filter.key()), WrongValue::InvalidValue)).collect();
    if wrong.is_empty() { Ok(()) } else { Err(Problem::invalid(wrong)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> Result<Paging, Problem> {
        let pairs = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Paging::read(&Parameters(pairs.collect()))
    }

    #[test]
    fn pages_and_cursors_are_read_and_deep_pages_refused() {
        assert_eq!(read(&[]).unwrap(), Paging { page: Some(1), limit: 20, cursor: None });
        assert_eq!(read(&[("page", "3"), ("limit", "50")]).unwrap().window(), Window { skip: 100, size: 50 });
        let cursor = read(&[("cursor", "n1f")]).unwrap();
        assert_eq!((cursor.page, cursor.window().skip), (None, 0));
        for wrong in [
            &[("limit", "0")][..],
            &[("limit", "101")],
            &[("page", "0")],
            &[("cursor", "x")],
            &[("page", "1"), ("cursor", "n1")],
        ] {
            assert!(read(wrong).is_err(), "{wrong:?}");
        }
        assert_eq!(read(&[("page", "501")]).unwrap_err().wrong[0].why, WrongValue::UseCursors);
    }
}
