//! The passes: every decision that both formats share, made once, before the writers.
//!
//! [`settle`] is the list of them, in order. A pass never stops at a problem: it reports
//! it and goes on with what is left.

mod anchors;
mod equations;
mod gaps;
mod headings;
mod leaves;
mod notes;
mod page_breaks;
mod settle;
mod soft_breaks;
mod tabs;
mod title;

use rayon::prelude::*;

use crate::diagnostic::Diagnostics;
use crate::document::{Course, Settled, Written};
use crate::source::Files;

/// What the passes need to know of the export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options<'a> {
    /// Whether headings are numbered in lessons whose author did not number them.
    pub number_headings: bool,
    /// Whether lines of code are numbered where the author does not say.
    pub line_numbers: bool,
    /// Of tabs, the one to show; all of them if `None`.
    pub tab: Option<&'a str>,
}

/// Makes a tree as written ready for the writers. `files` is where its pictures are.
pub fn settle(
    mut course: Course<Written>,
    files: &dyn Files,
    options: Options,
    diagnostics: &mut Diagnostics,
) -> Course<Settled> {
    let problems = course.lessons.par_iter_mut().map(|lesson| {
        let mut diagnostics = Diagnostics::default();
        if let Some(wanted) = options.tab {
            tabs::choose(lesson, wanted);
        }
        title::drop_repeated(lesson);
        equations::number(lesson, &mut diagnostics);
        page_breaks::lift(lesson, &mut diagnostics);
        headings::fix_levels(lesson, &mut diagnostics);
        notes::order(lesson, &mut diagnostics);
        soft_breaks::resolve(lesson);
        gaps::insert(lesson);
        diagnostics
    });
    // Lessons are worked on side by side, but reported on in order.
    for problems in problems.collect::<Vec<_>>() {
        diagnostics.append(problems);
    }
    let anchors = anchors::assign(&course, options);
    settle::settle(course, &anchors, files, options, diagnostics)
}
