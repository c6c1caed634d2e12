//! Columns that are kept under a name: applying, keeping and deleting them.

use leptos::prelude::*;

use super::{
    new::{Shown, same_people},
    words::{answer_text, list_text},
};
use crate::{
    components::{
        badge::Badge,
        button::{Button, ButtonStyle},
        form::{Checkbox, TextField},
        section_card::{SectionCard, SectionColor},
        tone::Tone,
    },
    domain::{
        export::{ExportAnswer, SHARED_FIELD, TEMPLATE_FIELD, TEMPLATE_NAME_FIELD},
        kept_name::LONGEST_NAME,
    },
    i18n::{Locale, td_string},
    pages::admin::{confirmed::confirmed_action, kept::kept_link},
    routes,
    server::services::admin::exports::{ExportTemplate, ExportTemplates},
    server_fns::exports::{DELETE_EXPORT_TEMPLATE, SAVE_EXPORT_TEMPLATE},
};

/// What can be applied to the boxes.
pub fn template_links(locale: Locale, shown: &Shown) -> Option<AnyView> {
    let ExportTemplates { own, shared } = &shown.form.templates;
    let people = same_people(&shown.form);
    let link = |template: &ExportTemplate, owner: Option<&String>| {
        let separator = if people.is_empty() { "" } else { "&" };
        let href = routes::desk_new_export(&format!("{people}{separator}{TEMPLATE_FIELD}={}", template.id));
        kept_link(template.name.clone(), href, false, owner.cloned())
    };
    let links: Vec<AnyView> = own
        .iter()
        .map(|template| link(template, None))
        .chain(shared.iter().map(|(template, owner)| link(template, Some(owner))))
        .collect();
    (!links.is_empty()).then(|| {
        view! {
            <nav aria-label=td_string!(locale, export.templates)>
                <p class="font-semibold">{td_string!(locale, export.templates)}</p>
                <ul class="flex flex-wrap gap-x-6">{links}</ul>
            </nav>
        }
        .into_any()
    })
}

/// Keeps the ticked columns under a name: a button of the form of the export.
pub fn save_template(locale: Locale, shown: &Shown, answer: Option<ExportAnswer>) -> AnyView {
    let about_the_name = |answer: &ExportAnswer| {
        matches!(answer, ExportAnswer::NameMissing | ExportAnswer::NameTooLong | ExportAnswer::NameTaken)
    };
    let error = answer.filter(about_the_name).map(|answer| answer_text(locale, answer).to_owned());
    let open = error.is_some();
    view! {
        <details class="desk-action" open=open>
            <summary class="py-2.5 font-semibold">{td_string!(locale, export.template_save)}</summary>
            <div class="flex flex-col gap-4">
                <TextField
                    name=TEMPLATE_NAME_FIELD
                    label=td_string!(locale, export.template_name)
                    value=shown.typed.first(TEMPLATE_NAME_FIELD).to_owned()
                    error=error
                    autocomplete="off"
                    maxlength=u32::try_from(LONGEST_NAME).unwrap_or(u32::MAX)
                    unmarked=true
                />
                <Checkbox name=SHARED_FIELD checked=shown.typed.is_ticked(SHARED_FIELD)>
                    {td_string!(locale, export.template_share)}
                </Checkbox>
                <div>
                    <Button style=ButtonStyle::Outline form_action=SAVE_EXPORT_TEMPLATE wide=true>
                        {td_string!(locale, export.template_save_button)}
                    </Button>
                </div>
            </div>
        </details>
    }
    .into_any()
}

/// The administrator's own templates, each with the form that deletes it.
pub fn own_templates(locale: Locale, own: Vec<ExportTemplate>) -> Option<AnyView> {
    if own.is_empty() {
        return None;
    }
    let lines: Vec<AnyView> = own.into_iter().map(|template| own_template(locale, template)).collect();
    Some(
        view! {
            <SectionCard color=SectionColor::Cyan title=td_string!(locale, export.templates)>
                <ul class="desk-list">{lines}</ul>
            </SectionCard>
        }
        .into_any(),
    )
}

fn own_template(locale: Locale, template: ExportTemplate) -> AnyView {
    let id = template.id.to_string();
    let mark = format!("template-{id}");
    let label = td_string!(locale, export.template_delete);
    let delete = confirmed_action(locale, label, DELETE_EXPORT_TEMPLATE, ("id", id), mark);
    let shared = template.shared.then(|| view! { <Badge tone=Tone::Info text=td_string!(locale, export.shared) /> });
    view! {
        <li>
            <p class="font-semibold wrap-anywhere">
                <bdi>{template.name}</bdi>
                " "
                {shared}
            </p>
            <p class="text-sm text-muted">{list_text(locale, template.list)}</p>
            {delete}
        </li>
    }
    .into_any()
}
