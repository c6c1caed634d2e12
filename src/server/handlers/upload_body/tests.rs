use std::io;

use axum::body::{Body, Bytes};
use futures_util::stream;

use super::*;
use crate::{
    domain::{
        fields::{Composite, Kind},
        files::photo::MOST_IN_GALLERY,
        registration::{
            FormStep, Step,
            cinema::{
                Section, production_fields as p,
                productions::{LONGEST_ROLE, LONGEST_TITLE},
            },
        },
    },
    server::config::Config,
};

const BOUNDARY: &str = "--------photos";

async fn parts_of(body: Body, announced: Option<usize>, limit: usize) -> Result<Vec<BodyPart>, StatusCode> {
    let mut request =
        Request::post("/").header(header::CONTENT_TYPE, format!("multipart/form-data; boundary={BOUNDARY}"));
    if let Some(length) = announced {
        request = request.header(header::CONTENT_LENGTH, length);
    }
    let places = UploadPlaces::new(&Config::read(|_| None).unwrap().limits);
    let file_field =
        |name: &str| (name != "step").then_some(FileField { most_bytes: limit, in_memory: name == "id_photo" });
    match read(request.body(body).unwrap(), &places, &Clock::default(), MOST_TEXT, file_field).await {
        Ok(body) => {
            assert!(body.refused.is_none());
            Ok(body.parts)
        }
        Err(Unreadable::Status(status)) => Err(status),
        Err(Unreadable::Failed(error)) => panic!("{error}"),
    }
}

fn head(name: &str, more: &str) -> Bytes {
    format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"{more}\r\n\r\n").into()
}

fn end() -> Bytes {
    format!("--{BOUNDARY}--\r\n").into()
}

fn body(chunks: impl Iterator<Item = Bytes> + Send + 'static) -> Body {
    Body::from_stream(stream::iter(chunks.map(Ok::<_, io::Error>)))
}

#[tokio::test]
async fn what_is_too_large_is_read_to_its_end_and_not_kept() {
    const PHOTOS: usize = 12;
    let photo = |_| {
        let pixels = (0..7).map(|_| Bytes::from(vec![0; 1 << 20]));
        [head("gallery_photos", "; filename=\"p.jpg\"")].into_iter().chain(pixels).chain([Bytes::from_static(b"\r\n")])
    };
    for (limit, kept) in [(5 << 20, 0), (8 << 20, MOST_KEPT / (7 << 20))] {
        let sent = body((0..PHOTOS).flat_map(photo).chain([end()]));
        let parts = parts_of(sent, Some((7 * PHOTOS) << 20), limit).await.unwrap();
        let large = |part: &&BodyPart| !matches!(part, BodyPart::File { content: FileContent::TooLarge, .. });
        assert_eq!(parts.iter().filter(large).count(), kept, "files of seven megabytes, {limit} bytes allowed each");
    }
}

#[tokio::test]
async fn contents_arrive_however_they_are_cut() {
    let content: Vec<u8> =
        (0..200_003_u32).map(|number| if number % 7 == 0 { b'\r' } else { number.to_le_bytes()[0] }).collect();
    let mut whole = [head("step", ""), "identity\r\n".into(), head("photo", "; filename=\"p.jpg\"")].concat();
    whole.extend_from_slice(&content);
    whole.extend_from_slice(
        &[b"\r\n".as_slice(), &head("id_photo", "; filename=\"i.jpg\""), &content, b"\r\n", &end()].concat(),
    );
    for size in [1, 60, 4096, whole.len()] {
        let chunks: Vec<Bytes> = whole.chunks(size).map(Bytes::copy_from_slice).collect();
        let parts = parts_of(body(chunks.into_iter()), None, 1 << 20).await.unwrap();
        let [
            BodyPart::Text { value, .. },
            BodyPart::File { content: first, .. },
            BodyPart::File { content: second, .. },
        ] = <[BodyPart; 3]>::try_from(parts).ok().unwrap()
        else {
            panic!("other parts");
        };
        assert_eq!(value, "identity");
        let FileContent::OnDisk(first) = first else { panic!("a photo waits on the disk") };
        assert_eq!(first.read().await.unwrap(), content, "cut into {size} bytes");
        let FileContent::InMemory(second, _) = second else { panic!("an identity photo waits in memory") };
        assert_eq!(second, content);
    }
}

