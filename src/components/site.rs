//! The operator of this site, for pages that name it.

use crate::server::{context::use_state, site_settings::Operator};

/// The operator of this site; blank outside a request.
#[must_use]
pub fn operator() -> Operator {
    use_state().map(|state| state.settings.latest().operator.clone()).unwrap_or_default()
}
