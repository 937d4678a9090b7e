// What the tools below a scene open.
const noteTree = (app, asked = "") => h("form", { class: "notes", "data-act": "note" },
  h("label", { for: "note" }, asked || "A private note"),
  h("textarea", { id: "note", name: "note", rows: "4", maxlength: String(LONGEST_NOTE), "data-draft": "note", "aria-describedby": "note-how" }, app.drafts.note || ""),
  h("p", { id: "note-how", class: "quiet" }, "Only you see your notes, in what is kept and in the debrief."),
  h("button", { type: "submit" }, "Keep the note"));

const pathPanel = (app) => {
  const marks = marksOf(app.session);
  return [
    h("h2", {}, `Your path so far, ${counted(marks.length, "step")}`),
    marks.length ? pathTree(marks, [], true) : h("p", {}, "No step was taken yet."),
    branchesTree(branchesOf(app.session)),
  ];
};

const branchesTree = (branches) => (branches.length ? [
  h("h2", {}, `${counted(branches.length, "branch", "branches")} taken back`),
  h("ol", { class: "path" }, branches.map(({ tip, told, end }) => h("li", {},
    lineTree(told), button("branch", tip, ["Go on with this again", hidden(`: ${wordsOf(end)}`)], { class: "small" })))),
] : []);

const savesPanel = (app) => [
  h("h2", {}, "Save and load"),
  h("p", {}, app.refused
    ? `This browser does not let the page keep anything (${app.refused}). Save to a file, or copy the text, before you leave.`
    : "Each step is kept in this browser, on this device, and nowhere else. What is kept holds your private notes."),
  app.session && h("p", { class: "row" }, button("file", "", "Save to a file"), button("copy", "", "Copy the save as text")),
  app.session && h("p", { class: "quiet" }, "The file can be loaded here again, or played on in a terminal after “rollout saves import FILE”."),
  app.copied && h("p", {}, h("label", { for: "copied" }, "The save, to be copied"), h("textarea", { id: "copied", readonly: "", rows: "6" }, app.copied)),
  h("p", {}, h("label", { for: "file" }, "Load from a file"), h("input", { id: "file", type: "file", "data-change": "load", accept: ".rollout,.json,application/json" })),
  h("form", { "data-act": "paste" }, h("label", { for: "paste" }, "Or paste the text of a save"),
    h("textarea", { id: "paste", name: "paste", rows: "3", "data-draft": "paste" }, app.drafts.paste || ""), h("button", { type: "submit" }, "Load the text")),
  !app.refused && h("p", {}, button("forget", "", "Forget everything that is kept here")),
];

const aboutPanel = () => [
  h("h2", {}, "About this page"),
  h("p", {}, `${STORY.title} ${STORY.version}${STORY.authors.length ? `, by ${listed(STORY.authors)}` : ""}.${STORY.license ? ` Licence: ${STORY.license}.` : ""}`),
  ...proseTree(STORY.instrument),
  h("p", {}, "This page is the whole story. It asks nobody for anything, sends nothing, and works without a network."),
  STORY.canary && h("p", { class: "quiet" }, STORY.canary),
];

const PANELS = { path: pathPanel, map: mapPanel, note: (app) => noteTree(app), saves: savesPanel, about: aboutPanel };
