//! Card images of public profiles, under names that cannot be guessed.
//!
//! A name says whose card it is and is signed together with everything on it: when a name or photo is hidden, the
//! profile closed, or anything else changed, the old address is no longer one. Nothing is written to the storage.

use bytes::Bytes;

use super::presentation::{moderation_state, public_cinema_profile_for, public_profile_for};
use crate::{
    domain::{lang::Lang, module::Module, profiles::public::PublicProfile, visibility::Audience},
    server::{
        db::Conn,
        error::{AppError, AppResult},
        images::card::{Card, draw},
        repositories::profiles::{
            cinema::{answers, views},
            main_views::{self, ProfileRow},
        },
        services::files::contents,
        state::AppState,
        storage::Key,
    },
};

/// The photo a card is drawn from.
const PHOTO_WIDTH: u32 = 640;

/// Before the id in the names of cards of the CINEMA module: no digit of any number.
const CINEMA: &str = "cinema.";

/// The name of a profile's card, as part of `/og/{name}.png`. `profile` is what an anonymous visitor sees of it.
pub fn name(
    state: &AppState,
    module: Module,
    row: &ProfileRow,
    profile: &PublicProfile,
    lang: Lang,
) -> AppResult<String> {
    let mark = match module {
        Module::Main => "",
        Module::Cinema => CINEMA,
    };
    let content = serde_json::to_string(&content(profile, lang)).map_err(AppError::internal)?;
    let signed = format!("{mark}{} {} {} {content}", row.profile_id, row.profile_version, row.person.version);
    let signature = state.security.cards.hash(&signed);
    let hex: String = signature.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    Ok(format!("{mark}{:x}-{}-{hex}", row.profile_id, lang.code()))
}

/// The picture of this name, if it is the name of a card that is public today.
pub async fn card(state: &AppState, asked: &str) -> AppResult<Option<Bytes>> {
    let (module, rest) = match asked.strip_prefix(CINEMA) {
        Some(rest) => (Module::Cinema, rest),
        None => (Module::Main, asked),
    };
    let mut parts = rest.splitn(3, '-');
    let id = parts.next().and_then(|id| i64::from_str_radix(id, 16).ok());
    let lang = parts.next().and_then(Lang::from_code);
    let Some((id, lang)) = id.zip(lang) else { return Ok(None) };
    let Some((row, profile)) = public_profile(state, &mut state.db.read().await?, module, id, lang).await? else {
        return Ok(None);
    };
    if name(state, module, &row, &profile, lang)? != asked {
        return Ok(None);
    }
    if let Some(png) = state.caches.previews.get(&asked.to_owned()) {
        return Ok(Some(png));
    }
    let photo = match &profile.photo {
        Some(photo) => contents::load(state, &Key::photo(photo.name(), PHOTO_WIDTH)).await?,
        None => None,
    };
    let card = content(&profile, lang);
    let drawn = state.preview_workshop.run(move || draw(&card, photo.as_deref())).await?;
    let png = Bytes::from(drawn.ok_or_else(|| AppError::internal("drawing a card panicked"))??);
    state.caches.previews.insert(asked.to_owned(), png.clone());
    Ok(Some(png))
}

/// The public part of a profile today; `None` when the profile is not public.
async fn public_profile(
    state: &AppState,
    conn: &mut Conn,
    module: Module,
    id: i64,
    lang: Lang,
) -> AppResult<Option<(ProfileRow, PublicProfile)>> {
    let (row, talents) = match module {
        Module::Main => {
            let (mut rows, mut talents) = main_views::load_many(conn, &[id]).await?;
            (rows.pop(), talents.remove(&id).unwrap_or_default())
        }
        Module::Cinema => (views::find(conn, id).await?, Vec::new()),
    };
    let today = state.clock.today();
    let Some(row) = row else { return Ok(None) };
    if !moderation_state(&row, today)?.reachable(Audience::Anonymous) {
        return Ok(None);
    }
    let profile = match module {
        Module::Main => public_profile_for(Audience::Anonymous, &row, &talents, lang, today),
        Module::Cinema => {
            let types = answers::types(conn, id).await?;
            public_cinema_profile_for(Audience::Anonymous, &row, &types, lang, today)
        }
    };
    Ok(Some((row, profile)))
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
