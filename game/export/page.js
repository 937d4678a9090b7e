// The page itself: draws the trees, hears the reader, keeps what was played.
const place = (id) => document.getElementById(id);
const TAGS = new Set(["svg", "circle", "rect", "path"]);
const KEY = `rollout:${STORY.id}`;

const made = (node) => {
  if (typeof node === "string") return document.createTextNode(node);
  const { tag, attributes, children } = node;
  const element = TAGS.has(tag) ? document.createElementNS("http://www.w3.org/2000/svg", tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children.map(made));
  return element;
};

// New nodes only where something differs, so that what stays is not read out again.
const drawn = {};
const fill = (id, nodes) => {
  const tree = JSON.stringify(nodes);
  if (drawn[id] === tree) return;
  drawn[id] = tree;
  place(id).replaceChildren(...nodes.map(made));
};

const main = place("main");
main.replaceChildren(...[
  h("h1", { id: "heading", tabindex: "-1" }), h("p", { id: "told", role: "status" }),
  h("div", { id: "text", "aria-live": "polite" }), h("div", { id: "rest" }),
].map(made));

const app = newApp(() => crypto.getRandomValues(new Uint32Array(1))[0] % 1000000);

const where = () => {
  const at = document.activeElement;
  if (!at || at === document.body) return "";
  return at.id ? `#${CSS.escape(at.id)}` : `[data-act="${at.dataset.act}"][data-value="${CSS.escape(at.dataset.value || "")}"]`;
};

const draw = (focus) => {
  const shown = view(app), before = where();
  document.title = shown.title;
  fill("top", shown.top);
  fill("heading", shown.heading);
  fill("text", shown.text);
  fill("rest", shown.rest);
  if (place("told").textContent !== app.told) {
    place("told").textContent = app.told;
    place("told").className = focus === "heading" ? "" : "stays";
  }
  const target = focus ? place(focus) : before && document.querySelector(before);
  if (focus === "heading") window.scrollTo(0, 0);
  if (target && target !== document.activeElement) target.focus({ preventScroll: focus === "heading" });
};

// What a tool opens is below it, and may be below the window.
const reveal = (name) => {
  if (name === "panel") place("panel").scrollIntoView({ block: "nearest" });
};

// The search for the nearest other ending, in slices that nobody notices.
const lookOnAndOn = () => {
  const until = Date.now() + 15;
  let more = true;
  while (more && Date.now() < until) more = lookOn(app);
  if (more) setTimeout(lookOnAndOn, 5);
  else if (app.memo) draw();
};

const keep = () => {
  try {
    if (app.session) localStorage.setItem(`${KEY}:save`, encode(app.session));
    localStorage.setItem(`${KEY}:endings`, JSON.stringify(app.found));
    app.refused = "";
  } catch (fault) {
    app.refused = fault.name === "QuotaExceededError" ? "its room is full" : "storage is switched off";
  }
};

const recall = () => {
  try {
    const found = JSON.parse(localStorage.getItem(`${KEY}:endings`) || "[]");
    app.found = Array.isArray(found) ? found.filter((id) => has(STORY.scenes, id) && STORY.scenes[id].ending) : [];
    const text = localStorage.getItem(`${KEY}:save`);
    if (text) [app.session, app.told] = decode(text);
  } catch (fault) {
    if (fault instanceof Damage) app.told = `What was kept here cannot be used: ${fault.message}.`;
    else if (!(fault instanceof SyntaxError)) app.refused = "storage is switched off";
  }
};

const OUTSIDE = {
  file: () => {
    const link = document.createElement("a"), url = URL.createObjectURL(new Blob([encode(app.session)], { type: "application/json" }));
    link.href = url;
    link.download = `${STORY.id}.rollout`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
    app.told = `Saved as ${link.download}, where this browser puts its files.`;
  },
  copy: () => {
    app.copied = encode(app.session);
    draw();
    place("copied").select();
    app.told = document.execCommand("copy") ? "Copied." : "The text is selected; copy it.";
    return "copied";
  },
  forget: () => {
    for (const name of ["save", "endings"]) localStorage.removeItem(`${KEY}:${name}`);
    app.found = [];
    app.told = "Forgotten. The next step is kept again.";
  },
};

const done = (name, value, fields) => {
  app.told = "";
  if (has(OUTSIDE, name)) {
    draw(OUTSIDE[name]());
    return;
  }
  const focus = act(app, name, value, fields);
  keep();
  draw(focus);
  reveal(name);
  if (focus === "heading" && app.session && endedOf(app.session)) setTimeout(lookOnAndOn, 50);
};

document.addEventListener("click", (event) => {
  const target = event.target.closest("button[data-act]");
  if (target) done(target.dataset.act, target.dataset.value, {});
});
document.addEventListener("submit", (event) => {
  event.preventDefault();
  const form = event.target, fields = Object.fromEntries(new FormData(form));
  done(form.dataset.act, form.dataset.value, fields);
});
document.addEventListener("input", (event) => {
  if (event.target.dataset.draft) app.drafts[event.target.dataset.draft] = event.target.value;
});
document.addEventListener("change", async (event) => {
  const { change } = event.target.dataset;
  if (change === "load") {
    const [file] = event.target.files;
    if (file) done("load", file.size > 20000000 ? "" : await file.text(), {});
  } else if (change) done(change, event.target.value, {});
});

window.addEventListener("beforeprint", () => {
  app.parts = PARTS;
  draw();
});

recall();
draw();
