//! `/admin/users/new`: a person who came in person is registered.

use leptos::prelude::*;

use super::frame::DeskFrame;
use crate::{
    components::{
        button::{Button, ButtonStyle},
        field_error_text::{field_error_text, text_for},
        form::{ErrorSummary, FieldProblem, RadioGroup, RadioOption, SelectField, SelectOption, TextField},
        lang::current_locale,
        page_header::PageHeader,
        section_card::{SectionCard, SectionColor},
    },
    domain::{admin::ConsentMeans, lang::Lang, registration::fields as f},
    i18n::{Locale, td_string},
    islands::send_once::SendOnce,
    named_texts,
    pages::{
        profiles::edit::ShownEdit as _,
        registration::ShownForm as _,
        sections::layout::fields_view,
        site::{failure::loaded, too_fast::refused_notice},
    },
    routes,
    server::{
        context::{RefusedForm, use_refused_form},
        ctx::Ctx,
        error::AppResult,
        services::admin::walk_in::{FORM_KEY, LANGUAGE, MEANS, SECTIONS, WalkInPage, load},
    },
    server_fns::admin_walk_in::{DISCARD_WALK_IN, REGISTER_WALK_IN},
};

/// The required sections of the main form, how the person agreed, and an address that may be left out.
#[component]
pub fn DeskWalkInPage() -> impl IntoView {
    let locale = current_locale();
    let unstored = use_refused_form();
    let fault = unstored.as_ref().map(|form| form.fault);
    view! {
        <DeskFrame title=td_string!(locale, admin.new_person) current=Some(routes::DESK_NEW_PERSON)>
            <PageHeader title=td_string!(locale, admin.new_person) lead=td_string!(locale, admin.new_person_lead) />
            {fault.map(|fault| refused_notice(locale, fault, false))}
            {loaded(read(unstored), |page| view! { <WalkInForm page /> }.into_any())}
        </DeskFrame>
    }
}

async fn read(unstored: Option<RefusedForm>) -> AppResult<WalkInPage> {
    let ctx = Ctx::current()?;
    load(&ctx.state, &ctx.form_request(), unstored.as_ref().map(|form| &form.typed)).await
}

#[component]
fn WalkInForm(page: WalkInPage) -> impl IntoView {
    let locale = current_locale();
    let WalkInPage { content, typed, form_key } = page;
    let mut wrong: Vec<FieldProblem> =
        SECTIONS.into_iter().flat_map(|section| section.problems(locale, &content.errors)).collect();
    for input in [f::EMAIL, MEANS] {
        let error = content.errors.get(input).map(|error| field_error_text(locale, error));
        if let Some(error) = error.filter(|_| wrong.iter().all(|problem| problem.name != input)) {
            let label =
                if input == MEANS { td_string!(locale, admin.consent_means) } else { td_string!(locale, field.email) };
            wrong.push(FieldProblem { name: input.to_owned(), message: format!("{label} — {error}") });
        }
    }
    let sections = SECTIONS
        .into_iter()
        .map(|section| {
            let boxes = section.boxes().into_iter();
            let asked = boxes.map(|field| view! { <input type="hidden" name="asked" value=field /> }).collect_view();
            let fields = fields_view(section, &content);
            view! {
                {asked}
                <SectionCard color=section.color() title=section.label(locale)>
                    {fields}
                </SectionCard>
            }
        })
        .collect_view();
    let means = ConsentMeans::IN_PERSON.map(|means| RadioOption::new(means.key(), means_text(locale, means)));
    let languages = Lang::ALL.map(|lang| SelectOption::new(lang.code(), lang.own_name()));
    let chosen = match typed.trimmed(LANGUAGE) {
        "" => Lang::from(locale).code().to_owned(),
        code => code.to_owned(),
    };
    view! {
        <ErrorSummary problems=wrong />
        <form method="post" action=REGISTER_WALK_IN data-walk-in novalidate class="flex flex-col gap-6">
            // The Enter key presses the first button of a form: it must be the one that registers.
            <button type="submit" name="action" value="save" class="sr-only" tabindex="-1" aria-hidden="true"></button>
            <input type="hidden" name=FORM_KEY value=form_key />
            {sections}
            <SectionCard color=SectionColor::Slate title=td_string!(locale, admin.access_and_consent)>
                <TextField
                    name=f::EMAIL
                    kind="email"
                    label=td_string!(locale, field.email)
                    hint=td_string!(locale, admin.email_optional)
                    value=typed.first(f::EMAIL)
                    error=text_for(locale, &content.errors, f::EMAIL)
                    autocomplete="off"
                    maxlength=254
                    ltr=true
                />
                <SelectField
                    name=LANGUAGE
                    label=td_string!(locale, admin.person_language)
                    options=languages.to_vec()
                    value=chosen
                    required=true
                />
                <RadioGroup
                    name=MEANS
                    label=td_string!(locale, admin.consent_means)
                    hint=td_string!(locale, admin.consent_hint)
                    options=means.to_vec()
                    value=typed.trimmed(MEANS)
                    error=text_for(locale, &content.errors, MEANS)
                    required=true
                />
            </SectionCard>
            <div>
                <Button name="action" value="save" wide=true>
                    {td_string!(locale, admin.register_person)}
                </Button>
            </div>
            <SendOnce sending=td_string!(locale, common.sending).to_owned() />
        </form>
        <form method="post" action=DISCARD_WALK_IN class="mt-4">
            <Button style=ButtonStyle::Quiet>{td_string!(locale, profile.edit_discard)}</Button>
        </form>
    }
}

fn means_text(locale: Locale, means: ConsentMeans) -> &'static str {
    named_texts::admin(locale, &format!("consent_{}", means.key())).unwrap_or_default()
}
