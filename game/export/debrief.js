// The debrief: a finished playthrough laid beside the record.
const MOST_TOLD = 9;

const marksOf = (session) => {
  const taken = new Set(pathOf(session)), found = [];
  session.steps.forEach((step, number) => {
    const scene = STORY.scenes[step.scene], choice = step.kind === "choose" ? choiceOf(scene, step.id) : undefined;
    if (taken.has(number) || (choice && choice.irreversible)) found.push(markOf(session, step, number, scene, choice, !taken.has(number)));
  });
  return found;
};

const markOf = (session, step, number, scene, choice, undone) => {
  const state = stateAt(session, step.parent);
  const notes = session.notes.filter((note) => note.step === number).map((note) => note.text);
  const mark = { scene: render(scene.title, state.entered), kind: "choice", findings: [], notes, label: "", undone, number };
  if (step.kind === "read") {
    const letter = mailboxOf(state).find((it) => it.id === step.id);
    return { ...mark, words: `You read “${letter.subject}”.`, kind: "reading" };
  }
  if (!choice) return { ...mark, words: STORY.said.go, kind: "way", label: step.label };
  return { ...mark, words: render(choice.words, state.facts), findings: choice.findings || [] };
};

const debriefOf = (session, found = []) => {
  const state = stateOf(session), scene = sceneOf(state), f = state.facts;
  const earned = scene.ending.findings.filter(([, guard]) => guard === null || holds(guard, f)).map(([name]) => name);
  const cards = [...new Set(earned)].map((id) => ({ id, later: STORY.findings[id].later || [], compared: STORY.findings[id].compare || [] }));
  const shown = [...new Set(cards.flatMap((card) => [card.id, ...card.later]))];
  const known = new Set([...found, state.scene]);
  return {
    ending: render(scene.title, state.entered), role: roleOf(session.role).name,
    explain: passagesOf(scene.ending.explain, f), path: marksOf(session), cards,
    guesses: cards.map((card) => card.id).filter((id) => STORY.findings[id].guess),
    doors: STORY.doors.map((door) => ({ ...door, open: holds(door.guard, f) })),
    reported: reportedOf(shown, session.seed),
    questions: scene.ending.questions.map((name) => STORY.questions[name]),
    notes: session.notes.map((note) => note.text),
    endings: roleOf(session.role).endings.map((id) => ({
      title: known.has(id) ? render(STORY.scenes[id].title, f) : "", found: known.has(id), here: id === state.scene,
    })),
    earlier: session.earlier, rows: rowsOf(session),
  };
};

// Lines about some findings, two unfaithful ones to each faithful one, in an order that the seed settles.
const reportedOf = (findings, seed) => {
  const lines = findings.flatMap((id) => (STORY.findings[id].reported || []).map(([line, faithful, why]) => ({ line, faithful, why, id })));
  const mixed = lines.map((item) => [sha256(`${seed}:${item.line}`), item]).sort(([one], [two]) => inOrder(one, two)).map(([, item]) => item);
  const faithful = mixed.filter((item) => item.faithful).slice(0, Math.floor(MOST_TOLD / 3));
  const others = mixed.filter((item) => !item.faithful).slice(0, 2 * faithful.length);
  const chosen = new Set([...faithful, ...others].map((item) => item.line));
  return mixed.filter((item) => chosen.has(item.line));
};

// Two days side by side, by the clock of the story.
const rowsOf = (session) => {
  if (!session.earlier) return [];
  const times = new Map();
  [session.earlier.moments, moments(session)].forEach((run, column) => {
    for (const [at, scene, words] of run) {
      if (!times.has(at)) times.set(at, [[], []]);
      times.get(at)[column].push(`${scene}: ${words}`);
    }
  });
  const place = (at) => (has(STORY.times, at) ? STORY.times[at] : Infinity);
  const sorted = [...times].sort(([one], [two]) => place(one) - place(two) || 0);
  return sorted.flatMap(([at, [before, now]]) => Array.from({ length: Math.max(before.length, now.length) }, (_, line) => ({
    at: line ? "" : at, before: before[line] || "", now: now[line] || "",
  })));
};
