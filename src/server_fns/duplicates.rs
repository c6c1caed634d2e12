//! What administrators do about people who may be registered twice. Each action leads to a page that says how it ended.

use leptos::prelude::*;

use super::form_encoding::FormPost;
use crate::domain::{fault::Fault, registration::FormValues};
#[cfg(feature = "ssr")]
pub use flash::{DUPLICATES_FLASH, DuplicatesFlash, DuplicatesSaid, person_merges};

/// Where the form that merges two people is sent.
pub const MERGE_PEOPLE: &str = "/fn/merge_people";
/// Where the form that undoes a merge is sent.
pub const UNDO_MERGE: &str = "/fn/undo_merge";
/// Where the button is sent that says that people are different.
pub const TELL_APART: &str = "/fn/tell_apart";

/// Merges the second of the two people named in `code` into the first, with the choices that were confirmed.
#[server(prefix = "/fn", endpoint = "merge_people", input = FormPost)]
pub async fn merge_people(form: FormValues) -> Result<(), Fault> {
    use crate::{
        routes::{COMPARE_DUPLICATES, CONFIRM_MERGE, DESK_DUPLICATES, desk_person},
        server::{
            ctx::Ctx,
            services::admin::merging::{MergeOutcome, MergeQuery, merge},
        },
    };
    let ctx = Ctx::current()?;
    let query = MergeQuery::read(&form);
    // Also where the password leads back to.
    let confirmed = query.address(CONFIRM_MERGE, &[]);
    leptos_axum::redirect(&confirmed);
    if !form.is_ticked("confirmed") {
        return Ok(DuplicatesFlash::says(&ctx, DuplicatesSaid::NotConfirmed)?);
    }
    match merge(&ctx.state, &ctx.actor(), ctx.lang(), &query).await? {
        MergeOutcome::Merged(code) => {
            leptos_axum::redirect(&desk_person(&code));
            ctx.flash(&person_merges(&code), &DuplicatesFlash::of(DuplicatesSaid::Merged))?;
        }
        // The page says what is wrong.
        MergeOutcome::Changed | MergeOutcome::Refused(_) => {
            leptos_axum::redirect(&query.address(COMPARE_DUPLICATES, &[]));
        }
        MergeOutcome::Gone => {
            leptos_axum::redirect(DESK_DUPLICATES);
            DuplicatesFlash::says(&ctx, DuplicatesSaid::Gone)?;
        }
    }
    Ok(())
}

/// Undoes the merge with the number in `merge` of the person with the code in `code`.
#[server(prefix = "/fn", endpoint = "undo_merge")]
pub async fn undo_merge(
    #[server(default)] code: String,
    #[server(default)] merge: String,
    #[server(default)] confirmed: Option<String>,
    #[server(default)] anyway: Option<String>,
) -> Result<(), Fault> {
    use crate::{
        domain::unique_code::UniqueCode,
        routes::desk_person,
        server::{
            ctx::Ctx,
            services::admin::merging::{UndoOutcome, undo},
        },
    };
    let ctx = Ctx::current()?;
    let code: UniqueCode = code.parse().map_err(|_| Fault::BadRequest)?;
    let merge: i64 = merge.parse().map_err(|_| Fault::BadRequest)?;
    leptos_axum::redirect(&desk_person(code.as_str()));
    let flash = if confirmed.is_none() {
        DuplicatesFlash::of(DuplicatesSaid::NotConfirmed)
    } else {
        match undo(&ctx.state, &ctx.actor(), &code, merge, anyway.is_some()).await? {
            UndoOutcome::Undone => DuplicatesFlash::of(DuplicatesSaid::Undone),
            UndoOutcome::Over => DuplicatesFlash::of(DuplicatesSaid::UndoOver),
            UndoOutcome::NotTheNewest => DuplicatesFlash::of(DuplicatesSaid::UndoNewestFirst),
            UndoOutcome::Changed(fields) => {
                let fields = fields.into_iter().map(str::to_owned).collect();
                DuplicatesFlash { said: DuplicatesSaid::UndoChanged, fields }
            }
        }
    };
    ctx.flash(&person_merges(code.as_str()), &flash)?;
    Ok(())
}

/// Notes that the people with the codes in `code` are all different.
#[server(prefix = "/fn", endpoint = "tell_apart", input = FormPost)]
pub async fn tell_apart(form: FormValues) -> Result<(), Fault> {
    use crate::{
        domain::unique_code::UniqueCode,
        routes::DESK_DUPLICATES,
        server::{ctx::Ctx, services::admin::duplicates},
    };
    let ctx = Ctx::current()?;
    let codes: Vec<UniqueCode> =
        form.all("code").iter().map(|code| code.parse().map_err(|_| Fault::BadRequest)).collect::<Result<_, _>>()?;
    leptos_axum::redirect(DESK_DUPLICATES);
    let told = duplicates::tell_apart(&ctx.state, &ctx.actor(), &codes).await?;
    Ok(DuplicatesFlash::says(&ctx, if told { DuplicatesSaid::ToldApart } else { DuplicatesSaid::ChooseTwo })?)
}

#[cfg(feature = "ssr")]
mod flash {
    //! What a page says after an action.

    use serde::{Deserialize, Serialize};

    use crate::server::{ctx::Ctx, error::AppResult};

    /// The flash with what a page about duplicates says.
    pub const DUPLICATES_FLASH: &str = "duplicates";

    /// The flash with what the page about the person with this code says of its merges.
    #[must_use]
    pub fn person_merges(code: &str) -> String {
        format!("merges-{code}")
    }

    /// How an action ended.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum DuplicatesSaid {
        Merged,
        Undone,
        ToldApart,
        NotConfirmed,
        /// Two different people were not chosen.
        ChooseTwo,
        /// Another administrator was quicker.
        Gone,
        UndoOver,
        /// A later merge is undone first.
        UndoNewestFirst,
        /// Answers were changed since the merge.
        UndoChanged,
    }

    /// What a page says.
    #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
    pub struct DuplicatesFlash {
        pub said: DuplicatesSaid,
        /// Names of the fields that were changed since a merge.
        pub fields: Vec<String>,
    }

    impl DuplicatesFlash {
        /// Without fields.
        #[must_use]
        pub const fn of(said: DuplicatesSaid) -> Self {
            Self { said, fields: Vec::new() }
        }

        /// Has the next page about duplicates say so.
        pub fn says(ctx: &Ctx, said: DuplicatesSaid) -> AppResult<()> {
            ctx.flash(DUPLICATES_FLASH, &Self::of(said))
        }
    }
}
