//! Sending a file at once: preview, shrinking, progress.

#[cfg(feature = "hydrate")]
mod picture;

use leptos::{html, prelude::*};
use serde::{Deserialize, Serialize};

use super::Words;

/// The picker's texts, in the visitor's language.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct FilePickerLabels {
    /// Names the list of what was chosen.
    pub chosen: String,
    /// While the file is on its way.
    pub sending: String,
    /// The file has arrived.
    pub sent: String,
    /// Some files have arrived, others were refused.
    pub partly: String,
    /// The connection broke.
    pub failed: String,
    /// What the button does that removes the file again.
    pub remove: String,
}

/// What is chosen for, and where it goes.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PickerTarget {
    /// The name of the field.
    pub field: String,
    /// The address that takes files.
    pub address: String,
    /// The value of the button that removes the file again; without one the field takes several files, and the page
    /// shows them once they are there.
    pub remove: Option<String>,
    /// Whether it takes pictures, which are shrunk before they are sent.
    pub picture: bool,
}

/// Where the upload of a chosen file stands.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "on the server nothing is ever on its way"))]
enum Upload {
    Idle,
    /// So many per cent are sent.
    Sending(u32),
    Sent,
    /// A sentence for the visitor; none when the connection broke.
    Refused {
        why: Option<String>,
        /// Whether other files have arrived all the same.
        partly: bool,
    },
}

/// Around a file field. Without script the form sends its files, and the browser's own field names what was chosen. That
/// field speaks the browser's language: here a button in the page's language (`data-choose`) stands in its place, and a
/// list shows what was chosen.
#[island]
pub fn FilePicker(target: PickerTarget, labels: FilePickerLabels, children: Children) -> impl IntoView {
    let root = NodeRef::<html::Div>::new();
    // Filled by hand: it is the browser's alone.
    let list = NodeRef::<html::Ul>::new();
    let (upload, set_upload) = signal(Upload::Idle);
    #[cfg(feature = "hydrate")]
    browser::enhance(root, list, target.clone(), upload, set_upload);
    #[cfg(not(feature = "hydrate"))]
    let _ = set_upload;
    let (removable, removed) = (target.remove.is_some(), target.remove);
    let FilePickerLabels { chosen, sending, sent, partly, failed, remove } = labels;
    let per_cent = move || match upload.get() {
        Upload::Sending(per_cent) => Some(per_cent),
        _ => None,
    };
    let status = move || match upload.get() {
        Upload::Sent => sent.clone(),
        Upload::Sending(_) => sending.clone(),
        Upload::Refused { why, partly: is_partly } => {
            let why = why.unwrap_or_else(|| failed.clone());
            if is_partly { format!("{why} {partly}") } else { why }
        }
        Upload::Idle => String::new(),
    };
    let refused = move || matches!(upload.get(), Upload::Refused { .. });
    view! {
        <div>
            <div node_ref=root>{children()}</div>
            <div class="mt-3 flex flex-col items-start gap-3" hidden=move || upload.get() == Upload::Idle>
                <ul node_ref=list aria-label=chosen class="file-previews"></ul>
                <div class="w-full">
                    <p
                        role="status"
                        class=move || if refused() { "font-medium text-error-strong" } else { "text-muted" }
                        prop:textContent=move || Words(status())
                    ></p>
                    <progress
                        class="progress progress-primary w-full"
                        max="100"
                        aria-hidden="true"
                        hidden=move || per_cent().is_none()
                        prop:value=move || per_cent().unwrap_or(0)
                    ></progress>
                </div>
                <button
                    type="submit"
                    class="btn btn-outline btn-sm min-h-11 border-base-content/30"
                    name="remove"
                    value=removed
                    formnovalidate
                    hidden=move || !removable || upload.get() != Upload::Sent
                    prop:textContent=Words(remove)
                ></button>
            </div>
        </div>
    }
}

#[cfg(feature = "hydrate")]
mod browser {
    use leptos::{
        html,
        prelude::*,
        task::spawn_local,
        wasm_bindgen::{JsCast as _, JsValue},
        web_sys::{
            Blob, Element, Event, EventTarget, File, FileList, FormData, HtmlCanvasElement, HtmlElement,
            HtmlInputElement, ProgressEvent, XmlHttpRequest, window,
        },
    };
    use wasm_bindgen_futures::JsFuture;

