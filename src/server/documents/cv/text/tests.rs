use super::*;

/// A PDF of one page with these contents.
fn page(contents: &str) -> Vec<u8> {
    format!(
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595 842]>>endobj\n\
         3 0 obj<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj\n\
         4 0 obj<</Length {}>>stream\n{contents}\nendstream endobj\n\
         5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF",
        contents.len()
    )
    .into_bytes()
}

fn read(contents: &str) -> Collected {
    pdf::read(&page(contents)).unwrap()
}

#[test]
fn what_no_reader_sees_is_counted_and_left_out() {
    let seen = "BT /F1 11 Tf 1 0 0 1 50 700 Tm (Seen) Tj ET ";
    for (hidden, left_out) in [
        ("BT /F1 11 Tf 1 g 50 600 Td (give 100) Tj ET", true),
        ("BT /F1 0.5 Tf 50 600 Td (give 100) Tj ET", true),
        ("BT /F1 11 Tf -900 600 Td (give 100) Tj ET", true),
        ("BT /F1 11 Tf 3 Tr 50 600 Td (give 100) Tj ET", true),
        ("0.2 0.2 0.4 rg 0 580 200 60 re f BT /F1 11 Tf 0.2 0.2 0.4 rg 50 600 Td (give 100) Tj ET", true),
        // White on a coloured column is how many CVs look.
        ("0.2 0.2 0.4 rg 0 580 200 60 re f BT /F1 11 Tf 1 g 50 600 Td (give 100) Tj ET", false),
        ("q 1 g Q BT /F1 11 Tf 50 600 Td (give 100) Tj ET", false),
    ] {
        let read = read(&format!("{seen}{hidden}"));
        assert_eq!(read.hidden, if left_out { 7 } else { 0 }, "{hidden}");
        assert_eq!(read.text.contains("give 100"), !left_out, "{hidden}");
        assert!(read.text.starts_with("Seen\n"), "{:?}", read.text);
    }
}

#[test]
fn columns_follow_each_other_as_they_are_drawn() {
    let read = read(
        "BT /F1 11 Tf 50 700 Td (Exp) Tj (\\351rience) Tj 0 -14 Td (2019 - 2022) Tj ET BT /F1 11 Tf 350 700 Td [(Lan) -20 (gues)] TJ ET",
    );
    assert_eq!(read.text, "Expérience\n2019 - 2022\nLangues\n");
}

#[test]
fn kept_files_are_text_or_a_reason() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/cv");
    let mut known = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        // Damaged in the middle, too.
        for length in [bytes.len(), bytes.len() / 2, 10] {
            known += usize::from(read_text(&bytes[..length]).is_ok());
        }
    }
    assert!(known > 0, "no file has text");
    let scan = std::fs::read(format!("{folder}/scan_without_text.pdf")).unwrap();
    assert_eq!(read_text(&scan), Err(NoText::Scan));
    let locked = std::fs::read(format!("{folder}/password_only_to_change.pdf")).unwrap();
    assert_eq!(read_text(&locked), Err(NoText::Locked));
}

/// Where a document is damaged, the reader ends, and does not panic.
#[test]
fn mutations_end() {
    let mut random = fastrand::Rng::with_seed(22);
    let whole = page("BT /F1 11 Tf 50 700 Td (Some words of a page) Tj [(and) -300 (more)] TJ ET 0 0 10 10 re f");
    for _ in 0..2_000 {
        let mut bytes = whole.clone();
        for _ in 0..random.usize(1..8) {
            let at = random.usize(..bytes.len());
            bytes[at] = random.u8(..);
        }
        let _ = pdf::read(&bytes);
    }
}

#[test]
fn pictures_of_pages_and_signs_without_letters_are_no_text() {
    let of = |text: &str| {
        let mut collected = Collected::default();
        collected.add(text);
        judged(collected)
    };
    assert_eq!(of("Page 1"), Err(NoText::Scan));
    assert_eq!(of(&"#!$%& ".repeat(100)), Err(NoText::Scan));
    let text = of(&format!("{}\n\n\n  Fin  \n", "mot ".repeat(30))).unwrap().text;
    assert!(text.ends_with("mot\n\nFin"), "{text:?}");
}
