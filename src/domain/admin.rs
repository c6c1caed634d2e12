//! What the administrators' desk asks and answers.

use serde::{Deserialize, Serialize};

use super::keyed;

/// How many characters a note of administrators about a person may have.
pub const LONGEST_NOTE: usize = 1000;

keyed! {
    /// Why an account was suspended. A closed list: the audit log, which stores it, outlives its subjects and holds no
    /// free text.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum SuspensionReason {
        /// The person asked for it.
        Asked = "asked",
        /// A guardian of the minor asked for it.
        Guardian = "guardian",
        FalseIdentity = "false_identity",
        Duplicate = "duplicate",
        /// The person broke the terms of use.
        Conduct = "conduct",
        /// The account is in other hands than its owner's.
        Security = "security",
        /// None of the above.
        Unlisted = "unlisted",
    }
}

keyed! {
    /// How a person whom an administrator registers agreed to the terms and the privacy notice.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum ConsentMeans {
        /// Signed on paper, which the office keeps.
        Paper = "paper",
        /// Said in person, after reading the texts or hearing them read.
        Spoken = "spoken",
        /// Said on the telephone, after hearing the texts read.
        Phone = "phone",
        /// To another program, from which the person was imported; the person confirms it.
        Imported = "imported",
    }
}

impl ConsentMeans {
    /// How a person agrees who came in.
    pub const IN_PERSON: [Self; 3] = [Self::Paper, Self::Spoken, Self::Phone];
}

keyed! {
    /// Why an administrator lets fewer see something of a person. The person is told.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum StricterReason {
        /// The person asked for it.
        Asked = "asked",
        /// A guardian of the minor asked for it.
        Guardian = "guardian",
        /// The person is a minor.
        Minor = "minor",
        /// Something shown could harm the person.
        Safety = "safety",
        /// What is shown breaks the terms of use.
        Conduct = "conduct",
        /// The answers are to be checked first.
        Check = "check",
    }
}

keyed! {
    /// Why an administrator notes another e-mail address for a person. The person is told.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum AddressReason {
        /// The person asked for it.
        Asked = "asked",
        /// A guardian of the minor asked for it.
        Guardian = "guardian",
        /// The person does not get the mails to the old address any more.
        Lost = "lost",
        /// The old address was written wrongly.
        Misspelt = "misspelt",
    }
}

keyed! {
    /// How an action on a person ended; everything but the first fifteen changed nothing.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum DeskAnswer {
        Suspended = "suspended",
        Reactivated = "reactivated",
        Approved = "approved",
        ApprovalWithdrawn = "approval_withdrawn",
        LinkSent = "link_sent",
        Promoted = "promoted",
        Demoted = "demoted",
        MailResent = "mail_resent",
        NoteAdded = "note_added",
        NoteRemoved = "note_removed",
        Registered = "registered",
        Invited = "invited",
        JobAgain = "job_again",
        JobCancelled = "job_cancelled",
        /// The holder of another address is asked to confirm it.
        AddressAsked = "address_asked",
        /// It was so already.
        Unchanged = "unchanged",
        /// The form at the counter was sent before.
        RegisteredBefore = "registered_before",
        /// Administrators neither suspend nor demote themselves.
        OwnAccount = "own_account",
        /// The site must keep an administrator.
        LastAdministrator = "last_administrator",
        /// Only minors need approval.
        NotAMinor = "not_a_minor",
        /// No reason was chosen.
        NoReason = "no_reason",
        /// The same for another address.
        NoAddressReason = "no_address_reason",
        /// The box that confirms the action was not ticked.
        NotConfirmed = "not_confirmed",
        /// A suspended account can be given neither a link nor a role.
        AccountSuspended = "account_suspended",
        /// Its e-mail address is not confirmed: the account may not be its owner's.
        AddressUnconfirmed = "address_unconfirmed",
        /// Registered at the counter without an e-mail address, which administrators cannot do without.
        AdministratorNeedsAddress = "administrator_needs_address",
        /// Not shaped like an e-mail address.
        InvalidAddress = "invalid_address",
        /// Another account has the address.
        AddressTaken = "address_taken",
        /// Administrators change their own addresses themselves.
        AdministratorAddress = "administrator_address",
        /// The address has an account that is no administrator's.
        AccountExists = "account_exists",
        /// Administrators get no printed slips.
        AdministratorAccount = "administrator_account",
        /// Demo accounts get no mails.
        DemoAccount = "demo_account",
        /// There is no e-mail address to write to.
        NoAddress = "no_address",
        /// As many mails of this kind as an hour allows were written already.
        TooManyMails = "too_many_mails",
        /// A note without a word.
        NoteEmpty = "note_empty",
        /// More than [`LONGEST_NOTE`] characters.
        NoteTooLong = "note_too_long",
        /// The link in the mail does not work any more.
        MailExpired = "mail_expired",
        /// Work that runs is not interrupted.
        JobRunning = "job_running",
        /// What the work is about was deleted or cannot be read.
        JobUnreadable = "job_unreadable",
    }
}

keyed! {
    /// The state of a mail, as it is stored.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum MailState {
        Waiting = "waiting",
        Sent = "sent",
        Failed = "failed",
        /// It waited until its link did not work any more.
        Expired = "expired",
        /// It was not to be sent any more when its turn came: its announcement was stopped, or the person does not want it.
        Withdrawn = "withdrawn",
    }
}

keyed! {
    /// The state of work for later.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum JobState {
        Waiting = "waiting",
        /// Claimed by a server; stored as waiting.
        Running = "running",
        Failed = "failed",
        Done = "done",
        Cancelled = "cancelled",
    }
}

impl DeskAnswer {
    /// Whether something was changed.
    #[must_use]
    pub const fn is_done(self) -> bool {
        matches!(
            self,
            Self::Suspended
                | Self::Reactivated
                | Self::Approved
                | Self::ApprovalWithdrawn
                | Self::LinkSent
                | Self::Promoted
                | Self::Demoted
                | Self::MailResent
                | Self::NoteAdded
                | Self::NoteRemoved
                | Self::Registered
                | Self::Invited
                | Self::JobAgain
                | Self::JobCancelled
                | Self::AddressAsked
        )
    }
}
