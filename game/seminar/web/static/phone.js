(() => {
  const room = location.pathname.replace(/\/+$/, ""), key = "rollout" + room.toUpperCase();
  const main = document.querySelector("main"), status = document.getElementById("say");
  const get = (name) => { try { return localStorage.getItem(key + name); } catch { return null; } };
  const put = (name, value) => { try { value === null ? localStorage.removeItem(key + name) : localStorage.setItem(key + name, value); } catch { /* held in this page alone */ } };
  const say = (words) => { status.textContent = words; };
  let token = get(""), out = JSON.parse(get(".out") || "{}"), busy = false, stream, life, page = "", seen = 0;
  if (!/^[0-9a-f]{16}$/.test(token || "")) {
    token = [...crypto.getRandomValues(new Uint8Array(8))].map((b) => b.toString(16).padStart(2, "0")).join("");
    put("", token);
  }
  const post = (what, body) => fetch(room + "/" + what, { method: "POST", headers: { "X-Voter": token }, body, signal: AbortSignal.timeout?.(10000) });

  const press = () => {
    for (const [ballot, value] of Object.entries(out)) {
      const form = main.querySelector(`form[data-ballot="${CSS.escape(ballot)}"]`);
      form?.querySelectorAll("button[aria-pressed]").forEach((b) => b.setAttribute("aria-pressed", b.value === value));
    }
  };
  const show = (html, version) => {
    if (version < seen) return;
    seen = +version;
    if (html === page) return;
    const old = main.querySelector("h1")?.textContent, active = document.activeElement;
    const at = main.contains(active) ? [active.name, active.value, active.closest("form")?.dataset.ballot] : null;
    const drafts = [...main.querySelectorAll("textarea")].map((t) => [t.closest("form").dataset.ballot, t.value]);
    page = main.innerHTML = html;
    for (const [ballot, words] of drafts) {
      const area = main.querySelector(`form[data-ballot="${CSS.escape(ballot)}"] textarea`);
      if (area) area.value = words;
    }
    press();
    const title = main.querySelector("h1");
    if (title && title.textContent !== old) { scrollTo(0, 0); title.focus({ preventScroll: true }); say(""); }
    else if (at) [...main.querySelectorAll("button,textarea")].find((b) => b.name === at[0] && b.value === at[1] && b.form.dataset.ballot === at[2])?.focus({ preventScroll: true });
  };
  const flush = async () => {
    const [ballot] = Object.keys(out);
    if (busy || ballot === undefined) return;
    busy = true;
    const value = out[ballot];
    let wait = 1500;
    try {
      const answer = await post("VOTE", new URLSearchParams({ ballot, value }));
      if (answer.status === 200 || answer.status === 409) {
        if (out[ballot] === value) delete out[ballot];
        put(".out", JSON.stringify(out));
        wait = 0;
        show(await answer.text(), answer.headers.get("X-Version"));
        say(answer.status === 200 ? "Your vote is in. You can change it." : "This was closed before your vote came in.");
      } else if (answer.status === 410) { await join(); }
    } catch { say("Saved on this phone – sending…"); }
    busy = false;
    if (Object.keys(out).length) setTimeout(flush, wait);
  };
  const join = async () => {
    try {
      const answer = await post("JOIN");
      if (answer.ok) { seen = 0; show(await answer.text(), answer.headers.get("X-Version")); return true; }
      say(await answer.text());
      setTimeout(start, 1000 * (answer.headers.get("Retry-After") || 5));
    } catch { say("The room does not answer. Trying again…"); setTimeout(start, 1500); }
    return false;
  };
  const alive = () => { clearTimeout(life); life = setTimeout(listen, 45000); };
  const end = () => { clearTimeout(life); stream?.close(); };
  const listen = () => {
    end();
    alive();
    stream = new EventSource(room + "/LIVE?v=" + token);
    stream.addEventListener("here", alive);
    stream.addEventListener("page", (e) => { alive(); show(e.data, e.lastEventId); flush(); });
    stream.addEventListener("closed", () => { say("The room has been closed. If it opens again, this page goes on by itself."); });
    stream.addEventListener("over", () => { end(); put("", null); put(".out", null); main.innerHTML = "<h1>The room is over.</h1><p>This phone has forgotten it.</p>"; say(""); });
    stream.addEventListener("gone", () => { end(); start(); });
    stream.onopen = () => { seen = 0; if (!Object.keys(out).length && /again/.test(status.textContent)) say(""); flush(); };
    stream.onerror = () => { if (stream.readyState === 2) setTimeout(listen, 1500); };
  };
  const start = async () => { if (await join()) { listen(); flush(); } };
  main.addEventListener("submit", (e) => {
    e.preventDefault();
    const data = new FormData(e.target, e.submitter);
    out[data.get("ballot")] = data.get("value");
    put(".out", JSON.stringify(out));
    press();
    say("Saved on this phone – sending…");
    flush();
  });
  document.getElementById("leave").addEventListener("submit", async (e) => {
    e.preventDefault();
    try {
      if (!(await post("LEAVE")).ok) throw 0;
      end(); put("", null); put(".out", null);
      main.innerHTML = "<h1>You have left.</h1><p>What you chose is deleted.</p>"; say("");
    } catch { say("The room does not answer; you have not left yet."); }
  });
  addEventListener("pageshow", (e) => { if (e.persisted) listen(); });
  addEventListener("online", flush);
  start();
})();
