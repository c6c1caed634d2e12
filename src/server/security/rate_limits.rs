//! Rate limits. Counted in memory: a restart resets them, and accounts are never locked.

mod back_off;
mod buckets;

use std::{
    net::{IpAddr, Ipv4Addr},
    num::NonZeroU32,
};

use governor::Quota;

pub use self::buckets::Allowance;
use self::{
    back_off::BackOff,
    buckets::{Buckets, ByNetwork},
};
use super::client_address::network;
use crate::{
    domain::fault::RetryAfter,
    server::{clock::Clock, config::Limits},
};

/// Every limit of the server. Addresses are counted by network: an IPv4 address or an IPv6 /64, and with more room all
/// networks of an IPv6 /48 together.
pub struct RateLimits {
    sign_ins: ByNetwork,
    drafts: ByNetwork,
    registrations: ByNetwork,
    reset_requests: ByNetwork,
    password_advice: ByNetwork,
    new_passwords: ByNetwork,
    data_downloads: ByNetwork,
    documents: ByNetwork,
    film_searches: ByNetwork,
    links: ByNetwork,
    uploads: ByNetwork,
    uploads_of_accounts: Buckets<i64>,
    poster_fetches: ByNetwork,
    profile_views: Buckets<i64>,
    writes: Buckets<i64>,
    api_tokens: Buckets<i64>,
    api_addresses: ByNetwork,
    email_questions: Buckets<i64>,
    failures: BackOff,
    failures_anywhere: BackOff,
    wrong_codes: BackOff,
    clock: Clock,
}

impl RateLimits {
    /// Limits by `limits`, timed by `clock`.
    #[must_use]
    pub fn new(limits: &Limits, clock: &Clock) -> Self {
        Self {
            sign_ins: ByNetwork::new(Quota::per_minute(one_or_more(limits.sign_in_per_minute)), clock),
            drafts: ByNetwork::new(Quota::per_hour(one_or_more(limits.drafts_per_hour)), clock),
            registrations: ByNetwork::new(Quota::per_hour(one_or_more(limits.registrations_per_hour)), clock),
            reset_requests: ByNetwork::new(Quota::per_hour(one_or_more(limits.reset_requests_per_hour)), clock),
            password_advice: ByNetwork::new(Quota::per_minute(one_or_more(limits.password_advice_per_minute)), clock),
            new_passwords: ByNetwork::new(Quota::per_minute(one_or_more(limits.new_passwords_per_minute)), clock),
            data_downloads: ByNetwork::new(Quota::per_hour(one_or_more(limits.data_downloads_per_hour)), clock),
            documents: ByNetwork::new(Quota::per_minute(DOCUMENTS_PER_MINUTE), clock),
            film_searches: ByNetwork::new(Quota::per_minute(one_or_more(limits.film_searches_per_minute)), clock),
            links: ByNetwork::new(Quota::per_minute(one_or_more(limits.links_per_minute)), clock),
            writes: Buckets::new(Quota::per_minute(one_or_more(limits.writes_per_minute)), clock),
            api_tokens: Buckets::new(Quota::per_minute(one_or_more(limits.api_per_minute)), clock),
            api_addresses: ByNetwork::new(Quota::per_minute(one_or_more(limits.api_per_minute_without_token)), clock),
            email_questions: Buckets::new(Quota::per_hour(EMAIL_QUESTIONS_PER_HOUR), clock),
            uploads: ByNetwork::new(Quota::per_hour(one_or_more(limits.uploads_per_hour)), clock),
            uploads_of_accounts: Buckets::new(Quota::per_hour(one_or_more(limits.uploads_per_hour)), clock),
            // A search shows at most ten posters.
            poster_fetches: ByNetwork::new(
                Quota::per_minute(one_or_more(limits.film_searches_per_minute.saturating_mul(POSTERS_OF_A_SEARCH))),
                clock,
            ),
            profile_views: Buckets::new(Quota::per_hour(one_or_more(limits.profile_views_per_hour)), clock),
            failures: BackOff::new(limits.sign_in_free_failures, limits.sign_in_max_wait_seconds),
            failures_anywhere: BackOff::new(
                limits.sign_in_free_failures.saturating_mul(FREE_FAILURES_ANYWHERE),
                limits.sign_in_max_wait_seconds.min(LONGEST_WAIT_ANYWHERE),
            ),
            wrong_codes: BackOff::new(
                limits.sign_in_free_failures,
                limits.sign_in_max_wait_seconds.max(LONGEST_WAIT_FOR_A_CODE),
            ),
            clock: clock.clone(),
        }
    }

