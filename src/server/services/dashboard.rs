//! What somebody signed in sees first.

use crate::{
    domain::{
        lang::Lang,
        profile::{PrivacyState, PublicProfile},
        visibility::Audience,
    },
    server::{
        context::ViewerAccount,
        error::AppResult,
        repositories::profiles,
        services::profile_view::{as_seen, privacy, standing},
        state::AppState,
    },
};

/// The own profile and how others see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dashboard {
    pub profile: PublicProfile,
    pub privacy: PrivacyState,
    /// What a visitor without account would read as name.
    pub name_for_visitors: String,
}

/// The dashboard of an account; `None` when it has no main profile yet.
///
/// # Errors
/// When the database does not answer.
pub async fn load(state: &AppState, account: &ViewerAccount, lang: Lang) -> AppResult<Option<Dashboard>> {
    let Some(person_id) = account.person_id else { return Ok(None) };
    let mut conn = state.db.read().await?;
    let Some(row) = profiles::find_by_person(&mut conn, person_id).await? else { return Ok(None) };
    let mut talents = profiles::talents_of(&mut conn, &[row.profile_id]).await?;
    drop(conn);
    let talents = talents.remove(&row.profile_id).unwrap_or_default();
    let today = state.clock.today();
    let seen_by = |audience| as_seen(&row, &talents, audience, lang, today);
    Ok(Some(Dashboard {
        profile: seen_by(Audience::Owner),
        privacy: privacy(&row, standing(&row, today)?),
        name_for_visitors: seen_by(Audience::Anonymous).display_name().to_owned(),
    }))
}
