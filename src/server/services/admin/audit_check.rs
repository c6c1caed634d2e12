//! Whether the chain of the audit log is unbroken (docs/audit.md), and whether the changes of settings are those that its
//! lines vouch for.

use std::collections::BTreeSet;

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use crate::{
    domain::access::Capability,
    server::{
        actor::Actor,
        db::Db,
        error::AppResult,
        repositories::admin::{
            audit_chain::{links_after, newest_hash},
            settings::{self, all_saves, changes_of_save},
        },
        security::audit_chain::BEGINNING,
        services::admin::settings::seal,
        state::AppState,
    },
};

/// Lines read at once: the check needs no more memory for a longer log.
const AT_ONCE: i64 = 1000;

/// What the check found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ChainCheck {
    /// Every line fits.
    Whole {
        lines: u64,
        /// To be written down elsewhere: a log that was written again from the beginning has another one.
        newest_hash: String,
    },
    /// The first line that does not fit: it was changed or inserted, or the line before it was removed.
    BrokenAt {
        id: i64,
        /// UTC.
        at: NaiveDateTime,
    },
    /// Lines after the one with this number were removed; 0 when nothing is left.
    EndsEarly { after: i64 },
    /// The lines fit, but the changes that were saved under this name are not those that a line vouches for, or the
    /// setting of this name has a value that no change gave it.
    SettingsDiffer { saved_as: String },
}

/// Checks the whole log.
///
/// # Errors
/// `Forbidden` without the capability.
pub async fn check(state: &AppState, actor: &Actor) -> AppResult<ChainCheck> {
    actor.require(Capability::ReadAudit)?;
    examine(&state.db).await
}

/// As [`check`], for an examination without a state.
pub async fn examine(db: &Db) -> AppResult<ChainCheck> {
    let (mut last, mut lines, mut hash) = (0, 0, BEGINNING.to_owned());
    // Lines may be written meanwhile: the newest hash is that of the last line only when no line follows afterwards.
    let mut expected: Option<String> = None;
    // Every change that is there now has its line already, which is read below.
    let mut unseen: BTreeSet<String> = all_saves(&mut db.read().await?).await?.into_iter().collect();
    let mut differing: Option<String> = None;
    loop {
        let links = links_after(&mut db.read().await?, last, AT_ONCE).await?;
        if links.is_empty() {
            let Some(newest) = expected else {
                expected = Some(newest_hash(&mut db.read().await?).await?);
                continue;
            };
            if newest != hash {
                return Ok(ChainCheck::EndsEarly { after: last });
            }
            if differing.is_none() {
                differing = in_force_by_no_change(db).await?;
            }
            return Ok(match differing.or_else(|| unseen.into_iter().next()) {
                Some(saved_as) => ChainCheck::SettingsDiffer { saved_as },
                None => ChainCheck::Whole { lines, newest_hash: hash },
            });
        }
        expected = None;
        for link in links {
            if !link.fits_after(&hash) {
                return Ok(ChainCheck::BrokenAt { id: link.id, at: link.at });
            }
            if let Some((saved_as, sealed)) = link.settings() {
                unseen.remove(saved_as);
                let changes = changes_of_save(&mut db.read().await?, saved_as).await?;
                if seal(&changes) != sealed {
                    differing.get_or_insert_with(|| saved_as.to_owned());
                }
            }
            last = link.id;
            lines += 1;
            hash = link.hash;
        }
    }
}

/// A setting whose value is not the one that its newest change stored.
async fn in_force_by_no_change(db: &Db) -> AppResult<Option<String>> {
    let mut conn = db.read().await?;
    for row in settings::all(&mut conn).await? {
        let change = settings::change(&mut conn, &row.key, row.version).await?;
        if change.is_none_or(|change| change.new_value != row.value) {
            return Ok(Some(row.key));
        }
    }
    Ok(None)
}
