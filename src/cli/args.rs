//! What can be typed.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};
use clap_complete::Shell;
use handout::config::Paper;

/// Turns Markdown lessons into an EPUB book and a PDF to print and hand out.
#[derive(Debug, Parser)]
#[command(version, about, max_term_width = 90, arg_required_else_help = true)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Export(ExportArguments),
    /// Copy a bundled theme into a folder, to change it and use it with --theme
    Theme {
        /// The theme to copy: handout or book
        name: String,
        /// The new folder
        #[arg(value_hint = ValueHint::DirPath)]
        folder: PathBuf,
    },
    /// Print the completions for a shell
    #[command(after_help = "For example, for bash:\n  \
        handout completions bash > ~/.local/share/bash-completion/completions/handout")]
    Completions {
        /// The shell
        shell: Shell,
    },
}

/// Export lessons as EPUB, PDF, or a Typst project
///
/// Each PATH is a folder of lessons, which becomes one book, or a lesson by itself. The
/// paths of what was written go to standard output, messages to standard error.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  handout export --format pdf                    lessons/ as build/<slug>.pdf
  handout export lessons --format epub,pdf       both formats, the lessons read once
  handout export lessons/a.md --format pdf -o a.pdf
  handout export --split --format pdf --theme handout --paper b5

Exit codes: 0 done, 1 problems in the lessons, 2 wrong usage or files that cannot be
read or written.")]
pub(super) struct ExportArguments {
    /// Folders of lessons, or lessons
    #[arg(default_value = "lessons", value_hint = ValueHint::AnyPath)]
    pub(super) paths: Vec<PathBuf>,

    /// What to make; may be given more than once, or with commas
    #[arg(short, long, required = true, value_delimiter = ',', value_name = "FORMAT")]
    pub(super) format: Vec<Format>,

    /// The file to write, or the folder if there are several outputs
    /// [default: build/<slug>.<format>]
    #[arg(short, long, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub(super) output: Option<PathBuf>,

    /// How it looks: handout, book, or the folder of a theme of your own
    #[arg(long, default_value = "handout", value_name = "NAME|PATH")]
    pub(super) theme: PathBuf,

    /// The paper to print on: a4, a3, a5, b5, jis-b5, 16k, us-letter, us-legal
    #[arg(long, default_value = "a4", value_parser = paper, value_name = "SIZE")]
    pub(super) paper: Paper,

    /// Include lessons with `is_published: false`
    #[arg(long)]
    pub(super) drafts: bool,

    /// Of tabs, show only the one with this label
    #[arg(long, value_name = "LABEL")]
    pub(super) tab: Option<String>,

    /// Write one file per lesson instead of one per folder
    #[arg(long)]
    pub(super) split: bool,

    /// Use the fonts of this file or folder too; may be given more than once
    #[arg(long, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub(super) font_path: Vec<PathBuf>,

    /// How messages are written
    #[arg(long, default_value = "human", value_name = "FORM")]
    pub(super) messages: Messages,

    /// Say how long each step took
    #[arg(long)]
    pub(super) timings: bool,
}

/// What can be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub(super) enum Format {
    /// An EPUB 3 book
    Epub,
    /// A PDF to print
    Pdf,
    /// A project for Typst 0.15, the source of the PDF
    Typst,
}

/// How messages are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Messages {
    /// With the lines they speak of
    Human,
    /// One JSON object a line
    Json,
}

fn paper(name: &str) -> Result<Paper, String> {
    let names = Paper::ALL.map(|paper| paper.name).join(", ");
    Paper::named(name).ok_or_else(|| format!("the sizes are {names}"))
}
