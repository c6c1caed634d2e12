//! What a page draws: its text, and as much of the rest as tells whether text is seen.

use std::{collections::HashMap, rc::Rc};

use super::{
    file::File,
    font::Font,
    lines::{Line, Piece, plain},
    matrix::{Area, Matrix},
    object::{Dictionary, Lexer, Object},
    paint::{BLACK, Canvas, Color, color_of, is_plain},
};
use crate::server::documents::cv::text::collect::Collected;

/// Operators of a page with the forms it draws; operands before one.
const MOST_OPERATORS: usize = 500_000;
const MOST_OPERANDS: usize = 1_000;
/// Forms draw each other no deeper than this; states are kept no deeper than this.
const DEEPEST_FORM: usize = 5;
const DEEPEST_STATE: usize = 100;
/// Letters that are smaller, in points, are not meant to be read.
const SMALLEST: f64 = 1.0;
/// So far beside the page, in points, nothing is seen.
const BESIDE: f64 = 2.0;
/// The way of drawing that leaves no trace. Scans have their recognised letters drawn so, over the picture.
const INVISIBLE: f64 = 3.0;

/// What `q` keeps and `Q` brings back.
#[derive(Clone)]
struct State {
    matrix: Matrix,
    color: Color,
    /// Whether numbers of the colour space in use are understood.
    plain_space: bool,
    font: Option<Rc<Font>>,
    size: f64,
    leading: f64,
    letter_gap: f64,
    word_gap: f64,
    stretch: f64,
    rise: f64,
    mode: f64,
}

struct Drawing<'a, 'b> {
    file: &'a mut File<'b>,
    fonts: HashMap<Vec<u8>, Rc<Font>>,
    canvas: Canvas,
    page: Option<Area>,
    state: State,
    kept: Vec<State>,
    text: Matrix,
    line_start: Matrix,
    line: Line,
    operators: usize,
    /// Whether the page shows a picture, which invisible text may lie on.
    picture: bool,
}

/// Reads the text of a page.
pub fn read_page(
    file: &mut File<'_>,
    drawn: &[u8],
    resources: &Dictionary,
    media_box: Option<&[Object]>,
    collected: &mut Collected,
) {
    let numbers: Vec<f64> = media_box.unwrap_or_default().iter().filter_map(Object::number).collect();
    let corners = numbers.as_chunks::<2>().0.iter().map(|[x, y]| Matrix::SAME.place(*x, *y));
    let state = State {
        matrix: Matrix::SAME,
        color: BLACK,
        plain_space: true,
        font: None,
        size: 0.0,
        leading: 0.0,
        letter_gap: 0.0,
        word_gap: 0.0,
        stretch: 1.0,
        rise: 0.0,
        mode: 0.0,
    };
    let mut drawing = Drawing {
        page: Area::around(corners).filter(|_| numbers.len() == 4),
        file,
        fonts: HashMap::new(),
        canvas: Canvas::default(),
        state,
        kept: Vec::new(),
        text: Matrix::SAME,
        line_start: Matrix::SAME,
        line: Line::default(),
        operators: 0,
        picture: false,
    };
    drawing.run(drawn, resources, DEEPEST_FORM, collected);
    drawing.line.end(collected);
}

impl Drawing<'_, '_> {
    fn run(&mut self, drawn: &[u8], resources: &Dictionary, depth: usize, collected: &mut Collected) {
        let mut lexer = Lexer::new(drawn, 0);
        let mut operands: Vec<Object> = Vec::new();
        while let Some(object) = lexer.value() {
            let word = match object {
                Object::Word(word) => word,
                operand => {
                    if operands.len() < MOST_OPERANDS {
                        operands.push(operand);
                    }
                    continue;
                }
            };
            self.operators += 1;
            if self.operators > MOST_OPERATORS || collected.is_full() {
                return;
            }
            match word.as_slice() {
                b"ID" => skip_inline_picture(&mut lexer),
                b"Do" => self.draw(operands.first(), resources, depth, collected),
                b"Tf" => self.choose_font(&operands, resources),
                b"cs" => {
                    self.state.plain_space =
                        operands.first().is_some_and(|space| is_plain(self.file, resources, space));
                    self.state.color = if self.state.plain_space { BLACK } else { None };
                }
                operator => self.operate(operator, &operands, collected),
            }
            operands.clear();
        }
    }

    /// The operators that need nothing but their operands.
    fn operate(&mut self, operator: &[u8], operands: &[Object], collected: &mut Collected) {
        let number = |place: usize| operands.get(place).and_then(Object::number).unwrap_or_default();
        match operator {
            b"q" if self.kept.len() < DEEPEST_STATE => self.kept.push(self.state.clone()),
            b"Q" => {
                if let Some(state) = self.kept.pop() {
                    self.state = state;
                }
            }
            b"cm" => {
                if let Some(matrix) = Matrix::of(operands) {
                    self.state.matrix = matrix.then(self.state.matrix);
                }
            }
            b"g" | b"rg" | b"k" => (self.state.plain_space, self.state.color) = (true, color_of(operands)),
            b"sc" | b"scn" => self.state.color = if self.state.plain_space { color_of(operands) } else { None },
            b"m" | b"l" | b"c" | b"v" | b"y" => self.canvas.draw(operands, self.state.matrix),
            b"re" => self.canvas.draw_rectangle(operands, self.state.matrix),
            b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*" => self.canvas.fill(self.state.color),
            b"S" | b"s" | b"n" => self.canvas.leave(),
            b"BT" => (self.text, self.line_start) = (Matrix::SAME, Matrix::SAME),
            b"Tc" => self.state.letter_gap = number(0),
            b"Tw" => self.state.word_gap = number(0),
            b"Tz" => self.state.stretch = number(0) / 100.0,
            b"TL" => self.state.leading = number(0),
            b"Ts" => self.state.rise = number(0),
            b"Tr" => self.state.mode = number(0),
            b"Td" => self.next_line(number(0), number(1)),
            b"TD" => {
                self.state.leading = -number(1);
                self.next_line(number(0), number(1));
            }
            b"Tm" => {
                if let Some(matrix) = Matrix::of(operands) {
                    (self.text, self.line_start) = (matrix, matrix);
                }
            }
            b"T*" => self.next_line(0.0, -self.state.leading),
            b"Tj" => self.show(operands.first(), collected),
            b"'" => {
                self.next_line(0.0, -self.state.leading);
                self.show(operands.first(), collected);
            }
            b"\"" => {
                (self.state.word_gap, self.state.letter_gap) = (number(0), number(1));
                self.next_line(0.0, -self.state.leading);
                self.show(operands.get(2), collected);
            }
            b"TJ" => {
                let Some(Object::Array(parts)) = operands.first() else { return };
                for part in parts {
                    match part.number() {
                        Some(shift) => self.advance(-shift / 1000.0 * self.state.size * self.state.stretch),
                        None => self.show(Some(part), collected),
                    }
                }
            }
            _ => {}
        }
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.line_start = Matrix::moved(x, y).then(self.line_start);
        self.text = self.line_start;
    }

