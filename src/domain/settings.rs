//! What administrators set while the site runs.

use super::{
    field_error::FieldError,
    keyed,
    lang::Lang,
    legal::LegalText,
    module::Module,
    registration::{check_email, deliverable_email},
};

keyed! {
    /// A setting, with the key under which it is stored and its input has in forms.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum SettingId {
        OperatorName = "operator_name",
        OperatorAddress = "operator_address",
        ContactEmail = "contact_email",
        /// The language of visitors who ask for none of ours.
        DefaultLanguage = "default_language",
        /// Full years that one must have to register.
        LeastAge = "least_age",
        MainRegistration = "main_registration",
        MainClosedFr = "main_closed_fr",
        MainClosedAr = "main_closed_ar",
        MainClosedEn = "main_closed_en",
        CinemaRegistration = "cinema_registration",
        CinemaClosedFr = "cinema_closed_fr",
        CinemaClosedAr = "cinema_closed_ar",
        CinemaClosedEn = "cinema_closed_en",
        // What the operator adds to the legal texts.
        PrivacyAdditionFr = "privacy_addition_fr",
        PrivacyAdditionAr = "privacy_addition_ar",
        PrivacyAdditionEn = "privacy_addition_en",
        TermsAdditionFr = "terms_addition_fr",
        TermsAdditionAr = "terms_addition_ar",
        TermsAdditionEn = "terms_addition_en",
        // Limits that may change while the server runs; nothing stored is what the server has without a variable.
        LimitSignIns = "limit_sign_in_per_minute",
        LimitDrafts = "limit_drafts_per_hour",
        LimitRegistrations = "limit_registrations_per_hour",
        LimitUploads = "limit_uploads_per_hour",
        LimitProfileViews = "limit_profile_views_per_hour",
        LimitResetRequests = "limit_reset_requests_per_hour",
        LimitMails = "limit_mails_per_hour",
        SendGridSender = "sendgrid_sender",
        SendGridKey = "sendgrid_key",
        TmdbKey = "tmdb_key",
        OpenRouterModel = "openrouter_model",
        OpenRouterKey = "openrouter_key",
    }
}

/// What a setting holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SettingKind {
    /// One line of at most so many characters.
    Line { longest: usize },
    /// Several lines of at most so many characters together.
    Lines { longest: usize },
    /// A text in Markdown of at most so many characters.
    Markdown { longest: usize },
    /// An e-mail address.
    Email,
    /// A whole number from 0 to this one.
    Number { max: i64 },
    /// One of these keys; the first where nothing is stored.
    Choice(&'static [&'static str]),
    /// The key of a provider: stored encrypted, never shown.
    Secret,
}

/// A module takes registrations.
pub const OPEN: &str = "open";
/// It takes none.
pub const CLOSED: &str = "closed";

/// What a visitor reads in place of a closed form.
const LONGEST_MESSAGE: usize = 300;
/// All of them together fit into a form.
const LONGEST_ADDITION: usize = 8_000;
/// More is no limit any more.
const GREATEST_LIMIT: i64 = 1_000_000;
/// Longer keys are no provider's.
const LONGEST_KEY: usize = 400;

