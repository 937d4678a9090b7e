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
  const found = [], all = paragraphs(text, keepLines).map((paragraph, i) => ({
    ...paragraph, inner: [...(i ? [] : lead), ...spansTree(paragraph.spans)],
  }));
  for (let at = 0; at < all.length;) {
    const run = [];
    if (all[at].bullet) while (at + run.length < all.length && all[at + run.length].depth) run.push(all[at + run.length]);
    if (run.length) found.push(listTree(run));
    else {
      const shown = h("p", kind ? { class: kind } : {}, all[at].inner);
      found.push(all[at].quoted ? h("blockquote", {}, shown) : shown);
    }
    at += run.length || 1;
  }
  return found;
};

// A list, with those inside it.
const listTree = (entries) => {
  const { depth, bullet } = entries[0], ordered = bullet !== "•", items = [];
  for (const entry of entries) {
    if ((entry.bullet && entry.depth <= depth) || !items.length) items.push([entry]);
    else items[items.length - 1].push(entry);
  }
  const start = ordered && bullet !== "1." ? { start: String(Number(bullet.slice(0, -1))) } : {};
  return h(ordered ? "ol" : "ul", start, items.map(([head, ...rest]) => {
    const under = rest.filter((entry) => entry.bullet);
    const more = rest.filter((entry) => !entry.bullet).map((entry) => h("p", {}, entry.inner));
    return h("li", {}, head.inner, more, under.length ? [listTree(under)] : []);
  }));
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
