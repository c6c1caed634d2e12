//! The dashboard of a signed-in account.

use super::{
    completeness,
    presentation::{moderation_state, privacy_state, public_cinema_profile_for, public_profile_for},
};
use crate::{
    domain::{
        lang::Lang,
        profiles::{
            completeness::Earned,
            public::{PrivacyState, PublicProfile},
        },
        visibility::Audience,
    },
    server::{
        context::ViewerAccount,
        db::Conn,
        error::AppResult,
        repositories::profiles::{
            cinema::{answers, views},
            main_views::{self, ProfileRow},
        },
        state::AppState,
    },
};

/// The own profiles and how others see them; one of them at least is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dashboard {
    pub main: Option<OwnProfile>,
    pub cinema: Option<OwnProfile>,
    /// What the main profile earns points for.
    pub points: Vec<Earned>,
}

/// A profile of one's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnProfile {
    pub profile: PublicProfile,
    pub privacy: PrivacyState,
    /// What a visitor without account would read as name.
    pub name_for_visitors: String,
}

impl Dashboard {
    /// Name and code, which both profiles have in common.
    #[must_use]
    pub fn person(&self) -> Option<&PublicProfile> {
        self.main.as_ref().or(self.cinema.as_ref()).map(|own| &own.profile)
    }
}

/// The dashboard of an account; `None` when it has no profile yet.
pub async fn load(state: &AppState, account: &ViewerAccount, lang: Lang) -> AppResult<Option<Dashboard>> {
    let Some(person_id) = account.person_id else { return Ok(None) };
    let mut conn = state.db.read().await?;
    let main = match main_views::find_by_person(&mut conn, person_id).await? {
        Some(row) => Some(main_profile(state, &mut conn, &row, lang).await?),
        None => None,
    };
    let cinema = match views::find_by_person(&mut conn, person_id).await? {
        Some(row) => Some(cinema_profile(state, &mut conn, &row, lang).await?),
        None => None,
    };
    let points = if main.is_some() { completeness::of_person(state, &mut conn, person_id).await? } else { Vec::new() };
    Ok((main.is_some() || cinema.is_some()).then_some(Dashboard { main, cinema, points }))
}

async fn main_profile(state: &AppState, conn: &mut Conn, row: &ProfileRow, lang: Lang) -> AppResult<OwnProfile> {
    let talents = main_views::talents_of(conn, row.profile_id).await?;
    let seen_by = |audience| public_profile_for(audience, row, &talents, lang, state.clock.today());
    own(state, row, seen_by(Audience::Owner), &seen_by(Audience::Anonymous))
}

async fn cinema_profile(state: &AppState, conn: &mut Conn, row: &ProfileRow, lang: Lang) -> AppResult<OwnProfile> {
    let types = answers::types(conn, row.profile_id).await?;
    let seen_by = |audience| public_cinema_profile_for(audience, row, &types, lang, state.clock.today());
    own(state, row, seen_by(Audience::Owner), &seen_by(Audience::Anonymous))
}

fn own(state: &AppState, row: &ProfileRow, profile: PublicProfile, visitors: &PublicProfile) -> AppResult<OwnProfile> {
    let privacy = privacy_state(row, moderation_state(row, state.clock.today())?);
    Ok(OwnProfile { profile, privacy, name_for_visitors: visitors.display_name().to_owned() })
}
