//! `/admin/duplicates/compare`: two people side by side, one answer of each to be chosen.

use leptos::prelude::*;

use super::{
    head::LookAlikeHead,
    notice::DuplicatesNotice,
    words::{likenesses_text, whole_label},
};
use crate::{
    components::{
        alert::Alert,
        button::{Button, ButtonStyle},
        form::TextField,
        lang::current_locale,
        page_header::PageHeader,
        tone::Tone,
    },
    domain::{
        fields::{FieldId, field},
        module::Module,
        registration::{FormValues, fields as f},
    },
    i18n::{Locale, td_string},
    pages::{
        admin::frame::DeskFrame,
        sections::{
            answers::{LabelledAnswer, field_answers},
            labels::field_label,
        },
        site::failure::loaded,
    },
    routes,
    server::{
        ctx::Ctx,
        error::AppResult,
        security::flash::take_flash,
        services::admin::merging::{
            ComparedPeople, ComparedSide, MergePage, MergeQuery, MergeRefusal, MergedField, compare,
        },
    },
    server_fns::duplicates::{DUPLICATES_FLASH, DuplicatesFlash, TELL_APART},
};

/// The comparison.
#[component]
pub fn ComparePeoplePage() -> impl IntoView {
    let locale = current_locale();
    let flash: Option<DuplicatesFlash> = take_flash(DUPLICATES_FLASH);
    view! {
        <DeskFrame title=td_string!(locale, duplicates.compare_title) current=Some(routes::DESK_DUPLICATES)>
            <PageHeader
                title=td_string!(locale, duplicates.compare_title)
                lead=td_string!(locale, duplicates.compare_lead)
            />
            {flash.map(|flash| view! { <DuplicatesNotice flash /> })}
            {loaded(
                read(),
                |page| match page {
                    MergePage::Asked { codes, same, unknown } => view! { <AskCodes codes same unknown /> }.into_any(),
                    MergePage::Compared(people) => view! { <SideBySide people=*people /> }.into_any(),
                },
            )}
        </DeskFrame>
    }
}

/// What the address of this page, or of the one after it, asks for.
pub async fn read() -> AppResult<MergePage> {
    let ctx = Ctx::current()?;
    let query = MergeQuery::read(&FormValues::from_urlencoded(ctx.query().as_bytes()));
    compare(&ctx.state, &ctx.actor(), ctx.lang(), query).await
}

/// Two codes to be typed, and why those that came are of no use.
#[component]
pub fn AskCodes(codes: Vec<String>, same: bool, unknown: bool) -> impl IntoView {
    let locale = current_locale();
    let problem = if same {
        Some(td_string!(locale, duplicates.ask_same))
    } else {
        unknown.then(|| td_string!(locale, duplicates.ask_unknown))
    };
    let mut codes = codes.into_iter();
    let mut input = |id: &'static str, label: &'static str| {
        let value = codes.next().unwrap_or_default();
        view! { <TextField name="code" id=id label=label value=value maxlength=20 autocomplete="off" ltr=true required=true /> }
    };
    view! {
        {problem
            .map(|problem| {
                view! {
                    <div class="mb-6">
                        <Alert tone=Tone::Warning title=problem />
                    </div>
                }
            })}
        <form method="get" action=routes::COMPARE_DUPLICATES class="section-card flex flex-col gap-4">
            <p>{td_string!(locale, duplicates.ask_two)}</p>
            {input("code-kept", td_string!(locale, duplicates.code_kept))}
            {input("code-other", td_string!(locale, duplicates.code_other))}
            <div>
                <Button wide=true>{td_string!(locale, duplicates.compare)}</Button>
            </div>
        </form>
    }
}

