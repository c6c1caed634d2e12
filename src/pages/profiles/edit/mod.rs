//! `/profile/edit` and every page like it: everything one answered, and a form for each section.

pub mod cinema;
mod main_form;
mod overview;
mod section;
mod shown;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

pub use self::shown::{EditTexts, ShownEdit};
use self::{overview::EditOverview, section::EditSection};
use crate::components::suspended::suspended;
use crate::{
    components::{lang::current_locale, unlisted_page::UnlistedPage},
    domain::{field_error::FieldErrors, registration::Step},
    pages::site::{failure::failure, too_fast::refused_notice},
    server::{
        context::{RefusedForm, use_refused_form},
        ctx::Ctx,
        error::AppResult,
        security::flash::{FILE_ERRORS, saved_section, take_flash},
        services::{
            profiles::edit::{EditPage as Shown, Overview, load_overview, load_section, of_person},
            registration::FormRequest,
        },
    },
};

/// `/profile/edit`: all sections of the main profile, or with `?section=…` the form of one.
#[component]
pub fn EditPage() -> impl IntoView {
    edit_page::<Step>(None)
}

/// All sections of a form, or with `?section=…` the form of one. Accounts without its profile are led to the
/// registration. With a code it is the page of the desk about the person who has it.
pub fn edit_page<S: ShownEdit>(code: Option<String>) -> AnyView {
    let section = use_query_map().read_untracked().get("section").as_deref().and_then(S::from_key);
    let saved: Option<S> = take_flash(&saved_section::<S>());
    let refused: FieldErrors = take_flash(FILE_ERRORS).unwrap_or_default();
    let unstored = use_refused_form();
    let content = suspended(async move {
        let shown = match section {
            Some(section) => load(section, unstored.as_ref(), code.as_deref()).await.map(|page| {
                page.map(|mut page| {
                    page.content.errors.extend(refused);
                    let chosen_again = section == S::FILES;
                    let notice = unstored.map(|form| refused_notice(current_locale(), form.fault, chosen_again));
                    view! { {notice} <EditSection page /> }.into_any()
                })
            }),
            None => load_all::<S>(code.as_deref())
                .await
                .map(|all| all.map(|all| view! { <EditOverview content=all.content saved /> }.into_any())),
        };
        match shown {
            Ok(Some(page)) => page,
            Ok(None) => {
                leptos_axum::redirect(&S::without_profile(code.as_deref()));
                ().into_any()
            }
            Err(error) => failure(error),
        }
    });
    view! {
        <UnlistedPage title=S::edit_texts(current_locale()).title>{content}</UnlistedPage>
    }
    .into_any()
}

/// One section of the own profile, or of that of the person with this code; `None` without one.
async fn load<S: ShownEdit>(
    section: S,
    unstored: Option<&RefusedForm>,
    code: Option<&str>,
) -> AppResult<Option<Shown<S>>> {
    let ctx = Ctx::current()?;
    load_section(&ctx.state, &request(&ctx, code).await?, section, unstored.map(|form| &form.typed)).await
}

/// Every section of the own profile, or of that of the person with this code; `None` without one.
async fn load_all<S: ShownEdit>(code: Option<&str>) -> AppResult<Option<Overview>> {
    let ctx = Ctx::current()?;
    load_overview::<S>(&ctx.state, &request(&ctx, code).await?).await
}

async fn request(ctx: &Ctx, code: Option<&str>) -> AppResult<FormRequest> {
    match code {
        Some(code) => of_person(&ctx.state, ctx.form_request(), code).await,
        None => Ok(ctx.form_request()),
    }
}
