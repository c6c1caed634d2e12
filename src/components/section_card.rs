//! A titled block of a form or a profile, with the colour of its section.

use leptos::prelude::*;

use super::html::Html;

/// The colours of the sections of a person's data, named after those of the main form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SectionColor {
    /// Identity.
    Blue,
    /// Contact and access.
    Green,
    /// Place.
    Red,
    /// Career.
    Purple,
    /// Availability.
    Yellow,
    /// Talents.
    Orange,
    /// Documents.
    Cyan,
    /// Networks.
    Pink,
    /// Privacy.
    Slate,
    /// Networks of the CINEMA form, whose sections have an order of their own.
    Indigo,
}

impl SectionColor {
    /// Solid background with readable content.
    #[must_use]
    pub const fn solid(self) -> &'static str {
        self.classes().0
    }

    /// Top edge in the section's colour.
    #[must_use]
    pub const fn edge(self) -> &'static str {
        self.classes().1
    }

    const fn classes(self) -> (&'static str, &'static str) {
        match self {
            Self::Blue => ("bg-section-blue text-section-content", "border-t-section-blue"),
            Self::Green => ("bg-section-green text-section-content", "border-t-section-green"),
            Self::Red => ("bg-section-red text-section-content", "border-t-section-red"),
            Self::Purple => ("bg-section-purple text-section-content", "border-t-section-purple"),
            Self::Yellow => ("bg-section-yellow text-section-content", "border-t-section-yellow"),
            Self::Orange => ("bg-section-orange text-section-content", "border-t-section-orange"),
            Self::Cyan => ("bg-section-cyan text-section-content", "border-t-section-cyan"),
            Self::Pink => ("bg-section-pink text-section-content", "border-t-section-pink"),
            Self::Slate => ("bg-section-slate text-section-content", "border-t-section-slate"),
            Self::Indigo => ("bg-section-indigo text-section-content", "border-t-section-indigo"),
        }
    }
}

/// A card with a coloured edge and a heading; `number` shows the step's number in a star.
///
/// ```ignore
/// <SectionCard color=SectionColor::Blue number=1 title=td_string!(locale, register.identity)>
///     <TextField … />
/// </SectionCard>
/// ```
#[component]
pub fn SectionCard(
    color: SectionColor,
    #[prop(into)] title: String,
    /// None when empty.
    #[prop(into, optional)]
    intro: Option<String>,
    #[prop(optional)] number: Option<u8>,
    /// Something at the end of the heading line, such as an « edit » link; below it where both do not fit.
    #[prop(into, optional)]
    aside: Option<ViewFn>,
    /// The target of links from elsewhere on the page.
    #[prop(into, optional)]
    id: Option<String>,
    children: Children,
) -> impl IntoView {
    let mut heading = Html::new(r#"<div class="flex min-w-0 flex-[1_1_8rem] items-center gap-3">"#);
    heading
        .markup(r#"<span aria-hidden="true" class="shape-star inline-flex shrink-0 items-center justify-center "#)
        .markup("font-display font-bold ")
        .markup(if number.is_some() { "size-10 " } else { "size-6 " })
        .markup(color.solid())
        .markup(r#"">"#)
        .text(number.map(|number| number.to_string()).unwrap_or_default())
        .markup(r#"</span><h2 class="min-w-0 flex-1 font-display text-xl font-bold">"#)
        .text(title)
        .markup("</h2></div>");
    view! {
        <section id=id class=format!("section-card {}", color.edge())>
            <header class="flex flex-wrap items-center gap-x-3 gap-y-1">
                {heading.into_view()}
                {aside.map(|aside| view! { <div class="flex items-center gap-3">{aside.run()}</div> })}
            </header>
            {intro.filter(|intro| !intro.is_empty()).map(|intro| view! { <p class="mt-2 text-muted">{intro}</p> })}
            <div class="mt-5 flex flex-col gap-5">{children()}</div>
        </section>
    }
}
