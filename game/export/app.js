// What can be done on the page.  An action changes the app, and answers where the keys should be then: the id of an
// element, "heading" after a step, or nothing to stay.
const newApp = (seeds) => ({
  screen: "setup", session: null, role: STORY.roles[0].id, settings: settled({}), seeds, found: [], refused: "",
  each: false, panel: "", mailbox: false, letters: [], prompt: "", guesses: {}, marks: {}, drafts: {}, copied: "", fault: "", told: "", memo: null,
  parts: [], whys: [],
});

// The parts of the debrief; the first is open when one comes to it.
const PARTS = ["instrument", "path", "record", "doors", "reported", "discuss", "whatif", "days", "endings"];

// The debrief of where one stands, worked out once; `search` goes on looking for the nearest other ending.
const debriefMemo = (app) => {
  const { head, steps, notes } = app.session, key = JSON.stringify([head, steps.length, notes, app.found]);
  if (!app.memo || app.memo.key !== key || app.memo.session !== app.session) {
    const known = app.memo && app.memo.session === app.session && app.memo.head === head ? app.memo : { search: searching(app.session) };
    const shown = { ...debriefOf(app.session, app.found), whatIf: known.shown && known.shown.whatIf };
    app.memo = { key, session: app.session, head, shown, search: known.search };
  }
  return app.memo.shown;
};

// Looks on for a moment; whether there is more to look for.
const lookOn = (app) => {
  const { memo } = app;
  if (!memo || memo.shown.whatIf !== undefined || memo.session !== app.session || memo.head !== app.session.head) return false;
  const { done, value } = memo.search.next();
  if (done) memo.shown.whatIf = value;
  return !done;
};

// Where a step, an undo or a new playthrough leads to.
const arrive = (app, told = "") => {
  const turn = look(app.session), fresh = turn.mail.filter((letter) => letter.new && !letter.read).length;
  Object.assign(app, { screen: "play", letters: [], mailbox: false, panel: "", fault: "", copied: "", drafts: {}, whys: [] });
  app.told = told || (fresh ? `${counted(fresh, "new letter")}.` : "");
  if (turn.ending) {
    app.parts = STORY.instrument ? ["instrument"] : ["path"];
    if (!app.found.includes(turn.scene)) app.found = [...app.found, turn.scene];
  }
  return "heading";
};

const start = (app, session, told) => {
  Object.assign(app, { session, prompt: "", guesses: {}, marks: {} });
  return arrive(app, told);
};

const ACTIONS = {
  role: (app, value) => {
    app.role = value;
  },
  preset: (app, value) => {
    app.settings = settled({ ...app.settings, ...STORY.presets[Number(value)].set });
  },
  each: (app) => {
    app.each = !app.each;
  },
  begin: (app) => {
    const asked = askedOf(app.role).map((condition) => [condition.id, app.settings[condition.id]]);
    return start(app, newSession(app.role, Object.fromEntries(asked), app.seeds()));
  },
  goon: (app) => arrive(app),
  choose: (app, value) => {
    const option = look(app.session).options.find((it) => it.id === value);
    if (!choose(app.session, value)) return undefined;
    Object.assign(app, { prompt: option.note, marks: {} });
    return arrive(app);
  },
  mailbox: (app) => {
    app.mailbox = !app.mailbox;
  },
  letter: (app, value) => {
    const before = JSON.stringify(optionsOf(stateOf(app.session))), open = app.letters.includes(value);
    app.letters = open ? app.letters.filter((id) => id !== value) : [...app.letters, value];
    read(app.session, value);
    app.told = JSON.stringify(optionsOf(stateOf(app.session))) === before ? "" : "What you can do has changed.";
  },
  undo: (app) => {
    const last = marksOf(app.session).filter((mark) => !mark.undone).pop();
    undo(app.session);
    Object.assign(app, { prompt: "", marks: {} });
    return arrive(app, last ? `Taken back: ${wordsOf(last.words)}.` : "");
  },
  rewind: (app, value) => {
    app.session.head = app.session.steps[Number(value)].parent;
    Object.assign(app, { prompt: "", marks: {} });
    return arrive(app, "You are back there.");
  },
  branch: (app, value) => {
    app.session.head = Number(value);
    Object.assign(app, { prompt: "", marks: {} });
    return arrive(app, "You go on with this again.");
  },
  why: (app, value) => {
    app.whys = app.whys.includes(value) ? app.whys.filter((id) => id !== value) : [...app.whys, value];
  },
  panel: (app, value) => {
    Object.assign(app, { panel: app.panel === value ? "" : value, copied: "" });
  },
  note: (app, value, fields) => {
    const kept = addNote(app.session, fields.note, app.prompt);
    app.told = kept ? "The note is kept." : "Nothing was written.";
    if (!kept) return "note";
    Object.assign(app, { prompt: "", panel: "", drafts: {} });
    return "heading";
  },
  part: (app, value) => {
    app.parts = app.parts.includes(value) ? app.parts.filter((id) => id !== value) : [...app.parts, value];
  },
  parts: (app) => {
    app.parts = PARTS;
    return `button-${PARTS.find((id) => id !== "instrument" || STORY.instrument)}`;
  },
  guess: (app, value, fields) => {
    const typed = fields.guess.trim();
    app.fault = /^\d{1,3}$/.test(typed) && Number(typed) <= 100 ? "" : "Please type a whole number from 0 to 100.";
    if (app.fault) {
      app.told = app.fault;
      return "guess";
    }
    return guessed(app, value, Number(typed));
  },
  pass: (app, value) => guessed(app, value, null),
  mark: (app, value) => {
    const [number, said] = value.split(" ");
    app.marks[number] = said === "yes";
    return `line-${number}`;
  },
  other: (app, value) => start(app, carryOver(app.session, value, app.seeds()), `The other side of this rollout. You are ${roleOf(value).name} now.`),
  anew: (app) => {
    Object.assign(app, { screen: "setup", panel: "", told: "" });
    return "heading";
  },
  paste: (app, value, fields) => load(app, fields.paste),
  load: (app, value) => load(app, value),
};

const guessed = (app, id, number) => {
  app.guesses[id] = number;
  delete app.drafts.guess;
  Object.assign(app, { fault: "", told: "" });
  return waitingOf(app, debriefMemo(app)).length ? "guess" : `card-${id}`;
};

const load = (app, text) => {
  try {
    const [session, notice] = decode(text);
    app.role = session.role;
    return start(app, session, notice || "Loaded.");
  } catch (fault) {
    if (!(fault instanceof Damage)) throw fault;
    app.told = `This cannot be loaded: ${fault.message}.`;
    return undefined;
  }
};

const act = (app, name, value = "", fields = {}) => {
  app.told = "";
  if (!name.startsWith("set ")) return ACTIONS[name](app, value, fields);
  app.settings = settled({ ...app.settings, [name.slice(4)]: value });
  return undefined;
};
