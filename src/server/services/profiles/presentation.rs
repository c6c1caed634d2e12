//! What others see of a person: the rules between stored rows and what pages show. Nothing here reads the database.

use chrono::NaiveDate;

use crate::{
    domain::{
        access::Scope,
        age::{age_on, is_minor},
        files::photo::Photo,
        lang::Lang,
        profiles::public::{PrivacyState, PublicProfile, ShownResidence, TalentBadge},
        reference,
        search::page::{CardAvailability, Hidden, TalentCard},
        visibility::{Audience, ModerationState, Switches, Visibility, VisibilityField, may_see},
    },
    server::{
        context::{Viewer, ViewerAccount},
        error::{AppError, AppResult},
        repositories::profiles::main_views::{ProfileRow, ProfileTalent},
    },
};

/// The audience an account belongs to, seen from a person that is its own or not. Administrators are owners of their
/// own profiles.
#[must_use]
pub fn account_audience(account: &ViewerAccount, own: bool) -> Audience {
    match own {
        true if account.has_scope(Scope::PrivateRead) => Audience::Owner,
        // A token that is not for private answers sees as much of its own account as other members do.
        _ => account.audience(),
    }
}

/// The audience a viewer belongs to, seen from the person of this row.
#[must_use]
pub fn audience_of(viewer: &Viewer, row: &ProfileRow) -> Audience {
    viewer
        .account()
        .map_or(Audience::Anonymous, |account| account_audience(account, account.id == row.person.account_id))
}

/// What decides who reaches this profile today.
///
/// # Errors
/// `Internal` for a stored visibility that does not exist.
pub fn moderation_state(row: &ProfileRow, today: NaiveDate) -> AppResult<ModerationState> {
    moderation_state_with(row, &row.visibility, today)
}

/// As [`moderation_state`], of the person's other profile, which has a visibility of its own.
pub fn moderation_state_with(row: &ProfileRow, visibility: &str, today: NaiveDate) -> AppResult<ModerationState> {
    Ok(ModerationState {
        visibility: Visibility::from_key(visibility)
            .ok_or_else(|| AppError::internal("a stored visibility is unknown"))?,
        suspended: row.person.account_state != "active",
        minor: is_minor(row.person.date_of_birth, today),
        minor_approved: row.person.minor_approved_at.is_some(),
    })
}

/// What the person chose and what comes of it.
#[must_use]
pub const fn privacy_state(row: &ProfileRow, standing: ModerationState) -> PrivacyState {
    PrivacyState {
        chosen: standing.visibility,
        effective: standing.effective_visibility(),
        show_name_photo: row.person.show_name_photo,
        minor: standing.minor,
        minor_approved: standing.minor_approved,
        suspended: standing.suspended,
    }
}

/// The switches of a person.
#[must_use]
pub const fn switches_of(row: &ProfileRow) -> Switches {
    Switches {
        show_name_photo: row.person.show_name_photo,
        show_links: row.person.show_links,
        show_origins: row.person.show_origins,
    }
}

/// The main profile as the table of `domain::visibility` lets this audience see it.
#[must_use]
pub fn public_profile_for(
    audience: Audience,
    row: &ProfileRow,
    talents: &[ProfileTalent],
    lang: Lang,
    today: NaiveDate,
) -> PublicProfile {
    public_person(audience, row, talents.iter().map(|talent| talent_badge(talent, lang)).collect(), lang, today)
}

/// The same of a CINEMA profile; its talents are the keys of its types of talent.
#[must_use]
pub fn public_cinema_profile_for(
    audience: Audience,
    row: &ProfileRow,
    types: &[String],
    lang: Lang,
    today: NaiveDate,
) -> PublicProfile {
    let types = if may_see(VisibilityField::CinemaTypes, audience, switches_of(row)) { types } else { &[] };
    public_person(audience, row, term_badges("cinema_talent_type", types, lang), lang, today)
}

fn public_person(
    audience: Audience,
    row: &ProfileRow,
    talents: Vec<TalentBadge>,
    lang: Lang,
    today: NaiveDate,
) -> PublicProfile {
    let sees = |field| may_see(field, audience, switches_of(row));
    PublicProfile {
        code: row.person.code.clone(),
        names: if sees(VisibilityField::FullName) { row.person.names.shown() } else { Vec::new() },
        initials: Some(row.person.names.initials())
            .filter(|initials| !initials.is_empty())
            .unwrap_or_else(|| row.person.code.clone()),
        photo: row.person.photo.clone().filter(|_| sees(VisibilityField::Photo)).map(Photo::new),
        gender: row.person.gender.clone(),
        age: age_on(row.person.date_of_birth, today),
        residence: residence(row, lang),
        talents,
    }
}

fn residence(row: &ProfileRow, lang: Lang) -> ShownResidence {
    let country = reference::country(&row.person.residence_country)
        .map_or(row.person.residence_country.as_str(), |country| country.name(lang));
    ShownResidence {
        country: country.to_owned(),
        flag: reference::flag(&row.person.residence_country),
        country_code: row.person.residence_country.clone(),
        city: reference::city_name(&row.person.residence_country, row.person.city_name(), lang).to_owned(),
    }
}

fn talent_badge(talent: &ProfileTalent, lang: Lang) -> TalentBadge {
    let label = match lang {
        Lang::Fr => &talent.label_fr,
        Lang::Ar => &talent.label_ar,
        Lang::En => &talent.label_en,
    };
    TalentBadge { key: talent.key.clone(), emoji: talent.emoji.clone(), label: label.clone() }
}

/// The chosen terms of a closed list, in the order of the list.
#[must_use]
pub fn term_badges(list: &str, keys: &[String], lang: Lang) -> Vec<TalentBadge> {
    reference::terms(list)
        .filter(|term| keys.contains(&term.key))
        .map(|term| TalentBadge {
            key: term.key.clone(),
            emoji: term.emoji.clone(),
            label: term.label(lang).to_owned(),
        })
        .collect()
}

/// The entry of a list for a profile of either module, of which this audience sees so much. `height` is the stored one of
/// a CINEMA profile.
#[must_use]
pub fn talent_card(
    audience: Audience,
    row: &ProfileRow,
    height: Option<i64>,
    seen: PublicProfile,
    standing: ModerationState,
    lang: Lang,
) -> TalentCard {
    let hidden = match standing.effective_visibility() {
        _ if audience != Audience::Administrator => None,
        Visibility::Public => None,
        _ if standing.minor && !standing.minor_approved => Some(Hidden::MinorWaiting),
        limited => Some(Hidden::Limited(limited)),
    };
    TalentCard {
        code: seen.code,
        names: seen.names,
        initials: seen.initials,
        photo: seen.photo,
        age: seen.age,
        height: height.filter(|_| may_see(VisibilityField::Height, audience, switches_of(row))),
        residence: seen.residence,
        talents: seen.talents,
        availability: card_availability(audience, row, lang),
        hidden,
    }
}

fn card_availability(audience: Audience, row: &ProfileRow, lang: Lang) -> Option<CardAvailability> {
    let key =
        row.availability.as_deref().filter(|_| may_see(VisibilityField::Availability, audience, switches_of(row)))?;
    let term = reference::term("availability", key)?;
    Some(CardAvailability { label: term.label(lang).to_owned(), available: key != "unavailable" })
}
