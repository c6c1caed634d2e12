//! What a viewer may see of a person: one table, audience × field, and who reaches a profile at all.

mod reach;
mod table;

pub use self::{
    reach::{Standing, Visibility},
    table::{Field, Row, TABLE},
};

/// Who is looking, seen from one person's data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Audience {
    /// Nobody we know, or an account whose address is not confirmed.
    Anonymous,
    /// Somebody else's account.
    SignedIn,
    /// The person.
    Owner,
    Administrator,
}

impl Audience {
    /// In the order of the columns of [`TABLE`].
    pub const ALL: [Self; 4] = [Self::Anonymous, Self::SignedIn, Self::Owner, Self::Administrator];
}

/// An entry of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    Yes,
    IfShowNamePhoto,
    IfShowLinks,
    IfShowOrigins,
    /// A fixed number of dots and the last two characters.
    Masked,
    No,
}

/// What a person ticked about optional fields.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Switches {
    pub show_name_photo: bool,
    pub show_links: bool,
    pub show_origins: bool,
}

/// What comes out of a rule for one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    Fully,
    Masked,
    Hidden,
}

impl Rule {
    /// Applies a person's switches.
    #[must_use]
    pub const fn resolve(self, switches: Switches) -> Shown {
        let shown = match self {
            Self::Yes => true,
            Self::IfShowNamePhoto => switches.show_name_photo,
            Self::IfShowLinks => switches.show_links,
            Self::IfShowOrigins => switches.show_origins,
            Self::Masked => return Shown::Masked,
            Self::No => false,
        };
        if shown { Shown::Fully } else { Shown::Hidden }
    }
}

/// What an audience sees of a field of a person with these switches.
#[must_use]
pub fn shown(field: Field, audience: Audience, switches: Switches) -> Shown {
    let column = Audience::ALL.into_iter().position(|one| one == audience);
    TABLE
        .iter()
        .find(|row| row.field == field)
        .zip(column)
        .and_then(|(row, column)| row.rules.get(column))
        .map_or(Shown::Hidden, |rule| rule.resolve(switches))
}

/// Whether an audience sees a field in full.
#[must_use]
pub fn may_see(field: Field, audience: Audience, switches: Switches) -> bool {
    shown(field, audience, switches) == Shown::Fully
}

/// How a masked value is shown: always the same number of dots, then the last two characters.
#[must_use]
pub fn mask(value: &str) -> String {
    let characters: Vec<char> = value.trim().chars().collect();
    // Of a very short value two characters would be most of it.
    let shown = if characters.len() < 6 { 0 } else { 2 };
    let end: String = characters.iter().skip(characters.len() - shown).collect();
    format!("••••••{end}")
}

#[cfg(test)]
mod tests;
