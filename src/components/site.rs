//! The operator of this site, for pages that name it.

use crate::server::context::use_state;

/// The operator's name, address and e-mail, as configured.
#[derive(Debug, Clone, Default)]
pub struct Operator {
    pub name: String,
    /// Empty when not configured.
    pub address: String,
    pub email: String,
}

impl Operator {
    /// The address, or a sentence saying that there is none.
    #[must_use]
    pub fn address_or(&self, missing: &str) -> String {
        if self.address.is_empty() { missing.to_owned() } else { self.address.clone() }
    }
}

/// The operator of this site; blank outside a request.
#[must_use]
pub fn operator() -> Operator {
    use_state()
        .map(|state| Operator {
            name: state.config.operator_name.clone(),
            address: state.config.operator_address.clone(),
            email: state.config.contact_email.clone(),
        })
        .unwrap_or_default()
}
