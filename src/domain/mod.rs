//! What browser and server both know. Knows nobody else.

pub mod fault;
pub mod lang;
#[cfg(feature = "ssr")]
pub mod legal;
pub mod reference;
pub mod search_text;
