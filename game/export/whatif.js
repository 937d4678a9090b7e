// What if: the latest fork of the path from which another ending can be reached, and the shortest way there.  The search
// rests now and then for the page to go on; `whatIfOf` waits for it.
const searching = function* (session) {
  const here = stateOf(session).scene, search = { least: leastSteps(here), known: new Set(), givenUp: false };
  for (const number of pathOf(session).reverse()) {
    const step = session.steps[number], before = stateAt(session, step.parent), scene = sceneOf(before);
    const found = step.kind === "choose" && (yield* nearest(search, othersAt(scene, before, step.id)));
    if (found) {
      const did = choiceOf(scene, step.id);
      return {
        scene: render(scene.title, before.entered), did: did ? render(did.words, before.facts) : CONTINUE,
        instead: render(scene.choices[found.way[0]].words, before.facts), ending: found.ending, steps: found.way.length,
      };
    }
    if (search.givenUp) break;
  }
  return { told: search.givenUp ? STORY.said.givenUp : STORY.said.noOther };
};

const othersAt = (scene, before, taken) => choicesOf(scene)
  .map((choice, place) => [place, choice])
  .filter(([, choice]) => choice.id !== taken && isOpen(choice, before))
  .map(([place, choice]) => [place, stepped(before, choice.id, "")]);

// The shortest way on to another ending, the first of several.  A state waits under the length that a way over it has at
// least, and those of one length are taken in the order of their ways: the first ending met is it.
const nearest = function* (search, firsts) {
  const waiting = new Map();
  putBy(search, waiting, [], firsts);
  while (waiting.size) {
    const length = Math.min(...waiting.keys()), front = takenFrom(waiting, length).sort(([one], [two]) => inOrder(two, one));
    while (front.length) {
      const [way, state] = front.pop(), key = keyOf(state), scene = sceneOf(state);
      if (search.known.has(key)) continue;
      if (search.known.size >= STORY.budget) {
        search.givenUp = true;
        return null;
      }
      search.known.add(key);
      if (search.known.size % 100 === 0) yield;
      if (scene.ending) return { way, ending: render(scene.title, state.entered) };
      putBy(search, waiting, way, [...successors(state).entries()]);
      front.push(...takenFrom(waiting, length).reverse());
    }
  }
  return null;
};

const keyOf = (state) => `${state.scene}|${state.facts.join("|")}`;
const takenFrom = (waiting, length) => {
  const found = waiting.get(length) || [];
  waiting.delete(length);
  return found;
};
const putBy = (search, waiting, way, following) => {
  for (const [place, state] of following) {
    const least = search.least.get(state.scene);
    if (least === undefined || search.known.has(keyOf(state))) continue;
    const length = way.length + 1 + least;
    if (!waiting.has(length)) waiting.set(length, []);
    waiting.get(length).push([[...way, place], state]);
  }
};

// How many steps it takes at least from each scene to an ending other than this one, where one can be come to.
const leastSteps = (here) => {
  const before = new Map(), least = new Map();
  for (const [id, scene] of Object.entries(STORY.scenes)) {
    for (const to of allTargetsOf(scene)) before.set(to, [...(before.get(to) || []), id]);
  }
  let front = Object.keys(STORY.scenes).filter((id) => STORY.scenes[id].ending && id !== here);
  for (let length = 0; front.length; length++) {
    for (const id of front) least.set(id, length);
    front = [...new Set(front.flatMap((id) => before.get(id) || []))].filter((id) => !least.has(id) && id !== here);
  }
  return least;
};

const successors = (state) => {
  const found = choicesOf(sceneOf(state)).filter((choice) => isOpen(choice, state)).map((choice) => stepped(state, choice.id, ""));
  const way = wayOf(state);
  return way ? [...found, ...targetsOf(way).map((to) => stepped(state, CONTINUE, to))] : found;
};

const whatIfOf = (session) => {
  const search = searching(session);
  for (;;) {
    const { done, value } = search.next();
    if (done) return value;
  }
};
