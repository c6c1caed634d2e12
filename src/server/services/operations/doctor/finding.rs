//! What an examination says.

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    Ok,
    /// Works, but needs an operator's attention.
    Warn,
    /// Does not work.
    Fail,
}

/// One thing looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub level: Level,
    pub about: &'static str,
    /// What is so, and what to do about it.
    pub text: String,
}

impl Finding {
    pub(crate) fn ok(about: &'static str, text: impl Into<String>) -> Self {
        Self { level: Level::Ok, about, text: text.into() }
    }

    pub(crate) fn warn(about: &'static str, text: impl Into<String>) -> Self {
        Self { level: Level::Warn, about, text: text.into() }
    }

    pub(crate) fn fail(about: &'static str, text: impl Into<String>) -> Self {
        Self { level: Level::Fail, about, text: text.into() }
    }
}
