//! The registration form, a step a page, complete without JavaScript.

mod done;
mod frame;
mod review;
mod review_card;

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

pub use self::done::RegisterDonePage;
use self::{frame::StepForm, review::Review};
use crate::components::suspended::suspended;
use crate::{
    components::{
        lang::current_locale,
        layout::{Page, PageWidth},
        page_header::PageHeader,
    },
    domain::registration::{REVIEW, Step},
    i18n::td_string,
    pages::{failure::failure, sections::SectionFields},
    server::services::registration::Asked,
    server_fns::{registration::registration_page, uploads::file_errors},
};

/// `/auth/register?step=…`: a step of the form or the review. People with a profile are led to their space.
#[component]
pub fn RegisterPage() -> impl IntoView {
    let locale = current_locale();
    let asked = match use_query_map().read_untracked().get("step").as_deref() {
        Some(REVIEW) => Asked::Review,
        Some(key) => Asked::Step(Step::from_key(key).unwrap_or(Step::Identity)),
        None => Asked::WhereItStands,
    };
    let refused = file_errors();
    let content = suspended(async move {
        let page = match registration_page(asked).await {
            Ok(mut page) => {
                page.content.errors.extend(refused);
                page
            }
            Err(error) => return failure(error),
        };
        if page.registered {
            leptos_axum::redirect("/profile/dashboard");
            return ().into_any();
        }
        let Some(step) = page.shown else { return view! { <Review page /> }.into_any() };
        let frame = frame::Frame::new(step, &page);
        view! {
            <StepForm frame>
                <SectionFields section=step content=page.content />
            </StepForm>
        }
        .into_any()
    });
    view! {
        <Title text=td_string!(locale, register.title) />
        <Page width=PageWidth::Narrow>
            <PageHeader title=td_string!(locale, register.title) lead=td_string!(locale, register.lead) />
            {content}
        </Page>
    }
}
