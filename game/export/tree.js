// Pieces of a page as plain values: a node has a tag, attributes and children, and a child is a node or text.
const solid = (children) => children.flat(Infinity).filter((child) => child !== "" && child !== null && child !== undefined && child !== false);
const h = (tag, attributes, ...children) => ({ tag, attributes: attributes || {}, children: solid(children) });
const counted = (number, noun, plural = `${noun}s`) => `${number} ${number === 1 ? noun : plural}`;
const listed = (words) => (words.length > 1 ? `${words.slice(0, -1).join(", ")} and ${words[words.length - 1]}` : words[0] || "");
const hidden = (words) => h("span", { class: "hidden" }, words);

const broken = (words) => words.split("\n").flatMap((line, i) => (i ? [h("br"), line] : [line]));
const spansTree = (spans) => spans.flatMap(({ words, emphasis, strong }) => {
  let inner = broken(words);
  if (emphasis) inner = [h("em", {}, inner)];
  return strong ? [h("strong", {}, inner)] : inner;
});
const lineTree = (text) => spansTree(lineOf(text));

// Markdown as blocks; `lead` goes before the first words.
const proseTree = (text, { kind = "", lead = [], keepLines = false } = {}) => {
  const found = [], waiting = paragraphs(text, keepLines).map((paragraph, i) => ({
    ...paragraph, inner: [...(i ? [] : lead), ...spansTree(paragraph.spans)],
  }));
  while (waiting.length) found.push(waiting[0].bullet ? listTree(waiting) : paragraphTree(waiting.shift(), kind));
  return found;
};

const inQuote = ({ quoted }, shown) => (quoted ? h("blockquote", {}, shown) : shown);
const paragraphTree = (paragraph, kind) => inQuote(paragraph, h("p", kind ? { class: kind } : {}, paragraph.inner));

// Takes the list that comes next; one with other bullets, or numbers that do not go on, is another.
const listTree = (waiting) => {
  const [{ depth, bullet }] = waiting, items = [];
  const start = bullet === "•" ? null : Number(bullet.slice(0, -1));
  const next = () => (start === null ? "•" : `${start + items.length}.`);
  while (waiting.length && waiting[0].depth === depth && waiting[0].bullet === next()) items.push(itemTree(waiting, depth));
  return h(start === null ? "ul" : "ol", start === null || start === 1 ? {} : { start: String(start) }, items);
};

// Takes an entry with what stands under it: paragraphs set in as far, and lists set in further.
const itemTree = (waiting, depth) => {
  const head = waiting.shift(), inside = [];
  while (waiting.length && (waiting[0].depth > depth || (waiting[0].depth === depth && !waiting[0].bullet))) {
    inside.push(waiting[0].bullet ? listTree(waiting) : paragraphTree(waiting.shift(), ""));
  }
  return h("li", {}, inQuote(head, head.inner), inside);
};

// The pieces of a scene's text; log lines that follow each other stand together.
const passagesTree = (pieces) => {
  const found = [];
  let log = null;
  for (const { kind, words, by } of pieces) {
    if (kind === "log") {
      const lines = words.replace(/\n+$/, "");
      if (log) log.children.push(`\n${lines}`);
      else found.push((log = h("pre", { class: "log" }, hidden("Log: "), lines)));
      continue;
    }
    log = null;
    const lead = { say: by ? [h("strong", {}, `${by}: `)] : [], thought: [hidden("Thought: ")] }[kind] || [];
    found.push(...proseTree(words, { kind: kind === "text" ? "" : kind, lead }));
  }
  return found;
};

const button = (act, value, words, more = {}) => h("button", { type: "button", "data-act": act, "data-value": String(value), ...more }, words);
const facts = (rows) => h("dl", {}, rows.filter(([, words]) => words && words.length).map(([name, words]) => [h("dt", {}, name), h("dd", {}, words)]));
// A part of the page under a heading of its own.
const part = (id, title, ...children) => h("section", { "aria-labelledby": id }, h("h2", { id, tabindex: "-1" }, title), ...children);
