//! A section of a film profile, in the colour of the form's.

use leptos::prelude::*;

use crate::{
    components::{badge::write_badge, html::Html, lang::current_locale, section_card::SectionCard, tone::Tone},
    domain::registration::cinema::Section,
    pages::registration::ShownForm as _,
};

/// What answers to a section of the form, under its title unless there is another.
#[component]
pub fn ProfileSection(
    section: Section,
    #[prop(optional)] title: Option<&'static str>,
    children: Children,
) -> impl IntoView {
    let locale = current_locale();
    let title = title.unwrap_or_else(|| section.label(locale));
    view! {
        <SectionCard color=section.color() title>
            {children()}
        </SectionCard>
    }
}

/// Words side by side; nothing without any.
#[component]
pub fn Badges(texts: Vec<String>) -> impl IntoView {
    (!texts.is_empty()).then(|| {
        let mut html = Html::new(r#"<ul class="flex flex-wrap gap-2">"#);
        for text in &texts {
            html.markup("<li>");
            write_badge(&mut html, text, Tone::Neutral, None);
            html.markup("</li>");
        }
        html.markup("</ul>");
        html.into_view()
    })
}
