//! The page of a form: the step that is asked for, or the review.

use super::{
    ShownForm,
    closed::{Closed, closed_message},
    frame::{Frame, StepForm},
    review::Review,
};
use crate::{
    components::{alert::Alert, lang::current_locale, tone::Tone},
    domain::{field_error::FieldErrors, registration::REVIEW},
    i18n::td_string,
    pages::{
        sections::layout::fields_view,
        site::{failure::loaded, too_fast::refused_notice},
    },
    routes,
    server::{
        context::{RefusedForm, use_refused_form},
        ctx::Ctx,
        error::AppResult,
        security::flash::{FILE_ERRORS, take_flash},
        services::registration::{RegistrationPage, RequestedPage, load_page},
    },
};
use leptos::prelude::*;
use leptos_meta::{Meta, Title};
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
    let unstored = use_refused_form();
    let fault = unstored.as_ref().map(|form| form.fault);
    let content = loaded(load::<S>(asked, unstored), move |mut page| {
        page.content.errors.extend(refused);
        if page.registered {
            leptos_axum::redirect(routes::DASHBOARD);
            return ().into_any();
        }
        if let Some(message) = closed_message(S::MODULE) {
            return view! { <Closed title=S::texts(locale).title message /> }.into_any();
        }
        let adding = page.adding.then(|| {
            view! {
                <div class="mb-4">
                    <Alert tone=Tone::Info>{td_string!(locale, register.adding)}</Alert>
                </div>
            }
        });
        let Some(step) = page.shown else {
            let notice = fault.map(|fault| refused_notice(locale, fault, false));
            let notices = view! { {notice} {adding} }.into_any();
            return view! { <Review page notices /> }.into_any();
        };
        let chosen_again = step == S::FILES || (step == S::ACCOUNT && page.content.account_email.is_none());
        let notice = fault.map(|fault| refused_notice(locale, fault, chosen_again));
        let frame = Frame::new(step, &page);
        let notices = view! { {notice} {adding} }.into_any();
        view! {
            <StepForm frame notices>
                {fields_view(step, &page.content)}
            </StepForm>
        }
        .into_any()
    });
    let texts = S::texts(locale);
    // A screen reader says the title of a new page first: it names the step.
    let title = match asked {
        RequestedPage::Step(step) => format!("{} · {}", step.label(locale), texts.title),
        RequestedPage::Review => format!("{} · {}", td_string!(locale, section.review), texts.title),
        RequestedPage::WhereItStands => texts.title.to_owned(),
    };
    view! {
        <Title text=title />
        <Meta name="description" content=texts.lead />
        <div class="mx-auto w-full max-w-3xl px-4 pt-2 pb-8 sm:px-6 sm:py-10">{content}</div>
    }
    .into_any()
}

async fn load<S: ShownForm>(asked: RequestedPage<S>, unstored: Option<RefusedForm>) -> AppResult<RegistrationPage<S>> {
    let ctx = Ctx::current()?;
    load_page(&ctx.state, &ctx.form_request(), asked, unstored.as_ref().map(|form| &form.typed)).await
}
