"""Faults of shape: a value of the wrong kind, a key too many or too few."""

from game.story.catalogue.entry import Entry

ENTRIES = (
    Entry(
        "E010",
        "{wanted} is wanted here, not {found}",
        "The value is of another kind than the key needs.",
        "attic: {title: Attic, view: cupboard, next: street}\n",
        "attic: {title: Attic, view: narration, next: street}\n",
    ),
    Entry(
        "E011",
        "this is empty",
        "An empty text or list says nothing; leave the key out, or fill it.",
        'attic: {title: "", next: street}\n',
        "attic: {title: Attic, next: street}\n",
    ),
    Entry(
        "E012",
        "“{name}” cannot be an id",
        "Ids stand in expressions, links and saves.",
        "Attic: {title: Attic, next: street}\n",
        "attic: {title: Attic, next: street}\n",
    ),
    Entry(
        "E013",
        "{what} has no key “{key}”",
        "A misspelt key would be ignored in silence.",
        "attic: {title: Attic, nxt: street, text: Dust.}\n",
        "attic: {title: Attic, next: street, text: Dust.}\n",
    ),
    Entry(
        "E014",
        "{what} needs “{key}”",
        "Without it the story cannot be played.",
        "attic: {text: Dust., next: street}\n",
        "attic: {title: Attic, text: Dust., next: street}\n",
    ),
    Entry(
        "E015",
        "{what} has exactly one of {keys}",
        "With none or several, what is meant is open.",
        "attic:\n  title: Attic\n  text: [{text: Dust., say: Hello.}]\n  next: street\n",
        "attic:\n  title: Attic\n  text: [{text: Dust.}, {say: Hello.}]\n  next: street\n",
    ),
)
