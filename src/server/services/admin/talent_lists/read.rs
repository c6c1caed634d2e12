//! The lists as their pages show them.

use std::collections::HashMap;

use crate::{
    domain::{
        access::Capability,
        talents::{EntryWords, TalentListKind},
    },
    server::{
        actor::Actor,
        error::AppResult,
        repositories::admin::talent_lists::{self, CategoryRow, ListedTalentRow},
        state::AppState,
    },
};

/// A category with its talents, all in their order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedCategory {
    pub key: String,
    pub words: EntryWords,
    pub talents: Vec<ListedTalent>,
}

/// A talent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedTalent {
    pub key: String,
    pub words: EntryWords,
    /// Whether it can be chosen.
    pub active: bool,
    /// How many profiles name it.
    pub uses: i64,
}

/// Every category with its talents.
///
/// # Errors
/// `Forbidden` without the capability.
pub async fn lists(state: &AppState, actor: &Actor) -> AppResult<Vec<ListedCategory>> {
    actor.require(Capability::ManageTalents)?;
    let mut conn = state.db.read().await?;
    let categories = talent_lists::categories(&mut conn).await?;
    let talents = talent_lists::talents(&mut conn).await?;
    let uses: HashMap<i64, i64> = talent_lists::uses(&mut conn).await?.into_iter().collect();
    let listed = |talent: &ListedTalentRow| ListedTalent {
        key: talent.key.clone(),
        words: talent.words(),
        active: talent.active,
        uses: uses.get(&talent.id).copied().unwrap_or_default(),
    };
    let with_talents = |category: CategoryRow| ListedCategory {
        words: category.words(),
        talents: talents.iter().filter(|talent| talent.category_id == category.id).map(listed).collect(),
        key: category.key,
    };
    Ok(categories.into_iter().map(with_talents).collect())
}

/// What a form remembers of the words it showed, to be compared when it is sent.
#[must_use]
pub fn fingerprint(words: &EntryWords, category: &str) -> String {
    let EntryWords { emoji, labels } = words;
    [emoji.as_str(), &labels.fr, &labels.en, &labels.ar, category].join("|")
}

/// The action of the audit log for something done to an entry.
#[must_use]
pub(super) const fn action(kind: TalentListKind, talent: &'static str, category: &'static str) -> &'static str {
    match kind {
        TalentListKind::Talent => talent,
        TalentListKind::Category => category,
    }
}
