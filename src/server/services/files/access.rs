//! Access to files. Every refusal looks the same: not found.

use bytes::Bytes;

use super::{contents, listing::shown_name};
use crate::{
    domain::{
        files::{FileKind, photo::WIDTHS},
        module::Module,
        visibility::{self, Audience, VisibilityField},
    },
    server::{
        context::Viewer,
        db::Conn,
        error::AppResult,
        freshness::{Shown, Stamp},
        repositories::{
            files::{self, FileRow},
            profiles::{cinema::views, main_views},
        },
        services::{
            operations::freshness,
            profiles::presentation::{audience_of, moderation_state, switches_of},
            registration::{FormRequest, drafts},
        },
        state::AppState,
        storage::{Key, is_name},
    },
};

/// A photo the viewer may fetch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhotoAnswer {
    pub jpeg: Bytes,
    /// Whether it is public: only then caches may store it.
    pub public: bool,
}

/// Which of a person's pictures that are stored in several widths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PhotoKind {
    Portrait,
    Gallery,
}

/// A CV the viewer may fetch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CvAnswer {
    pub bytes: Bytes,
    pub media_type: String,
    pub file_name: String,
}

/// A photo the viewer may fetch, before it is read. What lies under a name never changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundPhoto {
    key: Key,
    /// As [`PhotoAnswer::public`].
    pub public: bool,
}

impl FoundPhoto {
    /// Reads it; `None` when it was removed meanwhile.
    pub async fn load(self, state: &AppState) -> AppResult<Option<PhotoAnswer>> {
        let jpeg = contents::load(state, &self.key).await?;
        Ok(jpeg.map(|jpeg| PhotoAnswer { jpeg, public: self.public }))
    }
}

/// The picture of this name and width: a person's photo, or one of a gallery.
pub async fn find_photo(
    state: &AppState,
    visitor: &FormRequest,
    kind: PhotoKind,
    name: &str,
    width: u32,
) -> AppResult<Option<FoundPhoto>> {
    if !WIDTHS.contains(&width) || !is_name(name) {
        return Ok(None);
    }
    let (key, kind) = match kind {
        PhotoKind::Portrait => (Key::photo(name, width), FileKind::Photo),
        PhotoKind::Gallery => (Key::gallery(name, width), FileKind::Gallery),
    };
    if is_known_public(state, kind, name).await {
        return Ok(Some(FoundPhoto { key, public: true }));
    }
    let stamp = state.freshness.stamp(Shown::Everyone, state.clock.today());
    let Some((row, shown)) = find(state, visitor, name, kind).await? else { return Ok(None) };
    let public = shown == FileAudience::ToEverybody;
    if let Some(person_id) = row.person_id.filter(|_| public) {
        let stamp = Stamp { shown: Shown::Person(person_id), ..stamp };
        state.caches.public_photos.insert((kind, name.to_owned()), stamp);
    }
    Ok(Some(FoundPhoto { key, public }))
}

/// Whether memory tells that a photo is public: then the rows of the person need not be read. Grids of faces are what
/// people load most. When the database does not say in time what changed, they are read.
async fn is_known_public(state: &AppState, kind: FileKind, name: &str) -> bool {
    let Some(stamp) = state.caches.public_photos.get(&(kind, name.to_owned())) else { return false };
    freshness::check_in_time(state).await && state.freshness.is_fresh(stamp, state.clock.today())
}

/// The CV of this name.
pub async fn cv(state: &AppState, visitor: &FormRequest, name: &str) -> AppResult<Option<CvAnswer>> {
    let Some((row, _)) = find(state, visitor, name, FileKind::Cv).await? else { return Ok(None) };
    let file_name = shown_name(state, &row)?;
    let bytes = contents::load(state, &Key::cv(name)).await?;
    Ok(bytes.map(|bytes| CvAnswer { bytes, media_type: row.media_type, file_name }))
}

/// Whether a file that is shown to this viewer is public.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FileAudience {
    ToEverybody,
    ToSome,
}

pub(crate) async fn find(
    state: &AppState,
    visitor: &FormRequest,
    name: &str,
    kind: FileKind,
) -> AppResult<Option<(FileRow, FileAudience)>> {
    if !is_name(name) {
        return Ok(None);
    }
    let mut conn = state.db.read().await?;
    let Some(row) = files::find_by_name(&mut conn, name).await?.filter(|row| row.kind == kind.key()) else {
        return Ok(None);
    };
    let shown = match (row.person_id, row.draft_id) {
        (Some(person_id), _) => of_person(state, &mut conn, &visitor.actor.viewer(), person_id, kind).await?,
        (None, Some(draft_id)) => of_draft(state, &mut conn, visitor, draft_id).await?,
        (None, None) => None,
    };
    Ok(shown.map(|shown| (row, shown)))
}

/// By the visibility table. A person's file is reached the way a profile is that shows it; the photo, which both
/// show, by either.
async fn of_person(
    state: &AppState,
    conn: &mut Conn,
    viewer: &Viewer,
    person_id: i64,
    kind: FileKind,
) -> AppResult<Option<FileAudience>> {
    let (field, modules): (VisibilityField, &[Module]) = match kind {
        FileKind::Photo => (VisibilityField::Photo, &[Module::Main, Module::Cinema]),
        FileKind::Cv => (VisibilityField::Cv, &[Module::Main]),
        FileKind::Gallery => (VisibilityField::Gallery, &[Module::Cinema]),
        FileKind::IdPhoto => (VisibilityField::DocumentPhoto, &[Module::Cinema]),
        FileKind::Poster => (VisibilityField::Productions, &[Module::Cinema]),
    };
    let today = state.clock.today();
    let mut best = None;
    for module in modules {
        let profile = match module {
            Module::Main => main_views::find_by_person(conn, person_id).await?,
            Module::Cinema => views::find_by_person(conn, person_id).await?,
        };
        let Some(profile) = profile else { continue };
        let standing = moderation_state(&profile, today)?;
        let sees = |audience| {
            // A masked field can be fetched on request; each fetch leaves an audit line.
            standing.reachable(audience)
                && visibility::shown(field, audience, switches_of(&profile)) != visibility::Shown::Hidden
        };
        if sees(Audience::Anonymous) {
            return Ok(Some(FileAudience::ToEverybody));
        }
        if sees(audience_of(viewer, &profile)) {
            best = Some(FileAudience::ToSome);
        }
    }
    Ok(best)
}

/// Only for the owner of that draft.
async fn of_draft(
    state: &AppState,
    conn: &mut Conn,
    visitor: &FormRequest,
    draft_id: i64,
) -> AppResult<Option<FileAudience>> {
    Ok(drafts::held(state, conn, visitor).await?.contains(&draft_id).then_some(FileAudience::ToSome))
}
