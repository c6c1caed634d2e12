//! Portraits of people who do not exist: a few shapes, never a photograph.

use fastrand::Rng;
use resvg::{
    tiny_skia::{Pixmap, Transform},
    usvg::{Options, Tree},
};

use crate::server::error::{AppError, AppResult};

const SIDE: u32 = 640;
const GROUNDS: [&str; 8] = ["#f2b33d", "#8cc7b5", "#f4a487", "#9db8e8", "#c9b1e4", "#e8c39e", "#a8cf8e", "#e79aa9"];
const SKINS: [&str; 7] = ["#f3d3b8", "#e8b98f", "#d19a6c", "#b57a4b", "#93592f", "#6f4123", "#4e2c17"];
const HAIRS: [&str; 6] = ["#17120f", "#2d1d14", "#4a2f1d", "#6b4526", "#8d8d8d", "#a0522d"];
const CLOTHES: [&str; 8] = ["#0b5d52", "#a53f25", "#1f5fa8", "#5b3a8c", "#22322f", "#b8860b", "#8c1f4b", "#fdf8ee"];

/// A portrait as PNG; the same generator draws the same one. Slow: for blocking threads.
pub fn portrait(rng: &mut Rng, gender: char) -> AppResult<Vec<u8>> {
    let tree = Tree::from_str(&svg(rng, gender), &Options::default()).map_err(AppError::internal)?;
    let mut picture = Pixmap::new(SIDE, SIDE).ok_or_else(|| AppError::internal("no memory for a portrait"))?;
    resvg::render(&tree, Transform::default(), &mut picture.as_mut());
    picture.encode_png().map_err(AppError::internal)
}

fn svg(rng: &mut Rng, gender: char) -> String {
    let ground = one_of(rng, &GROUNDS);
    let skin = one_of(rng, &SKINS);
    let hair = one_of(rng, &HAIRS);
    let clothes = one_of(rng, &CLOTHES);
    let scarf = one_of(rng, &CLOTHES);
    let wide = rng.i32(108..128);
    let high = rng.i32(138..156);
    let behind = match (gender, rng.u8(0..4)) {
        ('F', 0) => format!(
            "<ellipse cx='320' cy='300' rx='178' ry='205' fill='{scarf}'/><path d='M180 350 L160 560 L480 560 L460 350 Z' fill='{scarf}'/>"
        ),
        ('F', 1 | 2) => {
            format!("<path d='M170 300 Q170 110 320 110 Q470 110 470 300 L480 520 L160 520 Z' fill='{hair}'/>")
        }
        _ => String::new(),
    };
    let above = match (gender, rng.u8(0..4)) {
        ('M', 0) => String::new(),
        ('M', _) => format!(
            "<path d='M{l} 270 Q{l} 130 320 130 Q{r} 130 {r} 270 Q{r2} 205 320 205 Q{l2} 205 {l} 270 Z' fill='{hair}'/>",
            l = 320 - wide,
            r = 320 + wide,
            l2 = 330 - wide,
            r2 = 310 + wide
        ),
        (_, 3) => format!(
            "<circle cx='320' cy='128' r='62' fill='{hair}'/><path d='M{l} 270 Q{l} 145 320 145 Q{r} 145 {r} 270 Q320 150 {l} 270 Z' fill='{hair}'/>",
            l = 318 - wide,
            r = 322 + wide
        ),
        _ => format!(
            "<path d='M{l} 280 Q{l} 140 320 140 Q{r} 140 {r} 280 Q{m} 170 320 190 Q240 190 {l} 280 Z' fill='{hair}'/>",
            l = 318 - wide,
            r = 322 + wide,
            m = 300 + wide
        ),
    };
    let beard = if gender == 'M' && rng.bool() {
        format!(
            "<path d='M{l} 320 Q{l} 470 320 470 Q{r} 470 {r} 320 Q{r} 385 320 378 Q{l} 385 {l} 320 Z' fill='{hair}'/>",
            l = 322 - wide,
            r = 318 + wide
        )
    } else {
        String::new()
    };
    let glasses = if rng.u8(0..5) == 0 {
        "<g fill='none' stroke='#22322f' stroke-width='7'><circle cx='272' cy='292' r='34'/><circle cx='368' cy='292' r='34'/><path d='M306 292 H334'/></g>"
    } else {
        ""
    };
    format!(
        "<svg xmlns='http://www.w3.org/2000/svg' width='{SIDE}' height='{SIDE}'>\
         <rect width='{SIDE}' height='{SIDE}' fill='{ground}'/>{behind}\
         <ellipse cx='320' cy='650' rx='245' ry='185' fill='{clothes}'/>\
         <rect x='268' y='390' width='104' height='120' rx='48' fill='{skin}'/>\
         <ellipse cx='320' cy='300' rx='{wide}' ry='{high}' fill='{skin}'/>{beard}{above}\
         <circle cx='272' cy='292' r='11' fill='#1c1512'/><circle cx='368' cy='292' r='11' fill='#1c1512'/>\
         <path d='M280 370 Q320 402 360 370' fill='none' stroke='#7c2d22' stroke-width='9' stroke-linecap='round'/>\
         {glasses}</svg>"
    )
}

fn one_of(rng: &mut Rng, choices: &[&'static str]) -> &'static str {
    choices.get(rng.usize(0..choices.len())).copied().unwrap_or("#000000")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn portraits_are_repeatable_and_differ() {
        let draw = |seed, gender| portrait(&mut Rng::with_seed(seed), gender).unwrap();
        assert_eq!(draw(1, 'F'), draw(1, 'F'));
        assert_ne!(draw(1, 'F'), draw(2, 'F'));
        for (seed, gender) in (0..12).zip("FMNFMFMFMNFM".chars()) {
            let png = draw(seed, gender);
            assert_eq!(image::load_from_memory(&png).unwrap().width(), SIDE);
            if let Ok(folder) = std::env::var("CARDS") {
                std::fs::write(format!("{folder}/portrait-{seed}.png"), png).unwrap();
            }
        }
    }
}
