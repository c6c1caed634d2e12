//! What somebody signed in sees first.

use crate::{
    domain::{
        completeness::{Earned, Present, points},
        lang::Lang,
        profile::{PrivacyState, PublicProfile},
        registration::{FormValues, fields as f},
        visibility::Audience,
    },
    server::{
        context::ViewerAccount,
        db::Conn,
        error::AppResult,
        repositories::{
            cinema_answers, cinema_profile_rows,
            profiles::{self, ProfileRow},
        },
        services::{
            answers::{Stored, load_stored},
            cinema_view::person_as_seen,
            profile_view::{as_seen, privacy, standing},
            uploads::{FileOwner, OwnFiles, files_of},
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
///
/// # Errors
/// When the database does not answer.
pub async fn load(state: &AppState, account: &ViewerAccount, lang: Lang) -> AppResult<Option<Dashboard>> {
    let Some(person_id) = account.person_id else { return Ok(None) };
    let mut conn = state.db.read().await?;
    let main = match profiles::find_by_person(&mut conn, person_id).await? {
        Some(row) => Some(main_profile(state, &mut conn, &row, lang).await?),
        None => None,
    };
    let cinema = match cinema_profile_rows::find_by_person(&mut conn, person_id).await? {
        Some(row) => Some(cinema_profile(state, &mut conn, &row, lang).await?),
        None => None,
    };
    let points = if main.is_some() { points_of_person(state, &mut conn, person_id).await? } else { Vec::new() };
    Ok((main.is_some() || cinema.is_some()).then_some(Dashboard { main, cinema, points }))
}

async fn main_profile(state: &AppState, conn: &mut Conn, row: &ProfileRow, lang: Lang) -> AppResult<OwnProfile> {
    let talents = profiles::talents_of(conn, row.profile_id).await?;
    let seen_by = |audience| as_seen(row, &talents, audience, lang, state.clock.today());
    own(state, row, seen_by(Audience::Owner), &seen_by(Audience::Anonymous))
}

async fn cinema_profile(state: &AppState, conn: &mut Conn, row: &ProfileRow, lang: Lang) -> AppResult<OwnProfile> {
    let types = cinema_answers::types(conn, row.profile_id).await?;
    let seen_by = |audience| person_as_seen(state, row, &types, audience, lang);
    own(state, row, seen_by(Audience::Owner), &seen_by(Audience::Anonymous))
}

fn own(state: &AppState, row: &ProfileRow, profile: PublicProfile, visitors: &PublicProfile) -> AppResult<OwnProfile> {
    let privacy = privacy(row, standing(row, state.clock.today())?);
    Ok(OwnProfile { profile, privacy, name_for_visitors: visitors.display_name().to_owned() })
}

async fn points_of_person(state: &AppState, conn: &mut Conn, person_id: i64) -> AppResult<Vec<Earned>> {
    let Some(Stored { values, .. }) = load_stored(state, conn, person_id).await? else { return Ok(Vec::new()) };
    Ok(points_of(&values, &files_of(state, conn, FileOwner::Person(person_id)).await?))
}

/// What the answers and files of a main profile earn points for.
#[must_use]
pub fn points_of(values: &FormValues, files: &OwnFiles) -> Vec<Earned> {
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
    points(present).to_vec()
}
