//! The page of a draft: for whom, what it says, how it will look, and the way to send it.

use std::sync::Arc;

use leptos::prelude::*;

use super::{
    preview::{BeginForm, Numbers, Preview, TrialForm},
    words::{chosen_by, kind_note, kind_text, notice, problem_texts},
};
use crate::{
    components::{
        button::Button,
        form::{ErrorSummary, FieldProblem, RadioGroup, RadioOption, SelectField, SelectOption, TextArea, TextField},
        lang::current_locale,
        page_header::PageHeader,
        section_card::{SectionCard, SectionColor},
    },
    domain::{
        announcement::{
            AnnouncementAnswer, AnnouncementKind, AnnouncementText, LONGEST_BODY, LONGEST_SUBJECT, SPEEDS, TextProblem,
            placeholders,
        },
        lang::Lang,
        search::page::TalentChoices,
    },
    i18n::{Locale, td_string},
    pages::{
        admin::{
            frame::DeskFrame,
            group_actions::{confirmation::person, words::people_text},
        },
        site::too_fast::refused_notice,
    },
    routes,
    server::{
        context::RefusedForm,
        services::admin::{
            announcements::{Announcement, AnnouncementDraft},
            people_list::PersonLine,
        },
    },
    server_fns::announcements::{ANNOUNCEMENT_KIND_FIELD, SAVE_ANNOUNCEMENT, SPEED_FIELD, read_typed, text_fields},
    texts::numbers::grouped,
};

/// A draft.
#[component]
pub fn DraftPage(
    draft: AnnouncementDraft,
    talents: Arc<TalentChoices>,
    answer: Option<AnnouncementAnswer>,
    unstored: Option<RefusedForm>,
) -> impl IntoView {
    let locale = current_locale();
    let AnnouncementDraft { mut announcement, people, audience, own_address } = draft;
    let (id, version) = (announcement.id, announcement.version);
    let title = td_string!(locale, announcement.new_title);
    let fault = unstored.as_ref().map(|form| form.fault);
    let missed = answer == Some(AnnouncementAnswer::NotConfirmed);
    let shown = audience.map(|audience| {
        view! {
            <Preview texts=announcement.texts.clone() />
            <Numbers audience=audience.clone() per_minute=announcement.per_minute />
            <TrialForm id own_address />
            <BeginForm id version mails=audience.total() missed />
        }
    });
    let chosen = view! { <Chosen people total=announcement.total by=chosen_by(locale, &announcement, &talents) /> };
    // What was refused for now and not stored.
    if let Some(typed) = unstored.and_then(|form| read_typed(&form.typed)) {
        announcement.kind = typed.kind;
        announcement.texts = typed.texts;
        announcement.per_minute = typed.per_minute;
    }
    view! {
        <DeskFrame title current=Some(routes::DESK_ANNOUNCEMENTS)>
            <PageHeader title lead=people_text(locale, announcement.total) />
            {answer.map(|answer| notice(locale, answer))}
            {fault.map(|fault| refused_notice(locale, fault, false))}
            <div class="flex flex-col gap-6">
                {chosen}
                <Editor announcement />
                {shown}
                <p class="flex flex-wrap gap-x-6">
                    <a class="link inline-flex min-h-11 items-center" href=routes::DESK_PEOPLE>
                        {td_string!(locale, group.back)}
                    </a>
                    <a class="link inline-flex min-h-11 items-center" href=routes::DESK_ANNOUNCEMENTS>
                        {td_string!(locale, announcement.see_all)}
                    </a>
                </p>
            </div>
        </DeskFrame>
    }
}

/// The people it is for: the first, how many others, and how they were chosen.
#[component]
fn Chosen(people: Vec<PersonLine>, total: i64, by: String) -> impl IntoView {
    let locale = current_locale();
    let others = total.saturating_sub(i64::try_from(people.len()).unwrap_or(i64::MAX));
    let others = (others > 0).then(|| {
        let count = grouped(locale, others);
        view! { <p class="mt-3 text-muted">{td_string!(locale, group.others, count = count)}</p> }
    });
    view! {
        <SectionCard color=SectionColor::Slate title=td_string!(locale, group.first_people)>
            <ul class="desk-list">{people.into_iter().map(person).collect_view()}</ul>
            {others}
            <dl class="desk-figures mt-3">
                <div>
                    <dt>{td_string!(locale, group.selected_by)}</dt>
                    <dd class="wrap-anywhere">{by}</dd>
                </div>
            </dl>
        </SectionCard>
    }
}

