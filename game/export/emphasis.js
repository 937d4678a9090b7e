// What stands within a paragraph: escapes, line breaks, emphasis.
const inlines = (src) => {
  const tokens = [], marks = [];
  let pending = "", at = 0;
  const push = (kind, text = "") => {
    if (pending) tokens.push({ kind: "text", text: pending });
    pending = "";
    if (kind) tokens.push({ kind, text });
  };
  const skip = () => {
    while (isBlank(src[at])) at++;
  };
  while (at < src.length) {
    const sign = src[at];
    if (sign === "\n") {
      const bare = pending.replace(/ +$/, ""), hard = pending.length - bare.length > 1;
      pending = bare;
      push(hard ? "hard" : "soft");
      at++;
      skip();
    } else if (sign === "\\" && at + 1 < src.length) {
      if (src[at + 1] === "\n") {
        push("hard");
        at += 2;
        skip();
      } else {
        push("text", /[!-/:-@[-`{-~]/.test(src[at + 1]) ? src[at + 1] : `\\${src[at + 1]}`);
        at += 2;
      }
    } else if (sign === "*" || sign === "_") {
      const [length, open, close] = flanks(src, at);
      for (let i = 0; i < length; i++) {
        push("text", sign);
        marks.push({ sign, length, token: tokens.length - 1, end: -1, open, close });
      }
      at += length;
    } else {
      pending += sign;
      at++;
    }
  }
  push();
  pair(marks);
  emphasise(tokens, marks);
  return tokens;
};

// How long a run of markers is, and whether it can open and close an emphasis.
const flanks = (src, start) => {
  const sign = src[start];
  let at = start;
  while (src[at] === sign) at++;
  const before = start > 0 ? src[start - 1] : " ", after = at < src.length ? src[at] : " ";
  const [mark, nextMark] = [PUNCTUATION.test(before), PUNCTUATION.test(after)];
  const [space, nextSpace] = [SPACE.test(before), SPACE.test(after)];
  const left = !(nextSpace || (nextMark && !(space || mark)));
  const right = !(space || (mark && !(nextSpace || nextMark)));
  const split = sign === "*";
  return [at - start, left && (split || !right || mark), right && (split || !left || nextMark)];
};

// Finds for each closing marker the one it closes.
const pair = (marks) => {
  const bottoms = {}, jumps = [];
  let head = 0, last = -2;
  marks.forEach((closer, at) => {
    jumps.push(0);
    if (marks[head].sign !== closer.sign || last !== closer.token - 1) head = at;
    last = closer.token;
    if (!closer.close) return;
    const bottom = (bottoms[closer.sign] = bottoms[closer.sign] || [-1, -1, -1, -1, -1, -1]);
    const kind = (closer.open ? 3 : 0) + (closer.length % 3), lowest = bottom[kind];
    let found = head - jumps[head] - 1, failed = found;
    for (; found > lowest; found -= jumps[found] + 1) {
      const opener = marks[found];
      if (opener.sign !== closer.sign || !opener.open || opener.end >= 0) continue;
      const odd = (opener.close || closer.open) && (opener.length + closer.length) % 3 === 0;
      if (odd && (opener.length % 3 || closer.length % 3)) continue;
      const jump = found > 0 && !marks[found - 1].open ? jumps[found - 1] + 1 : 0;
      jumps[at] = at - found + jump;
      jumps[found] = jump;
      closer.open = false;
      opener.end = at;
      opener.close = false;
      failed = -1;
      last = -2;
      break;
    }
    if (failed !== -1) bottom[kind] = failed;
  });
};

const emphasise = (tokens, marks) => {
  for (let i = marks.length - 1; i >= 0; i--) {
    const mark = marks[i];
    if (mark.end === -1) continue;
    const close = marks[mark.end], before = marks[i - 1], behind = marks[mark.end + 1];
    const strong = i > 0 && before.end === mark.end + 1 && before.sign === mark.sign
      && before.token === mark.token - 1 && behind.token === close.token + 1;
    tokens[mark.token] = { kind: strong ? "strong+" : "em+", text: "" };
    tokens[close.token] = { kind: strong ? "strong-" : "em-", text: "" };
    if (strong) {
      tokens[before.token].text = "";
      tokens[behind.token].text = "";
      i--;
    }
  }
};

// The runs of words of a paragraph, each with its emphasis.
const spansOf = (src, keepLines) => {
  const found = [];
  let em = 0, strong = 0, text = null;
  const add = (words) => found.push({ words, emphasis: em > 0, strong: strong > 0 });
  const flush = () => {
    if (text) add(keepLines ? text : text.replace(/ {2,}/g, " "));
    text = null;
  };
  for (const token of inlines(src)) {
    if (token.kind === "text") {
      text = (text || "") + token.text;
      continue;
    }
    flush();
    if (token.kind === "soft") add(keepLines ? "\n" : " ");
    else if (token.kind === "hard") add("\n");
    else if (token.kind.startsWith("em")) em += token.kind === "em+" ? 1 : -1;
    else strong += token.kind === "strong+" ? 1 : -1;
  }
  flush();
  return found;
};

// The paragraphs of a Markdown text; with `keepLines` its line breaks stand, as in a letter.
const paragraphs = (text, keepLines = false) => {
  const s = blockState(Array.from(text.replace(/\r\n?/g, "\n").replace(/\0/g, "\ufffd")));
  blocks(s, 0, s.lines);
  return s.found.map(({ signs, bullet, depth, quoted: inQuote }) => ({ spans: spansOf(signs, keepLines), bullet, depth, quoted: inQuote }));
};

// Markdown on one line, as in a title or a choice.
const lineOf = (text) => paragraphs(text).flatMap((paragraph, i) => {
  const lead = paragraph.bullet ? `${paragraph.bullet === "•" ? "-" : paragraph.bullet} ` : "";
  return [...(i ? [{ words: " " }] : []), ...(lead ? [{ words: lead }] : []), ...paragraph.spans];
});
const wordsOf = (text) => lineOf(text).map((span) => span.words).join("").replace(/\s+/g, " ").trim();
