//! Style sheets, as far as drawings use them (Selectors 3, without pseudo-elements).
//!
//! Rules inside at-rules are passed over: they are for screens of one kind.

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::Node;

/// The rules of a style sheet, the weaker first.
pub(super) struct Sheet<'a> {
    rules: Vec<Rule<'a>>,
    /// What stands between the braces, once for all selectors before them.
    pub(super) blocks: Vec<Vec<Declaration<'a>>>,
    /// Custom properties, wherever they are set.
    variables: BTreeMap<&'a str, &'a str>,
    classes: Classes<'a>,
}

/// The classes of each node by its number, sorted.
struct Classes<'a>(Vec<Vec<&'a str>>);

/// How many tests a declaration costs that an element is given: it is looked up and checked.
const DECLARATION: usize = 8;

/// How many bytes of an attribute are read at the cost of one test.
const BYTES_PER_TEST: usize = 8;

struct Rule<'a> {
    selector: Selector<'a>,
    /// Which of the blocks is its own.
    block: usize,
}

/// Compounds, the last for the element itself, each with how it is bound to the next.
struct Selector<'a> {
    compounds: Vec<(Compound<'a>, Combinator)>,
}

#[derive(Clone, Copy, PartialEq)]
enum Combinator {
    Descendant,
    Child,
    Next,
}

type Compound<'a> = Vec<Simple<'a>>;

enum Simple<'a> {
    Type(&'a str),
    Id(&'a str),
    Class(&'a str),
    Attribute(&'a str, Option<&'a str>),
    FirstChild,
    Root,
}

/// A declaration.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Declaration<'a> {
    pub(super) name: &'a str,
    pub(super) value: &'a str,
    pub(super) important: bool,
}

/// Style without its comments, which may stand anywhere in it.
pub(super) fn without_comments(style: &str) -> String {
    let mut rest = style;
    let mut kept = String::new();
    while let Some((before, after)) = rest.split_once("/*") {
        kept.push_str(before);
        kept.push(' ');
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    kept + rest
}

impl<'a> Sheet<'a> {
    /// Reads a style sheet without comments, for a drawing with this root.
    pub(super) fn parse(style: &'a str, root: Node<'a, '_>) -> Sheet<'a> {
        let (mut rules, mut blocks) = (Vec::new(), Vec::new());
        let mut rest = style;
        while let Some(at) = rest.find(['{', ';']) {
            let (prelude, after) = (rest[..at].trim(), &rest[at + 1..]);
            if rest[at..].starts_with(';') {
                rest = after;
                continue;
            }
            let end = block_end(after);
            let body = &after[..end];
            rest = after.get(end + 1..).unwrap_or_default();
            if prelude.starts_with('@') {
                continue;
            }
            let prelude = prelude.trim_start_matches("<!--").trim_start_matches("-->");
            let selectors = split(prelude, ',').filter_map(Selector::parse);
            let block = blocks.len();
            rules.extend(selectors.map(|selector| Rule { selector, block }));
            blocks.push(declarations(body).collect());
        }
        rules.sort_by_cached_key(|rule| rule.selector.specificity());
        let variables = variables(&rules, &blocks, root);
        Sheet { rules, blocks, variables, classes: Classes::of(root) }
    }

    /// The declarations for an element in the order in which one overrides another.
    /// `None` if that takes more than `tests` allows.
    pub(super) fn declarations<'s>(
        &'s self,
        node: Node<'s, '_>,
        tests: &mut usize,
    ) -> Option<Vec<Declaration<'s>>> {
        let mut found = Vec::new();
        for rule in &self.rules {
            if matches(&rule.selector.compounds, node, &self.classes, tests)? {
                let block = &self.blocks[rule.block];
                spend(tests, block.len() * DECLARATION)?;
                found.extend_from_slice(block);
            }
        }
        if let Some(style) = node.attribute("style") {
            spend(tests, style.len() / BYTES_PER_TEST)?;
            for declaration in declarations(style) {
                spend(tests, DECLARATION)?;
                found.push(declaration);
            }
        }
        if found.iter().any(|declaration| declaration.important) {
            found.sort_by_key(|declaration| declaration.important);
        }
        Some(found)
    }

    /// What a custom property was set to.
    pub(super) fn variable(&self, name: &str) -> Option<&'a str> {
        self.variables.get(name).copied()
    }
}

