//! Argon2id and the password estimator, off the asynchronous threads and only so many at once.

mod turns;
mod werkzeug;

use std::time::Duration;

use argon2::{
    Argon2, PasswordHash, PasswordVerifier as _,
    password_hash::{PasswordHasher as _, SaltString, rand_core::OsRng},
};

use self::turns::Turns;
pub use self::werkzeug::is_of_replaced;
use crate::{
    domain::{
        field_error::FieldError,
        registration::{check_password, normalise_password},
    },
    server::error::{AppError, AppResult},
};

/// Registrations may wait this long for their turn before it counts as an error (spec 1).
const LONGEST_WAIT: Duration = Duration::from_secs(60);
/// An estimate that has not begun after this time is given up: the queue is longer than any form is worth.
const LONGEST_WAIT_TO_JUDGE: Duration = Duration::from_secs(10);
/// Advice that comes later than this is for a password that has changed again.
const LONGEST_WAIT_FOR_ADVICE: Duration = Duration::from_secs(1);
/// Passwords that may wait for each kind of work; the next one is refused at once.
const MOST_SIGNING_IN: usize = 1_000;
const MOST_NEW: usize = 500;
const MOST_JUDGED: usize = 500;
const MOST_ADVISED: usize = 20;
/// Checked when the account does not exist, so that both cases take the same time: a hash of a password nobody has, at
/// the cost of a new hash of ours.
const DECOY: &str = "$argon2id$v=19$m=19456,t=2,p=1$dGFsZW50c21hcm9jLi4uLg$jfwAcs1iss595wvJjOc4NgoBdJofg4QrqPnyWf+c+FE";

/// Judges, hashes and checks passwords, a bounded number at once: a hash takes 19 MiB and some 30 ms of a core. People
/// who sign in never wait for new passwords, of which visitors can send any number, and forms that were sent never for
/// advice.
pub struct PasswordHasher {
    signing_in: Turns,
    new: Turns,
    judging: Turns,
    advising: Turns,
}

impl PasswordHasher {
    /// A hasher that checks `at_once` passwords at a time and hashes half as many new ones, at least one.
    #[must_use]
    pub fn new(at_once: usize) -> Self {
        Self {
            signing_in: Turns::new("signing in", at_once, MOST_SIGNING_IN, LONGEST_WAIT),
            new: Turns::new("new passwords", at_once / 2, MOST_NEW, LONGEST_WAIT),
            judging: Turns::new("judging passwords", 1, MOST_JUDGED, LONGEST_WAIT_TO_JUDGE),
            advising: Turns::new("password advice", 1, MOST_ADVISED, LONGEST_WAIT_FOR_ADVICE),
        }
    }

    /// Whether a new password would be guessed; `personal` holds the person's own words.
    ///
    /// # Errors
    /// `Unavailable` when too many are judged.
    pub async fn judge(&self, password: String, personal: Vec<String>) -> AppResult<Result<(), FieldError>> {
        self.judging.take(move || Ok(judge_now(&password, &personal))).await
    }

    /// The same while the password is typed: it is given up after a second, and holds no judging up.
    ///
    /// # Errors
    /// `Unavailable` when too many ask.
    pub async fn advise(&self, password: String, personal: Vec<String>) -> AppResult<Result<(), FieldError>> {
        self.advising.take(move || Ok(judge_now(&password, &personal))).await
    }

    /// The PHC string to store for a password.
    ///
    /// # Errors
    /// `Unavailable` after a minute of waiting for a turn, or at once when the queue is long.
    pub async fn hash(&self, password: String) -> AppResult<String> {
        self.new.take(move || hash_now(&normalise_password(&password))).await
    }

    /// Whether `password` belongs to `stored`; for an account without one it is `false` after the same time.
    ///
    /// # Errors
    /// `Unavailable` after a minute of waiting for a turn, or at once when the queue is long.
    pub async fn verify(&self, password: String, stored: Option<String>) -> AppResult<bool> {
        let exists = stored.is_some();
        let stored = stored.unwrap_or_else(|| DECOY.to_owned());
        self.signing_in
            .take(move || {
                let parsed = match is_of_replaced(&stored) {
                    true => None,
                    false => Some(PasswordHash::new(&stored).map_err(AppError::internal)?),
                };
                let fits = |password: &str| match &parsed {
                    Some(parsed) => Argon2::default().verify_password(password.as_bytes(), parsed).is_ok(),
                    None => werkzeug::fits(&stored, password),
                };
                let normalised = normalise_password(&password);
                // Older hashes were made of what was typed.
                let fits = fits(&normalised) || (normalised != password && fits(&password));
                // A hash of the replaced application may be cheaper than ours, and a refusal that is faster than that of an
                // unknown address would tell which accounts were imported. It can still be slower: old hashes differ in
                // their cost, which is theirs until the first sign-in puts one of ours in their place. The limits on
                // attempts keep that from being measured often.
                if parsed.is_none() && !fits {
                    let decoy = PasswordHash::new(DECOY).map_err(AppError::internal)?;
                    let _same_work = Argon2::default().verify_password(normalised.as_bytes(), &decoy);
                }
                Ok(fits && exists)
            })
            .await
    }
}

