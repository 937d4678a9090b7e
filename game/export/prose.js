// Markdown to paragraphs of spans: paragraphs, emphasis, lists and quotes, by the rules of CommonMark as markdown-it
// applies them.  Everything else stays as it is written.  `src` is a list of characters, whole ones.
const SPACE = /^[\t\n\v\f\r \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]$/;
const PUNCTUATION = /^[\p{P}\p{S}]$/u;
const isBlank = (sign) => sign === " " || sign === "\t";
const DEEPEST = 20;

const trimmed = (signs) => {
  let from = 0, to = signs.length;
  while (from < to && SPACE.test(signs[from])) from++;
  while (to > from && SPACE.test(signs[to - 1])) to--;
  return signs.slice(from, to);
};

const blockState = (src) => {
  const s = { src, starts: [], ends: [], shift: [], count: [], base: [], indent: 0, line: 0, level: 0, within: "root", listIndent: -1 };
  for (let start = 0; start < src.length;) {
    let end = src.indexOf("\n", start), shift = 0, count = 0;
    if (end < 0) end = src.length;
    while (start + shift < end && isBlank(src[start + shift])) {
      count += src[start + shift] === "\t" ? 4 - (count % 4) : 1;
      shift++;
    }
    if (start + shift === end && end === src.length) break;
    addLine(s, start, end, shift, count);
    start = end + 1;
  }
  s.lines = s.starts.length;
  addLine(s, src.length, src.length, 0, 0);
  return Object.assign(s, { found: [], lists: [], bullet: "", quotes: 0 });
};

const addLine = (s, start, end, shift, count) => {
  s.starts.push(start);
  s.ends.push(end);
  s.shift.push(shift);
  s.count.push(count);
  s.base.push(0);
};

const first = (s, line) => s.starts[line] + s.shift[line];
const isEmpty = (s, line) => first(s, line) >= s.ends[line];

const blocks = (s, line, end) => {
  while (line < end) {
    while (line < s.lines && isEmpty(s, line)) line++;
    s.line = line;
    if (line >= end || s.count[line] < s.indent) break;
    if (s.level >= DEEPEST) {
      s.line = end;
      break;
    }
    if (!quote(s, line, end, false) && !list(s, line, end, false)) paragraph(s, line);
    line = s.line;
    if (line < end && isEmpty(s, line)) s.line = ++line;
  }
};

const paragraph = (s, start) => {
  const within = s.within, end = s.lines;
  s.within = "paragraph";
  let line = start + 1;
  for (; line < end && !isEmpty(s, line); line++) {
    if (s.count[line] - s.indent > 3 || s.count[line] < 0) continue;
    if (quote(s, line, end, true) || list(s, line, end, true)) break;
  }
  const signs = trimmed(linesOf(s, start, line));
  s.line = line;
  s.within = within;
  s.found.push({ signs, bullet: s.bullet, depth: s.lists.length, quoted: s.quotes > 0 });
  s.bullet = "";
};

// Lines without the indent of what they stand in; the last one without its end.
const linesOf = (s, start, end) => {
  const found = [];
  for (let line = start; line < end; line++) {
    const begin = s.starts[line], last = line + 1 < end ? s.ends[line] + 1 : s.ends[line];
    let at = begin, indent = 0;
    for (; at < last && indent < s.indent; at++) {
      if (isBlank(s.src[at])) indent += s.src[at] === "\t" ? 4 - ((indent + s.base[line]) % 4) : 1;
      else if (at - begin < s.shift[line]) indent += 1;
      else break;
    }
    if (indent > s.indent) found.push(...new Array(indent - s.indent).fill(" "));
    for (; at < last; at++) found.push(s.src[at]);
  }
  return found;
};

// Where the content of a list's entry begins, behind its marker; -1 where there is none.
const bulletEnd = (s, line) => {
  const at = first(s, line);
  if (!"*-+".includes(s.src[at] || "?")) return -1;
  return at + 1 < s.ends[line] && !isBlank(s.src[at + 1]) ? -1 : at + 1;
};
const numberEnd = (s, line) => {
  const begin = first(s, line), end = s.ends[line];
  let at = begin;
  if (at + 1 >= end) return -1;
  while (at < end && s.src[at] >= "0" && s.src[at] <= "9") at++;
  if (at === begin || at >= end || at - begin > 9 || !").".includes(s.src[at])) return -1;
  return at + 1 < end && !isBlank(s.src[at + 1]) ? -1 : at + 1;
};

