// The cards of the record: never without conditions, source, what they are not, and what came later.
const NOT_ONE_SERIES = "Other tests, other conditions: each bar stands for itself, and they are no series.";

const sourceTree = ({ source, url }) => (url && source.endsWith(url)
  ? [source.slice(0, -url.length), h("a", { href: url, rel: "noreferrer" }, url)] : [source]);

const findingTree = (finding) => facts([
  ["Figure", finding.measured ? [`${finding.figure}${finding.of ? `, of: ${finding.of}` : ""}`] : []],
  ["Conditions", [finding.conditions]],
  ["What it is not", [finding.caveat]],
  ["In its own words", finding.quote ? [`“${finding.quote}”`] : []],
  ["Evidence", [finding.evidence]],
  ["Source", sourceTree(finding)],
  ["Last checked", finding.read ? [finding.read] : []],
]);

const cardTree = (card, guess) => {
  const finding = STORY.findings[card.id], key = `card-${card.id}`;
  const lit = finding.percent !== undefined && typeof guess === "number";
  return h("article", { class: "card" },
    h("h3", { id: key, tabindex: "-1" }, finding.claim),
    typeof guess === "number" && h("p", { class: "quiet" }, `You guessed ${guess} in 100.`),
    lit && dots(finding),
    findingTree(finding),
    card.later.map((id) => h("section", { class: "later" },
      h("h4", {}, "What came later, or changes the picture"), h("p", {}, STORY.findings[id].claim), findingTree(STORY.findings[id]))),
    card.compared.length ? h("section", { class: "later" },
      h("h4", {}, "Beside it"), h("p", { class: "quiet" }, NOT_ONE_SERIES),
      [card.id, ...card.compared].map((id) => bar(STORY.findings[id]))) : []);
};

// Ten by ten dots, each one run of a hundred; one that is only begun is drawn half.
const dots = (finding) => {
  const full = Math.floor(finding.percent), signs = [];
  for (let n = 0; n < 100; n++) {
    const kind = n < full ? "lit" : n < finding.percent ? "half" : "unlit";
    signs.push(h("circle", { class: kind, cx: String((n % 10) * 10 + 5), cy: String(Math.floor(n / 10) * 10 + 5), r: "3.4" }));
  }
  const about = finding.figure.startsWith("≈") ? "≈ " : "", under = `${about}${finding.value} of 100${finding.of ? `, ${finding.of}` : ""}`;
  return h("figure", { class: "dots" },
    h("svg", { viewBox: "0 0 100 100", role: "img", "aria-label": `A field of a hundred dots, ${about}${finding.value} of them lit` }, signs),
    h("figcaption", {}, under));
};

const bar = (finding) => h("div", { class: "bar" },
  finding.percent !== undefined && h("svg", { viewBox: "0 0 100 3", preserveAspectRatio: "none", "aria-hidden": "true" },
    h("rect", { class: "room", width: "100", height: "3" }), h("rect", { class: "full", width: String(finding.percent), height: "3" })),
  h("p", {}, h("strong", {}, finding.figure), `. ${finding.conditions}`));