impl SettingId {
    /// The environment variable that wins over what is stored, if there is one.
    #[must_use]
    pub const fn variable(self) -> Option<&'static str> {
        Some(match self {
            Self::OperatorName => "OPERATOR_NAME",
            Self::OperatorAddress => "OPERATOR_ADDRESS",
            Self::ContactEmail => "CONTACT_EMAIL",
            Self::LimitSignIns => "LIMIT_SIGN_IN_PER_MINUTE",
            Self::LimitDrafts => "LIMIT_DRAFTS_PER_HOUR",
            Self::LimitRegistrations => "LIMIT_REGISTRATIONS_PER_HOUR",
            Self::LimitUploads => "LIMIT_UPLOADS_PER_HOUR",
            Self::LimitProfileViews => "LIMIT_PROFILE_VIEWS_PER_HOUR",
            Self::LimitResetRequests => "LIMIT_RESET_REQUESTS_PER_HOUR",
            Self::LimitMails => "LIMIT_MAILS_PER_HOUR",
            Self::SendGridSender => "SENDGRID_FROM_EMAIL",
            Self::SendGridKey => "SENDGRID_API_KEY",
            Self::TmdbKey => "TMDB_API_KEY",
            Self::OpenRouterModel => "OPENROUTER_MODEL",
            Self::OpenRouterKey => "OPENROUTER_API_KEY",
            Self::DefaultLanguage
            | Self::LeastAge
            | Self::MainRegistration
            | Self::MainClosedFr
            | Self::MainClosedAr
            | Self::MainClosedEn
            | Self::CinemaRegistration
            | Self::CinemaClosedFr
            | Self::CinemaClosedAr
            | Self::CinemaClosedEn
            | Self::PrivacyAdditionFr
            | Self::PrivacyAdditionAr
            | Self::PrivacyAdditionEn
            | Self::TermsAdditionFr
            | Self::TermsAdditionAr
            | Self::TermsAdditionEn => return None,
        })
    }

    /// What it holds.
    #[must_use]
    pub const fn kind(self) -> SettingKind {
        match self {
            Self::OperatorName => SettingKind::Line { longest: 100 },
            Self::OperatorAddress => SettingKind::Line { longest: 200 },
            Self::OpenRouterModel => SettingKind::Line { longest: 100 },
            Self::ContactEmail | Self::SendGridSender => SettingKind::Email,
            Self::LeastAge => SettingKind::Number { max: 18 },
            Self::LimitSignIns
            | Self::LimitDrafts
            | Self::LimitRegistrations
            | Self::LimitUploads
            | Self::LimitProfileViews
            | Self::LimitResetRequests
            | Self::LimitMails => SettingKind::Number { max: GREATEST_LIMIT },
            Self::DefaultLanguage => SettingKind::Choice(&["fr", "ar", "en"]),
            Self::MainRegistration | Self::CinemaRegistration => SettingKind::Choice(&[OPEN, CLOSED]),
            Self::MainClosedFr
            | Self::MainClosedAr
            | Self::MainClosedEn
            | Self::CinemaClosedFr
            | Self::CinemaClosedAr
            | Self::CinemaClosedEn => SettingKind::Lines { longest: LONGEST_MESSAGE },
            Self::PrivacyAdditionFr
            | Self::PrivacyAdditionAr
            | Self::PrivacyAdditionEn
            | Self::TermsAdditionFr
            | Self::TermsAdditionAr
            | Self::TermsAdditionEn => SettingKind::Markdown { longest: LONGEST_ADDITION },
            Self::SendGridKey | Self::TmdbKey | Self::OpenRouterKey => SettingKind::Secret,
        }
    }

    /// What stands for nothing stored, of settings that are a choice.
    #[must_use]
    pub fn default_choice(self) -> Option<&'static str> {
        match self.kind() {
            SettingKind::Choice(keys) => keys.first().copied(),
            _ => None,
        }
    }

    /// Whether its value is stored encrypted and never shown.
    #[must_use]
    pub const fn is_secret(self) -> bool {
        matches!(self.kind(), SettingKind::Secret)
    }

    /// What is stored for what was typed; nothing typed is nothing stored.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn check(self, typed: &str) -> Result<Option<String>, FieldError> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Ok(None);
        }
        match self.kind() {
            SettingKind::Line { longest } => within(longest, typed.split_whitespace().collect::<Vec<_>>().join(" ")),
            SettingKind::Lines { longest } | SettingKind::Markdown { longest } => {
                within(longest, typed.chars().filter(|c| *c == '\n' || !c.is_control()).collect())
            }
            SettingKind::Email => check_email(typed).map(|address| Some(deliverable_email(&address))),
            SettingKind::Number { max } => match typed.parse::<i64>() {
                // No age at all is a rule; a limit of nothing would be a closed door, for which there are other settings.
                Ok(0) if self == Self::LeastAge => Ok(None),
                Ok(number) if (1..=max).contains(&number) => Ok(Some(number.to_string())),
                _ => Err(FieldError::InvalidNumber { max }),
            },
            SettingKind::Choice(keys) if keys.contains(&typed) => Ok(Some(typed.to_owned())),
            SettingKind::Choice(_) => Err(FieldError::UnknownChoice),
            // It travels in a header.
            SettingKind::Secret if !typed.bytes().all(|byte| byte.is_ascii_graphic()) => Err(FieldError::NotAKey),
            SettingKind::Secret => within(LONGEST_KEY, typed.to_owned()),
        }
    }

    /// Whether a module takes registrations.
    #[must_use]
    pub const fn registration(module: Module) -> Self {
        match module {
            Module::Main => Self::MainRegistration,
            Module::Cinema => Self::CinemaRegistration,
        }
    }

    /// What the operator adds to a legal text in a language.
    #[must_use]
    pub const fn legal_addition(text: LegalText, lang: Lang) -> Self {
        match (text, lang) {
            (LegalText::Privacy, Lang::Fr) => Self::PrivacyAdditionFr,
            (LegalText::Privacy, Lang::Ar) => Self::PrivacyAdditionAr,
            (LegalText::Privacy, Lang::En) => Self::PrivacyAdditionEn,
            (LegalText::Terms, Lang::Fr) => Self::TermsAdditionFr,
            (LegalText::Terms, Lang::Ar) => Self::TermsAdditionAr,
            (LegalText::Terms, Lang::En) => Self::TermsAdditionEn,
        }
    }

    /// What visitors read in a language while a module takes none.
    #[must_use]
    pub const fn closed_message(module: Module, lang: Lang) -> Self {
        match (module, lang) {
            (Module::Main, Lang::Fr) => Self::MainClosedFr,
            (Module::Main, Lang::Ar) => Self::MainClosedAr,
            (Module::Main, Lang::En) => Self::MainClosedEn,
            (Module::Cinema, Lang::Fr) => Self::CinemaClosedFr,
            (Module::Cinema, Lang::Ar) => Self::CinemaClosedAr,
            (Module::Cinema, Lang::En) => Self::CinemaClosedEn,
        }
    }
}

