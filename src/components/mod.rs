//! Pieces of pages, one a file. Ready to use in any page:
//!
//! - frame: [`layout::Page`], [`page_header::PageHeader`], [`section_card::SectionCard`],
//!   [`step_progress::StepProgress`], [`pagination::Pagination`], [`empty_state::EmptyState`]
//! - landing pages: [`search_box::SearchBox`], [`how_to_steps::HowToSteps`]
//! - small things: [`badge::Badge`], [`alert::Alert`], [`secret_card::SecretCard`], [`avatar::Avatar`],
//!   [`portrait::Portrait`], [`icon::Icon`], [`button::Button`], [`button::ButtonLink`]
//! - forms: everything in [`form`]
//! - texts: [`lang::current_locale`]; what is written as text instead of views: [`html::Html`]

pub mod alert;
pub mod avatar;
pub mod badge;
pub mod button;
pub mod empty_state;
pub mod field_error_text;
pub mod footer;
pub mod form;
pub mod frame;
pub mod header;
pub mod how_to_steps;
pub mod html;
pub mod icon;
pub mod initials_star;
pub mod lang;
pub mod language_switch;
pub mod layout;
pub mod local_time;
pub mod logo;
pub mod other_names;
pub mod page_header;
pub mod pagination;
pub mod portrait;
pub mod search_box;
pub mod secret_card;
pub mod section_card;
pub mod sign_out_form;
pub mod site;
pub mod step_progress;
pub mod style_sheet;
pub mod suspended;
pub mod token_details;
pub mod tone;
pub mod unlisted_page;
