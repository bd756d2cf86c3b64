"""One change to a draft as a step that can be taken back, and taken again.

Pure: a draft is its rows by key ("digest", "group:7", "item:x3k", "candidate:12") and
the order of what stands in it: of its groups under "groups", of a group's items under the
group's key. A step names only what it changed.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

GROUPS = "groups"
_WORDS = ("heading", "lead_in")

Fields = dict[str, Any]  # JSON values
Pair = tuple[Fields | None, Fields | None]  # before and after; None: no such row
Orders = tuple[list[str], list[str]]


class ChangedSince(Exception):
    """What the step touched is no longer as the step left it: `key` says which row."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


@dataclass(frozen=True, slots=True)
class Draft:
    rows: dict[str, Fields]
    orders: dict[str, list[str]]

    def items_of(self, group: str) -> list[str]:
        return [key for key, row in self.rows.items() if row.get("group") == group]


@dataclass(frozen=True, slots=True)
class Step:
    rows: dict[str, Pair]
    orders: dict[str, Orders]

    def __bool__(self) -> bool:
        return bool(self.rows or self.orders)

    def to_json(self) -> dict[str, Any]:
        return {
            "rows": {key: list(pair) for key, pair in self.rows.items()},
            "orders": {key: list(pair) for key, pair in self.orders.items()},
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "Step":
        return cls(
            rows={key: (was, now) for key, (was, now) in value["rows"].items()},
            orders={key: (was, now) for key, (was, now) in value["orders"].items()},
        )


def difference(before: Draft, after: Draft) -> Step:
    """The step from the one to the other."""
    keys = list(dict.fromkeys([*before.rows, *after.rows]))
    rows = {
        key: _changed(before.rows.get(key), after.rows.get(key))
        for key in keys
        if before.rows.get(key) != after.rows.get(key)
    }
    names = list(dict.fromkeys([*before.orders, *after.orders]))
    pairs = {
        key: (before.orders.get(key, []), after.orders.get(key, [])) for key in names
    }
    return Step(rows, {key: pair for key, pair in pairs.items() if pair[0] != pair[1]})


def backwards(step: Step) -> Step:
    return Step(
        rows={key: (now, was) for key, (was, now) in step.rows.items()},
        orders={key: (now, was) for key, (was, now) in step.orders.items()},
    )


def joined(first: Step, second: Step) -> Step | None:
    """Both as one step; None unless they change the same fields of the same rows."""
    if first.orders or second.orders or first.rows.keys() != second.rows.keys():
        return None
    rows: dict[str, Pair] = {}
    for key, (was, between) in first.rows.items():
        then, now = second.rows[key]
        if not (was and between and then and now) or between != then:
            return None
        rows[key] = (was, now)
    return Step({key: pair for key, pair in rows.items() if pair[0] != pair[1]}, {})


def take(
    now: Draft, step: Step, made_as: Mapping[str, Collection[str]] | None = None
) -> Draft:
    """The draft after the step. Raises ChangedSince rather than write over anything.

    What others did beside it stays: rows that they added keep their place, a group that
    they filled is not removed, and one that they made for the same question serves. It
    gets the words of the one that comes back, unless it has words of its own: `made_as`
    are the headings under which groups are made.
    """
    rows = {key: dict(row) for key, row in now.rows.items()}
    stand_ins: dict[str, str] = {}
    # Groups first: items are put into them.
    for key in sorted(step.rows, key=lambda key: not key.startswith("group:")):
        was, becomes = step.rows[key]
        if was is None and becomes is not None:
            _create(rows, key, becomes, stand_ins, made_as or {})
        elif becomes is not None and was is not None:
            _alter(rows, key, was, becomes, stand_ins)
        elif was is not None and not key.startswith("group:"):
            _remove(rows, key, was)
    _remove_groups(rows, step)
    for key, row in rows.items():
        if "group" in row and row["group"] not in rows:
            raise ChangedSince(key)
    _question_once(rows, step)
    return Draft(rows, _ordered(now, rows, step, stand_ins))


def _question_once(rows: dict[str, Fields], step: Step) -> None:
    """A group was made for the question meanwhile that another one gets back."""
    seen: dict[object, str] = {}
    for key, row in rows.items():
        question = row.get("question")
        if question is not None and seen.setdefault(question, key) != key:
            raise ChangedSince(key if key in step.rows else seen[question])


def _changed(was: Fields | None, now: Fields | None) -> Pair:
    if was is None or now is None:
        return was, now
    names = [name for name in now if was.get(name) != now[name]]
    return {name: was.get(name) for name in names}, {name: now[name] for name in names}


def _create(
    rows: dict[str, Fields],
    key: str,
    row: Fields,
    stand_ins: dict[str, str],
    made_as: Mapping[str, Collection[str]],
) -> None:
    if key.startswith("group:"):
        if key in rows:
            return
        about = _about(row)
        same = (
            other
            for other, there in rows.items()
            if other.startswith("group:") and _about(there) == about
        )
        if any(about) and (found := next(same, None)):
            stand_ins[key] = found
            if not _takes_words(rows[found], row, made_as.get(found, ())):
                raise ChangedSince(found)
            return
    elif key in rows or _is_quoted(rows, row):
        raise ChangedSince(key)
    rows[key] = _placed(row, stand_ins)


def _about(group: Fields) -> tuple[object, object]:
    """The question or the section that it is for; steps of before know no section."""
    return group["question"], group.get("section")


def _takes_words(there: Fields, row: Fields, made_as: Collection[str]) -> bool:
    """Whether the words of both groups are in the one that is there, from now on."""
    if all(there[name] == row[name] for name in _WORDS):
        return True
    if there["lead_in"] or there["heading"] not in {*made_as, row["heading"]}:
        # It has words of its own: fine where the other one had none.
        return not row["lead_in"] and row["heading"] in made_as
    there.update({name: row[name] for name in _WORDS})
    return True


def _is_quoted(rows: dict[str, Fields], row: Fields) -> bool:
    answer = row.get("answer")
    return answer is not None and any(
        there.get("answer") == answer for there in rows.values()
    )


def _placed(row: Fields, stand_ins: dict[str, str]) -> Fields:
    if "group" not in row:
        return dict(row)
    return {**row, "group": stand_ins.get(row["group"], row["group"])}


def _alter(
    rows: dict[str, Fields],
    key: str,
    was: Fields,
    becomes: Fields,
    stand_ins: dict[str, str],
) -> None:
    there = rows.get(key)
    if there is None or any(there.get(name) != was[name] for name in was):
        raise ChangedSince(key)
    there.update(_placed(becomes, stand_ins))


def _remove(rows: dict[str, Fields], key: str, was: Fields) -> None:
    there = rows.get(key)
    if there is None or any(there.get(name) != was[name] for name in was):
        raise ChangedSince(key)
    del rows[key]


def _remove_groups(rows: dict[str, Fields], step: Step) -> None:
    """Those that the step removes and nobody filled or worded meanwhile."""
    filled = {row["group"] for row in rows.values() if "group" in row}
    for key, (was, becomes) in step.rows.items():
        if becomes is not None or not key.startswith("group:") or key not in rows:
            continue
        if key in filled:
            continue
        if rows[key] != was:
            raise ChangedSince(key)
        del rows[key]


def _ordered(
    now: Draft, rows: dict[str, Fields], step: Step, stand_ins: dict[str, str]
) -> dict[str, list[str]]:
    orders = {key: list(order) for key, order in now.orders.items()}
    for key, (was, becomes) in step.orders.items():
        place = stand_ins.get(key, key)
        if place == GROUPS or place in rows:
            orders[place] = _merged(orders.get(place, []), was, becomes, place)
    result = {}
    for place in [GROUPS, *(key for key in rows if key.startswith("group:"))]:
        members = (
            [key for key in rows if key.startswith("group:")]
            if place == GROUPS
            else [key for key, row in rows.items() if row.get("group") == place]
        )
        known = [key for key in orders.get(place, []) if key in set(members)]
        result[place] = [*known, *(key for key in members if key not in set(known))]
    return result


def _merged(
    there: Sequence[str], was: Sequence[str], becomes: Sequence[str], place: str
) -> list[str]:
    """`there` after the step from `was` to `becomes`; what only `there` has stays."""
    if _only(was, becomes) == _only(becomes, was):
        # Nothing that stays changes places: take out, and put in beside its neighbour.
        result = [key for key in there if key in becomes or key not in was]
        return _woven(result, becomes)
    if _only(there, was) != _only(was, there):
        raise ChangedSince(place)
    result = [key for key in becomes if key in there or key not in was]
    return _woven(result, there, leave=set(was))


def _only(keys: Iterable[str], among: Iterable[str]) -> list[str]:
    wanted = set(among)
    return [key for key in keys if key in wanted]


def _woven(
    result: list[str], order: Sequence[str], leave: Iterable[str] = ()
) -> list[str]:
    """`result` with what it lacks of `order`, each after whom it follows there."""
    out = set(leave)
    at = 0
    for key in order:
        if key in result:
            at = result.index(key) + 1
        elif key not in out:
            result.insert(at, key)
            at += 1
    return result
