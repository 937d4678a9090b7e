// A playthrough: a tree of steps, and where one stands in it.  Undo and rewind move that place, and delete nothing.
const START = -1;
const LONGEST_NOTE = 4000;
const FOREIGN = /[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|\p{Cs}/gu;

// A text from outside without characters that could hide words.
const clean = (text, limit = 10000) => Array.from(text).slice(0, limit).join("").replace(/\r\n?/g, "\n").replace(FOREIGN, "");

const roleOf = (id) => STORY.roles.find((role) => role.id === id);
const askedOf = (role) => STORY.conditions.filter((condition) => !condition.roles.length || condition.roles.includes(role));
const settled = (settings) => {
  const known = (condition) => condition.options.some(([value]) => value === settings[condition.id]);
  return Object.fromEntries(STORY.conditions.map((it) => [it.id, known(it) ? settings[it.id] : it.default]));
};

const newSession = (role, settings, seed, carried = {}, earlier = null) => {
  const all = settled(settings);
  const state = begin(firstFacts(role, all, carried), roleOf(role).start);
  return { role, settings: all, seed, carried, earlier, steps: [], head: START, notes: [], states: new Map([[START, state]]) };
};

const pathOf = (session, head = session.head) => {
  const path = [];
  for (let at = head; at !== START; at = session.steps[at].parent) path.push(at);
  return path.reverse();
};

// The state after a step of the journal; undefined where the step does not fit the story.
const stateAt = (session, number) => {
  const { states, steps } = session, missing = [];
  let at = number;
  for (; !states.has(at); at = steps[at].parent) missing.push(at);
  for (const next of missing.reverse()) {
    const after = follow(states.get(steps[next].parent), steps[next]);
    if (after === undefined) return undefined;
    states.set(next, after);
  }
  return states.get(number);
};

const follow = (before, step) => {
  if (step.scene !== before.scene || sceneOf(before).ending) return undefined;
  if (step.kind === "read") {
    const here = before.delivered.some((letter) => letter.id === step.id) && !before.opened.includes(step.id);
    return here ? opened(before, step.id) : undefined;
  }
  return stepped(before, step.id, step.to);
};

const stateOf = (session) => session.states.get(session.head);
const endedOf = (session) => Boolean(sceneOf(stateOf(session)).ending);

const adopt = (session, step, after) => {
  const same = (known, at) => at > session.head && ["parent", "kind", "id", "to"].every((key) => known[key] === step[key]);
  let number = session.steps.findIndex(same);
  if (number < 0) number = session.steps.push(step) - 1;
  session.states.set(number, after);
  session.head = number;
};

const offeredOf = (session) => optionsOf(stateOf(session)).filter((option) => option.open).map((option) => option.id);

// Takes a step; whether it was open.  `landing` fixes where a draw falls.
const choose = (session, id, landing = "") => {
  const before = stateOf(session), offered = offeredOf(session);
  if (!offered.includes(id)) return false;
  const way = id === CONTINUE ? wayOf(before) : undefined;
  const to = way && way.draw ? landing || landed(way, rollOf(session.seed, before.draws + 1)) : "";
  const after = stepped(before, id, to), label = (way && way.label) || "";
  adopt(session, { parent: session.head, scene: before.scene, kind: "choose", id, offered, to: after.scene, label }, after);
  return true;
};

const landed = (way, roll) => {
  let edge = 0;
  for (const [to, parts] of way.draw) {
    edge += parts;
    if (roll < edge) return to;
  }
  return way.draw[way.draw.length - 1][0];
};

// Opens a letter; the first time is a step of its own, but at an ending nothing changes.
const read = (session, id) => {
  const before = stateOf(session);
  if (!before.delivered.some((letter) => letter.id === id)) return false;
  if (!before.opened.includes(id) && !endedOf(session)) {
    const step = { parent: session.head, scene: before.scene, kind: "read", id, offered: offeredOf(session), to: "", label: "" };
    adopt(session, step, opened(before, id));
  }
  return true;
};

const addNote = (session, words, prompt = "") => {
  const text = clean(words, LONGEST_NOTE).trim();
  if (text) session.notes.push({ step: session.head, scene: stateOf(session).scene, text, prompt });
  return Boolean(text);
};

const undo = (session) => {
  if (session.head !== START) session.head = session.steps[session.head].parent;
};

// The other side: the roles that can follow a finished run, and what it gives them.
const otherSides = (session) => {
  if (!endedOf(session) || session.earlier) return [];
  return STORY.carry.filter((carry) => carry.source === session.role).map((carry) => carry.role);
};
const carryOver = (session, role, seed) => {
  const { facts } = stateOf(session), carry = STORY.carry.find((it) => it.role === role);
  const carried = Object.fromEntries(Object.entries(carry.set).map(([name, guard]) => [name, GUARDS[guard](facts)]));
  const earlier = { role: roleOf(session.role).name, ending: look(session).title, moments: moments(session) };
  return newSession(role, session.settings, seed, carried, earlier);
};

// The choices of a run in order, each with the time its scene was last said to be at.
const moments = (session) => {
  const found = [];
  let at = "";
  for (const number of pathOf(session)) {
    const step = session.steps[number], scene = STORY.scenes[step.scene], state = stateAt(session, step.parent);
    at = scene.at || at;
    const choice = step.kind === "choose" && choiceOf(scene, step.id);
    if (choice) found.push([at, render(scene.title, state.entered), render(choice.words, state.facts)]);
  }
  return found;
};
