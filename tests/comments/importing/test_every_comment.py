"""Whatever a file holds, each comment is kept once or skipped once."""

import json
import re
from collections import Counter
from io import BytesIO

from hypothesis import given
from hypothesis import strategies as st

from apps.comments.importing.html_body import as_markdown
from apps.comments.importing.reading import read
from apps.lib import markup

ids = st.sampled_from(["1", "2", "3", "4", "5", ""])
rows = st.lists(
    st.fixed_dictionaries(
        {
            "id": ids,
            "parent": ids,
            "post": st.sampled_from(["", "a", "b"]),
            "body": st.sampled_from(["", "yes", "no"]),
            "deleted": st.booleans(),
        }
    ),
    min_size=1,
    max_size=12,
)


@given(rows)
def test_kept_and_skipped_are_all_there_is(rows: list[dict[str, object]]) -> None:
    export = read(BytesIO(json.dumps({"comments": rows}).encode()))
    kept = list(export.comments())

    assert len(kept) + export.skipped.total() == len(rows)
    assert max(Counter(comment.id for comment in kept).values(), default=1) == 1


@given(rows)
def test_every_parent_is_kept_too_and_no_thread_is_a_circle(
    rows: list[dict[str, object]],
) -> None:
    kept = list(read(BytesIO(json.dumps({"comments": rows}).encode())).comments())
    parents = {comment.id: comment.parent for comment in kept}

    for comment in kept:
        above, steps = comment.parent, 0
        while above:
            assert above in parents
            above, steps = parents[above], steps + 1
            assert steps <= len(kept)


@given(rows)
def test_a_tombstone_has_somebody_alive_below_it(
    rows: list[dict[str, object]],
) -> None:
    kept = list(read(BytesIO(json.dumps({"comments": rows}).encode())).comments())
    below = {comment.parent for comment in kept}

    assert all(comment.id in below for comment in kept if comment.is_deleted)


words = st.text(
    st.sampled_from([*"ab *_`[]()#>-+1.~\\&;|<\n"]), min_size=1, max_size=40
)


@given(words)
def test_plain_text_reads_the_same_as_markdown(text: str) -> None:
    shown = markup.plain(as_markdown(f"<p>{_escaped(text)}</p>"))

    if re.search(r"^\s*>(?:\s|$)", text, re.M):
        # These are quotations: the marks before their lines are not shown.
        shown, text = shown.replace(">", ""), text.replace(">", "")
    assert _letters(shown) == _letters(text)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _letters(text: str) -> str:
    return "".join(text.split())
