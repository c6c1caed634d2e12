//! Opening the profile of a code, whichever module it is of: which viewers reach it, and what surrounds it on its page.

use chrono::NaiveDate;

pub use crate::server::repositories::profiles::consents::Consent;
use crate::{
    domain::{
        accounts::no_address::shown,
        lang::Lang,
        module::Module,
        profiles::public::{PrivacyState, PublicProfile},
        registration::FormValues,
        visibility::{Audience, ModerationState, VisibilityField, may_see},
    },
    server::{
        context::Viewer,
        db::Conn,
        error::AppResult,
        repositories::{
            accounts::account,
            profiles::{consents, main_views::ProfileRow},
        },
        services::profiles::{
            answers::FormContent,
            documents::{self, Reveal, ShownDocument},
            link_previews,
            presentation::{audience_of, moderation_state, moderation_state_with, privacy_state, switches_of},
        },
        state::AppState,
    },
};

/// The result of opening the address of a profile; `P` is what its page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opened<P> {
    /// Show it.
    Profile(Box<OpenedProfile<P>>),
    /// The same profile under its proper address, which holds this code.
    Moved(String),
    /// The person has a CINEMA profile alone, which this viewer reaches; holds the code.
    InCinema(String),
    /// The owner or an administrator asked to see it as an audience that cannot open it; holds the code.
    HiddenFrom(String),
    /// One answer for unknown, private, suspended, not filled in and all other reasons.
    NotReachable,
}

/// A profile that its viewer may open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenedProfile<P> {
    /// `people.id`; shown to no one.
    pub person_id: i64,
    pub profile: P,
    /// For the owner and administrators only.
    pub private: Option<PrivateAnswers>,
    /// The audience it is shown as, when that is not the viewer's own.
    pub seen_as: Option<Audience>,
    /// Whether it is public: only then search engines may index it.
    pub public: bool,
    /// Of a public one: the name of its card image.
    pub card: Option<String>,
    /// For the owner and administrators: how others see it.
    pub privacy: Option<PrivacyState>,
    pub owner: bool,
    /// Whether the person has a profile in the other module too that this audience reaches.
    pub in_other_module: bool,
}

/// What only the owner and administrators see of a profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrivateAnswers {
    /// Answers of the form, numbers of documents masked.
    pub content: FormContent,
    pub email: String,
    /// The identity documents of this profile, their numbers masked but the one just revealed.
    pub documents: Vec<ShownDocument>,
    /// What the person agreed to, oldest first.
    pub consents: Vec<Consent>,
    /// Of a main profile: the completeness score, 0 to 100.
    pub score: Option<u8>,
    /// Of a CINEMA profile: the name of the picture of its document.
    pub id_photo: Option<String>,
}

/// Reads the audience that the owner or an administrator asks to look as.
#[must_use]
pub fn audience_named(name: &str) -> Option<Audience> {
    match name {
        "visitor" => Some(Audience::Anonymous),
        "member" => Some(Audience::SignedIn),
        _ => None,
    }
}

/// A viewer who reaches a profile.
pub(crate) struct ProfileAccess<'a> {
    pub row: &'a ProfileRow,
    /// The audience the profile is shown as.
    pub audience: Audience,
    pub today: NaiveDate,
    seen_as: Option<Audience>,
    standing: ModerationState,
}

/// Decides whether a viewer reaches a profile that was found, and under which address.
pub(crate) fn admit<'a, P>(
    state: &AppState,
    viewer: &Viewer,
    row: &'a ProfileRow,
    typed: &str,
    seen_as: Option<Audience>,
) -> AppResult<Result<ProfileAccess<'a>, Opened<P>>> {
    let today = state.clock.today();
    let own_eyes = audience_of(viewer, row);
    let seen_as = seen_as.filter(|_| matches!(own_eyes, Audience::Owner | Audience::Administrator));
    let standing = moderation_state(row, today)?;
    if seen_as.is_some_and(|audience| !standing.reachable(audience)) {
        return Ok(Err(Opened::HiddenFrom(row.person.code.clone())));
    }
    let audience = seen_as.unwrap_or(own_eyes);
    if !standing.reachable(audience) {
        return Ok(Err(Opened::NotReachable));
    }
    // Only now: a redirect reveals that the profile exists.
    if typed != row.person.code {
        return Ok(Err(Opened::Moved(row.person.code.clone())));
    }
    // An unreachable profile is not counted: the limit would distinguish it from an unknown code.
    count_view(state, viewer, own_eyes)?;
    Ok(Ok(ProfileAccess { row, audience, today, seen_as, standing }))
}

/// Members see names and photos of others, so the limit keeps them from copying the whole list. Both profiles of a
/// person count alike.
fn count_view(state: &AppState, viewer: &Viewer, audience: Audience) -> AppResult<()> {
    if let (Some(account), Audience::SignedIn) = (viewer.account(), audience) {
        state.security.rate_limits.profile_view(account.id)?;
    }
    Ok(())
}

impl ProfileAccess<'_> {
    /// Whether this audience sees private answers.
    pub fn sees_private(&self) -> bool {
        may_see(VisibilityField::Phone, self.audience, switches_of(self.row))
    }

    /// Whether this audience reaches the person's other profile, which has this visibility.
    pub fn reaches_other(&self, visibility: Option<&str>) -> AppResult<bool> {
        let standing =
            visibility.map(|visibility| moderation_state_with(self.row, visibility, self.today)).transpose()?;
        Ok(standing.is_some_and(|standing| standing.reachable(self.audience)))
    }

    /// What both modules show to the owner and administrators; `values` are answers of the form.
    pub async fn private_answers(
        &self,
        state: &AppState,
        conn: &mut Conn,
        values: FormValues,
        revealed: Option<&Reveal>,
    ) -> AppResult<PrivateAnswers> {
        let revealed = revealed.filter(|_| self.seen_as.is_none());
        let content = FormContent { editing: true, ..FormContent::new(values, Default::default(), self.today) };
        Ok(PrivateAnswers {
            content,
            email: shown(account::email_of(conn, self.row.person.account_id).await?.unwrap_or_default()),
            documents: documents::of_person(state, conn, self.row.person.id, revealed).await?,
            consents: consents::of_person(conn, self.row.person.id).await?,
            score: None,
            id_photo: None,
        })
    }

    /// The page of a profile. `for_everybody` is what an anonymous visitor sees of it.
    pub fn opened<P>(
        self,
        state: &AppState,
        (module, lang): (Module, Lang),
        for_everybody: impl FnOnce() -> PublicProfile,
        profile: P,
        private: Option<PrivateAnswers>,
        in_other_module: bool,
    ) -> AppResult<Opened<P>> {
        let public = self.standing.reachable(Audience::Anonymous);
        let card = public.then(|| link_previews::name(state, module, self.row, &for_everybody(), lang)).transpose()?;
        let sees_privacy = may_see(VisibilityField::PrivacyChoices, self.audience, switches_of(self.row));
        Ok(Opened::Profile(Box::new(OpenedProfile {
            person_id: self.row.person.id,
            profile,
            private,
            seen_as: self.seen_as,
            public,
            card,
            privacy: sees_privacy.then(|| privacy_state(self.row, self.standing)),
            owner: self.audience == Audience::Owner,
            in_other_module,
        })))
    }
}
