// A locked choice: its reason, and what it waits for where the story lets that be told.
const lockedTree = (app, option) => {
  const parts = whyOf(app.session, option.id), open = app.whys.includes(option.id), id = `why-${option.id}`;
  return h("li", { class: "shut" },
    h("span", {}, "Locked: ", lineTree(option.words)), h("span", { class: "reason" }, " (", lineTree(option.reason), ")"),
    parts.length > 0 && h("p", { class: "fold" }, button("why", option.id, ["What it waits for", hidden(`: ${wordsOf(option.words)}`)], {
      class: "small", "aria-expanded": String(open), "aria-controls": id,
    })),
    parts.length > 0 && h("div", { id }, open && [h("p", {}, `It waits for ${counted(parts.length, "thing")}:`), partsTree(parts)]));
};

const partsTree = (parts) => h("ul", { class: "waits" }, parts.map((part) => h("li", { class: part.met ? "met" : "" },
  h("strong", {}, part.met ? "Met" : "Not yet"), ": ", lineTree(part.words),
  part.since.length > 0 && h("span", { class: "since" }, " (", part.since.flatMap((words, place) => [place ? "; " : "", ...lineTree(words)]), ")"),
  part.parts.length > 0 && partsTree(part.parts))));
