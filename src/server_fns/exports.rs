//! What administrators do with exports and their templates. Each action leads to a page that says how it ended.

use leptos::prelude::*;

use super::form_encoding::FormPost;
use crate::domain::{fault::Fault, registration::FormValues};

/// Where the button that stops a running export is sent.
pub const CANCEL_EXPORT: &str = "/fn/cancel_export";
/// Where the form that deletes a file is sent.
pub const DELETE_EXPORT: &str = "/fn/delete_export";
/// Where columns are sent with the name under which they are kept.
pub const SAVE_EXPORT_TEMPLATE: &str = "/fn/save_export_template";
/// Where the form that deletes a template is sent.
pub const DELETE_EXPORT_TEMPLATE: &str = "/fn/delete_export_template";

/// Stops the export with this number before its file is whole.
#[server(prefix = "/fn", endpoint = "cancel_export")]
pub async fn cancel_export(#[server(default)] id: String) -> Result<(), Fault> {
    use crate::server::services::admin::exports::cancel;
    let (ctx, id) = at_the_list(&id)?;
    let answer = cancel(&ctx.state, &ctx.actor(), id).await?;
    ctx.flash(crate::domain::export::EXPORT_ANSWER, &answer)?;
    Ok(())
}

/// Deletes the file of the export with this number before its time.
#[server(prefix = "/fn", endpoint = "delete_export")]
pub async fn delete_export(
    #[server(default)] id: String,
    #[server(default)] confirmed: Option<String>,
) -> Result<(), Fault> {
    use crate::{
        domain::export::{EXPORT_ANSWER, ExportAnswer},
        server::services::admin::exports::delete,
    };
    let (ctx, id) = at_the_list(&id)?;
    let answer = match confirmed {
        Some(_) => delete(&ctx.state, &ctx.actor(), id).await?,
        None => ExportAnswer::NotConfirmed,
    };
    ctx.flash(EXPORT_ANSWER, &answer)?;
    Ok(())
}

/// Keeps the columns of a form under a name, and shows the form again.
#[server(prefix = "/fn", endpoint = "save_export_template", input = FormPost)]
pub async fn save_export_template(form: FormValues) -> Result<(), Fault> {
    use crate::{
        domain::export::{
            COLUMN_FIELD, EXPORT_REFUSAL, ExportList, ExportRefusal, LIST_FIELD, SHARED_FIELD, TEMPLATE_NAME_FIELD,
            way_back,
        },
        routes::desk_new_export,
        server::{ctx::Ctx, services::admin::exports::save_template},
    };
    let ctx = Ctx::current()?;
    let list = ExportList::from_key(form.first(LIST_FIELD)).ok_or(Fault::BadRequest)?;
    let columns = list.among(form.all(COLUMN_FIELD).iter().map(String::as_str));
    let (name, shared) = (form.first(TEMPLATE_NAME_FIELD), form.is_ticked(SHARED_FIELD));
    let answer = save_template(&ctx.state, &ctx.actor(), name, shared, list, &columns).await?;
    let mut again = form.clone();
    if answer.is_done() {
        again.set(TEMPLATE_NAME_FIELD, Vec::new());
        again.set(SHARED_FIELD, Vec::new());
    }
    ctx.flash(EXPORT_REFUSAL, &ExportRefusal::of(answer, &again))?;
    leptos_axum::redirect(&desk_new_export(&way_back(&form)));
    Ok(())
}

/// Deletes the template with this number.
#[server(prefix = "/fn", endpoint = "delete_export_template")]
pub async fn delete_export_template(
    #[server(default)] id: String,
    #[server(default)] confirmed: Option<String>,
) -> Result<(), Fault> {
    use crate::{
        domain::export::{EXPORT_ANSWER, ExportAnswer},
        server::services::admin::exports::delete_template,
    };
    let (ctx, id) = at_the_list(&id)?;
    let answer = match confirmed {
        Some(_) => delete_template(&ctx.state, &ctx.actor(), id).await?,
        None => ExportAnswer::NotConfirmed,
    };
    ctx.flash(EXPORT_ANSWER, &answer)?;
    Ok(())
}

/// Leads to the list of exports.
#[cfg(feature = "ssr")]
fn at_the_list(id: &str) -> Result<(crate::server::ctx::Ctx, i64), Fault> {
    let ctx = crate::server::ctx::Ctx::current()?;
    let id: i64 = id.parse().map_err(|_| Fault::BadRequest)?;
    leptos_axum::redirect(crate::routes::DESK_EXPORTS);
    Ok((ctx, id))
}
