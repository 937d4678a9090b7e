"""Where the scenes of a graph stand on a page: in layers, each step leading down where it can."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

from game.graph.parts import Graph

#: The size of a scene, the gaps between scenes and layers, and how wide a step is that only passes a layer.
WIDTH, HEIGHT, GAP, FALL, LANE = 168, 44, 20, 84, 14
#: How often the order within the layers and the places on them are mended.
SWEEPS = 8
#: A step over more layers than this is drawn straight through them.
LONGEST = 40

#: A scene by its id, or a place where a step passes a layer: the number of the bundle and the layer.
Spot = str | tuple[int, int]


class Layout(Struct, frozen=True):
    """The middle of every scene, the points every bundle of steps passes, in order, and the page's size."""

    places: dict[str, tuple[float, float]]
    routes: tuple[tuple[tuple[float, float], ...], ...]
    width: float
    height: float


def lay_out(graph: Graph) -> Layout:
    """Layers by the longest path, ordered by what each scene is linked to, then pulled below what leads there."""
    names = [node.id for node in graph.nodes]
    pairs = [(bundle[0].source, bundle[0].target) for bundle in graph.bundles]
    depth = _depths(list(graph.starts.values()), names, pairs)
    chains = [_chain(number, pair, depth) for number, pair in enumerate(pairs)]
    near: dict[Spot, list[Spot]] = {name: [] for name in names}
    for chain in chains:
        for above, below in pairwise(chain):
            near.setdefault(above, []).append(below)
            near.setdefault(below, []).append(above)
    layers: list[list[Spot]] = [[] for _ in range(max(depth.values(), default=0) + 1)]
    for spot in near:
        layers[_layer(spot, depth)].append(spot)
    across = _across(layers, near, depth)
    left = min((x - _wide(spot) / 2 for spot, x in across.items()), default=0) - GAP * 2
    right = max((x + _wide(spot) / 2 for spot, x in across.items()), default=0) + GAP * 2
    at = {spot: (x - left, GAP * 2 + HEIGHT / 2 + _layer(spot, depth) * (HEIGHT + FALL)) for spot, x in across.items()}
    routes = tuple(tuple(at[spot] for spot in chain) for chain in chains)
    height = GAP * 4 + len(layers) * (HEIGHT + FALL) - FALL
    return Layout({name: at[name] for name in names}, routes, right - left, height)


def _depths(starts: Sequence[str], names: Sequence[str], pairs: Iterable[tuple[str, str]]) -> dict[str, int]:
    """The layer of every scene: the longest path to it, the steps that close a circle left out."""
    order = [*starts, *names]
    onward: dict[str, list[str]] = {name: [] for name in order}
    for source, target in pairs:
        onward[source].append(target)
    descent = _Descent(onward)
    for root in order:
        if root not in descent.finished:
            descent.run(root)
    finished, down = list(descent.finished), descent.down
    depth = dict.fromkeys(order, 0)
    for name in reversed(finished):
        for target in down[name]:
            depth[target] = max(depth[target], depth[name] + 1)
    _sink(depth, starts, finished, down)
    return depth


class _Descent:
    """A walk through the steps, depth first, with a stack of its own instead of calls.

    ``finished`` has the scenes in the order in which all that follows them was seen, and ``down`` where the steps of
    each lead that close no circle.
    """

    def __init__(self, onward: Mapping[str, Sequence[str]]) -> None:
        self.onward = onward
        self.finished: dict[str, None] = {}
        self.down: dict[str, list[str]] = {name: [] for name in onward}
        self._open: set[str] = set()

    def run(self, root: str) -> None:
        """Walk on from a scene that was not come to yet."""
        stack = [(root, self._entered(root))]
        while stack:
            name, targets = stack[-1]
            fresh = self._next(name, targets)
            if fresh is not None:
                stack.append((fresh, self._entered(fresh)))
                continue
            stack.pop()
            self._open.discard(name)
            self.finished[name] = None

    def _entered(self, name: str) -> Iterator[str]:
        self._open.add(name)
        return iter(self.onward[name])

    def _next(self, name: str, targets: Iterator[str]) -> str | None:
        """The next scene that a step leads to and that was not come to before."""
        for target in targets:
            if target in self._open:
                continue
            self.down[name].append(target)
            if target not in self.finished:
                return target
        return None


def _sink(depth: dict[str, int], starts: Sequence[str], finished: Sequence[str], down: dict[str, list[str]]) -> None:
    """Put scenes that no start leads to as far down as what they lead to allows, or their steps would cross the page.

    Of the ``finished`` scenes those that a scene leads to come before it.
    """
    led = set(starts)
    for name in reversed(finished):
        led.update(down[name] if name in led else ())
    for name in finished:
        if name not in led and down[name]:
            depth[name] = max(depth[name], min(depth[target] for target in down[name]) - 1)


def _chain(number: int, pair: tuple[str, str], depth: dict[str, int]) -> list[Spot]:
    """The spots of a step: its scenes, and one in every layer between them."""
    first, last = depth[pair[0]], depth[pair[1]]
    way = 1 if last > first else -1
    between = range(first + way, last, way) if 1 < abs(last - first) <= LONGEST else ()
    return [pair[0], *((number, layer) for layer in between), pair[1]]


def _layer(spot: Spot, depth: dict[str, int]) -> int:
    return depth[spot] if isinstance(spot, str) else spot[1]


def _wide(spot: Spot) -> int:
    return WIDTH if isinstance(spot, str) else LANE


def _across(layers: list[list[Spot]], near: dict[Spot, list[Spot]], depth: dict[str, int]) -> dict[Spot, float]:
    """How far right every spot is, after sweeps down and up that pull each below or above the mean of its links."""
    across: dict[Spot, float] = {}
    for layer in layers:
        _spread(layer, dict.fromkeys(layer, 0.0), across)
    for sweep in range(SWEEPS):
        step = -1 if sweep % 2 == 0 else 1
        for number, layer in list(enumerate(layers))[::-step]:
            wanted = {}
            for spot in layer:
                linked = [across[other] for other in near[spot] if (_layer(other, depth) - number) * step > 0]
                wanted[spot] = sum(linked) / len(linked) if linked else across[spot]
            layer.sort(key=wanted.__getitem__)
            _spread(layer, wanted, across)
    return across


def _spread(layer: list[Spot], wanted: dict[Spot, float], across: dict[Spot, float]) -> None:
    """Put a layer's spots in their order as near as can be to where they are wanted, none upon another."""
    edge = float("-inf")
    for spot in layer:
        across[spot] = max(wanted[spot], edge + _wide(spot) / 2)
        edge = across[spot] + _wide(spot) / 2 + GAP
    shift = sum(across[spot] - wanted[spot] for spot in layer) / max(1, len(layer))
    for spot in layer:
        across[spot] -= shift