    /// Goes by these limits from now on, those of settings that may change while the server runs. What has another limit
    /// than before is counted from zero.
    pub fn set(&self, limits: &Limits) {
        self.sign_ins.set(Quota::per_minute(one_or_more(limits.sign_in_per_minute)));
        self.drafts.set(Quota::per_hour(one_or_more(limits.drafts_per_hour)));
        self.registrations.set(Quota::per_hour(one_or_more(limits.registrations_per_hour)));
        self.reset_requests.set(Quota::per_hour(one_or_more(limits.reset_requests_per_hour)));
        self.uploads.set(Quota::per_hour(one_or_more(limits.uploads_per_hour)));
        self.uploads_of_accounts.set(Quota::per_hour(one_or_more(limits.uploads_per_hour)));
        self.profile_views.set(Quota::per_hour(one_or_more(limits.profile_views_per_hour)));
    }

    /// Counts a form begun from this address.
    ///
    /// # Errors
    /// How long to wait.
    pub fn draft_begun(&self, address: IpAddr) -> Result<(), RetryAfter> {
        self.drafts.check(address)
    }

    /// Counts a registration from this address.
    ///
    /// # Errors
    /// How long to wait.
    pub fn registration(&self, address: IpAddr) -> Result<(), RetryAfter> {
        self.registrations.check(address)
    }

    /// Counts a report of a forgotten password from this address.
    ///
    /// # Errors
    /// How long to wait.
    pub fn reset_request(&self, address: IpAddr) -> Result<(), RetryAfter> {
        self.reset_requests.check(address)
    }

    /// Counts a password judged for this address.
    ///
    /// # Errors
    /// How long to wait.
    pub fn password_advice(&self, address: IpAddr) -> Result<(), RetryAfter> {
        self.password_advice.check(address)
    }

    /// Counts a new password that is judged and hashed for this address.
    ///
    /// # Errors
    /// How long to wait.
    pub fn new_password(&self, address: IpAddr) -> Result<(), RetryAfter> {
        self.new_passwords.check(address)
    }

    /// Counts a download of one's own data from this address.
    ///
    /// # Errors
    /// How long to wait.
    pub fn data_download(&self, address: IpAddr) -> Result<(), RetryAfter> {
        self.data_downloads.check(address)
    }

    /// Counts a document drawn for this address.
    ///
    /// # Errors
    /// How long to wait.
    pub fn document_drawn(&self, address: IpAddr) -> Result<(), RetryAfter> {
        self.documents.check(address)
    }

    /// Counts a film search from this address.
    ///
    /// # Errors
    /// How long to wait.
    pub fn film_search(&self, address: IpAddr) -> Result<(), RetryAfter> {
        self.film_searches.check(address)
    }

    /// Counts a one-time link used, or tried, from this address.
    ///
    /// # Errors
    /// How long to wait.
    pub fn link_followed(&self, address: IpAddr) -> Result<(), RetryAfter> {
        self.links.check(address)
    }

    /// Counts a request of this account that may write.
    ///
    /// # Errors
    /// How long to wait.
    pub fn write(&self, account_id: i64) -> Result<(), RetryAfter> {
        self.writes.check(&account_id)
    }

    /// Counts a request to the REST API: of a token, or of an address without one. Answers what is left.
    ///
    /// # Errors
    /// How long to wait.
    pub fn api_request(&self, token_id: Option<i64>, address: IpAddr) -> Result<Allowance, RetryAfter> {
        match token_id {
            Some(id) => self.api_tokens.take(&id),
            None => self.api_addresses.take(address),
        }
    }

    /// What a token, or an address without one, has when its requests to the REST API are used up.
    #[must_use]
    pub fn api_used_up(&self, token_id: Option<i64>) -> Allowance {
        if token_id.is_some() { self.api_tokens.used_up() } else { self.api_addresses.used_up() }
    }

    /// Counts an address that this account asks to get: the answer tells whether another account has it.
    ///
    /// # Errors
    /// How long to wait.
    pub fn email_question(&self, account_id: i64) -> Result<(), RetryAfter> {
        self.email_questions.check(&account_id)
    }

    /// Counts a file sent from this address, and by this account if there is one.
    ///
    /// # Errors
    /// How long to wait.
    pub fn upload(&self, address: IpAddr, account_id: Option<i64>) -> Result<(), RetryAfter> {
        self.uploads.check(address)?;
        account_id.map_or(Ok(()), |id| self.uploads_of_accounts.check(&id))
    }

    /// Counts a poster fetched from TMDb for this address.
    ///
    /// # Errors
    /// How long to wait.
    pub fn poster_fetch(&self, address: IpAddr) -> Result<(), RetryAfter> {
        self.poster_fetches.check(address)
    }

    /// Counts a profile of another person opened by this account.
    ///
    /// # Errors
    /// How long to wait.
    pub fn profile_view(&self, account_id: i64) -> Result<(), RetryAfter> {
        self.profile_views.check(&account_id)
    }

