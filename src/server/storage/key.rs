//! Where a file lies: made from its random name, never from what a person typed.

use chrono::NaiveDate;
use object_store::path::Path;
use ring::rand::{SecureRandom as _, SystemRandom};

use crate::server::error::{AppError, AppResult};

/// The folder of files that are deleted in a few days.
const TRASH: &str = "trash";

/// Hexadecimal digits of a name: 128 bit.
const DIGITS: usize = 32;

/// A random name that cannot be guessed.
///
/// # Errors
/// When the system gives no randomness.
pub fn new_name() -> AppResult<String> {
    let mut bytes = [0_u8; DIGITS / 2];
    SystemRandom::new().fill(&mut bytes).map_err(|_| AppError::internal("no randomness from the system"))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Whether a text is shaped like a name of ours.
#[must_use]
pub fn is_name(text: &str) -> bool {
    text.len() == DIGITS && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// The place of a stored file.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Key(String);

impl Key {
    /// One width of a photo.
    #[must_use]
    pub fn photo(name: &str, width: u32) -> Self {
        Self(format!("photo/{}/{name}-{width}.jpg", shelf(name)))
    }

    /// One width of a photo of the gallery.
    #[must_use]
    pub fn gallery(name: &str, width: u32) -> Self {
        Self(format!("gallery/{}/{name}-{width}.jpg", shelf(name)))
    }

    /// The photo of an identity document, encrypted.
    #[must_use]
    pub fn id_photo(name: &str) -> Self {
        Self(format!("id_photo/{}/{name}", shelf(name)))
    }

    /// A CV, as it was sent.
    #[must_use]
    pub fn cv(name: &str) -> Self {
        Self(format!("cv/{}/{name}", shelf(name)))
    }

    /// The poster of a production.
    #[must_use]
    pub fn poster(name: &str) -> Self {
        Self(format!("poster/{}/{name}.jpg", shelf(name)))
    }

    /// A part of the file of an export, encrypted.
    #[must_use]
    pub fn export(name: &str, part: u32) -> Self {
        Self(format!("{}/{name}-{part}", export_shelf(name)))
    }

    /// A key as the storage lists it; `None` for what we did not put there.
    #[must_use]
    pub fn from_listed(path: &str) -> Option<Self> {
        let key = Self(path.to_owned());
        key.name().map(|_| ()).map(|()| key)
    }

    /// The random name of the file this belongs to.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        let mut parts = self.0.split('/');
        let (kind, shelf, file) = (parts.next()?, parts.next()?, parts.next()?);
        let name = match kind {
            "photo" | "gallery" => file.strip_suffix(".jpg")?.split_once('-')?.0,
            "cv" | "id_photo" => file,
            "poster" => file.strip_suffix(".jpg")?,
            "export" => {
                let (name, part) = file.split_once('-')?;
                part.parse::<u32>().ok().map(|_| name)?
            }
            _ => return None,
        };
        (parts.next().is_none() && is_name(name) && name.starts_with(shelf)).then_some(name)
    }

    /// A key as the storage lists it in the trash, with the day it came there.
    pub(super) fn from_trash(path: &str) -> Option<(Self, NaiveDate)> {
        let (day, own) = path.strip_prefix(TRASH)?.strip_prefix('/')?.split_once('/')?;
        Some((Self::from_listed(own)?, day.parse().ok()?))
    }

    /// Its place in the trash of a day.
    pub(super) fn in_trash(&self, prefix: &str, day: NaiveDate) -> Path {
        Self(format!("{TRASH}/{day}/{}", self.0)).below(prefix)
    }

    pub(super) fn below(&self, prefix: &str) -> Path {
        if prefix.is_empty() { Path::from(self.0.as_str()) } else { Path::from(format!("{prefix}/{}", self.0)) }
    }
}

/// The folder of all parts of an export.
pub(super) fn export_shelf(name: &str) -> String {
    format!("export/{}", shelf(name))
}

/// Folders of a few hundred files each stay quick to list.
fn shelf(name: &str) -> &str {
    name.get(..2).unwrap_or("00")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_long_random_and_lower_case() {
        let (one, two) = (new_name().unwrap(), new_name().unwrap());
        assert!(is_name(&one) && is_name(&two));
        assert_ne!(one, two);
        for wrong in ["", "../../etc/passwd", "ABCDEF00112233445566778899aabbcc", "abc"] {
            assert!(!is_name(wrong), "{wrong}");
        }
    }

    #[test]
    fn a_listed_key_gives_its_name_back() {
        let name = new_name().unwrap();
        for key in [
            Key::photo(&name, 640),
            Key::gallery(&name, 1600),
            Key::id_photo(&name),
            Key::cv(&name),
            Key::poster(&name),
            Key::export(&name, 12),
        ] {
            assert_eq!(Key::from_listed(&key.0).unwrap().name(), Some(name.as_str()));
        }
        for foreign in ["installation", "readme.txt", "photo/ab/x-160.jpg", "cv/zz/0123456789abcdef0123456789abcdef"] {
            assert!(Key::from_listed(foreign).is_none(), "{foreign}");
        }
    }

    #[test]
    fn a_key_in_the_trash_gives_its_day_back_and_is_no_file() {
        let key = Key::cv(&new_name().unwrap());
        let day = NaiveDate::from_ymd_opt(2026, 11, 29).unwrap();
        for prefix in ["", "live"] {
            let place = key.in_trash(prefix, day);
            let own = place.as_ref().strip_prefix(prefix).unwrap().trim_start_matches('/').to_owned();
            assert_eq!(Key::from_trash(&own), Some((key.clone(), day)), "{own}");
            assert_eq!(Key::from_listed(&own), None);
        }
        for foreign in ["trash/2026-11-29", "trash/yesterday/cv/ab/x", "waste/2026-11-29/cv/ab/x"] {
            assert_eq!(Key::from_trash(foreign), None, "{foreign}");
        }
    }
}
