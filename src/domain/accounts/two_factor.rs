//! How attempts with the second factor end.

use serde::{Deserialize, Serialize};

/// The outcome of setting a second factor up, or of turning it off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TwoFactorAnswer {
    /// It counts from now on; other sessions have ended.
    On,
    /// It counts no more.
    Off,
    /// The code is not the one of the app now, or was used already.
    WrongCode,
    /// Not the password of the account.
    WrongPassword,
    /// There is nothing to confirm or to turn off.
    NotThere,
    /// Too many attempts; the next one is looked at after so many seconds.
    TooFast { seconds: u64 },
}
