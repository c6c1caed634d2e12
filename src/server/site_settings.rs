//! What administrators set, as the server goes by it: the environment wins over what is stored, and that over what the
//! program does without either.
//!
//! Every request and every look for work reads it again from the database when it is older than [`LONGEST_AGE`]
//! (`services::admin::settings`), so a change is in force on all servers within that time, and at once on the one that
//! made it. Whatever is asked while a request is answered is in memory.

use std::{
    collections::BTreeMap,
    sync::{
        Arc, PoisonError, RwLock,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use chrono::NaiveDate;
use tokio::sync::{Mutex, MutexGuard};

use super::{
    config::{Config, Limits, OpenRouterSettings, SendGridSettings, TmdbSettings},
    documents::markdown::safe_html,
    error::AppResult,
    integrations::{openrouter::OpenRouter, sendgrid::SendGrid, tmdb::Tmdb},
};
use crate::domain::{
    lang::Lang,
    legal::LegalText,
    module::Module,
    settings::{CLOSED, Provider, SettingId},
    talents::Labels,
};

/// What is stored counts for so long before it is read again.
pub const LONGEST_AGE: Duration = Duration::from_secs(5);

/// The operator of this site.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Operator {
    pub name: String,
    /// Empty when not configured.
    pub address: String,
    pub email: String,
}

impl Operator {
    /// The address, or a sentence saying that there is none.
    #[must_use]
    pub fn address_or(&self, missing: &str) -> String {
        if self.address.is_empty() { missing.to_owned() } else { self.address.clone() }
    }
}

/// What is stored, with secrets in the clear.
#[derive(Clone, Default)]
pub struct StoredSettings {
    pub values: BTreeMap<SettingId, String>,
    /// When each was changed last: the day in Morocco.
    pub changed_on: BTreeMap<SettingId, NaiveDate>,
    /// Grows with every change of any of them.
    pub version: i64,
}

/// What the operator adds to a legal text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LegalAddition {
    pub text: LegalText,
    pub lang: Lang,
    /// Sanitised.
    pub html: String,
    pub changed_on: Option<NaiveDate>,
}

/// The settings in force.
pub struct SiteSettings {
    /// Of what is stored; grows with every change.
    pub version: i64,
    pub operator: Operator,
    /// Of visitors who ask for none of ours.
    pub default_language: Lang,
    /// Full years that one must have to register; 0 where any age may.
    pub least_age: u32,
    /// How often things may be done.
    pub limits: Limits,
    /// `None`: mails wait in the outbox.
    pub sendgrid: Option<SendGrid>,
    /// `None`: productions are typed by hand.
    pub tmdb: Option<Tmdb>,
    /// `None`: no language model is asked.
    pub openrouter: Option<OpenRouter>,
    /// What visitors read in place of a form; `None` while it is open.
    closed: [Option<Labels>; Module::ALL.len()],
    additions: Vec<LegalAddition>,
    /// Values as the desk shows them, secrets among them; those that nothing sets are missing.
    in_force: BTreeMap<SettingId, String>,
}

