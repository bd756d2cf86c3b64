"""From notices to lines: pure."""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from apps.news.lines import Happening, Line, lines, subject_line

NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


@dataclass
class Told:
    kind: str = "answer"
    text: str = "As it was told."
    url: str = "/a/1/"
    about: str = "/q/1/"
    subject: str = "answer:1"
    created_at: datetime = NOW
    read_at: datetime | None = None


def happening(who: str = "Ada", number: int = 1) -> Happening:
    return Happening(who, "Why?", "Why?", "/q/1/", f"/a/{number}/", "Because.")


THREE = {f"answer:{number}": happening(number=number) for number in (1, 2, 3)}


def test_one_is_told_by_name_with_its_first_words() -> None:
    [line] = lines([Told()], THREE)

    assert line.text == "Ada answered “Why?”"
    assert (line.url, line.excerpt) == ("/a/1/", "Because.")


def test_several_about_one_thing_are_one_line_that_leads_there() -> None:
    [line] = lines([Told(subject=key) for key in THREE], THREE)

    assert line.text == "3 new answers to “Why?”"
    assert (line.url, line.excerpt, line.count) == ("/q/1/", "", 3)


def test_what_is_no_longer_shown_is_not_told() -> None:
    told = lines([Told(), Told(subject="answer:9")], THREE)

    assert [line.count for line in told] == [1]


def test_a_name_withheld_is_not_told() -> None:
    [line] = lines([Told(text="Ada answered")], {"answer:1": happening(who="")})

    assert line.text == "A reader answered “Why?”"


def test_read_and_unread_stay_apart() -> None:
    told = lines([Told(), Told(subject="answer:2", read_at=NOW)], THREE)

    assert [line.is_unread for line in told] == [True, False]


def test_decisions_are_never_put_together() -> None:
    one = Told(kind="decision", subject="", text="Hidden: rude.")
    other = Told(kind="decision", subject="", text="Public again.")

    assert [line.text for line in lines([one, other], {})] == [
        "Hidden: rude.",
        "Public again.",
    ]


@pytest.mark.parametrize(
    ("texts", "subject"),
    [
        (["One"], "One"),
        (["One", "Two"], "One, and one thing more"),
        (["One\r\nBcc: x@y", "Two", "Three"], "One Bcc: x@y, and 2 more"),
        (["It is public.", "Two"], "It is public, and one thing more"),
        (["“Is “a: b” so?” was not taken: Too wide."], "“Is “a: b” so?” was not taken"),
        (["x" * 300, "Two"], "x" * 119 + "…, and one thing more"),
    ],
)
def test_the_subject_is_one_line(texts: list[str], subject: str) -> None:
    assert subject_line([Line(text, "/", NOW, True) for text in texts]) == subject
