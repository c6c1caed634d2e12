//! The fields of each section of the CINEMA form.

mod identity;
mod lists;
mod origins;
mod physique;
mod pictures;

use leptos::prelude::*;

use self::{
    identity::IdentityFields,
    lists::{SkillsField, TypesField},
    origins::OriginsFields,
    physique::PhysiqueFields,
    pictures::PicturesFields,
};
use crate::{
    domain::cinema::{Section, fields as c},
    pages::sections::{career::LanguagesField, location::ResidenceFields, networks::NetworkFields},
    server::services::answers::FormContent,
};

/// The fields of one section.
#[component]
pub fn SectionFields(section: Section, content: FormContent) -> impl IntoView {
    let content = &content;
    match section {
        Section::Identity => view! { <IdentityFields content /> }.into_any(),
        Section::Origins => view! { <OriginsFields content /> }.into_any(),
        Section::Residence => view! { <ResidenceFields content /> }.into_any(),
        Section::Languages => view! { <LanguagesField content /> }.into_any(),
        Section::Physique => view! { <PhysiqueFields content /> }.into_any(),
        Section::Types => view! { <TypesField content /> }.into_any(),
        Section::Skills => view! { <SkillsField content /> }.into_any(),
        Section::Networks => view! { <NetworkFields content asked=&c::NETWORKS /> }.into_any(),
        Section::Pictures => view! { <PicturesFields content /> }.into_any(),
    }
}
