"""Faults of the manifest and of the pack as a whole."""

from game.story.catalogue.entry import Entry

ENTRIES = (
    Entry(
        "E085",
        "a variable starts at true, false, a whole number, or a word of its one_of",
        "Every variable is finite, so that a story can be proved.",
        "variables:\n  name: {start: Ada}\n",
        "variables:\n  name: {one_of: [Ada, Grace], start: Ada}\n",
        "story.yaml",
    ),
    Entry(
        "E086",
        "a number needs {keys}",
        "Every variable is finite, so that a story can be proved.",
        "variables:\n  coins: {start: 1, min: 0}\n",
        "variables:\n  coins: {start: 1, min: 0, max: 9}\n",
        "story.yaml",
    ),
    Entry(
        "E087",
        "the start {value} is not between {least} and {most}",
        "The variable could never hold it.",
        "variables:\n  coins: {start: 10, min: 0, max: 9}\n",
        "variables:\n  coins: {start: 9, min: 0, max: 9}\n",
        "story.yaml",
    ),
    Entry(
        "E088",
        "“{name}” is shown, so it needs a label",
        "A number alone says nothing.",
        "variables:\n  coins: {start: 1, min: 0, max: 9, show: number}\n",
        "variables:\n  coins: {start: 1, min: 0, max: 9, show: number, label: coins}\n",
        "story.yaml",
    ),
    Entry(
        "E090",
        "this pack has {count} scenes; the limit is {limit}",
        "A pack must load quickly wherever it is opened.",
    ),
    Entry(
        "E092",
        "there is no pack in “{folder}”",
        "A pack is a folder with a story.yaml.",
    ),
    Entry(
        "E093",
        "this pack has {count} files; the limit is {limit}",
        "A pack must load quickly wherever it is opened.",
    ),
    Entry(
        "E094",
        "this file cannot be read: {detail}",
        "What it declares is missing from the story.",
    ),
)
