//! The structure of a document: what reading programs read out, in which order.

use std::io;

use pdf_writer::{Chunk, Finish as _, Ref, TextStr, types::StructRole};

use super::file::PdfFile;

/// What a part of a page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TagKind {
    /// The name of a person, the title of a document.
    Title,
    Heading,
    Text,
    Picture,
}

impl TagKind {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Title => "H1",
            Self::Heading => "H2",
            Self::Text => "P",
            Self::Picture => "Figure",
        }
    }

    const fn role(self) -> StructRole {
        match self {
            Self::Title => StructRole::H1,
            Self::Heading => StructRole::H2,
            Self::Text => StructRole::P,
            Self::Picture => StructRole::Figure,
        }
    }
}

/// The structure so far. Elements are written with their pages; their numbers stay.
pub struct TagTree {
    root: Ref,
    whole: Ref,
    section: Ref,
    sections: Vec<Ref>,
    in_section: Vec<Ref>,
    /// By page: the elements of its parts.
    by_page: Vec<Vec<Ref>>,
}

impl TagTree {
    pub fn new<W: io::Write>(file: &mut PdfFile<W>) -> Self {
        let [root, whole, section] = [(); 3].map(|()| file.reserve());
        Self { root, whole, section, sections: Vec::new(), in_section: Vec::new(), by_page: Vec::new() }
    }

    pub const fn root(&self) -> Ref {
        self.root
    }

    /// What the next page is called among the pages with structure.
    pub fn next_key(&self) -> i32 {
        i32::try_from(self.by_page.len()).unwrap_or(i32::MAX)
    }

    /// Writes the elements of a page.
    pub fn page<W: io::Write>(
        &mut self,
        file: &mut PdfFile<W>,
        page: Ref,
        tags: Vec<(TagKind, String)>,
    ) -> io::Result<()> {
        let mut elements = Vec::with_capacity(tags.len());
        for (number, (kind, alt)) in (0..).zip(tags) {
            let id = file.reserve();
            let section = self.section;
            file.object(id, |chunk| {
                let mut element = chunk.struct_element(id);
                element.kind(kind.role()).parent(section).page(page);
                if kind == TagKind::Picture {
                    element.alt(TextStr(&alt));
                }
                element.children().marked_content_id(number);
            })?;
            elements.push(id);
        }
        self.in_section.extend(&elements);
        self.by_page.push(elements);
        Ok(())
    }

    /// What comes next is about another person.
    pub fn end_section<W: io::Write>(&mut self, file: &mut PdfFile<W>) -> io::Result<()> {
        let (id, whole, children) = (self.section, self.whole, std::mem::take(&mut self.in_section));
        file.object(id, |chunk| element_of(chunk, id, StructRole::Sect, whole, &children))?;
        self.sections.push(id);
        self.section = file.reserve();
        Ok(())
    }

    pub fn finish<W: io::Write>(mut self, file: &mut PdfFile<W>) -> io::Result<()> {
        if !self.in_section.is_empty() || self.sections.is_empty() {
            self.end_section(file)?;
        }
        let (root, whole) = (self.root, self.whole);
        file.object(whole, |chunk| element_of(chunk, whole, StructRole::Document, root, &self.sections))?;
        let parents = file.reserve();
        file.object(parents, |chunk| {
            let mut tree = chunk.indirect(parents).dict();
            let mut numbers = tree.insert(pdf_writer::Name(b"Nums")).array();
            for (key, elements) in (0..).zip(&self.by_page) {
                numbers.item(key);
                numbers.push().array().items(elements.iter().copied());
            }
        })?;
        file.object(root, |chunk| {
            let mut tree = chunk.indirect(root).dict();
            tree.pair(pdf_writer::Name(b"Type"), pdf_writer::Name(b"StructTreeRoot"));
            tree.pair(pdf_writer::Name(b"K"), whole);
            tree.pair(pdf_writer::Name(b"ParentTree"), parents);
        })
    }
}

fn element_of(chunk: &mut Chunk, id: Ref, kind: StructRole, parent: Ref, children: &[Ref]) {
    let mut element = chunk.struct_element(id);
    element.kind(kind).parent(parent);
    let mut kids = element.children();
    for child in children {
        kids.struct_element(*child);
    }
    kids.finish();
    element.finish();
}
