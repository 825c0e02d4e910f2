//! Each tool's documented forms, and nonsense.

use super::*;
use crate::document::Numbering;
use crate::source::SourceMap;

/// What is read, in words: language, title, numbers, marked lines, name.
fn said(info: &str) -> String {
    let info = Info::parse(info);
    let mut said =
        vec![if info.language.is_empty() { "-".into() } else { info.language }];
    said.extend(info.is_diff.then(|| "diff".to_owned()));
    said.extend(info.title.map(|title| format!("title {title}")));
    said.extend(info.quoted.map(|quoted| format!("quoted {quoted}")));
    said.extend(match info.numbering {
        Numbering::Usual => None,
        Numbering::Off => Some("unnumbered".to_owned()),
        Numbering::From(number) => Some(format!("from {number}")),
    });
    for (mark, ranges) in info.marks {
        let lines = ranges.indices(99).map(|index| (index + 1).to_string());
        let lines = lines.collect::<Vec<_>>().join(",");
        said.push(format!("{} {lines}", mark.name()));
    }
    said.extend(info.id.map(|id| format!("#{id}")));
    said.extend(info.hidden_prefix.map(|prefix| format!("hides {prefix}")));
    said.join("; ")
}

#[track_caller]
fn check(cases: &[(&str, &str)]) {
    for (info, wanted) in cases {
        assert_eq!(said(info), *wanted, "{info}");
    }
}

/// The code that is seen, each line after the first letter of its mark.
fn seen(info: &str, text: &str) -> Option<String> {
    let (block, _) = read(info, text);
    let code = block.code?;
    let lines = code.text.lines().enumerate().map(|(index, line)| {
        let letter = code.marks.get(&index).map_or(" ", |mark| &mark.name()[..1]);
        format!("{letter}|{line}\n")
    });
    Some(lines.collect())
}

fn read(info: &str, text: &str) -> (Block, Vec<String>) {
    let mut sources = SourceMap::default();
    let file = sources.add("a.md".to_owned(), "```".into());
    let span = sources.file(file).whole();
    let mut diagnostics = Diagnostics::default();
    let block = block(info, text.to_owned(), span, &mut diagnostics);
    let problems = diagnostics.sorted().into_iter();
    (block, problems.map(|problem| problem.message.clone()).collect())
}

#[test]
fn the_first_word_is_the_language() {
    check(&[
        ("", "-"),
        ("python", "python"),
        ("  C++ ", "C++"),
        ("c#", "c#"),
        (".env", "env"),
        ("objective-c", "objective-c"),
        ("java;x", "java"),
    ]);
}

#[test]
fn vitepress_and_vuepress() {
    check(&[
        ("js{4}", "js; highlighted 4"),
        ("js{1,4,6-8}", "js; highlighted 1,4,6,7,8"),
        ("ts:line-numbers {1}", "ts; from 1; highlighted 1"),
        ("ts:line-numbers=2 {1}", "ts; from 2; highlighted 1"),
        ("ts:no-line-numbers", "ts; unnumbered"),
        ("md :no-line-numbers", "md; unnumbered"),
        ("js [vite.config.js]", "js; title vite.config.js"),
        ("vue{5} [BlogPost.vue]", "vue; title BlogPost.vue; highlighted 5"),
        ("js:line-numbers=3{2} [a b.js]", "js; title a b.js; from 3; highlighted 2"),
        (
            "ts title=\".vuepress/config.ts\" {5}",
            "ts; title .vuepress/config.ts; highlighted 5",
        ),
        ("css :collapsed-lines=10", "css"),
        ("ts:collapsed-lines", "ts"),
        ("js{$}", "js"),
        ("sh-vue [npm]", "sh; title npm"),
    ]);
}

#[test]
fn docusaurus_and_nextra() {
    check(&[
        ("jsx title=\"/src/a b.js\"", "jsx; title /src/a b.js"),
        ("js {1,4-6} title='a.js'", "js; title a.js; highlighted 1,4,5,6"),
        ("py title=bot.py showLineNumbers", "py; title bot.py; from 1"),
        ("js showLineNumbers=5", "js; from 5"),
        ("js showLineNumbers={false}", "js; unnumbered"),
        ("js showLineNumbers startLineNumber=10", "js; from 10"),
        ("js startLineNumber=10 showLineNumbers", "js; from 10"),
        ("jsx live noInline", "jsx"),
        ("js filename=\"demo.js\" {3} copy /use/", "js; title demo.js; highlighted 3"),
        ("python {13，26}", "python; highlighted 13,26"),
    ]);
}

