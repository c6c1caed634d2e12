//! The form of one section.

use leptos::prelude::*;

use super::ShownEdit;
use crate::{
    components::{
        alert::Alert,
        button::{Button, ButtonLink, ButtonStyle},
        form::ErrorSummary,
        lang::current_locale,
        page_header::PageHeader,
        section_card::SectionCard,
        tone::Tone,
    },
    domain::registration::lead_of_group,
    i18n::td_string,
    islands::send_once::SendOnce,
    pages::sections::{answers::AnswerList, layout::fields_view},
    server::services::profiles::{answers::FormContent, edit},
};

/// The stored or typed answers of a section in its form. After a conflict it shows both.
#[component]
pub fn EditSection<S: ShownEdit>(page: edit::EditPage<S>) -> impl IntoView {
    let locale = current_locale();
    let edit::EditPage { section, content, base, unsaved, conflict } = page;
    let wrong = section.problems(locale, &content.errors);
    let title = td_string!(locale, register.edit_step, step = section.label(locale));
    let (action, enctype) = if section == S::FILES {
        (S::SAVE_SECTION_FILES, Some("multipart/form-data"))
    } else {
        (S::SAVE_SECTION, None)
    };
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
            </SectionCard>
            <div class="flex flex-col-reverse gap-3 sm:flex-row sm:justify-between">
                <ButtonLink href=S::EDIT_PATH style=ButtonStyle::Outline>
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
                    <form method="post" action=S::DISCARD class="mt-4">
                        <input type="hidden" name="section" value=section.key() />
                        <Button style=ButtonStyle::Outline>{td_string!(locale, profile.edit_discard)}</Button>
                    </form>
                }
            })}
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
