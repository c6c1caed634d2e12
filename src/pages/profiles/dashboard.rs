//! `/profile/dashboard`: the own code, the own profiles, and their visibility.

use leptos::prelude::*;
use leptos_meta::{Meta, Title};

use crate::pages::{
    accounts::{news::NewsQuestion, unconfirmed::UnconfirmedNotice},
    profiles::{
        completeness::Completeness,
        import_notice::ImportNotice,
        own_card::{MissingCard, OwnCard},
        qr_card::QrCard,
    },
};
use crate::{
    components::{
        alert::Alert,
        button::{ButtonLink, ButtonStyle},
        empty_state::EmptyState,
        icon::{Icon, IconName},
        lang::current_locale,
        layout::Page,
        page_header::PageHeader,
        section_card::{SectionCard, SectionColor},
        tone::Tone,
    },
    domain::{access::Capability, module::Module},
    i18n::td_string,
    pages::site::failure::loaded,
    routes,
    server::{
        context::use_request,
        ctx::Ctx,
        error::AppResult,
        security::flash::take_flash,
        services::{
            accounts::news,
            import::confirm,
            profiles::dashboard::{Dashboard, OwnProfile, load},
        },
    },
    server_fns::profiles::{import::IMPORT_CONFIRMED, removal::PROFILE_REMOVED},
};

/// The dashboard of a signed-in account.
#[component]
pub fn DashboardPage() -> impl IntoView {
    let locale = current_locale();
    let removed = take_flash::<bool>(PROFILE_REMOVED).is_some();
    let confirmed = take_flash::<bool>(IMPORT_CONFIRMED);
    view! {
        <Title text=td_string!(locale, common.my_space) />
        <Meta name="robots" content="noindex" />
        <Page>
            <div class="mb-8 flex flex-col gap-4 empty:hidden">
                {removed
                    .then(|| view! { <Alert tone=Tone::Success title=td_string!(locale, cinema_profile.removed) /> })}
                {(confirmed == Some(true))
                    .then(|| view! { <Alert tone=Tone::Success title=td_string!(locale, import.notice_done) /> })}
                <UnconfirmedNotice next=routes::DASHBOARD />
            </div>
            {loaded(own_dashboard(), move |(found, asks_about_news, unconfirmed)| {
                let has_main = found.as_ref().is_some_and(|dashboard| dashboard.main.is_some());
                let edit = if has_main { routes::EDIT } else { routes::CINEMA_EDIT };
                let profiles = match found {
                    Some(dashboard) => view! { <OwnProfiles dashboard /> }.into_any(),
                    None => view! { <NoProfile /> }.into_any(),
                };
                view! {
                    {unconfirmed.then(|| view! { <ImportNotice edit unticked=confirmed == Some(false) /> })}
                    {profiles}
                    {asks_about_news.then(|| view! { <NewsQuestion /> })}
                }
                    .into_any()
            })}
            <p class="mt-8 flex flex-wrap gap-x-6">
                <a class="link inline-flex min-h-11 items-center" href=routes::SECURITY>
                    {td_string!(locale, security.title)}
                </a>
                <a class="link inline-flex min-h-11 items-center" href=routes::OWN_DATA>
                    {td_string!(locale, own_data.title)}
                </a>
            </p>
        </Page>
    }
}

/// The viewer's own profiles, `None` without any; whether the owner of one is asked about news, and whether to confirm
/// what was imported.
async fn own_dashboard() -> AppResult<(Option<Dashboard>, bool, bool)> {
    let ctx = Ctx::current()?;
    let Some(account) = ctx.viewer().account() else { return Ok((None, false, false)) };
    let found = load(&ctx.state, account, ctx.lang()).await?;
    let asks_about_news = found.is_some() && news::is_unasked(&ctx.state, account).await?;
    let unconfirmed = confirm::is_unconfirmed(&ctx.state, account).await?;
    Ok((found, asks_about_news, unconfirmed))
}

#[component]
fn OwnProfiles(dashboard: Dashboard) -> impl IntoView {
    let locale = current_locale();
    let Some(person) = dashboard.person().cloned() else { return ().into_any() };
    let Dashboard { main, cinema } = dashboard;
    let both = main.is_some() && cinema.is_some();
    let analysis = main.is_some().then(|| {
        view! {
            <p>
                <a class="link inline-flex min-h-11 items-center" href=routes::CV_ANALYSIS>
                    {td_string!(locale, cv_analysis.title)}
                </a>
            </p>
        }
    });
    let waiting = main.iter().chain(&cinema).any(|own| own.privacy.minor && !own.privacy.minor_approved);
    let (code, qr_code) = (person.code.clone(), person.code.clone());
    let name = person.display_name().to_owned();
    let codes: Vec<Module> = [main.is_some().then_some(Module::Main), cinema.is_some().then_some(Module::Cinema)]
        .into_iter()
        .flatten()
        .collect();
    let card = move |module: Module, own: OwnProfile| {
        let points = own.points.clone();
        view! {
            <OwnCard own module removable=both />
            <Completeness points module />
        }
    };
    // What is there stands before what could be added.
    let missing = match (&main, &cinema) {
        (None, _) => Some(Module::Main),
        (_, None) => Some(Module::Cinema),
        _ => None,
    };
    view! {
        <PageHeader title=td_string!(locale, profile.greeting, name = name.as_str()).to_string() />
        {waiting
            .then(|| view! { <Alert tone=Tone::Warning title=td_string!(locale, profile.minor_waiting_title) /> })}
        <div class="mt-6 grid items-start gap-6 lg:grid-cols-3">
            <div class="flex flex-col gap-6 lg:col-span-2">
                {main.map(|own| card(Module::Main, own))}
                {cinema.map(|own| card(Module::Cinema, own))}
                {analysis} {missing.map(|module| view! { <MissingCard module /> })}
            </div>
            <div class="flex flex-col gap-6">
                <SectionCard color=SectionColor::Blue title=td_string!(locale, profile.code_title)>
                    <p class="font-mono text-3xl font-bold break-all" dir="ltr">
                        {code}
                    </p>
                    <p class="text-muted">{td_string!(locale, profile.code_text)}</p>
                    <p>
                        <a class="link inline-flex min-h-11 items-center gap-2" href=routes::CONTACT_CARD download>
                            <Icon name=IconName::Download />
                            {td_string!(locale, own_data.card)}
                        </a>
                    </p>
                </SectionCard>
                {codes
                    .into_iter()
                    .map(|module| view! { <QrCard code=qr_code.clone() module /> })
                    .collect_view()}
            </div>
        </div>
    }
    .into_any()
}

/// An account alone, such as an administrator's.
#[component]
fn NoProfile() -> impl IntoView {
    let locale = current_locale();
    let manages = use_request().viewer.may(Capability::ManagePeople);
    let text = if manages {
        td_string!(locale, profile.none_text_administrator)
    } else {
        td_string!(locale, profile.none_text)
    };
    view! {
        <PageHeader title=td_string!(locale, common.my_space) />
        <EmptyState title=td_string!(locale, profile.none_title) text>
            <ButtonLink href=routes::REGISTER>{td_string!(locale, profile.create)}</ButtonLink>
            <ButtonLink href=routes::CINEMA_REGISTER style=ButtonStyle::Outline>
                {td_string!(locale, cinema_profile.create)}
            </ButtonLink>
            <ButtonLink href=routes::TALENTS style=ButtonStyle::Outline>
                {td_string!(locale, profile.browse)}
            </ButtonLink>
        </EmptyState>
    }
}
