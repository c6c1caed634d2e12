//! Lists that are read by cursor, newest first.

/// Reads rows of a table with a number as its key, from a cursor on. The block filters the query, whose type is the same
/// whatever is filtered. Rows before a cursor come oldest first. It awaits, and is an
/// [`AppResult`](crate::server::error::AppResult).
///
/// ```ignore
/// read_page!(conn, jobs => JobRow, cursor, limit, |query| {
///     if let Some(kind) = &filter.kind {
///         query = query.filter(jobs::kind.eq(kind));
///     }
/// })
/// ```
macro_rules! read_page {
    (@on $backend:ty, $c:ident, $table:ident => $row:ty, $cursor:expr, $limit:expr, |$query:ident| $filters:block) => {{
        use $crate::server::db::LoadRows as _;
        let mut $query = $table::table.into_boxed::<$backend>();
        $filters;
        let $query = match $cursor {
            Some($crate::domain::search::cursor::Cursor::Before(id)) => {
                $query.filter($table::id.gt(id)).order($table::id.asc())
            }
            Some($crate::domain::search::cursor::Cursor::After(id)) => {
                $query.filter($table::id.lt(id)).order($table::id.desc())
            }
            None => $query.order($table::id.desc()),
        };
        $query.limit($limit).select(<$row>::as_select()).load_rows(&mut **$c).await
    }};
    ($conn:expr, $table:ident => $row:ty, $cursor:expr, $limit:expr, |$query:ident| $filters:block) => {{
        let rows: diesel::QueryResult<Vec<$row>> = match $conn {
            $crate::server::db::Conn::Sqlite(c) => {
                $crate::server::repositories::paged::read_page!(
                    @on diesel::sqlite::Sqlite, c, $table => $row, $cursor, $limit, |$query| $filters
                )
            }
            $crate::server::db::Conn::Postgres(c) => {
                $crate::server::repositories::paged::read_page!(
                    @on diesel::pg::Pg, c, $table => $row, $cursor, $limit, |$query| $filters
                )
            }
        };
        rows.map_err($crate::server::error::AppError::from)
    }};
}
pub(super) use read_page;
