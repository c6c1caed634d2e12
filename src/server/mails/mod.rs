//! Mails to people: which ones there are, their words, their look.

mod html;
mod letter;
mod text;
mod words;

pub use self::{letter::Letter, words::write};
use crate::{
    domain::{
        admin::{AddressReason, StricterReason},
        announcement::{AnnouncementKind, AnnouncementText},
        module::Module,
        unique_code::UniqueCode,
    },
    server::security::{tokens::IssuedLink, unsubscribe::UnsubscribeLink},
};

/// A mail to be written.
#[derive(Debug, Clone, Copy)]
pub enum Message<'a> {
    /// After a registration. The link confirms the address; there is none when it is confirmed already.
    Registration { code: &'a UniqueCode, module: Module, confirm: Option<&'a IssuedLink> },
    /// A registered person added the profile of a module.
    ProfileAdded { code: &'a UniqueCode, module: Module },
    /// The link that confirms the address, once more.
    EmailConfirmation { confirm: &'a IssuedLink },
    /// An account was made for a person, who is to choose a password.
    Access { choose: &'a IssuedLink },
    /// The person was imported from the replaced application: password and code go on, and the profile waits to be shown.
    Moved { code: &'a UniqueCode },
    /// A password was reported forgotten.
    PasswordReset { reset: &'a IssuedLink },
    /// The password was changed.
    PasswordChanged,
    /// A second factor counts from now on.
    TwoFactorOn,
    /// The owner turned it off.
    TwoFactorOff,
    /// It was removed, and every session ended: by an operator, or because a change of address was undone.
    TwoFactorReset,
    /// To the new address: follow this link to make it yours.
    EmailChange { confirm: &'a IssuedLink },
    /// To the old address: it will be replaced, unless this link is followed.
    EmailChangeNotice { undo: &'a IssuedLink },
    /// To an address that an administrator noted for the account: follow this link to make it yours.
    AddressChange { confirm: &'a IssuedLink, reason: AddressReason },
    /// To the old address: it will be replaced. With a link that undoes it, if it was confirmed.
    AddressChangeNotice { undo: Option<&'a IssuedLink>, reason: AddressReason },
    /// The account cannot be used any more.
    Suspension,
    /// It can be used again.
    Reactivation,
    /// An administrator lets fewer see something of the person.
    StricterVisibility { reason: StricterReason },
    /// An administrator asks the person to complete the profile.
    Completion,
    /// An administrator writes to many people: the text for one of them. News have the link to unsubscribe.
    Announcement { kind: AnnouncementKind, text: &'a AnnouncementText, unsubscribe: Option<&'a UnsubscribeLink> },
    /// The same, written to the administrator alone, to see how it arrives.
    AnnouncementTest { text: &'a AnnouncementText },
    /// An administrator tries out whether mails arrive.
    Test,
}

/// Every key that [`Message::kind`] gives for a mail of the outbox; a test mail goes past it.
pub const KINDS: [&str; 21] = [
    "registration",
    "profile_added",
    "email_confirmation",
    "access",
    "moved",
    "password_reset",
    "password_changed",
    "two_factor_on",
    "two_factor_off",
    "two_factor_reset",
    "email_change",
    "email_change_notice",
    "address_change",
    "address_change_notice",
    "suspension",
    "reactivation",
    "stricter_visibility",
    "completion",
    "convocation",
    "information",
    "announcement_test",
];

impl<'a> Message<'a> {
    /// The stored key, one of [`KINDS`]; a test mail has one of its own.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Registration { .. } => "registration",
            Self::ProfileAdded { .. } => "profile_added",
            Self::EmailConfirmation { .. } => "email_confirmation",
            Self::Access { .. } => "access",
            Self::Moved { .. } => "moved",
            Self::PasswordReset { .. } => "password_reset",
            Self::PasswordChanged => "password_changed",
            Self::TwoFactorOn => "two_factor_on",
            Self::TwoFactorOff => "two_factor_off",
            Self::TwoFactorReset => "two_factor_reset",
            Self::EmailChange { .. } => "email_change",
            Self::EmailChangeNotice { .. } => "email_change_notice",
            Self::AddressChange { .. } => "address_change",
            Self::AddressChangeNotice { .. } => "address_change_notice",
            Self::Suspension => "suspension",
            Self::Reactivation => "reactivation",
            Self::StricterVisibility { .. } => "stricter_visibility",
            Self::Completion => "completion",
            Self::Announcement { kind, .. } => kind.key(),
            Self::AnnouncementTest { .. } => "announcement_test",
            Self::Test => "test",
        }
    }

    /// The link the mail carries.
    #[must_use]
    pub const fn link(&self) -> Option<&'a IssuedLink> {
        match self {
            Self::Registration { confirm: link, .. } | Self::AddressChangeNotice { undo: link, .. } => *link,
            Self::EmailConfirmation { confirm: link }
            | Self::Access { choose: link }
            | Self::PasswordReset { reset: link }
            | Self::EmailChange { confirm: link }
            | Self::AddressChange { confirm: link, .. }
            | Self::EmailChangeNotice { undo: link } => Some(link),
            Self::ProfileAdded { .. }
            | Self::Moved { .. }
            | Self::PasswordChanged
            | Self::TwoFactorOn
            | Self::TwoFactorOff
            | Self::TwoFactorReset
            | Self::Suspension
            | Self::Reactivation
            | Self::StricterVisibility { .. }
            | Self::Completion
            | Self::Announcement { .. }
            | Self::AnnouncementTest { .. }
            | Self::Test => None,
        }
    }

    /// The link by which the recipient unsubscribes from such mails.
    #[must_use]
    pub const fn unsubscribe(&self) -> Option<&'a UnsubscribeLink> {
        match self {
            Self::Announcement { unsubscribe, .. } => *unsubscribe,
            _ => None,
        }
    }
}
