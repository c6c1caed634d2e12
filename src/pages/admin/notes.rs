//! What administrators wrote down about a person.

use leptos::prelude::*;

use crate::{
    components::{
        button::{Button, ButtonStyle},
        form::TextArea,
        lang::current_locale,
        local_time::LocalTime,
        section_card::{SectionCard, SectionColor},
    },
    domain::admin::LONGEST_NOTE,
    i18n::td_string,
    server::services::admin::notes::Note,
    server_fns::admin::{ADD_NOTE, REMOVE_NOTE},
};

/// The notes, newest first, below the form for another one.
#[component]
pub fn Notes(code: String, notes: Vec<Note>) -> impl IntoView {
    let locale = current_locale();
    let about = code.clone();
    let line = move |note: Note| {
        view! {
            <li>
                <p class="whitespace-pre-line wrap-anywhere" dir="auto">
                    {note.text}
                </p>
                <p class="text-sm text-muted">
                    <LocalTime moment=note.at />
                    " · "
                    <bdi class="break-all" dir="ltr">
                        {note.author}
                    </bdi>
                </p>
                <form method="post" action=REMOVE_NOTE>
                    <input type="hidden" name="code" value=about.clone() />
                    <input type="hidden" name="note" value=note.id.to_string() />
                    <Button style=ButtonStyle::Quiet>{td_string!(locale, admin.note_remove)}</Button>
                </form>
            </li>
        }
    };
    view! {
        <SectionCard
            color=SectionColor::Yellow
            title=td_string!(locale, admin.notes)
            intro=td_string!(locale, admin.notes_hint)
        >
            <form method="post" action=ADD_NOTE class="flex flex-col gap-4">
                <input type="hidden" name="code" value=code />
                <TextArea
                    name="text"
                    label=td_string!(locale, admin.note_new)
                    maxlength=u32::try_from(LONGEST_NOTE).unwrap_or(u32::MAX)
                    rows=3
                    required=true
                />
                <div>
                    <Button style=ButtonStyle::Outline wide=true>
                        {td_string!(locale, admin.note_add)}
                    </Button>
                </div>
            </form>
            <ol class="desk-list">{notes.into_iter().map(line).collect_view()}</ol>
        </SectionCard>
    }
}
