//! From paths to arrows between files, and circles among these.

use std::collections::{BTreeMap, BTreeSet};

use crate::source::{Segments, Sources};

/// One file uses something that is defined in another one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Arrow {
    pub from: String,
    pub line: usize,
    /// The file of the definition; for a crate from outside its name.
    pub to: String,
    /// Handed on by `pub use`.
    pub public: bool,
}

/// Where a path leads.
enum Target {
    File(String),
    Crate(String),
}

/// Re-exports of re-exports are followed this far.
const DEEPEST: usize = 12;

impl Sources {
    /// Every arrow, those to other crates too.
    pub fn arrows(&self) -> BTreeSet<Arrow> {
        let mut arrows = BTreeSet::new();
        for (path, module) in &self.modules {
            let imports = module.imports.iter().map(|import| (&import.path, import.line, import.public));
            let mentions = module.mentions.iter().map(|mention| (&mention.path, mention.line, false));
            for (written, line, public) in imports.chain(mentions) {
                for target in self.targets(path, written) {
                    let to = match target {
                        Target::File(file) if file == module.file => continue,
                        Target::File(to) | Target::Crate(to) => to,
                    };
                    arrows.insert(Arrow { from: module.file.clone(), line, to, public });
                }
            }
        }
        arrows
    }

    /// Where a path written in a module leads; imports of several functions may bind one name differently.
    fn targets(&self, module: &Segments, written: &[String]) -> Vec<Target> {
        self.absolute(module, written, DEEPEST)
            .into_iter()
            .filter_map(|path| match self.resolve(&path, DEEPEST) {
                Some(file) => Some(Target::File(file)),
                None if self.is_ours(&path) => None,
                None => path.first().cloned().map(Target::Crate),
            })
            .collect()
    }

    fn is_ours(&self, path: &[String]) -> bool {
        path.first().is_some_and(|root| self.modules.contains_key(&vec![root.clone()]))
    }

    /// The path from its root, by what the module knows the first segment as.
    fn absolute(&self, module: &Segments, written: &[String], depth: usize) -> Vec<Segments> {
        let (Some(first), Some(depth)) = (written.first(), depth.checked_sub(1)) else { return Vec::new() };
        let rest = written.get(1..).unwrap_or_default();
        let join = |start: &[String]| vec![[start, rest].concat()];
        let parent = || module.len().checked_sub(1).and_then(|end| module.get(..end)).unwrap_or_default().to_vec();
        match first.as_str() {
            "crate" => join(&module[..1]),
            // The binary names the library so.
            "talentsmaroc" => join(&["crate".to_owned()]),
            "self" if rest.is_empty() => vec![module.clone()],
            "self" => self.absolute_or(module, rest, join(module), depth),
            "super" if rest.first().is_some_and(|next| next == "super") => self.absolute(&parent(), rest, depth),
            "super" => join(&parent()),
            "Self" => Vec::new(),
            _ => self.absolute_or(module, written, vec![written.to_vec()], depth),
        }
    }

    /// A path whose first segment is a child, an item or an import of the module; else what is given.
    fn absolute_or(&self, module: &Segments, written: &[String], other: Vec<Segments>, depth: usize) -> Vec<Segments> {
        let (Some(first), Some(known)) = (written.first(), self.modules.get(module)) else { return other };
        let own = [module.as_slice(), std::slice::from_ref(first)].concat();
        if self.modules.contains_key(&own) || known.items.contains(first) {
            return vec![[module.as_slice(), written].concat()];
        }
        let imported: Vec<_> = known
            .imports
            .iter()
            .filter(|import| import.name.as_ref() == Some(first) && import.path != written)
            .flat_map(|import| self.absolute(module, &[&import.path, &written[1..]].concat(), depth))
            .collect();
        if imported.is_empty() { other } else { imported }
    }

    /// The file that defines what an absolute path names, through re-exports; `None` outside our modules.
    fn resolve(&self, path: &[String], depth: usize) -> Option<String> {
        let depth = depth.checked_sub(1)?;
        let mut here: Segments = path.get(..1)?.to_vec();
        let mut module = self.modules.get(&here)?;
        for (place, segment) in path.iter().enumerate().skip(1) {
            let child = [here.as_slice(), std::slice::from_ref(segment)].concat();
            if let Some(inner) = self.modules.get(&child) {
                (here, module) = (child, inner);
                continue;
            }
            if module.items.contains(segment) {
                break;
            }
            let rest = &path[place..];
            let named = module.imports.iter().filter(|import| import.name.as_ref() == Some(segment));
            let through = named
                .map(|import| [&import.path, &rest[1..]].concat())
                .chain(module.imports.iter().filter(|import| import.name.is_none()).filter_map(|import| {
                    let target = self.absolute(&here, &import.path, depth).pop()?;
                    self.modules.get(&target)?.items.contains(segment).then(|| [&target, rest].concat())
                }))
                .flat_map(|path| self.absolute(&here, &path, depth))
                .find(|absolute| absolute != path);
            if let Some(absolute) = through {
                return self.resolve(&absolute, depth);
            }
            break;
        }
        Some(module.file.clone())
    }
}

/// Strongly connected files, more than `most` of them, each group sorted.
pub fn circles(arrows: &BTreeSet<Arrow>, most: usize) -> Vec<Vec<String>> {
    let mut next: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut back: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for arrow in arrows {
        next.entry(&arrow.from).or_default().insert(&arrow.to);
        back.entry(&arrow.to).or_default().insert(&arrow.from);
    }
    let mut done: BTreeSet<&str> = BTreeSet::new();
    let mut found = Vec::new();
    for file in next.keys() {
        if done.contains(file) {
            continue;
        }
        let (ahead, behind) = (reach(&next, file), reach(&back, file));
        let group: Vec<String> = ahead.intersection(&behind).map(|file| (*file).to_owned()).collect();
        done.extend(ahead.intersection(&behind));
        if group.len() > most {
            found.push(group);
        }
    }
    found
}

fn reach<'a>(next: &BTreeMap<&'a str, BTreeSet<&'a str>>, start: &'a str) -> BTreeSet<&'a str> {
    let (mut seen, mut todo) = (BTreeSet::from([start]), vec![start]);
    while let Some(file) = todo.pop() {
        for to in next.get(file).into_iter().flatten() {
            if seen.insert(to) {
                todo.push(to);
            }
        }
    }
    seen
}
