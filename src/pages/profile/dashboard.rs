//! `/profile/dashboard`: the own code, and who sees what.

use leptos::prelude::*;
use leptos_meta::{Meta, Title};

use super::{
    completeness::Completeness, details::TalentBadges, privacy_notice::for_owner, qr_card::QrCard,
    unconfirmed::UnconfirmedNotice,
};
use crate::components::suspended::suspended;
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
    domain::{profile::PublicProfile, visibility::Visibility},
    i18n::td_string,
    pages::failure::failure,
    server::{context::use_request, services::dashboard::Dashboard},
    server_fns::profile::own_dashboard,
};

/// The space of somebody signed in.
#[component]
pub fn DashboardPage() -> impl IntoView {
    let locale = current_locale();
    view! {
        <Title text=td_string!(locale, profile.dashboard_title) />
        <Meta name="robots" content="noindex" />
        <Page>
            <div class="mb-8 flex flex-col gap-4 empty:hidden">
                <UnconfirmedNotice next="/profile/dashboard" />
            </div>
            {suspended(async move {
                match own_dashboard().await {
                    Ok(Some(dashboard)) => view! { <OwnProfile dashboard /> }.into_any(),
                    Ok(None) => view! { <NoProfile /> }.into_any(),
                    Err(error) => failure(error),
                }
            })}
            <p class="mt-8 flex flex-wrap gap-x-6">
                <a class="link inline-flex min-h-11 items-center" href="/profile/security">
                    {td_string!(locale, security.title)}
                </a>
                <a class="link inline-flex min-h-11 items-center" href="/profile/data">
                    {td_string!(locale, own_data.title)}
                </a>
            </p>
        </Page>
    }
}

#[component]
fn OwnProfile(dashboard: Dashboard) -> impl IntoView {
    let locale = current_locale();
    let Dashboard { profile, privacy, name_for_visitors, points } = dashboard;
    let waiting = privacy.minor && !privacy.minor_approved;
    let address = format!("/profile/view/{}", profile.code);
    let (as_visitor, as_member) = (format!("{address}?as=visitor"), format!("{address}?as=member"));
    let name = profile.display_name().to_owned();
    let qr_code = profile.code.clone();
    let PublicProfile { code, initials, talents, .. } = profile;
    view! {
        <PageHeader title=td_string!(locale, profile.greeting, name = name.as_str()).to_string()>
            <ButtonLink href="/profile/edit">{td_string!(locale, profile.edit_title)}</ButtonLink>
            <ButtonLink href=address style=ButtonStyle::Outline>
                <Icon name=IconName::Eye />
                {td_string!(locale, profile.open_profile)}
            </ButtonLink>
        </PageHeader>
        {waiting
            .then(|| view! { <Alert tone=Tone::Warning title=td_string!(locale, profile.minor_waiting_title) /> })}
        <div class="mt-6 grid gap-6 lg:grid-cols-3">
            <div class="flex flex-col gap-6 lg:col-span-2">
                <SectionCard color=SectionColor::Blue title=td_string!(locale, profile.code_title)>
                    <p class="font-mono text-4xl font-bold break-all" dir="ltr">
                        {code}
                    </p>
                    <p class="text-muted">{td_string!(locale, profile.code_text)}</p>
                    <p>
                        <a class="link inline-flex min-h-11 items-center gap-2" href="/profile/card.vcf" download>
                            <Icon name=IconName::Download />
                            {td_string!(locale, own_data.card)}
                        </a>
                    </p>
                </SectionCard>
                <SectionCard color=SectionColor::Green title=td_string!(locale, profile.visibility_title)>
                    {for_owner(locale, privacy, &initials)
                        .into_iter()
                        .map(|line| view! { <p>{line}</p> })
                        .collect_view()}
                    <WhatOthersRead effective=privacy.effective visitors=name_for_visitors members=name />
                    <p>{td_string!(locale, profile.never_shown)}</p>
                    <p class="flex flex-wrap gap-x-6">
                        <a class="link inline-flex min-h-11 items-center" href=as_visitor>
                            {td_string!(locale, profile.see_as_visitor)}
                        </a>
                        <a class="link inline-flex min-h-11 items-center" href=as_member>
                            {td_string!(locale, profile.see_as_member)}
                        </a>
                        <a class="link inline-flex min-h-11 items-center" href="/profile/edit?section=privacy">
                            {td_string!(locale, profile.change_privacy)}
                        </a>
                    </p>
                </SectionCard>
                <Completeness points />
                <SectionCard color=SectionColor::Orange title=td_string!(locale, profile.talents)>
                    <TalentBadges talents />
                </SectionCard>
            </div>
            <QrCard code=qr_code />
        </div>
    }
}

/// The name as others read it, for those who can open the profile at all.
#[component]
fn WhatOthersRead(effective: Visibility, visitors: String, members: String) -> impl IntoView {
    let locale = current_locale();
    if effective == Visibility::Private {
        return ().into_any();
    }
    let line = |who: &'static str, name: String| {
        view! {
            <div>
                <dt class="text-sm text-muted">{who}</dt>
                <dd class="text-lg">
                    <bdi>{name}</bdi>
                </dd>
            </div>
        }
    };
    view! {
        <dl class="grid gap-4 sm:grid-cols-2">
            {(effective == Visibility::Public).then(|| line(td_string!(locale, profile.visitors_read), visitors))}
            {line(td_string!(locale, profile.members_read), members)}
        </dl>
        <p>{td_string!(locale, profile.always_shown)}</p>
    }
    .into_any()
}

/// An account alone, such as an administrator's.
#[component]
fn NoProfile() -> impl IntoView {
    let locale = current_locale();
    let administrator = use_request().viewer.is_administrator();
    let text = if administrator {
        td_string!(locale, profile.none_text_administrator)
    } else {
        td_string!(locale, profile.none_text)
    };
    view! {
        <PageHeader title=td_string!(locale, profile.dashboard_title) />
        <EmptyState title=td_string!(locale, profile.none_title) text>
            <ButtonLink href="/auth/register">{td_string!(locale, profile.create)}</ButtonLink>
            <ButtonLink href="/talents" style=ButtonStyle::Outline>
                {td_string!(locale, profile.browse)}
            </ButtonLink>
        </EmptyState>
    }
}
