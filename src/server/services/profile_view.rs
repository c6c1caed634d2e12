//! A person through the eyes of a viewer: the main profile, and what every profile does in the same way.

mod details;
pub mod shared;

use chrono::NaiveDate;

pub use crate::server::repositories::consents::Consent;
use crate::{
    domain::{
        age::{age_on, is_minor},
        completeness::score,
        lang::Lang,
        module::Module,
        photo::Photo,
        profile::{PrivacyState, ProfileDetails, PublicProfile, Residence, TalentBadge, initials},
        reference,
        unique_code::UniqueCode,
        visibility::{Audience, Field, Standing, Switches, Visibility, may_see},
    },
    server::{
        context::{Role, Viewer},
        db::Conn,
        error::{AppError, AppResult},
        repositories::{
            accounts, cinema_profile_rows, consents,
            profiles::{self, ProfileRow, ProfileTalent},
        },
        security::rate_limits::RetryAfter,
        services::{
            answers::FormContent,
            cards, completeness,
            documents::{self, Reveal, ShownDocument},
            profiles::load_answers,
            uploads::{FileOwner, files_of},
        },
        state::AppState,
    },
};

/// What opening an address `/profile/view/{code}` comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opened {
    /// Show it.
    Profile(Box<OpenedProfile>),
    /// The same profile under its proper address, which holds this code.
    Moved(String),
    /// The person has a CINEMA profile alone, which this viewer reaches; holds the code.
    InCinema(String),
    /// Its owner or an administrator asked to see it as somebody who cannot open it; holds the code.
    HiddenFrom(String),
    /// One answer for unknown, private, suspended and all other reasons.
    NotReachable,
    /// The viewer has opened very many.
    TooFast(RetryAfter),
}

/// A profile somebody may open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenedProfile {
    pub profile: PublicProfile,
    pub details: ProfileDetails,
    /// For its owner and administrators: what nobody else sees.
    pub private: Option<PrivateAnswers>,
    /// As whom it is shown, when that is not the viewer.
    pub seen_as: Option<Audience>,
    /// Whether everybody may open it: only then search engines hear of it.
    pub public: bool,
    /// Of a public one: the name of its card image.
    pub card: Option<String>,
    /// For its owner and administrators: how others see it.
    pub privacy: Option<PrivacyState>,
    pub owner: bool,
    /// Whether the person has a CINEMA profile too that this audience reaches.
    pub in_cinema: bool,
}

/// What only the owner and administrators see of a profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrivateAnswers {
    /// Every answer of the form, numbers of documents masked.
    pub content: FormContent,
    pub email: String,
    /// Identity documents, their numbers masked but the one just revealed.
    pub documents: Vec<ShownDocument>,
    /// What the person agreed to, oldest first.
    pub consents: Vec<Consent>,
    /// The completeness score, 0 to 100.
    pub score: u8,
}

/// Whom an owner or administrator may look as.
#[must_use]
pub fn audience_named(name: &str) -> Option<Audience> {
    match name {
        "visitor" => Some(Audience::Anonymous),
        "member" => Some(Audience::SignedIn),
        _ => None,
    }
}

/// Opens a profile by a code as somebody typed it.
///
/// Its owner and administrators may see it through the eyes of `seen_as`.
///
/// # Errors
/// When the database does not answer.
pub async fn open(
    state: &AppState,
    viewer: &Viewer,
    lang: Lang,
    typed: &str,
    seen_as: Option<Audience>,
    revealed: Option<&Reveal>,
) -> AppResult<Opened> {
    let Ok(code) = typed.parse::<UniqueCode>() else { return Ok(Opened::NotReachable) };
    let mut conn = state.db.read().await?;
    let Some(found) = profiles::find_by_code(&mut conn, code.as_str()).await? else {
        return only_in_cinema(state, &mut conn, viewer, &code).await;
    };
    let row = &found.row;
    let today = state.clock.today();
    let own_eyes = audience(viewer, row);
    let seen_as = seen_as.filter(|_| matches!(own_eyes, Audience::Owner | Audience::Administrator));
    let standing = standing(row, today)?;
    if seen_as.is_some_and(|audience| !standing.reachable(audience)) {
        return Ok(Opened::HiddenFrom(row.code.clone()));
    }
    let audience = seen_as.unwrap_or(own_eyes);
    if !standing.reachable(audience) {
        return Ok(Opened::NotReachable);
    }
    // Only now: a redirect tells that the profile exists.
    if typed != row.code {
        return Ok(Opened::Moved(row.code.clone()));
    }
    // Nor is what cannot be reached counted: the limit would tell it from what does not exist.
    if let Err(wait) = count_view(state, viewer, own_eyes) {
        return Ok(Opened::TooFast(wait));
    }
    let private = if may_see(Field::Phone, audience, switches(row)) {
        private_answers(state, &mut conn, row, revealed.filter(|_| seen_as.is_none())).await?
    } else {
        None
    };
    drop(conn);
    let in_cinema = found.cinema_visibility.as_deref().map(|chosen| standing_with(row, chosen, today)).transpose()?;
    let details = details::details(state, &found, audience, lang)?;
    let talents = &found.talents;
    let public = standing.reachable(Audience::Anonymous);
    let card = if public {
        let seen = as_seen(row, talents, Audience::Anonymous, lang, today);
        Some(cards::name(state, Module::Main, row, &seen, lang)?)
    } else {
        None
    };
    Ok(Opened::Profile(Box::new(OpenedProfile {
        profile: as_seen(row, talents, audience, lang, today),
        details,
        private,
        seen_as,
        public,
        card,
        privacy: may_see(Field::PrivacyChoices, audience, switches(row)).then(|| privacy(row, standing)),
        owner: audience == Audience::Owner,
        in_cinema: in_cinema.is_some_and(|standing| standing.reachable(audience)),
    })))
}

