//! How the action that was just asked for ended.

use leptos::prelude::*;

use super::texts::answer_text;
use crate::{
    components::{
        alert::Alert,
        button::{Button, ButtonStyle},
        lang::current_locale,
        tone::Tone,
    },
    domain::admin::DeskAnswer,
    i18n::td_string,
    server_fns::admin::REACTIVATE_PERSON,
};

/// A sentence, and after a suspension the way back.
#[component]
pub fn AnswerNotice(
    answer: DeskAnswer,
    /// The code of the person that was acted on.
    #[prop(into, optional)]
    code: Option<String>,
) -> impl IntoView {
    let locale = current_locale();
    let tone = if answer.is_done() { Tone::Success } else { Tone::Warning };
    let undo = code.filter(|_| answer == DeskAnswer::Suspended).map(|code| {
        view! {
            <form method="post" action=REACTIVATE_PERSON>
                <input type="hidden" name="code" value=code />
                <Button style=ButtonStyle::Outline>{td_string!(locale, admin.undo)}</Button>
            </form>
        }
    });
    view! {
        <div class="mb-6">
            <Alert tone autofocus=true title=answer_text(locale, answer)>
                {undo}
            </Alert>
        </div>
    }
}
