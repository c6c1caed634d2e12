//! What somebody signed in sees first.

use crate::{
    domain::{
        completeness::{Earned, Present, points},
        lang::Lang,
        profile::{PrivacyState, PublicProfile},
        registration::fields as f,
        visibility::Audience,
    },
    server::{
        context::ViewerAccount,
        db::Conn,
        error::AppResult,
        repositories::profiles,
        services::{
            answers::{Stored, load_stored},
            profile_view::{as_seen, privacy, standing},
            uploads::{FileOwner, files_of},
        },
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
    /// What the profile earns points for.
    pub points: Vec<Earned>,
}

/// The dashboard of an account; `None` when it has no main profile yet.
///
/// # Errors
/// When the database does not answer.
pub async fn load(state: &AppState, account: &ViewerAccount, lang: Lang) -> AppResult<Option<Dashboard>> {
    let Some(person_id) = account.person_id else { return Ok(None) };
    let mut conn = state.db.read().await?;
    let Some(row) = profiles::find_by_person(&mut conn, person_id).await? else { return Ok(None) };
    let talents = profiles::talents_of(&mut conn, row.profile_id).await?;
    let points = points_of(state, &mut conn, person_id).await?;
    drop(conn);
    let today = state.clock.today();
    let seen_by = |audience| as_seen(&row, &talents, audience, lang, today);
    Ok(Some(Dashboard {
        profile: seen_by(Audience::Owner),
        privacy: privacy(&row, standing(&row, today)?),
        name_for_visitors: seen_by(Audience::Anonymous).display_name().to_owned(),
        points,
    }))
}

async fn points_of(state: &AppState, conn: &mut Conn, person_id: i64) -> AppResult<Vec<Earned>> {
    let Some(Stored { values, .. }) = load_stored(state, conn, person_id).await? else { return Ok(Vec::new()) };
    let files = files_of(state, conn, FileOwner::Person(person_id)).await?;
    let there = |field: &str| !values.trimmed(field).is_empty();
    let present = Present {
        names: there(f::FIRST_NAME) && there(f::LAST_NAME),
        // Nobody has a space of their own without an address.
        email: true,
        phone: there(f::PHONE),
        birth_date: there(f::DATE_OF_BIRTH),
        country: there(f::RESIDENCE_COUNTRY),
        city: there(f::RESIDENCE_CITY),
        photo: files.photo.is_some(),
        cv: files.cv.is_some(),
        portfolio: there(f::PORTFOLIO_URL),
        bio: there(f::BIO),
        talents: values.all(f::TALENTS).len(),
        networks: f::NETWORKS.into_iter().filter(|network| there(network)).count(),
    };
    Ok(points(present).to_vec())
}
