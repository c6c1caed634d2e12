//! Where text is put while a document is read, and why there may be none.

use serde::{Deserialize, Serialize};

/// Characters that are read of a document.
const LONGEST: usize = 200_000;

/// Why there is no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoText {
    /// Pictures of pages, or letters of which nothing says which they are.
    Scan,
    /// A password is needed to take text out.
    Locked,
    /// The file is damaged, or made in a way that is not known here.
    Unreadable,
}

/// The text so far.
#[derive(Debug, Default)]
pub struct Collected {
    pub text: String,
    /// Characters that are not seen.
    pub hidden: usize,
    /// Characters of the text.
    taken: usize,
}

impl Collected {
    /// Adds what is seen. Control characters are no text, and nothing is added to what is full.
    pub fn add(&mut self, text: &str) {
        for c in text.chars() {
            if self.is_full() {
                return;
            }
            if !c.is_control() || matches!(c, '\n' | '\t') {
                self.text.push(c);
                self.taken += 1;
            }
        }
    }

    /// Counts what is not seen.
    pub fn hide(&mut self, text: &str) {
        self.hidden = self.hidden.saturating_add(text.chars().filter(|c| !c.is_whitespace()).count());
    }

    /// Whether no more is taken.
    pub const fn is_full(&self) -> bool {
        self.taken >= LONGEST
    }
}
