//! The structure of a document: what reading programs read out, in which order.

use std::io;

use pdf_writer::{Chunk, Finish as _, Name, Ref, TextStr, types::StructRole};

use super::file::PdfFile;

/// What a part of a page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TagKind {
    /// The name of a person, the title of a document.
    Title,
    Heading,
    Text,
    Picture,
    /// The head of a column.
    HeadCell,
    Cell,
}

impl TagKind {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Title => "H1",
            Self::Heading => "H2",
            Self::Text => "P",
            Self::Picture => "Figure",
            Self::HeadCell => "TH",
            Self::Cell => "TD",
        }
    }

    const fn role(self) -> StructRole {
        match self {
            Self::Title => StructRole::H1,
            Self::Heading => StructRole::H2,
            Self::Text => StructRole::P,
            Self::Picture => StructRole::Figure,
            Self::HeadCell => StructRole::TH,
            Self::Cell => StructRole::TD,
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
    /// The table of the section, which may go on over many pages, and its rows.
    table: Option<Ref>,
    rows: Vec<Ref>,
    /// By page: the elements of its parts.
    by_page: Vec<Vec<Ref>>,
}

impl TagTree {
    pub fn new<W: io::Write>(file: &mut PdfFile<W>) -> Self {
        let [root, whole, section] = [(); 3].map(|()| file.reserve());
        Self {
            root,
            whole,
            section,
            sections: Vec::new(),
            in_section: Vec::new(),
            table: None,
            rows: Vec::new(),
            by_page: Vec::new(),
        }
    }

    pub const fn root(&self) -> Ref {
        self.root
    }

    /// What the next page is called among the pages with structure.
    pub fn next_key(&self) -> i32 {
        i32::try_from(self.by_page.len()).unwrap_or(i32::MAX)
    }

    /// Writes the elements of a page. At each of `rows`, which ascend, a row of the table begins; what stands before the
    /// first of them is in none.
    pub fn page<W: io::Write>(
        &mut self,
        file: &mut PdfFile<W>,
        page: Ref,
        tags: Vec<(TagKind, String)>,
        rows: &[usize],
    ) -> io::Result<()> {
        let mut elements = Vec::with_capacity(tags.len());
        let mut row: Option<(Ref, Vec<Ref>)> = None;
        for (number, (kind, alt)) in (0_i32..).zip(tags) {
            if rows.binary_search(&elements.len()).is_ok() {
                let next = file.reserve();
                let before = row.replace((next, Vec::new()));
                self.end_row(file, before)?;
            }
            let id = file.reserve();
            let parent = row.as_ref().map_or(self.section, |(row, _)| *row);
            file.object(id, |chunk| {
                let mut element = chunk.struct_element(id);
                element.kind(kind.role()).parent(parent).page(page);
                if kind == TagKind::Picture || !alt.is_empty() {
                    element.alt(TextStr(&alt));
                }
                if kind == TagKind::HeadCell {
                    let mut scope = element.insert(Name(b"A")).dict();
                    scope.pair(Name(b"O"), Name(b"Table")).pair(Name(b"Scope"), Name(b"Column"));
                    scope.finish();
                }
                element.children().marked_content_id(number);
            })?;
            match &mut row {
                Some((_, cells)) => cells.push(id),
                None => self.in_section.push(id),
            }
            elements.push(id);
        }
        self.end_row(file, row)?;
        self.by_page.push(elements);
        Ok(())
    }

    /// Writes a row, if there is one. The first one begins the table.
    fn end_row<W: io::Write>(&mut self, file: &mut PdfFile<W>, row: Option<(Ref, Vec<Ref>)>) -> io::Result<()> {
        let Some((id, cells)) = row else { return Ok(()) };
        let table = if let Some(table) = self.table {
            table
        } else {
            let table = file.reserve();
            self.in_section.push(table);
            self.table = Some(table);
            table
        };
        self.rows.push(id);
        file.object(id, |chunk| element_of(chunk, id, StructRole::TR, table, &cells))
    }

    /// What comes next is about another person.
    pub fn end_section<W: io::Write>(&mut self, file: &mut PdfFile<W>) -> io::Result<()> {
        if let Some(table) = self.table.take() {
            let (section, rows) = (self.section, std::mem::take(&mut self.rows));
            file.object(table, |chunk| element_of(chunk, table, StructRole::Table, section, &rows))?;
        }
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
            let mut numbers = tree.insert(Name(b"Nums")).array();
            for (key, elements) in (0..).zip(&self.by_page) {
                numbers.item(key);
                numbers.push().array().items(elements.iter().copied());
            }
        })?;
        file.object(root, |chunk| {
            let mut tree = chunk.indirect(root).dict();
            tree.pair(Name(b"Type"), Name(b"StructTreeRoot"));
            tree.pair(Name(b"K"), whole);
            tree.pair(Name(b"ParentTree"), parents);
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
