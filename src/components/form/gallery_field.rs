//! Several photos in an order.

use leptos::prelude::*;

use super::{
    field_frame::{FieldIds, FieldNotes},
    file_field::{ChooseButton, PHOTO_ACCEPT, picker_labels},
};
use crate::{
    components::{
        button::{Button, ButtonStyle},
        icon::{Icon, IconName},
        lang::current_locale,
    },
    domain::{
        files::{FileKind, GalleryFile, photo::MOST_IN_GALLERY},
        profiles::cinema::GalleryPhoto,
        registration::cinema::{
            fields::GALLERY_ORDER,
            gallery_order::{EARLIER, LATER, UPLOAD},
        },
    },
    i18n::td_string,
    islands::file_picker::{FilePicker, PickerTarget},
};

/// The stored photos, each with buttons that move and remove it, and a field that takes more.
#[component]
pub fn GalleryField(
    /// Where the form goes.
    #[prop(into)]
    address: String,
    photos: Vec<GalleryFile>,
    #[prop(into, optional_no_strip)] error: Option<String>,
) -> impl IntoView {
    let locale = current_locale();
    let name = FileKind::Gallery.field();
    let ids = FieldIds::new(name);
    let anchor = ids.control.clone();
    let control = format!("{anchor}-input");
    let (title, button) = (format!("{control}-label"), format!("{control}-button"));
    let described_by = ids.described_by(true, error.is_some());
    let invalid = error.is_some();
    let (count, room) = (photos.len(), photos.len() < MOST_IN_GALLERY);
    let target = PickerTarget { field: name.to_owned(), address, remove: None, picture: true };
    let tiles = photos
        .into_iter()
        .enumerate()
        .map(|(index, photo)| view! { <Tile photo number=index + 1 count /> })
        .collect_view();
    let more = room.then(|| {
        view! {
            <FilePicker target labels=picker_labels(locale, "")>
                <div class="flex flex-col gap-3 sm:flex-row sm:items-end">
                    <div class="min-w-0 flex-1">
                        <label for=control.clone() id=title.clone() class="mb-1.5 block text-sm font-medium">
                            {td_string!(locale, cinema.gallery_add)}
                        </label>
                        <div class="file-choice">
                            <input
                                id=control.clone()
                                class=if invalid { "file-input file-input-error w-full" } else { "file-input w-full" }
                                type="file"
                                name=name
                                accept=PHOTO_ACCEPT
                                multiple
                                aria-labelledby=format!("{title} {button}")
                                aria-describedby=described_by
                                aria-invalid=invalid.then_some("true")
                            />
                            <ChooseButton id=button control text=td_string!(locale, files.choose_photos) />
                        </div>
                    </div>
                    <div data-refresh>
                        <Button style=ButtonStyle::Outline name="action" value=UPLOAD skip_validation=true wide=true>
                            {td_string!(locale, cinema.gallery_send)}
                        </Button>
                    </div>
                </div>
            </FilePicker>
        }
    });
    view! {
        <fieldset id=anchor tabindex="-1" class="scroll-mt-4">
            <legend class="mb-1.5 font-semibold">
                {td_string!(locale, field.gallery_photos)}
                " "
                <span class="ms-1 text-sm font-normal text-muted">
                    {td_string!(locale, cinema.gallery_count, count = count, max = MOST_IN_GALLERY)}
                </span>
            </legend>
            {(count > 0).then(|| view! { <ol class="mb-4 grid grid-cols-2 gap-4 sm:grid-cols-3">{tiles}</ol> })}
            {more}
            <FieldNotes ids hint=Some(td_string!(locale, cinema.gallery_hint).to_owned()) error />
        </fieldset>
    }
}

#[component]
fn Tile(photo: GalleryFile, number: usize, count: usize) -> impl IntoView {
    let locale = current_locale();
    let button = |name: &'static str, value: String, label: String, icon: AnyView| {
        view! {
            <button
                type="submit"
                class="btn btn-ghost btn-sm min-h-11 min-w-11 px-2"
                name=name
                value=value
                formnovalidate
                aria-label=label
            >
                {icon}
            </button>
        }
    };
    let earlier = (number > 1).then(|| {
        let label = td_string!(locale, cinema.gallery_earlier, number = number);
        let icon = view! { <Icon name=IconName::Back class="size-5" /> }.into_any();
        button("action", format!("{EARLIER}{}", photo.name), label, icon)
    });
    let later = (number < count).then(|| {
        let label = td_string!(locale, cinema.gallery_later, number = number);
        let icon = view! { <Icon name=IconName::Forward class="size-5" /> }.into_any();
        button("action", format!("{LATER}{}", photo.name), label, icon)
    });
    let remove = button(
        "remove",
        format!("{}:{}", FileKind::Gallery.key(), photo.name),
        td_string!(locale, cinema.gallery_remove, number = number),
        view! { <Icon name=IconName::Bin class="size-5" /> }.into_any(),
    );
    let shown = GalleryPhoto::new(photo.name.clone());
    view! {
        <li class="overflow-hidden rounded-box border border-base-300 bg-card">
            <input type="hidden" name=GALLERY_ORDER value=photo.name.clone() />
            <img
                src=shown.address(640)
                alt=td_string!(locale, cinema.gallery_photo, number = number)
                class=format!("portrait rounded-none {}", shown.tint())
                loading="lazy"
            />
            <div class="flex flex-wrap items-center justify-between gap-1 p-1">
                <div class="flex">{earlier} {later}</div>
                {remove}
            </div>
        </li>
    }
}
