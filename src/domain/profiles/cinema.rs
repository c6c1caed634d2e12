//! A CINEMA profile as other viewers get it. As in [`super::profile`], the types list everything that may be sent.

use crate::domain::{
    files::{photo::WIDTHS, tint::Tint},
    profiles::public::{Fact, ProfileLink, PublicProfile, TalentBadge},
};

/// What the page of a CINEMA profile is built from, in the viewer's language. Everything here is what this viewer may
/// see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CinemaProfile {
    /// Name, photo, age, place; its talents are the types of talent of the CINEMA profile.
    pub person: PublicProfile,
    /// In the order of the catalogue.
    pub facts: Vec<Fact>,
    pub skills: Vec<SkillGroup>,
    pub links: Vec<ProfileLink>,
    pub productions: Vec<ShownProduction>,
    pub gallery: Vec<GalleryPhoto>,
}

/// Skills of one category.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SkillGroup {
    pub category: String,
    pub skills: Vec<TalentBadge>,
}

/// A film, a series and the like the person had a part in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownProduction {
    pub title: String,
    pub year: Option<i64>,
    /// In words: film, series …
    pub kind: String,
    pub role: Option<String>,
    /// Where its poster is found.
    pub poster: Option<String>,
}

/// A photo of the gallery that the viewer may see; for other viewers there is no value of this type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GalleryPhoto {
    name: String,
}

impl GalleryPhoto {
    /// The photo with this random name.
    #[must_use]
    pub const fn new(name: String) -> Self {
        Self { name }
    }

    /// The random name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The address of one of [`WIDTHS`].
    #[must_use]
    pub fn address(&self, width: u32) -> String {
        format!("/files/gallery/{}-{width}.jpg", self.name)
    }

    /// The class of the colour that stands in for it until it has come.
    #[must_use]
    pub fn tint(&self) -> &'static str {
        Tint::of_name(&self.name).class()
    }

    /// All addresses with their widths, for browsers to choose from.
    #[must_use]
    pub fn srcset(&self) -> String {
        WIDTHS.map(|width| format!("{} {width}w", self.address(width))).join(", ")
    }
}

/// The address of a stored poster.
#[must_use]
pub fn poster_address(name: &str) -> String {
    format!("/files/poster/{name}.jpg")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_photo_of_the_gallery_has_three_addresses() {
        let photo = GalleryPhoto::new("0a".to_owned());
        assert_eq!(photo.srcset().matches("/files/gallery/0a-").count(), 3);
        assert_eq!(poster_address("0b"), "/files/poster/0b.jpg");
    }
}
