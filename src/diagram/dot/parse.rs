//! The statements of DOT to a graph, by recursive descent.

use std::collections::BTreeMap;

use super::Trouble;
use super::graph::{Attributes, Cluster, Edge, Graph, Node, Value, followed, is_link};
use super::lex::{Token, Word, WordKind, lex};

/// How deep graphs may lie in one another.
const MAX_DEPTH: usize = 20;

/// The most nodes, and the most lines between them.
const MAX_PARTS: usize = 400;

/// The most statements, and the most lines that they ask for: in a strict graph, one may
/// be asked for again and again.
const MAX_STATEMENTS: usize = 5_000;

/// Reads a graph.
pub(super) fn parse(text: &str) -> Result<Graph, Trouble> {
    let mut parser = Parser {
        tokens: lex(text)?,
        at: 0,
        graph: Graph::default(),
        known: BTreeMap::new(),
        clusters: BTreeMap::new(),
        lines: BTreeMap::new(),
        statements: 0,
        asked: 0,
    };
    parser.graph()?;
    Ok(parser.graph)
}

struct Parser {
    tokens: Vec<(Token, usize)>,
    at: usize,
    graph: Graph,
    /// The nodes by name.
    known: BTreeMap<String, usize>,
    /// The clusters by name.
    clusters: BTreeMap<String, usize>,
    /// In a strict graph, the lines by what they join.
    lines: BTreeMap<(usize, usize), usize>,
    /// How many statements have been read.
    statements: usize,
    /// How many lines have been asked for.
    asked: usize,
}

/// What holds for the statements between two braces.
#[derive(Default)]
struct Scope {
    node: Attributes,
    edge: Attributes,
    cluster: Option<usize>,
    /// The nodes that have been named.
    named: Vec<usize>,
    depth: usize,
}

impl Scope {
    /// A scope in this one, in which nothing has been named.
    fn inner(&self) -> Scope {
        Scope {
            node: self.node.clone(),
            edge: self.edge.clone(),
            cluster: self.cluster,
            named: Vec::new(),
            depth: self.depth + 1,
        }
    }
}

/// Words that are no names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Keyword {
    Strict,
    Graph,
    Digraph,
    Subgraph,
    Node,
    Edge,
}

