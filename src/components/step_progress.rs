//! Where one is in a form of several steps.

use leptos::prelude::*;

use super::icon::{Icon, IconName};
use super::lang::current_locale;
use super::section_card::SectionColor;
use crate::i18n::td_string;

/// One step of a form.
#[derive(Debug, Clone)]
pub struct ShownStep {
    pub label: String,
    pub color: SectionColor,
    /// Where the step can be seen again; `None` while it cannot be reached yet.
    pub href: Option<String>,
}

/// The steps as coloured stars in a line, done ones ticked; `current` counts from 0.
#[component]
pub fn StepProgress(steps: Vec<ShownStep>, current: usize) -> impl IntoView {
    let locale = current_locale();
    let total = steps.len();
    let name = steps.get(current).map(|step| step.label.clone());
    let items = steps
        .into_iter()
        .enumerate()
        .map(|(index, step)| {
            let done = index < current;
            let here = index == current;
            let star = if here || done { step.color.solid() } else { "bg-base-300 text-base-content" };
            let content = view! {
                <span class=format!("shape-star inline-flex size-9 shrink-0 items-center justify-center text-sm font-bold {star}")>
                    {if done {
                        view! { <Icon name=IconName::Check class="size-4" /> }.into_any()
                    } else {
                        view! { <span aria-hidden="true">{index + 1}</span> }.into_any()
                    }}
                </span>
                <span class=if here { "hidden font-semibold sm:block" } else { "sr-only" }>{step.label}</span>
            };
            view! {
                <li class="flex min-h-11 items-center gap-2" aria-current=here.then_some("step")>
                    {match step.href.filter(|_| !here) {
                        Some(href) => {
                            view! {
                                <a href=href class="flex min-h-11 items-center">
                                    {content}
                                </a>
                            }
                                .into_any()
                        }
                        None => content.into_any(),
                    }}
                </li>
            }
        })
        .collect_view();
    view! {
        <nav class="mb-6" aria-label=td_string!(locale, common.steps)>
            <p class="mb-2 text-sm font-medium text-muted">
                {td_string!(locale, common.step_of, step = current + 1, total = total)}
                <span class="sm:hidden">{name.map(|name| format!(" · {name}"))}</span>
            </p>
            <ol class="flex flex-wrap items-center gap-x-2 gap-y-1">{items}</ol>
        </nav>
    }
}
