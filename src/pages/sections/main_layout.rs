//! The layout of the main form.

use leptos::prelude::*;

use super::{
    groups::{agreements, names_row, row, switches},
    labels::field_label,
    layout::StepPart::{self, Field, Group},
};
use crate::{
    components::lang::current_locale,
    domain::{
        fields::FieldId as Id,
        registration::{Step, fields as f},
    },
    i18n::td_string,
    server::services::profiles::answers::FormContent,
};

/// The parts of a step; a step without any shows its fields one below the other.
pub const fn layout(step: Step) -> &'static [StepPart] {
    match step {
        // Names that the layout does not know stand in the row with the others; what follows them does not.
        Step::Identity => &[Group(names_row, &[Field(Id::FirstName), Field(Id::LastName)]), Field(Id::DateOfBirth)],
        Step::Location => &[
            Field(Id::Residence),
            Group(origins, &[Group(row, &[Field(Id::CountryOfOrigin), Field(Id::Nationality)])]),
        ],
        Step::Career => &[Group(languages, &[Field(Id::Languages)])],
        Step::Availability => {
            &[Group(rates, &[Field(Id::HourlyRate), Field(Id::MonthlyRate), Field(Id::RateCurrency)])]
        }
        Step::Privacy => &[
            Field(Id::Visibility),
            Group(switches, &[Field(Id::ShowNamePhoto), Field(Id::ShowLinks), Field(Id::ShowOrigins)]),
            Group(agreements, &[Field(Id::AcceptTerms), Field(Id::AcceptPrivacy)]),
        ],
        // Papers few give come last.
        Step::Documents => &[Field(Id::Photo), Field(Id::Documents)],
        Step::Contact | Step::Talents | Step::Networks => &[],
    }
}

fn origins(_: &FormContent, fields: AnyView) -> AnyView {
    let locale = current_locale();
    titled(td_string!(locale, register.origins), td_string!(locale, register.origins_hint), fields)
}

fn rates(_: &FormContent, fields: AnyView) -> AnyView {
    let locale = current_locale();
    let fields = view! { <div class="grid items-start gap-5 sm:grid-cols-3">{fields}</div> };
    titled(td_string!(locale, register.rates), td_string!(locale, register.rates_hint), fields.into_any())
}

fn titled(title: &'static str, hint: &'static str, fields: AnyView) -> AnyView {
    view! {
        <fieldset class="flex flex-col gap-5">
            <legend class="mb-1 text-lg font-semibold">{title}</legend>
            <p class="text-muted">{hint}</p>
            {fields}
        </fieldset>
    }
    .into_any()
}

fn languages(_: &FormContent, fields: AnyView) -> AnyView {
    view! {
        <fieldset>
            <legend class="mb-3 text-lg font-semibold">{field_label(current_locale(), f::LANGUAGES)}</legend>
            {fields}
        </fieldset>
    }
    .into_any()
}
