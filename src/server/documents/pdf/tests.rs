use super::{
    badges::{BadgeFace, BadgeSheet, BadgeSize},
    card::CardBook,
    contact_sheet::{ContactSheet, SheetFace, SheetSize},
    list::{MOST_TAGGED_ROWS, PdfListColumn, PdfListFrame, PdfListWriter},
    read_back::ReadPdf,
};
use crate::{
    domain::lang::Lang,
    server::documents::person_card::{CardGallery, CardPart, CardSection, CardTone, PersonCard},
};

fn frame(lang: Lang, rows: usize) -> PdfListFrame {
    let column = |head: &str, share| PdfListColumn { head: head.to_owned(), share };
    PdfListFrame {
        lang,
        title: "Liste".to_owned(),
        subtitle: "Ville : Casablanca".to_owned(),
        made_by: "Établi le 30/11/2026".to_owned(),
        empty: "Aucune personne".to_owned(),
        columns: vec![column("Code", 1.0), column("Nom", 1.6), column("E-mail", 2.0), column("Observations", 2.0)],
        rows,
    }
}

fn list(lang: Lang, rows: &[&[&str]]) -> Vec<u8> {
    let mut list = PdfListWriter::begin(Vec::new(), frame(lang, rows.len())).unwrap();
    for row in rows {
        list.row(row).unwrap();
    }
    list.finish().unwrap().0
}

/// The text without the ends of lines and words.
fn letters(text: &str) -> String {
    text.chars().filter(|sign| !sign.is_whitespace() && *sign != '\u{a0}').collect()
}

#[test]
fn every_script_comes_back_in_the_order_in_which_it_is_read() {
    let names = [
        "Amina El Fassi",
        "أمينة آيت واحمان الإدريسي",
        "ليلى لائحة",
        "مُحَمَّد بن الحُسَيْن",
        "ⴰⵎⵉⵏⴰ ⵎⵓⵔⴰⴷ",
        "ኃይለ ተስፋዬ",
        "ߝߊߕߎߡߊ ߖߊߟߏ",
        "Nguyễn Ŵĩłł O’Brien",
        "<b>Dupont & fils</b>",
        "=cmd|' /C calc'!A0",
    ];
    for lang in Lang::ALL {
        for name in names {
            let text = letters(&ReadPdf::new(&list(lang, &[&["MACAS0001F", name]])).text());
            assert!(text.contains(&letters(name)), "{name} in {text}");
        }
    }
}

#[test]
fn no_text_breaks_a_list() {
    let long = ["X".repeat(3000), "م".repeat(3000), "🇲🇦".repeat(300), "a ".repeat(5000), "\u{301}".repeat(40)];
    let hostile = [
        "\0\u{1}\u{7f}\u{fffe}\u{ffff}\u{1ffff}",
        "\u{202e}Amina\u{2066}\u{2069}",
        "👩🏽\u{200d}🎤 1\u{fe0f}\u{20e3} ❤\u{fe0f} 🏴\u{e0067}\u{e0062}\u{e007f}",
        "王芳 कमला 𝓐mina ﷺ ﻻ",
        "[محمد] (بناني) {x} 50% «نعم» 12/04/1990",
        "אבג 𞤀𞤥𞤭𞤲𞤢 ꕉꕊ 𐒀𐒁",
        "\u{200d}\u{200d}\u{fe0f}",
        "\\)(<>>]TJ ET",
    ];
    let texts: Vec<&str> = long.iter().map(String::as_str).chain(hostile).collect();
    for text in texts {
        let pdf = ReadPdf::new(&list(Lang::Fr, &[&[text, text, text, text, text], &[text], &[]]));
        assert_eq!(pdf.pages().len(), 1, "{text:?}");
        pdf.text();
    }
    assert!(ReadPdf::new(&list(Lang::Fr, &[])).text().contains("Aucune"));
}

#[test]
fn directions_cannot_be_turned_and_addresses_are_cut_where_they_divide() {
    let text = ReadPdf::new(&list(Lang::Fr, &[&["\u{202e}olleh"]])).text();
    assert!(text.contains("olleh"));
    let email = "amina.un-nom.tres-long-de-plus-en-plus.long@entreprise-exemple.example.org";
    let text = ReadPdf::new(&list(Lang::Fr, &[&["", "", email]])).text();
    assert!(letters(&text).contains(email), "{text}");
    assert!(text.lines().any(|line| line.ends_with('@') || line.ends_with('.') || line.ends_with('-')), "{text}");
}

#[test]
fn heads_and_numbers_stand_on_every_page() {
    let rows: Vec<Vec<String>> = (0..200).map(|number| vec![format!("MACAS{number:04}F")]).collect();
    let rows: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    let pdf = ReadPdf::new(&list(Lang::Ar, &rows));
    let pages = pdf.pages().len();
    assert!(pages > 3);
    let text = pdf.text();
    assert_eq!(text.matches("Observations").count(), pages);
    assert_eq!(pdf.pages().iter().filter(|page| page.contains("/N Do")).count(), pages);
    assert!((0..200).all(|number| text.contains(&format!("MACAS{number:04}F"))));
}

