"""Stepping back and again over plain rows, with what others did in between."""

import json
from typing import Any

import pytest

from apps.digest.steps import ChangedSince, Draft, Step, backwards, difference, joined
from apps.digest.steps import take as taken


def draft(**groups: str) -> Draft:
    """Groups by name, each with its items as letters: draft(one="ab", two="")."""
    rows: dict[str, dict[str, Any]] = {"digest": {"title": "T"}}
    orders: dict[str, list[str]] = {"groups": [f"group:{name}" for name in groups]}
    for place, (name, letters) in enumerate(groups.items()):
        key = f"group:{name}"
        rows[key] = {"question": place, "heading": name, "lead_in": ""}
        orders[key] = [f"item:{letter}" for letter in letters]
        for letter in letters:
            rows[f"item:{letter}"] = {"group": key, "answer": letter, "reply": ""}
    return Draft(rows, orders)


def with_reply(of: Draft, item: str, reply: str) -> Draft:
    rows = {**of.rows, f"item:{item}": {**of.rows[f"item:{item}"], "reply": reply}}
    return Draft(rows, of.orders)


def shape(of: Draft) -> dict[str, str]:
    groups = [key.partition(":")[2] for key in of.orders["groups"]]
    return {
        name: "".join(key[-1] for key in of.orders[f"group:{name}"]) for name in groups
    }


CASES = {
    "picked": (draft(one="a"), draft(one="ab")),
    "picked first of its question": (draft(one="a"), draft(one="a", two="b")),
    "put back": (draft(one="ab", two="c"), draft(one="b", two="c")),
    "put back the only one": (draft(one="a", two="c"), draft(two="c")),
    "moved in its group": (draft(one="abc"), draft(one="cab")),
    "moved to another group": (draft(one="ab", two="c"), draft(one="b", two="ca")),
    "groups moved": (draft(one="a", two="b"), draft(two="b", one="a")),
    "merged": (draft(one="ab", two="cd"), draft(one="abcd")),
    "wrote a reply": (draft(one="a"), with_reply(draft(one="a"), "a", "Yes.")),
}


def steady(one: Draft) -> Draft:
    """With the questions by name, so that both sides of a case agree on them."""
    rows = {
        key: {**row, "question": key} if "question" in row else row
        for key, row in one.rows.items()
    }
    return Draft(rows, one.orders)


@pytest.mark.parametrize("case", CASES)
def test_a_step_back_and_again_is_exact(case: str) -> None:
    before, after = (steady(one) for one in CASES[case])
    step = Step.from_json(json.loads(json.dumps(difference(before, after).to_json())))

    back = taken(after, backwards(step))
    again = taken(back, step)

    assert back == before
    assert again == after


def test_what_others_added_meanwhile_keeps_its_place() -> None:
    step = difference(steady(draft(one="ac")), steady(draft(one="abc")))
    now = steady(draft(one="axbcy", two="z"))

    assert shape(taken(now, backwards(step))) == {"one": "axcy", "two": "z"}


def test_a_move_is_stepped_back_around_what_others_added() -> None:
    step = difference(steady(draft(one="abc")), steady(draft(one="cab")))
    now = steady(draft(one="cxab"))

    assert shape(taken(now, backwards(step))) == {"one": "abcx"}


def test_a_group_that_others_filled_meanwhile_stays() -> None:
    step = difference(steady(draft(one="a")), steady(draft(one="a", two="b")))
    now = steady(draft(one="a", two="bx"))

    assert shape(taken(now, backwards(step))) == {"one": "a", "two": "x"}


def test_a_group_made_again_for_the_same_question_serves() -> None:
    before = steady(draft(one="a", two="b"))
    step = difference(before, steady(draft(two="b")))
    now = draft(two="b", new="x")
    now.rows["group:two"]["question"] = "group:two"
    now.rows["group:new"]["question"] = "group:one"

    then = taken(now, backwards(step), {"group:new": ["new"]})

    assert shape(then) == {"two": "b", "new": "ax"}


WORDED = {"heading": "Mine", "lead_in": "My careful lead-in."}
BARE = {"heading": "Asked", "lead_in": ""}


@pytest.mark.parametrize(
    ("went", "made", "stays"),
    [
        (WORDED, BARE, WORDED),
        (BARE, {"heading": "Theirs", "lead_in": ""}, {"heading": "Theirs"}),
        (BARE, {"heading": "Asked", "lead_in": "Theirs."}, {"lead_in": "Theirs."}),
        (WORDED, WORDED, WORDED),
        (WORDED, {"heading": "Theirs", "lead_in": ""}, None),
        (WORDED, {"heading": "Asked", "lead_in": "Theirs."}, None),
        ({"heading": "Mine", "lead_in": ""}, {**BARE, "lead_in": "Theirs."}, None),
    ],
)
def test_it_serves_with_the_words_of_both_or_not_at_all(
    went: dict[str, str], made: dict[str, str], stays: dict[str, str] | None
) -> None:
    before = steady(draft(one="a", two="b"))
    before.rows["group:one"] |= went
    step = difference(before, steady(draft(two="b")))
    now = steady(draft(two="b", new="x"))
    now.rows["group:new"] |= {"question": "group:one", **made}

    if stays is None:
        with pytest.raises(ChangedSince) as refused:
            taken(now, backwards(step), {"group:new": ["Asked"]})
        assert refused.value.key == "group:new"
    else:
        then = taken(now, backwards(step), {"group:new": ["Asked"]})
        assert then.rows["group:new"].items() >= stays.items()


@pytest.mark.parametrize(
    ("step", "now"),
    [
        (CASES["wrote a reply"], with_reply(draft(one="a"), "a", "No.")),
        (CASES["wrote a reply"], draft(one="")),
        (CASES["picked"], with_reply(draft(one="ab"), "b", "Kept.")),
        (CASES["picked"], draft(one="a")),
        (CASES["picked"], draft(one="a", two="b")),
        (CASES["moved in its group"], draft(one="bca")),
        (CASES["moved to another group"], draft(two="ca", three="b")),
        (CASES["groups moved"], draft(one="a", two="b")),
    ],
    ids=[
        "reply replaced",
        "item gone",
        "item replied to",
        "item put back",
        "item moved",
        "order changed",
        "group gone",
        "groups moved back",
    ],
)
def test_nothing_that_changed_since_is_written_over(
    step: tuple[Draft, Draft], now: Draft
) -> None:
    before, after = (steady(one) for one in step)

    with pytest.raises(ChangedSince):
        taken(steady(now), backwards(difference(before, after)))


def test_an_answer_picked_again_meanwhile_does_not_come_back_twice() -> None:
    step = difference(steady(draft(one="ab")), steady(draft(one="a")))
    now = steady(draft(one="ac"))
    now.rows["item:c"]["answer"] = "b"

    with pytest.raises(ChangedSince):
        taken(now, backwards(step))


def test_steps_in_the_same_field_join_and_others_do_not() -> None:
    empty = draft(one="ab")
    some, more = with_reply(empty, "a", "Y"), with_reply(empty, "a", "Yes")
    other = with_reply(some, "b", "No")

    both = joined(difference(empty, some), difference(some, more))

    assert both == difference(empty, more)
    assert joined(difference(empty, some), difference(some, other)) is None
    assert joined(difference(empty, draft(one="a")), difference(empty, some)) is None
