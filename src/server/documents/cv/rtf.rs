//! RTF, which Word opens as DOC under that name: whole, and without what starts when it is opened.

use super::{
    refusal::CvRefusal,
    rtf_syntax::{Token, Tokens, begin},
};

/// What a document of another program in it is written as, and controls of Windows.
const EMBEDDED: [&[u8]; 4] = [b"objdata", b"objocx", b"objupdate", b"objclass"];

/// Whether these bytes are a whole document that Word opens.
pub fn check(bytes: &[u8]) -> Result<(), CvRefusal> {
    let bytes = begin(bytes).ok_or(CvRefusal::Unknown)?;
    let mut depth = 0_usize;
    let mut embeds = false;
    for token in Tokens::new(bytes) {
        match token {
            Token::Open => depth += 1,
            // What follows the end of the document is not read.
            Token::Close if depth <= 1 => return if embeds { Err(CvRefusal::Macros) } else { Ok(()) },
            Token::Close => depth -= 1,
            Token::Word(word, _) => embeds |= EMBEDDED.contains(&word),
            Token::Symbol(_) | Token::Byte(_) => {}
        }
    }
    Err(CvRefusal::Incomplete)
}
