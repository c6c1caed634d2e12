//! The form with the filters of a list of the desk.

use leptos::prelude::*;

use super::texts::problem_text;
use crate::{
    components::{
        alert::Alert,
        button::{Button, ButtonStyle},
        form::{SelectField, SelectOption, TextField},
        lang::current_locale,
        tone::Tone,
    },
    i18n::td_string,
    server::services::admin::list_query::ListQuery,
};

/// An input of the form.
#[derive(Debug, Clone)]
pub enum FilterInput {
    /// One of these values.
    Choice { name: &'static str, label: &'static str, options: Vec<SelectOption> },
    /// A person's code.
    Code,
    /// A first and a last day, both included.
    Days,
}

/// The inputs, above the list; what is wrong stands at its input. Its address is that of the list.
#[component]
pub fn FilterForm(#[prop(into)] path: String, query: ListQuery, inputs: Vec<FilterInput>) -> impl IntoView {
    let locale = current_locale();
    let error = |name: &str| query.problem(name).map(|problem| problem_text(locale, problem).to_owned());
    let value = |name: &str| query.typed.first(name).to_owned();
    let code = || {
        view! {
            <TextField
                name="code"
                label=td_string!(locale, admin.filter_code)
                value=value("code")
                error=error("code")
                maxlength=40
                autocomplete="off"
                ltr=true
                unmarked=true
            />
        }
        .into_any()
    };
    let day = |name: &'static str, label: &'static str| {
        view! { <TextField name label kind="date" value=value(name) error=error(name) unmarked=true /> }.into_any()
    };
    let choice = |name: &'static str, label: &'static str, options: Vec<SelectOption>| {
        view! {
            <SelectField
                name
                label
                options
                value=value(name)
                error=error(name)
                empty=td_string!(locale, admin.filter_all)
                unmarked=true
            />
        }
        .into_any()
    };
    let inputs: Vec<AnyView> = inputs
        .into_iter()
        .flat_map(|input| match input {
            FilterInput::Choice { name, label, options } => vec![choice(name, label, options)],
            FilterInput::Code => vec![code()],
            FilterInput::Days => {
                vec![day("from", td_string!(locale, admin.filter_from)), day("to", td_string!(locale, admin.filter_to))]
            }
        })
        .collect();
    let everything = path.clone();
    // Chosen filters are in sight with what they found.
    let in_use = query.typed.bytes() > 0;
    let notice = (!query.is_sound()).then(|| {
        view! {
            <div class="mb-6">
                <Alert tone=Tone::Warning title=td_string!(locale, admin.filter_problem) />
            </div>
        }
    });
    view! {
        <details class="desk-filters-fold" open=in_use>
            <summary class="py-2.5 font-semibold">{td_string!(locale, admin.filters)}</summary>
            <form action=path role="search" class="desk-filters" aria-label=td_string!(locale, admin.filters)>
                {inputs}
                <div class="desk-filters-buttons">
                    <Button style=ButtonStyle::Outline>{td_string!(locale, admin.filter_apply)}</Button>
                    <a class="link inline-flex min-h-11 items-center" href=everything>
                        {td_string!(locale, admin.filter_reset)}
                    </a>
                </div>
            </form>
        </details>
        {notice}
    }
}
