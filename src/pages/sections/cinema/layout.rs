//! The layout of the CINEMA form.

use leptos::prelude::*;

use crate::{
    components::{
        alert::Alert,
        icon::{Icon, IconName},
        lang::current_locale,
        tone::Tone,
    },
    domain::{
        fields::FieldId as Id,
        registration::cinema::{Section, fields as c},
    },
    i18n::td_string,
    pages::sections::{
        groups::{agreements, names_row, row, switches},
        labels::field_label,
        layout::StepPart::{self, Field, Group},
    },
    server::services::profiles::answers::FormContent,
};

/// The parts of a section; one without any shows its fields one below the other.
pub const fn layout(section: Section) -> &'static [StepPart] {
    match section {
        Section::Identity => &[
            Group(
                identity,
                &[
                    Group(names_row, &[Field(Id::FirstName), Field(Id::LastName)]),
                    Field(Id::DateOfBirth),
                    Field(Id::Gender),
                    Field(Id::Guardian),
                ],
            ),
            Group(document, &[Field(Id::CinemaDocument)]),
            Group(
                contact,
                &[Field(Id::Email), Field(Id::Phone), Field(Id::Whatsapp), Field(Id::Website), Field(Id::Password)],
            ),
        ],
        Section::Origins => &[
            Group(row, &[Field(Id::CountryOfOrigin), Field(Id::Nationality)]),
            Group(ethnicities, &[Field(Id::Ethnicities)]),
            Group(ruled_off, &[Field(Id::ShowOrigins)]),
        ],
        Section::Physique => &[
            Group(
                looks,
                &[
                    Field(Id::EyeColor),
                    Field(Id::HairColor),
                    Field(Id::HairType),
                    Field(Id::SkinTone),
                    Field(Id::Build),
                    Field(Id::Height),
                ],
            ),
            Field(Id::PlayingAges),
        ],
        Section::Pictures => &[
            Field(Id::Photo),
            Field(Id::IdPhoto),
            Field(Id::Gallery),
            Field(Id::Productions),
            Group(ruled_off, &[Field(Id::YearsExperience)]),
            Group(
                privacy,
                &[
                    Field(Id::Visibility),
                    Group(switches, &[Field(Id::ShowNamePhoto), Field(Id::ShowLinks)]),
                    Group(agreements, &[Field(Id::AcceptTerms), Field(Id::AcceptPrivacy)]),
                ],
            ),
        ],
        Section::Residence | Section::Languages | Section::Types | Section::Skills | Section::Networks => &[],
    }
}

/// The first block of its page, right under a heading that names it.
fn identity(_: &FormContent, fields: AnyView) -> AnyView {
    view! {
        <fieldset class="flex flex-col gap-5">
            <legend class="sr-only">{td_string!(current_locale(), section.identity)}</legend>
            {fields}
        </fieldset>
    }
    .into_any()
}

fn document(_: &FormContent, fields: AnyView) -> AnyView {
    block(IconName::Lock, td_string!(current_locale(), common.identity_document), fields)
}

fn contact(_: &FormContent, fields: AnyView) -> AnyView {
    let locale = current_locale();
    let fields = view! {
        <p class="text-muted">{td_string!(locale, section.contact_intro)}</p>
        {fields}
    };
    block(IconName::Mail, td_string!(locale, section.contact), fields.into_any())
}

/// Fields with a heading of their own.
fn block(icon: IconName, title: &'static str, fields: AnyView) -> AnyView {
    view! {
        <fieldset class="flex flex-col gap-5 border-t border-base-300 pt-5">
            <legend class="sr-only">{title}</legend>
            <h3 class="flex items-center gap-2 text-lg font-semibold" aria-hidden="true">
                <Icon name=icon class="size-5" />
                {title}
            </h3>
            {fields}
        </fieldset>
    }
    .into_any()
}

/// Ethnicities are sensitive: the reason for asking comes first.
fn ethnicities(_: &FormContent, fields: AnyView) -> AnyView {
    let locale = current_locale();
    view! {
        <fieldset class="flex flex-col gap-4 border-t border-base-300 pt-5">
            <legend class="sr-only">{field_label(locale, c::ETHNICITIES)}</legend>
            <h3 class="text-lg font-semibold" aria-hidden="true">
                {field_label(locale, c::ETHNICITIES)}
                " "
                <span class="ms-1 text-sm font-normal text-muted">{td_string!(locale, common.optional)}</span>
            </h3>
            <Alert tone=Tone::Info title=td_string!(locale, cinema.ethnicities_sensitive)>
                {td_string!(locale, cinema.ethnicities_reason)}
            </Alert>
            {fields}
        </fieldset>
    }
    .into_any()
}

fn looks(content: &FormContent, fields: AnyView) -> AnyView {
    view! {
        {row(content, fields)}
        <p class="text-sm text-muted">{td_string!(current_locale(), cinema.skin_tone_note)}</p>
    }
    .into_any()
}

fn ruled_off(_: &FormContent, fields: AnyView) -> AnyView {
    view! { <div class="border-t border-base-300 pt-5">{fields}</div> }.into_any()
}

fn privacy(_: &FormContent, fields: AnyView) -> AnyView {
    view! { <div class="flex flex-col gap-5 border-t border-base-300 pt-5">{fields}</div> }.into_any()
}
