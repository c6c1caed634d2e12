//! The document as one of its own operations serves it. It is made of the router, which knows all handlers: the handler
//! that serves it must not lead back there.

use std::sync::OnceLock;

static DOCUMENT: OnceLock<fn() -> &'static str> = OnceLock::new();

/// Says how the document is made when it is first asked for.
pub fn set_document(make: fn() -> &'static str) {
    DOCUMENT.get_or_init(|| make);
}

/// The document; empty without a router.
pub fn document() -> &'static str {
    DOCUMENT.get().map_or("", |make| make())
}