fn within(longest: usize, text: String) -> Result<Option<String>, FieldError> {
    if text.chars().count() > longest { Err(FieldError::TooLong { max: longest }) } else { Ok(Some(text)) }
}

keyed! {
    /// Settings that one form changes together.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum SettingGroup {
        Site = "site",
        MainRegistration = "main_registration",
        CinemaRegistration = "cinema_registration",
        Legal = "legal",
        Limits = "limits",
        Mails = "mails",
        Analysis = "analysis",
    }
}

impl SettingGroup {
    /// Its settings, in the order of the form.
    #[must_use]
    pub const fn settings(self) -> &'static [SettingId] {
        use SettingId as Id;
        match self {
            Self::Site => &[Id::OperatorName, Id::OperatorAddress, Id::ContactEmail, Id::DefaultLanguage, Id::LeastAge],
            Self::MainRegistration => &[Id::MainRegistration, Id::MainClosedFr, Id::MainClosedAr, Id::MainClosedEn],
            Self::CinemaRegistration => {
                &[Id::CinemaRegistration, Id::CinemaClosedFr, Id::CinemaClosedAr, Id::CinemaClosedEn]
            }
            Self::Legal => &[
                Id::PrivacyAdditionFr,
                Id::PrivacyAdditionAr,
                Id::PrivacyAdditionEn,
                Id::TermsAdditionFr,
                Id::TermsAdditionAr,
                Id::TermsAdditionEn,
            ],
            Self::Limits => &[
                Id::LimitSignIns,
                Id::LimitDrafts,
                Id::LimitRegistrations,
                Id::LimitUploads,
                Id::LimitProfileViews,
                Id::LimitResetRequests,
                Id::LimitMails,
            ],
            Self::Mails => &[Id::SendGridSender],
            Self::Analysis => &[Id::OpenRouterModel],
        }
    }
}

