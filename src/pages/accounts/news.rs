//! The choice about news by e-mail: among the settings of the account, and behind the link of each such mail.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::{
    components::{
        badge::Badge,
        button::{Button, ButtonLink, ButtonStyle},
        lang::current_locale,
        page_header::PageHeader,
        section_card::{SectionCard, SectionColor},
        suspended::suspended,
        tone::Tone,
        unlisted_page::UnlistedPage,
    },
    i18n::td_string,
    pages::site::failure::failure,
    routes,
    server::{
        context::use_state,
        error::AppResult,
        services::accounts::news::{self, LinkChoice},
    },
    server_fns::accounts::news::{CHOOSE_NEWS, CHOOSE_NEWS_BY_LINK, NEWS_FIELD, NOT_WANTED, WANTED},
};

/// Whether the owner gets news, and the button that says the opposite.
#[component]
pub fn NewsSection(wanted: bool) -> impl IntoView {
    let locale = current_locale();
    view! {
        <SectionCard
            color=SectionColor::Slate
            title=td_string!(locale, security.news_title)
            intro=td_string!(locale, security.news_intro)
        >
            <NewsState wanted />
            <form method="post" action=CHOOSE_NEWS>
                <NewsButton wanted=!wanted />
            </form>
        </SectionCard>
    }
}

/// Asks on the dashboard an owner who never said whether news are wanted.
#[component]
pub fn NewsQuestion() -> impl IntoView {
    let locale = current_locale();
    view! {
        <div class="mt-6">
            <SectionCard
                color=SectionColor::Slate
                title=td_string!(locale, security.news_title)
                intro=td_string!(locale, security.news_intro)
            >
                <form method="post" action=CHOOSE_NEWS class="flex flex-wrap gap-3">
                    <input type="hidden" name="next" value=routes::DASHBOARD />
                    <Button style=ButtonStyle::Outline name=NEWS_FIELD value=WANTED>
                        {td_string!(locale, security.news_agree)}
                    </Button>
                    <Button style=ButtonStyle::Quiet name=NEWS_FIELD value=NOT_WANTED>
                        {td_string!(locale, security.news_decline)}
                    </Button>
                </form>
            </SectionCard>
        </div>
    }
}

/// `/unsubscribe/{token}`: programs that look at mails follow links; only a button changes something.
#[component]
pub fn UnsubscribePage() -> impl IntoView {
    let locale = current_locale();
    let token = use_params_map().with_untracked(|params| params.get("token")).unwrap_or_default();
    view! {
        <UnlistedPage title=td_string!(locale, security.news_title)>
            {suspended(async move {
                match look(&token).await {
                    Ok(LinkChoice::Wanted(wanted)) => view! { <ByLink token wanted /> }.into_any(),
                    Ok(LinkChoice::Dead) => view! { <DeadLink /> }.into_any(),
                    Err(error) => failure(error),
                }
            })}
        </UnlistedPage>
    }
}

async fn look(token: &str) -> AppResult<LinkChoice> {
    news::look(&use_state()?, token).await
}

#[component]
fn ByLink(token: String, wanted: bool) -> impl IntoView {
    let locale = current_locale();
    view! {
        <PageHeader title=td_string!(locale, security.news_title) lead=td_string!(locale, security.news_intro) />
        <div class="section-card flex flex-col gap-6">
            <NewsState wanted />
            <form method="post" action=CHOOSE_NEWS_BY_LINK>
                <input type="hidden" name="token" value=token />
                <NewsButton wanted=!wanted />
            </form>
        </div>
    }
}

#[component]
fn DeadLink() -> impl IntoView {
    let locale = current_locale();
    view! {
        <PageHeader title=td_string!(locale, security.news_title) lead=td_string!(locale, security.news_dead_link) />
        <p class="flex flex-wrap gap-3">
            <ButtonLink href=routes::SECURITY>{td_string!(locale, security.title)}</ButtonLink>
        </p>
    }
}

/// Whether news are sent now.
#[component]
fn NewsState(wanted: bool) -> impl IntoView {
    let locale = current_locale();
    let (tone, text) = if wanted {
        (Tone::Success, td_string!(locale, security.news_on))
    } else {
        (Tone::Neutral, td_string!(locale, security.news_off))
    };
    view! {
        <p role="status">
            <Badge tone text />
        </p>
    }
}

/// Asks for news, or for no more.
#[component]
fn NewsButton(wanted: bool) -> impl IntoView {
    let locale = current_locale();
    let (value, text) = if wanted {
        (WANTED, td_string!(locale, security.news_agree))
    } else {
        (NOT_WANTED, td_string!(locale, security.news_stop))
    };
    view! {
        <input type="hidden" name=NEWS_FIELD value=value />
        <Button style=ButtonStyle::Outline wide=true>
            {text}
        </Button>
    }
}
