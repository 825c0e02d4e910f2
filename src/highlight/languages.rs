//! The languages a block of code can name, what to call them, and how each is coloured.
//!
//! The build script reads this table too: the grammars it names are the ones packed into
//! the program. The file therefore depends on nothing else.

/// What colours a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// The packed grammar of this name.
    Grammar(&'static str),
    /// The built-in Python scanner.
    Python,
    /// Python with `>>>` prompts and printed results.
    PythonSession,
    /// Shell commands after `$` prompts, and their output.
    ShellSession,
}

/// A language, the names it goes by after a fence, and its source of colours.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Language {
    /// The name to print over a listing.
    pub(crate) label: &'static str,
    /// Names that select it, in lower case.
    pub(crate) names: &'static [&'static str],
    /// What colours it.
    pub(crate) source: Source,
}

const fn grammar(
    label: &'static str,
    names: &'static [&'static str],
    grammar: &'static str,
) -> Language {
    Language { label, names, source: Source::Grammar(grammar) }
}

/// Names that ask for a listing without colours.
pub(crate) const PLAIN_NAMES: &[&str] = &[
    "text",
    "txt",
    "plain",
    "plaintext",
    "plain-text",
    "plain_text",
    "mermaid",
    "none",
    "raw",
    "nohighlight",
    "no-highlight",
    "output",
    "out",
    "stdout",
    "stderr",
    "console-output",
    "terminal-output",
    "result",
    "results",
    "log",
    "ascii",
    "ansi",
    "tree",
    "file-tree",
    "pseudo",
    "pseudocode",
    "bnf",
    "ebnf",
    "csv",
    "tsv",
];

