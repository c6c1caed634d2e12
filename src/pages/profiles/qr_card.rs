//! The QR code of a profile with its downloads.

use leptos::prelude::*;

use crate::{
    components::{
        html::Html,
        icon::{IconName, SIZE, write_icon},
        lang::current_locale,
        section_card::{SectionCard, SectionColor},
    },
    domain::module::Module,
    i18n::td_string,
    routes,
};

/// Picture, what it is for, PNG and SVG.
#[component]
pub fn QrCard(code: String, #[prop(default = Module::Main)] module: Module) -> impl IntoView {
    let locale = current_locale();
    let folder = module.qr_path();
    let (png, svg) = (format!("{folder}/{code}.png"), format!("{folder}/{code}.svg"));
    let (title, saved_as) = match module {
        Module::Main => (td_string!(locale, profile.qr_title), code.clone()),
        Module::Cinema => (td_string!(locale, cinema_profile.qr_title), format!("{code}-cinema")),
    };
    let mut html = Html::new(r#"<img width="240" height="240" loading="lazy""#);
    html.attribute("src", &svg)
        .attribute("alt", td_string!(locale, profile.qr_alt, code = code.as_str()))
        .markup(r#" class="qr mx-auto rounded-field bg-white"><p dir="ltr" class="text-center font-mono text-lg">"#)
        .text(&code)
        .markup(r#"</p><p class="text-muted print:hidden">"#)
        .text(td_string!(locale, profile.qr_text))
        .markup(r#"</p><div class="flex flex-wrap gap-3 print:hidden">"#);
    write_download(&mut html, &png, &format!("{saved_as}.png"), td_string!(locale, profile.download_png));
    write_download(&mut html, &svg, &format!("{saved_as}.svg"), td_string!(locale, profile.download_svg));
    if module == Module::Cinema {
        let pdf = routes::cinema_card_pdf(&code);
        write_download(&mut html, &pdf, &format!("{saved_as}.pdf"), td_string!(locale, documents.card_pdf));
    }
    html.markup("</div>");
    view! {
        <SectionCard color=SectionColor::Slate title>
            {html.into_view()}
        </SectionCard>
    }
}

fn write_download(html: &mut Html, href: &str, saved_as: &str, label: &str) {
    html.markup("<a")
        .attribute("href", href)
        .attribute("download", saved_as)
        .markup(r#" class="btn btn-outline border-base-content/30">"#);
    write_icon(html, IconName::Download, SIZE);
    html.text(label).markup("</a>");
}
