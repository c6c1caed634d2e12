//! Everything that must be corrected, at the top of the form.

use leptos::prelude::*;

use crate::components::icon::{Icon, IconName};
use crate::components::lang::current_locale;
use crate::i18n::td_string;

/// One wrong field: its form name and the sentence in the visitor's language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldProblem {
    pub name: String,
    pub message: String,
}

/// A box that counts the problems and links to each field; nothing when there is none.
#[component]
pub fn ErrorSummary(problems: Vec<FieldProblem>) -> impl IntoView {
    if problems.is_empty() {
        return ().into_any();
    }
    let locale = current_locale();
    let count = problems.len();
    view! {
        <div
            id="errors"
            role="alert"
            tabindex="-1"
            class="notice border-error bg-error/8 [--tone:var(--color-error-strong)]"
            aria-labelledby="errors-title"
        >
            <span class="text-(--tone)">
                <Icon name=IconName::Alert class="size-6" />
            </span>
            <div class="min-w-0 flex-1">
                <h2 id="errors-title" class="font-semibold">
                    {td_string!(locale, common.problems, count = count)}
                </h2>
                <ul class="mt-1 list-disc ps-5">
                    {problems
                        .into_iter()
                        .map(|problem| {
                            view! {
                                <li class="py-1">
                                    <a class="link" href=format!("#field-{}", problem.name)>
                                        {problem.message}
                                    </a>
                                </li>
                            }
                        })
                        .collect_view()}
                </ul>
            </div>
        </div>
    }
    .into_any()
}
