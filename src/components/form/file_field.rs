//! A file to choose, and the one already stored.

use super::field_frame::{FieldIds, FieldNotes, LabelText};
use crate::{
    components::{
        icon::{Icon, IconName},
        lang::current_locale,
    },
    domain::files::{CvFile, FileKind, photo::Photo},
    i18n::{Locale, td_string},
    islands::file_picker::{FilePicker, FilePickerLabels, PickerTarget},
};
use leptos::prelude::*;

/// What browsers offer to choose. Naming these two makes phones convert their own formats.
pub(super) const PHOTO_ACCEPT: &str = "image/jpeg,image/png";
const CV_ACCEPT: &str = ".pdf,.doc,.docx,application/pdf,application/msword,\
                         application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// A file input with label, hint and error. It stands in a form with `method="post" enctype="multipart/form-data"` that
/// goes to an address for files. What is stored already (the children) stands above it, with a button that removes it.
#[component]
fn FileField(
    kind: FileKind,
    /// The field's name in this form.
    #[prop(into)]
    name: String,
    /// Where the form goes.
    #[prop(into)]
    address: String,
    #[prop(into)] label: String,
    #[prop(into)] hint: String,
    #[prop(into, optional_no_strip)] error: Option<String>,
    /// Whether a file is stored; the children show it.
    kept: bool,
    children: Children,
) -> impl IntoView {
    let locale = current_locale();
    let key = kind.key();
    let ids = FieldIds::new(&name);
    let described_by = ids.described_by(true, error.is_some());
    let invalid = error.is_some();
    let (title, button) = (format!("{}-label", ids.control), format!("{}-button", ids.control));
    let (accept, choose) = if kind == FileKind::Cv {
        (CV_ACCEPT, td_string!(locale, files.choose_cv))
    } else {
        (PHOTO_ACCEPT, td_string!(locale, files.choose_photo))
    };
    let target =
        PickerTarget { field: name.clone(), address, remove: Some(key.to_owned()), picture: kind != FileKind::Cv };
    view! {
        <FilePicker target labels=picker_labels(locale, remove_label(locale, kind))>
            <div>
                <label for=ids.control.clone() id=title.clone() class="mb-1.5 block">
                    <LabelText label required=false />
                </label>
                {kept
                    .then(|| {
                        view! {
                            <div class="mb-3 flex flex-wrap items-center gap-4" data-kept=key>
                                {children()}
                                <button
                                    type="submit"
                                    class="btn btn-outline btn-sm min-h-11 border-base-content/30"
                                    name="remove"
                                    value=key
                                    formnovalidate
                                    aria-label=remove_label(locale, kind)
                                >
                                    {td_string!(locale, files.remove)}
                                </button>
                            </div>
                        }
                    })}
                <div class="file-choice">
                    <input
                        id=ids.control.clone()
                        class=if invalid { "file-input file-input-error w-full" } else { "file-input w-full" }
                        type="file"
                        name=name
                        accept=accept
                        aria-labelledby=format!("{title} {button}")
                        aria-describedby=described_by
                        aria-invalid=invalid.then_some("true")
                    />
                    <ChooseButton id=button control=ids.control.clone() text=choose />
                </div>
                <FieldNotes ids hint=Some(hint) error />
            </div>
        </FilePicker>
    }
}

/// A button in the page's language, which the page's program shows in place of the file field before it.
#[component]
pub fn ChooseButton(id: String, control: String, text: &'static str) -> impl IntoView {
    view! {
        <label id=id for=control class="btn btn-outline min-h-11 border-base-content/30" data-choose hidden>
            {text}
        </label>
    }
}

fn remove_label(locale: Locale, kind: FileKind) -> &'static str {
    match kind {
        FileKind::Cv => td_string!(locale, files.remove_cv),
        FileKind::Photo | FileKind::Gallery | FileKind::IdPhoto | FileKind::Poster => {
            td_string!(locale, files.remove_photo)
        }
    }
}

