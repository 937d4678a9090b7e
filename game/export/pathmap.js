// The path as a map: the scenes that were seen, joined by the steps taken, the others as outlines without a name.
const pathMap = (session) => {
  const { titles, visits } = seenOf(session), here = stateOf(session).scene, levels = levelsFrom(roleOf(session.role).start);
  const unseen = [...levels.keys()].filter((id) => !titles.has(id)).sort((one, two) => levels.get(one) - levels.get(two));
  const names = [...titles.keys(), ...unseen], order = new Map(names.map((id, place) => [id, place]));
  const stops = names.map((id) => {
    const seen = titles.has(id), ending = seen && Boolean(STORY.scenes[id].ending);
    return { level: levels.get(id) || 0, seen, title: titles.get(id) || "", visits: visits.get(id) || 0, here: id === here, ending };
  });
  const legs = legsOf(session, order), taken = new Set(legs.map(({ source, to }) => `${source} ${to}`));
  const possible = names.flatMap((id) => allTargetsOf(STORY.scenes[id]).map((to) => `${order.get(id)} ${order.get(to)}`));
  return { stops, legs, ways: [...new Set(possible)].filter((way) => !taken.has(way)).map((way) => way.split(" ").map(Number)) };
};

// The title of each scene that was ever entered, as it read the last time, and how often the path entered it.
const seenOf = (session) => {
  const titles = new Map(), visits = new Map(), path = new Set([START, ...pathOf(session)]);
  for (let number = START; number < session.steps.length; number++) {
    if (number !== START && session.steps[number].kind === "read") continue;
    const state = stateAt(session, number), { scene } = state;
    titles.set(scene, render(STORY.scenes[scene].title, state.entered));
    visits.set(scene, (visits.get(scene) || 0) + (path.has(number) ? 1 : 0));
  }
  return { titles, visits };
};

const legsOf = (session, order) => {
  const path = new Set(pathOf(session)), all = session.steps.map((step, number) => ({ step, number }));
  return all.filter(({ step }) => step.kind === "choose").map(({ step, number }) => ({
    source: order.get(step.scene), to: order.get(step.to), words: actAt(session, number), number, back: !path.has(number),
  }));
};

// Every scene that steps lead to from a start, guards aside, with the fewest steps it takes.
const levelsFrom = (start) => {
  const levels = new Map([[start, 0]]);
  for (let front = [start], level = 1; front.length; level++) {
    front = [...new Set(front.flatMap((id) => allTargetsOf(STORY.scenes[id])))].filter((id) => !levels.has(id));
    for (const id of front) levels.set(id, level);
  }
  return levels;
};
