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

/// « Step 2 of 10 », which unfolds into all steps, and a thin bar with a segment for each; `current` counts from 0.
#[component]
pub fn StepProgress(steps: Vec<ShownStep>, current: usize) -> impl IntoView {
    let locale = current_locale();
    let total = steps.len();
    let segments = steps
        .iter()
        .enumerate()
        .map(|(index, step)| {
            let color = if index <= current { step.color.solid() } else { "bg-base-300" };
            view! { <span class=color></span> }
        })
        .collect_view();
    let items =
        steps.into_iter().enumerate().map(|(index, step)| view! { <StepLine step index current /> }).collect_view();
    view! {
        <nav aria-label=td_string!(locale, common.steps)>
            <details>
                <summary class="inline-flex min-h-11 items-center text-sm font-medium text-muted">
                    {td_string!(locale, common.step_of, step = current + 1, total = total)}
                </summary>
                <ol class="mb-3 sm:columns-2">{items}</ol>
            </details>
            <div class="step-bar" aria-hidden="true">
                {segments}
            </div>
        </nav>
    }
}

/// A step of the unfolded list, with its star: ticked before the current one.
#[component]
fn StepLine(step: ShownStep, index: usize, current: usize) -> impl IntoView {
    let here = index == current;
    let star = if index <= current { step.color.solid() } else { "bg-base-300 text-base-content" };
    let mark = if index < current {
        view! { <Icon name=IconName::Check class="size-4" /> }.into_any()
    } else {
        view! { <span aria-hidden="true">{index + 1}</span> }.into_any()
    };
    let content = view! {
        <span class=format!("shape-star inline-flex size-9 shrink-0 items-center justify-center text-sm font-bold {star}")>
            {mark}
        </span>
        <span class=if here { "min-w-0 font-semibold" } else { "min-w-0" }>{step.label}</span>
    };
    let line = match step.href.filter(|_| !here) {
        Some(href) => view! {
            <a href=href class="flex min-h-11 items-center gap-3 hover:underline">
                {content}
            </a>
        }
        .into_any(),
        None => view! { <span class="flex min-h-11 items-center gap-3">{content}</span> }.into_any(),
    };
    view! {
        <li class="break-inside-avoid" aria-current=here.then_some("step")>
            {line}
        </li>
    }
}
