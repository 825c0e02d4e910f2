use super::*;

fn draw(text: &str) -> Result<Drawing, Error> {
    super::draw(Notation::Mermaid, text)
}

fn drawn(text: &str) -> Drawing {
    draw(text).expect("a drawing")
}

#[test]
fn the_same_text_gives_the_same_drawing() {
    let text = "flowchart LR\n  a[开始] --> b{判断} -- 是 --> c((结束))\n  b -- 否 --> a";
    let first = drawn(text);
    assert_eq!(first, drawn(text));
    assert_eq!(first.kind, DiagramKind::Flowchart);
    assert_eq!(first.labels, ["开始", "判断", "结束", "是", "否"]);
    assert!(!first.svg.contains("<foreignObject"), "labels are text of SVG");
}

#[test]
fn lines_of_a_label_are_one_label() {
    let labels = drawn("graph TD\n a[\"甲<br/>乙 b\"] --> c[one<br>two、]").labels;
    assert_eq!(labels, ["甲乙 b", "one two"]);
}

#[test]
fn a_description_is_its_authors() {
    let drawing = drawn("flowchart LR\n accTitle: 题\n accDescr: 说明\n a --> b");
    assert_eq!(drawing.description.as_deref(), Some("题 说明"));
    let drawing = drawn("---\ntitle: 题目\n---\nclassDiagram\n class 甲");
    assert_eq!(drawing.title.as_deref(), Some("题目"));
    assert!(!drawing.svg.contains("题目"), "a caption says it");
}

/// The source's theme would not print; its fills of single nodes are its author's choice.
#[test]
fn the_look_is_ours() {
    let plain = drawn("flowchart LR\n a --> b");
    let themed = "%%{init: {\"theme\": \"dark\", \"themeVariables\": {\"lineColor\": \"red\"}, \
                  \"themeCSS\": \"* {display: none}\"}}%%\nflowchart LR\n a --> b";
    assert_eq!(drawn(themed).svg, plain.svg);
    let filled = drawn("flowchart LR\n a --> b\n style a fill:#abcdef");
    assert!(filled.svg.contains("#abcdef"));
}

#[test]
fn what_is_no_diagram_is_refused() {
    assert_eq!(draw(""), Err(Error::NoKind));
    assert_eq!(draw("%% 注\n"), Err(Error::NoKind));
    assert_eq!(draw("dance\n a --> b"), Err(Error::Kind("dance".into())));
    for text in ["flowchart LR\n a[\"甲", "pie\n \"a\" : 1e999", "gitGraph\n merge main"]
    {
        assert!(matches!(draw(text), Err(Error::Source(_))), "{text}");
    }
    assert_eq!(draw("flowchart LR\n a[\"$$x^2$$\"] --> b"), Err(Error::Formula));
}

#[test]
fn what_is_too_much_is_refused() {
    let chain = |count: usize| -> String {
        let edges = (0..count).map(|n| format!(" n{n} --> n{}\n", n + 1));
        format!("flowchart LR\n{}", edges.collect::<String>())
    };
    assert!(draw(&chain(100)).is_ok());
    assert_eq!(draw(&chain(20_000)), Err(Error::TooLarge));
    let names = |letter: char| {
        let names: Vec<String> = (0..100).map(|n| format!("{letter}{n}")).collect();
        names.join(" & ")
    };
    let joined = format!("flowchart LR\n {} --> {}", names('a'), names('b'));
    assert_eq!(draw(&joined), Err(Error::TooLarge));
    let deep = "subgraph s\n".repeat(5000) + &"end\n".repeat(5000);
    assert!(draw(&format!("flowchart LR\n{deep}")).is_err());
    let long = format!("flowchart LR\n a[{}]", "长".repeat(MAX_LABEL));
    assert!(draw(&long).is_err());
}

/// Longer than any source may be.
const MAX_LABEL: usize = 100_000;
