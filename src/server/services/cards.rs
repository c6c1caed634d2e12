//! Card images of profiles that everybody may open, under names nobody can guess.
//!
//! A name says whose card it is and is signed together with everything on it: when a name or photo is hidden, the
//! profile closed, or anything else changed, the old address is no longer one. Nothing is written to the storage.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
};

use axum::body::Bytes;

use super::profile_view::{as_seen, standing};
use crate::{
    domain::{lang::Lang, profile::PublicProfile, visibility::Audience},
    server::{
        error::{AppError, AppResult},
        images::card::{Card, draw},
        repositories::profiles::{self, ProfileRow},
        state::AppState,
        storage::Key,
    },
};

/// Cards that were asked for last.
const KEPT: usize = 64;
/// The photo a card is drawn from.
const PHOTO_WIDTH: u32 = 640;

/// Cards already drawn; cheap to clone.
#[derive(Clone, Default)]
pub struct DrawnCards(Arc<Mutex<VecDeque<(String, Bytes)>>>);

impl DrawnCards {
    fn get(&self, name: &str) -> Option<Bytes> {
        let cards = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        cards.iter().find(|(known, _)| known == name).map(|(_, png)| png.clone())
    }

    fn put(&self, name: String, png: Bytes) {
        let mut cards = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if cards.len() == KEPT {
            cards.pop_front();
        }
        cards.push_back((name, png));
    }
}

/// The name of a profile's card, as part of `/og/{name}.png`. `profile` is what an anonymous visitor sees of it.
///
/// # Errors
/// Never in practice: a card can always be written down.
pub fn name(state: &AppState, row: &ProfileRow, profile: &PublicProfile, lang: Lang) -> AppResult<String> {
    let content = serde_json::to_string(&content(profile, lang)).map_err(AppError::internal)?;
    let signed = format!("{} {} {} {content}", row.profile_id, row.profile_version, row.person_version);
    let signature = state.security.cards.hash(&signed);
    let hex: String = signature.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    Ok(format!("{:x}-{}-{hex}", row.profile_id, lang.code()))
}

/// The picture of this name, if it is the name of a card that everybody may see today.
///
/// # Errors
/// When the database, the storage or the drawing fails.
pub async fn card(state: &AppState, asked: &str) -> AppResult<Option<Bytes>> {
    let mut parts = asked.splitn(3, '-');
    let id = parts.next().and_then(|id| i64::from_str_radix(id, 16).ok());
    let lang = parts.next().and_then(Lang::from_code);
    let Some((id, lang)) = id.zip(lang) else { return Ok(None) };
    let mut conn = state.db.read().await?;
    let (mut rows, mut talents) = profiles::load_many(&mut conn, &[id]).await?;
    drop(conn);
    let Some(row) = rows.pop() else { return Ok(None) };
    let today = state.clock.today();
    if !standing(&row, today)?.reachable(Audience::Anonymous) {
        return Ok(None);
    }
    let talents = talents.remove(&id).unwrap_or_default();
    let profile = as_seen(&row, &talents, Audience::Anonymous, lang, today);
    if name(state, &row, &profile, lang)? != asked {
        return Ok(None);
    }
    if let Some(png) = state.cards.get(asked) {
        return Ok(Some(png));
    }
    let photo = match &profile.photo {
        Some(photo) => state.storage.get(&Key::photo(photo.name(), PHOTO_WIDTH)).await?,
        None => None,
    };
    let card = content(&profile, lang);
    let drawn = state.workshop.run(move || draw(&card, photo.as_deref())).await?;
    let png = Bytes::from(drawn.ok_or_else(|| AppError::internal("drawing a card panicked"))??);
    state.cards.put(asked.to_owned(), png.clone());
    Ok(Some(png))
}

fn content(profile: &PublicProfile, lang: Lang) -> Card {
    let comma = if lang == Lang::Ar { "، " } else { ", " };
    Card {
        title: profile.display_name().to_owned(),
        initials: profile.initials.clone(),
        code: profile.code.clone(),
        place: format!("{}{comma}{}", profile.residence.city, profile.residence.country),
        talents: profile.talents.iter().map(|talent| talent.label.clone()).collect(),
        photo: profile.photo.as_ref().map(|photo| photo.name().to_owned()),
        rtl: lang == Lang::Ar,
    }
}
