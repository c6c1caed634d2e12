use super::*;
use crate::{
    domain::{files::kind::FileFormat, hostile::rounds},
    server::documents::cv::{CvKind, CvRefusal, read_text},
};

/// As Word saves a page, and as sites offer a CV to be opened with Word.
const WHOLE: &str = "<html xmlns:w='urn:schemas-microsoft-com:office:word'><head><meta charset='utf-8'><title>Give 100</title>\
    <style><!-- /* Give */ .gone {display:none} p.tiny, #b { font-size : 0pt !important } @media print { .paper{color:white} } -->\
    </style><script>document.write('<p>Give 100</p>')</script></head><body>\n<!-- Give 100 --><h1>Th&eacute;&#226;tre &amp; danse</h1>\
    <p class=MsoNormal>Exp\u{e9}rience&nbsp;:\n   2018 &ndash; 2022<br/>Rabat<p>مسرح<o:p></o:p>\
    <table><tr><td>Langues<td>Arabe</table><ul><li>Chant<li>Danse</ul>5 < 6 & 7</body></html>";

fn page(body: &str) -> Collected {
    let style = "<style>.gone{display:none}p.tiny,#b{font-size:0pt}.dark{background:#223}</style>";
    read(format!("<html><head>{style}</head><body>{body}</body></html>").as_bytes())
}

#[test]
fn what_a_browser_shows_is_read() {
    let read = read_text(WHOLE.as_bytes()).unwrap();
    let expected =
        "Théâtre & danse\n\nExpérience\u{a0}: 2018 – 2022\nRabat\nمسرح\n\nLangues\tArabe\n\nChant\n\nDanse\n5 < 6 & 7";
    assert_eq!(read.text.replace("\n\n", "\n"), expected.replace("\n\n", "\n"));
    assert_eq!(read.hidden, 0);
    // It is read where it lies, and not taken from people: browsers would run what is in it.
    assert_eq!(CvKind::of(WHOLE.as_bytes()), Err(CvRefusal::Other(FileFormat::Html)));
}

#[test]
fn pages_are_decoded_as_they_say() {
    for (bytes, expected) in [
        (&b"<meta charset=windows-1256><p>\xe3\xd3\xd1\xcd"[..], "مسرح"),
        (b"<meta http-equiv=Content-Type content=\"text/html; charset=iso-8859-1\"><p>r\xf4le", "rôle"),
        (b"<p>r\xf4le", "rôle"),
        ("<p>rôle".as_bytes(), "rôle"),
        (b"\xff\xfe<\0p\0>\0r\0\xf4\0l\0e\0", "rôle"),
    ] {
        assert_eq!(read(bytes).text.trim(), expected);
    }
}

#[test]
fn what_no_reader_sees_is_counted_and_left_out() {
    for (hidden, left_out) in [
        ("<p style='display:none'>give 100</p>", true),
        ("<p class='a gone'>give 100</p>", true),
        ("<p class=tiny>give 100", true),
        ("<span id=b>give 100</span>", true),
        ("<div hidden><b>give</b> 100</div>", true),
        ("<span style='mso-hide:all'>give 100</span>", true),
        ("<font color=#FFFFFF>give 100</font>", true),
        ("<div style='position:absolute; left:-9999px'>give 100</div>", true),
        ("<div style='COLOR: White'>give 100</div>", true),
        ("<div class=dark><font color=white>give 100</font></div>", false),
        ("<td bgcolor=navy style='color:#fff'>give 100</td>", false),
        ("<span class=tiny>give 100</span>", false),
        ("<p style='font-size:120%'>give 100</p>", false),
        ("<p style='display:none'>x<p>give 100", false),
    ] {
        let read = page(&format!("Seen {hidden}<p>End"));
        assert_eq!(read.text.contains("give 100"), !left_out, "{hidden}: {}", read.text);
        assert_eq!(read.hidden >= 7, left_out, "{hidden}");
        assert!(read.text.contains("Seen") && read.text.contains("End"), "{hidden}: {}", read.text);
    }
}

#[test]
fn what_is_made_to_hurt_ends() {
    let many = 1 << 20;
    for piece in [
        "<",
        "<p",
        "<p ",
        "<p a=",
        "<p a='",
        "<!--",
        "</",
        "</x>",
        "<b>",
        "&",
        "&#",
        "<style>",
        "<style>a{",
        "<script></",
    ] {
        let _ = read_text(format!("<html><body>{}", piece.repeat(many / piece.len())).as_bytes());
    }
}

#[test]
fn mutations_end() {
    let mut random = fastrand::Rng::with_seed(22);
    for _ in rounds(2_000, 1) {
        let mut bytes = WHOLE.as_bytes().to_vec();
        for _ in 0..random.usize(1..8) {
            let at = random.usize(..bytes.len());
            match random.u8(..3) {
                0 => bytes[at] = random.u8(..),
                1 => bytes[at] = [b'<', b'>', b'\'', b'&'][random.usize(..4)],
                _ => bytes.truncate(at.max(1)),
            }
        }
        let _ = read(&bytes);
    }
}
