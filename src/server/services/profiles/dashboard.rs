//! The dashboard of a signed-in account.

use super::{
    completeness,
    presentation::{moderation_state, privacy_state, public_cinema_profile_for, public_profile_for},
};
use crate::{
    domain::{
        lang::Lang,
        module::Module,
        profiles::{
            completeness::Earned,
            public::{PrivacyState, PublicProfile},
        },
        visibility::{Audience, Visibility},
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
}

/// A profile of one's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnProfile {
    pub profile: PublicProfile,
    /// As those see it who may open it: visitors of a public profile, members of one for members, else its owner.
    pub shown: PublicProfile,
    pub privacy: PrivacyState,
    /// What it earns points for.
    pub points: Vec<Earned>,
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
    Ok((main.is_some() || cinema.is_some()).then_some(Dashboard { main, cinema }))
}

async fn main_profile(state: &AppState, conn: &mut Conn, row: &ProfileRow, lang: Lang) -> AppResult<OwnProfile> {
    let talents = main_views::talents_of(conn, row.profile_id).await?;
    let points = completeness::of_person(state, conn, row.person.id, Module::Main).await?;
    own(state, row, points, |audience| public_profile_for(audience, row, &talents, lang, state.clock.today()))
}

async fn cinema_profile(state: &AppState, conn: &mut Conn, row: &ProfileRow, lang: Lang) -> AppResult<OwnProfile> {
    let types = answers::types(conn, row.profile_id).await?;
    let points = completeness::of_person(state, conn, row.person.id, Module::Cinema).await?;
    own(state, row, points, |audience| public_cinema_profile_for(audience, row, &types, lang, state.clock.today()))
}

fn own(
    state: &AppState,
    row: &ProfileRow,
    points: Vec<Earned>,
    seen_by: impl Fn(Audience) -> PublicProfile,
) -> AppResult<OwnProfile> {
    let privacy = privacy_state(row, moderation_state(row, state.clock.today())?);
    let shown = seen_by(match privacy.effective {
        Visibility::Public => Audience::Anonymous,
        Visibility::Members => Audience::SignedIn,
        Visibility::Private => Audience::Owner,
    });
    Ok(OwnProfile { profile: seen_by(Audience::Owner), shown, privacy, points })
}
