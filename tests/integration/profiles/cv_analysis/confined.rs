//! The reader of CVs as the process that it is: what it may not use any more, and that it reads all the same.

use std::{
    fs,
    io::Write as _,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use super::*;

/// The limit of this name, of a process.
fn limit(process: u32, name: &str) -> Option<String> {
    let limits = fs::read_to_string(format!("/proc/{process}/limits")).ok()?;
    let line = limits.lines().find_map(|line| line.strip_prefix(name))?;
    line.split_whitespace().next().map(str::to_owned)
}

#[test]
fn the_reader_gives_up_what_it_does_not_need() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_talentsmaroc"))
        .arg("extract-text")
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let process = child.id();
    let began = Instant::now();
    // The last one that is set.
    while limit(process, "Max processes").as_deref() != Some("0") {
        assert!(began.elapsed() < Duration::from_secs(30), "no limits are set");
        std::thread::sleep(Duration::from_millis(20));
    }
    for (name, most) in [
        ("Max open files", 0),
        ("Max cpu time", 8),
        ("Max core file size", 0),
        ("Max file size", 2 << 20),
        ("Max data size", 512 << 20),
    ] {
        let limit = limit(process, name).unwrap();
        assert!(limit.parse::<u64>().unwrap() <= most, "{name}: {limit}");
    }
    // Under them it reads what it is given.
    child.stdin.take().unwrap().write_all(&cv(&LINES, "hidden")).unwrap();
    let output = child.wait_with_output().unwrap();
    let answer: Json = serde_json::from_slice(&output.stdout).unwrap();
    assert!(answer["Ok"]["text"].as_str().unwrap().contains("Troupe de la ville de Rabat"), "{answer}");
    assert_eq!(answer["Ok"]["hidden"], 6);
}
