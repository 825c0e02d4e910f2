//! The literate cases of `tests/spec`: Markdown in; tree, XHTML, Typst, diagnostics out.
//!
//! A case is a heading of level 2 and a fence of five backticks with the Markdown; the
//! fences after it are what becomes of it. `HANDOUT_BLESS=1` writes them anew.

use std::fs;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

use handout::diagnostic::Diagnostics;
use handout::document::{MediaType, dump};

use crate::memory::Prepared;

const FENCE: &str = "`````";

#[test]
fn every_case_gives_what_its_file_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/spec");
    let bless = std::env::var_os("HANDOUT_BLESS").is_some();
    let entries = fs::read_dir(folder).expect("the cases");
    let mut files: Vec<PathBuf> =
        entries.map(|entry| entry.expect("a file").path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "md"));
    files.sort();
    assert!(!files.is_empty(), "there are cases");
    let mut differences = Vec::new();
    let mut cases = 0;
    for file in files {
        let text = fs::read_to_string(&file).expect("a case file");
        let (renewed, count) = renew(&text);
        cases += count;
        if renewed == text {
            continue;
        }
        if bless {
            fs::write(&file, renewed).expect("the file can be written");
        } else {
            differences.push(difference(&file, &text, &renewed));
        }
    }
    assert!(cases >= 40, "the cases are found");
    assert!(
        differences.is_empty(),
        "what has changed, if it is right, is taken over with HANDOUT_BLESS=1:\n{}",
        differences.join("\n")
    );
}

/// The first lines in which a file differs from what it should be.
fn difference(file: &Path, old: &str, new: &str) -> String {
    let same = old.lines().zip(new.lines()).take_while(|(old, new)| old == new).count();
    let show = |text: &str| {
        text.lines()
            .skip(same)
            .take(6)
            .map(|line| format!("    {line}\n"))
            .collect::<String>()
    };
    let name = file.display();
    format!("{name}:{}\n  says\n{}  but is\n{}", same + 1, show(old), show(new))
}

/// The file with the outputs of all its cases made anew, and how many cases it has.
fn renew(text: &str) -> (String, usize) {
    let mut renewed = String::new();
    let mut cases = 0;
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if line != format!("{FENCE}markdown") {
            // Outputs are dropped, and written again below their input.
            if line.starts_with(FENCE) {
                lines.by_ref().find(|line| *line == FENCE);
                continue;
            }
            if !(line.is_empty() && renewed.ends_with("\n\n")) {
                renewed.push_str(line);
                renewed.push('\n');
            }
            continue;
        }
        let input: Vec<&str> = lines.by_ref().take_while(|line| *line != FENCE).collect();
        let input = input.join("\n") + "\n";
        cases += 1;
        renewed.push_str(&format!("{FENCE}markdown\n{input}{FENCE}\n\n"));
        for (name, output) in outputs(&input) {
            if !output.is_empty() {
                let output = output.trim_end();
                renewed.push_str(&format!("{FENCE}{name}\n{output}\n{FENCE}\n\n"));
            }
        }
    }
    (renewed.trim_end().to_owned() + "\n", cases)
}

/// What becomes of a lesson.
fn outputs(markdown: &str) -> Vec<(&'static str, String)> {
    let prepared = Prepared::lesson(markdown);
    let mut outputs = Vec::new();
    if prepared.course.is_some() && !prepared.diagnostics.has_errors() {
        outputs.push(("tree", dump(prepared.job().course)));
        outputs.push(("xhtml", xhtml(&prepared)));
        outputs.push(("typst", typst(&prepared)));
        outputs.push(("svg", drawings(&prepared)));
    }
    outputs.push(("diagnostics", prepared.problems()));
    outputs
}

/// The lesson's XHTML below its header, one block a line.
fn xhtml(prepared: &Prepared) -> String {
    let mut diagnostics = Diagnostics::default();
    let book =
        handout::epub(prepared.job(), &mut |_| (), &mut diagnostics).expect("a book");
    let mut archive = zip::ZipArchive::new(Cursor::new(book)).expect("an archive");
    let name = archive
        .file_names()
        .find(|name| name.ends_with(".xhtml") && !name.ends_with("nav.xhtml"))
        .expect("a lesson")
        .to_owned();
    let mut page = String::new();
    archive.by_name(&name).expect("the lesson").read_to_string(&mut page).expect("text");
    let body = page.split_once("</header>").expect("a header").1;
    let body = body.rsplit_once("</body>").expect("a body").0;
    body.trim().to_owned()
}

/// The longest drawing that anybody would read, in bytes.
const READABLE: usize = 4_000;

/// The drawings that the lesson shows, as both formats get them.
fn drawings(prepared: &Prepared) -> String {
    let assets = prepared.job().course.assets.iter();
    let drawings = assets.filter(|asset| asset.media_type == MediaType::Svg);
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("text");
    let readable = drawings.filter(|drawing| drawing.bytes.len() <= READABLE);
    readable.map(|drawing| text(&drawing.bytes)).collect()
}

/// The blocks of the lesson in Typst.
fn typst(prepared: &Prepared) -> String {
    let project = handout::typst(prepared.job(), &mut |_| ());
    let main =
        project.files.iter().find(|(name, _)| name == "main.typ").expect("a main file");
    let main = String::from_utf8(main.1.to_vec()).expect("text");
    let body = main.split_once("\n), ").expect("a lesson").1;
    body.trim_end().trim_end_matches(')').trim().to_owned()
}
