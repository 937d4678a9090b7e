"""What can be voted on, and what counts as an answer."""

from __future__ import annotations

from msgspec import Struct

from game.story.text import clean

#: An answer of everybody's, wherever one is asked.
ABSTAIN = "@pass"
ABSTAIN_WORDS = "Pass"
#: A line on the way out is no essay.
LONGEST_TEXT = 280

#: The ids of ballots that are no scene's; no scene can be called so.
PRACTICE, SEAT, GUESS, SURE, KEEP, CHANGE = "@practice", "@seat", "@guess", "@sure", "@keep", "@change"
PLAY, OBSERVE = "play", "observe"
#: The two rounds of the pivotal vote, and the vote on the scene with a door open.
FIRST, SECOND, VARIANT = "@first", "@second", "@variant"
#: The steps played alone after the second round: their ids, one after the other.
WAY_ON = "@way_on"


class Ballot(Struct, frozen=True):
    """One question; a ``text`` ballot has no options and takes a line of words.

    ``few`` sets its options side by side, because they are short.
    """

    id: str
    ask: str
    options: tuple[tuple[str, str], ...] = ()
    text: bool = False
    few: bool = False

    def holds(self, value: str) -> bool:
        """Whether a value is an answer to it."""
        if self.text:
            return value == tidy(value)
        return any(value == known for known, _ in self.options)


def tidy(text: str) -> str:
    """Words that were typed on a phone: one line, nothing that could steer a terminal, not too long."""
    return " ".join(clean(text, limit=4 * LONGEST_TEXT).split())[:LONGEST_TEXT].strip()


ABSTAINING = (ABSTAIN, ABSTAIN_WORDS)
OF_PRACTICE = Ballot(
    PRACTICE, "To try it out: what would you like now?", (("tea", "Tea"), ("coffee", "Coffee"), ABSTAINING)
)
OF_SEAT = Ballot(
    SEAT,
    "How would you like to be here?",
    ((PLAY, "Play: I choose, and can pass any time"), (OBSERVE, "Observe: I read along and choose nothing")),
)
ON_LEAVING = (
    Ballot(KEEP, "One thing to keep (optional)", text=True),
    Ballot(CHANGE, "One thing to change (optional)", text=True),
)


def of_guess(question: str) -> Ballot:
    """A prediction in tens, of a question with its whole condition."""
    return Ballot(GUESS, question, (*((str(ten), str(ten)) for ten in range(0, 101, 10)), ABSTAINING), few=True)


def of_sure(ballot: str) -> Ballot:
    """How sure one is of an answer to another ballot."""
    options = (("sure", "Sure"), ("so_so", "Half"), ("unsure", "Not at all"))
    return Ballot(f"{ballot}{SURE}", "How sure are you?", options, few=True)