fn judge_now(password: &str, personal: &[String]) -> Result<(), FieldError> {
    let personal: Vec<&str> = personal.iter().map(String::as_str).collect();
    check_password(password, &personal)
}

fn hash_now(password: &str) -> AppResult<String> {
    let salt = SaltString::generate(&mut OsRng);
    Argon2::default().hash_password(password.as_bytes(), &salt).map(|hash| hash.to_string()).map_err(AppError::internal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_right_password_of_an_existing_account_fits() {
        let hasher = PasswordHasher::new(2);
        let stored = hasher.hash("blue couscous friday".to_owned()).await.unwrap();
        assert!(stored.starts_with("$argon2id$"));
        assert!(hasher.verify("blue couscous friday".to_owned(), Some(stored.clone())).await.unwrap());
        assert!(!hasher.verify("blue couscous monday".to_owned(), Some(stored)).await.unwrap());
        assert!(!hasher.verify("a password nobody has".to_owned(), None).await.unwrap());
    }

    #[test]
    fn the_decoy_costs_what_a_new_hash_costs() {
        let new = hash_now("a password nobody has").unwrap();
        let (new, decoy) = (PasswordHash::new(&new).unwrap(), PasswordHash::new(DECOY).unwrap());
        assert_eq!((decoy.algorithm, decoy.version, &decoy.params), (new.algorithm, new.version, &new.params));
        assert_eq!(decoy.hash.unwrap().len(), new.hash.unwrap().len());
        assert!(Argon2::default().verify_password(b"a password nobody has", &decoy).is_ok());
    }

    #[tokio::test]
    async fn the_same_password_of_another_keyboard_fits() {
        let hasher = PasswordHasher::new(2);
        for (set, then) in [
            ("café olivé tramway sept", "cafe\u{301} olive\u{301} tramway sept"),
            ("cafe\u{301} olive\u{301} tramway sept", "café olivé tramway sept"),
            ("زيتونة أحمد مخمل سبعة", "زيتونة ا\u{654}حمد مخمل سبعة"),
            ("olive\u{a0}tram velvet seven", "olive tram velvet seven"),
        ] {
            let stored = hasher.hash(set.to_owned()).await.unwrap();
            for typed in [set, then] {
                assert!(hasher.verify(typed.to_owned(), Some(stored.clone())).await.unwrap(), "{typed}");
            }
            assert!(!hasher.verify(format!("{then}."), Some(stored)).await.unwrap());
        }
    }

    #[tokio::test]
    async fn a_hash_of_what_was_typed_goes_on_working() {
        let hasher = PasswordHasher::new(2);
        let typed = "cafe\u{301} olive\u{301} tramway sept";
        let old = hash_now(typed).unwrap();
        assert!(hasher.verify(typed.to_owned(), Some(old)).await.unwrap());
    }

    #[tokio::test]
    async fn a_new_password_is_judged() {
        let hasher = PasswordHasher::new(2);
        assert_eq!(hasher.judge("olive tram velvet seven".to_owned(), Vec::new()).await.unwrap(), Ok(()));
        assert!(hasher.judge("zebulonia1".to_owned(), vec!["Zebulonia".to_owned()]).await.unwrap().is_err());
        assert!(hasher.advise("zebulonia1".to_owned(), vec!["Zebulonia".to_owned()]).await.unwrap().is_err());
    }

    #[tokio::test]
    async fn advice_that_takes_long_holds_no_judging_up() {
        let hasher = PasswordHasher::new(2);
        let (end, until) = std::sync::mpsc::channel::<()>();
        let long = hasher.advising.take(move || Ok(until.recv().is_ok()));
        let others = async {
            let password = || "olive tram velvet seven".to_owned();
            assert!(matches!(hasher.advise(password(), Vec::new()).await, Err(AppError::Unavailable(_))));
            assert_eq!(hasher.judge(password(), Vec::new()).await.unwrap(), Ok(()));
            end.send(()).unwrap();
        };
        let (ended, ()) = tokio::join!(long, others);
        assert!(ended.unwrap());
    }
}
