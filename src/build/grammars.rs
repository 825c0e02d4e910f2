//! Packs grammars into one file of independent records.
//!
//! Loading a syntax set of 220 grammars costs more than colouring a lesson with one, so
//! only the grammars named in the language table, and those they embed, are kept; each
//! is a record of its own. A program that wants one language reads the records that
//! language needs and nothing else. Contexts no grammar can reach are dropped, and so are
//! the names, variables and file extensions, which only matter while grammars are built.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write as _;
use std::io::{Read, Write as _};
use std::path::PathBuf;
use std::{env, fs};

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;

use crate::dump::{ContextId, Contexts, Reference, Syntax, SyntaxSet};
use crate::languages::{LANGUAGES, Source};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// The name syntect gives the state a grammar begins in.
const START: &str = "__start";

/// The contexts of every grammar, and where each begins.
struct Library {
    names: Vec<String>,
    contexts: Vec<Contexts>,
}

/// Writes `grammars.bin` and `grammars.rs` to cargo's output directory.
pub(crate) fn pack_grammars() -> Result<()> {
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let mut library = Library::load()?;
    let mut roots = BTreeMap::new();
    let mut kept = BTreeSet::new();
    for language in LANGUAGES {
        if let Source::Grammar(name) = language.source {
            let start = library.start(name)?;
            let reached = library.reach(start);
            roots.insert(name, (start.syntax, syntaxes_of(&reached)));
            kept.extend(reached);
        }
    }
    let order: Vec<u64> = syntaxes_of(&kept).into_iter().collect();
    let (blob, ends) = library.pack(&kept, &order)?;
    let index = index_source(&roots, &order, &ends)?;
    fs::write(out.join("grammars.bin"), blob)?;
    fs::write(out.join("grammars.rs"), index)?;
    Ok(())
}

/// The grammars a set of contexts belongs to.
fn syntaxes_of(contexts: &BTreeSet<ContextId>) -> BTreeSet<u64> {
    contexts.iter().map(|id| id.syntax).collect()
}

impl Library {
    /// Reads the grammars two-face ships.
    fn load() -> Result<Self> {
        let bytes = bincode::serialize(&two_face::syntax::extra_newlines())?;
        let set: SyntaxSet = bincode::deserialize(&bytes)?;
        let mut library = Library { names: Vec::new(), contexts: Vec::new() };
        for syntax in set.syntaxes {
            let mut raw = Vec::new();
            ZlibDecoder::new(&syntax.contexts[..]).read_to_end(&mut raw)?;
            library.contexts.push(bincode::deserialize(&raw)?);
            library.names.push(syntax.name);
        }
        Ok(library)
    }

    /// The first context of the grammar called `name`.
    fn start(&self, name: &str) -> Result<ContextId> {
        let found = self.names.iter().position(|have| have == name);
        let syntax = found.ok_or_else(|| format!("no grammar is called {name:?}"))?;
        let start = self.contexts[syntax].names.get(START);
        Ok(*start.ok_or_else(|| format!("grammar {name:?} has no start"))?)
    }

    /// Every context that can be entered from `start`, through any grammar.
    fn reach(&mut self, start: ContextId) -> BTreeSet<ContextId> {
        let mut reached = BTreeSet::new();
        let mut waiting = vec![start];
        while let Some(id) = waiting.pop() {
            if !reached.insert(id) {
                continue;
            }
            let context =
                &mut self.contexts[id.syntax as usize].contexts[id.context as usize];
            waiting.extend(context.prototype);
            context.references(&mut |reference| {
                if let Reference::Direct(id) = reference {
                    waiting.push(*id);
                }
            });
        }
        reached
    }

    /// The records of the grammars in `order`, renumbered to be dense, and their ends.
    fn pack(
        mut self,
        kept: &BTreeSet<ContextId>,
        order: &[u64],
    ) -> Result<(Vec<u8>, Vec<usize>)> {
        let place: BTreeMap<ContextId, ContextId> = order
            .iter()
            .zip(0..)
            .flat_map(|(old, new)| {
                let contexts = kept.iter().filter(move |id| id.syntax == *old);
                let places = (0..).map(move |context| ContextId { syntax: new, context });
                contexts.copied().zip(places)
            })
            .collect();
        let mut blob = Vec::new();
        let mut ends = Vec::new();
        for &syntax in order {
            let Contexts { names, contexts } = &mut self.contexts[syntax as usize];
            names.retain(|name, id| name == START && place.contains_key(id));
            names.values_mut().for_each(|id| *id = place[id]);
            let mut index = 0..;
            contexts.retain(|_| {
                index.next().is_some_and(|context| {
                    place.contains_key(&ContextId { syntax, context })
                })
            });
            for context in contexts.iter_mut() {
                context.prototype = context.prototype.map(|id| place[&id]);
                context.references(&mut |reference| {
                    if let Reference::Direct(id) = reference {
                        *id = place[id];
                    }
                });
            }
            let raw = bincode::serialize(&self.contexts[syntax as usize])?;
            let mut zlib = ZlibEncoder::new(Vec::new(), Compression::best());
            zlib.write_all(&raw)?;
            let contexts = zlib.finish()?;
            let record = Syntax { contexts, ..Syntax::default() };
            blob.extend(bincode::serialize(&record)?);
            ends.push(blob.len());
        }
        Ok((blob, ends))
    }
}

/// The Rust source of the tables that go with the blob.
fn index_source(
    roots: &BTreeMap<&str, (u64, BTreeSet<u64>)>,
    order: &[u64],
    ends: &[usize],
) -> Result<String> {
    let stub = bincode::serialize(&Syntax::default())?;
    let mut source = String::new();
    writeln!(source, "static BLOB: &[u8] = include_bytes!(concat!(")?;
    writeln!(source, "    env!(\"OUT_DIR\"), \"/grammars.bin\"));")?;
    writeln!(source, "const STUB: &[u8] = &{stub:?};")?;
    writeln!(source, "const ENDS: &[usize] = &{ends:?};")?;
    writeln!(source, "const GRAMMARS: &[Packed] = &[")?;
    for (name, (root, parts)) in roots {
        let dense = |old: &u64| order.binary_search(old);
        let root = dense(root).map_err(|_| "a root was not kept")?;
        let parts: Vec<usize> = parts.iter().flat_map(dense).collect();
        writeln!(
            source,
            "    Packed {{ name: {name:?}, root: {root}, parts: &{parts:?} }},"
        )?;
    }
    writeln!(source, "];")?;
    Ok(source)
}
