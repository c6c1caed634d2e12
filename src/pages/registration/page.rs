//! The page of a form: the step that is asked for, or the review.

use super::{
    ShownForm,
    frame::{Frame, StepForm},
    review::Review,
};
use crate::{
    components::{
        alert::Alert,
        lang::current_locale,
        layout::{Page, PageWidth},
        page_header::PageHeader,
        tone::Tone,
    },
    domain::{field_error::FieldErrors, registration::REVIEW},
    i18n::td_string,
    pages::{sections::layout::fields_view, site::failure::loaded},
    routes,
    server::{
        ctx::Ctx,
        error::AppResult,
        security::flash::{FILE_ERRORS, take_flash},
        services::registration::{RegistrationPage, RequestedPage, load_page},
    },
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

/// `?step=…` of a form. People who have its profile are led to their space.
pub fn form_page<S: ShownForm>() -> AnyView {
    let locale = current_locale();
    let [first, ..] = S::ALL;
    let asked = match use_query_map().read_untracked().get("step").as_deref() {
        Some(REVIEW) => RequestedPage::Review,
        Some(key) => RequestedPage::Step(S::from_key(key).unwrap_or(first)),
        None => RequestedPage::WhereItStands,
    };
    let refused: FieldErrors = take_flash(FILE_ERRORS).unwrap_or_default();
    let content = loaded(load::<S>(asked), move |mut page| {
        page.content.errors.extend(refused);
        if page.registered {
            leptos_axum::redirect(routes::DASHBOARD);
            return ().into_any();
        }
        let adding = page.adding.then(|| {
            view! {
                <div class="mb-6">
                    <Alert tone=Tone::Info>{td_string!(locale, register.adding)}</Alert>
                </div>
            }
        });
        let Some(step) = page.shown else { return view! { {adding} <Review page /> }.into_any() };
        let frame = Frame::new(step, &page);
        view! {
            {adding}
            <StepForm frame>{fields_view(step, &page.content)}</StepForm>
        }
        .into_any()
    });
    let texts = S::texts(locale);
    view! {
        <Title text=texts.title />
        <Page width=PageWidth::Narrow>
            <PageHeader title=texts.title lead=texts.lead />
            {content}
        </Page>
    }
    .into_any()
}

async fn load<S: ShownForm>(asked: RequestedPage<S>) -> AppResult<RegistrationPage<S>> {
    let ctx = Ctx::current()?;
    load_page(&ctx.state, &ctx.form_request(), asked).await
}
