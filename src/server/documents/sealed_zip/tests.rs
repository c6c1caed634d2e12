//! The layout against itself. 7-Zip 26.02 and pyzipper 0.4.0 open what it makes, and refuse another passphrase.

use std::io::{Cursor, Read as _};

use super::*;
use crate::domain::backup::Refusal;

const PASSPHRASE: &str = "correct horse battery staple";

fn archive(entries: &[(&str, Method, &[u8])]) -> Vec<u8> {
    let mut writer = SealedZipWriter::new(Vec::new(), PASSPHRASE);
    for (name, method, content) in entries {
        writer.begin(name, *method).unwrap();
        writer.write(content).unwrap();
        writer.end().unwrap();
    }
    writer.finish().unwrap()
}

/// Everything an archive holds.
fn read_all(bytes: &[u8], passphrase: &str) -> Result<Vec<(String, Vec<u8>)>, Refusal> {
    let mut archive = SealedZip::open(Cursor::new(bytes), passphrase)?;
    let names: Vec<String> = archive.entries().map(|entry| entry.name.to_owned()).collect();
    let mut all = Vec::new();
    for (number, name) in names.into_iter().enumerate() {
        let mut content = Vec::new();
        archive.read(number)?.read_to_end(&mut content)?;
        all.push((name, content));
    }
    Ok(all)
}

fn sample() -> Vec<u8> {
    let long: Vec<u8> = (0..200_000_u32).map(|n| u8::try_from(n % 251).unwrap()).collect();
    archive(&[
        ("tables/people.jsonl", Method::Deflated, &long),
        ("files/cv/ab/x", Method::Stored, &long[..70_001]),
        ("tables/none.jsonl", Method::Deflated, b""),
        ("manifest.json", Method::Deflated, b"{\"CANARY\": 1}"),
    ])
}

#[test]
fn what_was_written_is_read_and_nothing_shows() {
    let bytes = sample();
    let all = read_all(&bytes, PASSPHRASE).unwrap();
    assert_eq!(all.iter().map(|(_, content)| content.len()).collect::<Vec<_>>(), [200_000, 70_001, 0, 13]);
    assert_eq!(all[3].1, b"{\"CANARY\": 1}");
    assert!(!bytes.windows(6).any(|six| six == b"CANARY"));
    assert_eq!(read_all(&bytes, "another passphrase"), Err(Refusal::WrongPassphrase));
}

#[test]
fn no_byte_may_be_another() {
    let bytes = sample();
    for _ in 0..300 {
        let mut damaged = bytes.clone();
        let at = fastrand::usize(..bytes.len());
        damaged[at] ^= 1 << fastrand::u8(..8);
        assert!(read_all(&damaged, PASSPHRASE).is_err(), "byte {at} of {}", bytes.len());
    }
    let tail = bytes.len() - 600;
    for at in tail..bytes.len() {
        let mut damaged = bytes.clone();
        damaged[at] ^= 0x10;
        assert!(read_all(&damaged, PASSPHRASE).is_err(), "byte {at} of {}", bytes.len());
    }
}

#[test]
fn no_byte_may_be_missing_or_more() {
    let bytes = sample();
    for _ in 0..200 {
        assert!(read_all(&bytes[..fastrand::usize(..bytes.len())], PASSPHRASE).is_err());
    }
    assert_eq!(read_all(&bytes[..bytes.len() - 1], PASSPHRASE), Err(Refusal::Cut));
    assert_eq!(read_all(&bytes[..bytes.len() - 5000], PASSPHRASE), Err(Refusal::Cut));
    assert!(read_all(&[bytes.as_slice(), b"more"].concat(), PASSPHRASE).is_err());
    assert_eq!(read_all(b"", PASSPHRASE), Err(Refusal::NoArchive));
    assert_eq!(read_all(&[b'x'; 4000], PASSPHRASE), Err(Refusal::NoArchive));
}

#[test]
fn hostile_names_and_sizes_are_refused() {
    for name in ["../secrets.env", "/etc/passwd", "files/../x", "files//x", "files\\x", "C:x", "files/.x", "Größe", ""]
    {
        assert_eq!(read_all(&archive(&[(name, Method::Stored, b"x")]), PASSPHRASE), Err(Refusal::BadName), "{name}");
    }
    let twice = archive(&[("a", Method::Stored, b"1"), ("a", Method::Stored, b"2")]);
    assert_eq!(read_all(&twice, PASSPHRASE), Err(Refusal::DuplicateName));
    let mut writer = SealedZipWriter::new(Vec::new(), PASSPHRASE);
    writer.begin("a", Method::Deflated).unwrap();
    for _ in 0..200 {
        writer.write(&vec![0; 1 << 20]).unwrap();
    }
    writer.end().unwrap();
    let bomb = writer.finish().unwrap();
    assert!(bomb.len() < 2 << 20, "{}", bomb.len());
    let foreign = [b"PK\x03\x04".as_slice(), &[0; 200], b"PK\x05\x06", &[0; 18]].concat();
    assert_eq!(read_all(&foreign, PASSPHRASE), Err(Refusal::ForeignArchive));
    assert_eq!(read_all(&bomb, PASSPHRASE), Err(Refusal::Bomb));
}