keyed! {
    /// A provider that asks for a key.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Provider {
        /// Sends mails.
        SendGrid = "sendgrid",
        /// Knows films.
        Tmdb = "tmdb",
        /// Runs language models.
        OpenRouter = "openrouter",
    }
}

impl Provider {
    /// The setting that holds its key.
    #[must_use]
    pub const fn key_setting(self) -> SettingId {
        match self {
            Self::SendGrid => SettingId::SendGridKey,
            Self::Tmdb => SettingId::TmdbKey,
            Self::OpenRouter => SettingId::OpenRouterKey,
        }
    }
}

/// How a secret is recognised without being shown: its last four characters, of those long enough to give so many away.
#[must_use]
pub fn ending(secret: &str) -> String {
    const SHOWN: usize = 4;
    const LONG_ENOUGH: usize = 16;
    let length = secret.chars().count();
    if length < LONG_ENOUGH { String::new() } else { secret.chars().skip(length - SHOWN).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_setting_but_keys_is_in_one_group_and_every_key_has_a_provider() {
        for setting in SettingId::ALL {
            let groups = SettingGroup::ALL.iter().filter(|group| group.settings().contains(&setting)).count();
            let providers = Provider::ALL.iter().filter(|provider| provider.key_setting() == setting).count();
            assert_eq!((groups, providers), if setting.is_secret() { (0, 1) } else { (1, 0) }, "{setting:?}");
        }
    }

    #[test]
    fn what_is_typed_is_checked_by_kind() {
        use SettingId as Id;
        let ok = |text: &str| Ok(Some(text.to_owned()));
        let long = "é".repeat(301);
        for (setting, typed, expected) in [
            (Id::OperatorName, "  Association \t Talents ", ok("Association Talents")),
            (Id::OperatorName, "   ", Ok(None)),
            (Id::OperatorName, long.as_str(), Err(FieldError::TooLong { max: 100 })),
            (Id::ContactEmail, "contact@talents.example", ok("contact@talents.example")),
            (Id::ContactEmail, "contact", Err(FieldError::InvalidEmail)),
            (Id::LeastAge, "016", ok("16")),
            (Id::LeastAge, "0", Ok(None)),
            (Id::LeastAge, "19", Err(FieldError::InvalidNumber { max: 18 })),
            (Id::LimitDrafts, "200", ok("200")),
            (Id::LimitDrafts, "0", Err(FieldError::InvalidNumber { max: 1_000_000 })),
            (Id::LimitDrafts, "1000001", Err(FieldError::InvalidNumber { max: 1_000_000 })),
            (Id::MainRegistration, "closed", ok("closed")),
            (Id::MainRegistration, "ajar", Err(FieldError::UnknownChoice)),
            (Id::MainClosedFr, "Fermé.\r\nÀ lundi !", ok("Fermé.\nÀ lundi !")),
            (Id::CinemaClosedAr, long.as_str(), Err(FieldError::TooLong { max: 300 })),
            (Id::TmdbKey, "abc\ndef", Err(FieldError::NotAKey)),
            (Id::TmdbKey, " abc ", ok("abc")),
        ] {
            assert_eq!(setting.check(typed), expected, "{setting:?} {typed}");
        }
    }

    #[test]
    fn an_ending_gives_little_away() {
        assert_eq!(ending("SG.0123456789abcd1a2b"), "1a2b");
        assert_eq!(ending("short"), "");
        assert_eq!(ending(""), "");
    }
}
