// Reads a JSON list of Markdown texts on stdin and prints for each what its author wrote, as JSON: pieces of text that an
// output must show without anything in between, alternative texts, and formulas, each with its line.
// The parser is markdown-it; what sites add to Markdown (containers, tabs, attribute lists) is undone by
// rules on the text.
const { readFileSync } = require("fs");
const { decodeHTML } = require("entities");
const cjkFriendly = require("markdown-it-cjk-friendly");

const MARKER = /^(?:!!!|\?\?\?\+?|===[!+]{0,2}(?=\s+"))\s+(.+)$/;
const COLONS = /^:{3,}\s*([\w-]*)(.*)$/;
const FENCE = /^[\s>]*(?:(?:[-*+]|\d+[.)])\s+)*(`{3,}|~{3,})(.*)$/;
// Lines that stand for something else: another file, a table of contents.
const DIRECTIVE = /^[\s>]*(?:\{\{\s*#\w+.*\}\}|-+8<-+.*|<<<\s+\S.*|\[\[?toc\]\]?|\\newpage)\s*$/i;
const ATTRIBUTES = /\s*\{:?\s*(?:[#.][^{}]*|[\w-]+\s*=[^{}]*)\}\s*$/;
const EMOJI = /(?<![\w:]):[a-z][a-z0-9_+-]+:(?![\w:])/;

// The notes that VitePress takes for marks of a line, and no code.
const CODE_MARK = /\s*(?:#|\/\/|--)\s*\[!code[^\]]*\].*$/;
// A comment by itself on a line, by which Docusaurus marks lines of code.
const CODE_MARK_LINE = /^\s*(?:#|\/\/|--)\s*highlight-(?:next-line|start|end)\s*$/;
const SPANS = [
  [/(?<!=)==(?![=\s])([^=`]+?)(?<!\s)==(?!=)/g, "$1"],
  [/(?<![\^[])\^([^\s^[\]`]+)\^/g, "$1"],
  [/(?<=\w)~([^\s~`]+)~(?!~)/g, "$1"],
  // A link: what its output adds stands between it and what follows. With an address it is an
  // ordinary one, whose text is in brackets.
  [/(?<!!)\[\[([^\][|#`]+)\]\](?!\()/g, "[$1](#)"],
];
// Where a formula stands in a row of a table, its bars part no cells.
const FORMULA_BARS = /(?<![\\$])\$(?![\s$])[^$`]*(?<![\s\\])\$(?!\d)/g;
const DELIMITERS = /^[\s|:-]*-[\s|:-]*$/;
// A line of Rust that tests need and readers do not, hidden by rustdoc and mdBook.
const HIDDEN_RUST = /^\s*#(?: |$)/;

// The spans that CommonMark lacks, outside inline code: their signs go.
function withoutSigns(line) {
  const parts = line.replace(/^:\s+/, "").split(/(`[^`]*`)/);
  const plain = (part) => SPANS.reduce((text, [sign, kept]) => text.replace(sign, kept), part);
  return parts.map((part, index) => (index % 2 ? part : plain(part))).join("");
}

// A row of a table whose bars all part cells: not those of formulas, nor those of code, as MkDocs has it, where the
// row would have more cells than the table has columns.
function withoutBars(row, columns) {
  const line = row.replace(FORMULA_BARS, (tex) => tex.replaceAll("|", " "));
  if (!columns || cells(line) <= columns) return line;
  return line.replace(/(`+)[^`]+\1/g, (code) => code.replace(/(?<!\\)\|/g, "\\|"));
}

const cells = (row) => row.trim().replace(/^\||\|$/g, "").split(/(?<!\\)\|/).length;

// Opens containers: their marks go, their titles and what is in them stay, moved to the left.
function unwrap(source) {
  const lines = [];
  const origin = [];
  const open = [];
  let fence = null;
  let isDiagram = false;
  let columns = 0;
  source.split(/\r?\n/).forEach((written, number) => {
    const push = (...texts) => texts.forEach((text) => (lines.push(text), origin.push(number + 1)));
    let line = written.replace(/^[ \t]+/, (space) => space.replace(/\t/g, "    "));
    const indent = line.length - line.trimStart().length;
    while (line.trim() && open.length && indent < open[open.length - 1] + 4) {
      open.pop();
      fence = null;
    }
    line = line.slice(Math.min(4 * open.length, indent));
    const start = " ".repeat(line.length - line.trimStart().length);
    const bar = FENCE.exec(line);
    const mark = MARKER.exec(line.trim());
    const colons = COLONS.exec(line.trim());
    if (DIRECTIVE.test(line)) {
      push("");
    } else if (fence) {
      const ends = bar && bar[1].startsWith(fence) && !bar[2].trim();
      // What a diagram says is in its drawing.
      const isUnseen = (isDiagram && !ends) || CODE_MARK_LINE.test(line);
      push(isUnseen ? "" : line.replace(CODE_MARK, ""));
      if (ends) fence = null;
    } else if (bar && !(bar[1][0] === "`" && bar[2].includes("`"))) {
      fence = bar[1];
      isDiagram = /^\s*(mermaid|dot|graphviz)\b/.test(bar[2]);
      push(line);
    } else if (mark) {
      open.push(indent);
      push("", start + (/"(.*)"\s*$/.exec(mark[1]) ?? ["", ""])[1], "");
    } else if (colons) {
      // Docusaurus has titles in brackets.
      const title = colons[2].replace(/\{.*\}/, "").trim().replace(/^\[(.*)\]$/, "$1");
      push("", start + title, "");
    } else {
      columns = !line.trim().startsWith("|") ? 0 : DELIMITERS.test(line) ? cells(line) : columns;
      push(withoutSigns(line.trim().startsWith("|") ? withoutBars(line, columns) : line));
    }
  });
  return { text: lines.join("\n"), origin };
}

// `$…$` and `$$…$$` as pandoc reads them; with white space at its ends, `$ x^2 $`, what has a
// command or an exponent.
function formulas(md) {
  const INLINE =
    /\$\$([\s\S]+?)\$\$|\$(?![\s$])((?:\\[\s\S]|[^\\$`])+?)(?<!\s)\$(?!\d)|\$([^$`\n]*(?:\^|\\[a-z])[^$`\n]*)\$/y;
  md.inline.ruler.before("escape", "formula", (state, silent) => {
    INLINE.lastIndex = state.pos;
    const match = state.src[state.pos] === "$" && INLINE.exec(state.src);
    if (!match) return false;
    if (!silent) state.push("formula", "", 0).content = (match[1] ?? match[2] ?? match[3]).trim();
    state.pos += match[0].length;
    return true;
  });
  const block = (state, startLine, endLine, silent) => {
    const text = (line) => state.src.slice(state.bMarks[line] + state.tShift[line], state.eMarks[line]).trimEnd();
    const first = text(startLine);
    if (!first.startsWith("$$") || state.sCount[startLine] - state.blkIndent >= 4) return false;
    let line = startLine;
    if (first.length < 4 || !first.endsWith("$$")) {
      if (first.indexOf("$$", 2) >= 0) return false;
      do {
        line += 1;
        if (line >= endLine || (text(line) && state.sCount[line] < state.blkIndent)) return false;
      } while (!text(line).endsWith("$$"));
    }
    if (silent) return true;
    const token = state.push("formula", "", 0);
    token.content = state.getLines(startLine, line + 1, state.blkIndent, false).replaceAll("$$", " ");
    token.map = [startLine, line + 1];
    state.line = line + 1;
    return true;
  };
  md.block.ruler.before("fence", "formula", block, { alt: ["paragraph", "reference", "blockquote", "list"] });
}

// A note's sign that nothing explains stays text, or does not: readers differ.
const NOTE = /\[\^[^\]]+\]:?/;
// What an output shows otherwise, or does not.
const UNSAID = new RegExp(`${NOTE.source}|${EMOJI.source}`);

const parser = require("markdown-it")({ html: true, linkify: false })
  .use(cjkFriendly.default ?? cjkFriendly)
  .use(require("markdown-it-footnote"))
  .use(formulas);
// The text of an address in angle brackets stays as it was typed.
parser.normalizeLinkText = (address) => address;

class Said {
  constructor() {
    this.pieces = [];
    this.alts = [];
    this.formulas = [];
    this.silent = "";
  }

  html(line, html) {
    // A script, a style sheet or a comment says nothing, and a book has no forms to fill in;
    // markdown-it may cut one into several tokens.
    const text = html.replace(/<!--[\s\S]*?(?:-->|$)/g, "");
    for (const part of text.split(/(<[^<>]*>)/)) {
      const tag = /^<(\/?)([a-zA-Z][\w-]*)/.exec(part);
      if (!tag) {
        if (!this.silent) part.split("\n").forEach((text) => this.pieces.push([line, decodeHTML(text)]));
      } else if (tag[1] && tag[2].toLowerCase() === this.silent) {
        this.silent = "";
      } else if (/^<(script|style|template|select|textarea|datalist)\b/i.test(part) && !part.endsWith("/>")) {
        this.silent = tag[2].toLowerCase();
      } else {
        const alt = /\balt\s*=\s*(?:"([^"]*)"|'([^']*)')/.exec(part);
        if (alt) this.alts.push([line, decodeHTML(alt[1] ?? alt[2])]);
      }
    }
  }

  inline(line, children, opener) {
    let piece = "";
    const cut = () => (this.pieces.push([line, piece]), (piece = ""));
    children.forEach((child, index) => {
      if (child.type === "text") {
        let text = child.content;
        if (index === 0 && opener === "blockquote_open") text = text.replace(/^\[![\w-]+\][+-]?/, "");
        if (index === 0 && opener === "list_item_open") text = text.replace(/^\[[ xX]\]\s/, "");
        if (["image", "link_close", "code_inline"].includes(children[index - 1]?.type)) {
          text = text.replace(/^\s*\{:?\s*(?:[#.][^{}]*|[\w-]+\s*=[^{}]*)\}/, "");
        }
        if (index === children.length - 1 || children[index + 1].type === "softbreak") text = text.replace(ATTRIBUTES, "");
        text.split(UNSAID).forEach((part, index) => {
          if (index) cut();
          if (!this.silent) piece += part;
        });
      } else if (child.type === "code_inline") {
        piece += child.content;
      } else if (child.type === "html_inline") {
        cut();
        this.html(line, child.content);
      } else if (child.type === "image") {
        cut();
        this.alts.push([line, (child.children ?? []).map((part) => part.content).join("")]);
      } else if (child.type === "formula") {
        cut();
        this.formulas.push([line, child.content]);
      } else if (/break|^link_|^footnote_/.test(child.type)) {
        cut();
      }
      line += /break$/.test(child.type) ? 1 : 0;
    });
    cut();
  }

  read(source) {
    const { text, origin } = unwrap(source);
    const tokens = parser.parse(text, {});
    tokens.forEach((token, index) => {
      const first = token.map ? token.map[0] : -1;
      const line = origin[first] ?? 0;
      if (token.type === "fence" || token.type === "code_block") {
        if (token.info.trim() === "src") return; // hello-algo's way to include a file
        const title = /title="([^"]*)"|\[([^[\]]+)\]/.exec(token.info);
        if (title) this.pieces.push([line, title[1] ?? title[2]]);
        const shift = token.type === "fence" ? 1 : 0;
        const isRust = /^(?:rust|rs)(?![\w-])/i.test(token.info.trim());
        token.content.split("\n").forEach((text, row) => {
          if (isRust && HIDDEN_RUST.test(text)) return;
          const shown = isRust ? text.replace(/^(\s*)##/, "$1#") : text;
          this.pieces.push([origin[first + shift + row] ?? line, shown]);
        });
      } else if (token.type === "html_block") {
        this.html(line, token.content);
      } else if (token.type === "formula") {
        this.formulas.push([line, token.content]);
      } else if (token.type === "inline") {
        this.inline(line, token.children, tokens[index - 2]?.type);
      }
    });
    const { pieces, alts, formulas } = this;
    return { pieces, alts, formulas };
  }
}

const texts = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(texts.map((text) => new Said().read(text))));
