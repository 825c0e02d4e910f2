// Reads Markdown on stdin and prints its tokens as JSON: the suite's independent opinion of what a lesson says.
const { readFileSync } = require("fs");
const cjkFriendly = require("markdown-it-cjk-friendly");

const parser = require("markdown-it")({ html: true, linkify: false })
  .use(cjkFriendly.default ?? cjkFriendly)
  .use(require("markdown-it-footnote"));

process.stdout.write(JSON.stringify(parser.parse(readFileSync(0, "utf8"), {})));
