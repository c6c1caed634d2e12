//! `/admin/duplicates/confirm`: what merging two people does, and the button.

use leptos::prelude::*;

use super::{
    compare::{AskCodes, read, refusal_text},
    isolates::{isolated, write_with_isolates},
    notice::DuplicatesNotice,
    words::labels,
};
use crate::{
    components::{
        alert::Alert,
        button::{Button, ButtonStyle},
        form::Checkbox,
        html::Html,
        lang::current_locale,
        page_header::PageHeader,
        section_card::{SectionCard, SectionColor},
        tone::Tone,
    },
    domain::{fields::FieldId, module::Module},
    i18n::{Locale, td_string},
    pages::{admin::frame::DeskFrame, site::failure::loaded},
    routes,
    server::{
        security::flash::take_flash,
        services::admin::merging::{ComparedPeople, MergePage},
    },
    server_fns::duplicates::{DUPLICATES_FLASH, DuplicatesFlash, MERGE_PEOPLE},
    texts::numbers::grouped,
};

/// The question before a merge.
#[component]
pub fn ConfirmMergePage() -> impl IntoView {
    let locale = current_locale();
    let flash: Option<DuplicatesFlash> = take_flash(DUPLICATES_FLASH);
    view! {
        <DeskFrame title=td_string!(locale, duplicates.confirm_title) current=Some(routes::DESK_DUPLICATES)>
            <PageHeader title=td_string!(locale, duplicates.confirm_title) />
            {flash.map(|flash| view! { <DuplicatesNotice flash /> })}
            {loaded(
                read(),
                |page| match page {
                    MergePage::Asked { codes, same, unknown } => view! { <AskCodes codes same unknown /> }.into_any(),
                    MergePage::Compared(people) => view! { <Question people=*people /> }.into_any(),
                },
            )}
        </DeskFrame>
    }
}

#[component]
fn Question(people: ComparedPeople) -> impl IntoView {
    let locale = current_locale();
    let back = people.query.address(routes::COMPARE_DUPLICATES, &[]);
    let hindrance = if people.changed {
        Some(td_string!(locale, duplicates.changed))
    } else {
        people.refusal.map(|refusal| refusal_text(locale, refusal))
    };
    let chosen = people.fields.iter().map(|(choice, takes)| {
        let from = if *takes { "other" } else { "kept" };
        (choice.input(), from.to_owned())
    });
    let inputs: Vec<_> = people
        .query
        .hidden()
        .into_iter()
        .chain(chosen)
        .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
        .collect();
    let mut sentences = Html::new(r#"<ul class="list-disc space-y-2 ps-6">"#);
    for text in effects(locale, &people) {
        sentences.markup("<li>");
        write_with_isolates(&mut sentences, &text);
        sentences.markup("</li>");
    }
    sentences.markup("</ul>");
    let form = match hindrance {
        Some(text) => view! { <Alert tone=Tone::Warning title=text /> }.into_any(),
        None => {
            let password = (!people.password_fresh).then(|| td_string!(locale, duplicates.password_hint));
            view! {
                <form method="post" action=MERGE_PEOPLE class="section-card flex flex-col gap-5">
                    {inputs}
                    <p>{td_string!(locale, duplicates.undo_hint)} " " {password}</p>
                    <Checkbox name="confirmed" required=true>
                        {td_string!(locale, admin.confirm)}
                    </Checkbox>
                    <div>
                        <Button style=ButtonStyle::Danger wide=true>
                            {td_string!(locale, duplicates.merge)}
                        </Button>
                    </div>
                </form>
            }
            .into_any()
        }
    };
    view! {
        <div class="flex flex-col gap-6">
            <SectionCard color=SectionColor::Red title=td_string!(locale, duplicates.effects)>
                {sentences.into_view()}
            </SectionCard>
            {form}
            <p class="flex flex-wrap gap-x-6">
                <a class="link inline-flex min-h-11 items-center" href=back>
                    {td_string!(locale, duplicates.back)}
                </a>
                <a class="link inline-flex min-h-11 items-center" href=routes::DESK_DUPLICATES>
                    {td_string!(locale, duplicates.back_to_list)}
                </a>
            </p>
        </div>
    }
}

/// Sentences, in which codes and addresses are isolated.
fn effects(locale: Locale, people: &ComparedPeople) -> Vec<String> {
    let (kept, other) = (isolated(&people.kept.head.line.code), isolated(&people.other.head.line.code));
    let effects = &people.effects;
    let taken: Vec<&str> =
        people.fields.iter().filter(|(_, takes)| *takes).map(|(choice, _)| choice.field.name).collect();
    let takes_email = people.fields.iter().any(|(choice, takes)| *takes && choice.field.id == FieldId::Email);
    let email = isolated(&people.other.email);
    let mut all = vec![
        td_string!(locale, duplicates.effect_codes, other = other.clone(), kept = kept.clone()).to_string(),
        if taken.is_empty() {
            td_string!(locale, duplicates.taken_none, other = other.clone()).to_string()
        } else {
            let fields = labels(locale, taken);
            td_string!(locale, duplicates.taken, other = other.clone(), fields = fields).to_string()
        },
    ];
    for module in &effects.moved {
        all.push(match module {
            Module::Main => td_string!(locale, duplicates.effect_moved_main, other = other.clone()).to_string(),
            Module::Cinema => td_string!(locale, duplicates.effect_moved_cinema, other = other.clone()).to_string(),
        });
    }
    if !effects.stricter.is_empty() {
        let fields = labels(locale, effects.stricter.iter().copied());
        all.push(td_string!(locale, duplicates.effect_stricter, fields = fields).to_string());
    }
    if effects.photos_left_out > 0 {
        let count = grouped(locale, u64::try_from(effects.photos_left_out).unwrap_or(u64::MAX));
        all.push(td_string!(locale, duplicates.effect_photos, other = other.clone(), count = count).to_string());
    }
    all.push(td_string!(locale, duplicates.effect_files).to_owned());
    all.push(td_string!(locale, duplicates.effect_kept).to_owned());
    all.push(td_string!(locale, duplicates.effect_ends, other = other.clone()).to_string());
    if takes_email {
        all.push(td_string!(locale, duplicates.effect_email_taken, other = other.clone(), email = email).to_string());
    } else if effects.email_dropped {
        all.push(td_string!(locale, duplicates.effect_email_dropped, other = other.clone(), email = email).to_string());
    }
    if effects.password_moves {
        all.push(td_string!(locale, duplicates.effect_password).to_owned());
    }
    if effects.other_suspended {
        all.push(td_string!(locale, duplicates.effect_suspended, other = other, kept = kept).to_string());
    }
    if effects.approval_ends {
        all.push(td_string!(locale, duplicates.effect_approval).to_owned());
    }
    all
}
