"""Ways to hold a debrief, as data: phases with their aims, prompts, and what may be revealed with each."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from game.story.nodes import Mapping
from game.story.problems import Problem, Report
from game.story.reader import Limits, read
from game.story.scene_format import ID, LINE
from game.story.shapes import Field, ListOf, Record
from game.story.values import Integer, OneOf, Text

FOLDER = Path(__file__).with_name("frameworks")
#: What a prompt may open: the paths of the room, the votes, the cards of the record.
REVEALS = ("paths", "votes", "cards")
LIMITS = Limits(file_bytes=256 * 1024)
#: Fewer would leave no choice to whoever leads.
LEAST_PROMPTS = 2

PROMPT = Record(
    "a prompt",
    {
        "ask": Field(Text(longest=400), "What is asked; {pivotal} is the title of the pivotal scene.", required=True),
        "minutes": Field(Integer(1, 60), "How long it takes."),
        "role": Field(ID, "Whom it is asked; everybody, if absent."),
        "reveals": Field(OneOf(REVEALS), "What may be opened with it; nothing, if absent."),
    },
)
PHASE = Record(
    "a phase",
    {
        "id": Field(ID, "Its id.", required=True),
        "name": Field(LINE, "What it is called.", required=True),
        "aim": Field(LINE, "What it is for.", required=True),
        "share": Field(Integer(1, 100), "Its part of the debrief's time, in percent.", required=True),
        "prompts": Field(ListOf(PROMPT, least=LEAST_PROMPTS), "What is asked, at least two.", required=True),
    },
)
FRAMEWORK = Record(
    "a debrief",
    {
        "name": Field(LINE, "What it is called.", required=True),
        "phases": Field(ListOf(PHASE, least=1), "Its phases in order.", required=True),
    },
)


class FrameworkError(ValueError):
    """A file that holds no debrief, with its problems, or a debrief that does not fit into a plan."""

    def __init__(self, message: str, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(message)
        self.problems = problems


class Prompt(Struct, frozen=True):
    """A question to the room; ``reveals`` is one of :data:`REVEALS` or empty."""

    ask: str
    minutes: int
    role: str
    reveals: str


class Phase(Struct, frozen=True):
    """A part of a debrief; ``share`` is its percent of the time."""

    id: str
    name: str
    aim: str
    share: int
    prompts: tuple[Prompt, ...]


class Framework(Struct, frozen=True):
    """A way to hold a debrief."""

    name: str
    phases: tuple[Phase, ...]


def names() -> tuple[str, ...]:
    """The debriefs that come with Rollout."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.yaml")))


def framework(name: str) -> Framework:
    """The debrief of that name, or in the file of that path.  Raises FrameworkError with its problems."""
    path = FOLDER / f"{name}.yaml" if name in names() else Path(name)
    report = Report()
    try:
        data = path.read_bytes()
    except OSError as fault:
        raise FrameworkError(
            f"there is no debrief “{name}” ({fault.strerror}); there are {', '.join(names())}"
        ) from None
    node = read(data, path.name, report, LIMITS)
    if node is None or not FRAMEWORK.check(node, report) or not isinstance(node, Mapping) or report.errors:
        raise FrameworkError(f"{path.name} holds no debrief", report.ordered())
    found = Framework(node.text("name"), tuple(_phase(item) for item in node.mappings("phases")))
    total = sum(phase.share for phase in found.phases)
    if total != 100:
        raise FrameworkError(f"{path.name}: the shares of its phases make {total} percent, not 100")
    return found


def _phase(node: Mapping) -> Phase:
    prompts = tuple(
        Prompt(item.text("ask"), item.integer("minutes", 2), item.text("role"), item.text("reveals"))
        for item in node.mappings("prompts")
    )
    return Phase(node.text("id"), node.text("name"), node.text("aim"), node.integer("share"), prompts)
