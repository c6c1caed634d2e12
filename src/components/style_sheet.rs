//! The style sheet of every page.

use std::sync::OnceLock;

use leptos::{config::LeptosOptions, prelude::*};

/// Its name changes with its content; the build writes it into a file beside the program. That file is read once:
/// leptos_meta's own component would look for it and read it again for every page.
#[component]
pub fn StyleSheet(options: LeptosOptions) -> impl IntoView {
    static ADDRESS: OnceLock<String> = OnceLock::new();
    let address = ADDRESS.get_or_init(|| address(&options, &names(&options)));
    view! { <link id="styles" rel="stylesheet" href=address.as_str() /> }
}

fn names(options: &LeptosOptions) -> String {
    let folder = std::env::current_exe().ok().and_then(|program| Some(program.parent()?.to_owned()));
    let file = folder.unwrap_or_default().join(options.hash_file.as_ref());
    if options.hash_files { std::fs::read_to_string(file).unwrap_or_default() } else { String::new() }
}

/// `names` has lines « css: hash ».
fn address(options: &LeptosOptions, names: &str) -> String {
    let (folder, name) = (&options.site_pkg_dir, &options.output_name);
    match names.lines().filter_map(|line| line.split_once(':')).find(|(kind, _)| kind.trim() == "css") {
        Some((_, hash)) => format!("/{folder}/{name}.{}.css", hash.trim()),
        None => format!("/{folder}/{name}.css"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_holds_the_hash_when_there_is_one() {
        let options = LeptosOptions::builder().output_name("talentsmaroc").build();
        assert_eq!(address(&options, "js: abc\nwasm: def\ncss: g-h_i\n"), "/pkg/talentsmaroc.g-h_i.css");
        assert_eq!(address(&options, ""), "/pkg/talentsmaroc.css");
    }
}
