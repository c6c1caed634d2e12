//! A few numbered steps side by side.

use leptos::prelude::*;

/// A step: the class of its colour, what it is called, what happens in it.
pub type HowToStep = (&'static str, &'static str, &'static str);

/// How something works, one card a step.
#[component]
pub fn HowToSteps(heading: &'static str, steps: [HowToStep; 3]) -> impl IntoView {
    let steps = steps
        .into_iter()
        .enumerate()
        .map(|(index, (color, title, text))| {
            view! {
                <li class="rounded-box border border-base-300 bg-card p-6">
                    <span
                        class=format!(
                            "shape-star inline-flex size-14 items-center justify-center font-display text-xl font-extrabold text-section-content {color}",
                        )
                        aria-hidden="true"
                    >
                        {index + 1}
                    </span>
                    <h3 class="mt-5 font-display text-xl font-bold">{title}</h3>
                    <p class="mt-2 text-muted">{text}</p>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="page-width py-14 sm:py-20">
            <h2 class="font-display text-3xl font-bold">{heading}</h2>
            <ol class="mt-8 grid gap-5 md:grid-cols-3">{steps}</ol>
        </section>
    }
}
