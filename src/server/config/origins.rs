//! The sites whose pages may read the REST API.

/// Origins as browsers send them: a scheme, a host and perhaps a port.
pub fn origins(get: &impl Fn(&str) -> Option<String>) -> Result<Vec<String>, String> {
    let text = get("API_ALLOWED_ORIGINS").unwrap_or_default();
    let given = text.split(',').map(|one| one.trim().to_ascii_lowercase()).filter(|one| !one.is_empty());
    let read = |one: String| {
        let host = one.strip_prefix("https://").or_else(|| one.strip_prefix("http://")).unwrap_or_default();
        let is_origin = !host.is_empty() && !host.contains(['/', '?', '#', '@', '*']);
        if is_origin {
            Ok(one)
        } else {
            Err(format!("API_ALLOWED_ORIGINS: « {one} » is no origin (example: https://casting.example)"))
        }
    };
    given.map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::origins;

    #[test]
    fn only_origins_are_taken() {
        let read = |text: &str| origins(&|_: &str| Some(text.to_owned()));
        assert_eq!(
            read("https://a.example, http://127.0.0.1:8080").unwrap(),
            ["https://a.example", "http://127.0.0.1:8080"]
        );
        assert_eq!(read("").unwrap(), Vec::<String>::new());
        for wrong in ["*", "https://*", "a.example", "https://a.example/path", "https://", "null"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }
}
