//! Sending a file at once: preview, shrinking, progress.

#[cfg(feature = "hydrate")]
mod picture;

use leptos::prelude::*;

/// The picker's texts, in the visitor's language.
#[cfg(feature = "ssr")]
#[derive(Debug, Clone)]
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
#[cfg(feature = "ssr")]
#[derive(Debug, Clone)]
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

/// Around a file field. Without script the form sends its files, and the browser's own field names what was chosen. That
/// field speaks the browser's language: here a button in the page's language (`data-choose`) stands in its place, and a
/// list shows what was chosen.
#[cfg(feature = "ssr")]
#[component]
pub fn FilePicker(target: PickerTarget, labels: FilePickerLabels, children: Children) -> impl IntoView {
    let FilePickerLabels { chosen, sending, sent, partly, failed, remove } = labels;
    let PickerTarget { field, address, remove: removed, picture } = target;
    let button = removed.map(|removed| {
        view! {
            <button
                type="submit"
                class="btn btn-outline btn-sm min-h-11 border-base-content/30"
                name="remove"
                value=removed
                formnovalidate
                data-remove-sent
                hidden
            >
                {remove}
            </button>
        }
    });
    view! {
        <FilePickerIsland>
            <div>{children()}</div>
            <div
                class="mt-3 flex flex-col items-start gap-3"
                data-upload=field
                data-address=address
                data-picture=picture.then_some("")
                hidden
            >
                <ul aria-label=chosen class="file-previews"></ul>
                <div class="w-full">
                    <p
                        role="status"
                        class="text-muted"
                        data-sending=sending
                        data-sent=sent
                        data-partly=partly
                        data-failed=failed
                    ></p>
                    <progress class="progress progress-primary w-full" max="100" aria-hidden="true" hidden></progress>
                </div>
                {button}
            </div>
        </FilePickerIsland>
    }
}

#[island]
fn FilePickerIsland(children: Children) -> impl IntoView {
    super::around(
        children,
        #[cfg(feature = "hydrate")]
        browser::start,
    )
}

#[cfg(feature = "hydrate")]
mod browser {
    use std::{cell::Cell, rc::Rc};

    use leptos::{
        wasm_bindgen::{JsCast as _, JsValue},
        web_sys::{
            Blob, Element, File, FileList, FormData, HtmlCanvasElement, HtmlElement, HtmlInputElement,
            HtmlProgressElement, ProgressEvent, XmlHttpRequest,
        },
    };
    use wasm_bindgen_futures::{JsFuture, spawn_local};

    use super::picture;
    use crate::islands::dom::{attribute, document, find, find_all, on, property, say, show};

    /// Where the upload of a chosen file stands.
    enum Upload {
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

    pub fn start(root: Element) {
        let Some(sender) = sender(&root) else { return };
        if let Some(button) = find::<HtmlElement>(&root, "[data-choose]") {
            // The field lies over the button, unseen: fingers, keys and dropped files reach it as before.
            sender.input.set_class_name("file-own");
            show(&button, true);
        }
        // Files are sent as soon as they are chosen.
        sender.show_refresh(false);
        let on_its_way = sender.is_sending.clone();
        if let Some(form) = sender.input.form() {
            // While a file is on its way, the buttons of its form do nothing.
            on(&form, "submit", move |event| {
                if on_its_way.get() {
                    event.prevent_default();
                }
            });
        }
        let input = sender.input.clone();
        let follow = move || {
            let files = sender.input.files();
            let count = files.as_ref().map_or(0, FileList::length);
            let files: Vec<File> = (0..count).filter_map(|index| files.as_ref()?.get(index)).collect();
            if !files.is_empty() {
                sender.tell(&Upload::Sending(0));
                spawn_local(sender.clone().send_all(files));
            }
        };
        // On a slow line a file is chosen before this code is there.
        follow();
        on(&input, "change", move |_| follow());
    }

    /// Takes what was chosen to the server, a file after the other.
    #[derive(Clone)]
    struct Sender {
        root: Element,
        input: HtmlInputElement,
        /// What shows where an upload stands; holds where files go.
        shown: HtmlElement,
        list: Element,
        status: Element,
        progress: HtmlProgressElement,
        /// The button that removes the file again; without one the field takes several files.
        remove: Option<HtmlElement>,
        is_sending: Rc<Cell<bool>>,
    }

    fn sender(root: &Element) -> Option<Sender> {
        let shown: HtmlElement = find(root, "[data-upload]")?;
        Some(Sender {
            root: root.clone(),
            input: find(root, "input[type=file]")?,
            list: find(&shown, ".file-previews")?,
            status: find(&shown, "[data-sending]")?,
            progress: find(&shown, "progress")?,
            remove: find(&shown, "[data-remove-sent]"),
            shown,
            is_sending: Rc::default(),
        })
    }

