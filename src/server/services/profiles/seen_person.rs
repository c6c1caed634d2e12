//! A person with every answer of the catalogue that a viewer may see, as values: for programs, which put them into words
//! themselves.

use chrono::NaiveDateTime;

use super::{completeness, load_answers, person_ref::PersonRef, presentation::account_audience};
use crate::{
    domain::{
        accounts::no_address,
        fields::{Answers, FIELDS, Field, FieldId, Value},
        files::OwnFiles,
        module::Module,
        profiles::{
            completeness::{Earned, score},
            version::PersonVersion,
        },
        registration::IdentityDocument,
        talents::Talent,
        visibility::{Audience, Shown, Switches, VisibilityField, mask, shown},
    },
    server::{
        actor::Actor,
        context::ViewerAccount,
        db::{Conn, transaction},
        error::{AppError, AppResult},
        repositories::{
            accounts::account,
            files::FileOwner,
            profiles::{people, person_row::PersonRow, talents},
        },
        services::{
            admin::audit_log::{self, Subject},
            files::files_of,
        },
        state::AppState,
    },
};

/// A person as an account sees them.
#[derive(Debug, Clone)]
pub struct SeenPerson {
    pub id: i64,
    pub code: String,
    pub account_active: bool,
    pub version: PersonVersion,
    /// Answers about the person and those of the main profile, in the order of the catalogue.
    pub answers: Vec<SeenAnswer>,
    /// Answers of the CINEMA profile alone; none without one.
    pub cinema: Option<Vec<SeenAnswer>>,
    pub has_main: bool,
    /// Of the main profile, in the chosen order.
    pub talents: Vec<Talent>,
    /// UTC, of the account; only where the viewer may see it, as the next ones.
    pub created_at: Option<NaiveDateTime>,
    pub email: Option<String>,
    pub photo: Option<String>,
    pub cv: Option<String>,
    /// Of the main profile; only for the owner and administrators.
    pub points: Option<Vec<Earned>>,
    /// In full years.
    pub age: u32,
}

impl SeenPerson {
    /// How complete the main profile is, 0 to 100.
    #[must_use]
    pub fn score(&self) -> Option<u8> {
        self.points.as_deref().map(score)
    }

    /// The answer to a field, where the viewer sees one.
    #[must_use]
    pub fn answer(&self, id: FieldId) -> Option<&Value> {
        let all = self.answers.iter().chain(self.cinema.iter().flatten());
        all.filter(|answer| answer.field.id == id).find_map(|answer| answer.value.as_ref())
    }
}

/// An answer that the viewer may see; `None` where nothing was answered.
#[derive(Debug, Clone)]
pub struct SeenAnswer {
    pub field: &'static Field,
    pub value: Option<Value>,
}

/// Which answers of a person an audience sees.
struct Sight<'a> {
    audience: Audience,
    switches: Switches,
    answers: &'a Answers,
}

impl Sight<'_> {
    fn of(&self, field: &Field) -> Shown {
        let stands_behind = field.stand_ins().any(|other| self.answers.get(other.id).is_some());
        let seen = if stands_behind { VisibilityField::CivilNames } else { field.seen };
        shown(seen, self.audience, self.switches)
    }

    fn see(&self, field: &'static Field) -> Option<SeenAnswer> {
        let value = self.answers.get(field.id).cloned();
        let value = match (self.of(field), value) {
            (Shown::Hidden, _) => return None,
            (Shown::Masked, Some(Value::Documents(documents))) => Some(Value::Documents(masked(documents))),
            // Nothing else has a mask.
            (Shown::Masked, Some(_)) => return None,
            (Shown::Fully | Shown::Masked, value) => value,
        };
        Some(SeenAnswer { field, value })
    }
}

fn masked(documents: Vec<IdentityDocument>) -> Vec<IdentityDocument> {
    let hidden = |document: IdentityDocument| IdentityDocument { number: mask(&document.number), ..document };
    documents.into_iter().map(hidden).collect()
}

/// Loads a person as the actor's account sees them. An administrator who sees the private answers of another person
/// leaves an audit line before anything is shown.
///
/// # Errors
/// `NotFound` when the person is gone, `Forbidden` without an account.
pub async fn load(state: &AppState, actor: &Actor, person: &PersonRef) -> AppResult<SeenPerson> {
    let viewer = actor.signed_in()?;
    let own = viewer.person_id == Some(person.id);
    let audience = account_audience(viewer, own);
    let seen = read(state, &mut state.db.read().await?, person, audience).await?;
    if audience == Audience::Administrator {
        note_view(state, actor, viewer, person.id).await?;
    }
    Ok(seen)
}

async fn note_view(state: &AppState, actor: &Actor, viewer: &ViewerAccount, person_id: i64) -> AppResult<()> {
    tracing::debug!(account = viewer.id, "an administrator reads private answers");
    let (state, actor) = (state.clone(), actor.clone());
    transaction!(state, |conn| {
        audit_log::record(&state, conn, &actor, "person.revealed", &Subject::person(person_id)).await?;
    })
}

