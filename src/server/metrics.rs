//! What a running server counts for `/metrics`: how often, of which kind, how long; never who, and no value of a path.
//! Labels are words of the program, so that there is a bounded number of them.

use std::time::Duration;

use http::{Method, StatusCode};
use prometheus_client::{
    metrics::{counter::Counter, family::Family, histogram::Histogram},
    registry::Registry,
};

use crate::{
    domain::{
        admin::{JobState, MailState},
        files::FileKind,
    },
    routes,
};

/// Labels of a series: their names and values.
pub type Labels<const N: usize> = [(&'static str, &'static str); N];

/// Before the name of every metric.
pub const PREFIX: &str = "talentsmaroc";

/// Seconds. The slowest answers are those that a time limit ends.
const DURATIONS: [f64; 12] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0];

/// Why the sign-in failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignInFailure {
    /// The password, or there is no such account.
    Password,
    /// The account is suspended.
    Suspended,
    /// The one-time code.
    SecondFactor,
    /// There were too many attempts before.
    SlowedDown,
}

impl SignInFailure {
    const ALL: [Self; 4] = [Self::Password, Self::Suspended, Self::SecondFactor, Self::SlowedDown];

    const fn key(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Suspended => "suspended",
            Self::SecondFactor => "second_factor",
            Self::SlowedDown => "slowed_down",
        }
    }
}

/// What became of a file that was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UploadOutcome {
    Stored,
    /// It is not what its field takes.
    Refused,
    /// It could not be stored.
    Failed,
}

impl UploadOutcome {
    const fn key(self) -> &'static str {
        match self {
            Self::Stored => "stored",
            Self::Refused => "refused",
            Self::Failed => "failed",
        }
    }
}

/// How much work and how many mails the database holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WorkCounts {
    pub jobs: Vec<(JobState, i64)>,
    /// For how many seconds the work that is due for longest waits; 0 when none is.
    pub oldest_job_seconds: i64,
    pub mails: Vec<(MailState, i64)>,
    /// The age of the oldest mail that waits; 0 when none does.
    pub oldest_mail_seconds: i64,
}

/// The counters of a running server, from its start on.
#[derive(Debug)]
pub struct Metrics {
    requests: Family<Labels<3>, Counter>,
    durations: Family<Labels<1>, Histogram>,
    sign_in_failures: Family<Labels<1>, Counter>,
    uploads: Family<Labels<2>, Counter>,
}

impl Default for Metrics {
    fn default() -> Self {
        let sign_in_failures = Family::<Labels<1>, Counter>::default();
        // A series that begins with the first failure would hide it from rates.
        for failure in SignInFailure::ALL {
            drop(sign_in_failures.get_or_create(&[("reason", failure.key())]));
        }
        Self {
            requests: Family::default(),
            durations: Family::<Labels<1>, Histogram>::new_with_constructor(|| Histogram::new(DURATIONS)),
            sign_in_failures,
            uploads: Family::default(),
        }
    }
}

impl Metrics {
    /// A request was answered, after this time. `pattern` is that of its route, if it has one.
    pub fn answered(&self, method: &Method, pattern: Option<&str>, status: StatusCode, took: Duration) {
        let route = pattern.and_then(routes::known_pattern).unwrap_or("other");
        let labels = [("method", method_key(method)), ("route", route), ("status", status_class(status))];
        self.requests.get_or_create(&labels).inc();
        self.durations.get_or_create(&[("route", route)]).observe(took.as_secs_f64());
    }

    /// Counts a failed sign-in.
    pub fn sign_in_failed(&self, failure: SignInFailure) {
        self.sign_in_failures.get_or_create(&[("reason", failure.key())]).inc();
    }

    /// A file was sent.
    pub fn uploaded(&self, kind: FileKind, outcome: UploadOutcome) {
        self.uploads.get_or_create(&[("kind", kind.key()), ("outcome", outcome.key())]).inc();
    }

    /// A registry of everything that is counted here.
    #[must_use]
    pub fn registry(&self) -> Registry {
        let mut registry = Registry::with_prefix(PREFIX);
        registry.register("http_requests", "Requests by method, route and class of the status", self.requests.clone());
        registry.register(
            "http_request_duration_seconds",
            "Time until the answer began, by route",
            self.durations.clone(),
        );
        registry.register(
            "sign_in_failures",
            "Attempts to sign in that were refused, by reason",
            self.sign_in_failures.clone(),
        );
        registry.register("uploads", "Files that were sent, by kind and outcome", self.uploads.clone());
        registry
    }
}

/// Clients may make up methods.
fn method_key(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        _ => "other",
    }
}

fn status_class(status: StatusCode) -> &'static str {
    match status.as_u16() / 100 {
        1 => "1xx",
        2 => "2xx",
        3 => "3xx",
        4 => "4xx",
        _ => "5xx",
    }
}

#[cfg(test)]
mod tests {
    use prometheus_client::encoding::prometheus_text::encode;

    use super::*;

    #[test]
    fn labels_are_words_of_the_program() {
        let metrics = Metrics::default();
        let took = Duration::from_millis(20);
        let made_up = Method::from_bytes(b"CANARY").unwrap();
        metrics.answered(&Method::GET, Some("/profile/view/{code}"), StatusCode::OK, took);
        metrics.answered(&made_up, Some("/canary"), StatusCode::NOT_FOUND, took);
        metrics.answered(&Method::GET, None, StatusCode::NOT_FOUND, took);
        metrics.sign_in_failed(SignInFailure::Password);
        metrics.uploaded(FileKind::Cv, UploadOutcome::Stored);
        let mut text = String::new();
        encode(&mut text, &metrics.registry()).unwrap();
        for line in [
            "talentsmaroc_http_requests_total{method=\"GET\",route=\"/profile/view/{code}\",status=\"2xx\"} 1",
            "talentsmaroc_http_requests_total{method=\"other\",route=\"other\",status=\"4xx\"} 1",
            "talentsmaroc_http_request_duration_seconds_bucket{route=\"other\",le=\"0.025\"} 2",
            "talentsmaroc_http_request_duration_seconds_count{route=\"other\"} 2",
            "talentsmaroc_sign_in_failures_total{reason=\"password\"} 1",
            "talentsmaroc_sign_in_failures_total{reason=\"suspended\"} 0",
            "talentsmaroc_uploads_total{kind=\"cv\",outcome=\"stored\"} 1",
        ] {
            assert!(text.lines().any(|found| found == line), "{line} is missing in\n{text}");
        }
        assert!(!text.to_lowercase().contains("canary"), "{text}");
    }
}
