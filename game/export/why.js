// Why not: what a choice that is shut waits for, and which steps have made it so.  Nothing where the story does not tell.
const ONE_OF = "one of these:", ALL_OF = "all of these:";

const whyOf = (session, id) => {
  const { why } = choiceOf(sceneOf(stateOf(session)), id) || {};
  if (!why) return [];
  const asked = askedPart(session, why);
  return asked.words === ALL_OF ? asked.parts : [asked];
};

const askedPart = (session, asked) => {
  const { facts } = stateOf(session);
  if (asked.parts) {
    const parts = asked.parts.map((part) => askedPart(session, part)), isMet = (part) => part.met;
    return { words: asked.every ? ALL_OF : ONE_OF, met: asked.every ? parts.every(isMet) : parts.some(isMet), since: [], parts };
  }
  const name = (slot) => (asked.slots.length > 1 ? `${render(STORY.slots[slot].name, facts)} ` : "");
  const since = asked.slots.map((slot) => `${name(slot)}${changedAt(session, slot)}`);
  return { words: render(asked.words, facts), met: holds(asked.met, facts), since, parts: [] };
};

// What last changed a thing that a part looks at.
const changedAt = (session, slot) => {
  const { settled: before, fact } = STORY.slots[slot], path = pathOf(session);
  if (before) return "settled before the start";
  for (let place = path.length; place > 0; place--) {
    const number = path[place - 1], step = session.steps[number];
    const was = stateAt(session, step.parent).facts[slot], is = stateAt(session, number).facts[slot];
    if (was === is) continue;
    const deed = step.kind === "read" ? `reading “${subjectAt(session, number)}”` : `“${actAt(session, number)}”`;
    return fact ? `since ${deed}, step ${place}` : `changed from ${spoken(was)} to ${spoken(is)} by ${deed}, step ${place}`;
  }
  return "unchanged since the start";
};
