//! The roles of accounts.

use super::Capability;
use crate::domain::visibility::Audience;

/// The role of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    Member,
    Administrator,
    /// Shows that three places make a role.
    #[cfg(test)]
    Recruiter,
}

impl Role {
    #[cfg(not(test))]
    const ALL: [Self; 2] = [Self::Member, Self::Administrator];
    #[cfg(test)]
    const ALL: [Self; 3] = [Self::Member, Self::Administrator, Self::Recruiter];

    /// The stored key.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::Administrator => "administrator",
            #[cfg(test)]
            Self::Recruiter => "recruiter",
        }
    }

    /// Reads a stored key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.key() == key)
    }

    /// What the role may do.
    #[must_use]
    pub const fn capabilities(self) -> &'static [Capability] {
        use Capability::{
            ExamineInstallation, ExportPeople, ManageAdministrators, ManageBackups, ManageDemoPeople, ManageJobs,
            ManageMails, ManagePeople, ManageSettings, ManageTalents, ManageWebhooks, ReadAudit, ViewPrivateAnswers,
        };
        match self {
            Self::Member => &[],
            Self::Administrator => &[
                ViewPrivateAnswers,
                ManagePeople,
                ExportPeople,
                ManageAdministrators,
                ManageMails,
                ManageJobs,
                ManageSettings,
                ManageTalents,
                ManageWebhooks,
                ManageBackups,
                ExamineInstallation,
                ReadAudit,
                ManageDemoPeople,
            ],
            #[cfg(test)]
            Self::Recruiter => &[ReadAudit],
        }
    }

    /// Which column of the visibility table applies to the role when it looks at other people.
    #[must_use]
    pub const fn audience(self) -> Audience {
        match self {
            Self::Member => Audience::SignedIn,
            Self::Administrator => Audience::Administrator,
            #[cfg(test)]
            Self::Recruiter => Audience::SignedIn,
        }
    }

    /// Whether the role has a capability.
    #[must_use]
    pub fn may(self, capability: Capability) -> bool {
        self.capabilities().contains(&capability)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_key_is_no_role() {
        for role in Role::ALL {
            assert_eq!(Role::from_key(role.key()), Some(role));
        }
        assert_eq!(Role::from_key("Administrator"), None);
        assert_eq!(Role::from_key(""), None);
    }

    #[test]
    fn a_third_role_has_its_own_capabilities_and_audience() {
        assert!(Role::Recruiter.may(Capability::ReadAudit));
        assert!(!Role::Recruiter.may(Capability::ManagePeople));
        assert!(!Role::Member.may(Capability::ReadAudit));
        assert!(Role::Administrator.may(Capability::ManageAdministrators));
        assert_eq!(Role::Recruiter.audience(), Audience::SignedIn);
    }

    #[test]
    fn only_roles_that_may_view_private_answers_look_with_the_eyes_of_an_administrator() {
        for role in Role::ALL {
            assert_eq!(role.audience() == Audience::Administrator, role.may(Capability::ViewPrivateAnswers));
        }
    }
}
