"""What a draft shows is what is published, whatever an editor did to it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.questions.actions import publish_outline
from apps.questions.correcting import CHOICES, CannotCorrect, draft_of
from apps.questions.correcting.edits import Edit
from apps.questions.correcting.settling import settle
from apps.questions.importing import Item, Outline, parse
from apps.questions.outline_rows import one_line, read_items
from apps.questions.read_outlines import restored, stored
from apps.questions.stored_outline import outline_of
from tests.factories import NOW
from tests.questions.texts import SMALL

MANY = SMALL + "\n\nThank you.\n\nGood night.\n"
ACTS = ["in", "out", "up", "down", "leave", "take", "sure"]

steps = st.tuples(
    st.integers(0, 60),
    st.one_of(
        st.sampled_from(ACTS).map(lambda act: {"act": act}),
        st.sampled_from(sorted(CHOICES)).map(
            lambda choice: {"act": "choose", "choice": choice}
        ),
        st.sampled_from(["next", "previous"]).map(
            lambda side: {"act": "join", "towards": side}
        ),
        st.integers(1, 30).map(lambda cut: {"act": "split", "cut": cut}),
        st.just({"act": "words", "text": "Is it so?", "source": "A sign"}),
    ),
)


def played(outline: Outline, wanted: list[tuple[int, Edit]]):
    """The draft, and those of the edits that it took."""
    draft, taken = draft_of(outline, []), []
    for place, act in wanted:
        edit = {**act, "key": draft.pieces[place % len(draft.pieces)].key}
        trial = draft.copy()
        try:
            trial.play(edit)
        except CannotCorrect:
            continue
        draft = trial
        taken.append(edit)
    return draft, taken


@given(st.lists(steps, max_size=25))
@settings(max_examples=60)
def test_playing_again_gives_the_same_draft(wanted):
    outline = parse(MANY, format="markdown")

    draft, taken = played(outline, wanted)

    again = draft_of(restored(stored(outline)), taken)
    assert again == draft
    depths = [piece.depth for piece in draft.pieces]
    settle(draft.pieces)
    assert [piece.depth for piece in draft.pieces] == depths
    assert len({piece.key for piece in draft.pieces}) == len(draft.pieces)


def shown(outline: Outline) -> list[tuple[str, ...]]:
    """The tree in words: depth, kind, stance, words and source of each piece.

    Questions and headings have no stance or source of their own to publish, and the
    paragraphs that open or close an essay are one text.
    """
    depths: dict[int, int] = {}
    found: list[tuple[str, ...]] = []
    for at, item in read_items(outline):
        depth = depths[at] = 0 if item.parent is None else depths[item.parent] + 1
        text, source = _words(item)
        is_said = item.kind in ("consideration", "quote", "prose")
        row = (str(depth), item.kind, item.stance if is_said else "", text, source)
        if row[:2] == ("0", "prose") and found and found[-1][:2] == row[:2]:
            row = (*row[:3], f"{found.pop()[3]} {text}", source)
        found.append(row)
    return found


def _words(item: Item) -> tuple[str, str]:
    text = " ".join(item.text.split())
    if item.kind in ("section", "subsection"):
        return one_line(item.text), ""
    is_free = item.kind == "prose" and item.parent is None
    is_asked = item.kind in ("question", "subquestion")
    return text, "" if is_asked or is_free else one_line(item.source)


@pytest.mark.django_db
@given(st.lists(steps, max_size=20))
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_published_tree_is_the_one_shown(author, wanted):
    draft, _ = played(parse(MANY, format="markdown"), wanted)

    essay = publish_outline(
        outline=draft.outline(),
        source="x",
        format="text",
        slug="s",
        by=author,
        at=NOW,
    )

    assert shown(outline_of(essay)) == shown(draft.outline())
