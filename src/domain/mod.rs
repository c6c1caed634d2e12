//! What browser and server both know. Knows nobody else.

pub mod fault;
pub mod lang;
