//! What the pages must know of a form.

use crate::{
    components::{field_error_text::problems, form::FieldProblem, section_card::SectionColor},
    domain::{field_error::FieldErrors, fields::FieldId, registration::fields::PASSWORD_CONFIRM},
    i18n::Locale,
    pages::sections::{
        answers::{LabelledAnswer, field_answers},
        cinema::productions::production_problems,
        labels::{field_label, section_text},
        layout::{StepPart, fields_in_order},
    },
    server::services::{profiles::answers::FormContent, registration::StoredForm},
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

    /// The colours of the steps, in their order.
    const COLORS: [SectionColor; 9];

    /// The sentences of the form.
    fn texts(locale: Locale) -> FormTexts;

    /// Where the fields of the step stand, as far as they do not simply follow each other.
    fn layout(self) -> &'static [StepPart];

    /// The name of the step.
    fn label(self, locale: Locale) -> &'static str {
        section_text(locale, Self::MODULE, self.key())
    }

    /// What the step is about, in a sentence; empty where its fields say it.
    fn intro(self, locale: Locale) -> &'static str {
        section_text(locale, Self::MODULE, &format!("{}_intro", self.key()))
    }

    /// The colour of the step, the same as its section has everywhere.
    fn color(self) -> SectionColor {
        let steps = Self::ALL.into_iter().zip(Self::COLORS);
        steps.into_iter().find(|(step, _)| *step == self).map_or(SectionColor::Slate, |(_, color)| color)
    }

    /// What is wrong with the step, for the summary at the top of its form, in the order of the page.
    fn problems(self, locale: Locale, errors: &FieldErrors) -> Vec<FieldProblem> {
        let mut all = Vec::new();
        for field in fields_in_order(self) {
            let repeated = (field.id == FieldId::Password).then_some(PASSWORD_CONFIRM);
            let inputs: Vec<&str> =
                field.inputs_of(Self::MODULE).iter().chain([&field.name]).copied().chain(repeated).collect();
            let mut wrong = problems(locale, errors, &inputs, |input| field_label(locale, input));
            for problem in &mut wrong {
                problem.name = Self::shown_name(&problem.name).to_owned();
            }
            all.extend(wrong);
            if field.id == FieldId::Productions {
                all.extend(production_problems(locale, errors));
            }
        }
        all
    }

    /// What was answered to the step.
    fn answers(self, locale: Locale, content: &FormContent) -> Vec<LabelledAnswer> {
        self.asked_fields().flat_map(|field| field_answers(locale, field, Self::MODULE, content)).collect()
    }
}