impl<'a> Classes<'a> {
    fn of(root: Node<'a, '_>) -> Classes<'a> {
        let mut classes = Vec::new();
        for node in root.descendants() {
            let Some(class) = node.attribute("class") else { continue };
            let mut words = Vec::from_iter(class.split_ascii_whitespace());
            words.sort_unstable();
            words.dedup();
            let number = node.id().get_usize();
            classes.resize(number, Vec::new());
            classes.push(words);
        }
        Classes(classes)
    }

    fn has(&self, node: Node, class: &str) -> bool {
        let classes = self.0.get(node.id().get_usize());
        classes.is_some_and(|words| words.binary_search(&class).is_ok())
    }
}

/// The custom properties that rules, the weaker first, and the root itself set.
fn variables<'a>(
    rules: &[Rule<'a>],
    blocks: &[Vec<Declaration<'a>>],
    root: Node<'a, '_>,
) -> BTreeMap<&'a str, &'a str> {
    let mut variables = BTreeMap::new();
    let style = root.attribute("style").unwrap_or_default();
    let style = Vec::from_iter(declarations(style));
    // Of the selectors of a block, the strongest counts.
    let mut seen = BTreeSet::new();
    let strongest = rules.iter().rev().filter(|rule| seen.insert(rule.block));
    let bodies = strongest.map(|rule| &blocks[rule.block]);
    for declaration in
        [&style].into_iter().chain(bodies).flat_map(|body| body.iter().rev())
    {
        if declaration.name.starts_with("--") {
            variables.entry(declaration.name).or_insert(declaration.value);
        }
    }
    variables
}

/// Takes from what is left of the tests; `None` if that is too little.
fn spend(tests: &mut usize, count: usize) -> Option<()> {
    *tests = tests.checked_sub(count)?;
    Some(())
}

/// Where a block that is open at the beginning ends.
fn block_end(text: &str) -> usize {
    let mut depth = 0;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' if depth == 0 => return at,
            b'}' => depth -= 1,
            _ => {}
        }
    }
    text.len()
}

/// The declarations in a block or an attribute.
fn declarations(body: &str) -> impl Iterator<Item = Declaration<'_>> {
    split(body, ';').filter_map(|declaration| {
        let (name, value) = declaration.split_once(':')?;
        let (value, important) = match value.rsplit_once('!') {
            Some((value, word)) if word.trim().eq_ignore_ascii_case("important") => {
                (value, true)
            }
            _ => (value, false),
        };
        let (name, value) = (name.trim(), value.trim());
        let is_said = !name.is_empty() && !value.is_empty();
        is_said.then_some(Declaration { name, value, important })
    })
}

/// The parts of a text between separators, but for those in quotes and brackets.
pub(super) fn split(text: &str, separator: char) -> impl Iterator<Item = &str> {
    let (mut quote, mut depth) = (None, 0_usize);
    text.split(move |c| {
        match (c, quote) {
            (c, Some(open)) if c == open => quote = None,
            (_, Some(_)) => {}
            ('"' | '\'', None) => quote = Some(c),
            ('(' | '[', None) => depth += 1,
            (')' | ']', None) => depth = depth.saturating_sub(1),
            (c, None) => return c == separator && depth == 0,
        }
        false
    })
}

