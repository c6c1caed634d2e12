//! What a coloured message or label means.

/// The meaning of a colour; never the only carrier of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Tone {
    #[default]
    Neutral,
    Primary,
    Info,
    Success,
    Warning,
    Error,
}
