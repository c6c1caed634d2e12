//! What kinds of answers there are, and their limits.

use crate::domain::files::FileKind;

/// What a field holds, and the limits of its answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// One line of text of at most `max` characters.
    Line { max: usize, script: Script },
    /// Several lines of text of at most `max` characters together.
    Text { max: usize },
    /// A calendar day.
    Date,
    /// A whole number between `min` and `max`.
    Number { min: i64, max: i64 },
    /// One term of the closed list of this name.
    Choice(&'static str),
    /// Terms of the closed list of this name, each once, in the order of the list.
    Choices(&'static str),
    /// The two capital letters of a country.
    Country,
    /// A telephone number, stored as E.164.
    Phone,
    /// An http(s) address of a public host.
    WebAddress,
    /// A box that is ticked or not.
    Switch,
    /// An uploaded file: it is not among the typed answers.
    File(FileKind),
    /// An answer made of several inputs, or checked by a rule of its own.
    Composite(Composite),
}

/// The letters a line is written in: at least one of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Script {
    /// Any letters.
    Any,
    /// Arabic letters, written from right to left.
    Arabic,
}

/// The answers checked by a module of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Composite {
    /// Birth date with the rules of age.
    BirthDate,
    /// Name and number of a minor's guardian, and their agreement.
    Guardian,
    /// Address a new account signs in with.
    Email,
    /// Password of a new account: only its hash is stored.
    Password,
    /// Country and city.
    Residence,
    /// Numbers of identity documents, one input for each kind the main form asks.
    Documents,
    /// The identity document of the CINEMA form: its type and its number.
    CinemaDocument,
    /// Currency of the rates; the residence's when none is chosen.
    Currency,
    /// Talents of the list that administrators edit, one to five, in the chosen order.
    Talents,
    /// Addresses of profiles on social networks, one input for each network.
    Networks,
    /// The youngest and the oldest age a person can play.
    PlayingAges,
    /// Order of the photos of the gallery.
    Gallery,
    /// Films, series and the like.
    Productions,
    /// Which audience may open the profile.
    Visibility,
    /// A text that must be agreed to.
    Agreement,
}
