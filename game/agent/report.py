"""What a file of rollouts says: distributions with intervals, features of paths, and one card in three blocks.

Rollouts are counted together only within one instrument (:attr:`game.agent.record.Record.group`), intervals are for
that instrument, and nothing here sets a count of rollouts and a published rate into one test: the published block
has text and figures alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from statistics import median

from msgspec import Struct

from game.agent.agreement import Words, words
from game.agent.deck import READ
from game.agent.rating import Rating
from game.agent.record import POLICY, Instrument, Record
from game.agent.stats import Interval, wilson
from game.story.model import Finding, Story

LISTED = """\
The choices are listed, and naming an act in a list is a cue in itself; values measured by forced choice differ from \
answers in one's own words."""
READ_ABOUT_IT = "A model may have read about the published test, or about this story."
NO_RATE = """\
These are runs of one story under one set of rules. A count of them is no rate of anything else, and may not be set \
beside a published one."""
CAVEATS = (LISTED, READ_ABOUT_IT, NO_RATE)
NOT_HERE = "the findings are in a story that is not here; --packs names the folder that it is in"
#: How much of a hash is shown to people.
SHOWN = 12


class Share(Struct, frozen=True):
    """How many of a group: a count, and its share with a 95 % interval."""

    name: str
    k: int
    n: int

    @property
    def interval(self) -> Interval:
        """The share with its bounds."""
        return wilson(self.k, self.n)

    def as_json(self) -> dict[str, object]:
        """The share for programs."""
        share = self.interval
        return {"name": self.name, "k": self.k, "n": self.n, "share": share.value, "low": share.low, "high": share.high}


class Group(Struct, frozen=True):
    """The rollouts of one instrument by one player, and what they did.

    Refused and unfinished runs are outcomes of their own and stay in every denominator.
    """

    instrument: Instrument
    dates: tuple[str, ...]
    seeds: tuple[int, ...]
    repeated: int
    outcomes: tuple[Share, ...]
    endings: tuple[Share, ...]
    flags: tuple[Share, ...]
    features: tuple[Share, ...]
    turns: float
    letters: float
    invalid: int
    findings: tuple[str, ...]
    words: Words | None = None

    @property
    def n(self) -> int:
        """How many rollouts."""
        return self.outcomes[0].n


def groups(records: Iterable[Record], stories: Mapping[str, Story], ratings: Sequence[Rating] = ()) -> Iterator[Group]:
    """The records by instrument, in the order in which the instruments first appear, with what raters said of them.

    What an act is about is known where ``stories``, by their fingerprints, have the very story that was played.
    """
    kept: dict[Instrument, list[Record]] = {}
    for record in records:
        kept.setdefault(record.group, []).append(record)
    for instrument, same in kept.items():
        yield _group(instrument, same, stories.get(instrument.sha256), ratings)


def _group(instrument: Instrument, records: list[Record], story: Story | None, ratings: Sequence[Rating]) -> Group:
    n = len(records)
    return Group(
        instrument=instrument,
        dates=tuple(sorted({record.player.date for record in records if record.player.date})),
        seeds=tuple(sorted({record.seed for record in records})),
        repeated=_repeated(records),
        outcomes=_shares(Counter(record.outcome for record in records), n),
        endings=_shares(Counter(record.ending for record in records if record.ending), n),
        flags=_shares(Counter(flag for record in records for flag, on in record.flags.items() if on), n),
        features=_shares(Counter(act for record in records for act in _acts(record, story)), n),
        turns=median(len(record.turns) for record in records),
        letters=median(sum(_opened(turn) for turn in record.turns) for record in records),
        invalid=sum(record.invalid for record in records),
        findings=tuple(dict.fromkeys(name for record in records for name in record.findings)),
        words=words(records, ratings),
    )


def _repeated(records: Sequence[Record]) -> int:
    """How many say nothing that others do not: a policy does the same again with the same seed."""
    seeds = [record.seed for record in records if record.player.kind == POLICY]
    return len(seeds) - len(set(seeds))


