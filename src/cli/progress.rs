//! What a person sees while waiting, and how long each step took.

use std::io::IsTerminal;
use std::thread;
use std::time::{Duration, Instant};

use handout::Step;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How long nothing is shown: most exports are done by then.
const MOMENT: Duration = Duration::from_millis(400);

/// Follows the steps of a run.
pub(super) struct Progress {
    bar: ProgressBar,
    /// The step at hand and when it began.
    current: Option<(Step, Instant)>,
    /// The steps met, in order, and how long they took in all.
    times: Vec<(Step, Duration)>,
}

impl Progress {
    pub(super) fn new() -> Progress {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        bar.set_style(ProgressStyle::default_spinner());
        if std::io::stderr().is_terminal() {
            let waiting = bar.clone();
            thread::spawn(move || {
                thread::sleep(MOMENT);
                if !waiting.is_finished() {
                    waiting.set_draw_target(ProgressDrawTarget::stderr());
                    waiting.enable_steady_tick(Duration::from_millis(100));
                }
            });
        }
        Progress { bar, current: None, times: Vec::new() }
    }

    /// A step begins; the one before it has ended.
    pub(super) fn begin(&mut self, step: Step) {
        self.end();
        self.bar.set_message(match step {
            Step::Read => "reading lessons",
            Step::Pass => "preparing",
            Step::WriteEpub => "writing EPUB",
            Step::WriteTypst | Step::Fonts | Step::TypstCompile => "setting pages",
            Step::PdfExport => "writing PDF",
        });
        self.current = Some((step, Instant::now()));
    }

    /// The current step has ended.
    pub(super) fn end(&mut self) {
        let Some((step, start)) = self.current.take() else { return };
        let took = start.elapsed();
        match self.times.iter_mut().find(|(known, _)| *known == step) {
            Some((_, total)) => *total += took,
            None => self.times.push((step, took)),
        }
    }

    /// Nothing more will be shown. The steps and how long they took in all.
    pub(super) fn finish(mut self) -> Vec<(Step, Duration)> {
        self.end();
        self.bar.finish_and_clear();
        self.times
    }
}
