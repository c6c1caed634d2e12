//! `/admin/imports/new`: a spreadsheet is sent.

use leptos::prelude::*;

use super::words::sheet_problem_text;
use crate::{
    components::{
        alert::Alert,
        button::Button,
        form::{FieldIds, FieldNotes},
        lang::current_locale,
        page_header::PageHeader,
        tone::Tone,
    },
    domain::import::sheet::SheetProblem,
    i18n::td_string,
    pages::admin::frame::DeskFrame,
    routes,
    server::security::flash::{IMPORT_PROBLEM, take_flash},
};

/// The form that sends a file.
#[component]
pub fn DeskNewImportPage() -> impl IntoView {
    let locale = current_locale();
    let title = td_string!(locale, import.new);
    let problem: Option<SheetProblem> = take_flash(IMPORT_PROBLEM);
    let problem = problem.map(|problem| {
        let title = sheet_problem_text(locale, problem);
        view! {
            <div class="mb-6">
                <Alert tone=Tone::Error title autofocus=true />
            </div>
        }
    });
    let ids = FieldIds::new("file");
    let described_by = ids.described_by(true, false);
    view! {
        <DeskFrame title current=Some(routes::DESK_IMPORTS)>
            <PageHeader title lead=td_string!(locale, import.new_lead) />
            {problem}
            <form
                method="post"
                action=routes::SEND_IMPORT
                enctype="multipart/form-data"
                class="section-card flex flex-col gap-4"
            >
                <div>
                    <label for=ids.control.clone() class="mb-1.5 block font-semibold">
                        {td_string!(locale, import.file)}
                    </label>
                    <input
                        id=ids.control.clone()
                        class="file-input w-full"
                        type="file"
                        name="file"
                        accept=".csv,.txt,.tsv,text/csv,text/plain"
                        required
                        aria-describedby=described_by
                    />
                    <FieldNotes ids hint=Some(td_string!(locale, import.file_hint).to_owned()) error=None />
                </div>
                <div>
                    <Button>{td_string!(locale, import.send)}</Button>
                </div>
            </form>
        </DeskFrame>
    }
}