#[test]
fn mkdocs() {
    check(&[
        ("py title=\"bubble_sort.py\"", "py; title bubble_sort.py"),
        ("title=\".browserslistrc\"", "-; title .browserslistrc"),
        ("py linenums=\"1\" hl_lines=\"2 3\"", "py; from 1; highlighted 2,3"),
        ("py hl_lines=\"2-3\" linenums=\"10 2\"", "py; from 10; highlighted 2,3"),
        ("{ .yaml .copy title=\"a\" }", "yaml; title a"),
        ("{ .py3 .extra linenums=\"1\" }", "py3; from 1"),
        ("python title=\"\"", "python"),
        (".python", "python"),
    ]);
}

#[test]
fn pandoc_and_quarto() {
    check(&[
        ("{.python .numberLines startFrom=\"100\" #id}", "python; from 100; #id"),
        ("{#mycode .haskell .number-lines}", "haskell; from 1; #mycode"),
        ("haskell {.numberLines}", "haskell; from 1"),
        ("{.numberLines .python}", "python; from 1"),
        ("{.python filename=\"run.py\"}", "python; title run.py"),
        ("{.python code-line-numbers=\"1|3-4\"}", "python; highlighted 1,3,4"),
        ("{.python code-line-numbers=\"false\"}", "python; unnumbered"),
        ("{.python .input  n=1}", "python"),
        ("{python}", "python"),
        ("{r, echo=FALSE}", "r"),
        ("{r setup, include=FALSE}", "r"),
        ("{=html}", "-"),
    ]);
}

#[test]
fn mdbook_and_rustdoc() {
    check(&[
        ("rust,ignore,does_not_compile", "rust"),
        ("rust,editable,hidelines=#", "rust; hides #"),
        ("python,hidelines=!!!", "python; hides !!!"),
        ("rust,edition2021,should_panic", "rust"),
        ("rust ignore", "rust"),
        ("rust,", "rust"),
    ]);
}

#[test]
fn other_tools() {
    check(&[
        (
            "go {linenos=table,hl_lines=[8,\"15-17\"],linenostart=199}",
            "go; from 199; highlighted 8,15,16,17",
        ),
        ("go {linenos=false}", "go; unnumbered"),
        ("js {numberLines: true}{1,2}", "js; from 1; highlighted 1,2"),
        ("js {numberLines: 5}", "js; from 5"),
        ("js ins={2} del={3-4}", "js; added 2; removed 3,4"),
        ("js \"return true\"", "js; quoted return true"),
        ("mermaid \"图的标题\"", "mermaid; quoted 图的标题"),
        ("python=", "python; from 1"),
        ("python=101!", "python; from 101"),
        ("python:src/a.py", "python; title src/a.py"),
        ("js:ファイル.js", "js; title ファイル.js"),
        ("js src/App.js active", "js; title src/App.js"),
        ("json sandbox.config.json hidden", "json; title sandbox.config.json"),
        ("nginx /etc/nginx/nginx.conf", "nginx; title /etc/nginx/nginx.conf"),
        ("java 代码清单", "java; title 代码清单"),
        ("js 标题 https://example.com", "js; title 标题"),
        ("js [[1, 1, \"App\"]]", "js"),
        ("js {expectedErrors: {'x': [5]}} src/a.js", "js; title src/a.js"),
        ("{code-block} python", "python"),
        ("python 3.8", "python"),
    ]);
}

#[test]
fn diffs_of_a_language() {
    check(&[
        ("diff", "diff"),
        ("diff js", "js; diff"),
        ("diff js:a.js", "js; diff; title a.js"),
        ("diff src/a.js", "diff; title src/a.js"),
        ("diff-python", "python; diff"),
        ("js diff", "js; diff"),
        ("diff lang=\"js\"", "js; diff"),
        ("diff copy", "diff"),
    ]);
    let text = " a\n+b\n-c\n@@ -1 +1 @@\n\n d\n";
    assert_eq!(
        seen("diff js", text).as_deref(),
        Some(" |a\na|b\nr|c\n |@@ -1 +1 @@\n |\n |d\n")
    );
    assert_eq!(seen("diff", "+b\n").as_deref(), Some(" |+b\n"));
}