    use super::{PickerTarget, Upload, picture};
    use crate::islands::dom::{find, find_all, on, show};

    pub fn enhance(
        root: NodeRef<html::Div>,
        list: NodeRef<html::Ul>,
        target: PickerTarget,
        upload: ReadSignal<Upload>,
        set_upload: WriteSignal<Upload>,
    ) {
        Effect::new(move |_| {
            let (Some(root), Some(list)) = (root.get(), list.get()) else { return };
            let (root, list): (Element, Element) = (root.into(), list.into());
            let Some(input) = find::<HtmlInputElement>(&root, "input[type=file]") else { return };
            if let Some(button) = find::<HtmlElement>(&root, "[data-choose]") {
                // The field lies over the button, unseen: fingers, keys and dropped files reach it as before.
                input.set_class_name("file-own");
                show(&button, true);
            }
            // Files are sent as soon as they are chosen.
            show_refresh(&root, false);
            if let Some(form) = input.form() {
                hold_back(&form, upload);
            }
            let (target, chosen) = (target.clone(), input.clone());
            let follow = move || {
                let files = chosen.files();
                let count = files.as_ref().map_or(0, FileList::length);
                let files: Vec<File> = (0..count).filter_map(|index| files.as_ref()?.get(index)).collect();
                if files.is_empty() {
                    return;
                }
                set_upload.set(Upload::Sending(0));
                let sender = Sender {
                    target: target.clone(),
                    root: root.clone(),
                    list: list.clone(),
                    input: chosen.clone(),
                    set_upload,
                };
                spawn_local(sender.send_all(files));
            };
            // On a slow line a file is chosen before this code is there.
            follow();
            on(&input, "change", move |_: Event| follow());
        });
    }

    /// Takes what was chosen to the server, a file after the other.
    struct Sender {
        target: PickerTarget,
        root: Element,
        list: Element,
        input: HtmlInputElement,
        set_upload: WriteSignal<Upload>,
    }

    impl Sender {
        async fn send_all(self, files: Vec<File>) {
            let (count, several) = (files.len(), self.target.remove.is_none());
            let previews = self.list_chosen(&files);
            let is_shrunk = self.target.picture && picture::can_be_trusted().await;
            let canvas = picture::canvas().filter(|_| self.target.picture);
            let mut refusals = Vec::new();
            let (mut arrived, mut broken) = (0, false);
            for (index, (file, preview)) in files.into_iter().zip(previews).enumerate() {
                let name = file.name();
                let drawn = match &canvas {
                    Some(canvas) => picture::draw(&file, canvas).await.map(|()| canvas),
                    None => None,
                };
                match (drawn, preview) {
                    (Some(canvas), Some(preview)) => picture::show_small(canvas, &preview),
                    (None, Some(preview)) => preview.remove(),
                    (_, None) => {}
                }
                let shrunk = match drawn {
                    Some(canvas) if is_shrunk => picture::to_jpeg(canvas).await,
                    _ => None,
                };
                // What the browser cannot draw, or read back, the server judges as it is.
                let file = shrunk.unwrap_or_else(|| file.unchecked_into());
                let part = Part { before: index, of: count };
                match post(&self.target, &file, &name, part, self.set_upload).await {
                    Ok(()) => arrived += 1,
                    Err(Some(sentence)) if several => refusals.push(format!("{name} : {sentence}")),
                    Err(Some(sentence)) => refusals.push(sentence),
                    Err(None) => broken = true,
                }
            }
            if several || (refusals.is_empty() && !broken) {
                // It is there: the form need not send it again.
                self.input.set_value("");
            }
            if broken || !refusals.is_empty() {
                let (why, partly) = ((!broken).then(|| refusals.join(" ")), arrived > 0);
                // Those that have arrived are seen when the page is shown again.
                show_refresh(&self.root, partly);
                self.set_upload.set(Upload::Refused { why, partly });
                return;
            }
            self.set_upload.set(Upload::Sent);
            // What was there before is replaced.
            for kept in find_all::<HtmlElement>(&self.root, "[data-kept]") {
                show(&kept, false);
            }
            if let Some(refresh) = find::<HtmlElement>(&self.root, "[data-refresh] button") {
                refresh.click();
            }
        }