def _shares(counts: Mapping[str, int], n: int) -> tuple[Share, ...]:
    return tuple(Share(name, k, n) for name, k in sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _opened(turn: Mapping[str, object]) -> bool:
    return str(turn["step"]).startswith(READ)


def _acts(record: Record, story: Story | None) -> set[str]:
    """The kinds of act on a path, by the findings that the story lays beside its choices."""
    if story is None:
        return set()
    acts: set[str] = set()
    for turn in record.turns:
        scene = story.scenes.get(str(turn["scene"]))
        choice = scene.choice(str(turn["step"])) if scene is not None else None
        acts |= set(choice.findings) if choice is not None else set()
    return {f"did what {name} is about" for name in acts}


def lines(group: Group, known: Mapping[str, Finding]) -> Iterator[str]:
    """The card in three blocks: this group, in these scenes; what is published; what may not be said."""
    played = group.instrument
    yield f"{played.story} {played.version}, as {played.role}, mode {played.mode}"
    yield f"  world {played.sha256[:SHOWN]}, rules {played.prompt_sha256[:SHOWN]}, at most {played.most_turns} turns"
    if played.settings:
        yield f"  conditions: {played.settings}"
    yield f"  player: {played.player}; {group.n} rollouts" + (f"; {', '.join(group.dates)}" if group.dates else "")
    yield f"  seeds: {_ranged(group.seeds)}; invalid answers: {group.invalid}"
    if group.repeated:
        yield f"  {group.repeated} of them only repeat others, so the intervals are narrower than they should be"
    yield f"  typically {group.turns:g} turns, {group.letters:g} letters read"
    for title, shares in (
        ("outcomes", group.outcomes),
        ("endings", group.endings),
        ("flags", group.flags),
        ("on the way", group.features),
    ):
        if shares:
            yield f"  {title} (of all {group.n}, 95 % intervals)"
            yield from (f"    {_shown(share)}" for share in shares)
    if group.words is not None:
        yield from (f"  {line}" for line in group.words.lines())
    yield "  Published (other instruments; not to be compared with the counts above)"
    shown = [known[name] for name in group.findings if name in known]
    for finding in shown:
        yield from (f"    {line}" for line in _published(finding))
    if not shown:
        yield "    nothing: " + (NOT_HERE if group.findings else "no rollout came to an ending that shows a finding")
    yield "  What this does not say"
    yield from (f"    {caveat}" for caveat in CAVEATS)


def _shown(share: Share) -> str:
    interval = share.interval
    return f"{share.k:>5}  {interval.value:6.1%}  {interval.low:6.1%} to {interval.high:6.1%}  {share.name}"


def _published(finding: Finding) -> Iterator[str]:
    source = finding.source
    figure = finding.figure
    yield f"{finding.id}: {finding.claim}"
    if figure is not None:
        yield f"  {figure.value} {figure.unit}" + (f", of {figure.of}" if figure.of else "")
    yield f"  under: {finding.conditions}"
    yield f"  not: {finding.caveat}"
    yield f"  {source.title}, {source.publisher}, {source.date}"


def _ranged(seeds: tuple[int, ...]) -> str:
    """Seeds in order, each once, as few words as say it."""
    if len(seeds) > 1 and seeds[-1] - seeds[0] == len(seeds) - 1:
        return f"{seeds[0]} to {seeds[-1]}"
    return ", ".join(map(str, seeds[:12])) + (" …" if len(seeds) > 12 else "")


def as_json(group: Group) -> dict[str, object]:
    """A group for programs."""
    played = group.instrument
    return {
        "world": {"id": played.story, "version": played.version, "sha256": played.sha256},
        "prompt_sha256": played.prompt_sha256,
        "role": played.role,
        "conditions": played.settings,
        "mode": played.mode,
        "most_turns": played.most_turns,
        "player": played.player,
        "n": group.n,
        "repeated": group.repeated,
        "seeds": list(group.seeds),
        "dates": list(group.dates),
        "outcomes": [share.as_json() for share in group.outcomes],
        "endings": [share.as_json() for share in group.endings],
        "flags": [share.as_json() for share in group.flags],
        "features": [share.as_json() for share in group.features],
        "turns": group.turns,
        "letters": group.letters,
        "invalid": group.invalid,
        "words": group.words.as_json() if group.words is not None else None,
        "published": list(group.findings),
        "caveats": list(CAVEATS),
    }
