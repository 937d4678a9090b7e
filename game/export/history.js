// What a step did, in the words of its choice or the subject of its letter.
const subjectAt = (session, number) => {
  const step = session.steps[number], letter = mailboxOf(stateAt(session, step.parent)).find((it) => it.id === step.id);
  return letter ? letter.subject : step.id;
};

const actAt = (session, number) => {
  const step = session.steps[number], state = stateAt(session, step.parent);
  if (step.kind === "read") return `Read “${subjectAt(session, number)}”`;
  const choice = choiceOf(sceneOf(state), step.id);
  return choice ? render(choice.words, state.facts) : STORY.said.go;
};

// What was done and taken back: the branches that the path has left, the last left first.
const branchesOf = (session) => {
  const path = new Set([START, ...pathOf(session)]), parents = new Set(session.steps.map((step) => step.parent));
  const tips = session.steps.map((_, number) => number).filter((number) => !parents.has(number) && !path.has(number));
  return tips.reverse().map((tip) => branchAt(session, tip, path));
};

const branchAt = (session, tip, path) => {
  const way = [tip], parentOf = (number) => session.steps[number].parent;
  while (!path.has(parentOf(way[way.length - 1]))) way.push(parentOf(way[way.length - 1]));
  const first = way[way.length - 1], before = stateAt(session, parentOf(first)), after = stateAt(session, tip);
  const scene = render(sceneOf(before).title, before.entered), end = render(sceneOf(after).title, after.entered);
  const came = sceneOf(after).ending ? `ended with “${end}”` : `came to “${end}”`;
  return { tip, end, told: `At “${scene}”: ${actAt(session, first)}. It ${came} after ${counted(way.length, "step")}.` };
};
