//! The parts of the two landing pages, `/` and `/cinema`.

mod hero;
mod latest;
mod two_sides;
mod way_on;

pub use hero::LandingHero;
pub use latest::LatestPeople;
pub use two_sides::{Side, TwoSides};
pub use way_on::WayOn;
