//! What was imported of two people who are merged, and its way back.

use diesel::prelude::*;

use crate::server::{
    db::{
        Conn, execute, rows,
        schema::{import_files, import_values, imported_people},
    },
    error::AppResult,
};

/// What a merge gave of one person's imported rows to another.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct MovedImports {
    /// Rows that were taken: source, table and id in it.
    rows: Vec<(String, String, String)>,
    /// Noted cells, by `import_values.id`.
    values: Vec<i64>,
    /// Files that wait, by `import_files.id`.
    files: Vec<i64>,
}

/// Gives what was imported of a person to the one who takes their place.
pub async fn move_to(conn: &mut Conn, from: i64, to: i64) -> AppResult<MovedImports> {
    let rows: Vec<(String, String, String)> = rows!(
        conn,
        diesel::update(imported_people::table.filter(imported_people::person_id.eq(from)))
            .set(imported_people::person_id.eq(to))
            .returning((imported_people::source, imported_people::source_table, imported_people::source_id))
    )?;
    let values: Vec<i64> = rows!(
        conn,
        diesel::update(import_values::table.filter(import_values::person_id.eq(from)))
            .set(import_values::person_id.eq(to))
            .returning(import_values::id)
    )?;
    let files: Vec<i64> = rows!(
        conn,
        diesel::update(import_files::table.filter(import_files::person_id.eq(from)))
            .set(import_files::person_id.eq(to))
            .returning(import_files::id)
    )?;
    Ok(MovedImports { rows, values, files })
}

/// Gives it back, once the person is there again. What was forgotten since stays so.
pub async fn move_back(conn: &mut Conn, moved: &MovedImports, from: i64, to: i64) -> AppResult<()> {
    for (source, table, id) in &moved.rows {
        execute!(
            conn,
            diesel::update(
                imported_people::table
                    .filter(imported_people::source.eq(source))
                    .filter(imported_people::source_table.eq(table))
                    .filter(imported_people::source_id.eq(id))
                    .filter(imported_people::person_id.eq(from))
            )
            .set(imported_people::person_id.eq(to))
        )?;
    }
    execute!(
        conn,
        diesel::update(
            import_values::table
                .filter(import_values::id.eq_any(&moved.values))
                .filter(import_values::person_id.eq(from))
        )
        .set(import_values::person_id.eq(to))
    )?;
    execute!(
        conn,
        diesel::update(
            import_files::table.filter(import_files::id.eq_any(&moved.files)).filter(import_files::person_id.eq(from))
        )
        .set(import_files::person_id.eq(to))
    )
}
