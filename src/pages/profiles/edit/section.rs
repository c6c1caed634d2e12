//! The form of one section.

use leptos::prelude::*;

use super::ShownEdit;
use crate::{
    components::{
        alert::Alert,
        button::{Button, ButtonLink, ButtonStyle},
        form::{ErrorSummary, FieldProblem, SelectField, SelectOption},
        lang::current_locale,
        page_header::PageHeader,
        section_card::SectionCard,
        tone::Tone,
    },
    domain::{admin::StricterReason, registration::lead_of_group},
    i18n::{Locale, td_string},
    islands::send_once::SendOnce,
    named_texts,
    pages::sections::{answers::AnswerList, file_input::files_address, layout::fields_view},
    server::services::profiles::{
        answers::FormContent,
        edit::{self, REASON},
    },
};

/// The stored or typed answers of a section in its form. After a conflict it shows both.
#[component]
pub fn EditSection<S: ShownEdit>(page: edit::EditPage<S>) -> impl IntoView {
    let locale = current_locale();
    let edit::EditPage { section, content, base, unsaved, conflict, reason } = page;
    let desk = content.desk.clone();
    let mut wrong = section.problems(locale, &content.errors);
    if reason.as_ref().is_some_and(|reason| reason.missing) {
        wrong.push(FieldProblem {
            name: REASON.to_owned(),
            message: td_string!(locale, admin.stricter_missing).to_owned(),
        });
    }
    let step = td_string!(locale, register.edit_step, step = section.label(locale));
    let title = desk.as_ref().map_or_else(|| step.clone(), |code| format!("{step} · {code}"));
    let (action, enctype) = if section == S::FILES {
        (files_address(S::MODULE, &content), Some("multipart/form-data"))
    } else if desk.is_some() {
        (S::SAVE_FOR_PERSON.to_owned(), None)
    } else {
        (S::SAVE_SECTION.to_owned(), None)
    };
    let discard = if desk.is_some() { S::DISCARD_FOR_PERSON } else { S::DISCARD };
    let back = S::edit_page(desk.as_deref());
    let code = move || desk.clone().map(|code| view! { <input type="hidden" name="code" value=code /> });
    let notice = match conflict {
        Some((fields, theirs)) => view! { <Conflict section fields theirs /> }.into_any(),
        None if unsaved && wrong.is_empty() => {
            view! { <Alert tone=Tone::Info>{td_string!(locale, profile.edit_unsaved)}</Alert> }.into_any()
        }
        None => ().into_any(),
    };
    view! {
        <PageHeader title />
        {notice}
        <ErrorSummary problems=wrong />
        <form method="post" action=action enctype=enctype data-section novalidate class="mt-4 flex flex-col gap-6">
            <input type="hidden" name="section" value=section.key() />
            {code()}
            <input type="hidden" name="base" value=base />
            {section
                .boxes()
                .into_iter()
                .map(|field| view! { <input type="hidden" name="asked" value=field /> })
                .collect_view()}
            // The Enter key presses the first button of a form: it must be « save ».
            <button type="submit" name="action" value="save" class="sr-only" tabindex="-1" aria-hidden="true"></button>
            <SectionCard color=section.color() title=section.label(locale) intro=section.intro(locale)>
                {fields_view(section, &content)}
                {reason.map(|reason| view! { <ReasonField reason /> })}
            </SectionCard>
            <div class="flex flex-col-reverse gap-3 sm:flex-row sm:justify-between">
                <ButtonLink href=back style=ButtonStyle::Outline>
                    {td_string!(locale, profile.edit_back)}
                </ButtonLink>
                <Button name="action" value="save" wide=true>
                    {td_string!(locale, common.save)}
                </Button>
            </div>
            <SendOnce sending=td_string!(locale, common.sending).to_owned() />
        </form>
        {unsaved
            .then(|| {
                view! {
                    <form method="post" action=discard class="mt-4">
                        <input type="hidden" name="section" value=section.key() />
                        {code()}
                        <Button style=ButtonStyle::Outline>{td_string!(locale, profile.edit_discard)}</Button>
                    </form>
                }
            })}
    }
}

fn stricter_reason_text(locale: Locale, reason: StricterReason) -> &'static str {
    named_texts::admin(locale, &format!("stricter_{}", reason.key())).unwrap_or_default()
}

/// The reason of an administrator who lets fewer see something.
#[component]
fn ReasonField(reason: edit::TypedReason) -> impl IntoView {
    let locale = current_locale();
    let options =
        StricterReason::ALL.map(|reason| SelectOption::new(reason.key(), stricter_reason_text(locale, reason)));
    let error = reason.missing.then(|| td_string!(locale, admin.stricter_missing).to_owned());
    view! {
        <SelectField
            name=REASON
            label=td_string!(locale, admin.stricter_reason)
            hint=td_string!(locale, admin.stricter_hint)
            empty=td_string!(locale, admin.choose_reason)
            options=options.to_vec()
            value=reason.chosen
            error
        />
    }
}

/// What is stored now in the fields that were typed over.
#[component]
fn Conflict<S: ShownEdit>(section: S, fields: Vec<&'static str>, theirs: FormContent) -> impl IntoView {
    let locale = current_locale();
    let differs = |field| fields.iter().any(|changed| lead_of_group(changed) == lead_of_group(field));
    let stored =
        section.answers(locale, &theirs).into_iter().filter(|answer| differs(answer.field)).collect::<Vec<_>>();
    view! {
        <Alert tone=Tone::Warning title=td_string!(locale, profile.edit_conflict_title)>
            <p class="mb-3">{td_string!(locale, profile.edit_conflict_text)}</p>
            <AnswerList answers=stored />
        </Alert>
    }
}
