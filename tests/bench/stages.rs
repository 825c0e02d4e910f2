//! How long each stage takes for one lesson: `cargo bench`.

use std::io;

use divan::{Bencher, black_box};
use handout::Job;
use handout::config::Paper;
use handout::diagnostic::Diagnostics;
use handout::document::{Course, Settled, Written};
use handout::pass;
use handout::read::{self, Input};
use handout::source::{CoursePath, Entry, Files, SourceMap};
use handout::theme::{self, Theme, ThemeFolder};

fn main() {
    divan::main();
}

/// The lesson that all stages are measured with.
struct Lesson;

impl Files for Lesson {
    fn read(&self, _: &CoursePath) -> io::Result<Vec<u8>> {
        Ok(include_bytes!("../../lessons/async-basics.md").to_vec())
    }

    fn list(&self, _: &CoursePath) -> io::Result<Vec<Entry>> {
        Ok(Vec::new())
    }

    fn exists(&self, _: &CoursePath) -> bool {
        false
    }
}

fn written(sources: &mut SourceMap) -> Course<Written> {
    let input = Input {
        name: "lesson".into(),
        lesson: CoursePath::root().join("async-basics.md"),
        prefix: String::new(),
        drafts: false,
    };
    let mut diagnostics = Diagnostics::default();
    read::course(&Lesson, &input, sources, &mut diagnostics).expect("the lesson is sound")
}

fn settled(course: Course<Written>) -> Course<Settled> {
    let options = pass::Options { number_headings: true, line_numbers: false, tab: None };
    pass::settle(course, &Lesson, options, &mut Diagnostics::default())
}

fn handout_theme(sources: &mut SourceMap) -> Theme {
    theme::load(&ThemeFolder::Bundled("handout"), sources, &mut Diagnostics::default())
        .expect("the bundled theme is sound")
}

#[divan::bench]
fn read() -> Course<Written> {
    written(&mut SourceMap::default())
}

#[divan::bench]
fn settle(bencher: Bencher) {
    let course = written(&mut SourceMap::default());
    bencher.with_inputs(|| course.clone()).bench_values(settled);
}

#[divan::bench]
fn highlight() {
    let code = "async def main() -> None:\n    print(f\"{x}\")  # 注释\n".repeat(50);
    black_box(handout::highlight::highlight("python", black_box(&code)));
}

/// A writer applied to the settled lesson.
fn write<T>(bencher: Bencher, write: impl Fn(Job) -> T + Sync) {
    let mut sources = SourceMap::default();
    let course = settled(written(&mut sources));
    let theme = handout_theme(&mut sources);
    bencher.bench(|| {
        write(Job {
            course: &course,
            theme: &theme,
            paper: Paper::default(),
            fonts: &[],
            sources: &sources,
        })
    });
}

#[divan::bench]
fn epub(bencher: Bencher) {
    write(bencher, |job| handout::epub(job, &mut |_| (), &mut Diagnostics::default()));
}

#[divan::bench]
fn typst(bencher: Bencher) {
    write(bencher, |job| handout::typst(job, &mut |_| ()));
}

/// Typst remembers what it has set: all but the first run show what a watcher would feel.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn pdf(bencher: Bencher) {
    write(bencher, |job| handout::pdf(job, &mut |_| (), &mut Diagnostics::default()));
}
