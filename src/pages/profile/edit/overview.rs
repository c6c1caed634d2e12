//! Every section as it is stored, each with the way to its form.

use leptos::prelude::*;

use crate::{
    components::{
        alert::Alert,
        button::{ButtonLink, ButtonStyle},
        lang::current_locale,
        page_header::PageHeader,
        section_card::SectionCard,
        tone::Tone,
    },
    domain::registration::{FormStep as _, Step},
    i18n::td_string,
    pages::sections::{
        answers::{AnswerList, answers},
        labels::{step_color, step_label},
    },
    server::services::answers::FormContent,
};

/// All answers; `saved` is the section stored a moment ago.
#[component]
pub fn EditOverview(content: FormContent, saved: Option<Step>) -> impl IntoView {
    let locale = current_locale();
    let done = saved.map(|section| {
        let text = td_string!(locale, profile.edit_saved, section = step_label(locale, section));
        view! { <Alert tone=Tone::Success>{text}</Alert> }
    });
    let cards = Step::ALL
        .into_iter()
        .map(|section| {
            let name = step_label(locale, section);
            let answers = answers(locale, section, &content);
            let change = move || {
                view! {
                    <a
                        class="link inline-flex min-h-11 items-center"
                        href=edit_path(section)
                        aria-label=td_string!(locale, register.edit_step, step = name)
                    >
                        {td_string!(locale, register.edit)}
                    </a>
                }
            };
            view! {
                <SectionCard id=section.key().to_owned() color=step_color(section) title=name aside=change>
                    <AnswerList answers />
                </SectionCard>
            }
        })
        .collect_view();
    view! {
        <PageHeader title=td_string!(locale, profile.edit_title) lead=td_string!(locale, profile.edit_lead)>
            <ButtonLink href="/profile/dashboard" style=ButtonStyle::Outline>
                {td_string!(locale, profile.dashboard_title)}
            </ButtonLink>
        </PageHeader>
        {done}
        <div class="mt-4 flex flex-col gap-6">{cards}</div>
    }
}

/// The form of a section.
pub fn edit_path(section: Step) -> String {
    format!("/profile/edit?section={}", section.key())
}
