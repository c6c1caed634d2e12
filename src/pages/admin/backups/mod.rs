//! `/admin/backups`: what is stored, what is being done, what can be done.

mod forms;
mod stored;
mod words;
mod works;

use leptos::prelude::*;

use self::{
    forms::{create_form, send_form},
    stored::stored,
    words::notice,
    works::works,
};
use crate::{
    components::{
        button::ButtonLink,
        icon::{Icon, IconName},
        lang::current_locale,
        page_header::PageHeader,
        secret_card::SecretCard,
        section_card::{SectionCard, SectionColor},
    },
    domain::backup::{BACKUP_FLASH, BackupFlash},
    i18n::{Locale, td_string},
    pages::{admin::frame::DeskFrame, site::failure::loaded},
    routes,
    server::{
        ctx::Ctx,
        error::AppResult,
        security::flash::take_flash,
        services::operations::backup::desk::{self, BackupsPage},
    },
};

/// So often the page is loaded again while something is being done, in seconds.
const LOADED_EVERY: u32 = 5;
/// How a place of backups is set.
const EXAMPLE: &str = "BACKUP_URL=/srv/backups";
/// How a backup is restored.
const COMMAND: &str = "talentsmaroc backup restore FILE";

/// The page.
#[component]
pub fn DeskBackupsPage() -> impl IntoView {
    let locale = current_locale();
    let flash: Option<BackupFlash> = take_flash(BACKUP_FLASH);
    let answer = flash.as_ref().map(|flash| flash.answer);
    let made = flash.and_then(|flash| flash.passphrase);
    let shows_passphrase = made.is_some();
    let title = td_string!(locale, backups.title);
    view! {
        <DeskFrame title current=Some(routes::DESK_BACKUPS)>
            <PageHeader title lead=td_string!(locale, backups.lead) />
            {answer.map(|answer| notice(locale, answer))}
            <div class="flex flex-col gap-8">
                {made.map(|passphrase| made_passphrase(locale, passphrase))}
                {loaded(read(shows_passphrase), move |page| sections(locale, page))} {restoring(locale)}
            </div>
        </DeskFrame>
    }
}

/// A page that shows a passphrase stays until it is left.
async fn read(shows_passphrase: bool) -> AppResult<BackupsPage> {
    let ctx = Ctx::current()?;
    let page = desk::page(&ctx.state, &ctx.actor()).await?;
    if page.is_busy() && !shows_passphrase {
        ctx.load_again_after(LOADED_EVERY);
    }
    Ok(page)
}

fn made_passphrase(locale: Locale, passphrase: String) -> AnyView {
    view! {
        <SecretCard
            title=td_string!(locale, backups.made_title)
            text=td_string!(locale, backups.made_text)
            secret=passphrase
        >
            <p>
                <a class="link inline-flex min-h-11 items-center" href=routes::DESK_BACKUPS>
                    {td_string!(locale, backups.see_progress)}
                </a>
            </p>
        </SecretCard>
    }
    .into_any()
}

/// What is loaded again and again has no forms: what is typed would be lost.
fn sections(locale: Locale, page: BackupsPage) -> AnyView {
    let busy = page.is_busy();
    let (may_act, has_place) = (page.password_fresh && !busy, page.place.is_some());
    let password = (!page.password_fresh).then(|| password(locale));
    let has_file = page.place.as_ref().is_some_and(|place| place.has_passphrase_file);
    let form = may_act.then(|| if has_place { create_form(locale, has_file) } else { send_form(locale) });
    let place = match page.place {
        Some(place) => stored(locale, place, page.password_fresh, may_act),
        None => no_place(locale),
    };
    view! {
        {password}
        {works(locale, page.works)}
        {place}
        {form}
    }
    .into_any()
}

fn password(locale: Locale) -> AnyView {
    view! {
        <section class="section-card flex flex-col gap-4">
            <p>{td_string!(locale, backups.password_first)}</p>
            <div>
                <ButtonLink href=routes::reauthentication_page(routes::DESK_BACKUPS) wide=true>
                    <Icon name=IconName::Lock />
                    {td_string!(locale, backups.password_button)}
                </ButtonLink>
            </div>
        </section>
    }
    .into_any()
}

fn no_place(locale: Locale) -> AnyView {
    let (title, intro) = (td_string!(locale, backups.no_place), td_string!(locale, backups.no_place_text));
    by_hand(SectionColor::Blue, title, intro, EXAMPLE, td_string!(locale, backups.no_place_more))
}

fn restoring(locale: Locale) -> AnyView {
    let (title, intro) = (td_string!(locale, backups.restore), td_string!(locale, backups.restore_text));
    by_hand(SectionColor::Slate, title, intro, COMMAND, td_string!(locale, backups.restore_more))
}

/// What is done at a terminal: the line to write, and what there is to know of it.
fn by_hand(
    color: SectionColor,
    title: &'static str,
    intro: &'static str,
    line: &'static str,
    more: &'static str,
) -> AnyView {
    view! {
        <SectionCard color title intro>
            <p class="font-mono break-all" dir="ltr">
                {line}
            </p>
            <p>{more}</p>
        </SectionCard>
    }
    .into_any()
}
