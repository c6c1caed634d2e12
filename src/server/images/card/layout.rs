//! Where things stand on a card.

/// Side of the star with the photo or the initials, and where it stands.
pub const STAR: f32 = 400.0;
pub const STAR_TOP: f32 = 70.0;
pub const MARGIN: f32 = 70.0;
/// Where texts begin, and how wide they may be.
pub const TEXT_START: f32 = MARGIN + STAR + 60.0;
pub const TEXT_WIDTH: f32 = 1200.0 - TEXT_START - MARGIN;
