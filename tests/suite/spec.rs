//! The literate cases of `tests/spec`: Markdown in; tree, XHTML, Typst, diagnostics out.
//!
//! A case is a heading of level 2 and a fence of five backticks with the Markdown; the
//! fences after it are what becomes of it. `HANDOUT_BLESS=1` writes them anew. Fences
//! called `file` and a path, right after the Markdown, are other files of its course, in
//! which it comes first.

use std::fs;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::str::Lines;

use handout::diagnostic::Diagnostics;
use handout::document::{MediaType, dump};

use crate::memory::{Memory, Prepared};

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
        let markdown = fenced(&mut lines);
        cases += 1;
        renewed.push_str(&format!("{FENCE}markdown\n{markdown}{FENCE}\n\n"));
        let mut others = Vec::new();
        while let Some(path) = next_file(&mut lines) {
            let text = fenced(&mut lines);
            renewed.push_str(&format!("{FENCE}file {path}\n{text}{FENCE}\n\n"));
            others.push((path, text));
        }
        for (name, output) in outputs(&markdown, &others) {
            if !output.is_empty() {
                let output = output.trim_end();
                renewed.push_str(&format!("{FENCE}{name}\n{output}\n{FENCE}\n\n"));
            }
        }
    }
    (renewed.trim_end().to_owned() + "\n", cases)
}

/// The text up to the end of a fence.
fn fenced(lines: &mut Lines) -> String {
    let text: Vec<&str> = lines.take_while(|line| *line != FENCE).collect();
    text.join("\n") + "\n"
}

/// The path of another file, if the next fence holds one.
fn next_file<'a>(lines: &mut Lines<'a>) -> Option<&'a str> {
    let mut ahead = lines.clone().skip_while(|line| line.is_empty());
    let path = ahead.next()?.strip_prefix(FENCE)?.strip_prefix("file ")?;
    lines.find(|line| !line.is_empty());
    Some(path)
}

/// What becomes of a lesson, and what is said of its course.
fn outputs(markdown: &str, others: &[(&str, String)]) -> Vec<(&'static str, String)> {
    let mut files = Memory::with_surroundings();
    files.0.insert("lesson.md".into(), markdown.into());
    for (path, text) in others {
        files.0.insert((*path).into(), text.as_str().into());
    }
    let prepared = Prepared::new(&files, others.is_empty().then_some("lesson.md"));
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
        .find(|name| {
            let is_other = name.ends_with("nav.xhtml") || name.ends_with("title.xhtml");
            name.ends_with(".xhtml") && !is_other
        })
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
    let body = body.split("\n#lesson(").next().unwrap_or(body);
    body.trim_end().trim_end_matches(')').trim().to_owned()
}
