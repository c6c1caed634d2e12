//! A form of several steps, a step a page, complete without JavaScript: what both modules' forms share.

mod choices;
pub mod cinema;
mod closed;
mod done;
mod frame;
pub mod main_form;
mod page;
mod review;
mod review_card;
mod shown_form;

pub use self::{
    done::registered_page,
    page::form_page,
    shown_form::{FormTexts, ShownForm},
};
