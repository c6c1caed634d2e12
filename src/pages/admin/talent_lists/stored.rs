//! What the page of an entry shows.

use crate::{
    domain::talents::{EntryWords, TalentListKind},
    server::{
        ctx::Ctx,
        error::{AppError, AppResult},
        services::admin::talent_lists::{ListedCategory, lists},
    },
};

/// What the page shows.
pub struct EntryPage {
    pub kind: TalentListKind,
    /// `None`: a new one.
    pub stored: Option<StoredEntry>,
    pub categories: Vec<ListedCategory>,
}

/// An entry as it is stored.
pub struct StoredEntry {
    pub key: String,
    pub words: EntryWords,
    /// The key of a talent's category; empty of a category.
    pub category: String,
    pub active: bool,
    /// How many profiles name the talent, or how many talents are in the category.
    pub uses: i64,
}

/// Reads it; `NotFound` for an unknown key.
pub async fn read(kind: TalentListKind, key: Option<String>) -> AppResult<EntryPage> {
    let ctx = Ctx::current()?;
    let categories = lists(&ctx.state, &ctx.actor()).await?;
    let stored = match &key {
        None => None,
        Some(key) => Some(stored(kind, key, &categories).ok_or(AppError::NotFound)?),
    };
    Ok(EntryPage { kind, stored, categories })
}

fn stored(kind: TalentListKind, key: &str, categories: &[ListedCategory]) -> Option<StoredEntry> {
    if kind == TalentListKind::Category {
        let category = categories.iter().find(|category| category.key == key)?;
        return Some(StoredEntry {
            key: category.key.clone(),
            words: category.words.clone(),
            category: String::new(),
            active: true,
            uses: i64::try_from(category.talents.len()).unwrap_or(i64::MAX),
        });
    }
    let of_category = |category: &ListedCategory| {
        let talent = category.talents.iter().find(|talent| talent.key == key)?;
        Some(StoredEntry {
            key: talent.key.clone(),
            words: talent.words.clone(),
            category: category.key.clone(),
            active: talent.active,
            uses: talent.uses,
        })
    };
    categories.iter().find_map(of_category)
}
