// The map of a path: a drawing with a column for each step away from the start, and the scenes with their ways in words.
const APART = 22;

const mapPanel = (app) => {
  const drawn = pathMap(app.session), seen = drawn.stops.filter((stop) => stop.seen);
  return [
    h("h2", {}, `Path map: ${seen.length} of ${counted(drawn.stops.length, "scene")} seen, ${counted(drawn.legs.length, "step")}`),
    mapFigure(drawn, seen.length),
    h("ol", { class: "stops" }, seen.map((stop, place) => stopTree(drawn, stop, place))),
    unseenTree(drawn.stops.filter((stop) => !stop.seen).map((stop) => stop.level)),
  ];
};

const unseenTree = (levels) => {
  const near = Math.min(...levels), far = Math.max(...levels), to = far > near ? ` to ${far}` : "";
  return levels.length > 0 && h("p", {}, `Not seen: ${counted(levels.length, "scene")}, ${near}${to} steps from the beginning at least.`);
};

const stopTree = ({ stops, legs, ways }, stop, place) => {
  const remarks = [
    stop.here && "you are here", stop.ending && "an ending", stop.visits > 1 && `${stop.visits} times`, !stop.visits && "taken back",
  ].filter(Boolean);
  const left = ways.filter(([source]) => source === place).length, known = new Set();
  const taken = legs.filter(({ source, words, to, back }) => {
    const key = JSON.stringify([words, to, back]), isNew = source === place && !known.has(key);
    known.add(key);
    return isNew;
  });
  return h("li", {},
    h("strong", {}, lineTree(stop.title)), remarks.length ? ` (${remarks.join(", ")})` : "",
    taken.length > 0 && h("ul", {}, taken.map(({ words, to, back }) => h("li", {},
      lineTree(words), `: to ${to + 1}, `, lineTree(stops[to].title), back ? " (taken back)" : ""))),
    left > 0 && h("p", { class: "quiet" }, `${counted(left, "way")} not taken.`));
};

// Seen scenes stand at the top of their column, so that a path is a line, and what was not seen hangs below it.
const mapFigure = ({ stops, legs }, seen) => {
  const heights = new Map(), places = stops.map(({ level }) => {
    const row = heights.get(level) || 0;
    heights.set(level, row + 1);
    return [APART * (level + 0.5), APART * (row + 1)];
  });
  const width = APART * (Math.max(...heights.keys()) + 1), height = APART * (Math.max(...heights.values()) + 0.5);
  const drawnLegs = new Map(legs.map(({ source, to, back }) => [`${source} ${to}`, { source, to, back }]).sort((one, two) => two[1].back - one[1].back));
  return h("figure", { class: "map" },
    h("svg", { viewBox: `0 0 ${width} ${height}`, width: String(width), height: String(height), role: "img", "aria-label": `A drawing of ${counted(stops.length, "scene")}: ${seen} seen, joined by your steps, and the others as outlines` },
      [...drawnLegs.values()].filter(({ source, to }) => source !== to).map((leg) => legTree(leg, places)),
      stops.map((stop, place) => stopMark(stop, places[place]))),
    h("figcaption", {}, "Each column is one step further from the start. A ring is where you are, a dashed line was taken back."));
};

const legTree = ({ source, to, back }, places) => {
  const [[x, y], [u, v]] = [places[source], places[to]], far = y === v && Math.abs(u - x) > APART;
  const bend = far ? `Q${(x + u) / 2} ${y - APART * 0.8} ` : "L";
  return h("path", { class: back ? "leg back" : "leg", d: `M${x} ${y} ${bend}${u} ${v}` });
};

const stopMark = ({ seen, here }, [x, y]) => [
  h("circle", { class: seen ? "stop" : "unlit", cx: String(x), cy: String(y), r: seen ? "5" : "4.5" }),
  here && h("circle", { class: "here", cx: String(x), cy: String(y), r: "8.5" }),
];
