//! Counts of everyone, for administrators.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;

use super::{
    answer::{Answer, json},
    caller::Caller,
    input::Parameters,
};
use crate::server::services::admin::counts;

/// A talent with how many people have it.
#[derive(Serialize, ToSchema)]
pub struct TopTalent {
    pub name: String,
    pub emoji: String,
    pub count: u64,
}

/// Counts of everyone.
#[derive(Serialize, ToSchema)]
pub struct OverviewStats {
    pub total_users: u64,
    pub active_users: u64,
    pub inactive_users: u64,
    /// By key.
    pub by_gender: BTreeMap<String, u64>,
    /// By key.
    pub by_availability: BTreeMap<String, u64>,
    /// By code.
    pub by_country: BTreeMap<String, u64>,
    /// At most ten, those of most people first.
    pub top_talents: Vec<TopTalent>,
}

/// The answer with counts of everyone.
#[derive(Serialize, ToSchema)]
pub struct OverviewAnswer {
    #[schema(default = true)]
    pub success: bool,
    pub stats: OverviewStats,
}

/// Counts of talents.
#[derive(Serialize, ToSchema)]
pub struct TalentStats {
    /// By the name of the category; a person with two talents of one counts once in it.
    pub by_category: BTreeMap<String, u64>,
    pub total_talents: u64,
    pub total_users_with_talents: u64,
}

/// The answer with counts of talents.
#[derive(Serialize, ToSchema)]
pub struct TalentStatsAnswer {
    #[schema(default = true)]
    pub success: bool,
    pub stats: TalentStats,
}

/// Counts of everyone
///
/// Who is registered.
#[utoipa::path(get, path = "/api/v1/stats/overview", tag = "stats",
    responses((status = 200, description = "The counts", body = OverviewAnswer)))]
pub async fn show_overview(caller: Caller, parameters: Parameters) -> Answer {
    parameters.none()?;
    let counts = counts::overview(&caller.state, &caller.actor()).await?;
    let top = counts.top_talents.into_iter().map(|(talent, count)| TopTalent {
        name: talent.labels.get(caller.lang()).to_owned(),
        emoji: talent.emoji,
        count,
    });
    let stats = OverviewStats {
        total_users: counts.total,
        active_users: counts.total.saturating_sub(counts.inactive),
        inactive_users: counts.inactive,
        by_gender: counts.by_gender.into_iter().collect(),
        by_availability: counts.by_availability.into_iter().collect(),
        by_country: counts.by_country.into_iter().collect(),
        top_talents: top.collect(),
    };
    Ok(json(&OverviewAnswer { success: true, stats }))
}

/// Counts of talents
///
/// How many people have talents of which category.
#[utoipa::path(get, path = "/api/v1/stats/talents", tag = "stats",
    responses((status = 200, description = "The counts", body = TalentStatsAnswer)))]
pub async fn show_talent_stats(caller: Caller, parameters: Parameters) -> Answer {
    parameters.none()?;
    let counts = counts::talents(&caller.state, &caller.actor(), caller.lang()).await?;
    let stats = TalentStats {
        by_category: counts.by_category.into_iter().collect(),
        total_talents: counts.talents,
        total_users_with_talents: counts.people,
    };
    Ok(json(&TalentStatsAnswer { success: true, stats }))
}
