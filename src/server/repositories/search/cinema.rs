//! Which profiles a casting search finds. Ids only: what is shown of them is loaded and judged elsewhere.
//!
//! The searched rows are read once for the total, which is counted no further than it is shown. Where few match, their
//! page is cut out of what that found; where many do, a page is soon filled by reading in its order.

use diesel::{QueryableByName, sql_types};
use diesel_async::RunQueryDsl;

use super::cinema_statement::CinemaStatement;
pub use super::cinema_statement::{CastingSearch, FEW, SearchPlace};
use crate::{
    domain::{
        reference,
        search::{
            cinema::{CastingFilterName, Sort, TraitList},
            directory::{EXACT_TOTAL, PAGE_SIZE, Total},
            listing::Cursor,
        },
    },
    server::{
        db::{Conn, on},
        error::{AppError, AppResult},
    },
};

/// A page of ids in the order of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundPage {
    pub ids: Vec<i64>,
    /// Whether the list goes on beyond it: before it for [`Cursor::Before`], else after it.
    pub more: bool,
    pub total: Total,
    /// No profile this viewer may see stands where the cursor says: this is the first page.
    pub lost: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, QueryableByName)]
struct Row {
    #[diesel(sql_type = sql_types::BigInt)]
    id: i64,
    /// What the list is ordered by before the ids; empty for the newest first.
    #[diesel(sql_type = sql_types::Text)]
    name: String,
}

impl Row {
    /// From « id name ».
    fn from_line(line: &str) -> AppResult<Self> {
        let (id, name) = line.split_once(' ').ok_or_else(|| AppError::internal("a found profile has no order"))?;
        Ok(Self { id: id.parse().map_err(AppError::internal)?, name: name.to_owned() })
    }
}

/// Where a page begins, in the order of the list.
struct Start {
    cursor: Cursor,
    /// Of the profile the cursor names.
    row: Row,
}

impl Start {
    const fn forward(&self) -> bool {
        matches!(self.cursor, Cursor::After(_))
    }

    /// Whether this is the last page, which is before no profile.
    const fn at_the_end(&self) -> bool {
        matches!(self.cursor, Cursor::Before(0))
    }
}

/// A page of what the search finds, and the total.
pub async fn find(conn: &mut Conn, search: &CastingSearch, sort: Sort, cursor: Option<Cursor>) -> AppResult<FoundPage> {
    let start = match cursor {
        Some(cursor) => start_at(conn, search, sort, cursor).await?,
        None => None,
    };
    let lost = cursor.is_some() && start.is_none();
    let all = all_rows(conn, search, sort).await?;
    let total = Total::from_bounded_count(i64::try_from(all.len()).unwrap_or(i64::MAX));
    let (ids, more) = if all.len() > search.few {
        read_page(conn, search, sort, start.as_ref()).await?
    } else {
        slice(all, sort, start.as_ref())
    };
    Ok(FoundPage { ids, more, total, lost })
}

/// Every match, in no order and up to one more than [`EXACT_TOTAL`]. They come in one text: ten thousand rows take
/// longer to read than to find.
async fn all_rows(conn: &mut Conn, search: &CastingSearch, sort: Sort) -> AppResult<Vec<Row>> {
    let statement = CinemaStatement::new(conn, search);
    let matching = statement.select(&columns(search, sort), &[], &format!("LIMIT {}", EXACT_TOTAL + 1));
    let sql = format!(
        "SELECT CAST(0 AS BIGINT) AS id, COALESCE(string_agg(CAST(id AS TEXT) || ' ' || name, '\n'), '') AS name \
         FROM ({matching}) AS matching"
    );
    let listed = run(conn, sql, statement.texts).await?;
    listed.iter().flat_map(|row| row.name.lines()).map(Row::from_line).collect()
}

fn columns(search: &CastingSearch, sort: Sort) -> String {
    match sort {
        Sort::Newest => "s.profile_id AS id, '' AS name".to_owned(),
        Sort::Name => format!("s.profile_id AS id, {} AS name", search.name_column()),
    }
}

/// The place of a cursor. By name only a profile the viewer may see has one: the place would reveal the name.
async fn start_at(conn: &mut Conn, search: &CastingSearch, sort: Sort, cursor: Cursor) -> AppResult<Option<Start>> {
    let (Cursor::After(id) | Cursor::Before(id)) = cursor;
    if sort == Sort::Newest || cursor == Cursor::Before(0) {
        return Ok(Some(Start { cursor, row: Row { id, name: String::new() } }));
    }
    let statement =
        CinemaStatement::new(conn, &CastingSearch::of_all_profiles(search.audience, search.latest_adult_birth));
    let sql = statement.select(&columns(search, sort), &[format!("s.profile_id = {id}")], "");
    let row = run(conn, sql, statement.texts).await?.into_iter().next();
    Ok(row.map(|row| Start { cursor, row }))
}

