//! Documents people send as their CV: taken and served again byte for byte, or refused with what to do.

use http::{Method, StatusCode, header};

use crate::support::{
    browser::Browser,
    files::{UPLOAD, all_files},
    on_both,
    registration::{STEP, typed},
};

/// The case of this name.
macro_rules! case {
    ($name:literal) => {
        ($name, include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/cv/", $name)).as_slice())
    };
}

async fn send(browser: &mut Browser, name: &str, content: &[u8]) -> (StatusCode, serde_json::Value) {
    browser.extra_headers.insert(header::ACCEPT, "application/json".parse().unwrap());
    let page = browser.upload(UPLOAD, &[], &[("cv", name, content)]).await;
    browser.extra_headers.remove(header::ACCEPT);
    (page.status, serde_json::from_slice(&page.bytes).unwrap_or_default())
}

on_both! {
    async fn every_document_has_its_answer(app: TestApp) {
        let mut browser = app.browser();
        let page = browser.get("/auth/register").await;
        browser.submit(&page, STEP, &typed("identity", &[])).await;
        for (name, content) in [
            case!("ordinary.docx"),
            case!("word_online_document2.docx"),
            case!("backslash_paths.docx"),
            case!("zip64_entries.docx"),
            case!("not_compressed.docx"),
            case!("directory_entries.docx"),
            case!("capital_letters.docx"),
            case!("bytes_after_the_archive.docx"),
            case!("word97.doc"),
            case!("word97_template.doc"),
            case!("new_lines_first.pdf"),
            case!("byte_order_mark_first.pdf"),
            case!("after_the_end.pdf"),
            case!("password_only_to_change.pdf"),
            case!("linearized_object_streams.pdf"),
            case!("scan_without_text.pdf"),
        ] {
            let (status, told) = send(&mut browser, name, content).await;
            assert_eq!(status, StatusCode::OK, "{name}: {told}");
            let address = format!("/files/cv/{}", told["cv"].as_str().unwrap());
            let served = browser.request(Method::GET, &address, None).await;
            assert_eq!(served.bytes, content, "{name}");
        }
        let kept = all_files(&app.folder.path().join("storage")).len();
        for ((name, content), sentence) in [
            (case!("macros_called.docx"), "sans macros"),
            (case!("template_called.docx"), "au format DOTX"),
            (case!("opendocument_called.docx"), "au format OpenDocument (ODT)"),
            (case!("word97_cut_in_half.doc"), "incomplet"),
            (case!("outlook_message_called.doc"), "au format Outlook"),
            (case!("publisher_called.doc"), "au format Publisher"),
            (case!("html_called.doc"), "au format page web (HTML)"),
            (case!("wordml2003_called.doc"), "au format Word XML 2003"),
            (case!("header_after_1024_bytes.pdf"), "PDF, DOC ou DOCX"),
            (case!("cut_in_half.pdf"), "Renvoyez-le"),
            (case!("password_to_open.pdf"), "mot de passe"),
            (case!("rc4_128_to_open.pdf"), "mot de passe"),
        ] {
            let (status, told) = send(&mut browser, name, content).await;
            assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{name}: {told}");
            let told = told["errors"][0][1].as_str().unwrap();
            assert!(told.contains(sentence), "{name}: {told}");
        }
        assert_eq!(all_files(&app.folder.path().join("storage")).len(), kept, "a refused file leaves the one before");
    }
}
