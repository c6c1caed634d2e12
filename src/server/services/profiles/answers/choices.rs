//! The talents on offer, by category, in the visitor's language.

use crate::{
    domain::lang::Lang,
    server::{db::Conn, error::AppResult, repositories::profiles::talents},
};

/// A category of talents and its choices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CategoryChoices {
    pub emoji: String,
    pub label: String,
    pub talents: Vec<TalentChoice>,
}

/// A talent to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TalentChoice {
    pub key: String,
    pub emoji: String,
    pub label: String,
}

/// Every talent that can be chosen.
pub async fn load(conn: &mut Conn, lang: Lang) -> AppResult<Vec<CategoryChoices>> {
    let all = talents::all(conn).await?;
    let choices = |category_id: i64| -> Vec<TalentChoice> {
        all.iter()
            .filter(|talent| talent.active && talent.category_id == category_id)
            .map(|talent| TalentChoice {
                key: talent.key.clone(),
                emoji: talent.emoji.clone(),
                label: talent.labels.get(lang).to_owned(),
            })
            .collect()
    };
    Ok(talents::categories(conn)
        .await?
        .into_iter()
        .map(|category| CategoryChoices {
            talents: choices(category.id),
            label: category.labels.get(lang).to_owned(),
            emoji: category.emoji,
        })
        .filter(|category| !category.talents.is_empty())
        .collect())
}