    /// Counts an attempt to sign in as `identifier` (normalised) from this address. It counts as a failure until
    /// [`Self::sign_in_succeeded`] says otherwise, so that attempts sent all at once are counted too.
    ///
    /// # Errors
    /// How long to wait.
    pub fn sign_in_attempt(&self, identifier: &str, address: IpAddr) -> Result<(), RetryAfter> {
        self.sign_in_asked(address)?;
        self.password_tried(identifier, address)
    }

    /// Counts a sign-in from this address, whatever it is called: before an account is looked up.
    ///
    /// # Errors
    /// How long to wait.
    pub fn sign_in_asked(&self, address: IpAddr) -> Result<(), RetryAfter> {
        self.sign_ins.check(address)
    }

    /// Counts a password tried for an identifier (normalised, of an account or not) from this address, and, more gently,
    /// for the identifier from everywhere. It counts as a failure until [`Self::sign_in_succeeded`] says otherwise.
    ///
    /// # Errors
    /// How long to wait.
    pub fn password_tried(&self, identifier: &str, address: IpAddr) -> Result<(), RetryAfter> {
        let now = self.clock.since_epoch();
        self.failures.attempt(identifier, network(address), now)?;
        self.failures_anywhere.attempt(identifier, ANYWHERE, now)
    }

    /// The same on a device that signed in to the account before: its own failures alone count, wherever it is.
    ///
    /// # Errors
    /// How long to wait.
    pub fn password_tried_on_device(&self, device: &str) -> Result<(), RetryAfter> {
        self.failures.attempt(device, ANYWHERE, self.clock.since_epoch())
    }

    /// The attempt on a device was a success: its earlier failures are deleted, those of others stay.
    pub fn sign_in_succeeded_on_device(&self, device: &str) {
        self.failures.succeeded(device, ANYWHERE);
    }

    /// The attempt was a success: earlier failures are deleted.
    pub fn sign_in_succeeded(&self, identifier: &str, address: IpAddr) {
        self.failures.succeeded(identifier, network(address));
        self.failures_anywhere.succeeded(identifier, ANYWHERE);
    }

    /// Counts a one-time code tried for this account, wherever it comes from. There are a million codes, of which three fit
    /// at any moment, and the password was right already: guessing gets slower than that of passwords. It counts as a
    /// failure until [`Self::code_accepted`] says otherwise.
    ///
    /// # Errors
    /// How long to wait.
    pub fn code_tried(&self, account_id: i64, address: IpAddr) -> Result<(), RetryAfter> {
        self.sign_in_asked(address)?;
        self.wrong_codes.attempt(&account_id.to_string(), ANYWHERE, self.clock.since_epoch())
    }

    /// The code was right: earlier failures are deleted.
    pub fn code_accepted(&self, account_id: i64) {
        self.wrong_codes.succeeded(&account_id.to_string(), ANYWHERE);
    }

    /// Frees the memory of addresses and accounts that have been quiet; called every minute.
    pub fn forget_idle(&self) {
        for limiter in [
            &self.sign_ins,
            &self.drafts,
            &self.registrations,
            &self.reset_requests,
            &self.password_advice,
            &self.new_passwords,
            &self.data_downloads,
            &self.film_searches,
            &self.links,
            &self.uploads,
            &self.poster_fetches,
            &self.documents,
        ] {
            limiter.forget_idle();
        }
        self.api_addresses.forget_idle();
        for limiter in
            [&self.profile_views, &self.writes, &self.api_tokens, &self.email_questions, &self.uploads_of_accounts]
        {
            limiter.forget_idle();
        }
        let now = self.clock.since_epoch();
        self.failures.forget_idle(now);
        self.failures_anywhere.forget_idle(now);
        self.wrong_codes.forget_idle(now);
    }
}

/// A search finds at most so many films.
const POSTERS_OF_A_SEARCH: u32 = 10;
/// Free failures of one account from everywhere, in those from one network.
const FREE_FAILURES_ANYWHERE: u32 = 4;
/// Seconds: an attack from many networks must not keep the owner out.
const LONGEST_WAIT_ANYWHERE: u64 = 10;
/// Seconds: a hundred codes a day. A new password ends the guessing.
const LONGEST_WAIT_FOR_A_CODE: u64 = 15 * 60;
/// Stands for all networks together.
const ANYWHERE: IpAddr = IpAddr::V4(Ipv4Addr::UNSPECIFIED);
/// Enough for typing errors, too few to find out which addresses have accounts.
const EMAIL_QUESTIONS_PER_HOUR: NonZeroU32 = NonZeroU32::MIN.saturating_add(9);
/// Enough for a person who looks through a casting list, too few to occupy the drawing.
const DOCUMENTS_PER_MINUTE: NonZeroU32 = NonZeroU32::MIN.saturating_add(19);
fn one_or_more(number: u32) -> NonZeroU32 {
    NonZeroU32::new(number).unwrap_or(NonZeroU32::MIN)
}

#[cfg(test)]
mod tests;
