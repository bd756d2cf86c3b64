"""A new version beside the live one, as an editor and later any reader looks at it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import nsmallest

from apps.lib.changes import Change, Effort, changes
from apps.questions.outline_rows import one_line
from apps.questions.revising import Asking, Report, TextEntry
from apps.questions.revising.report import Entry
from apps.questions.versions import Comparison

# With more questions than this only the first can be paired by hand: Django takes a
# thousand fields, and nobody pairs more.
EDITABLE = 400
# How many of the removed questions are offered for a new one: the nearest in the order.
OFFERED = 40

LABELS = {
    "kept": "kept",
    "reworded": "reworded",
    "moved": "moved",
    "new": "new",
    "back": "asked again",
    "removed": "removed",
    "staying": "asked by readers, stays",
}
TITLES = {
    "reworded": "Reworded",
    "moved": "Moved",
    "new": "New",
    "back": "Asked again",
    "removed": "Removed",
    "staying": "Asked by readers",
}
PLACES = {
    "title": "Title",
    "subtitle": "Subtitle",
    "intro": "Introduction",
    "outro": "Closing words",
    "said": "Said",
}
SECTION_LABELS = {
    "renamed": "renamed",
    "moved": "moved",
    "new": "new",
    "removed": "removed",
}


@dataclass(frozen=True, slots=True)
class Changed:
    """One question. `key` is set where the editor may pair it by hand; the `effort` is
    that of the whole page."""

    entry: Entry
    effort: Effort
    key: str = ""
    offered: tuple[Asking, ...] = ()
    # A new question of a version that waits has no page yet.
    has_page: bool = True
    # Where the question would go, how many answers hang on it.
    answers: int = 0

    @property
    def words(self) -> list[Change]:
        return word_changes(self.entry, self.effort)

    @property
    def is_reworded(self) -> bool:
        return "reworded" in self.entry["kinds"]

    @property
    def is_new(self) -> bool:
        return self.entry["kinds"] == ["new"]

    @property
    def text(self) -> str:
        return self.entry["now"] or self.entry["was"]

    @property
    def is_moved(self) -> bool:
        return "moved" in self.entry["kinds"]

    @property
    def is_other_section(self) -> bool:
        return self.entry["was_in"] != self.entry["now_in"]


@dataclass(frozen=True, slots=True)
class ChangedText:
    """A title, a paragraph, or what is said under a question or in a section."""

    entry: TextEntry
    effort: Effort

    @property
    def words(self) -> list[Change]:
        return word_changes(self.entry, self.effort)

    @property
    def place(self) -> str:
        return PLACES[self.entry["place"]]


@dataclass(frozen=True, slots=True)
class Group:
    """Questions to which the same happened first and foremost."""

    kind: str
    rows: list[Changed]

    @property
    def title(self) -> str:
        return TITLES[self.kind]


def word_changes(entry: Entry | TextEntry, effort: Effort) -> list[Change]:
    """The difference as readers see the texts, or in the marks if only they differ."""
    was, now = one_line(entry["was"]), one_line(entry["now"])
    if entry["was"] and entry["now"] and was == now:
        return changes(entry["was"], entry["now"], effort)
    return changes(was, now, effort)


def changed_texts(report: Report, effort: Effort) -> list[ChangedText]:
    """Reports of older versions have none."""
    return [ChangedText(entry, effort) for entry in report.get("texts", ())]


def groups(rows: Iterable[Changed]) -> list[Group]:
    found: dict[str, list[Changed]] = {kind: [] for kind in TITLES}
    for row in rows:
        found[_first(row.entry)].append(row)
    return [Group(kind, rows) for kind, rows in found.items() if rows]


def stored(report: Report, effort: Effort) -> list[Changed]:
    return [Changed(entry, effort) for entry in report["questions"]]


def compared(comparison: Comparison, report: Report, effort: Effort) -> list[Changed]:
    """Like `stored`, with what the editor may choose for each question."""
    removed = [
        each.old
        for each in comparison.questions
        if each.old and each.kinds == ("removed",)
    ]
    places = {row.key: n for n, row in enumerate(comparison.live.version.questions)}
    differing = [
        (place, each)
        for place, each in enumerate(comparison.questions)
        if each.kinds != ("kept",)
    ]
    rows: list[Changed] = []
    left = EDITABLE
    for (place, each), entry in zip(differing, report["questions"], strict=True):
        is_new = each.kinds == ("new",)
        may_pair = left > 0 and (is_new or "reworded" in each.kinds or each.is_by_hand)
        key = each.new.key if each.new and may_pair else ""
        left -= bool(key)
        offered = _nearest(removed, places, place) if key and is_new else ()
        answers = 0
        if each.old and each.kinds == ("removed",):
            answers = comparison.live.questions[each.old.key].answer_count
        rows.append(Changed(entry, effort, key, offered, not is_new, answers))
    return rows


def summary(report: Report) -> list[str]:
    """How many questions and sections of each kind, in words.

    Each question counts once, as it is listed: see `groups`.
    """
    asked = Counter(_first(entry) for entry in report["questions"])
    asked["kept"] = report["counts"]["kept"]
    also_moved = Counter(
        _first(entry) for entry in report["questions"] if "moved" in entry["kinds"]
    )
    del also_moved["moved"]
    headed, texts = report["section_counts"], report.get("text_count", 0)
    return (
        [
            f"{asked[kind]} {label}"
            + (f", {also_moved[kind]} of them moved" if also_moved[kind] else "")
            for kind, label in LABELS.items()
            if asked[kind]
        ]
        + [f"{texts} other text{'s' * (texts != 1)} changed"] * bool(texts)
        + [
            f"{headed[kind]} section{'s' * (headed[kind] != 1)} {label}"
            for kind, label in SECTION_LABELS.items()
            if headed[kind]
        ]
    )


def _first(entry: Entry) -> str:
    """What happened to a question first and foremost."""
    return next(kind for kind in TITLES if kind in entry["kinds"])


def _nearest(
    removed: Sequence[Asking], places: dict[str, int], place: int
) -> tuple[Asking, ...]:
    """In the order of the essay."""
    nearest = nsmallest(OFFERED, removed, key=lambda row: abs(places[row.key] - place))
    return tuple(sorted(nearest, key=lambda row: places[row.key]))
