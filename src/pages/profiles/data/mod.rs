//! `/profile/data`: downloading what is stored, and having it erased.

mod delete;

pub use self::delete::DeleteAccountPage;
use crate::{
    components::{
        alert::Alert,
        button::{Button, ButtonLink, ButtonStyle},
        icon::{Icon, IconName},
        lang::current_locale,
        local_time::LocalTime,
        section_card::{SectionCard, SectionColor},
        tone::Tone,
        unlisted_page::UnlistedPage,
    },
    domain::fault::RetryAfter,
    i18n::{Locale, td_string},
    pages::site::{failure::loaded, legal::Bullets, too_fast::set_too_fast},
    routes,
    server::{
        ctx::Ctx,
        error::AppResult,
        security::flash::{DATA_DOWNLOAD, take_flash},
        services::{
            admin::exports::{OwnExport, head},
            profiles::own_data::{OwnDataPage as Shown, load},
        },
    },
    texts::waiting::waiting,
};
use leptos::prelude::*;

/// Download and deletion.
#[component]
pub fn OwnDataPage() -> impl IntoView {
    let locale = current_locale();
    let too_fast = take_flash::<u64>(DATA_DOWNLOAD).map(|seconds| {
        set_too_fast(seconds);
        let text = td_string!(locale, access.too_fast, wait = waiting(locale, RetryAfter(seconds)));
        view! { <Alert tone=Tone::Warning title=text /> }
    });
    view! {
        <UnlistedPage title=td_string!(locale, own_data.title) lead=td_string!(locale, own_data.lead)>
            <div class="flex flex-col gap-6">
                {too_fast}
                {loaded(own_data_page(), move |shown| view! { <Sections shown /> }.into_any())}
                <p class="flex flex-wrap gap-x-6">
                    <a class="link inline-flex min-h-11 items-center" href=routes::DASHBOARD>
                        {td_string!(locale, common.my_space)}
                    </a>
                    <a class="link inline-flex min-h-11 items-center" href=routes::SECURITY>
                        {td_string!(locale, security.title)}
                    </a>
                </p>
            </div>
        </UnlistedPage>
    }
}

async fn own_data_page() -> AppResult<Shown> {
    let ctx = Ctx::current()?;
    load(&ctx.state, ctx.signed_in()?).await
}

#[component]
fn Sections(shown: Shown) -> impl IntoView {
    let locale = current_locale();
    let contents = vec![
        td_string!(locale, own_data.holds_answers),
        td_string!(locale, own_data.holds_files),
        td_string!(locale, own_data.holds_account),
        td_string!(locale, own_data.holds_mails),
    ];
    let download = if shown.password_fresh {
        view! {
            <form method="post" action=routes::DOWNLOAD_OWN_DATA>
                <Button wide=true>
                    <Icon name=IconName::Download />
                    {td_string!(locale, own_data.download_button)}
                </Button>
            </form>
        }
        .into_any()
    } else {
        view! {
            <p>{td_string!(locale, own_data.password_first)}</p>
            <div>
                <ButtonLink href=crate::routes::reauthentication_page(routes::OWN_DATA) wide=true>
                    <Icon name=IconName::Lock />
                    {td_string!(locale, own_data.password_button)}
                </ButtonLink>
            </div>
        }
        .into_any()
    };
    let card = shown.code.is_some().then(|| {
        view! {
            <SectionCard
                color=SectionColor::Green
                title=td_string!(locale, own_data.card)
                intro=td_string!(locale, own_data.card_intro)
            >
                <div>
                    <ButtonLink href=routes::CONTACT_CARD style=ButtonStyle::Outline wide=true download="">
                        <Icon name=IconName::Download />
                        {td_string!(locale, own_data.card_button)}
                    </ButtonLink>
                </div>
                <p>
                    <a class="link inline-flex min-h-11 items-center" href=routes::CONTACT_CARD_4 download>
                        {td_string!(locale, own_data.card_4)}
                    </a>
                </p>
            </SectionCard>
        }
    });
    let exports = exports(locale, shown.exports);
    view! {
        <div class="flex flex-col gap-6">
            <SectionCard
                color=SectionColor::Blue
                title=td_string!(locale, own_data.download_title)
                intro=td_string!(locale, own_data.download_intro)
            >
                <Bullets items=contents />
                {download}
            </SectionCard>
            {card}
            {exports}
            <SectionCard
                color=SectionColor::Red
                title=td_string!(locale, own_data.delete_title)
                intro=td_string!(locale, own_data.delete_intro)
            >
                <div>
                    <ButtonLink href=routes::DELETE_ACCOUNT style=ButtonStyle::Danger wide=true>
                        {td_string!(locale, own_data.delete_link)}
                    </ButtonLink>
                </div>
            </SectionCard>
        </div>
    }
}

/// When the person's answers left the site in a file of administrators, what for, and which ones.
fn exports(locale: Locale, exports: Vec<OwnExport>) -> Option<AnyView> {
    if exports.is_empty() {
        return None;
    }
    let line = move |export: OwnExport| {
        let columns: Vec<&str> = export.columns.iter().map(|column| head(locale, *column)).collect();
        let purpose = (!export.purpose.is_empty()).then(|| view! { <bdi>{export.purpose}</bdi> });
        view! {
            <li>
                <p class="font-semibold wrap-anywhere">
                    <LocalTime moment=export.at />
                    {purpose.is_some().then_some(" · ")}
                    {purpose}
                </p>
                <p class="text-sm wrap-anywhere text-muted">{columns.join(" · ")}</p>
            </li>
        }
    };
    Some(
        view! {
            <SectionCard
                color=SectionColor::Cyan
                title=td_string!(locale, own_data.exports_title)
                intro=td_string!(locale, own_data.exports_intro)
            >
                <ol class="desk-list">{exports.into_iter().map(line).collect_view()}</ol>
            </SectionCard>
        }
        .into_any(),
    )
}
