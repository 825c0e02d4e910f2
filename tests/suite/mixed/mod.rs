//! Lessons mixed at random from every construct, broken ones among them: each must come
//! out in both formats, and its text with it. What does not is made as small as it can be.
//!
//! `HANDOUT_CASES=1000000` mixes so many, for those who have the time, and
//! `HANDOUT_FIRST_CASE` says where to begin.

mod course;
mod lesson;
mod page;
mod parts;

use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use self::course::{Fault, check};
use self::lesson::{LESSONS, Mixed};

/// How many lessons are mixed.
const CASES: u64 = 2_000;

/// Every how many-th course is set in pages.
const PAGES_EVERY: u64 = 20;

/// How many faults are made small and shown.
const SHOWN: u64 = 20;

fn setting(name: &str, default: u64) -> u64 {
    let asked = std::env::var(name).ok().and_then(|value| value.parse().ok());
    asked.unwrap_or(default)
}

#[test]
fn whatever_is_mixed_comes_out() {
    let first = setting("HANDOUT_FIRST_CASE", 1);
    let courses = setting("HANDOUT_CASES", CASES).div_ceil(LESSONS);
    let (next, shown) = (AtomicU64::new(0), AtomicU64::new(0));
    let check_rest = || {
        let mut faults = Vec::new();
        loop {
            let course = next.fetch_add(1, Ordering::Relaxed);
            if course >= courses {
                return faults;
            }
            let seeds = first + course * LESSONS..first + (course + 1) * LESSONS;
            let lessons: Vec<Mixed> = seeds.clone().map(Mixed::new).collect();
            let is_printed = course % PAGES_EVERY == 0;
            if let Err(fault) = check(&lessons, is_printed) {
                let fault = match shown.fetch_add(1, Ordering::Relaxed) < SHOWN {
                    true => smallest(&lessons, fault, is_printed),
                    false => fault.to_string(),
                };
                faults.push(format!("cases {seeds:?}: {fault}"));
            }
        }
    };
    // Not on the threads of `rayon`, which begin another course in the middle of one: their
    // stack would hold both.
    let faults: Vec<String> = thread::scope(|scope| {
        let threads = thread::available_parallelism().map_or(1, usize::from);
        let threads: Vec<_> = (0..threads).map(|_| scope.spawn(check_rest)).collect();
        threads.into_iter().flat_map(|it| it.join().expect("no panic")).collect()
    });
    let count = faults.len();
    assert!(faults.is_empty(), "{count} faults:\n\n{}", faults.join("\n\n"));
}

/// A fault in a lesson of which nothing more can be taken away.
fn smallest(lessons: &[Mixed], fault: Fault, is_printed: bool) -> String {
    let has_fault = |lesson: &Mixed| {
        let found = check(std::slice::from_ref(lesson), is_printed).err();
        found.filter(|found| found.kind == fault.kind)
    };
    let Some(mut lesson) =
        lessons.iter().find(|lesson| has_fault(lesson).is_some()).cloned()
    else {
        let lesson = lessons.iter().find(|lesson| lesson.slug() == fault.lesson);
        let markdown = lesson.map(Mixed::markdown).unwrap_or_default();
        return format!("{fault} (not in a lesson by itself)\n{markdown:?}");
    };
    let mut length = lesson.parts.len().div_ceil(2);
    while length > 0 {
        let mut at = 0;
        while at < lesson.parts.len() {
            let mut shorter = lesson.clone();
            let end = (at + length).min(lesson.parts.len());
            shorter.parts.drain(at..end);
            match has_fault(&shorter) {
                Some(_) => lesson = shorter,
                None => at = end,
            }
        }
        length /= 2;
    }
    let fault = has_fault(&lesson).unwrap_or(fault);
    format!("{fault}\n{:?}", lesson.markdown())
}