/// The texts of the island around a file field.
pub(super) fn picker_labels(locale: Locale, remove: &str) -> FilePickerLabels {
    FilePickerLabels {
        chosen: td_string!(locale, files.chosen).to_owned(),
        sending: td_string!(locale, files.sending).to_owned(),
        sent: td_string!(locale, files.sent).to_owned(),
        partly: td_string!(locale, files.partly).to_owned(),
        failed: td_string!(locale, files.failed).to_owned(),
        remove: remove.to_owned(),
    }
}

/// The photo of a profile, with the one that is stored.
#[component]
pub fn PhotoField(
    /// The field's name in this form.
    #[prop(into, default = "photo".to_owned())]
    name: String,
    /// Where the form goes.
    #[prop(into)]
    address: String,
    #[prop(into)] label: String,
    #[prop(optional_no_strip)] photo: Option<Photo>,
    /// The photo the person has already: it stays unless another one is chosen.
    #[prop(optional_no_strip)]
    elsewhere: Option<Photo>,
    #[prop(into, optional_no_strip)] error: Option<String>,
) -> impl IntoView {
    let locale = current_locale();
    let kept = photo.is_some();
    let elsewhere = elsewhere.filter(|_| !kept).map(|photo| {
        view! {
            <div class="mb-3 flex flex-wrap items-center gap-4" data-kept="elsewhere">
                <KeptPhoto photo />
                <p class="min-w-0 flex-1 text-muted">{td_string!(locale, files.photo_elsewhere)}</p>
            </div>
        }
    });
    view! {
        <div>
            {elsewhere}
            <FileField
                name
                address
                kind=FileKind::Photo
                label
                hint=td_string!(locale, field.photo_hint)
                error
                kept
            >
                {photo.map(|photo| view! { <KeptPhoto photo /> })}
            </FileField>
        </div>
    }
}

#[component]
fn KeptPhoto(photo: Photo) -> impl IntoView {
    let locale = current_locale();
    view! {
        <img
            src=photo.address(160)
            srcset=photo.srcset()
            sizes="112px"
            alt=td_string!(locale, files.photo_kept)
            class=format!("portrait max-w-28 {}", photo.tint())
        />
    }
}

/// The photo of an identity document. It is never shown in a form: only that it is there.
#[component]
pub fn IdPhotoField(
    /// Where the form goes.
    #[prop(into)]
    address: String,
    kept: bool,
    #[prop(into, optional_no_strip)] error: Option<String>,
) -> impl IntoView {
    let locale = current_locale();
    view! {
        <FileField
            name=FileKind::IdPhoto.field()
            address
            kind=FileKind::IdPhoto
            label=td_string!(locale, field.id_photo)
            hint=td_string!(locale, field.id_photo_hint)
            error
            kept
        >
            <p class="inline-flex items-center gap-2 font-medium">
                <Icon name=IconName::Check />
                {td_string!(locale, cinema.id_photo_kept)}
            </p>
        </FileField>
    }
}

/// The field `cv`, with the document that is stored.
#[component]
pub fn CvField(
    /// Where the form goes.
    #[prop(into)]
    address: String,
    #[prop(optional_no_strip)] cv: Option<CvFile>,
    #[prop(into, optional_no_strip)] error: Option<String>,
) -> impl IntoView {
    let locale = current_locale();
    let kept = cv.is_some();
    view! {
            <FileField
                name=FileKind::Cv.field()
                address
                kind=FileKind::Cv
                label=td_string!(locale, field.cv)
                hint=td_string!(locale, field.cv_hint)
                error
                kept
            >
                {cv.map(|cv| view! { <CvLink cv /> })}
            </FileField>
    }
}

/// A stored CV, which its owner and administrators may open.
#[component]
pub fn CvLink(cv: CvFile) -> impl IntoView {
    view! {
        <a class="link inline-flex min-h-11 items-center gap-2" href=format!("/files/cv/{}", cv.name)>
            <Icon name=IconName::Check />
            <bdi>{cv.file_name}</bdi>
            <span class="text-sm text-muted">{kilobytes(cv.bytes)}</span>
        </a>
    }
}

/// A size as people read it.
fn kilobytes(bytes: i64) -> String {
    let locale = current_locale();
    td_string!(locale, files.kilobytes, count = (bytes + 1023) / 1024)
}