    impl Sender {
        /// Shows where the upload stands.
        fn tell(&self, upload: &Upload) {
            let text = |name: &str| attribute(&self.status, name);
            let words = match upload {
                Upload::Sending(_) => text("data-sending"),
                Upload::Sent => text("data-sent"),
                Upload::Refused { why, partly } => {
                    let why = why.clone().unwrap_or_else(|| text("data-failed"));
                    if *partly { format!("{why} {}", text("data-partly")) } else { why }
                }
            };
            let per_cent = if let Upload::Sending(per_cent) = upload { Some(*per_cent) } else { None };
            let is_refused = matches!(upload, Upload::Refused { .. });
            self.is_sending.set(per_cent.is_some());
            show(&self.shown, true);
            self.status.set_class_name(if is_refused { "font-medium text-error-strong" } else { "text-muted" });
            say(&self.status, &words);
            self.progress.set_value(f64::from(per_cent.unwrap_or(0)));
            show(&self.progress, per_cent.is_some());
            if let Some(remove) = &self.remove {
                show(remove, matches!(upload, Upload::Sent));
            }
        }

        fn takes_pictures(&self) -> bool {
            self.shown.has_attribute("data-picture")
        }

        /// Shows or hides the button that sends several files without script, and afterwards shows the page again.
        fn show_refresh(&self, visible: bool) {
            if let Some(refresh) = find::<HtmlElement>(&self.root, "[data-refresh]") {
                show(&refresh, visible);
            }
        }

        async fn send_all(self, files: Vec<File>) {
            let (count, several) = (files.len(), self.remove.is_none());
            let previews = self.list_chosen(&files);
            let is_shrunk = self.takes_pictures() && picture::can_be_trusted().await;
            let canvas = picture::canvas().filter(|_| self.takes_pictures());
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
                match self.post(&file, &name, part).await {
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
                self.show_refresh(partly);
                self.tell(&Upload::Refused { why, partly });
                return;
            }
            self.tell(&Upload::Sent);
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
            let document = document()?;
            let (item, words) = (document.create_element("li").ok()?, document.create_element("bdi").ok()?);
            words.set_text_content(Some(name));
            let preview = picture::canvas().filter(|_| self.takes_pictures());
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

    impl Sender {
        /// `fetch` reports no upload progress, so this is the older way. An error is the server's sentence, or nothing
        /// when the connection broke.
        async fn post(&self, file: &Blob, name: &str, part: Part) -> Result<(), Option<String>> {
            let request = self.begin(file, name, part).map_err(|_| None)?;
            let ended = js_sys::Promise::new(&mut |resolve, _| {
                for event in ["load", "error"] {
                    let resolve = resolve.clone();
                    on(&request, event, move |_| drop(resolve.call0(&JsValue::NULL)));
                }
            });
            drop(JsFuture::from(ended).await);
            if request.status().unwrap_or(0) == 200 {
                return Ok(());
            }
            Err(request.response_text().ok().flatten().and_then(|text| first_error(&text)))
        }

        fn begin(&self, file: &Blob, name: &str, part: Part) -> Result<XmlHttpRequest, JsValue> {
            let form = FormData::new()?;
            form.append_with_blob_and_filename(&attribute(&self.shown, "data-upload"), file, name)?;
            let request = XmlHttpRequest::new()?;
            request.open("POST", &attribute(&self.shown, "data-address"))?;
            request.set_request_header("Accept", "application/json")?;
            let sender = self.clone();
            on(request.upload()?.as_ref(), "progress", move |event| {
                let event: ProgressEvent = event.unchecked_into();
                if event.length_computable() && event.total() > 0.0 {
                    sender.tell(&Upload::Sending(part.per_cent(event.loaded() / event.total())));
                }
            });
            request.send_with_opt_form_data(Some(&form))?;
            Ok(request)
        }
    }

    /// The sentence of `{"errors": [["photo", "…"]]}` about the file, or of `{"detail": "…"}` about the request.
    fn first_error(text: &str) -> Option<String> {
        let told = js_sys::JSON::parse(text).ok()?;
        let of_file = || -> Option<String> {
            let errors: js_sys::Array = property(&told, "errors").dyn_into().ok()?;
            let first: js_sys::Array = errors.get(0).dyn_into().ok()?;
            first.get(1).as_string()
        };
        of_file().or_else(|| property(&told, "detail").as_string())
    }
}
