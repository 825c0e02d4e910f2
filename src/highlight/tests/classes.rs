//! What is coloured as what.

use super::*;

#[test]
fn python_has_sensible_classes() {
    let text = "@app.get('/x')\nasync def load(self, n: int = 0x1F) -> List[str]:\n    \
        \"\"\"说明\"\"\"\n    print(f\"第 {n!r:>{w}} 行\\n\")  # 注释\n    \
        return MAX_SIZE if n is None else self.items\n";
    check(
        "python",
        text,
        &[
            ("@app.get", Decorator),
            ("async", Keyword),
            ("def", Keyword),
            ("load", Function),
            ("self", Variable),
            ("int", Type),
            ("0x1F", Number),
            ("->", Operator),
            ("List", Type),
            ("\"\"\"说明\"\"\"", Comment),
            ("print", Function),
            ("f\"第", String),
            ("!r:>{", Escape),
            ("}}", Escape),
            ("行", String),
            ("\\n", Escape),
            ("# 注释", Comment),
            ("MAX_SIZE", Constant),
            ("is", Keyword),
            ("None", Constant),
        ],
    );
}

#[test]
fn soft_keywords_are_keywords_only_in_their_statements() {
    check(
        "py",
        "match x:\n    case [1]:\n        pass",
        &[("match", Keyword), ("case", Keyword)],
    );
    assert_eq!(class("py", "match(x)", "match"), Some(Function));
    assert_eq!(class("py", "type = 1", "type ="), None);
    assert_eq!(class("py", "type(x)", "type"), Some(Type));
    assert_eq!(class("py", "type X = int", "type"), Some(Keyword));
}

#[test]
fn strings_in_fields_may_use_the_same_quotes() {
    check(
        "py",
        "f\"{d[\"k\"]} {x:.2f}\" + y",
        &[("\"k\"", String), (":.2f}", Escape), ("+", Operator)],
    );
}

#[test]
fn other_languages_have_sensible_classes() {
    check(
        "json",
        "{\"k\": [\"v\", 1, null]}",
        &[("\"k\"", Property), ("\"v\"", String), ("1", Number), ("null", Constant)],
    );
    check(
        "js",
        "const s = `a ${b.c}`; // 注\nf(typeof s);",
        &[
            ("const", Keyword),
            ("${", Escape),
            ("// 注", Comment),
            ("f", Function),
            ("typeof", Keyword),
        ],
    );
    check(
        "java",
        "/** 说明 */\n@Override\npublic int f() { return 1L; }",
        &[
            ("/** 说明 */", Comment),
            ("@Override", Decorator),
            ("public", Keyword),
            ("1L", Number),
        ],
    );
    check(
        "sh",
        "pip install -U \"$HOME\" # 注",
        &[("pip", Function), ("-U", Property), ("$HOME", Variable)],
    );
    check("diff", "-old\n+new\n", &[("-old", Deleted), ("+new", Inserted)]);
    check("html", "<a href=\"x\">&amp;", &[("<a", Tag), ("href", Property)]);
    check("toml", "[a]\nb = 1\n", &[("[a]", Heading), ("b", Property)]);
    check("php", "echo $x;", &[("echo", Keyword), ("$x", Variable)]);
}

#[test]
fn sessions_set_prompts_apart_from_output() {
    let python = ">>> def f():\n...     return 1\n...\n>>> f()\n1\n";
    check("python", python, &[(">>>", Prompt), ("def", Keyword), ("1", Number)]);
    let lines = highlight("pycon", python).unwrap_or_default();
    assert_eq!(lines[4].tokens, [Token { class: Plain, text: "1".into() }]);
    let shell = "(venv) me@pc:~$ echo hi\nhi if\n$ ls \\\n> -l\n";
    check("console", shell, &[("(venv) me@pc:~$", Prompt), ("echo", Function)]);
    let lines = highlight("console", shell).unwrap_or_default();
    assert_eq!(lines[1].tokens, [Token { class: Plain, text: "hi if".into() }]);
    assert_eq!(lines[3].tokens[0], Token { class: Prompt, text: "> ".into() });
    check("console", "ls -l", &[("ls", Function)]);
}
