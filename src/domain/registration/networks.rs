//! Where else one finds you: social networks and a web site.

use super::{FormValues, fields as f, social_network::check_social_link, web_address::check_web_address};
use crate::domain::field_error::FieldErrors;

/// The answers of the section.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Networks {
    /// In the order of the closed list `social_network`.
    pub links: Vec<SocialLink>,
    pub website: Option<String>,
}

/// A profile on a social network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SocialLink {
    /// Key of the closed list `social_network`.
    pub network: &'static str,
    /// https address.
    pub address: String,
}

impl Networks {
    /// Checks the answers; every one may be left out.
    ///
    /// # Errors
    /// Every wrong field.
    pub fn check(values: &FormValues) -> Result<Self, FieldErrors> {
        let (links, mut errors) = links(values, &f::NETWORKS);
        let website = errors.keep(f::WEBSITE, check_web_address(values.first(f::WEBSITE)));
        match website {
            Some(website) if errors.is_empty() => Ok(Self { links, website }),
            _ => Err(errors),
        }
    }
}

/// Checks the answers to the networks a form asks; every one may be left out.
///
/// # Errors
/// Every wrong field.
pub fn check_links(values: &FormValues, asked: &[&'static str]) -> Result<Vec<SocialLink>, FieldErrors> {
    let (links, errors) = links(values, asked);
    if errors.is_empty() { Ok(links) } else { Err(errors) }
}

fn links(values: &FormValues, asked: &[&'static str]) -> (Vec<SocialLink>, FieldErrors) {
    let mut errors = FieldErrors::default();
    let links = asked
        .iter()
        .copied()
        .filter_map(|network| {
            let address = errors.keep(network, check_social_link(network, values.first(network)))??;
            Some(SocialLink { network, address })
        })
        .collect();
    (links, errors)
}
