//! What a personal access token may be used for.

use super::Capability;
use crate::domain::keyed;

keyed! {
    /// A thing that a token may be used for. It never gives more than its account has.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Scope {
        /// Reading the account and the profiles of its own person.
        ProfileRead = "profile:read",
        /// Changing the profiles of its own person, with their files.
        ProfileWrite = "profile:write",
        /// Finding and opening people as far as the account may.
        PeopleRead = "people:read",
        /// Registering, changing, suspending and erasing people.
        PeopleWrite = "people:write",
        /// Contacts, birth dates, masked documents and what else stands under « private », beside another scope.
        PrivateRead = "private:read",
        /// Lists of people as files.
        Export = "export",
        /// Counts of people.
        Stats = "stats",
    }
}

/// Some scopes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Scopes(u8);

impl Scopes {
    /// Every scope.
    #[must_use]
    pub fn all() -> Self {
        Scope::ALL.into_iter().collect()
    }

    #[must_use]
    pub const fn has(self, scope: Scope) -> bool {
        self.0 & (1 << scope as u8) != 0
    }

    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// In the order of [`Scope::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Scope> {
        Scope::ALL.into_iter().filter(move |scope| self.has(*scope))
    }

    /// As they are stored and sent: keys, separated by spaces.
    #[must_use]
    pub fn to_text(self) -> String {
        self.iter().map(Scope::key).collect::<Vec<_>>().join(" ")
    }

    /// Reads what [`Scopes::to_text`] wrote. What is no scope any more gives nothing.
    #[must_use]
    pub fn from_text(text: &str) -> Self {
        text.split_whitespace().filter_map(Scope::from_key).collect()
    }

    /// Whether an account that has a capability keeps it behind a token with these scopes. Which scope an operation needs
    /// is said in the table of operations; here is what no token does.
    #[must_use]
    pub const fn keep(self, capability: Capability) -> bool {
        match capability {
            Capability::ViewPrivateAnswers => self.has(Scope::PrivateRead),
            Capability::ExportPeople => self.has(Scope::Export),
            Capability::ManagePeople => {
                self.has(Scope::PeopleRead)
                    || self.has(Scope::PeopleWrite)
                    || self.has(Scope::Export)
                    || self.has(Scope::Stats)
            }
            _ => false,
        }
    }
}

impl FromIterator<Scope> for Scopes {
    fn from_iter<I: IntoIterator<Item = Scope>>(scopes: I) -> Self {
        Self(scopes.into_iter().fold(0, |all, scope| all | (1 << scope as u8)))
    }
}

/// What every token begins with, so that programs that look for leaked secrets know one.
pub const TOKEN_PREFIX: &str = "tm_";
/// The most characters of a token's name.
pub const LONGEST_TOKEN_NAME: usize = 80;
/// The longest a token can live, in days.
pub const LONGEST_TOKEN_LIFE: i64 = 365;
/// How long tokens live that the form offers, in days.
pub const TOKEN_LIVES: [i64; 4] = [7, 30, 90, LONGEST_TOKEN_LIFE];
/// The most tokens of an account that work at the same time.
pub const MOST_TOKENS: usize = 20;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scopes_come_back_and_unknown_ones_give_nothing() {
        let some: Scopes = [Scope::Stats, Scope::ProfileRead].into_iter().collect();
        assert_eq!(some.to_text(), "profile:read stats");
        assert_eq!(Scopes::from_text("stats nothing profile:read"), some);
        assert!(Scopes::from_text("everything").is_empty());
        for scope in Scope::ALL {
            assert_eq!(Scopes::from_text(scope.key()).iter().collect::<Vec<_>>(), [scope]);
            assert!(Scopes::all().has(scope));
        }
    }

    #[test]
    fn no_token_administers_the_site_itself() {
        for capability in [
            Capability::ManageAdministrators,
            Capability::ManageMails,
            Capability::ManageJobs,
            Capability::ManageTalents,
            Capability::ManageSettings,
            Capability::ExamineInstallation,
            Capability::ReadAudit,
            Capability::ManageKeys,
            Capability::ManageStorage,
            Capability::ManageBackups,
            Capability::ManageDemoPeople,
        ] {
            assert!(!Scopes::all().keep(capability), "{capability:?}");
        }
        let own: Scopes = [Scope::ProfileRead, Scope::ProfileWrite, Scope::PrivateRead].into_iter().collect();
        assert!(!own.keep(Capability::ManagePeople) && !own.keep(Capability::ExportPeople));
    }
}