#[tokio::test]
async fn a_photo_that_is_too_large_gives_its_memory_back_at_once() {
    let places = UploadPlaces::new(&Config::read(|_| None).unwrap().limits);
    let others = places.clone();
    let begun =
        [head("id_photo", "; filename=\"i.jpg\""), Bytes::from(vec![0; 300 << 10]), Bytes::from(vec![0; 300 << 10])];
    let rest = async move {
        assert!(others.memory_for_arrival(usize::MAX).await.is_ok(), "another photo has all of it meanwhile");
        Ok::<Bytes, io::Error>([Bytes::from_static(b"\r\n"), end()].concat().into())
    };
    let sent = Body::from_stream(stream::iter(begun.map(Ok::<Bytes, io::Error>)).chain(stream::once(rest)));
    let content_type = format!("multipart/form-data; boundary={BOUNDARY}");
    let request = Request::post("/").header(header::CONTENT_TYPE, content_type).body(sent).unwrap();
    let id_photo = |_: &str| Some(FileField { most_bytes: 500 << 10, in_memory: true });
    let body = read(request, &places, &Clock::default(), MOST_TEXT, id_photo).await.ok().unwrap();
    assert!(matches!(body.parts.as_slice(), [BodyPart::File { content: FileContent::TooLarge, .. }]));
}

#[tokio::test]
async fn hostile_and_broken_bodies_are_refused() {
    let endless_head = [Bytes::from(format!("--{BOUNDARY}\r\nX: "))]
        .into_iter()
        .chain(std::iter::repeat_n(Bytes::from(vec![b'a'; 1000]), 300_000));
    let endless_file = [head("photo", "; filename=\"p.jpg\"")]
        .into_iter()
        .chain(std::iter::repeat_n(Bytes::from(vec![b'a'; 1 << 20]), 300));
    let text_before = std::iter::repeat_n(Bytes::from(vec![b'a'; 1000]), 300_000);
    let many = (0..=MOST_PARTS).flat_map(|_| [head("step", ""), "x\r\n".into()]).chain([end()]);
    let much_text = (0..=MOST_TEXT / LONGEST_TEXT)
        .flat_map(|_| [head("step", ""), Bytes::from(vec![b'a'; LONGEST_TEXT]), "\r\n".into()])
        .chain([end()]);
    let much_in_names = (0..=MOST_TEXT / LONGEST_TEXT)
        .flat_map(|_| {
            let file_name = "n".repeat(LONGEST_HEAD - 200);
            [head("photo", &format!("; filename=\"{file_name}\"")), "x\r\n".into()]
        })
        .chain([end()]);
    let cut = [head("photo", "; filename=\"p.jpg\""), "content\r\n".into()].into_iter();
    let no_file_name = [head("photo", ""), "content\r\n".into(), end()].into_iter();
    let not_utf8 = [head("step", ""), Bytes::from_static(b"\xe9t\xe9\r\n"), end()].into_iter();
    let line_feeds =
        [Bytes::from(format!("--{BOUNDARY}\nContent-Disposition: form-data; name=\"step\"\n\nx\n--{BOUNDARY}--\n"))]
            .into_iter();
    for (what, sent, expected) in [
        ("a head without end", body(endless_head), StatusCode::BAD_REQUEST),
        ("text before the first part without end", body(text_before), StatusCode::BAD_REQUEST),
        ("a file without end", body(endless_file), StatusCode::PAYLOAD_TOO_LARGE),
        ("many parts", body(many), StatusCode::BAD_REQUEST),
        ("much text", body(much_text), StatusCode::BAD_REQUEST),
        ("much text in names", body(much_in_names), StatusCode::BAD_REQUEST),
        ("no last boundary", body(cut), StatusCode::BAD_REQUEST),
        ("a file without a name", body(no_file_name), StatusCode::BAD_REQUEST),
        ("a text that is not UTF-8", body(not_utf8), StatusCode::BAD_REQUEST),
        ("line feeds alone", body(line_feeds), StatusCode::BAD_REQUEST),
        ("nothing", Body::empty(), StatusCode::BAD_REQUEST),
    ] {
        assert_eq!(parts_of(sent, None, 1 << 20).await.err(), Some(expected), "{what}");
    }
}

