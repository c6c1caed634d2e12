//! Reads Rust sources into modules: what each defines, imports, re-exports and mentions by path.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use proc_macro2::{TokenStream, TokenTree};
use syn::{
    Attribute, File, Item, ItemMod, ItemUse, Macro, UseTree, Visibility,
    spanned::Spanned as _,
    visit::{self, Visit},
};

/// Segments of a path, from its root.
pub type Segments = Vec<String>;

/// A name a module imports; `None` is a glob.
pub struct Import {
    pub name: Option<String>,
    pub path: Segments,
    pub public: bool,
    pub line: usize,
}

/// A path in code, as written.
pub struct Mention {
    pub path: Segments,
    pub line: usize,
}

/// A module of the program; inline ones belong to the file around them.
#[derive(Default)]
pub struct Module {
    pub file: String,
    pub items: BTreeSet<String>,
    pub imports: Vec<Import>,
    pub mentions: Vec<Mention>,
}

/// Modules by their path from the root of their crate.
#[derive(Default)]
pub struct Sources {
    pub modules: BTreeMap<Segments, Module>,
}

impl Sources {
    /// Reads the library (`crate`) and the binary (`main`, with `commands`) below `src`.
    pub fn read(src: &Path) -> Self {
        let mut sources = Self::default();
        // Made by build.rs from the texts.
        for name in ["i18n", "named_texts"] {
            let catalogue = Module { file: "catalogue".to_owned(), ..Module::default() };
            sources.modules.insert(vec!["crate".to_owned(), name.to_owned()], catalogue);
        }
        for file in rust_files(src) {
            let relative = file.strip_prefix(src).unwrap().to_string_lossy().replace('\\', "/");
            let text = std::fs::read_to_string(&file).unwrap();
            sources.add(&relative, &text);
        }
        sources
    }

    /// Adds one file, given by its path below `src`.
    pub fn add(&mut self, relative: &str, text: &str) {
        let path = module_path(relative);
        // Files of `#[cfg(test)] mod tests;`.
        if path.last().is_some_and(|name| name == "tests") {
            return;
        }
        let parsed: File = syn::parse_file(text).unwrap_or_else(|error| panic!("{relative}: {error}"));
        self.modules.entry(path.clone()).or_default();
        let mut reader = Reader { sources: self, file: format!("src/{relative}"), path };
        reader.enter(&parsed.items);
    }
}

fn rust_files(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

fn module_path(relative: &str) -> Segments {
    let mut path: Segments = relative.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
    if path.last().is_some_and(|name| name == "mod") {
        path.pop();
    }
    match path[0].as_str() {
        "lib" => vec!["crate".to_owned()],
        "main" => vec!["main".to_owned()],
        "commands" => [vec!["main".to_owned()], path].concat(),
        _ => [vec!["crate".to_owned()], path].concat(),
    }
}

/// Fills the module at `path`, and those inline in it.
struct Reader<'a> {
    sources: &'a mut Sources,
    file: String,
    path: Segments,
}

impl Reader<'_> {
    fn module(&mut self) -> &mut Module {
        let module = self.sources.modules.entry(self.path.clone()).or_default();
        module.file.clone_from(&self.file);
        module
    }

    fn enter(&mut self, items: &[Item]) {
        for item in items {
            if let Some(name) = name_of(item) {
                self.module().items.insert(name);
            }
        }
        self.module();
        for item in items {
            self.visit_item(item);
        }
    }

    fn mention(&mut self, path: Segments, line: usize) {
        if path.len() > 1 {
            self.module().mentions.push(Mention { path, line });
        }
    }

    /// Paths in the tokens of a macro: `a::b::c`.
    fn scan(&mut self, tokens: TokenStream) {
        let mut path: Segments = Vec::new();
        let (mut colons, mut line) = (0, 0);
        for token in tokens {
            match token {
                TokenTree::Ident(name) if colons == 2 && !path.is_empty() => {
                    path.push(name.to_string());
                    colons = 0;
                }
                TokenTree::Ident(name) => {
                    self.mention(std::mem::take(&mut path), line);
                    (path, colons, line) = (vec![name.to_string()], 0, name.span().start().line);
                }
                TokenTree::Punct(sign) if sign.as_char() == ':' && !path.is_empty() => colons += 1,
                other => {
                    self.mention(std::mem::take(&mut path), line);
                    colons = 0;
                    if let TokenTree::Group(group) = other {
                        self.scan(group.stream());
                    }
                }
            }
        }
        self.mention(path, line);
    }
}

impl<'ast> Visit<'ast> for Reader<'_> {
    fn visit_item(&mut self, item: &'ast Item) {
        if !attributes(item).iter().any(is_test) {
            visit::visit_item(self, item);
        }
    }

    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        if let Some((_, items)) = &item.content {
            self.path.push(item.ident.to_string());
            self.enter(items);
            self.path.pop();
        }
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        let public = !matches!(item.vis, Visibility::Inherited);
        let mut imports = Vec::new();
        flatten(&item.tree, &mut Vec::new(), &mut |name, path, line| {
            imports.push(Import { name, path, public, line });
        });
        self.module().imports.append(&mut imports);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        self.mention(path.segments.iter().map(|segment| segment.ident.to_string()).collect(), path.span().start().line);
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast Macro) {
        self.visit_path(&call.path);
        self.scan(call.tokens.clone());
    }

    fn visit_visibility(&mut self, _: &'ast Visibility) {}

    fn visit_attribute(&mut self, _: &'ast Attribute) {}
}

/// Calls `found` for every leaf of a use tree: the bound name, the whole path, the line.
fn flatten(tree: &UseTree, before: &mut Segments, found: &mut impl FnMut(Option<String>, Segments, usize)) {
    let line = tree.span().start().line;
    match tree {
        UseTree::Path(path) => {
            before.push(path.ident.to_string());
            flatten(&path.tree, before, found);
            before.pop();
        }
        UseTree::Name(name) if name.ident == "self" => found(before.last().cloned(), before.clone(), line),
        UseTree::Name(name) => {
            let name = name.ident.to_string();
            found(Some(name.clone()), [before.as_slice(), &[name]].concat(), line);
        }
        UseTree::Rename(rename) if rename.ident == "self" => {
            found(Some(rename.rename.to_string()), before.clone(), line);
        }
        UseTree::Rename(rename) => {
            let path = [before.as_slice(), &[rename.ident.to_string()]].concat();
            found(Some(rename.rename.to_string()), path, line);
        }
        UseTree::Glob(_) => found(None, before.clone(), line),
        UseTree::Group(group) => group.items.iter().for_each(|tree| flatten(tree, before, found)),
    }
}

fn is_test(attribute: &Attribute) -> bool {
    attribute.path().is_ident("cfg")
        && attribute.meta.require_list().is_ok_and(|list| {
            let condition = list.tokens.to_string();
            condition == "test" || condition.starts_with("all (test")
        })
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

fn name_of(item: &Item) -> Option<String> {
    let name = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Macro(item) => item.ident.as_ref()?,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::Type(item) => &item.ident,
        _ => return None,
    };
    Some(name.to_string())
}
