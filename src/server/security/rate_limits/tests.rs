//! Limits by network, site and account, with a clock that stands.

use super::*;
use chrono::TimeDelta;

fn limits(clock: &Clock) -> RateLimits {
    RateLimits::new(&few(), clock)
}

fn few() -> Limits {
    Limits {
        sign_in_per_minute: 100,
        sign_in_free_failures: 5,
        sign_in_max_wait_seconds: 60,
        drafts_per_hour: 2,
        registrations_per_hour: 1,
        reset_requests_per_hour: 1,
        password_advice_per_minute: 1,
        new_passwords_per_minute: 1,
        mails_per_hour: 1,
        data_downloads_per_hour: 1,
        film_searches_per_minute: 1,
        links_per_minute: 1,
        writes_per_minute: 2,
        profile_views_per_hour: 2,
        api_per_minute: 2,
        api_per_minute_without_token: 1,
        uploads_per_hour: 2,
        uploads_at_once: 2,
        uploads_at_once_per_address: 1,
        draft_files: 20,
        draft_megabytes: 80,
        all_drafts_megabytes: 20_000,
        all_drafts_megabytes_per_address: 5_000,
    }
}

#[test]
fn limits_change_while_they_are_counted() {
    let clock = Clock::default();
    clock.stop();
    let limits = limits(&clock);
    let (here, ipv6) = (IpAddr::from([198, 51, 100, 7]), "2001:db8::1".parse().unwrap());
    for address in [here, ipv6] {
        assert!(limits.registration(address).is_ok());
        assert!(limits.registration(address).is_err());
    }
    limits.set(&few());
    assert!(limits.registration(here).is_err(), "the same limit goes on counting");
    limits.set(&Limits { registrations_per_hour: 2, ..few() });
    for address in [here, ipv6] {
        assert!(limits.registration(address).is_ok() && limits.registration(address).is_ok());
        assert!(limits.registration(address).is_err());
    }
    assert!(limits.draft_begun(here).is_ok(), "others stay as they were");
}

#[test]
fn an_address_gets_its_tokens_back_with_time() {
    let clock = Clock::default();
    let limits = limits(&clock);
    let (here, there) = (IpAddr::from([198, 51, 100, 7]), IpAddr::from([198, 51, 100, 8]));
    assert_eq!(limits.draft_begun(here), Ok(()));
    assert_eq!(limits.draft_begun(here), Ok(()));
    let RetryAfter(seconds) = limits.draft_begun(here).unwrap_err();
    assert!((1799..=1800).contains(&seconds), "{seconds}");
    assert_eq!(limits.draft_begun(there), Ok(()));
    clock.advance(TimeDelta::seconds(1800));
    assert_eq!(limits.draft_begun(here), Ok(()));
    assert!(limits.draft_begun(here).is_err());
}

#[test]
fn uploads_count_for_the_network_and_for_the_account() {
    let limits = limits(&Clock::default());
    let (here, there) = (IpAddr::from([198, 51, 100, 7]), IpAddr::from([198, 51, 100, 8]));
    assert_eq!([limits.upload(here, Some(1)), limits.upload(here, None)], [Ok(()), Ok(())]);
    assert!(limits.upload(here, None).is_err());
    assert_eq!(limits.upload(there, Some(1)), Ok(()));
    assert!(limits.upload(IpAddr::from([198, 51, 100, 9]), Some(1)).is_err(), "the account, from anywhere");
    assert_eq!(limits.upload(there, Some(2)), Ok(()));
}

#[test]
fn every_account_has_its_own_views() {
    let clock = Clock::default();
    let limits = limits(&clock);
    assert_eq!([limits.profile_view(1), limits.profile_view(1)], [Ok(()), Ok(())]);
    assert_eq!(limits.profile_view(1), Err(RetryAfter(1800)));
    assert_eq!(limits.profile_view(2), Ok(()));
    clock.advance(TimeDelta::hours(2));
    limits.forget_idle();
    assert_eq!(limits.profile_views.len(), 0);
}

