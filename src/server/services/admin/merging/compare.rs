//! What an administrator sees of two people before they are merged.

use super::{
    choices::{MergeEffects, MergeQuery, MergedField, differing},
    copies::{PersonCopy, fingerprint},
    merge::{MergeRefusal, refusal},
    sides::MergedPerson,
};
use crate::{
    domain::{
        access::Capability, accounts::no_address, duplicates::Likeness, field_error::FieldErrors, fields::FieldId,
        lang::Lang, registration::Step,
    },
    server::{
        actor::Actor,
        db::Conn,
        error::AppResult,
        repositories::{files::FileOwner, profiles::unique_codes},
        services::{
            accounts::reauthentication,
            admin::duplicates::{self, LookAlike},
            files::files_of,
            profiles::answers::FormContent,
        },
        state::AppState,
    },
};

/// The page that compares two people.
pub enum MergePage {
    /// Not two codes of two people: they are asked for.
    Asked {
        /// Two codes of the same person were given.
        same: bool,
        /// A code was given that no person has.
        unknown: bool,
        /// What was given.
        codes: Vec<String>,
    },
    Compared(Box<ComparedPeople>),
}

/// One of two people, as the page shows them.
pub struct ComparedSide {
    pub head: LookAlike,
    /// All answers; secret ones masked.
    pub content: FormContent,
    /// The address of the account; empty without one.
    pub email: String,
}

/// Two people side by side.
pub struct ComparedPeople {
    /// What was asked for, with the codes that are primary and the state that is shown.
    pub query: MergeQuery,
    pub kept: ComparedSide,
    pub other: ComparedSide,
    /// What they have in common.
    pub likenesses: Vec<Likeness>,
    /// The answers that differ, and whether the other person's is taken.
    pub fields: Vec<(MergedField, bool)>,
    pub effects: MergeEffects,
    /// Why they cannot be merged this way round.
    pub refusal: Option<MergeRefusal>,
    /// Whether one of them changed since the state that came with the query.
    pub changed: bool,
    /// Whether the password was given a short time ago.
    pub password_fresh: bool,
}

/// Compares the people with two codes.
///
/// # Errors
/// `Forbidden` without the capability.
pub async fn compare(state: &AppState, actor: &Actor, lang: Lang, query: MergeQuery) -> AppResult<MergePage> {
    actor.require(Capability::ManagePeople)?;
    let password_fresh = reauthentication::is_fresh(state, actor.signed_in()?).await?;
    let mut conn = state.db.read().await?;
    let Some((kept, other)) = query.pair() else {
        return Ok(MergePage::Asked { same: false, unknown: query.codes.len() == 2, codes: query.codes });
    };
    let ids = (
        unique_codes::person_of(&mut conn, kept.as_str()).await?,
        unique_codes::person_of(&mut conn, other.as_str()).await?,
    );
    let (Some(kept_id), Some(other_id)) = ids else {
        return Ok(MergePage::Asked { same: false, unknown: true, codes: query.codes });
    };
    if kept_id == other_id {
        return Ok(MergePage::Asked { same: true, unknown: false, codes: query.codes });
    }
    let people =
        (MergedPerson::load(state, &mut conn, kept_id).await?, MergedPerson::load(state, &mut conn, other_id).await?);
    let (Some(kept), Some(other)) = people else {
        return Ok(MergePage::Asked { same: false, unknown: true, codes: query.codes });
    };
    let today = state.clock.today();
    let copies = (
        PersonCopy::read(&state.security, &mut conn, kept.numbers).await?,
        PersonCopy::read(&state.security, &mut conn, other.numbers).await?,
    );
    let base = fingerprint(&state.security, [&copies.0, &copies.1])?;
    let fields: Vec<(MergedField, bool)> = differing(&kept, &other, today)
        .into_iter()
        .map(|choice| (choice, query.takes(&choice, &kept, &other)))
        .collect();
    let takes_email = fields.iter().any(|(choice, other)| *other && choice.field.id == FieldId::Email);
    let likenesses = duplicates::likenesses(&mut conn, kept_id, other_id).await?;
    let compared = ComparedPeople {
        changed: !query.base.is_empty() && query.base != base,
        likenesses,
        effects: MergeEffects::of(&kept, &other, takes_email, today),
        refusal: refusal(actor, &other),
        fields,
        password_fresh,
        query: query.about(vec![kept.code.clone(), other.code.clone()], base),
        kept: shown(state, &mut conn, lang, kept).await?,
        other: shown(state, &mut conn, lang, other).await?,
    };
    Ok(MergePage::Compared(Box::new(compared)))
}

async fn shown(state: &AppState, conn: &mut Conn, lang: Lang, side: MergedPerson) -> AppResult<ComparedSide> {
    let person_id = side.numbers.person;
    let files = files_of(state, conn, FileOwner::Person(person_id)).await?;
    let content = FormContent::new(side.values, FieldErrors::default(), state.clock.today());
    let mut content = FormContent { editing: true, files, ..content };
    content.load_choices::<Step>(conn, None, lang).await?;
    let email = no_address::shown(side.account.email);
    let head = duplicates::look_alike(state, conn, lang, person_id).await?;
    Ok(ComparedSide { head, content, email })
}
