//! A document: its pages go out one by one, fonts and tables follow at the end.

use std::io::{self, Write};

use pdf_writer::{Filter, Name, Rect, Ref, Str, TextStr, types::AnnotationType};

use super::{
    faces::faces,
    file::PdfFile,
    ink::Ink,
    jpeg::{JpegColours, JpegHead},
    page::{PdfPage, PlacedPicture, write_line},
    paragraph::{TextStyle, Typesetter},
    tags::TagTree,
};
use crate::domain::lang::Lang;

/// Pages under one node of the page tree.
const PAGES_OF_A_NODE: usize = 64;
/// How page numbers are set.
pub const PAGE_NUMBER: TextStyle = TextStyle { size: 7.5, bold: false, most_lines: 1 };

/// A document that is being written.
pub struct PdfDocument<W: Write> {
    file: PdfFile<W>,
    pub text: Typesetter,
    /// The page that is being filled.
    pub page: PdfPage,
    lang: Lang,
    title: String,
    tags: Option<TagTree>,
    page_tree: Ref,
    fonts: Ref,
    /// The picture of the number of pages.
    total: Ref,
    /// The node that new pages belong to, and its pages.
    node: Ref,
    in_node: Vec<Ref>,
    nodes: Vec<(Ref, usize)>,
    pages: u32,
}

impl PdfDocument<Vec<u8>> {
    /// Takes out what was written since.
    pub fn take_written(&mut self) -> Vec<u8> {
        std::mem::take(self.file.out())
    }
}

impl<W: Write> PdfDocument<W> {
    /// Begins a document with this title in this language. With structure, reading programs know its order.
    pub fn begin(out: W, title: &str, lang: Lang, tagged: bool) -> io::Result<Self> {
        let mut file = PdfFile::begin(out)?;
        let [page_tree, fonts, total, node] = [(); 4].map(|()| file.reserve());
        Ok(Self {
            tags: tagged.then(|| TagTree::new(&mut file)),
            file,
            text: Typesetter::new(),
            page: PdfPage::default(),
            lang,
            title: title.chars().filter(|sign| !sign.is_control()).take(300).collect(),
            page_tree,
            fonts,
            total,
            node,
            in_node: Vec::new(),
            nodes: Vec::new(),
            pages: 0,
        })
    }

    /// How many pages were begun.
    #[must_use]
    pub const fn pages(&self) -> u32 {
        self.pages
    }

    /// Begins a page of this size.
    pub fn new_page(&mut self, width: f32, height: f32) {
        self.page = PdfPage::new(width, height, self.lang == Lang::Ar, self.tags.is_some());
        self.pages += 1;
    }

    /// Writes « 3 / 12 » at this place of the page.
    pub fn number_page(&mut self, x: f32, y: f32) {
        let number = self.text.line(&format!("{} /", self.pages), PAGE_NUMBER, f32::MAX);
        self.page.page_number(&number, x, y, Ink::QUIET);
    }

    /// Writes the page out.
    pub fn end_page(&mut self) -> io::Result<()> {
        let page = std::mem::take(&mut self.page);
        let [content, id] = [(); 2].map(|()| self.file.reserve());
        self.file.compressed(content, page.content.as_bytes())?;
        let mut links = Vec::with_capacity(page.links.len());
        for (area, address) in &page.links {
            let link = self.file.reserve();
            self.file.object(link, |chunk| {
                let mut annotation = chunk.annotation(link);
                let [left, bottom, right, top] = *area;
                annotation.subtype(AnnotationType::Link).rect(Rect::new(left, bottom, right, top));
                annotation.border(0.0, 0.0, 0.0, None);
                annotation.action().action_type(pdf_writer::types::ActionType::Uri).uri(Str(address.as_bytes()));
            })?;
            links.push(link);
        }
        let key = self.tags.as_ref().map(TagTree::next_key);
        let (node, fonts, total) = (self.node, self.fonts, self.total);
        self.file.object(id, |chunk| {
            let mut written = chunk.page(id);
            written.parent(node).media_box(Rect::new(0.0, 0.0, page.width, page.height)).contents(content);
            if let Some(key) = key {
                written.struct_parents(key).pair(Name(b"Tabs"), Name(b"S"));
            }
            if !links.is_empty() {
                written.annotations(links);
            }
            let mut resources = written.resources();
            resources.pair(Name(b"Font"), fonts);
            let mut objects = resources.x_objects();
            objects.pair(Name(b"N"), total);
            for picture in &page.pictures {
                objects.pair(Name(format!("I{}", picture.get()).as_bytes()), *picture);
            }
        })?;
        if let (Some(tree), Some(tags)) = (&mut self.tags, page.tags) {
            tree.page(&mut self.file, id, tags, &page.rows)?;
        }
        self.in_node.push(id);
        if self.in_node.len() >= PAGES_OF_A_NODE { self.end_node() } else { Ok(()) }
    }

