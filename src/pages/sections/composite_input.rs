//! The inputs of composite answers.

use leptos::prelude::*;

use super::{
    contact::{AccountField, AccountPassword},
    currency::CurrencyField,
    file_input::files_address,
    identity::{BirthDateField, DocumentNumbers, GuardianFields},
    location::ResidenceFields,
    networks::NetworkFields,
    privacy::{AgreementBox, VisibilityField},
    talents::TalentsField,
};
use crate::{
    components::{field_error_text::text_for, form::GalleryField, lang::current_locale},
    domain::{
        fields::{Composite, Field},
        module::Module,
    },
    pages::sections::cinema::{
        document::DocumentFields, playing_ages::PlayingAgeFields, productions::ProductionFields,
    },
    server::services::profiles::answers::FormContent,
};

/// The inputs of a composite answer.
pub fn composite_input(composite: Composite, field: &'static Field, module: Module, content: &FormContent) -> AnyView {
    match composite {
        Composite::BirthDate => view! { <BirthDateField content /> }.into_any(),
        Composite::Documents => view! { <DocumentNumbers numbers=field.inputs content /> }.into_any(),
        Composite::CinemaDocument => view! { <DocumentFields content /> }.into_any(),
        Composite::Guardian => view! { <GuardianFields content /> }.into_any(),
        Composite::Email => view! { <AccountField content /> }.into_any(),
        Composite::Password => view! { <AccountPassword content /> }.into_any(),
        Composite::Residence => view! { <ResidenceFields content /> }.into_any(),
        Composite::Currency => view! { <CurrencyField content /> }.into_any(),
        Composite::Talents => view! { <TalentsField content /> }.into_any(),
        Composite::Networks => view! { <NetworkFields content asked=field.inputs_of(module) /> }.into_any(),
        Composite::PlayingAges => view! { <PlayingAgeFields content /> }.into_any(),
        Composite::Gallery => {
            let error = text_for(current_locale(), &content.errors, field.name);
            let photos = content.files.gallery.clone();
            view! { <GalleryField address=files_address(module, content) photos error /> }.into_any()
        }
        Composite::Productions => view! { <ProductionFields content /> }.into_any(),
        Composite::Visibility => view! { <VisibilityField content /> }.into_any(),
        Composite::Agreement => view! { <AgreementBox field content /> }.into_any(),
    }
}
