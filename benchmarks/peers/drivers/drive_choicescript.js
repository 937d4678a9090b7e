// ChoiceScript, from a checkout that is named, driven through its own interpreter.  The protocol is that of lines.py.
//
//     node drive_choicescript.js CHECKOUT COMMIT
//
// Its scripts share one global scope, and call what a page shows and asks as global functions, which are given here.
"use strict";

const fs = require("fs");
const path = require("path");
const readline = require("readline");
const vm = require("vm");

const [checkout, commit] = process.argv.slice(2);
let source = "";
let printed = [];
let offered = [];
let take;

Object.assign(globalThis, { fs, path });
for (const script of ["web/scene.js", "web/navigator.js", "web/util.js", "headless.js"]) {
  vm.runInThisContext(fs.readFileSync(path.join(checkout, script), "utf-8"), script);
}
Object.assign(globalThis, {
  printParagraph: (words) => printed.push(words),
  printOptions(groups, options, callback) {
    offered = options;
    take = callback;
  },
});
const { Scene, SceneNavigator } = globalThis;
Scene.prototype.loadScene = function loadScene() {
  this.loadLines(source);
  this.execute();
};

// what an action shows, and the words of what can be chosen then
function shown(action) {
  printed = [];
  offered = [];
  action();
  return [printed.join(" "), offered.map((option) => option.name)];
}

function begin() {
  globalThis.nav = new SceneNavigator(["startup"]);
  globalThis.stats = {};
  return shown(() => new Scene("startup", globalThis.stats, globalThis.nav).execute());
}

// numbers that were set in the story may be strings
function variables() {
  const { stats, nav } = globalThis;
  return Object.fromEntries(Object.keys(nav.startingStats).map((name) => [name, Number(stats[name])]));
}

const answers = {
  hello() {
    return { engine: "ChoiceScript", version: commit, runtime: `Node ${process.versions.node}` };
  },
  load({ path: file }) {
    source = fs.readFileSync(file, "utf-8");
    return {};
  },
  tell({ walks }) {
    const told = walks.map((walk) => {
      const pages = [begin()];
      for (const number of walk) {
        const choices = offered;
        if (!choices.length) break;
        pages.push(shown(() => take(choices[number % choices.length])));
      }
      return { shown: pages, variables: variables() };
    });
    return { told };
  },
};

readline.createInterface({ input: process.stdin }).on("line", (line) => {
  const { do: what, ...asked } = JSON.parse(line);
  process.stdout.write(`${JSON.stringify(answers[what](asked))}\n`);
});
