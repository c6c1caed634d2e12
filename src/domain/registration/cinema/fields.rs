//! Names of the fields that only the CINEMA form has, exactly as clients send them, and the other names it gives to
//! fields that both forms ask.

use crate::domain::registration::fields as f;

pub const ETHNICITIES: &str = "ethnicities";
pub const EYE_COLOR: &str = "eye_color";
pub const HAIR_COLOR: &str = "hair_color";
pub const HAIR_TYPE: &str = "hair_type";
pub const SKIN_TONE: &str = "skin_tone";
pub const BUILD: &str = "build";
/// Centimetres.
pub const HEIGHT: &str = "height";
pub const PLAYING_AGE_MIN: &str = "playing_age_min";
pub const PLAYING_AGE_MAX: &str = "playing_age_max";
pub const TALENT_TYPES: &str = "talent_types";
/// Skills, by the name clients send.
pub const OTHER_TALENTS: &str = "other_talents";
/// A file, like [`GALLERY_PHOTOS`]: stored apart from what is typed.
pub const ID_PHOTO: &str = "id_photo";
pub const GALLERY_PHOTOS: &str = "gallery_photos";
/// Films, series and the like: rows of fields, see [`crate::domain::registration::cinema::production_fields`].
pub const PRODUCTIONS: &str = "previous_productions";
/// Names of the stored photos of the gallery, in their order.
pub const GALLERY_ORDER: &str = "gallery_order";

/// The networks the form asks, of those a person may have.
pub const NETWORKS: [&str; 10] =
    ["facebook", "instagram", "tiktok", "youtube", "x", "linkedin", "imdb", "threads", "snapchat", "telegram"];

/// Fields that both forms ask and this one names otherwise: shown name, stored name.
pub const RENAMED: [(&str, &str); 5] = [
    ("country_of_residence", f::RESIDENCE_COUNTRY),
    ("city_of_residence", f::RESIDENCE_CITY),
    ("city_of_residence_other", f::RESIDENCE_CITY_OTHER),
    ("years_of_experience", f::YEARS_EXPERIENCE),
    ("profile_photo", f::PHOTO),
];
