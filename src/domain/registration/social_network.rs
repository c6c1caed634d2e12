//! Profiles on social networks: an address of the network's own hosts, `@name`, or the bare name.

use super::web_address;
use crate::domain::{field_error::FieldError, unicode};

const LONGEST_NAME: usize = 100;
const LONGEST: usize = 300;

/// How a network writes the addresses of its profiles.
struct Network {
    key: &'static str,
    /// Its hosts; names below them (`www.`, `m.`, `ma.`) are its own too.
    hosts: &'static [&'static str],
    /// What stands before a bare name.
    prefix: &'static str,
}

const fn network(key: &'static str, hosts: &'static [&'static str], prefix: &'static str) -> Network {
    Network { key, hosts, prefix }
}

const NETWORKS: [Network; 14] = [
    network("linkedin", &["linkedin.com", "lnkd.in"], "https://www.linkedin.com/in/"),
    network("facebook", &["facebook.com", "fb.com", "fb.me"], "https://www.facebook.com/"),
    network("instagram", &["instagram.com", "instagr.am"], "https://www.instagram.com/"),
    network("x", &["x.com", "twitter.com"], "https://x.com/"),
    network("github", &["github.com"], "https://github.com/"),
    network("youtube", &["youtube.com", "youtu.be"], "https://www.youtube.com/@"),
    network("tiktok", &["tiktok.com"], "https://www.tiktok.com/@"),
    network("telegram", &["t.me", "telegram.me"], "https://t.me/"),
    network("snapchat", &["snapchat.com"], "https://www.snapchat.com/add/"),
    network("behance", &["behance.net", "be.net"], "https://www.behance.net/"),
    network("dribbble", &["dribbble.com"], "https://dribbble.com/"),
    network("pinterest", &["pinterest.com", "pinterest.fr", "pin.it"], "https://www.pinterest.com/"),
    network("imdb", &["imdb.com"], "https://www.imdb.com/name/"),
    network("threads", &["threads.net", "threads.com"], "https://www.threads.net/@"),
];

/// The address of a profile as it is stored; `network` is a key of the closed list `social_network`.
///
/// # Errors
/// `NotThisNetwork` for an address elsewhere, one that leads to no profile, and what can be no name.
pub fn check_social_link(network: &str, typed: &str) -> Result<Option<String>, FieldError> {
    let typed = unicode::line(typed);
    if typed.is_empty() {
        return Ok(None);
    }
    if typed.chars().count() > LONGEST {
        return Err(FieldError::TooLong { max: LONGEST });
    }
    let found = NETWORKS.iter().find(|known| known.key == network);
    found.and_then(|network| network.address(&typed)).map(Some).ok_or(FieldError::NotThisNetwork)
}

impl Network {
    fn address(&self, typed: &str) -> Option<String> {
        // Keyboards of East Asia write the sign in full width.
        if let Some(name) = typed.strip_prefix(['@', '＠']) {
            return self.by_name(name);
        }
        if typed.contains('/') || self.owns(typed) {
            let mut url = web_address::parse(typed)?;
            let leads_somewhere = url.path().trim_matches('/').chars().next().is_some() || url.query().is_some();
            if !url.domain().is_some_and(|host| self.owns(host)) || !leads_somewhere {
                return None;
            }
            url.set_scheme("https").ok()?;
            return Some(url.to_string());
        }
        self.by_name(typed)
    }

    fn by_name(&self, name: &str) -> Option<String> {
        let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
        let fits = !name.is_empty() && name.len() <= LONGEST_NAME && name.chars().all(allowed);
        // Names of people are numbered there; anything else leads nowhere.
        let known = self.key != "imdb" || name.strip_prefix("nm").is_some_and(|n| n.parse::<u64>().is_ok());
        (fits && known && name.chars().any(|c| c.is_ascii_alphanumeric())).then(|| format!("{}{name}", self.prefix))
    }

    fn owns(&self, host: &str) -> bool {
        let host = host.to_ascii_lowercase();
        self.hosts.iter().any(|own| host.strip_suffix(own).is_some_and(|rest| rest.is_empty() || rest.ends_with('.')))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::registration::fields;

    fn check(network: &str, typed: &str) -> Result<Option<String>, FieldError> {
        check_social_link(network, typed)
    }

    #[test]
    fn every_network_has_its_rule() {
        assert_eq!(NETWORKS.map(|network| network.key), fields::NETWORKS);
    }

    #[test]
    fn addresses_and_names_are_understood() {
        for (network, typed, stored) in [
            ("instagram", "@amina.exemple", "https://www.instagram.com/amina.exemple"),
            ("instagram", "\u{2068}@amina\u{2069}", "https://www.instagram.com/amina"),
            ("instagram", "\u{feff}\u{200e}＠amina\u{a0}", "https://www.instagram.com/amina"),
            ("x", "\u{2066}https://x.com/amina\u{200b}", "https://x.com/amina"),
            ("instagram", "amina.exemple", "https://www.instagram.com/amina.exemple"),
            ("instagram", "instagram.com/amina", "https://instagram.com/amina"),
            ("youtube", "https://youtu.be/abc?t=1", "https://youtu.be/abc?t=1"),
            ("youtube", "amina", "https://www.youtube.com/@amina"),
            ("facebook", "http://fb.com/amina", "https://fb.com/amina"),
            ("facebook", "https://www.facebook.com/profile.php?id=1", "https://www.facebook.com/profile.php?id=1"),
            ("telegram", "t.me/amina", "https://t.me/amina"),
            ("linkedin", "https://ma.linkedin.com/in/amina/", "https://ma.linkedin.com/in/amina/"),
            ("x", "https://twitter.com/amina", "https://twitter.com/amina"),
            ("imdb", "nm0000001", "https://www.imdb.com/name/nm0000001"),
        ] {
            assert_eq!(check(network, typed), Ok(Some(stored.to_owned())), "{network} {typed}");
        }
        assert_eq!(check("x", " "), Ok(None));
        assert_eq!(check("x", "\u{200b}\u{3164}"), Ok(None));
    }

    #[test]
    fn other_places_are_refused() {
        for (network, typed) in [
            ("instagram", "https://facebook.com/amina"),
            ("instagram", "https://instagram.com.example.org/amina"),
            ("instagram", "https://notinstagram.com/amina"),
            ("instagram", "instagram.com"),
            ("instagram", "https://www.instagram.com/"),
            ("instagram", "javascript://instagram.com/x"),
            ("instagram", "https://user@instagram.com/x"),
            ("instagram", "two words"),
            ("instagram", "@"),
            ("instagram", "..."),
            ("imdb", "amina"),
            ("myspace", "amina"),
        ] {
            assert_eq!(check(network, typed), Err(FieldError::NotThisNetwork), "{network} {typed}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_stored_is_on_its_network(typed in ".{0,40}", index in 0_usize..14) {
            let network = &NETWORKS[index];
            if let Ok(Some(stored)) = check(network.key, &typed) {
                let url = url::Url::parse(&stored).unwrap();
                prop_assert!(url.scheme() == "https" && network.owns(url.domain().unwrap()));
                prop_assert_eq!(check(network.key, &stored), Ok(Some(stored.clone())));
            }
        }
    }
}