/// Where somebody without a main profile is found, for those who may open it there.
async fn only_in_cinema(state: &AppState, conn: &mut Conn, viewer: &Viewer, code: &UniqueCode) -> AppResult<Opened> {
    let row = cinema_profile_rows::find_by_code(conn, code.as_str()).await?;
    Ok(match row {
        Some(row) if standing(&row, state.clock.today())?.reachable(audience(viewer, &row)) => {
            Opened::InCinema(row.code)
        }
        _ => Opened::NotReachable,
    })
}

async fn private_answers(
    state: &AppState,
    conn: &mut Conn,
    row: &ProfileRow,
    revealed: Option<&Reveal>,
) -> AppResult<Option<PrivateAnswers>> {
    let keyring = &state.security.keyring;
    let Some(stored) = load_answers(conn, keyring, row.person_id, Some(Module::Main)).await? else { return Ok(None) };
    let files = files_of(state, conn, FileOwner::Person(row.person_id)).await?;
    let documents = documents::of_person(state, conn, row.person_id, revealed).await?;
    let score = score(&completeness::of_answers(&stored.values, &files));
    let shown = FormContent::new(stored.values, Default::default(), state.clock.today());
    let content = FormContent { editing: true, files, ..shown };
    let email = accounts::email_of(conn, row.account_id).await?.unwrap_or_default();
    let consents = consents::of_person(conn, row.person_id).await?;
    Ok(Some(PrivateAnswers { content, email, documents, consents, score }))
}

/// Who the viewer is to this person. An administrator's own profile is still the owner's.
#[must_use]
pub fn audience(viewer: &Viewer, row: &ProfileRow) -> Audience {
    match viewer.account() {
        Some(account) if account.id == row.account_id => Audience::Owner,
        Some(account) if account.role == Role::Administrator => Audience::Administrator,
        Some(account) if account.trusted => Audience::SignedIn,
        _ => Audience::Anonymous,
    }
}

/// Members see names and photos of others: nobody shall copy the whole list. Both profiles of a person count alike.
///
/// # Errors
/// How long to wait.
pub fn count_view(state: &AppState, viewer: &Viewer, audience: Audience) -> Result<(), RetryAfter> {
    match (viewer.account(), audience) {
        (Some(account), Audience::SignedIn) => state.security.rate_limits.profile_view(account.id),
        _ => Ok(()),
    }
}

/// What decides who reaches this profile today.
///
/// # Errors
/// When a value that only we write makes no sense.
pub fn standing(row: &ProfileRow, today: NaiveDate) -> AppResult<Standing> {
    standing_with(row, &row.visibility, today)
}

/// As [`standing`], of the person's other profile, which has a visibility of its own.
fn standing_with(row: &ProfileRow, visibility: &str, today: NaiveDate) -> AppResult<Standing> {
    Ok(Standing {
        visibility: Visibility::from_key(visibility)
            .ok_or_else(|| AppError::internal("a stored visibility is unknown"))?,
        suspended: row.account_state != "active",
        minor: is_minor(row.date_of_birth, today),
        minor_approved: row.minor_approved_at.is_some(),
    })
}

/// What the person chose and what comes of it.
#[must_use]
pub fn privacy(row: &ProfileRow, standing: Standing) -> PrivacyState {
    PrivacyState {
        chosen: standing.visibility,
        effective: standing.effective_visibility(),
        show_name_photo: row.show_name_photo,
        minor: standing.minor,
        minor_approved: standing.minor_approved,
        suspended: standing.suspended,
    }
}

/// The switches of a person.
#[must_use]
pub fn switches(row: &ProfileRow) -> Switches {
    Switches { show_name_photo: row.show_name_photo, show_links: row.show_links, show_origins: row.show_origins }
}

/// The profile as the table of `domain::visibility` lets this audience see it.
#[must_use]
pub fn as_seen(
    row: &ProfileRow,
    talents: &[ProfileTalent],
    audience: Audience,
    lang: Lang,
    today: NaiveDate,
) -> PublicProfile {
    PublicProfile {
        code: row.code.clone(),
        name: may_see(Field::FullName, audience, switches(row))
            .then(|| format!("{} {}", row.first_name, row.last_name)),
        initials: initials(&row.first_name, &row.last_name),
        photo: row.photo.clone().filter(|_| may_see(Field::Photo, audience, switches(row))).map(Photo::new),
        gender: row.gender.clone(),
        age: age_on(row.date_of_birth, today),
        residence: residence(row, lang),
        talents: talents.iter().map(|talent| badge(talent, lang)).collect(),
    }
}

fn residence(row: &ProfileRow, lang: Lang) -> Residence {
    let country =
        reference::country(&row.residence_country).map_or(row.residence_country.as_str(), |country| country.name(lang));
    Residence {
        country: country.to_owned(),
        flag: reference::flag(&row.residence_country),
        country_code: row.residence_country.clone(),
        city: row.city_name().to_owned(),
    }
}

fn badge(talent: &ProfileTalent, lang: Lang) -> TalentBadge {
    let label = match lang {
        Lang::Fr => &talent.label_fr,
        Lang::Ar => &talent.label_ar,
        Lang::En => &talent.label_en,
    };
    TalentBadge { key: talent.key.clone(), emoji: talent.emoji.clone(), label: label.clone() }
}
