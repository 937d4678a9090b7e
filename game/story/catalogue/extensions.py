"""Faults of packs that extend a story.  Their examples extend the small pack of the other examples."""

from game.story.catalogue.entry import Entry

ENTRIES = (
    Entry(
        "E110",
        "the story “{name}” that this pack extends is not here",
        "An extension adds to a story, so both are needed.",
        "extends: {pack: exemple}\n",
        "extends: {pack: example}\n",
        "story.yaml",
        extension=True,
    ),
    Entry(
        "E111",
        "this pack extends “{name}” {bounds}; the one here is {version}",
        "A later version of a story may have lost the scenes that an extension changes.",
        'extends: {pack: example, version: ">=2"}\n',
        'extends: {pack: example, version: ">=1,<2"}\n',
        "story.yaml",
        extension=True,
    ),
    Entry(
        "E112",
        "an extension has no “{key}”: it keeps that of the story it extends",
        "What is asked before the start, and who plays, is settled by the story.",
        "roles:\n  guard: {name: Guard, start: hall}\n",
        "people:\n  guard: {name: Guard}\n",
        "story.yaml",
        extension=True,
    ),
    Entry(
        "E113",
        "only a pack that extends a story can patch scenes",
        "In a story of its own the scene itself can be written as it should be.",
        "patch:\n  hall:\n    replace: {title: A larger hall}\n",
        "attic: {title: Attic, next: street}\n",
    ),
    Entry(
        "E114",
        "“{pack}” and “{other}” both replace “{key}” of the scene “{scene}”",
        "Only one of them can have its way; leave one out.",
    ),
    Entry(
        "E115",
        "“{name}” does not extend “{base}”",
        "Only a pack whose story.yaml says extends can be added to a story, and only to that story.",
    ),
    Entry(
        "E116",
        "“{name}” is an ending; nothing can be added to it",
        "After an ending nothing is chosen and no mail comes.",
        "patch:\n  street:\n    add_choices:\n      - {id: back, text: Go back in, to: hall}\n",
        "patch:\n  hall:\n    add_choices:\n      - {id: linger, text: Stay a while, to: hall}\n",
        extension=True,
    ),
    Entry(
        "E117",
        "“{base}” has no scene “{name}” to patch",
        "A patch changes a scene of the story that is extended.",
        "patch:\n  hal:\n    replace: {title: A larger hall}\n",
        "patch:\n  hall:\n    replace: {title: A larger hall}\n",
        extension=True,
    ),
    Entry(
        "E118",
        "“{name}” is an extension itself; extend the story “{base}”",
        "Extensions are applied side by side, so that none depends on another.",
    ),
)