/// Every known language.
#[rustfmt::skip]
pub(crate) const LANGUAGES: &[Language] = &[
    Language {
        label: "Python",
        names: &["python", "py", "python3", "py3", "python2", "pyi", "cpython",
            "micropython", "ipython", "bazel", "starlark"],
        source: Source::Python,
    },
    Language {
        label: "Python",
        names: &["pycon", "python-console", "python-repl", "pyrepl", "doctest"],
        source: Source::PythonSession,
    },
    Language {
        label: "Shell",
        names: &["console", "shell-session", "shellsession", "sh-session", "terminal",
            "bash-session"],
        source: Source::ShellSession,
    },
    grammar("Bash", &["bash"], "Bourne Again Shell (bash)"),
    grammar("Shell", &["sh", "shell", "zsh", "ksh", "ash", "dash", "shellscript"],
        "Bourne Again Shell (bash)"),
    grammar("Fish", &["fish"], "Fish"),
    grammar("PowerShell", &["powershell", "ps1", "pwsh", "ps", "posh", "ps1con"], "PowerShell"),
    grammar("Batch", &["batch", "bat", "cmd", "dosbatch", "winbatch", "doscon"], "Batch File"),
    grammar("JavaScript", &["javascript", "js", "node", "nodejs", "mjs", "cjs",
        "ecmascript", "es6"], "TypeScript"),
    grammar("JSX", &["jsx", "react"], "TypeScriptReact"),
    grammar("TypeScript", &["typescript", "ts", "mts", "cts", "deno"], "TypeScript"),
    grammar("TSX", &["tsx"], "TypeScriptReact"),
    grammar("Java", &["java", "jshell"], "Java"),
    grammar("Kotlin", &["kotlin", "kt", "kts"], "Kotlin"),
    grammar("Scala", &["scala", "sc", "sbt"], "Scala"),
    grammar("Groovy", &["groovy", "gradle", "jenkinsfile"], "Groovy"),
    grammar("C", &["c", "h"], "C"),
    grammar("C++", &["c++", "cpp", "cxx", "cc", "hpp", "hh", "h++", "arduino", "ino",
        "cuda", "cu"], "C++"),
    grammar("C#", &["c#", "csharp", "cs", "csx", "dotnet"], "C#"),
    grammar("F#", &["f#", "fsharp", "fs", "fsx"], "F#"),
    grammar("Objective-C", &["objective-c", "objectivec", "objc"], "Objective-C"),
    grammar("Go", &["go", "golang"], "Go"),
    grammar("go.mod", &["gomod", "go.mod", "go-mod"], "Gomod"),
    grammar("Rust", &["rust", "rs"], "Rust"),
    grammar("Swift", &["swift"], "Swift"),
    grammar("Dart", &["dart", "flutter"], "Dart"),
    grammar("Zig", &["zig"], "Zig"),
    grammar("PHP", &["php-template", "phtml"], "PHP"),
    grammar("PHP", &["php", "php5", "php7", "php8"], "PHP Source"),
    grammar("Ruby", &["ruby", "rb", "rake", "gemfile", "podfile", "irb"], "Ruby"),
    grammar("ERB", &["erb", "rhtml"], "HTML (Rails)"),
    grammar("Perl", &["perl", "pl", "pm"], "Perl"),
    grammar("Lua", &["lua", "luau"], "Lua"),
    grammar("R", &["r", "rscript", "rlang"], "R"),
    grammar("Julia", &["julia", "jl"], "Julia"),
    grammar("MATLAB", &["matlab", "octave", "m"], "MATLAB"),
    grammar("Haskell", &["haskell", "hs"], "Haskell"),
    grammar("OCaml", &["ocaml", "ml", "mli"], "OCaml"),
    grammar("Elixir", &["elixir", "ex", "exs", "iex"], "Elixir"),
    grammar("Erlang", &["erlang", "erl"], "Erlang"),
    grammar("Clojure", &["clojure", "clj", "cljs", "edn"], "Clojure"),
    grammar("Lisp", &["lisp", "common-lisp", "commonlisp", "cl", "elisp", "emacs-lisp",
        "scheme", "scm"], "Lisp"),
    grammar("Racket", &["racket", "rkt"], "Racket"),
    grammar("Pascal", &["pascal", "pas", "delphi", "objectpascal"], "Pascal"),
    grammar("Fortran", &["fortran", "f90", "f95"], "Fortran (Modern)"),
    grammar("Ada", &["ada", "adb"], "Ada"),
    grammar("Nim", &["nim"], "Nim"),
    grammar("Solidity", &["solidity", "sol"], "Solidity"),
    grammar("GDScript", &["gdscript", "gd", "godot"], "GDScript (Godot Engine)"),
    grammar("Assembly", &["assembly", "asm", "nasm", "x86asm", "x86"], "x86_64 Assembly"),
    grammar("ARM Assembly", &["armasm", "arm"], "ARM Assembly"),
    grammar("LLVM IR", &["llvm", "ll"], "LLVM"),
    grammar("Verilog", &["verilog"], "Verilog"),
    grammar("SystemVerilog", &["systemverilog", "sv"], "SystemVerilog"),
    grammar("VHDL", &["vhdl", "vhd"], "VHDL"),
    grammar("GLSL", &["glsl", "shader", "vert", "frag"], "GLSL"),
    grammar("WGSL", &["wgsl"], "WGSL"),
    grammar("SQL", &["sql", "mysql", "postgresql", "postgres", "psql", "pgsql", "plsql",
        "sqlite", "sqlite3", "tsql", "mariadb", "ddl"], "SQL"),
    grammar("GraphQL", &["graphql", "gql"], "GraphQL"),
    grammar("HTML", &["html", "htm", "xhtml", "html5"], "HTML"),
    grammar("Jinja", &["jinja", "jinja2", "j2", "django", "html+jinja", "nunjucks"],
        "HTML (Jinja2)"),
    grammar("Vue", &["vue", "vue-html"], "Vue Component"),
    grammar("Svelte", &["svelte"], "Svelte"),
    grammar("CSS", &["css", "css3"], "CSS"),
    grammar("SCSS", &["scss"], "SCSS"),
    grammar("Sass", &["sass"], "Sass"),
    grammar("Less", &["less"], "Less"),
    grammar("XML", &["xml", "svg", "xsd", "xsl", "xslt", "rss", "plist", "xaml", "wsdl"],
        "XML"),
    grammar("JSON", &["json", "jsonc", "json5", "jsonl", "ndjson", "geojson", "ipynb"],
        "JSON"),
    grammar("YAML", &["yaml", "yml"], "YAML"),
    grammar("TOML", &["toml"], "TOML"),
    grammar("INI", &["ini", "cfg", "conf", "config", "editorconfig", "systemd"], "INI"),
    grammar("Properties", &["properties", "java-properties"], "Java Properties"),
    grammar(".env", &["dotenv", "env", ".env"], "DotENV"),
    grammar("requirements.txt", &["requirements", "requirements.txt", "pip"],
        "Requirements.txt"),
    grammar("nginx", &["nginx", "nginxconf"], "nginx"),
    grammar("Apache", &["apache", "apacheconf", "htaccess"], "Apache Conf"),
    grammar("Dockerfile", &["dockerfile", "docker", "containerfile"],
        "Dockerfile (with bash)"),
    grammar("Makefile", &["makefile", "make", "mk", "gnumakefile"], "Makefile"),
    grammar("CMake", &["cmake", "cmakelists.txt"], "CMake"),
    grammar("Terraform", &["terraform", "tf", "hcl"], "Terraform"),
    grammar("Nix", &["nix"], "Nix"),
    grammar("Protobuf", &["protobuf", "proto"], "Protocol Buffer"),
    grammar("HTTP", &["http", "https"], "HTTP Request and Response"),
    grammar("Markdown", &["markdown", "md", "mdx", "gfm", "commonmark"], "Markdown"),
    grammar("reStructuredText", &["restructuredtext", "rst", "rest"],
        "reStructuredText"),
    grammar("AsciiDoc", &["asciidoc", "adoc"], "AsciiDoc (Asciidoctor)"),
    grammar("LaTeX", &["latex", "tex"], "LaTeX"),
    grammar("Typst", &["typst", "typ"], "Typst"),
    grammar("BibTeX", &["bibtex", "bib"], "BibTeX"),
    grammar("diff", &["diff", "patch", "udiff"], "Diff"),
    grammar(".gitignore", &["gitignore", ".gitignore"], "Git Ignore"),
    grammar("Git config", &["gitconfig"], "Git Config"),
    grammar("DOT", &["dot", "graphviz", "gv"], "Graphviz (DOT)"),
    grammar("Vim script", &["vim", "viml", "vimscript"], "VimL"),
    grammar("AWK", &["awk", "gawk"], "AWK"),
    grammar("jq", &["jq"], "JQ"),
    grammar("Regex", &["regex", "regexp", "re"], "Regular Expression"),
    grammar("crontab", &["crontab", "cron"], "Crontab"),
];

/// The language that goes by a name, in any case.
pub(crate) fn find(name: &str) -> Option<&'static Language> {
    let name = name.to_lowercase();
    LANGUAGES.iter().find(|language| language.names.contains(&name.as_str()))
}
