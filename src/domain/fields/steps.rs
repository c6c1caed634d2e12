//! The parts of the two forms. What a form does with its parts is in `registration::FormStep`.

use serde::{Deserialize, Serialize};

/// A page of the registration form that asks something. The review comes after the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    Identity,
    Contact,
    Location,
    Career,
    Availability,
    Talents,
    Documents,
    Networks,
    Privacy,
}

/// A section of the CINEMA form and of the CINEMA profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Section {
    /// Names, birth date, document, contact, credentials.
    Identity,
    Origins,
    Residence,
    Languages,
    Physique,
    /// Types of talent.
    Types,
    Skills,
    Networks,
    /// Photos, productions, experience, and what others may see.
    Pictures,
}