impl SiteSettings {
    /// The settings in force under this environment and with what is stored.
    ///
    /// # Errors
    /// When TLS cannot be set up.
    pub fn new(config: &Config, stored: &StoredSettings) -> AppResult<Self> {
        let mut in_force = stored.values.clone();
        for setting in &config.set_by_environment {
            in_force.remove(setting);
        }
        in_force
            .extend(config.set_by_environment.iter().filter_map(|setting| Some((*setting, given(config, *setting)?))));
        let text = |setting: SettingId| in_force.get(&setting).cloned();
        let operator = Operator {
            name: text(SettingId::OperatorName).unwrap_or_else(|| config.operator_name.clone()),
            address: text(SettingId::OperatorAddress).unwrap_or_else(|| config.operator_address.clone()),
            email: text(SettingId::ContactEmail).unwrap_or_else(|| config.contact_email.clone()),
        };
        let sendgrid = match (text(SettingId::SendGridKey), text(SettingId::SendGridSender)) {
            (Some(api_key), Some(from_email)) => Some(SendGridSettings {
                api_key,
                from_email,
                base_url: config.providers.sendgrid.clone(),
                timeout_seconds: config.providers.sendgrid_timeout_seconds,
            }),
            _ => None,
        };
        let tmdb = text(SettingId::TmdbKey).map(|api_key| TmdbSettings {
            api_key,
            base_url: config.providers.tmdb.clone(),
            image_base_url: config.providers.tmdb_images.clone(),
        });
        let openrouter = text(SettingId::OpenRouterKey).map(|api_key| OpenRouterSettings {
            api_key,
            model: text(SettingId::OpenRouterModel).unwrap_or_default(),
            base_url: config.providers.openrouter.clone(),
            timeout_seconds: config.providers.openrouter_timeout_seconds,
        });
        let limit = |setting, usual: u32| text(setting).and_then(|number| number.parse().ok()).unwrap_or(usual);
        let usual = &config.limits;
        let limits = Limits {
            sign_in_per_minute: limit(SettingId::LimitSignIns, usual.sign_in_per_minute),
            drafts_per_hour: limit(SettingId::LimitDrafts, usual.drafts_per_hour),
            registrations_per_hour: limit(SettingId::LimitRegistrations, usual.registrations_per_hour),
            uploads_per_hour: limit(SettingId::LimitUploads, usual.uploads_per_hour),
            profile_views_per_hour: limit(SettingId::LimitProfileViews, usual.profile_views_per_hour),
            reset_requests_per_hour: limit(SettingId::LimitResetRequests, usual.reset_requests_per_hour),
            mails_per_hour: limit(SettingId::LimitMails, usual.mails_per_hour),
            ..usual.clone()
        };
        let closed = Module::ALL.map(|module| {
            let is_closed = text(SettingId::registration(module)).is_some_and(|state| state == CLOSED);
            let message = |lang| text(SettingId::closed_message(module, lang)).unwrap_or_default();
            is_closed.then(|| Labels { fr: message(Lang::Fr), en: message(Lang::En), ar: message(Lang::Ar) })
        });
        let additions = LegalText::ALL.into_iter().flat_map(|text| Lang::ALL.map(|lang| (text, lang)));
        let addition = |(legal_text, lang)| {
            let setting = SettingId::legal_addition(legal_text, lang);
            let html = safe_html(&text(setting)?);
            Some(LegalAddition { text: legal_text, lang, html, changed_on: stored.changed_on.get(&setting).copied() })
        };
        Ok(Self {
            version: stored.version,
            additions: additions.filter_map(addition).collect(),
            default_language: text(SettingId::DefaultLanguage)
                .and_then(|code| Lang::from_code(&code))
                .unwrap_or_default(),
            limits,
            least_age: text(SettingId::LeastAge).and_then(|years| years.parse().ok()).unwrap_or_default(),
            sendgrid: sendgrid.map(|settings| SendGrid::new(&settings, &operator.name)).transpose()?,
            tmdb: tmdb.as_ref().map(Tmdb::new).transpose()?,
            openrouter: openrouter.as_ref().map(OpenRouter::new).transpose()?,
            operator,
            closed,
            in_force,
        })
    }

    /// What visitors read in place of the form of a module that takes no registrations, empty where no administrator
    /// wrote it; `None` while it takes them.
    #[must_use]
    pub fn closed(&self, module: Module) -> Option<&Labels> {
        let place = Module::ALL.iter().position(|one| *one == module)?;
        self.closed.get(place)?.as_ref()
    }

    /// What the operator adds to a legal text: in this language, else in one that has it.
    #[must_use]
    pub fn addition(&self, text: LegalText, lang: Lang) -> Option<&LegalAddition> {
        let of_text = || self.additions.iter().filter(|addition| addition.text == text);
        of_text().find(|addition| addition.lang == lang).or_else(|| of_text().next())
    }

    /// The value in force; `None` where nothing sets it. Secrets among them ([`SettingId::is_secret`]) are never shown.
    #[must_use]
    pub fn value(&self, setting: SettingId) -> Option<&str> {
        self.in_force.get(&setting).map(String::as_str)
    }

    /// Whether a provider can be asked.
    #[must_use]
    pub const fn has(&self, provider: Provider) -> bool {
        match provider {
            Provider::SendGrid => self.sendgrid.is_some(),
            Provider::Tmdb => self.tmdb.is_some(),
            Provider::OpenRouter => self.openrouter.is_some(),
        }
    }
}

