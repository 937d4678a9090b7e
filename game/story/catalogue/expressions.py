"""Faults of guards, effects and braces."""

from game.story.catalogue.entry import Entry


def guard(text: str) -> str:
    """An example whose guard is ``text``."""
    return f'attic: {{title: Attic, next: [{{if: "{text}", to: street}}, {{to: hall}}]}}\n'


def effect(text: str) -> str:
    """An example whose effect is ``text``."""
    return f'attic: {{title: Attic, do: "{text}", next: street}}\n'


def words(text: str) -> str:
    """An example whose text is ``text``."""
    return f'attic: {{title: Attic, text: "{text}", next: street}}\n'


ENTRIES = (
    Entry(
        "E030",
        "{what} is not part of expressions",
        "Expressions are a small part of Python, so that every one ends and none can do harm.",
        guard("coins.real > 1"),
        guard("coins > 1"),
    ),
    Entry(
        "E031",
        "“{character}” is not an ASCII character",
        "Expressions are plain ASCII, so that letters that look alike are alike.",
        guard("coins ≥ 1"),
        guard("coins >= 1"),
    ),
    Entry(
        "E032",
        "this expression has {length} characters; the limit is {limit}",
        "Split it: a variable can remember a part.",
        guard(" and ".join(["coins > 1"] * 40)),
        guard("coins > 1"),
    ),
    Entry(
        "E033",
        "this expression cannot be understood",
        "It is not Python.",
        guard("coins >"),
        guard("coins > 1"),
    ),
    Entry(
        "E034",
        "this expression is nested deeper than {limit} levels",
        "Nobody can read it; a variable can remember a part.",
        guard("not " * 40 + "lamp"),
        guard("not lamp"),
    ),
    Entry(
        "E035",
        "“{value}” is not one of {values}",
        "The comparison could never be true.",
        guard("mood == 'clam'"),
        guard("mood == 'calm'"),
    ),
    Entry(
        "E036",
        "{wanted} is wanted here, not {found}",
        "Guards are true or false; sums are numbers; nothing is both.",
        guard("coins"),
        guard("coins > 0"),
    ),
    Entry(
        "E037",
        "this divides by zero",
        "By a constant zero it always would.",
        effect("coins = coins // 0"),
        effect("coins = coins // 2"),
    ),
    Entry(
        "E038",
        "{left} cannot be compared with {right}",
        "The two sides could never be the same kind of thing.",
        guard("coins == lamp"),
        guard("coins == 1"),
    ),
    Entry(
        "E039",
        "{found} has no order",
        "Only numbers are less or greater; compare others with ==, != or in.",
        guard("mood < 'cross'"),
        guard("mood != 'cross'"),
    ),
    Entry(
        "E040",
        "{number} has more than {limit} digits",
        "No story counts that far.",
        guard("coins < 1234567890"),
        guard("coins < 123456789"),
    ),
    Entry(
        "E041",
        "write {form}",
        "It asks about one thing by its name.",
        guard("seen('hall')"),
        guard("seen(hall)"),
    ),
    Entry(
        "E042",
        "this is not an effect: write name = value, name += value or name -= value",
        "An effect sets one variable.",
        effect("coins"),
        effect("coins += 1"),
    ),
    Entry(
        "E043",
        "“{name}” is fixed during play",
        "Conditions and the role are settled before the start.",
        effect("weather = 'wet'"),
        effect("mood = 'cross'"),
    ),
    Entry(
        "E044",
        "“{name}” is no number, so {operator} has no meaning",
        "Only numbers can be counted up and down.",
        effect("lamp += 1"),
        effect("lamp = true"),
    ),
    Entry(
        "E050",
        "this brace is never closed",
        "Braces insert a variable or choose words.",
        words("You have {coins coins."),
        words("You have {coins} coins."),
    ),
    Entry(
        "E051",
        "there is nothing between these braces",
        "To show a brace, write it twice.",
        words("You have {} coins."),
        words("You have {{}} coins."),
    ),
    Entry(
        "E052",
        "a choice of words cannot stand inside another",
        "Nobody could read it; use two blocks with if.",
        words("{lamp: {coins > 1: rich | poor} | dark}"),
        words("{lamp: bright | dark}, {coins > 1: rich | poor}"),
    ),
)