/// What is written.
#[component]
fn Editor(announcement: Announcement) -> impl IntoView {
    let locale = current_locale();
    let problems = announcement.problems();
    let problem = |lang: Lang| problems.iter().find(|(wrong, _)| *wrong == lang).map(|(_, problem)| *problem);
    let summary: Vec<FieldProblem> =
        Lang::ALL.into_iter().filter_map(|lang| in_summary(locale, lang, problem(lang))).collect();
    let kinds = AnnouncementKind::ALL
        .map(|kind| RadioOption::new(kind.key(), kind_text(locale, kind)).with_note(kind_note(locale, kind)));
    let speeds = SPEEDS.map(|speed| {
        let count = grouped(locale, speed);
        SelectOption::new(speed.to_string(), td_string!(locale, announcement.speed_option, count = count))
    });
    let texts: Vec<_> = Lang::ALL
        .into_iter()
        .map(|lang| view! { <TextInputs lang text=announcement.texts.of(lang).clone() problem=problem(lang) /> })
        .collect();
    view! {
        <ErrorSummary problems=summary />
        <form method="post" action=SAVE_ANNOUNCEMENT novalidate class="flex flex-col gap-6">
            <input type="hidden" name="id" value=announcement.id.to_string() />
            <SectionCard color=SectionColor::Purple title=td_string!(locale, announcement.about)>
                <RadioGroup
                    name=ANNOUNCEMENT_KIND_FIELD
                    label=td_string!(locale, announcement.kind)
                    options=kinds.to_vec()
                    value=announcement.kind.key()
                    required=true
                />
                <SelectField
                    name=SPEED_FIELD
                    label=td_string!(locale, announcement.speed)
                    options=speeds.to_vec()
                    value=announcement.per_minute.to_string()
                    required=true
                />
            </SectionCard>
            {texts}
            <div>
                <Button wide=true>{td_string!(locale, announcement.save)}</Button>
            </div>
        </form>
    }
}

/// Subject and body in a language.
#[component]
fn TextInputs(lang: Lang, text: AnnouncementText, problem: Option<TextProblem>) -> impl IntoView {
    let locale = current_locale();
    let [subject, body] = text_fields(lang);
    let [subject_error, body_error] = problem_texts(locale, problem);
    let [name, code] = placeholders(lang);
    // Isolated, so that braces stay around their words in text of the other direction.
    let isolated = |text: &str| format!("\u{2068}{text}\u{2069}");
    let intro = td_string!(locale, announcement.text_intro, name = isolated(name), code = isolated(code));
    view! {
        <SectionCard color=SectionColor::Blue title=lang.own_name() intro>
            <TextField
                name=subject
                label=td_string!(locale, announcement.subject)
                value=text.subject
                error=subject_error
                lang
                autocomplete="off"
                maxlength=u32::try_from(LONGEST_SUBJECT).unwrap_or(u32::MAX)
            />
            <TextArea
                name=body
                label=td_string!(locale, announcement.body)
                hint=td_string!(locale, announcement.body_hint)
                value=text.body
                error=body_error
                lang
                maxlength=u32::try_from(LONGEST_BODY).unwrap_or(u32::MAX)
                rows=10
            />
        </SectionCard>
    }
}

/// The line of the summary about a language.
fn in_summary(locale: Locale, lang: Lang, problem: Option<TextProblem>) -> Option<FieldProblem> {
    let [subject, body] = text_fields(lang);
    let [in_subject, in_body] = problem_texts(locale, problem);
    let (name, message) = in_subject.map(|text| (subject, text)).or(in_body.map(|text| (body, text)))?;
    Some(FieldProblem { name, message: format!("{} — {message}", lang.own_name()) })
}
