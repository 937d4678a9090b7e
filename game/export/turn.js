// The turn: everything that is shown of one moment of a playthrough.
const passagesOf = (pieces, f) => (pieces || []).filter((piece) => holds(piece.guard, f))
  .map((piece) => ({ kind: piece.kind, words: render(piece.words, f), by: piece.by || "" }));

const mailboxOf = (state) => state.delivered.map(({ id, facts }, index) => {
  const mail = STORY.mail[id];
  return {
    id, sender: mail.sender, to: mail.to || "", date: mail.date || "",
    subject: render(mail.subject, facts), body: render(mail.body, facts),
    read: state.opened.includes(id), new: index >= state.earlier,
  };
});

const optionsOf = (state) => {
  const scene = sceneOf(state), f = state.facts, found = [];
  if (scene.ending) return found;
  for (const choice of choicesOf(scene)) {
    const open = isOpen(choice, state);
    if (!open && (!choice.shown || (choice.once && used(choice, state)))) continue;
    found.push({
      id: choice.id, words: render(choice.words, f), open, reason: open ? "" : render(choice.locked, f),
      irreversible: open && Boolean(choice.irreversible), note: open ? render(choice.note, f) : "",
    });
  }
  if (!found.some((option) => option.open) && wayOf(state)) {
    found.push({ id: CONTINUE, words: STORY.said.go, open: true, reason: "", irreversible: false, note: "" });
  }
  return found;
};

const gaugesOf = (state) => STORY.variables
  .filter((it) => it.show && (!it.roles || it.roles.includes(state.facts[0])))
  .map((it) => {
    const value = state.facts[it.slot];
    const number = typeof value === "number" ? value : 0;
    const words = typeof value === "boolean" ? (value ? "yes" : "no") : String(value).replace(/_/g, " ");
    return { label: it.label || "", value: words, show: it.show, number, least: it.least || 0, most: it.most || 0 };
  });

// What is said of the draw, or of the label, that led to where the path stands.
const toldOf = (session) => {
  const moved = pathOf(session).reverse().find((number) => session.steps[number].kind === "choose");
  if (moved === undefined || session.steps[moved].id !== CONTINUE) return "";
  const way = wayOf(stateAt(session, session.steps[moved].parent));
  return (way && way.told && way.told[session.steps[moved].to]) || "";
};

const look = (session) => {
  const state = stateOf(session), scene = sceneOf(state), options = optionsOf(state), ending = Boolean(scene.ending);
  return {
    role: roleOf(session.role).name, scene: state.scene, title: render(scene.title, state.entered), view: scene.view,
    step: pathOf(session).length, passages: passagesOf(scene.text, state.entered), mail: mailboxOf(state), options,
    gauges: gaugesOf(state), ending, canUndo: session.head !== START, told: toldOf(session),
    stuck: !ending && !options.some((option) => option.open),
  };
};
