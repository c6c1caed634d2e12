//! A place in a form of several steps.

use super::FormStep;

/// The id of the heading of a step and of the review.
pub const HEADING: &str = "step";

/// The next place in a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormPlace<S> {
    /// The first page of the form.
    Start,
    /// A step, at its heading.
    Step(S),
    /// A step, at what is wrong with it.
    Errors(S),
    /// A step, at the field its answers are stored under.
    Field(S, &'static str),
    /// A step, at its list of productions.
    Productions(S),
    /// The page that shows everything once more before it is sent.
    Review,
}

impl<S: FormStep> FormPlace<S> {
    /// The address in the registration form.
    #[must_use]
    pub fn path(self) -> String {
        match self {
            Self::Start => S::PATH.to_owned(),
            Self::Review => format!("{}{}", S::review_path(), self.fragment()),
            Self::Step(step) | Self::Errors(step) | Self::Field(step, _) | Self::Productions(step) => {
                format!("{}{}", step.path(), self.fragment())
            }
        }
    }

    /// The part of an address that names a place of its page; empty for its top.
    #[must_use]
    pub fn fragment(self) -> String {
        match self {
            Self::Start => String::new(),
            // The heading takes the focus: a keyboard and a screen reader go on from there.
            Self::Step(_) | Self::Review => format!("#{HEADING}"),
            Self::Errors(_) => "#errors".to_owned(),
            Self::Field(_, field) => format!("#field-{}", S::shown_name(field)),
            Self::Productions(_) => "#productions".to_owned(),
        }
    }
}