#[test]
fn hostile_numbers_are_bounded() {
    check(&[
        ("js:line-numbers=99999999999999", "js; from 999999"),
        ("js linenums=\"0\"", "js; from 0"),
        ("js linenums=\"x\"", "js; from 1"),
        ("js startFrom=x", "js"),
    ]);
    let (block, problems) = read("js {1-999999999}", "a\nb\n");
    assert_eq!(block.code.map(|code| code.marks.len()), Some(2));
    assert_eq!(problems, ["line 3 is to be marked, but line 2 is the last"]);
}

#[test]
fn hidden_lines_are_not_seen() {
    let rust = "# use a;\n#\nfn main() {\n    # hidden();\n    ## text\n#[x]\n}\n# end\n";
    let visible = " |fn main() {\n |    # text\n |#[x]\n |}\n";
    assert_eq!(seen("rust,ignore", rust).as_deref(), Some(visible));
    assert_eq!(seen("python", "# a\nb\n").as_deref(), Some(" |# a\n |b\n"));
    let python = "!!!hidden()\nb\n  !!!hidden()\nc\n";
    assert_eq!(seen("python,hidelines=!!!", python).as_deref(), Some(" |b\n |c\n"));
    assert_eq!(seen("rust", "# a\n# b\n"), None);
    assert_eq!(seen("rust", "").as_deref(), Some(""));
}

#[test]
fn lines_are_counted_as_written() {
    let text = "# hidden\na\nb\nc // [!code ++]\n";
    assert_eq!(seen("rust {2,4}", text).as_deref(), Some("h|a\n |b\na|c\n"));
}

#[test]
fn options_of_cells_are_no_code() {
    let text =
        "#| label: fig-a\n#| fig-cap: |\n#|   图\n#| filename: \"a.py\"\nx = 1\n#| y\n";
    let (block, problems) = read("{python}", text);
    let code = block.code.expect("code");
    assert_eq!(code.text, "x = 1\n#| y\n");
    assert_eq!(code.title.as_deref(), Some("a.py"));
    assert_eq!(problems, [""; 0]);
    assert_eq!(seen("python", "#| a: b\n").as_deref(), Some(" |#| a: b\n"));
    assert_eq!(seen("{r, include=FALSE}", "x\n"), None);
    let (block, problems) = read("{python}", "#| echo: false\nplot()\n");
    assert_eq!(block.code.map(|code| code.text).as_deref(), Some("plot()\n"));
    assert_eq!(problems.len(), 1);
    let myst = ":linenos:\n:emphasize-lines: 2\n:caption: 标题\na\nb\n";
    assert_eq!(seen("{code-block} python", myst).as_deref(), Some(" |a\nh|b\n"));
}

#[test]
fn quoted_words_of_the_code_are_no_title() {
    let title = |info, text| read(info, text).0.code.and_then(|code| code.title);
    assert_eq!(title("js \"f()\"", "f()\n"), None);
    assert_eq!(title("text \"目录\"", "a\n").as_deref(), Some("目录"));
}

#[test]
fn clear_mistakes_are_told() {
    let problems = |info| read(info, "a\nb\n").1;
    assert_eq!(problems("js {1,2").len(), 1);
    assert_eq!(problems("js title=\"a").len(), 1);
    assert_eq!(problems("python from tool import get_completion").len(), 1);
    assert_eq!(problems("js {3}"), ["line 3 is to be marked, but line 2 is the last"]);
    for fine in ["js foo bar", "js {2}", "rust,ignore,x", "js [[1, 1, \"App\"]]"] {
        assert_eq!(problems(fine), [""; 0], "{fine}");
    }
}

#[test]
fn nonsense_is_harmless() {
    let mut seed = 7_u64;
    let signs = [
        "{", "}", "[", "]", "\"", "'", "=", ":", ",", "/", "1-9", "js", "#", ".", "diff",
        "中", " ", "title", "+", "\u{202E}", "%", "|",
    ];
    for _ in 0..20_000 {
        let mut info = String::new();
        for _ in 0..12 {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            info.push_str(signs[(seed % signs.len() as u64) as usize]);
        }
        let (block, _) = read(&info, "a\n[!code ++]// x\n+b\n");
        let marks = block.code.map(|code| code.marks).unwrap_or_default();
        let last = marks.last_key_value().map_or(0, |(index, _)| *index);
        assert!(last < 3, "{info}");
    }
}
