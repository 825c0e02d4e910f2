//! How wide text is, without a font at hand.
//!
//! Pages set a diagram's text in Noto Sans CJK, whose widths these are. An EPUB is read
//! with whatever sans-serif face a reader has, so letters get a little more room; an
//! ideograph is one em wide in every face.

/// How much wider than here the letters of other faces may be.
const ROOM: f64 = 1.06;

/// The advances of U+0020 to U+007E, in thousandths of an em.
const REGULAR: [u16; 95] = [
    224, 323, 474, 555, 555, 921, 680, 278, 338, 338, 467, 555, 278, 347, 278, 392, 555,
    555, 555, 555, 555, 555, 555, 555, 555, 555, 278, 278, 555, 555, 555, 474, 946, 608,
    657, 638, 688, 589, 552, 689, 728, 293, 535, 646, 543, 812, 723, 742, 633, 742, 635,
    596, 599, 721, 575, 878, 573, 531, 603, 338, 392, 338, 555, 559, 606, 563, 618, 510,
    620, 554, 325, 564, 607, 275, 275, 552, 284, 926, 610, 606, 620, 620, 388, 468, 377,
    607, 521, 802, 498, 521, 475, 338, 270, 338, 555,
];

/// The same of the bold face.
const BOLD: [u16; 95] = [
    227, 370, 574, 590, 590, 963, 740, 325, 378, 378, 507, 590, 325, 370, 325, 387, 590,
    590, 590, 590, 590, 590, 590, 590, 590, 590, 325, 325, 590, 590, 590, 514, 1007, 641,
    681, 656, 714, 615, 585, 717, 757, 330, 568, 686, 578, 853, 749, 770, 667, 770, 682,
    624, 625, 748, 619, 915, 627, 580, 613, 378, 387, 378, 590, 567, 626, 591, 644, 527,
    644, 581, 372, 597, 640, 304, 306, 604, 315, 964, 641, 626, 644, 644, 436, 495, 421,
    637, 576, 863, 562, 574, 511, 378, 296, 378, 590,
];

/// The width of a line of text, in ems. What is neither ASCII nor without a width of its
/// own counts as an ideograph: most of it is as wide, hardly any of it wider.
pub(super) fn ems(text: &str, is_bold: bool) -> f64 {
    let table = if is_bold { &BOLD } else { &REGULAR };
    let width = |c: char| {
        let ascii = (c as usize).checked_sub(0x20).and_then(|index| table.get(index));
        match ascii {
            Some(thousandths) => f64::from(*thousandths) / 1000.0 * ROOM,
            None if unicode_width::UnicodeWidthChar::width(c).unwrap_or(0) == 0 => 0.0,
            None => 1.0,
        }
    };
    text.chars().map(width).sum()
}

#[cfg(test)]
mod tests {
    use typst::foundations::Bytes;
    use typst::layout::Abs;
    use typst::text::{Font, FontVariant};

    use super::*;

    #[test]
    fn ideographs_are_an_em_wide() {
        assert_eq!(ems("检查，“一”", false), 6.0);
        assert_eq!(ems("e\u{301}", true), ems("e", true));
        assert_eq!(ems("\n", false), 0.0);
        assert!(ems("abc", false) < ems("abc", true));
    }

    /// The tables are those of the bundled faces.
    #[test]
    fn widths_are_those_of_the_fonts() {
        for (name, table) in [("Regular", REGULAR), ("Bold", BOLD)] {
            let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fonts/noto-cjk/");
            let path = format!("{folder}NotoSansCJK-{name}.ttc");
            let file = Bytes::new(std::fs::read(path).expect("a font"));
            let face = Font::iter(file)
                .find(|font| font.info().family == "Noto Sans CJK SC")
                .expect("the face of the mainland")
                .instantiate(FontVariant::default(), Abs::pt(10.0), &Default::default());
            for (c, thousandths) in (' '..='~').zip(table) {
                let glyph = face.ttf().glyph_index(c).expect("a glyph");
                let advance = face.x_advance(glyph.0).expect("an advance").get();
                let expected = f64::from(thousandths);
                assert_eq!((advance * 1000.0).round(), expected, "{name} {c:?}");
            }
        }
    }
}
