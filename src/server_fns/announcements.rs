//! Mails of administrators to many people. Each action leads to the page about the announcement, which says how it ended.

use leptos::prelude::*;

use super::form_encoding::FormPost;
use crate::domain::{fault::Fault, registration::FormValues};

/// Where the text is sent.
pub const SAVE_ANNOUNCEMENT: &str = "/fn/save_announcement";
/// Where the button that tries it out is sent.
pub const TEST_ANNOUNCEMENT: &str = "/fn/test_announcement";
/// Where the confirmation is sent.
pub const BEGIN_ANNOUNCEMENT: &str = "/fn/begin_announcement";
/// Where the button that stops it is sent.
pub const STOP_ANNOUNCEMENT: &str = "/fn/stop_announcement";

/// The field of the kind.
pub const ANNOUNCEMENT_KIND_FIELD: &str = "kind";
/// The field of the speed.
pub const SPEED_FIELD: &str = "per_minute";

/// The fields of the subject and of the body in a language.
#[cfg(feature = "ssr")]
#[must_use]
pub fn text_fields(lang: crate::domain::lang::Lang) -> [String; 2] {
    ["subject", "body"].map(|field| format!("{field}_{}", lang.code()))
}

/// What a form of ours says; `None` for another one.
#[cfg(feature = "ssr")]
#[must_use]
pub fn read_typed(form: &FormValues) -> Option<crate::server::services::admin::announcements::TypedAnnouncement> {
    use crate::{
        domain::{
            announcement::{AnnouncementKind, AnnouncementText, AnnouncementTexts, SPEEDS},
            lang::Lang,
        },
        server::services::admin::announcements::TypedAnnouncement,
    };
    let kind = AnnouncementKind::from_key(form.first(ANNOUNCEMENT_KIND_FIELD))?;
    let per_minute = SPEEDS.into_iter().find(|speed| speed.to_string() == form.first(SPEED_FIELD))?;
    let text = |lang| {
        let [subject, body] = text_fields(lang);
        AnnouncementText::typed(form.first(&subject), form.first(&body))
    };
    let texts = AnnouncementTexts { fr: text(Lang::Fr), ar: text(Lang::Ar), en: text(Lang::En) };
    Some(TypedAnnouncement { kind, texts, per_minute })
}

/// The flash with how an action on the page with this number ended.
#[cfg(feature = "ssr")]
#[must_use]
pub fn announcement_answer(id: i64) -> String {
    format!("announcement-{id}")
}

/// Stores what was typed, whether it can be sent or not.
#[server(prefix = "/fn", endpoint = "save_announcement", input = FormPost)]
pub async fn save_announcement(form: FormValues) -> Result<(), Fault> {
    use crate::{routes::desk_announcement, server::services::admin::announcements::save};
    let (ctx, id) = at_the_announcement(form.first("id"))?;
    let typed = read_typed(&form).ok_or(Fault::BadRequest)?;
    let saved = save(&ctx.state, &ctx.actor(), id, typed).await;
    let answer = ctx.keep_typed(saved, &desk_announcement(id), form)?;
    ctx.flash(&announcement_answer(id), &answer)?;
    Ok(())
}

/// Writes the draft to the administrator.
#[server(prefix = "/fn", endpoint = "test_announcement")]
pub async fn test_announcement(#[server(default)] id: String) -> Result<(), Fault> {
    use crate::server::services::admin::announcements::try_out;
    let (ctx, id) = at_the_announcement(&id)?;
    let answer = try_out(&ctx.state, &ctx.actor(), id).await?;
    ctx.flash(&announcement_answer(id), &answer)?;
    Ok(())
}

/// Begins the draft that was read as this version.
#[server(prefix = "/fn", endpoint = "begin_announcement")]
pub async fn begin_announcement(
    #[server(default)] id: String,
    #[server(default)] version: String,
    #[server(default)] confirmed: Option<String>,
) -> Result<(), Fault> {
    use crate::server::services::admin::announcements::begin;
    let (ctx, id) = at_the_announcement(&id)?;
    let version = version.parse().map_err(|_| Fault::BadRequest)?;
    if let Some(answer) = begin(&ctx.state, &ctx.actor(), id, version, confirmed.is_some()).await? {
        ctx.flash(&announcement_answer(id), &answer)?;
    }
    Ok(())
}

/// Stops the announcement with this number before every mail has left.
#[server(prefix = "/fn", endpoint = "stop_announcement")]
pub async fn stop_announcement(#[server(default)] id: String) -> Result<(), Fault> {
    use crate::server::services::admin::announcements::cancel;
    let (ctx, id) = at_the_announcement(&id)?;
    let answer = cancel(&ctx.state, &ctx.actor(), id).await?;
    ctx.flash(&announcement_answer(id), &answer)?;
    Ok(())
}

/// Leads to the page about the announcement with this number.
#[cfg(feature = "ssr")]
fn at_the_announcement(id: &str) -> Result<(crate::server::ctx::Ctx, i64), Fault> {
    let ctx = crate::server::ctx::Ctx::current()?;
    let id: i64 = id.parse().map_err(|_| Fault::BadRequest)?;
    leptos_axum::redirect(&crate::routes::desk_announcement(id));
    Ok((ctx, id))
}
