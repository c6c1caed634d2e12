//! The parts of the two forms. What a form does with its parts is in `registration::FormStep`.

use serde::{Deserialize, Serialize};

use crate::domain::keyed;

keyed! {
    /// A page of the registration form that asks something. The review comes after the last.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum Step {
        Identity = "identity",
        Contact = "contact",
        Location = "location",
        Career = "career",
        Availability = "availability",
        Talents = "talents",
        Documents = "documents",
        Networks = "networks",
        Privacy = "privacy",
    }
}

keyed! {
    /// A section of the CINEMA form and of the CINEMA profile.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum Section {
        /// Names, birth date, document, contact, credentials.
        Identity = "identity",
        Origins = "origins",
        Residence = "residence",
        Languages = "languages",
        Physique = "physique",
        /// Types of talent.
        Types = "types",
        Skills = "skills",
        Networks = "networks",
        /// Photos, productions, experience, and what others may see.
        Pictures = "pictures",
    }
}
