//! The cause of a change, its channel and its address: every service that writes asks it for capabilities, and the
//! audit log is written from it.

use std::net::IpAddr;

use super::{
    context::{RequestContext, Viewer, ViewerAccount},
    error::{AppError, AppResult},
    security::client_address::{network, site},
};
use crate::domain::{access::Capability, fault::RetryAfter};

/// The cause of a change.
#[derive(Debug, Clone)]
pub struct Actor {
    who: ActorKind,
    /// The client's address; none outside requests.
    client_ip: Option<IpAddr>,
    /// Whether limits by client address have counted the request.
    is_counted: bool,
    /// What the client calls itself; empty outside requests.
    pub user_agent: String,
    /// The id of the request; empty outside requests.
    pub request_id: String,
}

/// The kind of an actor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ActorKind {
    /// A visitor without a session.
    Anonymous,
    /// A signed-in account.
    Account(ViewerAccount),
    /// A visitor whose form has just made this account.
    Applicant { account_id: i64 },
    /// The holder of a one-time link that was sent to this account.
    LinkHolder { account_id: i64 },
    /// The holder of an e-mail address who says that the account with it is not theirs.
    AddressHolder,
    /// An operator at the command line.
    CommandLine,
    /// A background job of ours.
    Job,
}

impl Actor {
    /// The sender of a request.
    #[must_use]
    pub fn of(request: &RequestContext) -> Self {
        let who = match &request.viewer {
            Viewer::Anonymous => ActorKind::Anonymous,
            Viewer::Account(account) => ActorKind::Account(account.clone()),
        };
        Self {
            who,
            client_ip: Some(request.client_ip),
            is_counted: false,
            user_agent: request.user_agent.clone(),
            request_id: request.request_id.clone(),
        }
    }

    /// An operator at the command line.
    #[must_use]
    pub const fn command_line() -> Self {
        Self::outside_requests(ActorKind::CommandLine)
    }

    /// A background job.
    #[must_use]
    pub const fn job() -> Self {
        Self::outside_requests(ActorKind::Job)
    }

    /// An account whose request, from this address, was accepted earlier: work that goes on after its answer.
    #[must_use]
    pub const fn going_on(account: ViewerAccount, client_ip: Option<IpAddr>) -> Self {
        Self {
            who: ActorKind::Account(account),
            client_ip,
            is_counted: false,
            user_agent: String::new(),
            request_id: String::new(),
        }
    }

    const fn outside_requests(who: ActorKind) -> Self {
        Self { who, client_ip: None, is_counted: false, user_agent: String::new(), request_id: String::new() }
    }

    /// The same sender, acting by a link that proves something.
    #[must_use]
    pub fn acting_as(&self, who: ActorKind) -> Self {
        Self { who, ..self.clone() }
    }

    /// The same sender where the request was counted already: limits by client address let it pass.
    #[must_use]
    pub fn already_counted(&self) -> Self {
        Self { is_counted: true, ..self.clone() }
    }

    /// The same sender, of whom nothing says where the request came from.
    #[must_use]
    pub fn without_address(&self) -> Self {
        Self { client_ip: None, ..self.clone() }
    }

    /// The kind of this actor.
    #[must_use]
    pub const fn who(&self) -> &ActorKind {
        &self.who
    }

    /// Whether this actor has a capability. The command line has all of them, jobs none: they run what another actor
    /// was allowed to ask for.
    #[must_use]
    pub fn may(&self, capability: Capability) -> bool {
        match &self.who {
            ActorKind::CommandLine => true,
            ActorKind::Account(account) => account.may(capability),
            ActorKind::Anonymous
            | ActorKind::Applicant { .. }
            | ActorKind::LinkHolder { .. }
            | ActorKind::AddressHolder
            | ActorKind::Job => false,
        }
    }

    /// Refuses actors without the capability.
    ///
    /// # Errors
    /// `Forbidden` for those.
    pub fn require(&self, capability: Capability) -> AppResult<()> {
        if self.may(capability) { Ok(()) } else { Err(AppError::Forbidden) }
    }

    /// The signed-in account, if any.
    #[must_use]
    pub const fn account(&self) -> Option<&ViewerAccount> {
        match &self.who {
            ActorKind::Account(account) => Some(account),
            _ => None,
        }
    }

