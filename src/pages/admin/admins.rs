//! `/admin/admins`: who administers the site.

use leptos::prelude::*;

use super::{answer::AnswerNotice, frame::DeskFrame};
use crate::{
    components::{
        badge::Badge,
        button::{Button, ButtonStyle},
        form::{Checkbox, TextField},
        lang::current_locale,
        local_time::LocalTime,
        page_header::PageHeader,
        section_card::{SectionCard, SectionColor},
        tone::Tone,
    },
    domain::admin::DeskAnswer,
    i18n::td_string,
    pages::site::failure::loaded,
    routes,
    server::{
        ctx::Ctx,
        error::AppResult,
        security::flash::take_flash,
        services::admin::invitations::{ListedAdministrator, all},
    },
    server_fns::admin_roles::{AdminsFlash, DESK_ADMINS_ANSWER, DISMISS_ADMINISTRATOR, INVITE_ADMINISTRATOR},
};

/// The list, and the form that invites.
#[component]
pub fn DeskAdminsPage() -> impl IntoView {
    let locale = current_locale();
    let flash: Option<AdminsFlash> = take_flash(DESK_ADMINS_ANSWER);
    let answer = flash.as_ref().map(|flash| flash.answer);
    let typed = flash.map(|flash| flash.email).unwrap_or_default();
    let error =
        (answer == Some(DeskAnswer::InvalidAddress)).then(|| td_string!(locale, validation.invalid_email).to_owned());
    view! {
        <DeskFrame title=td_string!(locale, admin.admins) current=Some(routes::DESK_ADMINS)>
            <PageHeader title=td_string!(locale, admin.admins) lead=td_string!(locale, admin.admins_lead) />
            {answer.map(|answer| view! { <AnswerNotice answer /> })}
            <div class="flex flex-col gap-8">
                <SectionCard
                    color=SectionColor::Green
                    title=td_string!(locale, admin.invite)
                    intro=td_string!(locale, admin.invite_text)
                >
                    <form method="post" action=INVITE_ADMINISTRATOR class="flex flex-col gap-4">
                        <TextField
                            name="email"
                            kind="email"
                            label=td_string!(locale, field.email)
                            value=typed
                            error
                            required=true
                            autocomplete="off"
                            maxlength=254
                            ltr=true
                        />
                        <div>
                            <Button wide=true>{td_string!(locale, admin.invite_button)}</Button>
                        </div>
                    </form>
                </SectionCard>
                {loaded(list(), |all| view! { <List all /> }.into_any())}
            </div>
        </DeskFrame>
    }
}

async fn list() -> AppResult<Vec<ListedAdministrator>> {
    let ctx = Ctx::current()?;
    all(&ctx.state, &ctx.actor()).await
}

#[component]
fn List(all: Vec<ListedAdministrator>) -> impl IntoView {
    let locale = current_locale();
    let lines = all.into_iter().map(|one| view! { <Line one /> }).collect_view();
    view! {
        <SectionCard color=SectionColor::Blue title=td_string!(locale, admin.admins)>
            <ul class="desk-list">{lines}</ul>
        </SectionCard>
    }
}

#[component]
fn Line(one: ListedAdministrator) -> impl IntoView {
    let locale = current_locale();
    let badges = [
        (one.own, Tone::Primary, td_string!(locale, admin.own_account)),
        (!one.has_factor, Tone::Neutral, td_string!(locale, admin.factor_missing)),
        (one.invited, Tone::Warning, td_string!(locale, admin.password_missing)),
        (one.suspended, Tone::Error, td_string!(locale, term.account_suspended)),
    ];
    let badges: Vec<_> = badges
        .into_iter()
        .filter(|(is_so, ..)| *is_so)
        .map(|(_, tone, text)| view! { <li><Badge tone text /></li> })
        .collect();
    let person = one.code.map(|code| {
        let href = routes::desk_person(&code);
        view! {
            <a class="link inline-flex min-h-11 items-center font-mono" dir="ltr" href=href>
                {code}
            </a>
        }
    });
    let id = one.id;
    let dismissal = (!one.own).then(move || {
        view! {
            <details class="desk-action">
                <summary class="py-2.5 font-semibold">{td_string!(locale, admin.demote)}</summary>
                <p class="mb-3 text-muted">{td_string!(locale, admin.demote_text)}</p>
                <form method="post" action=DISMISS_ADMINISTRATOR class="flex flex-col gap-4">
                    <input type="hidden" name="account" value=id.to_string() />
                    <Checkbox name="confirmed" id_suffix=format!("account-{id}") required=true>
                        {td_string!(locale, admin.confirm)}
                    </Checkbox>
                    <div>
                        <Button style=ButtonStyle::Danger>{td_string!(locale, admin.demote)}</Button>
                    </div>
                </form>
            </details>
        }
    });
    view! {
        <li>
            <p>
                <bdi class="font-semibold break-all" dir="ltr">
                    {one.email}
                </bdi>
            </p>
            {person}
            <p class="text-sm text-muted">
                {td_string!(locale, admin.account_since)} " " <LocalTime moment=one.since />
            </p>
            <ul class="mt-1 flex flex-wrap gap-1 empty:hidden">{badges}</ul>
            {dismissal}
        </li>
    }
}
