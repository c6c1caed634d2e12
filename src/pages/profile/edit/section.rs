//! The form of one section.

use leptos::{prelude::*, server_fn::ServerFn};

use crate::{
    components::{
        alert::Alert,
        button::{Button, ButtonLink, ButtonStyle},
        field_error_text::problems,
        form::{ErrorSummary, PROFILE_FILES},
        lang::current_locale,
        page_header::PageHeader,
        section_card::SectionCard,
        tone::Tone,
    },
    domain::registration::{FormStep as _, Step, fields as f},
    i18n::td_string,
    islands::send_once::SendOnce,
    pages::sections::{
        SectionFields,
        answers::{AnswerList, answers},
        labels::{field_label, fields_of, step_color, step_intro, step_label},
    },
    server::services::{answers::FormContent, profile_edit},
    server_fns::profile_edit::{DiscardProfileChanges, SaveProfileSection},
};

/// The stored or typed answers of a section in its form. After a conflict it shows both.
#[component]
pub fn EditSection(page: profile_edit::EditPage) -> impl IntoView {
    let locale = current_locale();
    let profile_edit::EditPage { section, content, base, unsaved, conflict } = page;
    let wrong = problems(locale, &content.errors, &fields_of(section), |field| field_label(locale, field));
    let title = td_string!(locale, register.edit_step, step = step_label(locale, section));
    let (action, enctype) = if section == Step::Documents {
        (PROFILE_FILES, Some("multipart/form-data"))
    } else {
        (SaveProfileSection::PATH, None)
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
            {asked(section).iter().map(|field| view! { <input type="hidden" name="asked" value=*field /> }).collect_view()}
            // The Enter key presses the first button of a form: it must be « save ».
            <button type="submit" name="action" value="save" class="sr-only" tabindex="-1" aria-hidden="true"></button>
            <SectionCard color=step_color(section) title=step_label(locale, section) intro=step_intro(locale, section)>
                <SectionFields section content />
            </SectionCard>
            <div class="flex flex-col-reverse gap-3 sm:flex-row sm:justify-between">
                <ButtonLink href="/profile/edit" style=ButtonStyle::Outline>
                    {td_string!(locale, profile.edit_back)}
                </ButtonLink>
                <Button name="action" value="save" wide=true>
                    {td_string!(locale, profile.edit_save)}
                </Button>
            </div>
            <SendOnce sending=td_string!(locale, common.sending).to_owned() />
        </form>
        {unsaved
            .then(|| {
                view! {
                    <form method="post" action=DiscardProfileChanges::PATH class="mt-4">
                        <input type="hidden" name="section" value=section.key() />
                        <Button style=ButtonStyle::Outline>{td_string!(locale, profile.edit_discard)}</Button>
                    </form>
                }
            })}
    }
}

/// Boxes and lists send nothing when nothing is ticked: the form says that it asked them.
const fn asked(section: Step) -> &'static [&'static str] {
    match section {
        Step::Identity => &[f::GUARDIAN_CONSENT],
        Step::Career => &[f::LANGUAGES],
        Step::Talents => &[f::TALENTS],
        Step::Documents => &[f::ALLOW_CV_ANALYSIS],
        Step::Privacy => &[f::SHOW_NAME_PHOTO, f::SHOW_LINKS, f::SHOW_ORIGINS],
        Step::Contact | Step::Location | Step::Availability | Step::Networks => &[],
    }
}

/// What is stored now in the fields that were typed over.
#[component]
fn Conflict(section: Step, fields: Vec<&'static str>, theirs: FormContent) -> impl IntoView {
    let locale = current_locale();
    let stored = answers(locale, section, &theirs)
        .into_iter()
        .filter(|answer| fields.contains(&answer.field))
        .collect::<Vec<_>>();
    view! {
        <Alert tone=Tone::Warning title=td_string!(locale, profile.edit_conflict_title)>
            <p class="mb-3">{td_string!(locale, profile.edit_conflict_text)}</p>
            <AnswerList answers=stored />
        </Alert>
    }
}
