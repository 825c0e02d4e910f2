//! What the typesetter refuses is printed in a plain form, with a warning at its line; the
//! export goes on.

use std::collections::BTreeSet;
use std::sync::Arc;

use handout::Step;
use handout::diagnostic::Diagnostics;
use handout::document::{Block, Quote};
use handout::source::Span;
use handout::write::pdf::{self as pages, Pages};
use handout::write::typst::Refusals;

use crate::memory::{Memory, Prepared};

const PICTURE: &[u8] = include_bytes!("../../lessons/images/event-loop-timeline.png");

fn course(lessons: &[(&str, &str)]) -> Prepared {
    let mut files = Memory::default();
    for (name, text) in lessons {
        files.0.insert((*name).into(), (*text).into());
    }
    files.0.insert("a.png".into(), PICTURE.into());
    Prepared::new(&files, None)
}

/// The PDF, and what is said of it.
fn print(prepared: &mut Prepared) -> (Option<Vec<u8>>, String) {
    prepared.diagnostics = Diagnostics::default();
    let mut diagnostics = Diagnostics::default();
    let pdf = handout::pdf(prepared.job(), &mut |_| (), &mut diagnostics);
    prepared.diagnostics = diagnostics;
    (pdf, prepared.problems())
}

/// Makes the only picture's bytes something that is no picture.
fn spoil_picture(prepared: &mut Prepared) {
    let course = prepared.course.as_mut().expect("a course");
    course.assets[0].bytes = Arc::from(*b"no picture");
}

/// Puts the first block of a lesson into so many quotations.
fn bury(prepared: &mut Prepared, lesson: usize, depth: usize) {
    let course = prepared.course.as_mut().expect("a course");
    let block = &mut course.lessons[lesson].blocks[0];
    for _ in 0..depth {
        let span = block.span();
        let inner = std::mem::replace(block, Block::Separator(span));
        *block = Block::Quote(Quote { span, blocks: vec![inner] });
    }
}

#[test]
fn a_picture_that_is_refused_leaves_its_words() {
    let text = "# 题\n\n甲\n\n![架构图](a.png)\n\n乙 ![小图](a.png) 丙\n";
    let mut prepared = course(&[("1.md", text)]);
    spoil_picture(&mut prepared);
    let (pdf, problems) = print(&mut prepared);
    assert!(pdf.is_some(), "{problems}");
    assert!(problems.contains("1.md:5:1: warning[typesetting]"), "{problems}");
    assert!(problems.contains("1.md:7:3: warning[typesetting]"), "{problems}");
    assert_eq!(problems.matches("warning").count(), 2, "{problems}");
}

#[test]
fn what_is_nested_too_deeply_is_plain() {
    let mut prepared = course(&[
        ("1.md", "# 一\n\n甲 [乙](2.md#c)\n"),
        ("2.md", "# 二\n\n丙[^1]\n\n## 丁 {#c}\n\n[^1]: 戊\n"),
    ]);
    bury(&mut prepared, 1, 60);
    let (pdf, problems) = print(&mut prepared);
    assert!(pdf.is_some(), "{problems}");
    assert!(problems.starts_with("2.md:3:1: warning[typesetting]"), "{problems}");
    assert_eq!(problems.matches("warning").count(), 1, "{problems}");
}

#[test]
fn pages_are_set_a_bounded_number_of_times() {
    let names: Vec<String> = (1..=8).map(|number| format!("{number}.md")).collect();
    let lesson = |name| (name, "# 题\n\n甲\n\n乙\n");
    let lessons: Vec<_> = names.iter().map(String::as_str).map(lesson).collect();
    for (buried, most) in [(0, 1), (1, 20), (8, 85)] {
        let mut prepared = course(&lessons);
        (0..buried).for_each(|lesson| bury(&mut prepared, lesson, 60));
        let (mut times, mut diagnostics) = (0, Diagnostics::default());
        let mut step = |step| times += usize::from(step == Step::TypstCompile);
        let pdf = handout::pdf(prepared.job(), &mut step, &mut diagnostics);
        assert!(pdf.is_some());
        assert!(times <= most, "{times} for {buried}");
        let said = diagnostics.sorted().len();
        assert!(if buried < 2 { said == buried } else { said >= buried }, "{said}");
    }
}

#[test]
fn a_theme_at_fault_is_an_error() {
    let mut prepared = course(&[("1.md", "# 一\n\n甲\n")]);
    prepared.theme.template.push_str("\n#let paragraph(body) = panic(\"no\")\n");
    let (pdf, problems) = print(&mut prepared);
    assert!(pdf.is_some(), "plain paragraphs do without it: {problems}");
    prepared.theme.template.push_str("\n#panic(\"no\")\n");
    let (pdf, problems) = print(&mut prepared);
    assert!(pdf.is_none());
    assert!(problems.contains("error[typesetting]"), "{problems}");
}

/// A lesson of everything, in which every word is 字 and a number.
const EVERYTHING: &str = "# 题

字1 *字2* **字3** ~~字4~~ ==字5== ^字6^ ~字7~ `字8` $字9$ [字10](#h) <https://a.cn/字11>
[字12](https://a.cn) ![字13](a.png) ![字14](none.png) 字15[^1]\\
“字16”——字17。

## 字18 {#h}

![字19](a.png \"字20\")

```python
字21 = 1
\t字22
```

$$
字23
$$

- 字24
- [x] 字25

  字26。

1. 字27

字28
: 字29

> 字30

> [!TIP]
> 字31

::: details 字32
字33
:::

=== \"字34\"
    字35

| 字36 | 字37 |
|---|---|
| 字38[^1] | `字39` |

---

字40[^2]

[^1]: 字41[^2]

    ```
    字42
    ```

[^2]: 字43
";

/// The words on the pages when some parts are plain.
fn words(prepared: &Prepared, refused: &Refusals) -> BTreeSet<String> {
    let (project, fonts) = (prepared.project(refused), prepared.fonts());
    let setting = prepared.setting(&project, &fonts);
    let set = pages::compile(&setting)
        .unwrap_or_else(|refusals| panic!("{:?}", refusals[0].error));
    assert!(pages::export(&set, &setting).is_ok());
    words_on(&set)
}

fn words_on(pages: &Pages) -> BTreeSet<String> {
    let mut text = String::new();
    pages.each_text(&mut |item| text.push_str(&item.text));
    let words = text.split('字').skip(1);
    let number = |word: &str| word.chars().take_while(char::is_ascii_digit).collect();
    words.map(number).collect()
}

#[test]
fn every_part_has_a_plain_form_that_says_the_same() {
    let prepared = course(&[("1.md", EVERYTHING)]);
    let project = prepared.project(&Refusals::default());
    let all = words(&prepared, &Refusals::default());
    // Descriptions of pictures that are shown are read, not seen.
    let spoken = ["13", "19"].map(String::from);
    let missing: Vec<_> = (1..=43)
        .map(|number: u32| number.to_string())
        .filter(|number| !all.contains(number) && !spoken.contains(number))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
    let (_, main) = &project.files[1];
    let parts: BTreeSet<Span> =
        (0..main.len()).flat_map(|at| project.origins(at..at + 1)).collect();
    assert!(parts.len() > 60);
    for part in parts {
        let mut refused = Refusals::default();
        refused.refuse_part(part, String::new());
        let plain = words(&prepared, &refused);
        let lost: Vec<_> = all.difference(&plain).collect();
        let file = prepared.sources.file(part.source());
        assert!(lost.is_empty(), "{lost:?} are lost from {:?}", file.slice(part));
    }
}