async fn read(state: &AppState, conn: &mut Conn, person: &PersonRef, audience: Audience) -> AppResult<SeenPerson> {
    let keyring = &state.security.keyring;
    let version = people::version(conn, person.id).await?.ok_or(AppError::NotFound)?;
    let account = account::find(conn, person.account_id).await?.ok_or(AppError::NotFound)?;
    let about = load_answers(conn, keyring, person.id, None).await?.ok_or(AppError::NotFound)?;
    let main = load_answers(conn, keyring, person.id, Some(Module::Main)).await?;
    let cinema = load_answers(conn, keyring, person.id, Some(Module::Cinema)).await?;
    let files = files_of(state, conn, FileOwner::Person(person.id)).await?;
    let keys = main.as_ref().map_or(&[][..], |main| main.answers.keys(FieldId::Talents)).to_vec();
    let mut chosen = talents::find_by_keys(conn, &keys).await?;
    chosen.sort_by_key(|talent| keys.iter().position(|key| *key == talent.key));
    let switches = switches_of(&about.person);
    let sees = |field| shown(field, audience, switches) == Shown::Fully;
    let first = main.as_ref().map_or(&about.answers, |main| &main.answers);
    let sight = Sight { audience, switches, answers: first };
    let answers = FIELDS.iter().filter(|field| first.has(field.id)).filter_map(|field| sight.see(field)).collect();
    let of_cinema = cinema.as_ref().map(|cinema| {
        let sight = Sight { audience, switches, answers: &cinema.answers };
        // The address of the account stands beside the answers.
        let is_own = |field: &Field| field.id != FieldId::Email && !about.answers.has(field.id);
        let own = FIELDS.iter().filter(|field| cinema.answers.has(field.id) && is_own(field));
        own.filter_map(|field| sight.see(field)).collect()
    });
    let points = main
        .as_ref()
        .filter(|_| sees(VisibilityField::PrivacyChoices))
        .map(|main| completeness::of_answers(Module::Main, &main.values, &files));
    let OwnFiles { photo, cv, .. } = files;
    Ok(SeenPerson {
        id: person.id,
        code: person.code.clone(),
        account_active: account.state == "active",
        version,
        answers,
        cinema: of_cinema,
        has_main: main.is_some(),
        talents: if sees(VisibilityField::Talents) { chosen } else { Vec::new() },
        created_at: Some(account.created_at).filter(|_| sees(VisibilityField::Dates)),
        email: Some(no_address::shown(account.email)).filter(|_| sees(VisibilityField::Email)),
        photo: photo.filter(|_| sees(VisibilityField::Photo)).map(|photo| photo.name().to_owned()),
        cv: cv.filter(|_| sees(VisibilityField::Cv)).map(|cv| cv.name),
        points,
        age: crate::domain::age::age_on(about.person.date_of_birth, state.clock.today()),
    })
}

const fn switches_of(person: &PersonRow) -> Switches {
    Switches {
        show_name_photo: person.show_name_photo,
        show_links: person.show_links,
        show_origins: person.show_origins,
    }
}

/// A CINEMA profile as a viewer sees it: the person has opened it to the viewer, and one of the views of an hour is used.
///
/// # Errors
/// `NotFound` for a profile that is not there for this viewer, `TooManyRequests` when the viewer has opened very many.
pub async fn load_cinema(state: &AppState, actor: &Actor, person: &PersonRef) -> AppResult<SeenPerson> {
    use super::view::{cinema, opening::Opened};
    let viewer = actor.viewer();
    let opened = cinema::open(state, &viewer, Default::default(), &person.code, None, None).await?;
    match opened {
        Opened::Profile(_) => {
            let mut seen = load(state, actor, person).await?;
            // The main profile is not opened with it.
            seen.answers = seen.answers.into_iter().filter_map(asked_by_cinema).collect();
            (seen.talents, seen.cv, seen.points) = (Vec::new(), None, None);
            Ok(seen)
        }
        _ => Err(AppError::NotFound),
    }
}

/// As much of an answer as the CINEMA form asks about the person: not every network.
fn asked_by_cinema(answer: SeenAnswer) -> Option<SeenAnswer> {
    let SeenAnswer { field, mut value } = answer;
    if !field.is_of_person() || !field.is_asked_by(Module::Cinema) {
        return None;
    }
    if let Some(Value::Links(links)) = &mut value {
        links.retain(|link| field.inputs_of(Module::Cinema).contains(&link.network));
    }
    Some(SeenAnswer { field, value })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::fields::field;

    fn sees(audience: Audience, answers: &Answers, id: FieldId) -> Option<SeenAnswer> {
        let switches = Switches { show_name_photo: true, ..Switches::default() };
        Sight { audience, switches, answers }.see(field(id).unwrap())
    }

    #[test]
    fn civil_names_stand_behind_a_stage_name() {
        let answers = Answers::default().with(FieldId::FirstName, "Canari".to_owned());
        assert!(sees(Audience::SignedIn, &answers, FieldId::FirstName).is_some());
        let answers = answers.with(FieldId::StageName, "Canari Stage".to_owned());
        assert!(sees(Audience::SignedIn, &answers, FieldId::FirstName).is_none());
        assert!(sees(Audience::SignedIn, &answers, FieldId::StageName).is_some());
        assert!(sees(Audience::Owner, &answers, FieldId::FirstName).is_some());
    }

    #[test]
    fn documents_are_masked_for_those_who_see_that_they_are_there() {
        let documents = vec![IdentityDocument { kind: "passport", number: "AB123456".to_owned() }];
        let answers = Answers::default().with(FieldId::Documents, Value::Documents(documents));
        assert!(sees(Audience::SignedIn, &answers, FieldId::Documents).is_none());
        let seen = sees(Audience::Administrator, &answers, FieldId::Documents).unwrap();
        assert_eq!(seen.value.unwrap().documents()[0].number, "••••••56");
    }
}