/// Bytes of the names and of the longest accepted answers of the step with files.
fn longest_answers<S: FormStep>() -> usize {
    /// Of a letter.
    const MOST: usize = 4;
    /// A key, a number, the name of a stored file.
    const WORD: usize = 100;
    let of_kind = |kind| match kind {
        Kind::Line { max, .. } | Kind::Text { max } => MOST * max,
        Kind::WebAddress => MOST * 300,
        Kind::Choices(_) => 100 * WORD,
        Kind::Composite(Composite::Gallery) => MOST_IN_GALLERY * WORD,
        Kind::Composite(Composite::Productions) => p::MOST * (MOST * (LONGEST_TITLE + LONGEST_ROLE) + 4 * WORD),
        _ => WORD,
    };
    let names = |inputs: &[&str]| inputs.iter().map(|name| p::MOST * name.len()).sum::<usize>();
    S::FILES.asked_fields().map(|field| of_kind(field.kind) + names(field.inputs)).sum()
}

#[test]
fn a_form_without_a_place_may_be_as_long_as_a_form_can_be() {
    for (form, longest) in [("main", longest_answers::<Step>()), ("casting", longest_answers::<Section>())] {
        assert!(longest <= MOST_TEXT_WITHOUT_PLACE, "{form}: {longest}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_photo_that_gets_no_memory_leaves_the_texts() {
    let places = UploadPlaces::new(&Config::read(|_| None).unwrap().limits);
    let _others = places.memory_for_arrival(usize::MAX).await.unwrap();
    let photo = || [head("id_photo", "; filename=\"i.jpg\""), Bytes::from(vec![0; 300 << 10]), "\r\n".into()];
    let text = |value: &'static str| [head("step", ""), value.into(), "\r\n".into()];
    let id_photo = |name: &str| (name == "id_photo").then_some(FileField { most_bytes: 1 << 20, in_memory: true });
    let content_type = format!("multipart/form-data; boundary={BOUNDARY}");
    for (what, rest) in
        [("the whole body", vec![end()]), ("a body that breaks off", vec![head("step", ""), "cut".into()])]
    {
        let sent = text("before").into_iter().chain(photo()).chain(photo()).chain(text("after")).chain(rest);
        let request = Request::post("/").header(header::CONTENT_TYPE, &content_type).body(body(sent)).unwrap();
        let read = read(request, &places, &Clock::default(), MOST_TEXT, id_photo).await.ok().unwrap();
        assert!(matches!(read.refused, Some(AppError::Unavailable(_))), "{what}");
        let value = |part: &BodyPart| match part {
            BodyPart::Text { value, .. } => Some(value.clone()),
            BodyPart::File { .. } => None,
        };
        let texts: Vec<_> = read.parts.iter().filter_map(value).collect();
        assert_eq!(texts, ["before", "after"], "{what}");
    }
}

#[tokio::test]
async fn a_body_that_is_one_file_waits_on_the_disk() {
    let sent = vec![b'x'; 200 << 10];
    let read = |length: usize, most: usize| {
        let chunks: Vec<_> = sent[..length].chunks(7 << 10).map(Bytes::copy_from_slice).collect();
        let body = Body::from_stream(stream::iter(chunks.into_iter().map(Ok::<_, io::Error>)));
        async move { read_file(body, &Clock::default(), most).await.ok().unwrap() }
    };
    assert!(read(0, 10).await.is_empty());
    assert!(matches!(read(11, 10).await, FileContent::TooLarge));
    let FileContent::OnDisk(file) = read(200 << 10, 200 << 10).await else { panic!("it is on the disk") };
    assert_eq!(file.read().await.unwrap(), sent);
}
