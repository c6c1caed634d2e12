//! `/admin/users/{code}`: everything about one person, and what can be done to them.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{
    actions::Actions,
    answer::AnswerNotice,
    duplicates::{Merges, Twins},
    frame::DeskFrame,
    log::Log,
    notes::Notes,
    profiles::{CinemaCard, MainCard},
    table::state_badges,
};
use crate::{
    components::{
        avatar::Avatar,
        badge::Badge,
        lang::current_locale,
        local_time::{CalendarDay, LocalTime},
        other_names::OtherNames,
        tone::Tone,
    },
    domain::{admin::DeskAnswer, files::photo::Photo, module::Module},
    i18n::td_string,
    pages::{
        profiles::{documents::just_revealed, private::PrivateCard},
        site::{error::ProfileNotFoundPage, failure::loaded},
    },
    routes,
    server::{
        ctx::Ctx,
        error::AppResult,
        security::flash::take_flash,
        services::{
            admin::{
                people_list::PersonLine,
                person_page::{DeskOpened, PersonPage, open},
            },
            profiles::view::opening::PrivateAnswers,
        },
    },
    server_fns::{
        admin::person_answer,
        admin_address::{TypedAddress, typed_address},
        duplicates::{DuplicatesFlash, person_merges},
    },
};

/// The page about a person.
#[component]
pub fn DeskPersonPage() -> impl IntoView {
    let code = use_params_map().with_untracked(|params| params.get("code")).unwrap_or_default();
    let answer: Option<DeskAnswer> = take_flash(&person_answer(&code));
    let merged: Option<DuplicatesFlash> = take_flash(&person_merges(&code));
    let typed: Option<TypedAddress> = take_flash(&typed_address(&code));
    loaded(open_person(code), move |opened| match opened {
        DeskOpened::Person(page) => view! { <Person page=*page answer merged typed /> }.into_any(),
        DeskOpened::Moved(code) => {
            leptos_axum::redirect(&routes::desk_person(&code));
            ().into_any()
        }
        DeskOpened::Unknown => view! { <ProfileNotFoundPage /> }.into_any(),
    })
}

async fn open_person(code: String) -> AppResult<DeskOpened> {
    let ctx = Ctx::current()?;
    let revealed = just_revealed(&ctx);
    open(&ctx.state, &ctx.actor(), ctx.lang(), &code, revealed.as_ref()).await
}

/// The private answers of both profiles: the main one holds what the CINEMA one does, and more, but not its picture.
fn in_one_card(main: Option<PrivateAnswers>, cinema: Option<PrivateAnswers>) -> Option<(Module, PrivateAnswers)> {
    match (main, cinema) {
        (Some(main), Some(cinema)) => Some((Module::Main, PrivateAnswers { id_photo: cinema.id_photo, ..main })),
        (Some(main), None) => Some((Module::Main, main)),
        (None, cinema) => cinema.map(|cinema| (Module::Cinema, cinema)),
    }
}

#[component]
fn Person(
    page: PersonPage,
    answer: Option<DeskAnswer>,
    merged: Option<DuplicatesFlash>,
    typed: Option<TypedAddress>,
) -> impl IntoView {
    let PersonPage { line, aliases, main, cinema, own, last_administrator, log, notes, twins, merges } = page;
    let name = line.names.first().unwrap_or(&line.code).clone();
    let code = line.code.clone();
    let person = main.as_ref().map(|main| &main.profile.person);
    let person = person.or(cinema.as_ref().map(|cinema| &cinema.profile.person));
    let (initials, photo) =
        person.map_or_else(|| (code.clone(), None), |person| (person.initials.clone(), person.photo.clone()));
    let main_private = main.as_ref().and_then(|main| main.private.clone());
    let private = in_one_card(main_private, cinema.as_ref().and_then(|cinema| cinema.private.clone()));
    let heading = line.clone();
    view! {
        <DeskFrame title=name current=None>
            {answer.map(|answer| view! { <AnswerNotice answer code=code.clone() /> })}
            <Heading line=heading aliases initials photo />
            <div class="desk-person">
                // Before the profiles, which are long: on phones what waits for an answer is in sight.
                <Actions line own last_administrator typed />
                <div class="flex min-w-0 flex-col gap-6">
                    <Twins code=code.clone() twins />
                    <Merges code=code.clone() merges flash=merged />
                    {main.map(|main| view! { <MainCard opened=main /> })}
                    {cinema.map(|cinema| view! { <CinemaCard opened=cinema /> })}
                    {private
                        .map(|(module, private)| {
                            view! { <PrivateCard module private code=code.clone() owner=false /> }
                        })}
                </div>
                <Notes code notes />
                <Log lines=log />
            </div>
        </DeskFrame>
    }
}

/// Who it is, how the account stands.
#[component]
fn Heading(line: PersonLine, aliases: Vec<String>, initials: String, photo: Option<Photo>) -> impl IntoView {
    let locale = current_locale();
    let name = line.names.first().unwrap_or(&line.code).clone();
    let states = state_badges(locale, &line);
    let ordinary = states.is_none();
    let aliases = aliases.join(" · ");
    let seen = line.last_seen_on.map(|day| {
        view! {
            <p class="text-muted">
                {td_string!(locale, admin.last_seen)} " " <CalendarDay day />
            </p>
        }
    });
    let place = format!("{} · {}", line.city, line.country);
    let (pdf, docx) = (routes::desk_card_pdf(&line.code), routes::desk_card_docx(&line.code));
    let analysis = routes::desk_cv_analysis(&line.code);
    let (pdf, docx) = (format!("{pdf}?module=both"), format!("{docx}?module=both"));
    view! {
        <header class="mb-8 flex flex-wrap items-center gap-6">
            <Avatar initials code=line.code.clone() photo />
            <div class="min-w-0">
                <h1 class="font-display text-3xl font-bold wrap-anywhere">
                    <bdi>{name}</bdi>
                </h1>
                <OtherNames names=line.names class="text-xl" />
                <p class="font-mono text-lg" dir="ltr">
                    <span class="block text-start">{line.code}</span>
                </p>
                {(!aliases.is_empty())
                    .then(|| {
                        view! {
                            <p class="text-muted">
                                {td_string!(locale, admin.other_codes)} " "
                                <bdi class="font-mono" dir="ltr">
                                    {aliases}
                                </bdi>
                            </p>
                        }
                    })}
                <p class="text-muted">
                    <span aria-hidden="true">{line.flag}</span>
                    " "
                    <bdi>{place}</bdi>
                </p>
                <p class="text-muted">
                    {td_string!(locale, admin.registered)} " " <LocalTime moment=line.registered_at />
                </p>
                {seen}
                <p class="flex flex-wrap gap-x-6" aria-label=td_string!(locale, documents.cards_of_person)>
                    <a class="link inline-flex min-h-11 items-center" href=pdf download>
                        {td_string!(locale, documents.card_pdf)}
                    </a>
                    <a class="link inline-flex min-h-11 items-center" href=docx download>
                        {td_string!(locale, documents.card_docx)}
                    </a>
                    {line
                        .has_cv
                        .then(|| {
                            view! {
                                <a class="link inline-flex min-h-11 items-center" href=analysis>
                                    {td_string!(locale, cv_analysis.title)}
                                </a>
                            }
                        })}
                </p>
                {states}
                {ordinary
                    .then(|| {
                        view! { <p class="mt-1"><Badge tone=Tone::Success text=td_string!(locale, term.account_active) /></p> }
                    })}
            </div>
        </header>
    }
}
