"""Faults of a file before its contents mean anything: encoding, YAML, limits."""

from game.story.catalogue.entry import Entry

ENTRIES = (
    Entry("E001", "this file is not UTF-8", "Only UTF-8 reads the same on every machine."),
    Entry(
        "E002",
        "this file has {size} bytes; the limit is {limit}",
        "A pack must load quickly wherever it is opened.",
    ),
    Entry(
        "E003",
        "this is not YAML: {detail}",
        "Nothing in the file can be read until its YAML is sound.",
        "attic:\n  title: Attic\n  text: One thing: dust\n  next: street\n",
        'attic:\n  title: Attic\n  text: "One thing: dust"\n  next: street\n',
    ),
    Entry(
        "E004",
        "this text is longer than {limit} characters",
        "Nobody reads so much on one screen.",
    ),
    Entry(
        "E005",
        "this is nested deeper than {limit} levels",
        "No key of the format stands so deep; mostly a bracket was never closed.",
        "attic: " + "[" * 40 + "]" * 40 + "\n",
        "attic: {title: Attic, next: street}\n",
    ),
    Entry(
        "E006",
        "a second document begins here",
        "One file holds one document; what follows would be lost.",
        "attic: {title: Attic, next: street}\n---\ncellar: {title: Cellar, next: street}\n",
        "attic: {title: Attic, next: street}\ncellar: {title: Cellar, next: street}\n",
    ),
    Entry(
        "E007",
        "{what} is not part of the format",
        "Anchors, aliases, merge keys and tags hide what a file says, and can make a small one huge.",
        "attic: {title: &name Attic, next: street}\n",
        "attic: {title: Attic, next: street}\n",
    ),
    Entry(
        "E008",
        "a key must be text",
        "Everything in a pack is found by its name.",
        "attic:\n  title: Attic\n  ? [next]\n  : street\n",
        "attic:\n  title: Attic\n  next: street\n",
    ),
    Entry(
        "E009",
        "the key “{key}” stands here twice",
        "Only the first is kept, so the second would be lost without a word.",
        "attic: {title: Attic, title: Loft, next: street}\n",
        "attic: {title: Attic, next: street}\n",
    ),
    Entry(
        "E016",
        "this file has more than {limit} errors; the others are not told",
        "Nobody mends more at a time, and most will be of one kind.",
    ),
    Entry(
        "E017",
        "up to here this pack holds more than {limit} values",
        "A pack must load quickly wherever it is opened.",
    ),
    Entry(
        "E018",
        "this list has more than {limit} entries",
        "No scene has so many of anything; what is made by a program can be made in parts.",
    ),
    Entry(
        "E019",
        "with this file the pack has more than {limit} bytes",
        "A pack must load quickly wherever it is opened.",
    ),
    Entry(
        "W001",
        "{count} control or invisible character(s) were dropped here",
        "They could steer a terminal or hide words; a story needs none.",
        'attic: {title: "Attic\\e[31m", next: street}\n',
        "attic: {title: Attic, next: street}\n",
    ),
    Entry(
        "W002",
        "this text is cut off at “ #”, which begins a comment",
        "What follows is not shown.",
        "attic:\n  title: Attic\n  text: Room #5 is dark.\n  next: street\n",
        'attic:\n  title: Attic\n  text: "Room #5 is dark."\n  next: street\n',
    ),
    Entry(
        "W003",
        "this file has more than {limit} warnings; the others are not told",
        "Nobody reads more at a time, and most will be of one kind.",
    ),
)