    fn advance(&mut self, x: f64) {
        self.text = Matrix::moved(x, 0.0).then(self.text);
    }

    fn choose_font(&mut self, operands: &[Object], resources: &Dictionary) {
        let [Object::Name(name), size] = operands else { return };
        self.state.size = size.number().unwrap_or_default();
        let known = str::from_utf8(name).ok();
        let described = known.and_then(|name| {
            let fonts = self.file.dictionary(resources, "Font")?;
            let reference = fonts.get(name)?;
            let id = if let Object::Reference(id) = reference { Some(*id) } else { None };
            Some((id, self.file.as_dictionary(reference)?.clone()))
        });
        let Some((id, dictionary)) = described else {
            self.state.font = None;
            return;
        };
        // Forms have names of their own: a font is known by its number where it has one.
        let key =
            id.map_or_else(|| format!("/{}", known.unwrap_or_default()).into_bytes(), |id| id.to_be_bytes().to_vec());
        let font = match self.fonts.get(&key) {
            Some(font) => font.clone(),
            None => {
                let font = Rc::new(Font::read(self.file, &dictionary));
                self.fonts.insert(key, font.clone());
                font
            }
        };
        self.state.font = Some(font);
    }

    fn show(&mut self, text: Option<&Object>, collected: &mut Collected) {
        let (Some(Object::Text(text)), Some(font)) = (text, self.state.font.clone()) else { return };
        let begin = self.text.then(self.state.matrix);
        let from = begin.place(0.0, self.state.rise);
        let mut letters = String::new();
        let mut width = 0.0;
        for (code, letter, thousandths) in font.decode(text) {
            letters.push_str(&plain(&letter));
            let gap = self.state.letter_gap + if code == 32 { self.state.word_gap } else { 0.0 };
            width += (thousandths / 1000.0 * self.state.size + gap) * self.state.stretch;
        }
        self.advance(width);
        let to = self.text.then(self.state.matrix).place(0.0, self.state.rise).x;
        let size = self.state.size.abs() * begin.scale();
        let middle = begin.place(width / 2.0, self.state.rise + self.state.size / 4.0);
        let outside = self.page.is_some_and(|page| !page.holds(from, BESIDE));
        let leaves_no_trace = (self.state.mode - INVISIBLE).abs() < 0.5;
        let shows = if leaves_no_trace { self.picture } else { self.canvas.shows(self.state.color, middle) };
        if size < SMALLEST || outside || !shows {
            collected.hide(&letters);
        } else {
            self.line.add(Piece { text: letters, from, to, size }, collected);
        }
    }

    /// Draws a picture, or a form with contents of its own.
    fn draw(&mut self, name: Option<&Object>, resources: &Dictionary, depth: usize, collected: &mut Collected) {
        let name = name.and_then(Object::name).and_then(|name| str::from_utf8(name).ok());
        let found = name.and_then(|name| {
            let reference = self.file.dictionary(resources, "XObject")?.get(name)?;
            Some((reference.clone(), self.file.as_dictionary(reference)?.clone()))
        });
        let Some((reference, dictionary)) = found else { return };
        if self.file.get(&dictionary, "Subtype").is_some_and(|kind| kind.is_named("Image")) {
            self.picture = true;
            self.canvas.picture(self.state.matrix);
            return;
        }
        let Some(depth) = depth.checked_sub(1) else { return };
        let Some(content) = self.file.content(&reference) else { return };
        let own = self.file.dictionary(&dictionary, "Resources").cloned();
        let (state, kept) = (self.state.clone(), std::mem::take(&mut self.kept));
        let (text, line_start) = (self.text, self.line_start);
        if let Some(matrix) = self.file.array(&dictionary, "Matrix").and_then(Matrix::of) {
            self.state.matrix = matrix.then(self.state.matrix);
        }
        self.run(&content, own.as_ref().unwrap_or(resources), depth, collected);
        (self.state, self.kept, self.text, self.line_start) = (state, kept, text, line_start);
    }
}

/// Goes on behind the bytes of a picture that stand among the operators.
fn skip_inline_picture(lexer: &mut Lexer<'_>) {
    let rest = lexer.rest();
    let end = rest.windows(3).position(|window| matches!(window, [b' ' | b'\n' | b'\r', b'E', b'I']));
    lexer.skip(end.map_or(rest.len(), |end| end + 3));
}
