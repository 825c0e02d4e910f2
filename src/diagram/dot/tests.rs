//! What a graph becomes, and that nothing in it reaches further.

use super::super::Error;
use super::{chart, draw};

fn lines(dot: &str) -> Vec<String> {
    let (chart, _) = chart(dot).expect("a graph");
    chart.lines().map(str::to_owned).collect()
}

#[test]
fn a_graph_is_a_flowchart() {
    assert_eq!(
        lines("digraph { rankdir=LR; 甲 -> 乙 -> 丙 [label=\"走\"]; 丙 [shape=box] }"),
        [
            "flowchart LR",
            "n0([\"甲\"])",
            "n1([\"乙\"])",
            "n2[\"丙\"]",
            "n0 -->|\"走\"| n1",
            "n1 -->|\"走\"| n2",
        ]
    );
    assert_eq!(
        lines("strict graph { a -- b -- a; edge [style=dashed] b -- c:w }")[4..],
        ["n0 --- n1", "n1 -.- n2"]
    );
}

#[test]
fn defaults_hold_inside_their_braces() {
    let dot = "digraph { node [shape=box] a; { node [shape=diamond] b } c -> {a b} }";
    assert_eq!(
        lines(dot)[1..],
        ["n0[\"a\"]", "n1{\"b\"}", "n2[\"c\"]", "n2 --> n0", "n2 --> n1"]
    );
}

#[test]
fn clusters_are_frames() {
    let dot = "digraph { compound=true x; subgraph cluster_a { label=\"框\" a; subgraph \
               cluster_b { b } } x -> b [lhead=cluster_b] a -> b [lhead=cluster_a] }";
    assert_eq!(
        lines(dot)[1..],
        [
            "n0([\"x\"])",
            "subgraph c0 [\"框\"]",
            "n1([\"a\"])",
            "subgraph c1 [\" \"]",
            "n2([\"b\"])",
            "end",
            "end",
            "n0 --> c1",
            "n1 --> n2",
        ]
    );
}

#[test]
fn what_is_typed_is_never_the_renderers() {
    let dot = "digraph { \"a\\\"]; click x\" [label=\"<b>&#35;\\n`%%{init}%%`\"] }";
    assert_eq!(
        lines(dot)[1],
        "n0([\"#60;b#62;#38;#35;35#59;<br/>#96;#37;#37;#123;init#125;#37;#37;#96;\"])"
    );
}

#[test]
fn looks_are_followed() {
    let dot = "digraph { a [style=\"filled,dashed\" fillcolor=lightblue2 color=\"#f00\"]; a \
               -> b [dir=back color=gray50 style=bold]; b [shape=none]; a -> a \
               [arrowhead=none]; a -> b [dir=both, style=dotted] }";
    assert_eq!(
        lines(dot)[3..],
        [
            "n1 ==> n0",
            "n0 --- n0",
            "n0 <-.-> n1",
            "style n0 fill:#add8e6,stroke:#ff0000,stroke-dasharray:5 4",
            "style n1 fill:none,stroke:none",
            "linkStyle 0 stroke:#7f7f7f",
        ]
    );
}

#[test]
fn mistakes_are_said_with_their_line() {
    let said = |dot: &str| draw(dot).map(|_| ()).unwrap_err().to_string();
    assert_eq!(said("a -> b"), "line 1: it does not begin with `digraph` or `graph`");
    assert_eq!(said("digraph {\n a -> b"), "line 2: a `}` is missing");
    assert_eq!(said("graph {\n a -> b }"), "line 2: `->` stands in a `graph`");
    assert_eq!(
        said("digraph { a [label=\"x }"),
        "line 1: a text has no quotation mark at its end"
    );
    assert_eq!(said("digraph { a [label= }"), "line 1: a value is missing after `=`");
    assert_eq!(
        said("digraph { } digraph { }"),
        "line 1: more follows after its last `}`"
    );
    assert_eq!(said("digraph { // nothing\n }"), "it has no nodes");
    assert_eq!(
        said("digraph { a [label=<<table></table>>] }"),
        "it asks for tables in its labels, which are not drawn"
    );
}