    /// Whether this actor acts as the owner of an account.
    #[must_use]
    pub fn owns_account(&self, id: i64) -> bool {
        match &self.who {
            ActorKind::Account(account) => account.id == id,
            ActorKind::Applicant { account_id } => *account_id == id,
            _ => false,
        }
    }

    /// The person of the signed-in account, if any.
    #[must_use]
    pub fn person_id(&self) -> Option<i64> {
        self.account()?.person_id
    }

    /// What decides which answers this actor sees of others.
    #[must_use]
    pub fn viewer(&self) -> Viewer {
        self.account().map_or(Viewer::Anonymous, |account| Viewer::Account(account.clone()))
    }

    /// The signed-in account.
    ///
    /// # Errors
    /// `Forbidden` without one.
    pub fn signed_in(&self) -> AppResult<&ViewerAccount> {
        self.account().ok_or(AppError::Forbidden)
    }

    /// Counts against a limit by client address. Without an address there is nothing to count.
    ///
    /// # Errors
    /// `TooManyRequests` when the limit is used up.
    pub fn counted(&self, limit: impl FnOnce(IpAddr) -> Result<(), RetryAfter>) -> AppResult<()> {
        Ok(self.client_ip.filter(|_| !self.is_counted).map_or(Ok(()), limit)?)
    }

    /// Does something with the client's address, if there is one.
    pub fn with_address(&self, act: impl FnOnce(IpAddr)) {
        self.client_ip.map(act);
    }

    /// The client's address, to be kept with work that goes on after the answer.
    #[must_use]
    pub const fn client_ip(&self) -> Option<IpAddr> {
        self.client_ip
    }

    /// The network of the client, as the audit log and the list of sessions store it; empty outside requests.
    #[must_use]
    pub fn origin(&self) -> String {
        self.client_ip.map(|address| network(address).to_string()).unwrap_or_default()
    }

    /// What one customer of a provider can have, the client's network among it: an IPv4 address or an IPv6 /48; `None`
    /// outside requests.
    #[must_use]
    pub fn site(&self) -> Option<String> {
        self.client_ip.map(|address| site(address).map_or_else(|| address.to_string(), |site| site.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{
            access::{Role, Scope},
            visibility::Audience,
        },
        server::context::UsedToken,
    };

    fn account(role: Role) -> Actor {
        let account = ViewerAccount { id: 1, session_id: 1, token: None, person_id: None, role, trusted: true };
        Actor::command_line().acting_as(ActorKind::Account(account))
    }

    #[test]
    fn capabilities_come_from_the_role_and_the_command_line_has_all() {
        assert!(account(Role::Administrator).require(Capability::ManagePeople).is_ok());
        assert!(matches!(account(Role::Member).require(Capability::ManagePeople), Err(AppError::Forbidden)));
        assert!(account(Role::Recruiter).may(Capability::ReadAudit));
        assert!(Actor::command_line().may(Capability::ManageAdministrators));
        assert!(!Actor::job().may(Capability::ReadAudit));
    }

    #[test]
    fn a_token_may_never_more_than_its_account_and_its_scopes() {
        let by_token = |role, scopes: &[Scope]| {
            let token = Some(UsedToken { id: 1, scopes: scopes.iter().copied().collect() });
            let account = ViewerAccount { id: 1, session_id: 0, token, person_id: None, role, trusted: true };
            Actor::command_line().acting_as(ActorKind::Account(account))
        };
        assert!(!by_token(Role::Member, &Scope::ALL).may(Capability::ManagePeople));
        assert!(by_token(Role::Administrator, &[Scope::PeopleRead]).may(Capability::ManagePeople));
        assert!(!by_token(Role::Administrator, &[Scope::PeopleRead]).may(Capability::ViewPrivateAnswers));
        assert!(!by_token(Role::Administrator, &[Scope::ProfileWrite]).may(Capability::ManagePeople));
        assert!(!by_token(Role::Administrator, &Scope::ALL).may(Capability::ManageAdministrators));
        let seen = |scopes| by_token(Role::Administrator, scopes).viewer().audience();
        assert_eq!(seen(&[Scope::PeopleRead]), Audience::SignedIn);
        assert_eq!(seen(&[Scope::PeopleRead, Scope::PrivateRead]), Audience::Administrator);
    }
}
