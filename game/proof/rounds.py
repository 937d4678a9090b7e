"""Rounds of explorations: through the whole story, or through what concerns some queries."""

from __future__ import annotations

from collections.abc import Sequence

from game.play.machine import StoryMachine
from game.proof.classes import Handed
from game.proof.explore import Exploration
from game.proof.part import AtEndings, Part
from game.proof.queries import Query
from game.proof.starts import MOST_STARTS, FreshStarts, carried_starts, wanted_of
from game.proof.steps import Steps
from game.proof.watch import Watch
from game.story.model import Carry, Story


class Rounds:
    """Explores the parts of a story: each role from fresh starts, then what finished runs carry over."""

    def __init__(self, story: Story, machine: StoryMachine, steps: Steps, watch: Watch) -> None:
        self.story = story
        self.watch = watch
        self.fresh = {role: Part.fresh(story, machine, steps, role) for role in story.roles}
        self.carried = {carry.role: Part.carried(story, machine, steps, carry) for carry in story.carry.values()}

    def whole(self, asked: Sequence[Query], free: Sequence[Query]) -> Round:
        """Explore everything; ``free`` queries are asked where that needs no more states."""
        carried = {role: Exploration(part, asked, AtEndings(), self.watch, free) for role, part in self.carried.items()}
        fresh = {
            role: Exploration(part, asked, self._at_endings(self._follow(role, carried), carried), self.watch, free)
            for role, part in self.fresh.items()
        }
        done = Round(self.story, fresh, carried)
        done.run(list(fresh), list(self.story.carry.values()))
        return done

    def about(self, asked: Sequence[Query]) -> Round:
        """Explore what leads to the scenes of some queries, until all of them are answered with yes."""
        self.watch.states = 0
        scenes = {query.scene for query in asked}
        carried = {
            role: Exploration(part.toward(scenes), asked, AtEndings(), self.watch, until_found=True)
            for role, part in self.carried.items()
        }
        endings = {scene.id for scene in self.story.endings}
        fresh = {}
        for role, part in self.fresh.items():
            follow = self._follow(role, carried)
            near = part.toward(scenes | endings if follow else scenes)
            fresh[role] = Exploration(near, asked, self._at_endings(follow, carried), self.watch, until_found=True)
        done = Round(self.story, fresh, carried)
        concerned = [role for role, run in fresh.items() if run.concerned]
        done.run(concerned, [carry for carry in self.story.carry.values() if carried[carry.role].concerned])
        return done

    def _follow(self, role: str, carried: dict[str, Exploration]) -> list[Carry]:
        """What carries on the runs of a role and concerns what is asked."""
        return [carry for carry in self.story.carry.values() if carry.source == role and carried[carry.role].begins]

    def _at_endings(self, follow: Sequence[Carry], carried: dict[str, Exploration]) -> AtEndings:
        """What the roles that follow a part take over from its endings."""
        wanted = 0
        handed = []
        for carry in follow:
            run = carried[carry.role]
            wanted |= wanted_of(self.story, carry, run.entering)
            for name, expression in carry.settings.items():
                slot = self.story.variables[name].slot
                if run.entering >> slot & 1:
                    handed.append(Handed(expression.code, expression.slots, run.classes.get(slot)))
        return AtEndings(wanted, tuple(handed))


class Round:
    """One round: the explorations by role, and whether all that had to be run were finished."""

    def __init__(self, story: Story, fresh: dict[str, Exploration], carried: dict[str, Exploration]) -> None:
        self.story = story
        self.fresh = fresh
        self.carried = carried
        self.complete = False

    @property
    def runs(self) -> list[Exploration]:
        """All explorations: the roles in file order, then the carries."""
        return [*self.fresh.values(), *self.carried.values()]

    def run(self, roles: Sequence[str], carries: Sequence[Carry]) -> None:
        """Explore some roles, then some carries with the roles they need, as far as a limit allows."""
        self.complete = all(self._explored(role) for role in roles) and all(map(self._carried_on, carries))

    def _explored(self, role: str) -> bool:
        run = self.fresh[role]
        if not run.starts:
            starts = FreshStarts(self.story, role, run.entering)
            if starts.count > MOST_STARTS:
                run.watch.stopped = f"at the {starts.count:,} starts of {role} ({MOST_STARTS:,} are the most)"
                return False
            run.run(starts)
        return run.complete

    def _carried_on(self, carry: Carry) -> bool:
        run = self.carried[carry.role]
        if run.until_found and run.wanted <= {query for other in self.runs for query in other.found}:
            return True
        if not self._explored(carry.source):
            return False
        run.run(carried_starts(self.story, carry, self.fresh[carry.source].ends()))
        return run.complete
