//! The walls of the house: which part of the program may import which.

use std::fs;
use std::path::{Path, PathBuf};

/// Each part and what it may import, as the table in ARCHITECTURE.md has it.
const MAY_IMPORT: [(&str, &[&str]); 19] = [
    ("source", &[]),
    ("diagnostic", &["source"]),
    ("document", &["source"]),
    ("config", &["source", "diagnostic", "document"]),
    ("read", &["source", "diagnostic", "document", "config"]),
    ("highlight", &["document"]),
    ("formula", &["document"]),
    ("diagram", &["document"]),
    ("raster", &["document"]),
    ("svg", &[]),
    (
        "pass",
        &[
            "source",
            "diagnostic",
            "document",
            "config",
            "highlight",
            "formula",
            "diagram",
            "raster",
            "svg",
        ],
    ),
    ("fonts", &["source", "diagnostic", "document", "config"]),
    ("theme", &["source", "diagnostic", "document", "config"]),
    ("write/epub", &["source", "diagnostic", "document", "config", "theme"]),
    ("write/typst", &["source", "diagnostic", "document", "config", "theme", "fonts"]),
    (
        "write/pdf",
        &["source", "diagnostic", "document", "config", "theme", "fonts", "write/typst"],
    ),
    (
        "export",
        &[
            "source",
            "diagnostic",
            "document",
            "config",
            "theme",
            "fonts",
            "write/epub",
            "write/typst",
            "write/pdf",
        ],
    ),
    // The program uses the library by its public name only.
    ("cli", &[]),
    ("main.rs", &[]),
];

#[test]
fn imports_point_down_the_table() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    let mut seen = 0;
    for file in rust_files(&root) {
        let name =
            file.strip_prefix(&root).expect("below src").to_string_lossy().into_owned();
        // The build script is another program; the two list what there is.
        if name.starts_with("build/") || name == "lib.rs" || name == "write/mod.rs" {
            continue;
        }
        let (part, allowed) = MAY_IMPORT
            .iter()
            .find(|(part, _)| name.starts_with(&format!("{part}/")) || name == *part)
            .unwrap_or_else(|| panic!("{name} belongs to a part of the table"));
        let text = fs::read_to_string(&file).expect("a source file");
        for import in imports(&text) {
            seen += 1;
            if import != *part && !allowed.contains(&import.as_str()) {
                wrong.push(format!("{name} imports {import}"));
            }
        }
    }
    assert!(seen > 50, "imports were found");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The parts of this crate that a file names, as `document` or `write/pdf`.
fn imports(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices("crate::") {
        // `$crate::` and the names of other crates end in the same letters.
        let before = text[..at].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '$') {
            continue;
        }
        let path = &text[at + "crate::".len()..];
        let word = |text: &str| {
            let end = text.find(|c: char| !c.is_alphanumeric() && c != '_');
            text[..end.unwrap_or(text.len())].to_owned()
        };
        let first = word(path);
        let part = match path.strip_prefix("write::") {
            Some(rest) => format!("write/{}", word(rest)),
            None => first,
        };
        found.push(part);
    }
    found
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files
}

#[test]
fn the_library_prints_nothing_and_asks_no_clock() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let forbidden = [
        "println!",
        "eprintln!",
        "process::exit",
        "env::var",
        "SystemTime",
        "Instant::now",
    ];
    for file in rust_files(&root) {
        let is_other_program =
            ["cli", "build"].iter().any(|part| file.starts_with(root.join(part)));
        if is_other_program || file.ends_with("tests.rs") {
            continue;
        }
        let text = fs::read_to_string(&file).expect("a source file");
        let code = text.split("#[cfg(test)]").next().expect("the part before the tests");
        for word in forbidden {
            assert!(!code.contains(word), "{} says {word}", file.display());
        }
    }
}
