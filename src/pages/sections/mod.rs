//! The fields of each section of the main form, for registering and for editing.

pub mod answers;
mod availability;
pub mod career;
pub mod choice_list;
pub mod contact;
mod documents;
pub mod identity;
pub mod labels;
pub mod location;
pub mod networks;
pub mod options;
pub mod privacy;
pub mod secret_field;
mod talents;

use leptos::prelude::*;

use self::{
    availability::AvailabilityFields, career::CareerFields, contact::ContactFields, documents::DocumentsFields,
    identity::IdentityFields, location::LocationFields, networks::NetworksFields, privacy::PrivacyFields,
    talents::TalentsFields,
};
use crate::{domain::registration::Step, server::services::answers::FormContent};

/// The fields of one section.
#[component]
pub fn SectionFields(section: Step, content: FormContent) -> impl IntoView {
    match section {
        Step::Identity => view! { <IdentityFields content /> }.into_any(),
        Step::Contact => view! { <ContactFields content /> }.into_any(),
        Step::Location => view! { <LocationFields content /> }.into_any(),
        Step::Career => view! { <CareerFields content /> }.into_any(),
        Step::Availability => view! { <AvailabilityFields content /> }.into_any(),
        Step::Talents => view! { <TalentsFields content /> }.into_any(),
        Step::Documents => view! { <DocumentsFields content /> }.into_any(),
        Step::Networks => view! { <NetworksFields content /> }.into_any(),
        Step::Privacy => view! { <PrivacyFields content /> }.into_any(),
    }
}