/// A page out of all that match.
fn slice(mut all: Vec<Row>, sort: Sort, start: Option<&Start>) -> (Vec<i64>, bool) {
    match sort {
        Sort::Newest => all.sort_unstable_by_key(|row| std::cmp::Reverse(row.id)),
        Sort::Name => all.sort_unstable_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id))),
    }
    let precedes = |a: &Row, b: &Row| match sort {
        Sort::Newest => a.id > b.id,
        Sort::Name => (&a.name, a.id) < (&b.name, b.id),
    };
    let (from, until) = match start {
        None => (0, PAGE_SIZE.min(all.len())),
        Some(start) if start.forward() => {
            let from = all.partition_point(|row| !precedes(&start.row, row));
            (from, (from + PAGE_SIZE).min(all.len()))
        }
        Some(start) if start.at_the_end() => (all.len().saturating_sub(PAGE_SIZE), all.len()),
        Some(start) => {
            let until = all.partition_point(|row| precedes(row, &start.row));
            (until.saturating_sub(PAGE_SIZE), until)
        }
    };
    let more = if start.is_none_or(Start::forward) { until < all.len() } else { from > 0 };
    (all.get(from..until).unwrap_or_default().iter().map(|row| row.id).collect(), more)
}

/// A page out of very many, read in the order of the list.
async fn read_page(
    conn: &mut Conn,
    search: &CastingSearch,
    sort: Sort,
    start: Option<&Start>,
) -> AppResult<(Vec<i64>, bool)> {
    let mut statement = CinemaStatement::new(conn, search);
    let forward = start.is_none_or(Start::forward);
    let (keys, ascending) = match sort {
        Sort::Newest => (vec![statement.number_column()], !forward),
        Sort::Name => {
            statement.in_order_of_rows();
            (vec![search.name_column(), "s.profile_id"], forward)
        }
    };
    let direction = if ascending { "ASC" } else { "DESC" };
    let mut beyond = Vec::new();
    if let Some(start) = start.filter(|start| !start.at_the_end()) {
        let comparison = if ascending { ">" } else { "<" };
        let id = start.row.id;
        beyond.push(match sort {
            Sort::Newest => format!("{} {comparison} {id}", statement.number_column()),
            Sort::Name => {
                let name = statement.bind(start.row.name.clone());
                format!("({}, s.profile_id) {comparison} ({name}, {id})", search.name_column())
            }
        });
    }
    let order: Vec<_> = keys.iter().map(|key| format!("{key} {direction}")).collect();
    let end = format!("ORDER BY {} LIMIT {}", order.join(", "), PAGE_SIZE + 1);
    let sql = statement.select("s.profile_id AS id, '' AS name", &beyond, &end);
    let mut ids: Vec<i64> = run(conn, sql, statement.texts).await?.into_iter().map(|row| row.id).collect();
    let more = ids.len() > PAGE_SIZE;
    ids.truncate(PAGE_SIZE);
    if !forward {
        ids.reverse();
    }
    Ok((ids, more))
}

/// How many matches of a search have each key of a list, in one reading of the rows.
pub async fn count_by_key(
    conn: &mut Conn,
    search: &CastingSearch,
    list: TraitList,
) -> AppResult<Vec<(&'static str, i64)>> {
    let keys: Vec<_> = reference::terms(list.vocabulary()).map(|term| term.key.as_str()).collect();
    let counts: Vec<_> = keys
        .iter()
        .map(|key| {
            let condition = search.has_keys(list, [*key]).unwrap_or_else(|| "FALSE".to_owned());
            format!("CAST(count(CASE WHEN {condition} THEN 1 END) AS TEXT)")
        })
        .collect();
    let columns = format!("CAST(0 AS BIGINT) AS id, {} AS name", counts.join(" || ' ' || "));
    let statement = CinemaStatement::new(conn, search);
    let rows = run(conn, statement.select(&columns, &[], ""), statement.texts).await?;
    let counted = rows.iter().flat_map(|row| row.name.split(' ')).map(str::parse).collect::<Result<Vec<i64>, _>>();
    Ok(keys.into_iter().zip(counted.map_err(AppError::internal)?).collect())
}

/// When a search finds nothing: the filters whose removal gives results.
pub async fn filters_whose_removal_matches(
    conn: &mut Conn,
    search: &CastingSearch,
) -> AppResult<Vec<CastingFilterName>> {
    let statement = CinemaStatement::new(conn, search);
    let (names, sql) = statement.all_but_one();
    if names.is_empty() {
        return Ok(Vec::new());
    }
    let mut places: Vec<_> = run(conn, sql, statement.texts).await?.into_iter().map(|row| row.id).collect();
    places.sort_unstable();
    let name_at = |place| usize::try_from(place).ok().and_then(|place| names.get(place).copied());
    Ok(places.into_iter().filter_map(name_at).collect())
}

async fn run(conn: &mut Conn, sql: String, texts: Vec<String>) -> AppResult<Vec<Row>> {
    Ok(on!(conn, |c| {
        let mut query = diesel::sql_query(sql).into_boxed();
        for text in texts {
            query = query.bind::<sql_types::Text, _>(text);
        }
        query.load(c).await
    })?)
}
