//! Columns of exports that administrators keep under a name, for themselves or for all of them.

use crate::{
    domain::{
        access::Capability,
        export::{Column, ExportAnswer, ExportList},
        kept_name::{MOST_KEPT, name_of},
    },
    server::{
        actor::Actor,
        db::{Conn, transaction},
        error::{AppError, AppResult},
        repositories::{
            accounts::account,
            admin::export_templates::{self, ExportTemplateRow, NewExportTemplate},
        },
        services::admin::{
            audit_log::{self, Subject},
            kept::{Kept, MOST_SHARED},
        },
        state::AppState,
    },
};

/// Columns with their name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportTemplate {
    pub id: i64,
    pub name: String,
    /// Whether all administrators see it.
    pub shared: bool,
    pub list: ExportList,
    pub columns: Vec<Column>,
}

/// What an administrator can apply.
pub type ExportTemplates = Kept<ExportTemplate>;

impl Kept<ExportTemplate> {
    /// The one with this number.
    #[must_use]
    pub fn find(&self, id: i64) -> Option<&ExportTemplate> {
        let shared = self.shared.iter().map(|(template, _)| template);
        self.own.iter().chain(shared).find(|template| template.id == id)
    }
}

impl ExportTemplate {
    fn of(row: ExportTemplateRow) -> Option<Self> {
        let list = ExportList::from_key(&row.list)?;
        let columns = list.among(row.column_keys.split(','));
        Some(Self { id: row.id, name: row.name, shared: row.shared, list, columns })
    }
}

/// What the actor can apply.
///
/// # Errors
/// `Forbidden` without the capability, or without an account.
pub async fn list(conn: &mut Conn, actor: &Actor) -> AppResult<ExportTemplates> {
    actor.require(Capability::ExportPeople)?;
    let account_id = actor.signed_in()?.id;
    let own = export_templates::of_account(conn, account_id).await?;
    let own: Vec<ExportTemplate> = own.into_iter().filter_map(ExportTemplate::of).collect();
    let shared = export_templates::shared_by_others(conn, account_id, MOST_SHARED).await?;
    let shared = shared.into_iter().filter_map(|(row, email)| Some((ExportTemplate::of(row)?, email))).collect();
    Ok(Kept::by_name(own, shared, |template| &template.name))
}

/// The actor's own, by name.
///
/// # Errors
/// As [`list`].
pub async fn own_templates(state: &AppState, actor: &Actor) -> AppResult<Vec<ExportTemplate>> {
    Ok(list(&mut state.db.read().await?, actor).await?.own)
}

/// Keeps columns under a name.
///
/// # Errors
/// As [`list`].
pub async fn save_template(
    state: &AppState,
    actor: &Actor,
    typed_name: &str,
    shared: bool,
    list: ExportList,
    columns: &[Column],
) -> AppResult<ExportAnswer> {
    actor.require(Capability::ExportPeople)?;
    let account_id = actor.signed_in()?.id;
    let name = match name_of(typed_name) {
        Ok(name) => name,
        Err(problem) => return Ok(problem.into()),
    };
    if columns.is_empty() {
        return Ok(ExportAnswer::NoColumns);
    }
    let column_keys = columns.iter().map(Column::key).collect::<Vec<_>>().join(",");
    let (state, actor) = (state.clone(), actor.clone());
    transaction!(state, |conn| {
        // One at a time, so that names and their number are what was counted.
        account::lock_access(conn, account_id).await?.ok_or(AppError::NotFound)?;
        if export_templates::named(conn, account_id, &name).await?.is_some() {
            return Ok(ExportAnswer::NameTaken);
        }
        if export_templates::count_of(conn, account_id).await? >= MOST_KEPT {
            return Ok(ExportAnswer::TooManyTemplates);
        }
        let created_at = state.clock.now();
        let template = NewExportTemplate {
            account_id,
            name: &name,
            shared,
            list: list.key(),
            column_keys: &column_keys,
            created_at,
        };
        let id = export_templates::insert(conn, &template).await?;
        audit_log::record(&state, conn, &actor, "export_template.added", &Subject::export_template(id)).await?;
        ExportAnswer::TemplateSaved
    })
}

/// Deletes one of the actor's own.
///
/// # Errors
/// As [`list`].
pub async fn delete_template(state: &AppState, actor: &Actor, id: i64) -> AppResult<ExportAnswer> {
    actor.require(Capability::ExportPeople)?;
    let account_id = actor.signed_in()?.id;
    let (state, actor) = (state.clone(), actor.clone());
    transaction!(state, |conn| {
        if !export_templates::delete(conn, account_id, id).await? {
            return Ok(ExportAnswer::Unchanged);
        }
        audit_log::record(&state, conn, &actor, "export_template.deleted", &Subject::export_template(id)).await?;
        ExportAnswer::TemplateDeleted
    })
}
