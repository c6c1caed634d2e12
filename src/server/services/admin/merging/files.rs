//! Which files of two people are the merged person's, and which are put aside until the merge cannot be undone any more.

use super::{choices::MergedField, sides::MergedPerson};
use crate::domain::{
    fields::{FieldId, Kind},
    files::{FileKind, photo::MOST_IN_GALLERY},
};

/// Numbers of files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FilePlan {
    /// The other person's that the first one gets.
    pub given: Vec<i64>,
    /// Of both people.
    pub held: Vec<i64>,
    /// Those that take the place of one of their kind, or are the first.
    single: Vec<(FileKind, i64)>,
}

impl FilePlan {
    /// For these choices.
    #[must_use]
    pub fn of(kept: &MergedPerson, other: &MergedPerson, taken: &[MergedField]) -> Self {
        let mut plan = Self::default();
        for choice in taken {
            let Kind::File(kind) = choice.field.kind else { continue };
            let Some(file) = other.single_file(kind) else { continue };
            plan.single.push((kind, file));
            plan.given.push(file);
            plan.held.extend(kept.files_of(kind).map(|file| file.id));
        }
        let moves_main = kept.main.is_none() && other.main.is_some();
        let moves_cinema = kept.cinema.is_none() && other.cinema.is_some();
        let photos = taken_photos(kept, other);
        let productions = taken.iter().any(|choice| choice.field.id == FieldId::Productions);
        if productions {
            plan.held.extend(kept.files_of(FileKind::Poster).map(|file| file.id));
        }
        for file in &other.files {
            if plan.given.contains(&file.id) {
                continue;
            }
            let is_given = match FileKind::from_key(&file.kind) {
                Some(FileKind::Cv) => moves_main,
                Some(FileKind::IdPhoto) => moves_cinema,
                Some(FileKind::Gallery) => moves_cinema || photos.contains(&file.name),
                Some(FileKind::Poster) => moves_cinema || productions,
                Some(FileKind::Photo) | None => false,
            };
            if is_given { plan.given.push(file.id) } else { plan.held.push(file.id) }
        }
        plan
    }

    /// The file of a kind that takes the place of the first person's.
    #[must_use]
    pub fn single(&self, kind: FileKind) -> Option<i64> {
        self.single.iter().find(|(of, _)| *of == kind).map(|(_, file)| *file)
    }
}

/// The names of the photos of a gallery that both people have a part of, in order; empty where nothing is added.
#[must_use]
pub fn gallery_order(kept: &MergedPerson, other: &MergedPerson) -> Vec<String> {
    let added = taken_photos(kept, other);
    if added.is_empty() {
        return Vec::new();
    }
    ordered(kept).into_iter().chain(added).collect()
}

/// The photos of the other gallery for which there is room.
fn taken_photos(kept: &MergedPerson, other: &MergedPerson) -> Vec<String> {
    if kept.cinema.is_none() || other.cinema.is_none() {
        return Vec::new();
    }
    let room = MOST_IN_GALLERY.saturating_sub(kept.files_of(FileKind::Gallery).count());
    ordered(other).into_iter().take(room).collect()
}

fn ordered(side: &MergedPerson) -> Vec<String> {
    side.cinema.as_ref().map(|cinema| cinema.answers.keys(FieldId::Gallery).to_vec()).unwrap_or_default()
}