#[test]
fn a_list_is_read_out_as_a_table_whose_head_is_read_once() {
    let rows: Vec<[&str; 2]> = vec![["MACAS0001F", "Amina"]; 90];
    let rows: Vec<&[&str]> = rows.iter().map(<[&str; 2]>::as_slice).collect();
    let pdf = ReadPdf::new(&list(Lang::Fr, &rows));
    let rest = pdf.dictionaries();
    assert!(pdf.pages().len() > 2);
    for part in ["/Lang(fr)", "/StructTreeRoot", "/MarkInfo", "/S/H1", "/Scope/Column"] {
        assert!(rest.contains(part), "{part}: {rest}");
    }
    // A cell for each column of each row, also where nothing stands.
    let count = |role: &str| rest.matches(&format!("/S/{role}/")).count();
    assert_eq!(["Table", "TR", "TH", "TD"].map(count), [1, 91, 4, 360]);
    for page in pdf.pages() {
        assert_eq!(page.matches("BDC").count() + page.matches("BMC").count(), page.matches("EMC").count());
    }
    let mut long = PdfListWriter::begin(Vec::new(), frame(Lang::Fr, MOST_TAGGED_ROWS + 1)).unwrap();
    long.row(&["MACAS0001F"]).unwrap();
    let pdf = ReadPdf::new(&long.finish().unwrap().0);
    assert!(!pdf.dictionaries().contains("/StructTreeRoot") && !pdf.pages().concat().contains("BDC"));
}

#[test]
fn rows_have_room_for_their_photos() {
    let photo = jpeg();
    for lang in [Lang::Fr, Lang::Ar] {
        let mut list = PdfListWriter::begin(Vec::new(), frame(lang, 40)).unwrap();
        for number in 0..40 {
            let photo: &[u8] = if number % 4 == 0 { b"no picture" } else { &photo };
            list.row_with_photo(&["MACAS0001F", "Amina"], Some((3, photo))).unwrap();
        }
        let pdf = ReadPdf::new(&list.finish().unwrap().0);
        let drawn: Vec<usize> = pdf.pages().iter().map(|page| page.matches("cm /I").count()).collect();
        assert!(drawn.len() > 2 && drawn.iter().sum::<usize>() == 30, "{drawn:?}");
        let rest = pdf.dictionaries();
        assert_eq!((rest.matches("/DCTDecode").count(), rest.matches("/Alt(Observations)").count()), (30, 30));
    }
}

fn jpeg() -> Vec<u8> {
    let photo = image::RgbImage::from_fn(300, 400, |x, y| {
        image::Rgb([u8::try_from(x / 2).unwrap(), u8::try_from(y / 2).unwrap(), 120])
    });
    let mut jpeg = Vec::new();
    image::codecs::jpeg::JpegEncoder::new(&mut jpeg).encode_image(&photo).unwrap();
    jpeg
}

fn card() -> PersonCard {
    let fact = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    PersonCard {
        kind: "Profil CINEMA".to_owned(),
        names: vec!["Amina El Fassi".to_owned(), "أمينة الفاسي".to_owned()],
        initials: "A. E.".to_owned(),
        code: "MACAS0001F".to_owned(),
        lines: vec!["34 ans".to_owned(), "Casablanca, Maroc".to_owned()],
        talents: vec!["🎭 Comédie".to_owned(); 3],
        sections: vec![
            CardSection {
                title: "L’essentiel".to_owned(),
                tone: CardTone::Green,
                parts: vec![CardPart::Facts(vec![fact("Langues", "français"), fact("Taille", "172 cm")])],
            },
            CardSection {
                title: "Présentation".to_owned(),
                tone: CardTone::Violet,
                parts: vec![CardPart::Text("Comédienne & danseuse. ".repeat(20))],
            },
        ],
        gallery: Some(CardGallery { title: "Galerie".to_owned(), photos: vec![jpeg(); 5] }),
        address: "https://talents.example/cinema/profile/MACAS0001F".to_owned(),
        photo: Some(jpeg()),
        ..PersonCard::default()
    }
}

#[test]
fn a_card_has_two_pages_and_an_order_to_be_read_in() {
    let mut book = CardBook::begin(Vec::new(), "Fiche", Lang::Fr).unwrap();
    book.add(&card()).unwrap();
    let (file, pages) = book.finish().unwrap();
    assert!(pages <= 2);
    let pdf = ReadPdf::new(&file);
    let text = letters(&pdf.text());
    assert!(text.contains("AminaElFassi") && text.contains("أمينةالفاسي") && text.contains("MACAS0001F"));
    let rest = pdf.dictionaries();
    for part in ["/Lang", "/StructTreeRoot", "/MarkInfo", "/S/H1", "/S/H2", "/S/Figure", "/Alt", "/DCTDecode", "/URI"] {
        assert!(rest.contains(part), "{part}");
    }
    // What is drawn is either read out or said to be decoration.
    for page in pdf.pages() {
        assert_eq!(page.matches("BDC").count() + page.matches("BMC").count(), page.matches("EMC").count());
    }
}

