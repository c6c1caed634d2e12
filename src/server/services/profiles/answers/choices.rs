//! The talents on offer, by category, in the visitor's language.

use crate::{
    domain::lang::Lang,
    server::{db::Conn, error::AppResult, repositories::profiles::talents},
};

/// A group of choices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChoiceGroup {
    pub emoji: String,
    pub label: String,
    pub choices: Vec<ListedChoice>,
}

/// Something to tick.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedChoice {
    pub key: String,
    /// May be empty.
    pub emoji: String,
    pub label: String,
}

/// Every talent that can be chosen.
pub async fn load(conn: &mut Conn, lang: Lang) -> AppResult<Vec<ChoiceGroup>> {
    let all = talents::all(conn).await?;
    let choices = |category_id: i64| -> Vec<ListedChoice> {
        all.iter()
            .filter(|talent| talent.active && talent.category_id == category_id)
            .map(|talent| ListedChoice {
                key: talent.key.clone(),
                emoji: talent.emoji.clone(),
                label: talent.labels.get(lang).to_owned(),
            })
            .collect()
    };
    Ok(talents::categories(conn)
        .await?
        .into_iter()
        .map(|category| ChoiceGroup {
            choices: choices(category.id),
            label: category.labels.get(lang).to_owned(),
            emoji: category.emoji,
        })
        .filter(|category| !category.choices.is_empty())
        .collect())
}
