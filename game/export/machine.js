// What expressions call: Python's arithmetic, for plain numbers and for big ones alike.
const mod = (a, b) => { if (!b) return b; const r = a % b; return r && (r < 0) !== (b < 0) ? r + b : typeof r === "bigint" ? r : r + 0; };
const div = (a, b) => { if (!b) return b; const q = (a - mod(a, b)) / b; return typeof q === "bigint" ? q : q + 0; };
const least = (...all) => all.reduce((a, b) => (b < a ? b : a));
const most = (...all) => all.reduce((a, b) => (b > a ? b : a));
const size = (a) => (a < 0 ? -a : a);
const clamp = (a, low, high) => (a < low ? low : a > high ? high : a);
const plain = (a) => Number(a);
const has = (mapping, key) => Object.prototype.hasOwnProperty.call(mapping, key);

// The machine: where a playthrough stands, and what a step does to that.  A state is never changed once it is made.
const CONTINUE = "continue";

// A value in words.
const spoken = (value) => (typeof value === "boolean" ? (value ? "yes" : "no") : String(value).replace(/_/g, " "));

const render = (words, f) => {
  if (!Array.isArray(words)) return words || "";
  return words.map((part) => {
    if (typeof part === "string") return part;
    if (has(part, "is")) return part.by === undefined ? spoken(GUARDS[part.is](f)) : STORY.words[part.by][GUARDS[part.is](f)];
    if (!Array.isArray(part)) return render(GUARDS[part.if](f) ? part.then : part.or, f);
    const value = f[part[0]];
    return part.length > 1 ? STORY.words[part[1]][value] : String(value);
  }).join("");
};

const holds = (guard, f) => guard === undefined || GUARDS[guard](f);
const used = (choice, state) => choice.chose !== undefined && state.facts[choice.chose] === true;
const isOpen = (choice, state) => !(choice.once && used(choice, state)) && holds(choice.guard, state.facts);
const sceneOf = (state) => STORY.scenes[state.scene];
const choicesOf = (scene) => scene.choices || [];
const choiceOf = (scene, id) => choicesOf(scene).find((choice) => choice.id === id);

const firstFacts = (role, settings, carried) => {
  const facts = new Array(STORY.size).fill(false);
  facts[0] = role;
  for (const condition of STORY.conditions) facts[condition.slot] = settings[condition.id];
  for (const variable of STORY.variables) {
    facts[variable.slot] = has(carried, variable.id) ? carried[variable.id] : variable.start;
  }
  return facts;
};

const draft = (state) => ({ ...state, facts: [...state.facts] });

// Entering a scene: its effects, then its mail, then its text is fixed.
const enter = (state, id) => {
  const scene = STORY.scenes[id];
  state.scene = id;
  if (scene.do !== undefined) EFFECTS[scene.do](state.facts);
  state.entered = [...state.facts];
  state.earlier = state.delivered.length;
  for (const name of scene.mail || []) {
    const came = state.delivered.some((letter) => letter.id === name);
    if (!came && holds(STORY.mail[name].guard, state.facts)) {
      state.delivered = [...state.delivered, { id: name, facts: state.entered }];
    }
  }
  return state;
};

const begin = (facts, id) => enter({ scene: "", facts, entered: [], delivered: [], earlier: 0, opened: [], draws: 0 }, id);

const wayOf = (state) => {
  const scene = sceneOf(state);
  if (!scene.ways || choicesOf(scene).some((choice) => isOpen(choice, state))) return undefined;
  return scene.ways.find((way) => holds(way.guard, state.facts));
};

const targetsOf = (way) => (way.draw ? way.draw.map(([to]) => to) : [way.to]);
// Where the steps of a scene lead, guards aside.
const allTargetsOf = (scene) => [...choicesOf(scene).map((choice) => choice.to), ...(scene.ways || []).flatMap(targetsOf)];

// The state after a step, or undefined where it is not open; `landing` is where a draw falls.
const stepped = (state, id, landing) => {
  const scene = sceneOf(state), choice = choiceOf(scene, id), way = id === CONTINUE ? wayOf(state) : undefined;
  if (choice ? !isOpen(choice, state) : !way || (way.draw && !targetsOf(way).includes(landing))) return undefined;
  const after = draft(state);
  if (choice && choice.do !== undefined) EFFECTS[choice.do](after.facts);
  const gone = choice ? choice.chose : scene.gone;
  if (gone !== undefined) after.facts[gone] = true;
  if (scene.seen !== undefined) after.facts[scene.seen] = true;
  if (way && way.draw) after.draws += 1;
  return enter(after, choice ? choice.to : way.draw ? landing : way.to);
};

// The state after a first reading: the letter's effects, then it counts as read.
const opened = (state, id) => {
  const after = draft(state), mail = STORY.mail[id];
  if (mail.do !== undefined) EFFECTS[mail.do](after.facts);
  if (mail.read !== undefined) after.facts[mail.read] = true;
  after.opened = [...after.opened, id];
  return after;
};
