//! Photos made smaller in the browser.

use leptos::{
    wasm_bindgen::{JsCast as _, JsValue},
    web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement, ImageBitmap, window},
};
use wasm_bindgen_futures::JsFuture;

/// Pictures are shrunk to this before they are sent; a phone's is often twice as wide.
const LONGEST_SIDE: f64 = 2048.0;
/// Several previews stand side by side: their canvases stay small.
const LONGEST_SIDE_OF_PREVIEW: f64 = 320.0;
const QUALITY: f64 = 0.9;
/// A quarter of the picture that is tried first, and its colours. JPEG keeps whole units of 16 pixels apart.
const QUARTER: f64 = 16.0;
const QUARTERS: [(&str, [u8; 3]); 4] =
    [("#c82828", [200, 40, 40]), ("#28c828", [40, 200, 40]), ("#2828c8", [40, 40, 200]), ("#c8c8c8", [200; 3])];
const CORNERS: [(f64, f64); 4] = [(0.0, 0.0), (QUARTER, 0.0), (0.0, QUARTER), (QUARTER, QUARTER)];
/// Pixels of a side of it.
const SIDE: usize = 32;
const MIDDLES: [(usize, usize); 4] = [(8, 8), (24, 8), (8, 24), (24, 24)];
/// JPEG changes colours a little, and some browsers change them by one on purpose.
const TOLERANCE: u8 = 30;

/// Whether what is read from a canvas is what was drawn. Browsers that guard against being recognised by it give noise
/// instead, and no error: four known colours go the way of a photo and back.
pub async fn can_be_trusted() -> bool {
    try_known_colours().await.unwrap_or(false)
}

async fn try_known_colours() -> Option<bool> {
    let (drawn, read) = (square()?, square()?);
    let context = context_of(&drawn)?;
    for ((colour, _), (x, y)) in QUARTERS.iter().zip(CORNERS) {
        context.set_fill_style_str(colour);
        context.fill_rect(x, y, QUARTER, QUARTER);
    }
    let bitmap = bitmap_of(&to_jpeg(&drawn).await?).await?;
    let context = context_of(&read)?;
    context.draw_image_with_image_bitmap(&bitmap, 0.0, 0.0).ok()?;
    // Read once: browsers advise against reading one canvas several times.
    let pixels = context.get_image_data(0.0, 0.0, 2.0 * QUARTER, 2.0 * QUARTER).ok()?.data().0;
    let rows: Vec<&[u8]> = pixels.chunks_exact(4 * SIDE).collect();
    Some(QUARTERS.iter().zip(MIDDLES).all(|((_, colour), (x, y))| {
        let pixel = rows.get(y).and_then(|row| row.get(4 * x..4 * x + 4)).unwrap_or_default();
        pixel.len() == 4 && pixel.iter().zip(colour).all(|(read, drawn)| read.abs_diff(*drawn) <= TOLERANCE)
    }))
}

fn square() -> Option<HtmlCanvasElement> {
    let canvas = canvas()?;
    canvas.set_width(32);
    canvas.set_height(32);
    Some(canvas)
}

/// A canvas that is not on the page.
pub fn canvas() -> Option<HtmlCanvasElement> {
    window()?.document()?.create_element("canvas").ok()?.dyn_into().ok()
}

/// Draws the picture upright at a size worth sending.
pub async fn draw(file: &Blob, canvas: &HtmlCanvasElement) -> Option<()> {
    let bitmap = bitmap_of(file).await?;
    let (width, height) = resize(canvas, bitmap.width(), bitmap.height(), LONGEST_SIDE);
    let context = context_of(canvas)?;
    // JPEG has no transparency: what is transparent would turn black.
    context.set_fill_style_str("#ffffff");
    context.fill_rect(0.0, 0.0, width, height);
    context.draw_image_with_image_bitmap_and_dw_and_dh(&bitmap, 0.0, 0.0, width, height).ok()
}

/// Shows what was drawn on another canvas, at a size for a preview.
pub fn show_small(drawn: &HtmlCanvasElement, small: &HtmlCanvasElement) {
    let (width, height) = resize(small, drawn.width(), drawn.height(), LONGEST_SIDE_OF_PREVIEW);
    if let Some(context) = context_of(small) {
        drop(context.draw_image_with_html_canvas_element_and_dw_and_dh(drawn, 0.0, 0.0, width, height));
    }
}

/// Gives a canvas the proportions of a picture, no side longer than this, and answers its size.
fn resize(canvas: &HtmlCanvasElement, width: u32, height: u32, longest: f64) -> (f64, f64) {
    let (width, height) = (f64::from(width), f64::from(height));
    let scale = (longest / width.max(height)).min(1.0);
    let (width, height) = ((width * scale).round().max(1.0), (height * scale).round().max(1.0));
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most 2048")]
    let (wide, high) = (width as u32, height as u32);
    canvas.set_width(wide);
    canvas.set_height(high);
    (width, height)
}

/// What a canvas shows, as a file.
pub async fn to_jpeg(canvas: &HtmlCanvasElement) -> Option<Blob> {
    let canvas = canvas.clone();
    let promise = js_sys::Promise::new(&mut |resolve, reject| {
        let quality = JsValue::from_f64(QUALITY);
        if canvas.to_blob_with_type_and_encoder_options(&resolve, "image/jpeg", &quality).is_err() {
            drop(reject.call0(&JsValue::NULL));
        }
    });
    JsFuture::from(promise).await.ok()?.dyn_into().ok()
}

async fn bitmap_of(file: &Blob) -> Option<ImageBitmap> {
    JsFuture::from(window()?.create_image_bitmap_with_blob(file).ok()?).await.ok()?.dyn_into().ok()
}

fn context_of(canvas: &HtmlCanvasElement) -> Option<CanvasRenderingContext2d> {
    canvas.get_context("2d").ok()??.dyn_into().ok()
}
