//! Where a landing page leads.

/// A way on from a landing page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WayOn {
    pub href: &'static str,
    pub label: &'static str,
}
