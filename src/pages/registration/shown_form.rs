//! What the pages must know of a form.

use leptos::prelude::*;

use crate::{
    components::{field_error_text::problems, form::FieldProblem, section_card::SectionColor},
    domain::field_error::FieldErrors,
    i18n::Locale,
    pages::sections::{answers::Answer, labels::field_label},
    server::services::{answers::FormContent, registration::StoredForm},
};

/// Sentences of a form as a whole.
#[derive(Debug, Clone, Copy)]
pub struct FormTexts {
    pub title: &'static str,
    pub lead: &'static str,
    /// On the button that sends everything.
    pub submit: &'static str,
}

/// A form with its words, colours and fields.
pub trait ShownForm: StoredForm {
    /// Where a step goes.
    const SAVE: &'static str;
    /// Where the step with files goes.
    const SAVE_FILES: &'static str;
    /// Where the review goes.
    const SUBMIT: &'static str;
    /// Where « start again » goes.
    const RESET: &'static str;

    /// The sentences of the form.
    fn texts(locale: Locale) -> FormTexts;

    /// The name of the step.
    fn label(self, locale: Locale) -> &'static str;

    /// What the step is about, in a sentence.
    fn intro(self, locale: Locale) -> &'static str;

    /// The colour of the step, the same as its section has everywhere.
    fn color(self) -> SectionColor;

    /// The fields of the step, those the draft does not keep included.
    fn fields(self) -> Vec<&'static str>;

    /// What is wrong with fields of the step that stand in several rows.
    fn problems_of_rows(self, _locale: Locale, _errors: &FieldErrors) -> Vec<FieldProblem> {
        Vec::new()
    }

    /// What is wrong with the step, for the summary at the top of its form.
    fn problems(self, locale: Locale, errors: &FieldErrors) -> Vec<FieldProblem> {
        let mut wrong = problems(locale, errors, &self.fields(), |field| field_label(locale, field));
        for problem in &mut wrong {
            problem.name = Self::shown_name(&problem.name).to_owned();
        }
        wrong.extend(self.problems_of_rows(locale, errors));
        wrong
    }

    /// What was answered. Fields that nobody has to answer are there too, so that nothing is overlooked.
    fn answers(self, locale: Locale, content: &FormContent) -> Vec<Answer>;

    /// The fields.
    fn view(self, content: FormContent) -> AnyView;
}
