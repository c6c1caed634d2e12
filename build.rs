//! Turns `locales/{fr,ar,en}/<namespace>.json` into the modules `crate::i18n` and `crate::named_texts` (server builds
//! only).
//!
//! Stricter than the library's own macro: whatever it would only warn about (a key one language lacks, a key
//! only one language has, a plural form a language does not know) stops the build here.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rustc-env=SEARCH_INDEX_VERSION={:016x}", search_index_version()?);
    #[cfg(feature = "ssr")]
    texts::generate()?;
    Ok(())
}

/// A number that changes with the sources that decide what a saved search index holds: with what is searched, how words
/// are compared, and what migrations made of stored answers.
fn search_index_version() -> Result<u64, Box<dyn std::error::Error>> {
    use std::hash::{DefaultHasher, Hash as _, Hasher as _};
    let mut hasher = DefaultHasher::new();
    let mut places: Vec<std::path::PathBuf> = [
        "migrations",
        "src/domain/reference/cities_ar.csv",
        "src/domain/reference/city_names.rs",
        "src/domain/reference/vocabularies.csv",
        "src/domain/search",
        "src/server/repositories/profiles/person_names.rs",
        "src/server/repositories/search/source.rs",
        "src/server/search_index",
    ]
    .map(Into::into)
    .into();
    while let Some(place) = places.pop() {
        println!("cargo::rerun-if-changed={}", place.display());
        if place.is_dir() {
            let mut inside =
                std::fs::read_dir(place)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<Vec<_>>>()?;
            inside.sort();
            places.extend(inside);
        } else {
            std::fs::read(place)?.hash(&mut hasher);
        }
    }
    Ok(hasher.finish())
}

#[cfg(feature = "ssr")]
mod texts {
    use std::collections::BTreeMap;
    use std::error::Error;
    use std::fmt::Write as _;
    use std::path::{Path, PathBuf};

    use leptos_i18n_parser::parse_locales::options::{Config, ParseOptions};
    use leptos_i18n_parser::parse_locales::parse_locales;
    use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

    const FOLDER: &str = "locales";
    /// French first: it is the language that decides which keys exist.
    const DEFAULT: &str = "fr";
    const OTHERS: [&str; 2] = ["ar", "en"];
    /// Namespaces whose keys are names of fields, filters, form steps, list values, actions and errors: a new one needs its texts
    /// and no code.
    const NAMED: [&str; 13] = [
        "admin",
        "announcement",
        "api",
        "backups",
        "examination",
        "export",
        "field",
        "filter",
        "group",
        "import",
        "section",
        "settings",
        "term",
    ];

    pub fn generate() -> Result<(), Box<dyn Error>> {
        println!("cargo::rerun-if-changed={FOLDER}");
        let config = Config::new(DEFAULT)?
            .add_locales(OTHERS)?
            .add_namespaces(namespaces()?)?
            .parse_options(ParseOptions::new().interpolate_display(true));
        let parsed = parse_locales(None, config)?;
        for warning in parsed.diag.warnings().iter() {
            println!("cargo::error={warning}");
        }
        for error in parsed.diag.errors().iter() {
            println!("cargo::error={error}");
        }
        let module = leptos_i18n_codegen::gen_code(&parsed, None, false, None, false)?;
        let out = PathBuf::from(std::env::var("OUT_DIR")?).join("texts.rs");
        let named = named_texts()?;
        let mut code = "#[allow(warnings, clippy::all, clippy::restriction)]\n".to_owned();
        write_in_lines(module, &mut code);
        code.push_str(&named);
        std::fs::write(out, code)?;
        Ok(())
    }

    /// Writes Rust with line ends, which tokens have not. The compiler counts the characters of a line up to each place
    /// that a lint or a panic names: on one line of four million that takes minutes.
    fn write_in_lines(tokens: TokenStream, code: &mut String) {
        for token in tokens {
            match token {
                TokenTree::Group(group) => {
                    let (open, close) = match group.delimiter() {
                        Delimiter::Parenthesis => ("(", ")"),
                        Delimiter::Brace => ("{\n", "}\n"),
                        Delimiter::Bracket => ("[", "]\n"),
                        Delimiter::None => (" ", " "),
                    };
                    code.push_str(open);
                    write_in_lines(group.stream(), code);
                    code.push_str(close);
                }
                TokenTree::Punct(punct) => {
                    code.push(punct.as_char());
                    match (punct.as_char(), punct.spacing()) {
                        (';' | ',', _) => code.push('\n'),
                        (_, Spacing::Joint) => {}
                        (_, Spacing::Alone) => code.push(' '),
                    }
                }
                TokenTree::Ident(_) | TokenTree::Literal(_) => {
                    code.push_str(&token.to_string());
                    code.push(' ');
                }
            }
        }
    }

    /// The module `crate::named_texts`: a function a namespace of [`NAMED`] that finds a text by its key.
    fn named_texts() -> Result<String, Box<dyn Error>> {
        let mut code = "/// Texts that are found by their key at run time.\npub mod named_texts {\n\
                        use crate::i18n::{Locale, td_string};\n"
            .to_owned();
        for namespace in NAMED {
            let file = std::fs::read(Path::new(FOLDER).join(DEFAULT).join(format!("{namespace}.json")))?;
            let texts: BTreeMap<String, String> = serde_json::from_slice(&file)?;
            writeln!(code, "/// The text of a key of `{namespace}.json`; `None` for any other.")?;
            writeln!(code, "#[must_use]\npub fn {namespace}(locale: Locale, key: &str) -> Option<&'static str> {{")?;
            code.push_str("Some(match key {\n");
            // A text with values in it cannot be written without them.
            for key in texts.iter().filter(|(_, text)| !text.contains("{{")).map(|(key, _)| key) {
                writeln!(code, "\"{key}\" => td_string!(locale, {namespace}.{key}),")?;
            }
            code.push_str("_ => return None,\n})\n}\n");
        }
        code.push_str("}\n");
        Ok(code)
    }

    /// One namespace a file of the default language.
    fn namespaces() -> Result<Vec<String>, Box<dyn Error>> {
        let mut names = Vec::new();
        for entry in std::fs::read_dir(Path::new(FOLDER).join(DEFAULT))? {
            let path = entry?.path();
            if path.extension().is_some_and(|extension| extension == "json") {
                names.extend(path.file_stem().and_then(|stem| stem.to_str()).map(str::to_owned));
            }
        }
        names.sort();
        Ok(names)
    }
}
