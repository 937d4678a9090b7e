// The debrief as parts of the page, in the order in which every face has them.
const VEILED = "a figure, which is told under The record, after your guess.";

const debriefTree = (app) => {
  const shown = debriefMemo(app), waiting = waitingOf(app, shown);
  const named = [
    ["instrument", "This instrument", STORY.instrument ? proseTree(STORY.instrument) : []],
    ["path", `Your path, ${counted(shown.path.length, "step")}`, [pathTree(shown.path, waiting), passagesTree(shown.explain)].flat()],
    ["record", `The record, ${counted(shown.cards.length, "finding")}`, recordTree(app, shown, waiting)],
    ["doors", `Doors removed, ${counted(shown.doors.length, "door")}`, doorsTree(shown)],
    ["reported", "As reported", reportedTree(app, shown, waiting)],
    ["discuss", "For discussion", discussTree(shown)],
    ["whatif", "What if", whatIfTree(shown)],
    ["days", "Both days, by the clock", daysTree(shown)],
    ["endings", `Endings found, ${shown.endings.filter((it) => it.found).length} of ${shown.endings.length}`, endingsTree(shown)],
  ].filter(([, , children]) => children.length);
  const all = named.every(([id]) => app.parts.includes(id));
  return [
    h("p", { class: "row debrief" }, h("strong", {}, `Debrief, ${counted(named.length, "part")}`), !all && button("parts", "", "Open all of them", { class: "small" })),
    ...named.map(([id, title, children]) => folded(app, id, title, children)),
    ...otherSides(app.session).map((role) => h("p", { class: "other" }, button("other", role, `Play the other side of this rollout, as ${roleOf(role).name}`, { class: "wide" }))),
  ];
};

const folded = (app, id, title, children) => {
  const open = app.parts.includes(id);
  return h("section", { class: "part", "aria-labelledby": `title-${id}` },
    h("h2", { class: "fold", id: `title-${id}` }, button("part", id, title, { id: `button-${id}`, "aria-expanded": String(open), "aria-controls": `part-${id}` })),
    h("div", { id: `part-${id}`, class: "inside" }, open && children));
};

// The findings whose figure is still to be guessed.
const waitingOf = (app, shown) => shown.guesses.filter((id) => !has(app.guesses, id));

const pathTree = (marks, waiting, back = false) => h("ol", { class: "path" }, marks.map((mark) => h("li", {},
  h("strong", {}, lineTree(mark.scene)), ": ", lineTree(mark.words), mark.undone ? ` (${STORY.said.back})` : "",
  mark.label && h("p", { class: "quiet" }, STORY.said.labels[mark.label]),
  mark.kind === "choice" && !back && !mark.findings.length && h("p", { class: "quiet" }, STORY.said.silent),
  back ? [] : mark.findings.map((id) => h("p", { class: "quiet" }, `The record: ${waiting.includes(id) ? VEILED : STORY.findings[id].claim}`)),
  mark.notes.map((note) => h("p", { class: "note" }, `Your note: ${note}`)),
  back && !mark.undone && button("rewind", mark.number, ["Go back to before this", hidden(`: ${wordsOf(mark.words)}`)], { class: "small" }))));

const recordTree = (app, shown, waiting) => {
  if (!shown.cards.length) return [];
  if (!waiting.length) return shown.cards.map((card) => cardTree(card, app.guesses[card.id]));
  const [id] = waiting;
  return [
    h("p", {}, "Before you read on, make a guess."),
    h("form", { class: "guess", "data-act": "guess", "data-value": id },
      h("label", { for: "guess" }, STORY.findings[id].guess),
      h("div", { class: "row" },
        h("input", {
          id: "guess", name: "guess", type: "text", inputmode: "numeric", maxlength: "3", autocomplete: "off", "data-draft": "guess",
          value: app.drafts.guess || "", "aria-describedby": "guess-how", ...(app.fault && { "aria-invalid": "true" }),
        }),
        h("button", { type: "submit" }, "Guess")),
      h("p", { id: "guess-how", class: "quiet" }, app.fault || "A whole number from 0 to 100.")),
    button("pass", id, "Show it without a guess"),
  ];
};

const doorsTree = (shown) => (shown.doors.length ? [h("ul", {}, shown.doors.map((door) => h("li", {},
  `${door.name}. In the published ${door.basis}: ${door.published}. In this run: ${door.open ? "open" : "shut"}.`)))] : []);

const reportedTree = (app, shown, waiting) => {
  if (!shown.reported.length) return [];
  if (waiting.length) return [h("p", { class: "quiet" }, "These lines tell of figures. They are shown once you have made your guess, under The record.")];
  const about = "How such things were told, in lines written for this story. Which of them are faithful to the record?";
  return [h("p", {}, about), h("ol", { class: "reported" }, shown.reported.map((line, number) => h("li", {},
    h("p", {}, `“${line.line}”`), answerTree(app, line, number))))];
};

const answerTree = (app, line, number) => {
  const name = hidden(` is line ${number + 1}`);
  if (!has(app.marks, number)) {
    return h("p", { class: "row" }, button("mark", `${number} yes`, ["Faithful", name]), button("mark", `${number} no`, ["Not faithful", name]));
  }
  const said = app.marks[number] === line.faithful ? "You marked it so." : "You marked it otherwise.";
  return h("p", { id: `line-${number}`, tabindex: "-1" }, h("strong", {}, line.faithful ? "Faithful. " : "Not faithful. "), line.why, " ", h("span", { class: "quiet" }, said));
};

const discussTree = (shown) => {
  const asked = shown.questions.map((ask) => h("li", {}, ask)), notes = shown.notes.map((note) => h("li", { class: "note" }, `Your note: ${note}`));
  return asked.length || notes.length ? [h("ul", {}, asked, notes)] : [];
};

const whatIfTree = ({ whatIf: turn }) => {
  if (turn === undefined) return [h("p", {}, "The nearest other ending is being looked for.")];
  if (turn.told) return [h("p", {}, turn.told)];
  return [
    h("p", {}, "The nearest other ending was “", lineTree(turn.ending), `”, ${counted(turn.steps, "step")} from “`, lineTree(turn.scene), "”."),
    h("p", {}, "There you did this: ", lineTree(turn.did), ". The way to it began with this: ", lineTree(turn.instead), "."),
  ];
};

const daysTree = (shown) => (shown.earlier ? [
  h("p", {}, "Before this, ", lineTree(shown.earlier.role), " came to “", lineTree(shown.earlier.ending), "”."),
  h("table", {},
    h("thead", {}, h("tr", {}, ["Clock", shown.earlier.role, shown.role].map((name) => h("th", { scope: "col" }, name)))),
    h("tbody", {}, shown.rows.map((row) => h("tr", {}, h("td", {}, row.at), h("td", {}, row.before && lineTree(row.before)), h("td", {}, row.now && lineTree(row.now)))))),
] : []);

const endingsTree = (shown) => {
  const found = shown.endings.filter((ending) => ending.found);
  return [h("ul", {}, found.map((ending) => h("li", {}, lineTree(ending.title), ending.here ? " (this one)" : "")))];
};
