//! Profiles on social networks.

use super::{FormValues, social_network::check_social_link};
use crate::domain::field_error::FieldErrors;

/// A profile on a social network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SocialLink {
    /// Key of the closed list `social_network`.
    pub network: &'static str,
    /// https address.
    pub address: String,
}

/// Checks the answers to the networks a form asks; every one may be left out.
///
/// # Errors
/// Every wrong field.
pub fn check_links(values: &FormValues, asked: &[&'static str]) -> Result<Vec<SocialLink>, FieldErrors> {
    let mut errors = FieldErrors::default();
    let links = asked
        .iter()
        .copied()
        .filter_map(|network| {
            let address = errors.collect(network, check_social_link(network, values.first(network)))??;
            Some(SocialLink { network, address })
        })
        .collect();
    if errors.is_empty() { Ok(links) } else { Err(errors) }
}