#[test]
fn pages_can_be_taken_out_as_they_are_written() {
    let mut book = CardBook::begin(Vec::new(), "Fiches", Lang::Ar).unwrap();
    let mut file = Vec::new();
    for _ in 0..3 {
        book.add(&card()).unwrap();
        file.extend(book.take_written());
    }
    file.extend(book.finish().unwrap().0);
    assert!(ReadPdf::new(&file).pages().len() >= 3);
}

#[test]
fn a_document_of_no_one_is_a_whole_file() {
    let titles = || ["Planche".to_owned(), String::new(), String::new()];
    let empty = CardBook::begin(Vec::new(), "Fiches", Lang::Fr).unwrap().finish().unwrap();
    let sheet = ContactSheet::begin(Vec::new(), Lang::Fr, SheetSize::Twelve, titles()).unwrap().finish().unwrap();
    let badges = BadgeSheet::begin(Vec::new(), Lang::Fr, BadgeSize::A6, "Badges").unwrap().finish().unwrap();
    for (file, pages) in [empty, sheet, badges] {
        assert_eq!((ReadPdf::new(&file).pages().len(), pages), (1, 1));
    }
}

#[test]
fn sheets_and_badges_begin_new_pages() {
    let titles = ["Planche".to_owned(), "25 personnes".to_owned(), String::new()];
    let mut sheet = ContactSheet::begin(Vec::new(), Lang::Fr, SheetSize::Twelve, titles).unwrap();
    let mut badges = BadgeSheet::begin(Vec::new(), Lang::Fr, BadgeSize::BankCard, "Badges").unwrap();
    for number in 0..25 {
        let code = format!("MACAS{number:04}F");
        sheet.add(&SheetFace { code: code.clone(), initials: "A. E.".to_owned(), ..SheetFace::default() }).unwrap();
        badges.add(&BadgeFace { code, address: "https://talents.example".to_owned(), ..BadgeFace::default() }).unwrap();
    }
    for (file, pages) in [sheet.finish().unwrap(), badges.finish().unwrap()] {
        assert_eq!(pages, 3);
        let text = ReadPdf::new(&file).text();
        assert!((0..25).all(|number| text.contains(&format!("MACAS{number:04}F"))));
    }
}

/// What the QR code of a page says at 150 points an inch, and how wide it is drawn: its dark runs, pixel by pixel.
fn qr_code(page: &str) -> (String, f32) {
    let drawn = page.split("0 0 0 rg").nth(1).unwrap().split("f\n").next().unwrap();
    let runs: Vec<[f32; 4]> = drawn
        .lines()
        .filter_map(|line| line.trim().strip_suffix(" re"))
        .map(|line| line.split(' ').map(|part| part.parse().unwrap()).collect::<Vec<f32>>().try_into().unwrap())
        .collect();
    let (left, low) = runs.iter().fold((f32::MAX, f32::MAX), |(x, y), run| (x.min(run[0]), y.min(run[1])));
    let right = runs.iter().fold(0.0_f32, |x, run| x.max(run[0] + run[2]));
    let (scale, side) = (150.0 / 72.0, 260_usize);
    let mut reader = rqrr::PreparedImage::prepare_from_greyscale(side, side, |x, y| {
        #[expect(clippy::cast_precision_loss, reason = "a few hundred pixels")]
        let (x, y) = (left + (x as f32 - 20.0) / scale, low + (side as f32 - y as f32 - 20.0) / scale);
        let dark = |run: &[f32; 4]| x >= run[0] && x < run[0] + run[2] && y >= run[1] && y < run[1] + run[3];
        if runs.iter().any(dark) { 0 } else { 255 }
    });
    let found = reader.detect_grids();
    (found.first().unwrap().decode().unwrap().1, right - left)
}

#[test]
fn qr_codes_are_read_from_what_is_drawn() {
    let badge = |size, address: &str| {
        let mut badges = BadgeSheet::begin(Vec::new(), Lang::Fr, size, "Badges").unwrap();
        badges.add(&BadgeFace { address: address.to_owned(), ..BadgeFace::default() }).unwrap();
        badges.finish().unwrap().0
    };
    let address = "https://talents.example/profile/view/MACAS0001F";
    for size in [BadgeSize::A6, BadgeSize::BankCard] {
        let (said, _) = qr_code(&ReadPdf::new(&badge(size, address)).pages().remove(0));
        assert_eq!(said, address, "{size:?}");
    }
    for lang in [Lang::Fr, Lang::Ar] {
        let mut book = CardBook::begin(Vec::new(), "Fiche", lang).unwrap();
        book.add(&card()).unwrap();
        let (said, wide) = qr_code(&ReadPdf::new(&book.finish().unwrap().0).pages().remove(0));
        assert_eq!(said, card().address, "{lang:?}");
        // Two centimetres.
        assert!(wide > 56.7, "{wide}");
    }
}
