//! What the site offers to people who search, and to people who want to be found.

use leptos::prelude::*;

use super::way_on::WayOn;
use crate::components::{
    button::{ButtonLink, ButtonStyle},
    icon::{Icon, IconName},
};

/// What one side finds here.
#[derive(Debug, Clone)]
pub struct Side {
    pub heading: &'static str,
    pub points: [&'static str; 3],
    /// The first stands out.
    pub ways: Vec<WayOn>,
}

/// Both sides in two columns, one below the other on phones.
#[component]
pub fn TwoSides(sides: [Side; 2]) -> impl IntoView {
    let [seeking, offering] = sides;
    view! {
        <div class="page-width grid gap-5 pt-14 sm:pt-20 md:grid-cols-2">
            <SideCard side=seeking edge="border-t-primary" />
            <SideCard side=offering edge="border-t-secondary" />
        </div>
    }
}

#[component]
fn SideCard(side: Side, edge: &'static str) -> impl IntoView {
    let points = side
        .points
        .into_iter()
        .map(|point| {
            view! {
                <li class="flex items-start gap-3">
                    <span class="mt-0.5 text-primary-strong">
                        <Icon name=IconName::Check />
                    </span>
                    <span class="min-w-0">{point}</span>
                </li>
            }
        })
        .collect_view();
    let ways = side
        .ways
        .into_iter()
        .enumerate()
        .map(|(index, way)| {
            let style = if index == 0 { ButtonStyle::Primary } else { ButtonStyle::Outline };
            view! {
                <ButtonLink href=way.href style wide=true>
                    {way.label}
                </ButtonLink>
            }
        })
        .collect_view();
    view! {
        <section class=format!("section-card flex flex-col gap-5 {edge}")>
            <h2 class="font-display text-2xl font-bold">{side.heading}</h2>
            <ul class="flex flex-1 flex-col gap-3">{points}</ul>
            <div class="flex flex-wrap gap-3">{ways}</div>
        </section>
    }
}
