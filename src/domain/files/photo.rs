//! A person's photo as pages know it: a random name, from which its addresses follow.

use super::tint::Tint;
use serde::{Deserialize, Serialize};

/// The widths in pixels a photo is stored at. A smaller picture is never made larger.
pub const WIDTHS: [u32; 3] = [160, 640, 1600];
/// How many pixels wide the poster of a production is, at most.
pub const POSTER_WIDTH: u32 = 342;
/// Pixels of a poster beside a film that a search found: a few kilobytes, for slow lines.
pub const POSTER_PREVIEW_WIDTH: u32 = 92;
/// The most bytes of a photo that is sent.
pub const MAX_BYTES: usize = 5 << 20;
/// The most photos of a gallery.
pub const MOST_IN_GALLERY: usize = 10;
/// The most bytes of a CV that is sent.
pub const MAX_CV_BYTES: usize = 10 << 20;

/// A kind of JPEG that browsers do not show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RareJpeg {
    /// Arithmetic instead of Huffman coding.
    Arithmetic,
    /// More than eight bits a colour.
    DeepColour,
    Lossless,
    /// Several frames, each finer than the one before.
    Hierarchical,
}

/// A photo that the viewer may see; for other viewers there is no value of this type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Photo {
    name: String,
}

impl Photo {
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
        format!("/files/photo/{}-{width}.jpg", self.name)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_choose_among_three_widths() {
        let photo = Photo::new("0a".to_owned());
        assert_eq!(photo.address(160), "/files/photo/0a-160.jpg");
        assert_eq!(photo.srcset().matches("/files/photo/0a-").count(), 3);
        assert!(photo.srcset().ends_with(" 1600w"));
    }
}