/// What the environment says.
fn given(config: &Config, setting: SettingId) -> Option<String> {
    match setting {
        SettingId::OperatorName => Some(config.operator_name.clone()),
        SettingId::OperatorAddress => Some(config.operator_address.clone()),
        SettingId::ContactEmail => Some(config.contact_email.clone()),
        SettingId::LimitSignIns => Some(config.limits.sign_in_per_minute.to_string()),
        SettingId::LimitDrafts => Some(config.limits.drafts_per_hour.to_string()),
        SettingId::LimitRegistrations => Some(config.limits.registrations_per_hour.to_string()),
        SettingId::LimitUploads => Some(config.limits.uploads_per_hour.to_string()),
        SettingId::LimitProfileViews => Some(config.limits.profile_views_per_hour.to_string()),
        SettingId::LimitResetRequests => Some(config.limits.reset_requests_per_hour.to_string()),
        SettingId::LimitMails => Some(config.limits.mails_per_hour.to_string()),
        SettingId::SendGridSender => config.sendgrid_sender.clone(),
        SettingId::SendGridKey => config.sendgrid.as_ref().map(|settings| settings.api_key.clone()),
        SettingId::TmdbKey => config.tmdb.as_ref().map(|settings| settings.api_key.clone()),
        SettingId::OpenRouterModel => config.openrouter_model.clone(),
        SettingId::OpenRouterKey => config.openrouter.as_ref().map(|settings| settings.api_key.clone()),
        SettingId::DefaultLanguage
        | SettingId::LeastAge
        | SettingId::MainRegistration
        | SettingId::MainClosedFr
        | SettingId::MainClosedAr
        | SettingId::MainClosedEn
        | SettingId::CinemaRegistration
        | SettingId::CinemaClosedFr
        | SettingId::CinemaClosedAr
        | SettingId::CinemaClosedEn
        | SettingId::PrivacyAdditionFr
        | SettingId::PrivacyAdditionAr
        | SettingId::PrivacyAdditionEn
        | SettingId::TermsAdditionFr
        | SettingId::TermsAdditionAr
        | SettingId::TermsAdditionEn => None,
    }
}

/// The settings in force, in memory.
pub struct SettingsCache {
    current: RwLock<Arc<SiteSettings>>,
    /// When they were read, in milliseconds since 1970.
    read_at: AtomicU64,
    /// Only one request at a time reads them.
    turn: Mutex<()>,
}

impl SettingsCache {
    /// With what was read at a time since 1970.
    #[must_use]
    pub fn new(settings: SiteSettings, read_at: Duration) -> Self {
        Self {
            current: RwLock::new(Arc::new(settings)),
            read_at: AtomicU64::new(millis(read_at)),
            turn: Mutex::default(),
        }
    }

    /// The settings as last read.
    #[must_use]
    pub fn latest(&self) -> Arc<SiteSettings> {
        self.current.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Whether they were read so lately that they count. A clock that was set back makes them old.
    #[must_use]
    pub fn is_recent(&self, now: Duration) -> bool {
        let age = millis(now).checked_sub(self.read_at.load(Ordering::Acquire));
        age.is_some_and(|age| age < millis(LONGEST_AGE))
    }

    /// Waits for its turn to read them.
    pub async fn turn(&self) -> MutexGuard<'_, ()> {
        self.turn.lock().await
    }

    /// Notes that they count from this time on.
    pub fn confirm(&self, read_at: Duration) {
        self.read_at.store(millis(read_at), Ordering::Release);
    }

    /// Takes newer ones over; a reading that was overtaken by another changes nothing.
    pub fn put(&self, settings: SiteSettings) {
        let mut current = self.current.write().unwrap_or_else(PoisonError::into_inner);
        if settings.version > current.version {
            *current = Arc::new(settings);
        }
    }
}

fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(pairs: &[(&str, &str)]) -> Config {
        Config::read(|name| pairs.iter().find(|(n, _)| *n == name).map(|(_, value)| (*value).to_owned())).unwrap()
    }

    fn stored(pairs: &[(SettingId, &str)], version: i64) -> StoredSettings {
        let values = pairs.iter().map(|(id, value)| (*id, (*value).to_owned())).collect();
        StoredSettings { values, version, ..StoredSettings::default() }
    }

    #[test]
    fn the_environment_wins_over_what_is_stored_and_that_over_defaults() {
        let stored =
            stored(&[(SettingId::OperatorName, "Stored"), (SettingId::ContactEmail, "stored@talents.example")], 2);
        let settings = SiteSettings::new(&config(&[("OPERATOR_NAME", "Given")]), &stored).unwrap();
        assert_eq!(settings.operator.name, "Given");
        assert_eq!(settings.operator.email, "stored@talents.example");
        assert_eq!(settings.operator.address, "");
        assert_eq!(settings.value(SettingId::OperatorName), Some("Given"));
        assert_eq!(settings.value(SettingId::OperatorAddress), None);
    }

    #[test]
    fn limits_are_those_of_the_environment_then_those_that_are_stored_then_the_usual_ones() {
        let stored = stored(&[(SettingId::LimitDrafts, "200"), (SettingId::LimitMails, "9")], 2);
        let settings = SiteSettings::new(&config(&[("LIMIT_MAILS_PER_HOUR", "4")]), &stored).unwrap();
        let Limits { drafts_per_hour, mails_per_hour, uploads_per_hour, draft_files, .. } = settings.limits.clone();
        assert_eq!((drafts_per_hour, mails_per_hour, uploads_per_hour, draft_files), (200, 4, 600, 20));
        assert_eq!(settings.value(SettingId::LimitMails), Some("4"));
    }

    #[test]
    fn mails_need_a_key_and_a_sender_from_either_place() {
        let key = (SettingId::SendGridKey, "SG.stored");
        let sender = ("SENDGRID_FROM_EMAIL", "no-reply@talents.example");
        for (environment, stored_values, has) in [
            (&[][..], &[][..], false),
            (&[], &[key], false),
            (&[sender], &[key], true),
            (&[sender], &[], false),
            (&[], &[key, (SettingId::SendGridSender, "no-reply@talents.example")], true),
        ] {
            let settings = SiteSettings::new(&config(environment), &stored(stored_values, 1)).unwrap();
            assert_eq!(settings.has(Provider::SendGrid), has, "{environment:?}");
        }
    }

    #[test]
    fn a_module_is_closed_with_its_words() {
        let closed = [(SettingId::CinemaRegistration, CLOSED), (SettingId::CinemaClosedFr, "À lundi.")];
        let settings = SiteSettings::new(&config(&[]), &stored(&closed, 2)).unwrap();
        assert_eq!(settings.closed(Module::Main), None);
        let words = settings.closed(Module::Cinema).unwrap();
        assert_eq!((words.get(Lang::Fr), words.get(Lang::Ar)), ("À lundi.", ""));
    }

    #[test]
    fn an_addition_is_shown_in_another_language_rather_than_not_at_all() {
        let pairs = [(SettingId::TermsAdditionAr, "**نص**"), (SettingId::TermsAdditionEn, "# Text")];
        let settings = SiteSettings::new(&config(&[]), &stored(&pairs, 2)).unwrap();
        let shown = |lang| settings.addition(LegalText::Terms, lang).map(|found| (found.lang, found.html.trim()));
        assert_eq!(shown(Lang::En), Some((Lang::En, "<h3>Text</h3>")));
        assert_eq!(shown(Lang::Fr), Some((Lang::Ar, "<p><strong>نص</strong></p>")));
        assert_eq!(settings.addition(LegalText::Privacy, Lang::Fr), None);
    }

    #[test]
    fn older_settings_never_replace_newer_ones() {
        let of = |version| SiteSettings::new(&config(&[]), &stored(&[], version)).unwrap();
        let cache = SettingsCache::new(of(3), Duration::from_secs(100));
        cache.put(of(2));
        assert_eq!(cache.latest().version, 3);
        cache.put(of(4));
        assert_eq!(cache.latest().version, 4);
        let recent = |seconds| cache.is_recent(Duration::from_secs(seconds));
        assert_eq!((recent(104), recent(105), recent(99)), (true, false, false));
    }
}
