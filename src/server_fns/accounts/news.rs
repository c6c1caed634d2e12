//! The choice about news by e-mail.

use leptos::prelude::*;

use crate::domain::fault::Fault;

/// Where a signed-in owner's choice is sent.
pub const CHOOSE_NEWS: &str = "/fn/choose_news";
/// Where the choice of the holder of a mail's link is sent.
pub const CHOOSE_NEWS_BY_LINK: &str = "/fn/choose_news_by_link";
/// The field with the choice: [`WANTED`] or anything else.
pub const NEWS_FIELD: &str = "news";
/// News are wanted.
pub const WANTED: &str = "yes";
/// News are not wanted.
pub const NOT_WANTED: &str = "no";

/// Stores whether the owner of the account wants news, and goes back to `next`.
#[server(prefix = "/fn", endpoint = "choose_news")]
pub async fn choose_news(
    #[server(default)] news: String,
    #[server(default)] next: Option<String>,
) -> Result<(), Fault> {
    use crate::{
        domain::accounts::sign_in::local_path,
        routes,
        server::{ctx::Ctx, services::accounts::news::choose},
    };
    let ctx = Ctx::current()?;
    choose(&ctx.state, &ctx.actor(), wanted(&news)?).await?;
    leptos_axum::redirect(next.as_deref().and_then(local_path).unwrap_or(routes::SECURITY));
    Ok(())
}

/// Stores what the holder of the link of a mail says, and shows it on the page of the link.
#[server(prefix = "/fn", endpoint = "choose_news_by_link")]
pub async fn choose_news_by_link(
    #[server(default)] token: String,
    #[server(default)] news: String,
) -> Result<(), Fault> {
    use crate::{
        routes::UNSUBSCRIBE,
        server::{ctx::Ctx, services::accounts::news::choose_by_link},
    };
    let ctx = Ctx::current()?;
    let plain = token.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    if token.is_empty() || !plain {
        return Err(Fault::BadRequest);
    }
    let actor = ctx.actor();
    actor.counted(|address| ctx.state.security.rate_limits.link_followed(address))?;
    choose_by_link(&ctx.state, &actor, &token, wanted(&news)?).await?;
    leptos_axum::redirect(&format!("{UNSUBSCRIBE}/{token}"));
    Ok(())
}

/// What a form says; a form of ours says one of the two.
#[cfg(feature = "ssr")]
fn wanted(news: &str) -> Result<bool, Fault> {
    match news {
        WANTED => Ok(true),
        NOT_WANTED => Ok(false),
        _ => Err(Fault::BadRequest),
    }
}