const list = (s, start, end, silent) => {
  if (s.listIndent >= 0 && s.count[start] - s.listIndent >= 4 && s.count[start] < s.indent) return false;
  const interrupts = silent && s.within === "paragraph" && s.count[start] >= s.indent;
  let after = numberEnd(s, start);
  const ordered = after >= 0, number = ordered ? Number(s.src.slice(first(s, start), after - 1).join("")) : 0;
  if (!ordered) after = bulletEnd(s, start);
  if (after < 0 || (interrupts && ordered && number !== 1)) return false;
  let behind = after;
  while (isBlank(s.src[behind])) behind++;
  if (interrupts && behind >= s.ends[start]) return false;
  if (silent) return true;
  const sign = s.src[after - 1], within = s.within, here = { ordered, number };
  s.lists.push(here);
  s.level++;
  s.within = "list";
  for (;;) {
    entry(s, start, end, after, here);
    start = s.line;
    if (start >= end || s.count[start] < s.indent || quote(s, start, end, true)) break;
    after = ordered ? numberEnd(s, start) : bulletEnd(s, start);
    if (after < 0 || s.src[after - 1] !== sign) break;
  }
  s.lists.pop();
  s.level--;
  s.line = start;
  s.within = within;
  return true;
};

const entry = (s, start, end, after, here) => {
  const initial = s.count[start] + after - first(s, start), last = s.ends[start];
  let at = after, offset = initial;
  for (; at < last && isBlank(s.src[at]); at++) offset += s.src[at] === "\t" ? 4 - ((offset + s.base[start]) % 4) : 1;
  const inset = at >= last || offset - initial > 4 ? 1 : offset - initial;
  const [shift, count, listIndent] = [s.shift[start], s.count[start], s.listIndent];
  s.level++;
  s.bullet = here.ordered ? `${here.number++}.` : "•";
  s.listIndent = s.indent;
  s.indent = initial + inset;
  s.shift[start] = at - s.starts[start];
  s.count[start] = offset;
  if (at >= last && isEmpty(s, start + 1)) s.line = Math.min(s.line + 2, end);
  else blocks(s, start, end);
  s.indent = s.listIndent;
  [s.shift[start], s.count[start], s.listIndent] = [shift, count, listIndent];
  s.level--;
};

const quote = (s, start, end, silent) => {
  if (s.src[first(s, start)] !== ">") return false;
  if (silent) return true;
  const lines = s.lines, within = s.within, indent = s.indent, old = [];
  const keep = (line) => old.push([s.starts[line], s.shift[line], s.count[line], s.base[line]]);
  let empty = quoted(s, start, keep), line = start + 1;
  s.within = "blockquote";
  for (; line < end; line++) {
    const at = first(s, line);
    if (at >= s.ends[line]) break;
    if (s.src[at] === ">" && s.count[line] >= s.indent) {
      empty = quoted(s, line, keep);
      continue;
    }
    if (empty) break;
    if (quote(s, line, end, true) || list(s, line, end, true)) {
      s.lines = line;
      if (s.indent !== 0) {
        keep(line);
        s.count[line] -= s.indent;
      }
      break;
    }
    keep(line);
    s.count[line] = -1;
  }
  s.indent = 0;
  s.quotes++;
  s.level++;
  blocks(s, start, line);
  s.quotes--;
  s.level--;
  s.lines = lines;
  s.within = within;
  old.forEach((kept, i) => {
    [s.starts[start + i], s.shift[start + i], s.count[start + i], s.base[start + i]] = kept;
  });
  s.indent = indent;
  return true;
};

// Takes the marker off a line of a quotation; whether nothing is left of it.
const quoted = (s, line, keep) => {
  const last = s.ends[line];
  let at = first(s, line) + 1, initial = s.count[line] + 1, adjust = 0, spaced = 0;
  keep(line);
  if (isBlank(s.src[at])) {
    spaced = 1;
    if (s.src[at] === " " || (s.base[line] + initial) % 4 === 3) {
      at++;
      initial++;
    } else adjust = 1;
  }
  let offset = initial;
  s.starts[line] = at;
  for (; at < last && isBlank(s.src[at]); at++) {
    offset += s.src[at] === "\t" ? 4 - ((offset + s.base[line] + adjust) % 4) : 1;
  }
  s.base[line] = s.count[line] + 1 + spaced;
  s.count[line] = offset - initial;
  s.shift[line] = at - s.starts[line];
  return at >= last;
};
