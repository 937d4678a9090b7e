// The screens as trees: what stands at the top, the heading, the text that is new, and the rest.
const view = (app) => {
  const { title, top, heading, text, rest } = app.screen === "setup" ? setupView(app) : playView(app);
  return { title, top: solid(top), heading: solid(heading), text: solid(text), rest: solid(rest) };
};

const setupView = (app) => ({
  top: [],
  heading: [STORY.title],
  title: STORY.title,
  text: [
    STORY.summary && h("p", {}, STORY.summary),
    STORY.contentNotes.length ? h("p", {}, `It contains ${listed(STORY.contentNotes)}.`) : "",
    STORY.minutes ? h("p", { class: "quiet" }, `About ${STORY.minutes} minutes a role.`) : "",
  ],
  rest: [
    app.session && h("section", { class: "goon" },
      h("p", {}, "A playthrough is kept here, as ", roleOf(app.session.role).name, ", at “", lineTree(look(app.session).title), "”."),
      button("goon", "", "Go on with it", { class: "wide" }),
      h("p", { class: "quiet" }, "Beginning another one replaces it; save it to a file first if you want to keep both.")),
    h("form", { "data-act": "begin", class: "setup" }, rolesTree(app), conditionsTree(app), h("p", {}, h("button", { type: "submit", class: "wide" }, "Begin"))),
    toolsTree(app, [["saves", "Save and load"], ["about", "About this page"]]),
  ],
});

const radio = (name, value, checked, words) => h("label", { class: "option" },
  h("input", { type: "radio", name, value, id: `${name}-${value}`.replace(/ /g, "-"), "data-change": name, ...(checked && { checked: "" }) }), h("span", {}, words));

const rolesTree = (app) => h("fieldset", {}, h("legend", {}, "Whom do you play?"),
  STORY.roles.map((role) => radio("role", role.id, role.id === app.role, [h("strong", {}, role.name), role.pitch ? `. ${role.pitch}` : ""])));

// The conditions of a role: all at once by a preset, or one by one.
const conditionsTree = (app) => {
  const asked = askedOf(app.role), each = asked.map((condition) => conditionTree(app, condition));
  if (!asked.length || !STORY.presets.length) return each;
  const same = (preset) => asked.every((it) => !has(preset.set, it.id) || preset.set[it.id] === app.settings[it.id]);
  const open = app.each || !STORY.presets.some(same);
  return [
    h("fieldset", {}, h("legend", {}, "How is the story set?"),
      h("div", { class: "row" }, STORY.presets.map((preset, number) => button("preset", number, preset.name, { "aria-pressed": String(same(preset)) })))),
    h("p", {}, button("each", "", `${counted(asked.length, "question")}, one by one`, { class: "fold-all", "aria-expanded": String(open), "aria-controls": "each" })),
    h("div", { id: "each" }, open && each),
  ];
};

const conditionTree = (app, condition) => h("fieldset", {}, h("legend", {}, lineTree(condition.ask)),
  condition.options.map(([value, words]) => radio(`set ${condition.id}`, value, app.settings[condition.id] === value, words)));

const playView = (app) => {
  const turn = look(app.session);
  return {
    top: [
      h("p", {}, h("span", { class: "story" }, STORY.title), ", as ", turn.role),
      turn.gauges.length ? h("ul", { class: "gauges", "aria-label": "How things stand" }, turn.gauges.map(gaugeTree)) : "",
    ],
    heading: [hidden(turn.ending ? "Ending: " : "Scene: "), ...lineTree(turn.title)],
    title: `${wordsOf(turn.title)} – ${STORY.title}`,
    text: [turn.told && h("p", { class: "quiet" }, turn.told), ...passagesTree(turn.passages)],
    rest: [
      turn.view === "inbox" && !turn.ending && mailTree(app, turn),
      turn.ending ? [] : choicesTree(app, turn),
      app.prompt && noteTree(app, wordsOf(app.prompt)),
      turn.mail.length > 0 && (turn.view !== "inbox" || turn.ending) && mailTree(app, turn),
      turn.ending ? debriefTree(app) : [],
      toolsTree(app, [
        ["path", "Your path so far"], ["map", "The map"], ...(app.prompt ? [] : [["note", "A private note"]]), ["saves", "Save and load"], ["about", "About this page"],
      ], turn),
    ],
  };
};

