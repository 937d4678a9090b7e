// inkjs, driven through its Story class.  The protocol is that of lines.py.
"use strict";

const fs = require("fs");
const path = require("path");
const readline = require("readline");
const { Story, Compiler } = require("inkjs/full");

// its package.json is not among what it exports
const { version } = JSON.parse(fs.readFileSync(path.join(require.resolve("inkjs/full"), "../../package.json"), "utf-8"));

let story;

function scene() {
  return [story.currentText, story.currentChoices.map((choice) => choice.text)];
}

function begin() {
  story.ResetState();
  return [story.ContinueMaximally(), story.currentChoices.map((choice) => choice.text)];
}

function choose(number) {
  story.ChooseChoiceIndex(number);
  return [story.ContinueMaximally(), story.currentChoices.map((choice) => choice.text)];
}

function variables() {
  const state = story.variablesState;
  return Object.fromEntries([...state._globalVariables.keys()].map((name) => [name, state[name]]));
}

class Clock {
  seconds = 0;
  processor = 0;

  run(action) {
    const used = process.cpuUsage();
    const began = process.hrtime.bigint();
    action();
    this.seconds += Number(process.hrtime.bigint() - began) / 1e9;
    const { user, system } = process.cpuUsage(used);
    this.processor += (user + system) / 1e6;
    return this;
  }

  told() {
    return { seconds: this.seconds, processor: this.processor };
  }
}

function repeated(times, action) {
  return new Clock()
    .run(() => {
      for (let time = 0; time < times; time++) action();
    })
    .told();
}

const answers = {
  hello() {
    return { engine: "inkjs", version, runtime: `Node ${process.versions.node}` };
  },
  prepare({ source, target }) {
    return repeated(1, () => {
      const compiled = new Compiler(fs.readFileSync(source, "utf-8")).Compile().ToJson();
      fs.writeFileSync(target, compiled);
    });
  },
  load({ path: file }) {
    return repeated(1, () => {
      story = new Story(fs.readFileSync(file, "utf-8"));
    });
  },
  tell({ walks }) {
    const told = walks.map((walk) => {
      const shown = [begin()];
      for (const number of walk) {
        const choices = shown[shown.length - 1][1];
        if (!choices.length) break;
        shown.push(choose(number % choices.length));
      }
      return { shown, variables: variables() };
    });
    return { told };
  },
  play({ walks }) {
    const clock = new Clock();
    let steps = 0;
    for (const walk of walks) {
      let choices = begin()[1];
      clock.run(() => {
        for (const number of walk) {
          if (!choices.length) break;
          choices = choose(number % choices.length)[1];
          steps += 1;
        }
      });
    }
    return { ...clock.told(), steps };
  },
  keep({ walk, times }) {
    answers.tell({ walks: [walk] });
    const text = story.state.ToJson();
    const shown = JSON.stringify(scene());
    const encode = repeated(times, () => story.state.ToJson());
    const decode = repeated(times, () => story.state.LoadJson(text));
    if (JSON.stringify(scene()) !== shown) throw new Error("the save does not lead back to its scene");
    return { encode, again: encode, read: decode, decode, text };
  },
  resume({ text }) {
    return repeated(1, () => {
      story.state.LoadJson(text);
      scene();
    });
  },
};

readline.createInterface({ input: process.stdin }).on("line", (line) => {
  const { do: what, ...asked } = JSON.parse(line);
  process.stdout.write(`${JSON.stringify(answers[what](asked))}\n`);
});
