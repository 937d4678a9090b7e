// A playthrough as the text of a save: the same form that `rollout saves import` takes.
const encode = (session) => {
  const state = stateOf(session), turn = look(session);
  const steps = session.steps.map(({ parent, scene, kind, id, to, offered, label }) => JSON.stringify({
    after: parent, scene, [kind]: id, ...(to && { to }), ...(offered.length && { offered }), ...(label && { label }),
  }));
  const head = {
    format: 1, id: `solo-${session.seed}`, name: "",
    story: { id: STORY.id, title: STORY.title, version: STORY.version, fingerprint: STORY.fingerprint, path: "" },
    extensions: STORY.extensions, role: session.role, role_name: turn.role, settings: session.settings, seed: session.seed,
    carried: session.carried, earlier: session.earlier, started: "", saved: "", ended: turn.ending, place: turn.title,
    depth: turn.step, head: session.head, notes: session.notes.map((note) => [note.step, note.scene, note.text, note.prompt]),
    snapshot: {
      scene: state.scene,
      variables: Object.fromEntries(STORY.variables.map((it) => [it.id, state.facts[it.slot]])),
      mail: state.delivered.map((letter) => letter.id), read: [...state.opened].sort(), draws: state.draws,
    },
  };
  return `${JSON.stringify(head, null, 1).slice(0, -2)},\n "steps": [${steps.join(",\n  ")}]\n}\n`;
};

// Why a save cannot be used is thrown as the end of a sentence: "it is …".
class Damage extends Error {}
const ensure = (sound, why) => {
  if (!sound) throw new Damage(why);
};
const isText = (value) => typeof value === "string";
const isWhole = (value) => Number.isSafeInteger(value);
const isMapping = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

// The session of a save's text, and a notice where not all of its steps fit this version of the story.
const decode = (text) => {
  let data;
  try {
    data = JSON.parse(text);
  } catch {
    throw new Damage("it is not JSON, or only a part of it");
  }
  ensure(isMapping(data) && isMapping(data.story) && isText(data.role) && Array.isArray(data.steps), "it is not a save of Rollout");
  ensure(data.format === 1, "it is not a save that this page can read");
  ensure(data.story.id === STORY.id, "it is of another story");
  ensure(roleOf(data.role), "the story has no such role here");
  ensure(isWhole(data.seed), "its seed is not a whole number that this page can count with");
  const settings = isMapping(data.settings) ? data.settings : {}, earlier = earlierOf(data.earlier);
  const session = newSession(data.role, settings, data.seed, carriedOf(data.carried), earlier);
  const steps = data.steps.map(stepOf);
  const fitted = replay(session, data.story.fingerprint === STORY.fingerprint ? steps : steps.map(asNow));
  ensure(isWhole(data.head) && data.head >= START && data.head < data.steps.length, "it stands at a step that it does not have");
  let head = data.head;
  while (head >= fitted) head = steps[head].parent;
  session.head = head;
  session.notes = (Array.isArray(data.notes) ? data.notes : []).map((note) => noteOf(note, fitted)).filter(Boolean);
  const lost = data.steps.length - fitted;
  return [session, lost ? `The story has changed since this was saved: ${counted(lost, "step")} of ${data.steps.length} no longer fit.` : ""];
};

const stepOf = (item, number) => {
  ensure(isMapping(item) && isWhole(item.after) && item.after >= START && item.after < number && isText(item.scene), `step ${number} cannot be understood`);
  const kind = "read" in item ? "read" : "choose";
  ensure(isText(item[kind]), `step ${number} cannot be understood`);
  const label = isText(item.label) && has(STORY.said.labels, item.label) ? item.label : "";
  const offered = Array.isArray(item.offered) ? item.offered.filter(isText).map((id) => clean(id)) : [];
  return { parent: item.after, scene: clean(item.scene), kind, id: clean(item[kind]), offered, to: isText(item.to) ? clean(item.to) : "", label };
};

// A step of an older version of the story, by the names of today.
const asNow = (step) => {
  const { scenes, choices, mail } = STORY.renamed, scene = called(scenes, step.scene);
  const id = called(step.kind === "read" ? mail : called(choices, scene, {}), step.id);
  return { ...step, scene, id, to: called(scenes, step.to) };
};
const called = (names, id, otherwise = id) => (has(names, id) ? names[id] : otherwise);

// Takes the steps for as long as they fit; how many do.
const replay = (session, steps) => {
  for (const [number, step] of steps.entries()) {
    session.steps.push(step);
    const after = stateAt(session, number);
    if (after === undefined || (step.kind === "choose" && after.scene !== step.to)) {
      session.steps.pop();
      session.states.delete(number);
      return number;
    }
  }
  return steps.length;
};

const carriedOf = (data) => {
  const fits = ([name, value]) => STORY.variables.some((it) => it.id === name && suits(it, value));
  const told = Object.entries(isMapping(data) ? data : {}).map(([name, value]) => [called(STORY.renamed.variables, name), value]);
  return Object.fromEntries(told.filter(fits));
};
const suits = (variable, value) => {
  if (variable.values) return variable.values.includes(value);
  if (typeof variable.start === "boolean") return typeof value === "boolean";
  return isWhole(value) && value >= (variable.least || 0) && value <= (variable.most || 0);
};

const earlierOf = (data) => {
  if (data === null || data === undefined) return null;
  const sound = isMapping(data) && isText(data.role) && isText(data.ending) && Array.isArray(data.moments)
    && data.moments.every((moment) => Array.isArray(moment) && moment.length === 3 && moment.every(isText));
  ensure(sound, "what it was carried over from cannot be understood");
  return { role: clean(data.role), ending: clean(data.ending), moments: data.moments.map((moment) => moment.map((it) => clean(it))) };
};

const noteOf = (item, steps) => {
  const sound = Array.isArray(item) && item.length === 4 && isWhole(item[0]) && item.slice(1).every(isText);
  ensure(sound, "a note is not a note");
  const [step, scene, text, prompt] = item;
  return step >= START && step < steps ? { step, scene: clean(scene), text: clean(text), prompt: clean(prompt) } : null;
};