const gaugeTree = (gauge) => h("li", {}, `${gauge.label}: ${gauge.value}${gauge.show === "bar" ? ` of ${gauge.most}` : ""}`,
  gauge.show === "bar" && h("svg", { class: "gauge", viewBox: "0 0 100 6", preserveAspectRatio: "none", "aria-hidden": "true" },
    h("rect", { class: "room", width: "100", height: "6" }),
    h("rect", { class: "full", width: String((100 * (gauge.number - gauge.least)) / Math.max(1, gauge.most - gauge.least)), height: "6" })));

const choicesTree = (app, turn) => {
  const opened = turn.options.filter((option) => option.open), shut = turn.options.filter((option) => !option.open);
  const locked = shut.length ? `, ${shut.length} locked` : "";
  const stuck = h("p", {}, "Nothing can be done here: the story has no way on. Take the last step back.");
  return part("choices", ["What you can do", hidden(`: ${counted(opened.length, "choice")}${locked}`)],
    turn.stuck && stuck,
    turn.options.length ? h("ul", { class: "choices" }, opened.map((option) => h("li", {},
      button("choose", option.id, [...lineTree(option.words), option.irreversible ? h("span", { class: "mark" }, " (taking it back will leave a trace)") : ""]))),
    shut.map((option) => lockedTree(app, option))) : []);
};

// The mailbox: letters that open where they stand.
const mailTree = (app, turn) => {
  const unread = turn.mail.filter((letter) => !letter.read).length, fresh = turn.mail.filter((letter) => letter.new).length;
  const inbox = turn.view === "inbox" && !turn.ending;
  const count = `${counted(turn.mail.length, "letter")}, ${unread} unread${fresh && !inbox ? `, ${fresh} new` : ""}`;
  const letters = turn.mail.length ? h("ol", { class: "mail" }, turn.mail.map((letter) => letterTree(app, letter))) : h("p", {}, "The mailbox is empty.");
  if (inbox) return part("mailbox", `Mailbox: ${count}`, letters);
  return h("section", { "aria-labelledby": "mailbox" }, h("h2", { class: "fold", id: "mailbox" },
    button("mailbox", "", `Mailbox: ${count}`, { "aria-expanded": String(app.mailbox) })), app.mailbox && letters);
};

const letterTree = (app, letter) => {
  const open = app.letters.includes(letter.id), id = `letter-${letter.id}`;
  const date = letter.date ? [" (", ...lineTree(letter.date), ")"] : [];
  return h("li", { class: letter.read ? "" : "unread" },
    h("h3", { class: "fold" }, button("letter", letter.id, [
      h("span", { class: "state" }, `${letter.read ? "Read" : "Unread"}. `), "From ", lineTree(letter.sender), ": ", h("strong", {}, lineTree(letter.subject)), date,
    ], { "aria-expanded": String(open), "aria-controls": id })),
    h("div", { id, class: "letter", ...(open ? {} : { hidden: "" }) }, open && [
      facts([["From", lineTree(letter.sender)], ["To", lineTree(letter.to)], ["Date", lineTree(letter.date)], ["Subject", lineTree(letter.subject)]]),
      ...proseTree(letter.body, { keepLines: true }),
    ]));
};

const toolsTree = (app, panels, turn) => [
  h("nav", { class: "tools", "aria-label": "Tools" },
    turn && turn.canUndo && button("undo", "", "Take the last step back"),
    panels.map(([name, words]) => button("panel", name, words, { "aria-expanded": String(app.panel === name), "aria-controls": "panel" })),
    turn && button("anew", "", "Begin anew")),
  h("div", { id: "panel" }, panels.some(([name]) => name === app.panel) && PANELS[app.panel](app)),
];
