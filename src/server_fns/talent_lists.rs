//! What administrators do to the lists of talents. Each action leads to a page that says how it ended.

use leptos::prelude::*;

use super::form_encoding::FormPost;
use crate::domain::{fault::Fault, registration::FormValues};
#[cfg(feature = "ssr")]
pub use flash::{TALENT_LIST_FLASH, TalentListFlash, TalentListSaid};

/// Where the form of a talent or category is sent.
pub const SAVE_TALENT_ENTRY: &str = "/fn/save_talent_entry";
/// Where the buttons that move, switch and delete are sent.
pub const ACT_ON_TALENT_ENTRY: &str = "/fn/act_on_talent_entry";
/// Where the form that merges two talents is sent.
pub const MERGE_TALENTS: &str = "/fn/merge_talents";

/// Adds or changes the entry of the kind in `kind` with the key in `key`, if any.
#[server(prefix = "/fn", endpoint = "save_talent_entry", input = FormPost)]
pub async fn save_talent_entry(form: FormValues) -> Result<(), Fault> {
    use crate::{
        domain::talents::TalentListKind,
        routes::desk_talent_entry,
        server::{
            ctx::Ctx,
            services::admin::talent_lists::{EntrySaved, SentEntry, save},
        },
    };
    let ctx = Ctx::current()?;
    let kind = TalentListKind::from_key(form.first("kind")).ok_or(Fault::BadRequest)?;
    let key = Some(form.first("key").to_owned()).filter(|key| !key.is_empty());
    let here = desk_talent_entry(kind, key.as_deref());
    let sent = SentEntry { kind, key, before: form.first("before").to_owned(), typed: form.clone() };
    let flash = TalentListFlash::default();
    match save(&ctx.state, &ctx.actor(), sent).await? {
        EntrySaved::Saved { key } => {
            flash.goes_to(&ctx, &desk_talent_entry(kind, Some(&key)), TalentListSaid::Saved)?;
        }
        EntrySaved::Unchanged => flash.goes_to(&ctx, &here, TalentListSaid::Unchanged)?,
        EntrySaved::Changed => flash.with(form, None).goes_to(&ctx, &here, TalentListSaid::Changed)?,
        EntrySaved::Refused(errors) => {
            flash.with(form, Some(errors)).goes_to(&ctx, &here, TalentListSaid::Refused)?;
        }
    }
    Ok(())
}

/// Moves, switches or deletes the entry of the kind in `kind` with the key in `key`, as `action` says.
#[server(prefix = "/fn", endpoint = "act_on_talent_entry")]
pub async fn act_on_talent_entry(
    #[server(default)] kind: String,
    #[server(default)] key: String,
    #[server(default)] action: String,
) -> Result<(), Fault> {
    use crate::{
        domain::talents::TalentListKind,
        routes::{DESK_TALENTS, desk_talent_entry},
        server::{
            ctx::Ctx,
            services::admin::talent_lists::{Acted, EntryAction, act},
        },
    };
    let ctx = Ctx::current()?;
    let kind = TalentListKind::from_key(&kind).ok_or(Fault::BadRequest)?;
    let action = EntryAction::from_key(&action).ok_or(Fault::BadRequest)?;
    let here = desk_talent_entry(kind, Some(&key));
    let flash = TalentListFlash::default();
    match act(&ctx.state, &ctx.actor(), kind, &key, action).await? {
        Acted::Done if action == EntryAction::Delete => flash.goes_to(&ctx, DESK_TALENTS, TalentListSaid::Deleted)?,
        Acted::Done => flash.goes_to(&ctx, &here, TalentListSaid::Done)?,
        Acted::Unchanged => flash.goes_to(&ctx, &here, TalentListSaid::Unchanged)?,
        Acted::InUse { number } => flash.goes_to(&ctx, &here, TalentListSaid::InUse { number })?,
    }
    Ok(())
}

/// Puts the talent in `into` in the place of the one in `key`, which is deleted.
#[server(prefix = "/fn", endpoint = "merge_talents")]
pub async fn merge_talents(
    #[server(default)] key: String,
    #[server(default)] into: String,
    #[server(default)] confirmed: Option<String>,
) -> Result<(), Fault> {
    use crate::{
        domain::talents::TalentListKind,
        routes::desk_talent_entry,
        server::{ctx::Ctx, services::admin::talent_lists::merge},
    };
    let ctx = Ctx::current()?;
    let here = desk_talent_entry(TalentListKind::Talent, Some(&key));
    let flash = TalentListFlash::default();
    if into.is_empty() {
        return Ok(flash.goes_to(&ctx, &here, TalentListSaid::NoChoice)?);
    }
    if confirmed.is_none() {
        return Ok(flash.goes_to(&ctx, &here, TalentListSaid::NotConfirmed)?);
    }
    merge(&ctx.state, &ctx.actor(), &key, &into).await?;
    Ok(flash.goes_to(&ctx, &desk_talent_entry(TalentListKind::Talent, Some(&into)), TalentListSaid::Merged)?)
}

#[cfg(feature = "ssr")]
mod flash {
    //! What a page says after an action.

    use serde::{Deserialize, Serialize};

    use crate::{
        domain::{field_error::FieldErrors, registration::FormValues},
        server::{ctx::Ctx, error::AppResult},
    };

    /// The flash with what the page says.
    pub const TALENT_LIST_FLASH: &str = "talent_list";
    /// A cookie holds no more of what was typed.
    const MOST_TYPED: usize = 2400;

    /// How an action ended.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum TalentListSaid {
        #[default]
        Saved,
        Unchanged,
        /// Another administrator was quicker.
        Changed,
        /// Something is wrong.
        Refused,
        Done,
        Deleted,
        Merged,
        NotConfirmed,
        /// The other talent was not chosen.
        NoChoice,
        /// So many profiles or talents are in the way.
        InUse {
            number: i64,
        },
    }

    /// What the page says, and what was typed where it must be sent again.
    #[derive(Debug, Clone, Default, Serialize, Deserialize)]
    pub struct TalentListFlash {
        pub said: TalentListSaid,
        pub typed: FormValues,
        pub errors: FieldErrors,
    }

    impl TalentListFlash {
        /// With what was typed, and what is wrong with it.
        #[must_use]
        pub fn with(mut self, typed: FormValues, errors: Option<FieldErrors>) -> Self {
            if typed.bytes() <= MOST_TYPED {
                self.typed = typed;
            }
            self.errors = errors.unwrap_or_default();
            self
        }

        /// Leads to a page that says how the action ended.
        pub fn goes_to(mut self, ctx: &Ctx, address: &str, said: TalentListSaid) -> AppResult<()> {
            self.said = said;
            ctx.flash(TALENT_LIST_FLASH, &self)?;
            leptos_axum::redirect(address);
            Ok(())
        }
    }
}