impl Parser {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at).map(|(token, _)| token)
    }

    fn trouble(&self, what: impl Into<String>) -> Trouble {
        let last = self.tokens.len().saturating_sub(1);
        let line = self.tokens.get(self.at.min(last)).map_or(1, |(_, line)| *line);
        Trouble::at(line, what)
    }

    fn takes(&mut self, sign: char) -> bool {
        let is_it = self.peek() == Some(&Token::Sign(sign));
        self.at += usize::from(is_it);
        is_it
    }

    fn expect(&mut self, sign: char) -> Result<(), Trouble> {
        match self.takes(sign) {
            true => Ok(()),
            false => Err(self.trouble(format!("a `{sign}` is missing"))),
        }
    }

    fn word(&mut self) -> Option<Word> {
        let Some(Token::Word(word)) = self.peek() else { return None };
        let word = word.clone();
        self.at += 1;
        Some(word)
    }

    fn keyword(&self) -> Option<Keyword> {
        let Some(Token::Word(Word { text, kind: WordKind::Bare })) = self.peek() else {
            return None;
        };
        Some(match text.to_ascii_lowercase().as_str() {
            "strict" => Keyword::Strict,
            "graph" => Keyword::Graph,
            "digraph" => Keyword::Digraph,
            "subgraph" => Keyword::Subgraph,
            "node" => Keyword::Node,
            "edge" => Keyword::Edge,
            _ => return None,
        })
    }

    fn graph(&mut self) -> Result<(), Trouble> {
        if self.keyword() == Some(Keyword::Strict) {
            self.graph.is_strict = true;
            self.at += 1;
        }
        self.graph.is_directed = match self.keyword() {
            Some(Keyword::Digraph) => true,
            Some(Keyword::Graph) => false,
            _ => return Err(self.trouble("it does not begin with `digraph` or `graph`")),
        };
        self.at += 1;
        self.graph.name = self.word().map(|word| word.text).unwrap_or_default();
        self.expect('{')?;
        self.statements(&mut Scope::default())?;
        match self.peek() {
            None => Ok(()),
            Some(_) => Err(self.trouble("more follows after its last `}`")),
        }
    }

    /// Statements up to the brace that ends them.
    fn statements(&mut self, scope: &mut Scope) -> Result<(), Trouble> {
        while !self.takes('}') {
            if self.peek().is_none() {
                return Err(self.trouble("a `}` is missing"));
            }
            if !self.takes(';') && !self.takes(',') {
                self.statement(scope)?;
            }
        }
        Ok(())
    }

    fn statement(&mut self, scope: &mut Scope) -> Result<(), Trouble> {
        self.statements += 1;
        if self.statements > MAX_STATEMENTS {
            return Err(Trouble::TooLarge);
        }
        let keyword = self.keyword();
        if let Some(Keyword::Graph | Keyword::Node | Keyword::Edge) = keyword {
            self.at += 1;
            let said = self.attributes()?;
            match keyword {
                Some(Keyword::Node) => scope.node.extend(said),
                Some(Keyword::Edge) => scope.edge.extend(said),
                _ => self.of_scope(scope).extend(said),
            }
            return Ok(());
        }
        let is_setting =
            matches!(self.tokens.get(self.at + 1), Some((Token::Sign('='), _)));
        if is_setting && let Some(name) = self.word() {
            self.at += 1;
            let value = self.value()?;
            if let Some(name) = self.follow(&name.text) {
                self.of_scope(scope).insert(name, value);
            }
            return Ok(());
        }
        self.chain(scope)
    }

    /// What is said of the graph or the cluster at hand.
    fn of_scope(&mut self, scope: &Scope) -> &mut Attributes {
        match scope.cluster.and_then(|cluster| self.graph.clusters.get_mut(cluster)) {
            Some(cluster) => &mut cluster.attributes,
            None => &mut self.graph.attributes,
        }
    }

    /// A node, or several ends with lines between them.
    fn chain(&mut self, scope: &mut Scope) -> Result<(), Trouble> {
        let is_group = self.peek() == Some(&Token::Sign('{')) || self.keyword().is_some();
        let mut ends = vec![self.end(scope)?];
        loop {
            let (is_arrow, sign) = match self.peek() {
                Some(Token::Arrow) => (true, "->"),
                Some(Token::Line) => (false, "--"),
                _ => break,
            };
            if is_arrow != self.graph.is_directed {
                let kind = if is_arrow { "graph" } else { "digraph" };
                return Err(self.trouble(format!("`{sign}` stands in a `{kind}`")));
            }
            self.at += 1;
            ends.push(self.end(scope)?);
        }
        let said = self.attributes()?;
        if let [nodes] = ends.as_slice() {
            for node in nodes.iter().filter(|_| !is_group) {
                self.graph.nodes[*node].attributes.extend(said.clone());
            }
            return Ok(());
        }
        let mut attributes = scope.edge.clone();
        attributes.extend(said);
        for pair in ends.windows(2) {
            let [tails, heads] = pair else { continue };
            let count = tails.len().saturating_mul(heads.len());
            self.asked = self.asked.saturating_add(count);
            if self.graph.edges.len().saturating_add(count) > MAX_PARTS
                || self.asked > MAX_STATEMENTS
            {
                return Err(Trouble::TooLarge);
            }
            for tail in tails {
                heads.iter().for_each(|head| self.edge(*tail, *head, &attributes));
            }
        }
        Ok(())
    }

    fn edge(&mut self, tail: usize, head: usize, attributes: &Attributes) {
        let pair = match self.graph.is_directed {
            true => (tail, head),
            false => (tail.min(head), tail.max(head)),
        };
        let next = self.graph.edges.len();
        let index = match self.graph.is_strict {
            true => *self.lines.entry(pair).or_insert(next),
            false => next,
        };
        match self.graph.edges.get_mut(index) {
            Some(edge) => edge.attributes.extend(attributes.clone()),
            None => {
                let attributes = attributes.clone();
                self.graph.edges.push(Edge { tail, head, attributes });
            }
        }
    }

    /// One end of a line: a node, or all nodes of a group.
    fn end(&mut self, scope: &mut Scope) -> Result<Vec<usize>, Trouble> {
        let is_subgraph = self.keyword() == Some(Keyword::Subgraph);
        if is_subgraph || self.peek() == Some(&Token::Sign('{')) {
            return self.group(scope, is_subgraph);
        }
        if self.keyword().is_some() {
            return Err(self.trouble("a keyword stands where a node should"));
        }
        let Some(name) = self.word() else {
            return Err(self.trouble("a node is missing"));
        };
        // Where at the node a line ends is not shown.
        while self.takes(':') {
            if self.word().is_none() {
                return Err(self.trouble("a port is missing"));
            }
        }
        let node = self.node(name.text, scope)?;
        scope.named.push(node);
        Ok(vec![node])
    }

    fn node(&mut self, name: String, scope: &Scope) -> Result<usize, Trouble> {
        if let Some(&index) = self.known.get(&name) {
            let node = &mut self.graph.nodes[index];
            node.cluster = node.cluster.or(scope.cluster);
            return Ok(index);
        }
        let index = self.graph.nodes.len();
        if index >= MAX_PARTS {
            return Err(Trouble::TooLarge);
        }
        self.known.insert(name.clone(), index);
        let attributes = scope.node.clone();
        self.graph.nodes.push(Node { name, attributes, cluster: scope.cluster });
        Ok(index)
    }

    /// `subgraph cluster_1 { … }`, `{ … }`.
    fn group(
        &mut self,
        scope: &mut Scope,
        is_subgraph: bool,
    ) -> Result<Vec<usize>, Trouble> {
        self.at += usize::from(is_subgraph);
        let name = if is_subgraph { self.word() } else { None };
        let name = name.map(|word| word.text).unwrap_or_default();
        if is_subgraph && self.peek() != Some(&Token::Sign('{')) {
            return Err(self.trouble("a `{` is missing"));
        }
        self.expect('{')?;
        if scope.depth >= MAX_DEPTH {
            return Err(Trouble::TooLarge);
        }
        let mut inner = scope.inner();
        let outside = self.of_scope(scope).clone();
        if name.starts_with("cluster") {
            inner.cluster = Some(self.cluster(name, scope.cluster)?);
        }
        self.statements(&mut inner)?;
        // What a group says of itself, such as its rank, is not said of the whole.
        if inner.cluster == scope.cluster {
            *self.of_scope(scope) = outside;
        }
        inner.named.sort_unstable();
        inner.named.dedup();
        scope.named.extend(&inner.named);
        Ok(inner.named)
    }

    fn cluster(&mut self, name: String, parent: Option<usize>) -> Result<usize, Trouble> {
        if let Some(&index) = self.clusters.get(&name) {
            return Ok(index);
        }
        let index = self.graph.clusters.len();
        if index >= MAX_PARTS {
            return Err(Trouble::TooLarge);
        }
        self.clusters.insert(name.clone(), index);
        let attributes = Attributes::new();
        self.graph.clusters.push(Cluster { name, attributes, parent });
        Ok(index)
    }

    /// `[a=b, c=d]`, as often as it stands there.
    fn attributes(&mut self) -> Result<Attributes, Trouble> {
        let mut said = Attributes::new();
        while self.takes('[') {
            while !self.takes(']') {
                if self.takes(',') || self.takes(';') {
                    continue;
                }
                let Some(name) = self.word() else {
                    return Err(self.trouble("a `]` is missing"));
                };
                let value = match self.takes('=') {
                    true => self.value()?,
                    false => Value { text: "true".into(), is_html: false },
                };
                if let Some(name) = self.follow(&name.text) {
                    said.insert(name, value);
                }
            }
        }
        Ok(said)
    }

    /// The attribute of a name, if it is followed; that links are lost is noted.
    fn follow(&mut self, name: &str) -> Option<&'static str> {
        self.graph.has_links |= is_link(name);
        followed(name)
    }

    fn value(&mut self) -> Result<Value, Trouble> {
        let Some(Word { text, kind }) = self.word() else {
            return Err(self.trouble("a value is missing after `=`"));
        };
        Ok(Value { text: text.into(), is_html: kind == WordKind::Html })
    }
}
