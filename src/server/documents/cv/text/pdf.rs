//! PDF: the text of its pages, in the order their contents draw it.

mod file;
mod font;
mod glyphs;
mod lines;
mod matrix;
mod object;
mod page;
mod paint;

use std::collections::HashSet;

use self::{
    file::File,
    object::{Dictionary, Object},
    page::read_page,
};
use super::collect::{Collected, NoText};

/// A CV has a few pages.
const MOST_PAGES: usize = 60;
/// Groups of pages lie in each other no deeper than this, and are so many.
const DEEPEST: usize = 20;
const MOST_GROUPS: usize = 2_000;
/// What one page draws is read up to here; the parts of it may be one part many times.
const LARGEST_CONTENTS: usize = 32 << 20;

/// What pages take from the groups they lie in.
#[derive(Clone, Default)]
struct Inherited {
    resources: Option<Dictionary>,
    media_box: Option<Vec<Object>>,
}

/// What was met on the way through the tree of pages. A node without a number of its own may lie in several places.
#[derive(Default)]
struct Seen {
    nodes: HashSet<u32>,
    groups: usize,
}

/// The text of a document.
///
/// # Errors
/// When a password is needed to take it out, and when there is no page.
pub fn read(bytes: &[u8]) -> Result<Collected, NoText> {
    let mut file = File::read(bytes);
    if file.locked {
        return Err(NoText::Locked);
    }
    let pages = pages(&file);
    if pages.is_empty() {
        return Err(NoText::Unreadable);
    }
    let mut collected = Collected::default();
    for (page, inherited) in pages {
        if collected.is_full() {
            break;
        }
        let resources = file.dictionary(&page, "Resources").cloned().or(inherited.resources).unwrap_or_default();
        let media_box = file.array(&page, "MediaBox").map(<[Object]>::to_vec).or(inherited.media_box);
        let contents = match page.get("Contents").and_then(|contents| file.resolved(contents)) {
            Some(Object::Array(parts)) => parts.clone(),
            _ => page.get("Contents").cloned().into_iter().collect(),
        };
        // An operator may begin in one part and end in the next.
        let mut drawn = Vec::new();
        for part in contents {
            if drawn.len() >= LARGEST_CONTENTS {
                break;
            }
            drawn.extend(file.content(&part).unwrap_or_default());
            drawn.push(b'\n');
        }
        read_page(&mut file, &drawn, &resources, media_box.as_deref(), &mut collected);
    }
    Ok(collected)
}

/// The pages in their order, by the tree of them; without one, in the order of their numbers.
fn pages(file: &File<'_>) -> Vec<(Dictionary, Inherited)> {
    let mut pages = Vec::new();
    let catalogs = file.all().filter_map(|(id, object)| {
        let Object::Dictionary(dictionary) = object else { return None };
        file.get(dictionary, "Type").is_some_and(|kind| kind.is_named("Catalog")).then_some((id, dictionary))
    });
    if let Some((_, catalog)) = catalogs.max_by_key(|(id, _)| *id)
        && let Some(root) = catalog.get("Pages")
    {
        walk(file, root, &Inherited::default(), DEEPEST, &mut Seen::default(), &mut pages);
    }
    if pages.is_empty() {
        let mut found: Vec<(u32, &Dictionary)> = file
            .all()
            .filter_map(|(id, object)| {
                let Object::Dictionary(dictionary) = object else { return None };
                file.get(dictionary, "Type").is_some_and(|kind| kind.is_named("Page")).then_some((id, dictionary))
            })
            .collect();
        found.sort_unstable_by_key(|(id, _)| *id);
        pages.extend(found.into_iter().take(MOST_PAGES).map(|(_, page)| (page.clone(), Inherited::default())));
    }
    pages
}

fn walk(
    file: &File<'_>,
    node: &Object,
    above: &Inherited,
    depth: usize,
    seen: &mut Seen,
    pages: &mut Vec<(Dictionary, Inherited)>,
) {
    if depth == 0 || pages.len() >= MOST_PAGES {
        return;
    }
    if let Object::Reference(id) = node
        && !seen.nodes.insert(*id)
    {
        return;
    }
    seen.groups += 1;
    if seen.groups > MOST_GROUPS {
        return;
    }
    let Some(dictionary) = file.as_dictionary(node) else { return };
    let Some(kids) = file.array(dictionary, "Kids") else {
        pages.push((dictionary.clone(), above.clone()));
        return;
    };
    let inherited = Inherited {
        resources: file.dictionary(dictionary, "Resources").cloned().or_else(|| above.resources.clone()),
        media_box: file.array(dictionary, "MediaBox").map(<[Object]>::to_vec).or_else(|| above.media_box.clone()),
    };
    for kid in kids {
        walk(file, kid, &inherited, depth - 1, seen, pages);
    }
}