    /// What comes next is about another person.
    pub fn end_section(&mut self) -> io::Result<()> {
        match &mut self.tags {
            Some(tags) => tags.end_section(&mut self.file),
            None => Ok(()),
        }
    }

    fn end_node(&mut self) -> io::Result<()> {
        let (node, pages) = (self.node, std::mem::take(&mut self.in_node));
        self.nodes.push((node, pages.len()));
        let count = i32::try_from(pages.len()).unwrap_or(i32::MAX);
        let page_tree = self.page_tree;
        self.file.object(node, |chunk| {
            chunk.pages(node).parent(page_tree).kids(pages).count(count);
        })?;
        self.node = self.file.reserve();
        Ok(())
    }

    /// Takes a JPEG into the document as it is. `None` for what is none.
    pub fn jpeg(&mut self, jpeg: &[u8]) -> io::Result<Option<PlacedPicture>> {
        let Some(head) = JpegHead::of(jpeg) else { return Ok(None) };
        let id = self.file.reserve();
        self.file.object(id, |chunk| {
            let mut picture = chunk.image_xobject(id, jpeg);
            picture.width(head.width.into()).height(head.height.into()).bits_per_component(8).filter(Filter::DctDecode);
            match head.colours {
                JpegColours::Grey => picture.color_space().device_gray(),
                JpegColours::Rgb => picture.color_space().device_rgb(),
            }
        })?;
        Ok(Some(PlacedPicture { id, width: head.width.into(), height: head.height.into() }))
    }

    /// Writes what follows the pages, and gives the writer back with their number.
    pub fn finish(mut self) -> io::Result<(W, u32)> {
        if !self.in_node.is_empty() {
            self.end_node()?;
        }
        let total = self.text.line(&self.pages.to_string(), PAGE_NUMBER, f32::MAX);
        let mut drawn = String::new();
        write_line(&mut drawn, &total, 0.0, 0.0, Ink::QUIET);
        let (id, fonts) = (self.total, self.fonts);
        self.file.object(id, |chunk| {
            let mut form = chunk.form_xobject(id, drawn.as_bytes());
            form.bbox(Rect::new(0.0, -5.0, total.width + 1.0, 20.0));
            form.resources().pair(Name(b"Font"), fonts);
        })?;
        self.write_fonts()?;
        let page_tree = self.page_tree;
        let pages = i32::try_from(self.nodes.iter().map(|(_, pages)| pages).sum::<usize>()).unwrap_or(i32::MAX);
        let nodes = std::mem::take(&mut self.nodes);
        self.file.object(page_tree, |chunk| {
            chunk.pages(page_tree).kids(nodes.into_iter().map(|(node, _)| node)).count(pages);
        })?;
        let structure = self.tags.as_ref().map(TagTree::root);
        if let Some(tags) = self.tags.take() {
            tags.finish(&mut self.file)?;
        }
        let [catalog, info] = [(); 2].map(|()| self.file.reserve());
        let lang = self.lang;
        self.file.object(catalog, |chunk| {
            let mut written = chunk.indirect(catalog).start::<pdf_writer::writers::Catalog>();
            written.pages(page_tree).lang(TextStr(lang.code()));
            let mut preferences = written.viewer_preferences();
            preferences.display_doc_title(true);
            if lang == Lang::Ar {
                preferences.direction(pdf_writer::types::Direction::R2L);
            }
            drop(preferences);
            if let Some(structure) = structure {
                written.pair(Name(b"StructTreeRoot"), structure);
                written.mark_info().marked(true);
            }
        })?;
        let title = self.title;
        self.file.object(info, |chunk| {
            let mut written = chunk.indirect(info).start::<pdf_writer::writers::DocumentInfo>();
            written.title(TextStr(&title)).producer(TextStr("TalentsMaroc"));
        })?;
        Ok((self.file.finish(catalog, info)?, self.pages))
    }

    fn write_fonts(&mut self) -> io::Result<()> {
        let mut written: Vec<(usize, Ref)> = Vec::new();
        for (number, (used, face)) in self.text.shaper.fonts.iter().zip(faces()).enumerate() {
            if used.is_used() {
                let id = self.file.reserve();
                used.write(&mut self.file, id, face)?;
                written.push((number, id));
            }
        }
        let fonts = self.fonts;
        self.file.object(fonts, |chunk| {
            let mut names = chunk.indirect(fonts).dict();
            for (number, id) in written {
                names.pair(Name(format!("F{number}").as_bytes()), id);
            }
        })
    }
}
