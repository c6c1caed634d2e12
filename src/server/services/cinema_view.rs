//! A person's CINEMA profile through the eyes of a viewer.

mod details;

use crate::{
    domain::{
        cinema_profile::CinemaProfile,
        lang::Lang,
        module::Module,
        profile::{PrivacyState, PublicProfile, TalentBadge},
        reference,
        registration::FormValues,
        unique_code::UniqueCode,
        visibility::{Audience, Field, Shown, may_see, shown},
    },
    server::{
        context::Viewer,
        db::Conn,
        error::AppResult,
        repositories::{
            accounts,
            cinema_answers::{self, CinemaAnswers},
            cinema_profile_rows,
            consents::{self, Consent},
            profiles::{self, ProfileRow},
        },
        security::rate_limits::RetryAfter,
        services::{
            answers::FormContent,
            cards,
            documents::{self, Reveal, ShownDocument},
            profile_view::{as_seen, audience, count_view, privacy, standing, switches},
            profiles::load_answers,
        },
        state::AppState,
    },
};

/// What opening an address `/cinema/profile/{code}` comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opened {
    /// Show it.
    Profile(Box<OpenedProfile>),
    /// The same profile under its proper address, which holds this code.
    Moved(String),
    /// Its owner or an administrator asked to see it as somebody who cannot open it; holds the code.
    HiddenFrom(String),
    /// One answer for unknown, private, suspended, not filled in and all other reasons.
    NotReachable,
    /// The viewer has opened very many.
    TooFast(RetryAfter),
}

/// A CINEMA profile somebody may open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenedProfile {
    pub profile: CinemaProfile,
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
    /// Whether the person has a main profile too that this audience reaches.
    pub in_main: bool,
}

/// What only the owner and administrators see of a CINEMA profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrivateAnswers {
    /// The answers about the person, numbers of documents masked.
    pub content: FormContent,
    pub email: String,
    /// The identity document of this profile.
    pub document: Option<ShownDocument>,
    /// Name of the picture of it.
    pub id_photo: Option<String>,
    /// What the person agreed to, oldest first.
    pub consents: Vec<Consent>,
}

/// Opens a CINEMA profile by a code as somebody typed it.
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
    let Some(row) = cinema_profile_rows::find_by_code(&mut conn, code.as_str()).await? else {
        return Ok(Opened::NotReachable);
    };
    let today = state.clock.today();
    let own_eyes = audience(viewer, &row);
    let seen_as = seen_as.filter(|_| matches!(own_eyes, Audience::Owner | Audience::Administrator));
    let standing = standing(&row, today)?;
    if seen_as.is_some_and(|audience| !standing.reachable(audience)) {
        return Ok(Opened::HiddenFrom(row.code));
    }
    let audience = seen_as.unwrap_or(own_eyes);
    if !standing.reachable(audience) {
        return Ok(Opened::NotReachable);
    }
    // Only now: a redirect tells that the profile exists.
    if typed != row.code {
        return Ok(Opened::Moved(row.code));
    }
    // Nor is what cannot be reached counted: the limit would tell it from what does not exist.
    if let Err(wait) = count_view(state, viewer, own_eyes) {
        return Ok(Opened::TooFast(wait));
    }
    let Some(stored) = cinema_answers::of_person(&mut conn, row.person_id).await? else {
        return Ok(Opened::NotReachable);
    };
    let types = cinema_answers::types(&mut conn, row.profile_id).await?;
    let person = person_as_seen(state, &row, &types, audience, lang);
    let profile = details::load(state, &mut conn, &row, &stored, person, audience, lang).await?;
    let private = if shown(Field::Documents, audience, switches(&row)) == Shown::Masked {
        private_answers(state, &mut conn, &row, &stored, revealed.filter(|_| seen_as.is_none())).await?
    } else {
        None
    };
    let main = profiles::find_by_person(&mut conn, row.person_id).await?;
    drop(conn);
    let in_main = main.map(|main| self::standing(&main, today)).transpose()?;
    let public = standing.reachable(Audience::Anonymous);
    let card = if public {
        let seen = person_as_seen(state, &row, &types, Audience::Anonymous, lang);
        Some(cards::name(state, Module::Cinema, &row, &seen, lang)?)
    } else {
        None
    };
    Ok(Opened::Profile(Box::new(OpenedProfile {
        profile,
        private,
        seen_as,
        public,
        card,
        privacy: may_see(Field::PrivacyChoices, audience, switches(&row)).then(|| privacy(&row, standing)),
        owner: audience == Audience::Owner,
        in_main: in_main.is_some_and(|standing| standing.reachable(audience)),
    })))
}

/// Name, photo, place and types of talent, as an audience sees them.
#[must_use]
pub fn person_as_seen(
    state: &AppState,
    row: &ProfileRow,
    types: &[String],
    audience: Audience,
    lang: Lang,
) -> PublicProfile {
    let seen = as_seen(row, &[], audience, lang, state.clock.today());
    let types = if may_see(Field::CinemaTypes, audience, switches(row)) { types } else { &[] };
    PublicProfile { talents: badges("cinema_talent_type", types, lang), ..seen }
}

/// The chosen terms of a closed list, in the order of the list.
fn badges(list: &str, keys: &[String], lang: Lang) -> Vec<TalentBadge> {
    reference::terms(list)
        .filter(|term| keys.contains(&term.key))
        .map(|term| TalentBadge {
            key: term.key.clone(),
            emoji: term.emoji.clone(),
            label: term.label(lang).to_owned(),
        })
        .collect()
}

async fn private_answers(
    state: &AppState,
    conn: &mut Conn,
    row: &ProfileRow,
    stored: &CinemaAnswers,
    revealed: Option<&Reveal>,
) -> AppResult<Option<PrivateAnswers>> {
    let Some(person) = load_answers(conn, &state.security.keyring, row.person_id, None).await? else { return Ok(None) };
    let content = content(state, person.values);
    let mut documents = documents::of_person(state, conn, row.person_id, revealed).await?;
    documents.retain(|document| Some(&document.kind) == stored.id_document_type.as_ref());
    Ok(Some(PrivateAnswers {
        content,
        email: accounts::email_of(conn, row.account_id).await?.unwrap_or_default(),
        document: documents.pop(),
        id_photo: cinema_answers::id_photo_name(conn, row.profile_id).await?,
        consents: consents::of_person(conn, row.person_id).await?,
    }))
}

fn content(state: &AppState, values: FormValues) -> FormContent {
    FormContent { editing: true, ..FormContent::new(values, Default::default(), state.clock.today()) }
}