#[component]
fn SideBySide(people: ComparedPeople) -> impl IntoView {
    let locale = current_locale();
    let ComparedPeople { query, kept, other, likenesses, fields, refusal, changed, .. } = people;
    let choices: Vec<AnyView> =
        fields.iter().map(|(choice, takes)| choice_of_two(locale, *choice, *takes, &kept, &other)).collect();
    let nothing = choices.is_empty();
    let hidden = query
        .hidden()
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
        .collect_view();
    let both = [&kept, &other]
        .map(|side| view! { <input type="hidden" name="code" value=side.head.line.code.clone() /> })
        .collect_view();
    let swap = query.the_other_way_round().address(routes::COMPARE_DUPLICATES, &[]);
    let common = (!likenesses.is_empty()).then(|| {
        let text = likenesses_text(locale, &likenesses);
        view! { <p class="mb-4">{td_string!(locale, duplicates.common)} " " {text}</p> }
    });
    view! {
        {changed.then(|| notice(td_string!(locale, duplicates.changed)))}
        {refusal.map(|refusal| notice(refusal_text(locale, refusal)))}
        {common}
        <form method="get" action=routes::CONFIRM_MERGE class="flex flex-col gap-6">
            {hidden}
            <div class="section-card desk-pair">
                {side(td_string!(locale, duplicates.code_kept), kept)} {side(td_string!(locale, duplicates.code_other), other)}
            </div>
            <p>
                <a class="link inline-flex min-h-11 items-center" href=swap>
                    {td_string!(locale, duplicates.swap)}
                </a>
            </p>
            <section class="section-card flex flex-col gap-6">
                <h2 class="font-display text-xl font-bold">{td_string!(locale, duplicates.differing)}</h2>
                {nothing.then(|| view! { <p>{td_string!(locale, duplicates.differing_none)}</p> })}
                {choices}
                <p class="text-muted">{td_string!(locale, duplicates.others_stay)}</p>
                {refusal
                    .is_none()
                    .then(|| {
                        view! {
                            <div>
                                <Button wide=true>{td_string!(locale, duplicates.next)}</Button>
                            </div>
                        }
                    })}
            </section>
        </form>
        <form method="post" action=TELL_APART class="mt-6">
            {both}
            <Button style=ButtonStyle::Outline wide=true>
                {td_string!(locale, duplicates.apart)}
            </Button>
        </form>
    }
}

fn notice(text: &'static str) -> AnyView {
    view! {
        <div class="mb-6">
            <Alert tone=Tone::Warning title=text />
        </div>
    }
    .into_any()
}

/// Why two people cannot be merged this way round.
pub fn refusal_text(locale: Locale, refusal: MergeRefusal) -> &'static str {
    match refusal {
        MergeRefusal::OwnAccount => td_string!(locale, duplicates.refused_own),
        MergeRefusal::Administrator => td_string!(locale, duplicates.refused_administrator),
    }
}

fn side(title: &'static str, person: ComparedSide) -> AnyView {
    view! {
        <section class="min-w-0">
            <h2 class="mb-3 font-semibold">{title}</h2>
            <LookAlikeHead person=person.head />
        </section>
    }
    .into_any()
}

/// A field with the answers of both people.
fn choice_of_two(
    locale: Locale,
    choice: MergedField,
    takes_other: bool,
    kept: &ComparedSide,
    other: &ComparedSide,
) -> AnyView {
    let radio = |value: &'static str, checked: bool, person: &ComparedSide| {
        let answers = in_words(locale, choice, person);
        let name = choice.input();
        let id = format!("{name}-{value}");
        let of_label = id.clone();
        view! {
            <label class="choice" for=of_label>
                <input id=id class="radio radio-primary" type="radio" name=name value=value checked=checked />
                <span class="min-w-0">
                    <span class="block w-fit font-mono text-sm text-muted" dir="ltr">
                        {person.head.line.code.clone()}
                    </span>
                    {answers}
                </span>
            </label>
        }
    };
    view! {
        <fieldset>
            <legend class="mb-1.5 font-semibold">{whole_label(locale, choice.field.name)}</legend>
            <div class="desk-pair">
                {radio("kept", !takes_other, kept)} {radio("other", takes_other, other)}
            </div>
        </fieldset>
    }
    .into_any()
}

fn in_words(locale: Locale, choice: MergedField, person: &ComparedSide) -> AnyView {
    let answers: Vec<LabelledAnswer> = if choice.field.id == FieldId::Email {
        vec![LabelledAnswer::ltr(f::EMAIL, person.email.clone())]
    } else {
        let fields = choice.ids().filter_map(field);
        fields.flat_map(|field| field_answers(locale, field, Module::Main, &person.content)).collect()
    };
    let several = answers.len() > 1;
    if answers.iter().all(|answer| answer.text.is_empty()) {
        return view! { <span class="block text-muted">{td_string!(locale, term.not_answered)}</span> }.into_any();
    }
    answers
        .into_iter()
        .filter(|answer| !answer.text.is_empty())
        .map(|answer| {
            let label = several.then(|| {
                view! { <span class="text-sm text-muted">{field_label(locale, answer.field)} " "</span> }
            });
            let pictures = answer
                .pictures
                .into_iter()
                .map(|address| {
                    view! { <img src=address alt="" loading="lazy" decoding="async" width="72" height="96" /> }
                })
                .collect_view();
            view! {
                <span class="block wrap-anywhere whitespace-pre-line">
                    {label} {pictures} <bdi dir=if answer.ltr { "ltr" } else { "auto" }>{answer.text}</bdi>
                </span>
            }
        })
        .collect_view()
        .into_any()
}
