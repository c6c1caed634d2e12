//! Files to send, and what lies in the storage afterwards.

use std::{io::Cursor, path::Path};

use axum::body::Bytes;
use image::{ImageFormat, Rgb, RgbImage};
use talentsmaroc::server::{
    actor::Actor,
    services::files::{Accepted, FileKind, FileOwner, Renaming, SWEPT_AFTER, accept},
    state::AppState,
};

use super::people::Inserted;

/// The way photos and CVs of the registration are sent.
pub const UPLOAD: &str = "/auth/register/files";

/// A unique picture: `shade` decides its colours.
pub fn picture(format: ImageFormat, width: u32, height: u32, shade: u8) -> Vec<u8> {
    let picture = RgbImage::from_fn(width, height, |x, y| Rgb([(x % 256) as u8, (y % 256) as u8, shade]));
    let mut file = Cursor::new(Vec::new());
    picture.write_to(&mut file, format).unwrap();
    file.into_inner()
}

/// A small JPEG.
pub fn photo(shade: u8) -> Vec<u8> {
    picture(ImageFormat::Jpeg, 64, 80, shade)
}

/// A PDF by its beginning and its end, as long as wanted.
pub fn pdf(length: usize) -> Vec<u8> {
    const END: &[u8] = b"\nstartxref\n9\n%%EOF\n";
    let mut file = b"%PDF-1.7\ncanaricvcontent\n".to_vec();
    file.resize(length.saturating_sub(END.len()).max(file.len()), b' ');
    file.extend_from_slice(END);
    file
}

/// Gives a person a photo and answers its name.
pub async fn give_photo(state: &AppState, person_id: i64) -> String {
    send(state, person_id, FileKind::Photo, photo(7)).await
}

/// Gives a person a CV and answers its name.
pub async fn give_cv(state: &AppState, person_id: i64) -> String {
    send(state, person_id, FileKind::Cv, pdf(100)).await
}

/// Takes a file as the form does and answers its name.
pub async fn send(state: &AppState, person_id: i64, kind: FileKind, bytes: Vec<u8>) -> String {
    let (owner, original) =
        (FileOwner::Person(person_id), if kind == FileKind::Cv { "canaricvname.pdf" } else { "canaripicture.jpg" });
    match accept(state, &Actor::command_line(), owner, kind, original, Bytes::from(bytes)).await.unwrap() {
        Accepted::Stored { name } => name,
        other => panic!("{other:?}"),
    }
}

/// Gives a person's photos other names, as a stricter switch does.
pub async fn rename_photos(state: &AppState, keys: &Inserted) {
    decide_to_rename(state, keys).await.at_once(state).await;
}

/// Only the decision.
pub async fn decide_to_rename(state: &AppState, keys: &Inserted) -> Renaming {
    let mut tx = state.db.begin().await.unwrap();
    let renaming = Renaming::decide(state, tx.conn().unwrap(), keys.account_id, keys.person_id).await.unwrap();
    tx.commit().await.unwrap();
    renaming
}

/// Every file below a folder, without the mark of the installation.
pub fn all_files(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.file_name().unwrap() != "installation" {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The same without those in the trash.
pub fn files_in_place(storage: &Path) -> Vec<std::path::PathBuf> {
    let mut files = all_files(storage);
    files.retain(|path| !path.starts_with(storage.join("trash")));
    files
}

/// Turns the clock of all files below a folder back, as far as the sweep waits.
pub fn grow_old(storage: &Path) {
    for path in all_files(storage) {
        let file = std::fs::File::options().write(true).open(&path).unwrap();
        file.set_modified(std::time::SystemTime::now() - SWEPT_AFTER * 2).unwrap();
    }
}
