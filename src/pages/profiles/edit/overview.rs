//! Every section as it is stored, each with the way to its form.

use super::ShownEdit;
use crate::{
    components::{
        alert::Alert,
        button::{ButtonLink, ButtonStyle},
        lang::current_locale,
        page_header::PageHeader,
        section_card::SectionCard,
        tone::Tone,
    },
    domain::module::Module,
    i18n::{Locale, td_string},
    pages::sections::answers::AnswerList,
    routes,
    server::services::profiles::answers::FormContent,
};
use leptos::prelude::*;

/// All answers; `saved` is the section stored a moment ago.
#[component]
pub fn EditOverview<S: ShownEdit>(content: FormContent, saved: Option<S>) -> impl IntoView {
    let locale = current_locale();
    let desk = content.desk.clone();
    let cards = S::ALL
        .into_iter()
        .map(|section| {
            let name = section.label(locale);
            let answers = section.answers(locale, &content);
            let form = section.section_path(desk.as_deref());
            let change = move || {
                view! {
                    <a
                        class="link inline-flex min-h-11 items-center"
                        href=form.clone()
                        aria-label=td_string!(locale, register.edit_step, step = name)
                    >
                        {td_string!(locale, register.edit)}
                    </a>
                }
            };
            // Storing a section leads to its place on this page: right after it, that is the notice in its card.
            let key = section.key().to_owned();
            let (card, notice) = if saved == Some(section) { (format!("{key}-card"), Some(key)) } else { (key, None) };
            let done = notice.map(|id| {
                let text = td_string!(locale, profile.edit_saved, section = name);
                view! {
                    <div class="[&>*]:scroll-mt-28">
                        <Alert tone=Tone::Success title=text id />
                    </div>
                }
            });
            view! {
                <SectionCard id=card color=section.color() title=name aside=change>
                    {done}
                    <AnswerList answers />
                </SectionCard>
            }
        })
        .collect_view();
    let texts = S::edit_texts(locale);
    let (lead, back, label) = match &desk {
        Some(code) => {
            (td_string!(locale, admin.edit_lead), routes::desk_person(code), td_string!(locale, admin.edit_back))
        }
        None => (texts.lead, routes::DASHBOARD.to_owned(), td_string!(locale, common.my_space)),
    };
    let title =
        desk.map_or_else(|| texts.title.to_owned(), |code| format!("{} · {code}", module_name(locale, S::MODULE)));
    view! {
        <PageHeader title lead>
            <ButtonLink href=back style=ButtonStyle::Outline>
                {label}
            </ButtonLink>
        </PageHeader>
        <div class="mt-4 flex flex-col gap-6">{cards}</div>
    }
}

fn module_name(locale: Locale, module: Module) -> &'static str {
    match module {
        Module::Main => td_string!(locale, term.module_main),
        Module::Cinema => td_string!(locale, term.module_cinema),
    }
}
