//! The registration form, a step a page, complete without JavaScript.

mod contact;
mod done;
mod frame;
mod identity;
mod labels;
mod location;
mod privacy;
mod review;
mod review_card;
mod talents;

use leptos::{either::EitherOf6, prelude::*};
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

pub use self::done::RegisterDonePage;
use self::{
    contact::ContactStep, frame::StepForm, identity::IdentityStep, location::LocationStep, privacy::PrivacyStep,
    review::Review, talents::TalentsStep,
};
use crate::{
    components::{
        lang::current_locale,
        layout::{Page, PageWidth},
        page_header::PageHeader,
    },
    domain::registration::{REVIEW, Step},
    i18n::td_string,
    pages::failure::failure,
    server::services::registration::Asked,
    server_fns::registration::registration_page,
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
    let content = Suspend::new(async move {
        let page = match registration_page(asked).await {
            Ok(page) => page,
            Err(error) => return failure(error),
        };
        if page.registered {
            leptos_axum::redirect("/profile/dashboard");
            return ().into_any();
        }
        let form = match page.shown {
            None => EitherOf6::A(view! { <Review page /> }),
            Some(step) => {
                let frame = frame::Frame::new(step, &page);
                match step {
                    Step::Identity => EitherOf6::B(view! { <StepForm frame><IdentityStep page /></StepForm> }),
                    Step::Contact => EitherOf6::C(view! { <StepForm frame><ContactStep page /></StepForm> }),
                    Step::Location => EitherOf6::D(view! { <StepForm frame><LocationStep page /></StepForm> }),
                    Step::Talents => EitherOf6::E(view! { <StepForm frame><TalentsStep page /></StepForm> }),
                    Step::Privacy => EitherOf6::F(view! { <StepForm frame><PrivacyStep page /></StepForm> }),
                }
            }
        };
        form.into_any()
    });
    view! {
        <Title text=td_string!(locale, register.title) />
        <Page width=PageWidth::Narrow>
            <PageHeader title=td_string!(locale, register.title) lead=td_string!(locale, register.lead) />
            {content}
        </Page>
    }
}
