"""No count from 1 to k - 1 is shown, and none can be worked out from what is."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping

import pytest

from game.seminar.suppress import Group, Split, flows, in_order, merged, split

ROOMS = 10_000


def rooms(seed: int) -> Iterator[tuple[dict[str, dict[str, int]], int]]:
    chance = random.Random(seed)
    for _ in range(ROOMS):
        options = [f"o{number}" for number in range(chance.randint(1, 5))]
        roles = [f"r{number}" for number in range(chance.randint(1, 3))]
        top = chance.choice((2, 6, 20))
        yield (
            {role: {option: chance.randint(0, top) for option in options} for role in roles},
            chance.choice((3, 5, 10)),
        )


def total(table: Mapping[str, Mapping[str, int]], option: str) -> int:
    return sum(column[option] for column in table.values())


def shown_small(groups: tuple[Group, ...] | None, parted: Split | None, k: int) -> bool:
    counts = [group.count for group in groups or ()] + [
        cell for cells in (parted.cells.values() if parted else ()) for cell in cells
    ]
    return any(0 < count < k for count in counts)


def can_differ(
    table: dict[str, dict[str, int]], groups: tuple[Group, ...], parted: Split | None, role: str, option: str
) -> bool:
    """Whether some other room looks the same and has another count in this cell."""
    own = next(group.members for group in groups if option in group.members)
    if parted is None:  # only the sums of groups are known: a voter may have been of another role, or of another option
        others = [(other, role) for other in own if other != option] + [
            (option, other) for other in table if other != role
        ]
        return bool(others)
    for other in own:  # somebody of the same role chose another option of the same group
        if other != option and (table[role][option] or table[role][other]):
            return True
    coarse = next(part for part in parted.groups if option in part)
    for other_role in table:  # two people swapped: the sums of options and of roles stay
        for other in coarse:
            if other_role == role or other == option:
                continue
            if (table[role][option] and table[other_role][other]) or (table[role][other] and table[other_role][option]):
                return True
    return False


def test_no_small_count_is_shown_or_can_be_worked_out_in_ten_thousand_rooms() -> None:
    looked = 0
    for table, k in rooms(18):
        whole = {option: total(table, option) for option in next(iter(table.values()))}
        groups, parted = merged(whole, k), split(table, k)
        assert not shown_small(groups, parted, k), (table, k)
        if groups is None:
            assert 0 < sum(whole.values()) < k
            assert parted is None
            continue
        assert sum(group.count for group in groups) == sum(whole.values())
        for option, count in whole.items():
            group = next(group for group in groups if option in group.members)
            if 0 < count < k:
                assert len(group.members) > 1
                assert group.count > count or k > count
        if len(table) == 1 and parted is not None:
            continue  # one role: the table is the whole
        for role, column in table.items():
            for option, count in column.items():
                if 0 < count < k:
                    looked += 1
                    assert can_differ(table, groups, parted, role, option), (table, k, role, option)
    assert looked > ROOMS


def test_a_group_that_hides_a_small_count_holds_another_beside_it() -> None:
    assert merged({"a": 14, "b": 12, "c": 5, "d": 1}, 5) == (Group(("a",), 14), Group(("b",), 12), Group(("c", "d"), 6))
    assert merged({"a": 4, "b": 4}, 5) == (Group(("a", "b"), 8),)


def test_enough_in_every_option_is_shown_as_it_is() -> None:
    assert merged({"a": 9, "b": 5, "c": 0}, 5) == (Group(("a",), 9), Group(("b",), 5), Group(("c",), 0))


def test_fewer_answers_than_k_show_nothing_and_none_at_all_show_zeros() -> None:
    assert merged({"a": 3, "b": 1}, 5) is None
    assert merged({"a": 0, "b": 0}, 5) == (Group(("a",), 0), Group(("b",), 0))


def test_neighbours_alone_are_put_together_on_a_scale() -> None:
    scale = {str(ten): count for ten, count in zip(range(0, 50, 10), (1, 2, 4, 0, 1), strict=True)}
    assert in_order(scale, 5) == (Group(("0", "10", "20", "30", "40"), 8),)
    assert in_order({"0": 5, "10": 6, "20": 1}, 5) == (Group(("0",), 5), Group(("10", "20"), 7))


@pytest.mark.parametrize("k", [3, 5, 15])
def test_no_bin_of_a_scale_is_small(k: int) -> None:
    chance = random.Random(k)
    scales = [{str(ten): chance.choice((0, 0, 1, 2, 7, 20)) for ten in range(11)} for _ in range(500)]
    told = [groups for groups in (in_order(scale, k) for scale in scales if sum(scale.values()) >= k) if groups]
    assert len(told) > 400
    assert not [groups for groups in told if any(0 < group.count < k for group in groups)]


def test_movements_are_told_only_where_nobody_can_be_picked_out() -> None:
    assert flows([("a", "a")] * 9 + [("a", "b")] * 6, 5) == (9, 6)
    assert flows([("a", "a")] * 9 + [("a", "b")] * 6 + [("b", "a")], 5) is None
    assert flows([], 5) is None
