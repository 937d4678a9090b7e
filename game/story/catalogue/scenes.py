"""Faults of scenes: choices, ways on, draws and endings."""

from game.story.catalogue.entry import Entry


def choice(keys: str) -> str:
    """An example with one choice of these keys."""
    return f"attic:\n  title: Attic\n  choices:\n    - {{text: Walk, to: street, {keys}}}\n"


def draw(outcomes: str, label: str = "authored") -> str:
    """An example whose way on is a draw."""
    shown = f"label: {label}, " if label else ""
    return f"attic:\n  title: Attic\n  next:\n    - {{{shown}draw: [{outcomes}]}}\n"


ENTRIES = (
    Entry(
        "E074",
        "“locked” says why a choice is shut, but nothing shuts this one",
        "Without “if” the choice is always open.",
        choice("locked: It rains."),
        choice("if: lamp, locked: It is dark."),
    ),
    Entry(
        "E075",
        "“by” belongs to “say” alone",
        "Only speech has a speaker.",
        "attic:\n  title: Attic\n  text: [{text: Dust., by: A friend}]\n  next: street\n",
        "attic:\n  title: Attic\n  text: [{say: Dust., by: A friend}]\n  next: street\n",
    ),
    Entry(
        "E076",
        "an irreversible choice invites no note",
        "Nobody should be asked to put an act into words that cannot be undone.",
        choice("irreversible: true, note: Why?"),
        choice("note: Why?"),
    ),
    Entry(
        "E077",
        "an ending has no “{key}”",
        "The story is over there.",
        "attic:\n  title: Attic\n  next: street\n  ending: {outcome: acceptance, findings: [walk], explain: Dust.}\n",
        "attic:\n  title: Attic\n  ending: {outcome: acceptance, findings: [walk], explain: Dust.}\n",
    ),
    Entry(
        "E078",
        "a draw needs a label",
        "Players are told where chances come from.",
        draw("{chance: 30, to: street}, {chance: 70, to: hall}", label=""),
        draw("{chance: 30, to: street}, {chance: 70, to: hall}"),
    ),
    Entry(
        "E079",
        "the outcomes of this draw sum to {total}, not to 100",
        "Something must happen, and only one thing.",
        draw("{chance: 30, to: street}, {chance: 60, to: hall}"),
        draw("{chance: 30, to: street}, {rest: true, to: hall}"),
    ),
    Entry(
        "E080",
        "this draw leads to “{name}” twice",
        "A walkthrough could not say which is meant.",
        draw("{chance: 30, to: street}, {chance: 70, to: street}"),
        draw("{chance: 30, to: street}, {chance: 70, to: hall}"),
    ),
    Entry(
        "E081",
        "a draw labelled {label} needs a rate",
        "The label says that the figure was published, so a finding must carry it.",
        draw("{chance: 40, to: street}, {rest: true, to: hall}", label="borrowed"),
        draw("{rate: walk, to: street}, {rest: true, to: hall}", label="borrowed"),
    ),
    Entry(
        "E082",
        "the finding “{name}” has no figure that is a percent with at most two decimals",
        "Only a percent can be drawn at.",
        draw("{rate: crowd, to: street}, {rest: true, to: hall}"),
        draw("{rate: walk, to: street}, {rest: true, to: hall}"),
    ),
    Entry(
        "E083",
        "a share of {value} cannot be drawn: it is above 0 and at most 100",
        "What never happens needs no entry.",
        draw("{chance: 0, to: street}, {rest: true, to: hall}"),
        draw("{chance: 1, to: street}, {rest: true, to: hall}"),
    ),
    Entry(
        "E084",
        "“rest” is true or left out",
        "Exactly one outcome takes what the others leave.",
        draw("{chance: 30, to: street}, {rest: false, to: hall}"),
        draw("{chance: 30, to: street}, {rest: true, to: hall}"),
    ),
    Entry(
        "E091",
        "this quotation has {words} words; at most {limit} are allowed",
        "A short, exact quotation is fair to its source.",
        "walk:\n  claim: People walk.\n  conditions: In one street.\n  caveat: One street.\n  evidence: primary\n"
        "  source: {title: On Walking, publisher: A Press, date: 2020-01}\n"
        f"  quote: {'word ' * 41}\n",
        "walk:\n  claim: People walk.\n  conditions: In one street.\n  caveat: One street.\n  evidence: primary\n"
        "  source: {title: On Walking, publisher: A Press, date: 2020-01}\n"
        "  quote: People walk.\n",
        "findings.yaml",
    ),
)
