//! Columns of exports that administrators keep under a name.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::{
    domain::access::Role,
    server::{
        db::{
            Conn, affects_one, first, one, rows,
            schema::{accounts, export_templates},
        },
        error::AppResult,
    },
};

/// One to be stored.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = export_templates)]
pub struct NewExportTemplate<'a> {
    pub account_id: i64,
    pub name: &'a str,
    pub shared: bool,
    pub list: &'a str,
    pub column_keys: &'a str,
    pub created_at: NaiveDateTime,
}

/// A stored one.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = export_templates)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
pub struct ExportTemplateRow {
    pub id: i64,
    pub account_id: i64,
    pub name: String,
    /// Whether all administrators see it.
    pub shared: bool,
    /// The key of the list that the columns are of.
    pub list: String,
    /// Keys, separated by commas.
    pub column_keys: String,
    pub created_at: NaiveDateTime,
}

/// Stores one and gives its id.
///
/// # Errors
/// A unique violation when the account has one of this name.
pub async fn insert(conn: &mut Conn, template: &NewExportTemplate<'_>) -> AppResult<i64> {
    one!(conn, diesel::insert_into(export_templates::table).values(template).returning(export_templates::id))
}

/// Those of an account, the oldest first.
pub async fn of_account(conn: &mut Conn, account_id: i64) -> AppResult<Vec<ExportTemplateRow>> {
    rows!(
        conn,
        export_templates::table
            .filter(export_templates::account_id.eq(account_id))
            .order(export_templates::id)
            .select(ExportTemplateRow::as_select())
    )
}

/// The newest that other administrators share, with their addresses. Accounts that are no administrators' any more share
/// nothing.
pub async fn shared_by_others(
    conn: &mut Conn,
    account_id: i64,
    limit: i64,
) -> AppResult<Vec<(ExportTemplateRow, String)>> {
    rows!(
        conn,
        export_templates::table
            .inner_join(accounts::table)
            .filter(export_templates::shared.eq(true))
            .filter(export_templates::account_id.ne(account_id))
            .filter(accounts::role.eq(Role::Administrator.key()))
            .order(export_templates::id.desc())
            .limit(limit)
            .select((ExportTemplateRow::as_select(), accounts::email))
    )
}

/// The one of an account that has a name.
pub async fn named(conn: &mut Conn, account_id: i64, name: &str) -> AppResult<Option<i64>> {
    first!(
        conn,
        export_templates::table
            .filter(export_templates::account_id.eq(account_id))
            .filter(export_templates::name.eq(name))
            .select(export_templates::id)
    )
}

/// How many an account has.
pub async fn count_of(conn: &mut Conn, account_id: i64) -> AppResult<i64> {
    one!(
        conn,
        export_templates::table.filter(export_templates::account_id.eq(account_id)).select(diesel::dsl::count_star())
    )
}

/// Deletes one of an account; `false` when it has none with this id.
pub async fn delete(conn: &mut Conn, account_id: i64, id: i64) -> AppResult<bool> {
    affects_one!(
        conn,
        diesel::delete(export_templates::table.find(id).filter(export_templates::account_id.eq(account_id)))
    )
}
