//! The program as its users meet it: arguments, files, messages, exit codes.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

const LESSON: &str =
    "---\ntitle: 第一课\nslug: one\nsequence: 1\n---\n\n# 第一课\n\n你好。\n";

/// A folder with lessons, and the program run in it.
struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new(files: &[(&str, &[u8])]) -> Desk {
        let folder = TempDir::new().expect("a folder");
        for (name, bytes) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
            fs::write(path, bytes).expect("a file");
        }
        Desk { folder }
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_handout"));
        command.args(arguments).current_dir(self.folder.path());
        command.env_remove("SOURCE_DATE_EPOCH").output().expect("the program runs")
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("an exit code")
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn a_folder_becomes_one_book_in_each_format() {
    let desk = Desk::new(&[("lessons/a.md", LESSON.as_bytes())]);
    let output = desk.run(&["export", "--format", "epub,pdf", "--format", "typst"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert_eq!(stderr(&output), "");
    let written = stdout(&output);
    let written: Vec<&str> = written.lines().collect();
    assert_eq!(
        written,
        ["build/lessons.epub", "build/lessons.pdf", "build/lessons-typst"]
    );
    assert!(
        fs::read(desk.path("build/lessons.epub")).expect("a book").starts_with(b"PK")
    );
    assert!(
        fs::read(desk.path("build/lessons.pdf")).expect("pages").starts_with(b"%PDF-")
    );
    assert!(desk.path("build/lessons-typst/main.typ").is_file());
}

#[test]
fn split_gives_a_file_for_each_lesson() {
    let second = LESSON.replace("one", "two").replace("sequence: 1", "sequence: 2");
    let desk = Desk::new(&[("l/a.md", LESSON.as_bytes()), ("l/b.md", second.as_bytes())]);
    let output = desk.run(&["export", "l", "--format", "epub", "--split", "-o", "out/"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert_eq!(stdout(&output), "out/one.epub\nout/two.epub\n");
}

#[test]
fn drafts_are_exported_only_if_asked_for() {
    let draft = LESSON.replace("slug: one", "slug: one\nis_published: false");
    let desk = Desk::new(&[("lessons/a.md", draft.as_bytes())]);
    let output = desk.run(&["export", "--format", "epub"]);
    assert_eq!(code(&output), 1);
    assert!(stderr(&output).contains("--drafts"), "{}", stderr(&output));
    assert!(!desk.path("build").exists());
    let output = desk.run(&["export", "--format", "epub", "--drafts"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
}

#[test]
fn a_bad_lesson_leaves_the_earlier_output_as_it_was() {
    let desk = Desk::new(&[("lessons/a.md", b"---\ntitle: \"x\nslug: y\n---\n")]);
    fs::create_dir(desk.path("build")).expect("a folder");
    fs::write(desk.path("build/lessons.epub"), "earlier").expect("a file");
    let output = desk.run(&["export", "--format", "epub"]);
    assert_eq!(code(&output), 1);
    assert_eq!(stdout(&output), "");
    let said = stderr(&output);
    assert!(said.contains("invalid-yaml") && said.contains("lessons/a.md:"), "{said}");
    assert!(said.contains("help"), "{said}");
    assert_eq!(fs::read(desk.path("build/lessons.epub")).expect("a file"), b"earlier");
    assert_eq!(fs::read_dir(desk.path("build")).expect("a folder").count(), 1);
}

#[test]
fn a_gb18030_file_is_named_as_such() {
    let bytes =
        encoding_rs::GB18030.encode("# 标题\n\n这是一个程序的例子。\n").0.into_owned();
    let desk = Desk::new(&[("lessons/a.md", &bytes)]);
    let output = desk.run(&["export", "--format", "pdf"]);
    assert_eq!(code(&output), 1);
    let said = stderr(&output);
    assert!(said.contains("lessons/a.md:1:3") && said.contains("gb18030"), "{said}");
}

#[test]
fn wrong_usage_is_told_from_bad_lessons() {
    let desk = Desk::new(&[("lessons/a.md", LESSON.as_bytes()), ("file", b"x")]);
    let wrong: [&[&str]; 6] = [
        &["export", "nowhere", "--format", "pdf"],
        &["export", "--format", "docx"],
        &["export"],
        &["export", "--format", "epub", "--theme", "nowhere"],
        &["export", "--format", "epub", "--paper", "a0"],
        &["export", "--format", "epub", "-o", "file/x.epub"],
    ];
    for arguments in wrong {
        let output = desk.run(arguments);
        assert_eq!(code(&output), 2, "{arguments:?}: {}", stderr(&output));
        assert_eq!(stdout(&output), "");
        assert!(!stderr(&output).is_empty());
    }
}

#[test]
fn an_empty_folder_is_no_course() {
    let desk = Desk::new(&[("lessons/note.txt", b"x")]);
    let output = desk.run(&["export", "--format", "epub"]);
    assert_eq!(code(&output), 1);
    assert!(stderr(&output).contains("empty-course"), "{}", stderr(&output));
}

#[test]
fn messages_can_be_read_by_machines() {
    let lesson = LESSON.replace("slug: one", "slugg: one");
    let desk = Desk::new(&[("lessons/a.md", lesson.as_bytes())]);
    let output = desk.run(&["export", "--format", "epub", "--messages", "json"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let record: serde_json::Value =
        serde_json::from_str(stderr(&output).trim()).expect("one object");
    assert_eq!(record["code"], "unknown-key");
    assert_eq!((record["line"].as_u64(), record["column"].as_u64()), (Some(3), Some(1)));
    assert_eq!(record["help"], "did you mean `slug`?");
}

#[test]
fn a_copied_theme_can_be_used() {
    let desk = Desk::new(&[("lessons/a.md", LESSON.as_bytes())]);
    let output = desk.run(&["theme", "book", "mine"]);
    assert_eq!((code(&output), stdout(&output).as_str()), (0, "mine\n"));
    let output = desk.run(&["export", "--format", "epub,pdf", "--theme", "mine"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let output = desk.run(&["theme", "book", "mine"]);
    assert_eq!(code(&output), 2);
}

#[test]
fn an_error_in_a_copied_theme_is_reported_at_its_line() {
    let desk = Desk::new(&[("lessons/a.md", LESSON.as_bytes())]);
    desk.run(&["theme", "book", "mine"]);
    let template = desk.path("mine/template.typ");
    let text = fs::read_to_string(&template).expect("the template");
    fs::write(&template, format!("{text}\n#let course(body) = nonsense(body)\n"))
        .expect("a file");
    let output = desk.run(&["export", "--format", "pdf", "--theme", "mine"]);
    assert_eq!(code(&output), 1);
    assert!(stderr(&output).contains("mine/template.typ:"), "{}", stderr(&output));
    assert!(!desk.path("build").exists());
}

#[cfg(unix)]
#[test]
fn a_lesson_reaches_no_file_outside_its_course() {
    let lesson = format!("{LESSON}\n![a](../secret.png)\n\n![b](link.png)\n");
    let desk = Desk::new(&[("lessons/a.md", lesson.as_bytes()), ("secret.png", b"x")]);
    std::os::unix::fs::symlink("../secret.png", desk.path("lessons/link.png"))
        .expect("a link");
    let output = desk.run(&["export", "--format", "epub"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let said = stderr(&output);
    assert!(said.contains("lies outside the course"), "{said}");
    assert!(said.contains("a link out of the folder"), "{said}");
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let lessons = Path::new(env!("CARGO_MANIFEST_DIR")).join("lessons");
    let lessons = lessons.to_str().expect("a path");
    let export = |zone: &str| {
        let desk = Desk::new(&[]);
        let mut command = Command::new(env!("CARGO_BIN_EXE_handout"));
        let arguments = ["export", lessons, "--format", "epub,pdf", "-o", "out/"];
        let output = command.args(arguments).current_dir(desk.folder.path());
        let output = output.env("TZ", zone).output().expect("the program runs");
        assert_eq!(code(&output), 0, "{}", stderr(&output));
        stdout(&output)
            .lines()
            .map(|path| fs::read(desk.path(path)).expect("a file"))
            .collect()
    };
    let (first, second): (Vec<Vec<u8>>, Vec<Vec<u8>>) =
        (export("Asia/Shanghai"), export("America/Lima"));
    assert_eq!(first.len(), 2);
    assert!(first == second, "two exports differ");
}

#[test]
fn an_input_is_never_overwritten() {
    let desk = Desk::new(&[("a.md", LESSON.as_bytes())]);
    let output = desk.run(&["export", "a.md", "--format", "pdf", "-o", "./a.md"]);
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains("error[usage]"), "{}", stderr(&output));
    assert_eq!(fs::read(desk.path("a.md")).expect("the lesson"), LESSON.as_bytes());
}

#[cfg(unix)]
#[test]
fn a_lesson_that_cannot_be_read_is_not_passed_over_in_silence() {
    let desk = Desk::new(&[
        ("lessons/a.md", LESSON.as_bytes()),
        ("lessons/b: c.md", b"# b\n"),
        ("lessons/d\\e.md", b"# d\n"),
        ("other.md", b"# other\n"),
    ]);
    std::os::unix::fs::symlink("../other.md", desk.path("lessons/f.md")).expect("a link");
    let output = desk.run(&["export", "--format", "epub"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    for name in ["`b: c.md`", "`d\\e.md`", "`f.md`"] {
        assert!(stderr(&output).contains(name), "{name}: {}", stderr(&output));
    }
}

#[test]
fn a_date_that_is_none_is_refused() {
    let desk = Desk::new(&[("lessons/a.md", LESSON.as_bytes())]);
    let mut command = Command::new(env!("CARGO_BIN_EXE_handout"));
    command.args(["export", "--format", "epub"]).current_dir(desk.folder.path());
    let output = command.env("SOURCE_DATE_EPOCH", "now").output().expect("it runs");
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains("SOURCE_DATE_EPOCH"), "{}", stderr(&output));
}

#[test]
fn fonts_that_are_of_no_use_are_reported() {
    let desk = Desk::new(&[("lessons/a.md", LESSON.as_bytes()), ("x.ttf", b"no font")]);
    let output = desk.run(&["export", "--format", "pdf", "--font-path", "x.ttf"]);
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains("`x.ttf` holds no font"), "{}", stderr(&output));
}

#[test]
fn a_course_file_may_begin_with_a_byte_order_mark() {
    let course = "\u{FEFF}title: 书\nslug: shu\n";
    let files = [("lessons/a.md", LESSON), ("lessons/course.yaml", course)];
    let desk = Desk::new(&files.map(|(name, text)| (name, text.as_bytes())));
    let output = desk.run(&["export", "--format", "epub"]);
    assert_eq!((code(&output), stdout(&output).as_str()), (0, "build/shu.epub\n"));
}

#[test]
fn lessons_without_a_place_are_counted_on_from_the_last() {
    let first = LESSON.replace("sequence: 1", "sequence: 3");
    let desk = Desk::new(&[("lessons/b.md", first.as_bytes()), ("lessons/a.md", b"# a")]);
    let output = desk.run(&["export", "--format", "typst"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let main = desk.path("build/lessons-typst/main.typ");
    let main = fs::read_to_string(main).expect("the main file");
    assert_eq!(main.matches("第 3 课").count(), 1);
    assert!(main.contains("Lesson 4"), "{main}");
}

#[test]
fn a_folder_called_src_is_named_after_the_one_around_it() {
    let desk = Desk::new(&[("rust/src/a.md", LESSON.as_bytes())]);
    let output = desk.run(&["export", "rust/src", "--format", "epub"]);
    assert_eq!((code(&output), stdout(&output).as_str()), (0, "build/rust.epub\n"));
}

#[test]
fn a_lesson_by_itself_takes_what_its_course_says() {
    let course = b"title: T\nauthors: [course author]\nrights: CC0\n";
    let desk = Desk::new(&[("l/a.md", LESSON.as_bytes()), ("l/course.yaml", course)]);
    let output = desk.run(&["export", "l/a.md", "--format", "typst", "-o", "out"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let data = fs::read_to_string(desk.path("out/data.typ")).expect("the data");
    assert!(data.contains("\"course author\""), "{data}");
    assert!(data.contains("title: \"第一课\""), "{data}");
}

#[test]
fn what_the_typesetter_warns_of_is_said() {
    // The character that no font has makes the pages be set twice.
    let lesson = format!("{LESSON}\n\u{10600}\n");
    let desk = Desk::new(&[("lessons/a.md", lesson.as_bytes())]);
    desk.run(&["theme", "handout", "mine"]);
    let settings = desk.path("mine/theme.yaml");
    let text = fs::read_to_string(&settings).expect("the settings");
    let changed = text.replace("heading: [", "heading: [\"No Such Face\", ");
    assert_ne!(text, changed);
    fs::write(&settings, changed).expect("a file");
    let output = desk.run(&["export", "--format", "pdf", "--theme", "mine"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let said = stderr(&output);
    assert!(said.contains("the typesetter warns: unknown font family"), "{said}");
    let mut warnings: Vec<&str> =
        said.split("\n\n").filter(|text| text.contains("typesetter")).collect();
    let count = warnings.len();
    warnings.sort_unstable();
    warnings.dedup();
    assert_eq!(warnings.len(), count, "{said}");
}