impl<'a> Selector<'a> {
    fn parse(text: &'a str) -> Option<Selector<'a>> {
        let mut compounds: Vec<(Compound, Combinator)> = Vec::new();
        let mut rest = text.trim();
        while !rest.is_empty() {
            let end = compound_end(rest);
            let compound = compound(&rest[..end])?;
            let after = rest[end..].trim_start();
            let (combinator, after) = match after.chars().next() {
                Some('>') => (Combinator::Child, &after[1..]),
                Some('+') => (Combinator::Next, &after[1..]),
                _ => (Combinator::Descendant, after),
            };
            compounds.push((compound, combinator));
            rest = after.trim_start();
        }
        (!compounds.is_empty()).then_some(Selector { compounds })
    }

    /// Identifiers, classes, types (Selectors 3, 9).
    fn specificity(&self) -> [usize; 3] {
        let mut specificity = [0; 3];
        for simple in self.compounds.iter().flat_map(|(compound, _)| compound) {
            specificity[match simple {
                Simple::Id(_) => 0,
                Simple::Class(_) | Simple::Attribute(..) => 1,
                Simple::FirstChild | Simple::Root => 1,
                Simple::Type(_) => 2,
            }] += 1;
        }
        specificity
    }
}

/// Whether the last of the compounds is for the node, and those before it for nodes that
/// are bound to it.
fn matches(
    mut compounds: &[(Compound, Combinator)],
    mut node: Node,
    classes: &Classes,
    tests: &mut usize,
) -> Option<bool> {
    loop {
        spend(tests, 1)?;
        let Some(((compound, _), before)) = compounds.split_last() else {
            return Some(true);
        };
        for (index, simple) in compound.iter().enumerate() {
            spend(tests, usize::from(index > 0))?;
            if !simple.matches(node, classes) {
                return Some(false);
            }
        }
        let Some((_, combinator)) = before.last() else { return Some(true) };
        let bound = match combinator {
            Combinator::Child => node.parent_element(),
            Combinator::Next => node.prev_sibling_element(),
            Combinator::Descendant => {
                let mut ancestor = node.parent_element();
                while let Some(parent) = ancestor {
                    if matches(before, parent, classes, tests)? {
                        return Some(true);
                    }
                    ancestor = parent.parent_element();
                }
                None
            }
        };
        let Some(bound) = bound else { return Some(false) };
        (compounds, node) = (before, bound);
    }
}

impl Simple<'_> {
    fn matches(&self, node: Node, classes: &Classes) -> bool {
        match self {
            Simple::Type(name) => node.tag_name().name() == *name,
            Simple::Id(id) => node.attribute("id") == Some(id),
            Simple::Class(class) => classes.has(node, class),
            Simple::Attribute(name, None) => node.has_attribute(*name),
            Simple::Attribute(name, Some(value)) => node.attribute(*name) == Some(value),
            Simple::FirstChild => node.prev_sibling_element().is_none(),
            Simple::Root => node.parent_element().is_none(),
        }
    }
}

/// Where the first compound of a selector ends.
fn compound_end(text: &str) -> usize {
    let mut depth = 0_usize;
    let end = text.find(|c: char| {
        match c {
            '[' | '(' => depth += 1,
            ']' | ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && (c.is_ascii_whitespace() || c == '>' || c == '+')
    });
    end.unwrap_or(text.len())
}

/// `rect.a#b[c="d"]`; `None` if it asks for what is not known.
fn compound(text: &str) -> Option<Compound<'_>> {
    let mut compound = Vec::new();
    let name_end =
        |text: &str| text.find(['.', '#', '[', ':', '*']).unwrap_or(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if first == '[' {
            let (inside, after) = rest[1..].split_once(']')?;
            compound.push(match inside.split_once('=') {
                None => Simple::Attribute(inside.trim(), None),
                Some((name, value)) => {
                    let value = value.trim().trim_matches(['"', '\'']);
                    Simple::Attribute(name.trim(), Some(value))
                }
            });
            rest = after;
            continue;
        }
        if first == '*' {
            rest = &rest[1..];
            continue;
        }
        let sign = usize::from(['.', '#', ':'].contains(&first));
        let end = sign + name_end(&rest[sign..]);
        let name = &rest[sign..end];
        compound.push(match first {
            _ if name.is_empty() => return None,
            '.' => Simple::Class(name),
            '#' => Simple::Id(name),
            ':' if name == "first-child" => Simple::FirstChild,
            ':' if name == "root" => Simple::Root,
            ':' => return None,
            _ => Simple::Type(name),
        });
        rest = &rest[end..];
    }
    Some(compound)
}
