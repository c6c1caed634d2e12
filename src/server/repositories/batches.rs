//! Writing many rows with few statements.

/// Rows read or written by one statement.
pub const BATCH: usize = 500;

/// Inserts lists of rows, each into its table, a batch at a time: `insert_batches!(conn, texts::table => texts)`. The
/// lists are handed over. It awaits, and returns early with a database error.
///
/// SQLite takes them in one visit to its thread: its asynchronous half knows no insert of several rows.
macro_rules! insert_batches {
    ($conn:expr, $($table:expr => $rows:expr),+ $(,)?) => {
        match $conn {
            $crate::server::db::Conn::Sqlite(c) => {
                c.spawn_blocking(move |c| {
                    $(for batch in $rows.chunks($crate::server::repositories::batches::BATCH) {
                        diesel::RunQueryDsl::execute(diesel::insert_into($table).values(batch), c)?;
                    })+
                    Ok(())
                })
                .await?;
            }
            $crate::server::db::Conn::Postgres(c) => {
                $(for batch in $rows.chunks($crate::server::repositories::batches::BATCH) {
                    diesel_async::RunQueryDsl::execute(diesel::insert_into($table).values(batch), &mut **c).await?;
                })+
            }
        }
    };
}
pub(super) use insert_batches;

/// The keys that rows of a table hold for an owner, in their order: `keys_of!(conn, table, owner = id, key)`.
macro_rules! keys_of {
    ($conn:expr, $table:ident, $owner:ident = $id:expr, $key:ident) => {
        $crate::server::db::rows!(
            $conn,
            $table::table.filter($table::$owner.eq($id)).order($table::$key).select($table::$key)
        )
    };
}
pub(super) use keys_of;

/// Puts keys in place of those an owner has: `replace_keys!(conn, table, owner = id, key = keys)`.
macro_rules! replace_keys {
    ($conn:expr, $table:ident, $owner:ident = $id:expr, $key:ident = $keys:expr) => {{
        $crate::server::db::execute!($conn, diesel::delete($table::table.filter($table::$owner.eq($id))))?;
        for key in $keys {
            let row = ($table::$owner.eq($id), $table::$key.eq(key));
            $crate::server::db::execute!($conn, diesel::insert_into($table::table).values(row))?;
        }
        Ok(())
    }};
}
pub(super) use replace_keys;
