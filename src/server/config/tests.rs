//! Settings as operators write them.

use std::net::IpAddr;

use super::*;

fn read(pairs: &[(&str, &str)]) -> Result<Config, String> {
    Config::read(|name| pairs.iter().find(|(n, _)| *n == name).map(|(_, value)| (*value).to_owned()))
}

#[test]
fn defaults_need_nothing() {
    let config = read(&[]).unwrap();
    assert_eq!(config.base_url, "http://127.0.0.1:3000");
    assert_eq!(config.contact_email, "contact@127.0.0.1");
    assert!(!config.is_https());
    assert!(matches!(config.database_url, DatabaseUrl::Sqlite(path) if path.ends_with("talentsmaroc.db")));
}

#[test]
fn what_is_https_and_what_is_production() {
    for (pairs, https, production) in [
        (&[][..], false, false),
        (&[("BASE_URL", "http://talents.example")], false, false),
        (&[("BASE_URL", "https://talents.example")], true, true),
        (&[("BASE_URL", "HTTPS://talents.example")], true, true),
        (&[("REPLIT_DEV_DOMAIN", "x.replit.dev")], true, false),
        (&[("REPLIT_DEV_DOMAIN", "x.replit.dev"), ("BASE_URL", "https://talents.example")], true, true),
        (&[("REPLIT_DEV_DOMAIN", "x.replit.dev"), ("DATABASE_URL", "postgres://u@h/d")], true, true),
        (&[("DATABASE_URL", "postgres://u@h/d")], false, true),
    ] {
        let config = read(pairs).unwrap();
        assert_eq!((config.is_https(), config.production.is_some()), (https, production), "{pairs:?}");
    }
}

#[test]
fn an_https_site_has_a_proxy_in_front() {
    let (https, proxies) = (("BASE_URL", "https://talents.example"), ("TRUSTED_PROXIES", "10.0.0.0/8"));
    for (pairs, hides) in [(&[][..], false), (&[https], true), (&[https, proxies], false), (&[proxies], false)] {
        assert_eq!(read(pairs).unwrap().hides_visitors(), hides, "{pairs:?}");
    }
}

#[test]
fn metrics_are_for_this_machine_unless_networks_are_named() {
    for (pairs, local, other) in [
        (&[][..], true, false),
        (&[("METRICS_ALLOW", "10.0.0.0/8, 192.0.2.1")], false, true),
        (&[("METRICS_ALLOW", "none")], false, false),
        (&[("BASE_URL", "https://talents.example")], false, false),
        (&[("BASE_URL", "https://talents.example"), ("TRUSTED_PROXIES", "10.0.0.0/8")], true, false),
    ] {
        let allowed = read(pairs).unwrap().metrics_allow;
        let reads = |address: &str| allowed.iter().any(|network| network.contains(&address.parse::<IpAddr>().unwrap()));
        assert_eq!((reads("127.0.0.1"), reads("::1"), reads("192.0.2.1")), (local, local, other), "{pairs:?}");
    }
}

#[test]
fn nonsense_is_refused_by_name() {
    for (name, value) in [
        ("DATABASE_URL", "oracle://x"),
        ("STORAGE_URL", "ftp://files"),
        ("BIND", "everywhere"),
        ("BASE_URL", "talents.example"),
        ("BASE_URL", "https://talents.example/app"),
        ("TRUSTED_PROXIES", "10.0.0.0/99"),
        ("METRICS_ALLOW", "everyone"),
        ("LIMIT_DRAFTS_PER_HOUR", "many"),
        ("SENDGRID_API_KEY", "a key\nand a header: more"),
        ("TMDB_API_KEY", "a key\nand a header: more"),
        ("LIMIT_FILM_SEARCHES_PER_MINUTE", "all"),
        ("LIMIT_PROFILE_VIEWS_PER_HOUR", "some"),
        ("MAX_CONNECTIONS", "-1"),
        ("LIMIT_ALL_DRAFTS_MEGABYTES", "all"),
        ("MIN_FREE_MEGABYTES", "-1"),
    ] {
        let message = read(&[(name, value)]).unwrap_err();
        assert!(message.starts_with(name), "{message}");
    }
}

#[test]
fn a_mail_key_needs_a_sender_and_turns_confirmation_on() {
    assert!(!read(&[]).unwrap().require_confirmed_email);
    let key = ("SENDGRID_API_KEY", "SG.canary");
    assert!(read(&[key]).unwrap_err().starts_with("SENDGRID_FROM_EMAIL"));
    let from = ("SENDGRID_FROM_EMAIL", "no-reply@talents.example");
    let config = read(&[key, from]).unwrap();
    assert!(config.require_confirmed_email);
    assert!(!format!("{config:?}").contains("canary"));
    let sendgrid = config.sendgrid.unwrap();
    assert_eq!((sendgrid.base_url.as_str(), sendgrid.timeout_seconds), ("https://api.sendgrid.com", 20));
    assert!(!read(&[key, from, ("REQUIRE_CONFIRMED_EMAIL", "false")]).unwrap().require_confirmed_email);
    for (name, value) in [
        ("SENDGRID_FROM_EMAIL", "nobody"),
        ("SENDGRID_BASE_URL", "https://api.sendgrid.com/v3"),
        ("SENDGRID_TIMEOUT_SECONDS", "0"),
        ("OPENROUTER_TIMEOUT_SECONDS", "61"),
    ] {
        let sender = if name == from.0 { (name, value) } else { from };
        let message = read(&[key, sender, (name, value)]).unwrap_err();
        assert!(message.starts_with(name), "{message}");
    }
}

#[test]
fn films_are_searched_with_a_key_only() {
    assert!(read(&[]).unwrap().tmdb.is_none());
    let key = ("TMDB_API_KEY", "canary");
    let config = read(&[key]).unwrap();
    assert!(!format!("{config:?}").contains("canary"));
    let tmdb = config.tmdb.unwrap();
    assert_eq!(tmdb.base_url, "https://api.themoviedb.org");
    assert_eq!(tmdb.image_base_url, "https://image.tmdb.org/t/p/w342");
    let images = ("TMDB_IMAGE_BASE_URL", "http://127.0.0.1:8080/p/w342/");
    assert_eq!(read(&[key, images]).unwrap().tmdb.unwrap().image_base_url, "http://127.0.0.1:8080/p/w342");
    for (name, value) in [
        ("TMDB_BASE_URL", "themoviedb"),
        ("TMDB_BASE_URL", "ftp://films.example"),
        ("TMDB_IMAGE_BASE_URL", "https://images.example/?name="),
    ] {
        let message = read(&[key, (name, value)]).unwrap_err();
        assert!(message.starts_with(name), "{message}");
    }
}