#[test]
fn what_is_too_much_is_refused() {
    let nested = format!("digraph {{ {} a }}", "{".repeat(40_000));
    assert_eq!(draw(&nested).map(|_| ()), Err(Error::TooLarge));
    let names: String = (0..300).map(|number| format!("n{number} ")).collect();
    let joined = format!("digraph {{ {{ {names} }} -> {{ {names} }} }}");
    assert_eq!(draw(&joined).map(|_| ()), Err(Error::TooLarge));
    let name = "x".repeat(20_000);
    let named = format!(
        "digraph \"{name}\" {{ node [label=\"{}\"] aa ab ac }}",
        r"\G".repeat(8_000)
    );
    assert_eq!(draw(&named).map(|_| ()), Err(Error::TooLarge));
    let groups =
        format!("digraph {{ node [label=\"{name}\"] a {} }}", "{}".repeat(18_000));
    assert_eq!(draw(&groups).map(|_| ()), Err(Error::TooLarge));
    let again = format!("strict digraph {{ {} }}", "a->a ".repeat(9_000));
    assert_eq!(draw(&again).map(|_| ()), Err(Error::TooLarge));
    let labels = format!("digraph {{ node [label=\"{name}\"] a b c d e f }}");
    assert_eq!(draw(&labels).map(|_| ()), Err(Error::TooLarge));
    let blank = format!("digraph {{ a{} }}", " ".repeat(60_000));
    assert!(draw(&blank).is_ok());
}

#[test]
fn no_text_is_lost() {
    let dot = "digraph { a [xlabel=\"旁\" URL=\"https://a.cn\"]; b [shape=point xlabel=\"点\"] }";
    assert_eq!(lines(dot)[1..], ["n0([\"a<br/>旁\"])", "n1((\"点\"))"]);
    assert!(draw(dot).is_ok_and(|drawing| drawing.has_links));
    let said = |dot: &str| draw(dot).map(|_| ()).unwrap_err().to_string();
    assert_eq!(
        said("digraph { a; subgraph cluster_b { label=\"空\" } }"),
        "it asks for frames without nodes, which are not drawn"
    );
    assert_eq!(
        said("digraph { a [shape=record label=\"a < b\"] }"),
        "the label of a record has a `<` without `>`; the sign itself is `\\<`"
    );
    assert_eq!(
        said("digraph { a [shape=record label=\"f{x}g|h\"] }"),
        "the label of a record has text beside `{…}` in one field; put `|` between"
    );
}

#[test]
fn a_graph_of_numbers_is_described() {
    let labels = |dot| draw(dot).map(|drawing| drawing.labels);
    let dot = "digraph { 1 -> 2 [label=\"0\"]; 1 -> 3 [label=\"。\"] }";
    assert_eq!(labels(dot), Ok(["1", "2", "3", "0"].map(str::to_owned).into()));
}

#[test]
fn all_of_the_language_is_read() {
    let dot = "/* a\n b */ strict digraph \"G\" {\n# left behind\n graph [a=1,b=2;c=3]\n \
               rankdir = LR ;\n \"a\" + \"b\" -> -.5 -> <<b>html</b>> [label=\"x\" \
               weight=2][color=red];\n NODE [Shape=box]; subgraph s { c:f0:n -> d:s }\n \
               e [label=\"one \\\n two\"] }";
    let lines = lines(dot);
    assert!(lines.contains(&"n0([\"ab\"])".to_owned()), "{lines:?}");
    assert!(lines.contains(&"n1([\"#45;#46;5\"])".to_owned()), "{lines:?}");
    assert!(lines.iter().any(|line| line.contains("one  two")), "{lines:?}");
}
