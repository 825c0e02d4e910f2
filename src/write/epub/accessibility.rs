//! What an EPUB says of its own accessibility (EPUB Accessibility 1.1, 2.2).
//!
//! Everything here is computed from the content. A conformance claim is not among it:
//! it needs someone who vouches for it (3.2, `a11y:certifiedBy`), which a program
//! cannot.

use crate::document::{
    Block, Course, Image, Inline, Picture, Settled, Words, each_block, each_image,
    each_inline,
};

/// `schema:` properties and their values, in the order in which they are written.
pub(super) fn accessibility(course: &Course<Settled>) -> Vec<(&'static str, String)> {
    let pictures = pictures(course);
    let described = pictures.iter().all(|image| !image.alt.trim().is_empty());
    let moving = pictures.iter().any(|image| match &image.picture {
        Picture::Asset(id) => course.assets.get(id.0).is_some_and(|asset| asset.moves),
        Picture::Missing(_) => false,
    });
    let words = Words::of(&course.info.language);

    let mut list = vec![("schema:accessMode", "textual".to_owned())];
    let mut add = |property, value: &str| list.push((property, value.to_owned()));
    if !pictures.is_empty() {
        add("schema:accessMode", "visual");
        add("schema:accessModeSufficient", "textual,visual");
    }
    if described {
        add("schema:accessModeSufficient", "textual");
    }
    for feature in [
        "structuralNavigation",
        "tableOfContents",
        "readingOrder",
        "displayTransformability",
    ] {
        add("schema:accessibilityFeature", feature);
    }
    if !pictures.is_empty() && described {
        add("schema:accessibilityFeature", "alternativeText");
    }
    if has_formulas(course) {
        // Marked up, and its LaTeX in words.
        add("schema:accessibilityFeature", "MathML");
        add("schema:accessibilityFeature", "latex");
        add("schema:accessibilityFeature", "describedMath");
    }
    // Nobody has looked at the frames of an animation.
    let hazards: &[&str] = match moving {
        false => &["none"],
        true => {
            &["unknownFlashingHazard", "noSoundHazard", "unknownMotionSimulationHazard"]
        }
    };
    for hazard in hazards {
        add("schema:accessibilityHazard", hazard);
    }
    let of_pictures = match (pictures.is_empty(), described) {
        (true, _) => "",
        (false, true) => words.pictures_described,
        (false, false) => words.pictures_undescribed,
    };
    add("schema:accessibilitySummary", &format!("{}{of_pictures}", words.accessibility));
    list
}

fn has_formulas(course: &Course<Settled>) -> bool {
    let mut found = false;
    for body in course.lessons.iter().flat_map(|lesson| lesson.bodies()) {
        each_block(body, &mut |block| found |= matches!(block, Block::Math(_)));
        each_inline(body, &mut |inline| found |= matches!(inline, Inline::Math(_)));
    }
    found
}

/// Every picture that is shown.
fn pictures(course: &Course<Settled>) -> Vec<&Image<Settled>> {
    let mut pictures = Vec::new();
    for body in course.lessons.iter().flat_map(|lesson| lesson.bodies()) {
        each_image(body, &mut |image| pictures.push(image));
    }
    pictures.retain(|image| matches!(image.picture, Picture::Asset(_)));
    pictures
}
