//! What goes with the profile beside the uploaded files.

use super::{FormValues, fields as f, web_address::check_web_address};
use crate::domain::field_error::FieldErrors;

/// The answers of the section; the photo and the CV are files and kept apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Documents {
    pub portfolio_url: Option<String>,
    /// Whether the CV may be analysed.
    pub allow_cv_analysis: bool,
}

impl Documents {
    /// Checks the answers; every one may be left out.
    ///
    /// # Errors
    /// Every wrong field.
    pub fn check(values: &FormValues) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let portfolio = errors.keep(f::PORTFOLIO_URL, check_web_address(values.first(f::PORTFOLIO_URL)));
        portfolio
            .map(|portfolio_url| Self { portfolio_url, allow_cv_analysis: values.is_ticked(f::ALLOW_CV_ANALYSIS) })
            .ok_or(errors)
    }
}