#[test]
fn the_networks_of_one_site_share_a_larger_bucket() {
    let limits = limits(&Clock::default());
    let network = |site: u16, number: u16| IpAddr::from([0x2001, 0xdb8, site, number, 0, 0, 0, 1]);
    for number in 0..16 {
        assert_eq!(limits.registration(network(1, number)), Ok(()));
    }
    assert!(limits.registration(network(1, 0)).is_err(), "one network by itself");
    assert!(limits.registration(network(1, 99)).is_err(), "all networks of the site");
    assert_eq!(limits.registration(network(2, 0)), Ok(()), "another site");
    assert_eq!(limits.registration(IpAddr::from([198, 51, 100, 7])), Ok(()));
}

#[test]
fn one_account_tried_from_many_networks_gets_slower() {
    let clock = Clock::default();
    clock.stop();
    let limits = limits(&clock);
    let tried = |last: u8| limits.password_tried("account:1", IpAddr::from([198, 51, 100, last]));
    for last in 0..20 {
        assert_eq!(tried(last), Ok(()));
    }
    assert_eq!(tried(20), Err(RetryAfter(1)));
    assert_eq!(limits.password_tried("account:2", IpAddr::from([198, 51, 100, 21])), Ok(()));
    for last in 30..40 {
        clock.advance(TimeDelta::seconds(11));
        assert_eq!(tried(last), Ok(()), "no wait is longer than ten seconds");
    }
    limits.sign_in_succeeded("account:1", IpAddr::from([198, 51, 100, 39]));
    assert_eq!([tried(50), tried(51)], [Ok(()), Ok(())]);
}

#[test]
fn quiet_addresses_take_no_memory() {
    let clock = Clock::default();
    let limits = limits(&clock);
    for last in 0..200 {
        limits.registration(IpAddr::from([198, 51, 100, last])).unwrap();
    }
    limits.forget_idle();
    assert_eq!(limits.registrations.len(), 200);
    clock.advance(TimeDelta::hours(2));
    limits.forget_idle();
    assert_eq!(limits.registrations.len(), 0);
}

#[test]
fn codes_of_an_account_are_guessed_ever_more_slowly_from_everywhere() {
    let clock = Clock::default();
    clock.stop();
    let limits = limits(&clock);
    let from = |network: u8| IpAddr::from([198, 51, 100, network]);
    for network in 1..=5 {
        assert_eq!(limits.code_tried(7, from(network)), Ok(()));
    }
    for seconds in [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900] {
        assert_eq!(limits.code_tried(7, from(6)), Err(RetryAfter(seconds)));
        assert_eq!(limits.code_tried(8, from(6)), Ok(()), "another account");
        limits.code_accepted(8);
        clock.advance(TimeDelta::seconds(i64::try_from(seconds).unwrap()));
        assert_eq!(limits.code_tried(7, from(7)), Ok(()));
    }
    limits.code_accepted(7);
    assert_eq!(limits.code_tried(7, from(6)), Ok(()));
}

#[test]
fn programs_are_told_what_is_left() {
    let clock = Clock::default();
    clock.stop();
    let limits = limits(&clock);
    let address = IpAddr::from([198, 51, 100, 7]);
    let first = limits.api_request(Some(1), address).unwrap();
    assert_eq!((first.most, first.left, first.window.as_secs(), first.whole_in.as_secs()), (2, 1, 60, 30));
    assert_eq!(limits.api_request(Some(1), address).unwrap().left, 0);
    assert!(limits.api_request(Some(1), address).is_err());
    let without = limits.api_request(None, address).unwrap();
    assert_eq!((without.most, without.left), (1, 0), "an address has its own");
    assert_eq!((limits.api_used_up(Some(1)).most, limits.api_used_up(None).left), (2, 0));
    clock.advance(TimeDelta::seconds(30));
    assert_eq!(limits.api_request(Some(1), address).unwrap().left, 0, "one came back");
}
