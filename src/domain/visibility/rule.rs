//! Audiences, and the rules by which a field is shown to one.

/// The viewer, in relation to one person's data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Audience {
    /// No session, or an account whose address is not confirmed.
    Anonymous,
    /// Another person's account.
    SignedIn,
    /// The person.
    Owner,
    Administrator,
}

impl Audience {
    /// In the order of the columns of [`TABLE`](super::TABLE).
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
