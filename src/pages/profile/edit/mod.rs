//! `/profile/edit`: everything one answered, and a form for each section.

mod overview;
mod section;

use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use leptos_router::hooks::use_query_map;

pub use self::overview::edit_path;
use self::{overview::EditOverview, section::EditSection};
use crate::components::suspended::suspended;
use crate::{
    components::{
        lang::current_locale,
        layout::{Page, PageWidth},
    },
    domain::registration::{FormStep as _, Step},
    i18n::td_string,
    pages::failure::failure,
    server_fns::{
        profile_edit::{edit_overview, edit_section, just_saved},
        uploads::file_errors,
    },
};

/// All sections, or with `?section=…` the form of one. Accounts without a profile are led to the registration.
#[component]
pub fn EditPage() -> impl IntoView {
    let locale = current_locale();
    let section = use_query_map().read_untracked().get("section").as_deref().and_then(Step::from_key);
    let saved = just_saved();
    let refused = file_errors();
    let content = suspended(async move {
        let shown = match section {
            Some(section) => edit_section(section).await.map(|page| {
                page.map(|mut page| {
                    page.content.errors.extend(refused);
                    view! { <EditSection page /> }.into_any()
                })
            }),
            None => edit_overview()
                .await
                .map(|all| all.map(|all| view! { <EditOverview content=all.content saved /> }.into_any())),
        };
        match shown {
            Ok(Some(page)) => page,
            Ok(None) => {
                leptos_axum::redirect("/auth/register");
                ().into_any()
            }
            Err(error) => failure(error),
        }
    });
    view! {
        <Title text=td_string!(locale, profile.edit_title) />
        <Meta name="robots" content="noindex" />
        <Page width=PageWidth::Narrow>{content}</Page>
    }
}