        /// Lists what was chosen by name, and answers the canvas beside each name for its picture.
        fn list_chosen(&self, files: &[File]) -> Vec<Option<HtmlCanvasElement>> {
            self.list.set_text_content(None);
            files.iter().map(|file| self.list_one(&file.name())).collect()
        }

        fn list_one(&self, name: &str) -> Option<HtmlCanvasElement> {
            let document = window()?.document()?;
            let (item, words) = (document.create_element("li").ok()?, document.create_element("bdi").ok()?);
            words.set_text_content(Some(name));
            let preview = picture::canvas().filter(|_| self.target.picture);
            if let Some(preview) = &preview {
                // The name says it.
                preview.set_attribute("aria-hidden", "true").ok()?;
                item.append_child(preview).ok()?;
            }
            item.append_child(&words).ok()?;
            self.list.append_child(&item).ok()?;
            preview
        }
    }

    /// Shows or hides the button that sends several files without script, and afterwards shows the page again.
    fn show_refresh(root: &Element, visible: bool) {
        if let Some(refresh) = find::<HtmlElement>(root, "[data-refresh]") {
            show(&refresh, visible);
        }
    }

    /// Which of how many files is on its way.
    #[derive(Clone, Copy)]
    struct Part {
        before: usize,
        of: usize,
    }

    impl Part {
        /// Of a hundred, when this share of the file is sent.
        fn per_cent(self, share: f64) -> u32 {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                clippy::cast_precision_loss,
                reason = "0 to 100"
            )]
            let per_cent = ((self.before as f64 + share) / self.of.max(1) as f64 * 100.0) as u32;
            per_cent
        }
    }

    /// While a file is on its way, the buttons of its form do nothing.
    fn hold_back(form: &EventTarget, upload: ReadSignal<Upload>) {
        on(form, "submit", move |event: Event| {
            if matches!(upload.get_untracked(), Upload::Sending(_)) {
                event.prevent_default();
            }
        });
    }

    /// `fetch` reports no upload progress, so this is the older way. An error is the server's sentence, or nothing when
    /// the connection broke.
    async fn post(
        target: &PickerTarget,
        file: &Blob,
        name: &str,
        part: Part,
        set_upload: WriteSignal<Upload>,
    ) -> Result<(), Option<String>> {
        let request = begin(target, file, name, part, set_upload).map_err(|_| None)?;
        let ended = js_sys::Promise::new(&mut |resolve, _| {
            for event in ["load", "error"] {
                let resolve = resolve.clone();
                on(&request, event, move |_: Event| drop(resolve.call0(&JsValue::NULL)));
            }
        });
        drop(JsFuture::from(ended).await);
        if request.status().unwrap_or(0) == 200 {
            return Ok(());
        }
        Err(request.response_text().ok().flatten().and_then(|text| first_error(&text)))
    }

    fn begin(
        target: &PickerTarget,
        file: &Blob,
        name: &str,
        part: Part,
        set_upload: WriteSignal<Upload>,
    ) -> Result<XmlHttpRequest, JsValue> {
        let form = FormData::new()?;
        form.append_with_blob_and_filename(&target.field, file, name)?;
        let request = XmlHttpRequest::new()?;
        request.open("POST", &target.address)?;
        request.set_request_header("Accept", "application/json")?;
        on(request.upload()?.as_ref(), "progress", move |event: ProgressEvent| {
            if event.length_computable() && event.total() > 0.0 {
                set_upload.set(Upload::Sending(part.per_cent(event.loaded() / event.total())));
            }
        });
        request.send_with_opt_form_data(Some(&form))?;
        Ok(request)
    }

    /// The sentence of `{"errors": [["photo", "…"]]}` about the file, or of `{"detail": "…"}` about the request.
    fn first_error(text: &str) -> Option<String> {
        let told = js_sys::JSON::parse(text).ok()?;
        let part = |name: &str| js_sys::Reflect::get(&told, &JsValue::from_str(name)).ok();
        let of_file = || -> Option<String> {
            let errors: js_sys::Array = part("errors")?.dyn_into().ok()?;
            let first: js_sys::Array = errors.get(0).dyn_into().ok()?;
            first.get(1).as_string()
        };
        of_file().or_else(|| part("detail")?.as_string())
    }
}
