//! `data.typ`: what the template must know of the course as a whole.

use super::Options;
use super::sink::{Sink, Spelled};
use crate::config::Setting;
use crate::document::{Course, Date, Settled, Words};
use crate::theme::Theme;

/// The source of `data.typ`, and what is spelled in it.
pub(super) fn data(
    course: &Course<Settled>,
    theme: &Theme,
    options: Options,
) -> (String, Spelled) {
    let mut sink = Sink::default();
    let info = &course.info;
    let language = &info.language;
    let paper = options.paper;
    let refused = options.refused;
    sink.code("#let data = (\n  title: ");
    sink.shown(&info.title, refused);
    sink.code(",\n  subtitle: ");
    sink.optional_shown(info.subtitle.as_deref(), refused);
    sink.code(",\n  authors: ");
    sink.array(&info.authors, |sink, author| sink.shown(author, refused));
    sink.code(",\n  description: ");
    sink.optional_shown(info.description.as_deref(), refused);
    sink.code(",\n  keywords: ");
    sink.array(&info.subjects, |sink, subject| sink.string(subject));
    sink.code(",\n  date: ");
    date(&mut sink, info.updated.or(info.date));
    sink.code(",\n  lang: ");
    sink.string(language.base());
    sink.code(",\n  region: ");
    sink.optional(language.territory().map(str::to_lowercase).as_deref());
    sink.code(",\n  lessons: ");
    sink.integer(course.lessons.len() as i64);
    sink.code(",\n  paper: (name: ");
    sink.string(paper.name);
    sink.code(", width: ");
    sink.number(paper.width);
    sink.code("mm, height: ");
    sink.number(paper.height);
    sink.code("mm),\n  fonts: (");
    for (role, families) in theme.families(language.region()) {
        sink.code("\n    ");
        sink.code(role);
        sink.code(": ");
        sink.array(&families, |sink, family| sink.string(family));
        sink.code(",");
    }
    sink.code("\n  ),\n  settings: (:");
    settings(&mut sink, theme);
    sink.code("\n  ),\n  code-theme: (:");
    code_theme(&mut sink, theme);
    sink.code("\n  ),\n  words: (");
    words(&mut sink, Words::of(language));
    sink.code("\n  ),\n)\n");
    let (code, _, spelled) = sink.finish();
    (code, spelled)
}

fn date(sink: &mut Sink, date: Option<Date>) {
    let Some(date) = date else { return sink.code("none") };
    sink.code("datetime(year: ");
    sink.number(date.year().into());
    sink.code(", month: ");
    sink.integer(date.month().into());
    sink.code(", day: ");
    sink.integer(date.day().into());
    sink.code(")");
}

/// Keys are quoted, since a theme may call its settings anything.
fn settings(sink: &mut Sink, theme: &Theme) {
    for (name, setting) in &theme.file.settings {
        sink.code("\n    ");
        sink.string(name);
        sink.code(": ");
        match setting {
            Setting::Switch(on) => sink.boolean(*on),
            Setting::Number(number) => sink.number(*number),
            Setting::Text(text) => match setting.length() {
                Some((number, unit)) => {
                    sink.number(number);
                    sink.code(unit);
                }
                None => sink.string(text),
            },
        }
        sink.code(",");
    }
}

fn code_theme(sink: &mut Sink, theme: &Theme) {
    for (class, look) in &theme.code.print {
        sink.code("\n    ");
        sink.string(class.name());
        sink.code(": (");
        if let Some(color) = &look.color {
            sink.code("color: ");
            sink.string(color.as_str());
            sink.code(", ");
        }
        sink.code("style: ");
        sink.string(look.style.name());
        sink.code("),");
    }
}

fn words(sink: &mut Sink, words: &Words) {
    let list = [
        ("contents", words.contents),
        ("figure", words.figure),
        ("table", words.table),
        ("objectives", words.objectives),
        ("comma", words.comma),
        ("open-paren", words.open_paren),
        ("close-paren", words.close_paren),
        ("see-page", words.see_page),
        ("page-of", words.page_of),
        ("class", words.class),
        ("name", words.name),
        ("day", words.day),
        ("date", words.date),
    ];
    for (name, word) in list {
        sink.code("\n    ");
        sink.code(name);
        sink.code(": ");
        sink.string(word);
        sink.code(",");
    }
    sink.code("\n    prerequisites: ");
    sink.string(&format!("{}{}", words.prerequisites, words.colon));
    sink.code(",");
}
