"""A rundown of any length, timed again after recording, with chapters and notes."""

import json
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.digest.document import Document
from apps.digest.exports import FORMATS, TooShort, Wishes, export
from apps.digest.exports.aloud import (
    clock,
    exact_clock,
    needs_asking,
    said_aloud,
    stretch,
)
from apps.digest.exports.podcast import PODLOVE
from apps.digest.exports.recording import (
    NO_LONGER_THERE,
    BadTimes,
    as_of_today,
    estimated,
    from_json,
    mismatches,
    retimed,
    to_json,
)
from apps.digest.exports.rundown import plan
from apps.lib.text import words
from tests.digest.documents import SITE, document, group, item

LONG = "word " * 150  # a minute, at the usual pace


def post(*lengths: int, groups: int = 2) -> Document:
    """Groups of quotations that take so many minutes each, besides their credit."""
    return document(
        *(
            group(
                *(
                    item(f"{place}{n}", quote=LONG * length, name=f"N{place}{n}")
                    for n, length in enumerate(lengths)
                ),
                anchor=f"g-{place}",
                heading=f"On {place}",
                question_url=f"{SITE}/q/{place}/",
            )
            for place in range(groups)
        )
    )


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.integers(1, 4), min_size=1, max_size=4),
    st.integers(1, 4),
    st.integers(3, 90),
    st.integers(80, 250),
)
def test_any_length_is_met_in_the_order_of_the_post(
    lengths: list[int], groups: int, minutes: int, pace: int
) -> None:
    source = post(*lengths, groups=groups)
    order = [one.key for one in source.items()]

    try:
        made = plan(source, minutes=minutes, pace=pace)
    except TooShort:
        assert minutes * pace < 150 * min(lengths) * 1.2 + 150
        return

    read = [key for part in made.segments for key in part.items]
    assert abs(made.seconds - minutes * 60) <= minutes * 3
    assert read == [key for key in order if key in read]
    assert len(read) + len(made.left_out) == len(order)
    assert all(part.seconds >= 0 for part in made.segments)
    starts = [part.start for part in made.segments]
    assert starts == sorted(set(starts))
    assert made == plan(source, minutes=minutes, pace=pace)


def test_a_chapter_of_several_questions_leads_to_its_place_in_the_post() -> None:
    mixed = group(
        item("one", question="Why sleep?", question_url=f"{SITE}/q/1/"),
        question="",
        question_url="",
    )
    post = document(mixed, url=f"{SITE}/h/one/")

    told = json.loads(export(post, "chapters").text)

    assert told["chapters"][1]["url"] == f"{SITE}/h/one/#g-sleep"
    notes = export(post, "shownotes").text
    assert f"- [Ada]({SITE}/a/one/), on “Why sleep?”" in notes


def test_every_part_gets_its_best_quotation_before_any_gets_two() -> None:
    source = document(
        *(
            group(
                item(f"a{n}", quote=LONG * 2),
                item(f"b{n}", quote=LONG * 2, reply="I differ."),
                anchor=f"g-{n}",
                heading=f"On {n}",
            )
            for n in range(2)
        )
    )

    made = plan(source, minutes=6)

    assert [part.items for part in made.segments] == [(), ("i-b0",), ("i-b1",), ()]
    assert [one.title for one in made.left_out] == ["Ada on On 0", "Ada on On 1"]
    assert "s were left" in made.left_out[0].why


def test_nothing_to_read_or_no_time_for_it_is_a_sentence() -> None:
    with pytest.raises(TooShort, match="at least 3 minutes"):
        plan(post(2), minutes=1)
    with pytest.raises(TooShort, match="Nothing is quoted"):
        plan(document(group(item(state="withdrawn", quote=""))))


def test_a_rundown_says_what_is_read_how_it_is_credited_and_what_is_not() -> None:
    source = document(
        group(
            item(name="NotPeerReviewed", reply="I differ."),
            item("two", name="a reader"),
            item("three", name="小林 遥", quote=LONG * 9),
        )
    )

    text = export(source, "rundown", Wishes(minutes=3)).text

    assert "[00:00] OPENING" in text
    assert "NotPeerReviewed writes: (say: Not Peer Reviewed)" in text
    assert "(say: a reader who did not want to be named)" in text
    assert "Bees keep time by the light" in text
    assert "I differ." in text
    assert "(Talk: " in text
    assert "LEFT OUT\n\n- 小林 遥 on Is sleep older than the brain?: it takes" in text


def test_the_words_read_aloud_are_the_words_of_the_post() -> None:
    source = post(1, 2)
    made = plan(source, minutes=30)

    read = [one.text for part in made.segments for one in part.readings if one.credit]

    assert [text.split() for text in read] == [
        one.quote.split() for one in source.items()
    ]


def test_seconds_follow_from_the_words_and_the_pace() -> None:
    made = plan(post(2), minutes=20, pace=120)

    for part in made.segments:
        for one in part.readings:
            spoken = words(f"{one.credit} {one.text}")
            assert abs(one.seconds - spoken * 60 / 120) <= 1


TIMES = "0:00 Opening\n\n1:05.5 On 0\n\n01:02:03 On 1\n1:10:00"


def test_real_times_make_chapters_and_notes() -> None:
    source = post(1)
    chapters = retimed(estimated(plan(source)), TIMES)
    wishes = Wishes(recorded=from_json(json.loads(json.dumps(to_json(chapters)))))

    told = json.loads(export(source, "chapters", wishes).text)
    tree = ElementTree.fromstring(export(source, "podlove", wishes).content)
    notes = export(source, "shownotes", wishes).text

    assert told["version"] == "1.2.0"
    assert [one["startTime"] for one in told["chapters"]] == [0, 65.5, 3723, 4200]
    starts = [one.get("start") for one in tree.iter(f"{{{PODLOVE}}}chapter")]
    assert starts == ["00:00:00.000", "00:01:05.500", "01:02:03.000", "01:10:00.000"]
    assert f"- 1:02:03 [On 1]({SITE}/q/1/)" in notes
    assert f"- [N00]({SITE}/a/00/), on “On 0”" in notes
    rundown = export(source, "rundown", wishes).text
    made = plan(source)
    _, first, second, closing = made.segments
    assert rundown.split("\n\n")[1].startswith("As recorded. Planned were 45 min: ")
    for begins, part in (
        ("[01:05] ON 0 (60 min 58 s, planned ", first),
        ("[1:02:03] ON 1 (7 min 57 s, planned ", second),
        ("[1:10:00] CLOSING (planned ", closing),
    ):
        assert f"{begins}{stretch(part.seconds)} at {clock(part.start)})" in rundown
    assert f"(Talk: {stretch(first.talk)}, planned)" in rundown


def test_a_part_that_came_after_the_recording_says_so() -> None:
    wishes = Wishes(recorded=estimated(plan(post(1))))

    rundown = export(post(1, groups=3), "rundown", wishes).text

    assert "[not recorded] ON 2 (planned " in rundown


def test_durations_are_added_up() -> None:
    planned = estimated(plan(post(1)))

    made = retimed(planned, "0:30\n2:00\n2:00.25\n0:10", "durations")

    assert [one.start for one in made] == [0, 30, 150, 270.25]


@pytest.mark.parametrize(
    ("typed", "kept", "written"),
    [
        ("1:05.5", 65.5, "01:05.5"),
        ("1:05,25", 65.25, "01:05.25"),
        ("1:05.0004999", 65.0, "01:05"),
        ("1:05.9996", 66.0, "01:06"),
        ("0:01:05.1", 65.1, "01:05.1"),
    ],
)
def test_times_are_kept_to_the_thousandth_and_come_back_as_kept(
    typed: str, kept: float, written: str
) -> None:
    planned = estimated(plan(post(1)))

    made = retimed(planned, f"0:00\n{typed}\n3:00\n4:00")

    assert made[1].start == kept
    assert exact_clock(kept) == written
    assert retimed(planned, f"0:00\n{written}\n3:00\n4:00") == made


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("0:00", "There are 4 chapters, and 1 lines"),
        ("0:00\nsoon\n3:00\n4:00", "“soon” does not begin with a time"),
        ("0:00\n0:60\n3:00\n4:00", "does not begin"),
        ("0:01\n2:00\n3:00\n4:00", "begins at 0:00"),
        (
            "0:00\n2:00\n2:00\n4:00",
            "“On 1” would begin at 02:00, and has to begin later than “On 0”, which "
            "begins at 02:00.",
        ),
        ("0:00\n2:00.5\n2:00.5004\n4:00", "“On 1” would begin at 02:00.5, and"),
        ("", "There are 4 chapters, and 0"),
    ],
)
def test_times_that_do_not_fit_are_refused(typed: str, refusal: str) -> None:
    with pytest.raises(BadTimes, match=refusal):
        retimed(estimated(plan(post(1))), typed)


def told_of(today: Document, before: Document | None = None) -> list[str]:
    recorded = retimed(estimated(plan(before or post(1))), TIMES)
    return mismatches(recorded, today, plan(today))


def chapters_of(today: Document) -> list[tuple[float, str]]:
    recorded = retimed(estimated(plan(post(1))), TIMES)
    text = export(today, "chapters", Wishes(recorded=recorded)).text
    return [(one["startTime"], one["title"]) for one in json.loads(text)["chapters"]]


def test_what_stands_as_it_was_recorded_matches() -> None:
    assert told_of(post(1)) == []


def test_chapters_stay_in_the_order_of_the_recording() -> None:
    first, second = post(1).groups
    today = replace(post(1), groups=(second, first))

    assert chapters_of(today)[1:3] == [(65.5, "On 0"), (3723, "On 1")]
    (told,) = told_of(today)
    assert told.startswith("The parts stand in another order now")


def test_groups_that_were_merged_keep_both_chapters() -> None:
    first, second = post(1).groups
    both = replace(
        first, anchor="g-7", heading="Both", items=(*first.items, *second.items)
    )
    today = replace(post(1), groups=(both,))

    assert chapters_of(today)[1:3] == [(65.5, "Both"), (3723, "Both")]
    assert told_of(today) == []
    recorded = retimed(estimated(plan(post(1))), TIMES)
    rundown = export(today, "rundown", Wishes(recorded=recorded)).text
    assert "[01:05] BOTH (68 min 54 s, planned " in rundown
    assert "not recorded" not in rundown


@pytest.mark.parametrize(
    ("stayed", "title"), [(1, NO_LONGER_THERE), (2, NO_LONGER_THERE), (3, "Both")]
)
def test_a_part_is_known_by_more_than_half_of_what_was_read(
    stayed: int, title: str
) -> None:
    before = post(1, 1, 1, 1)
    first, second = before.groups
    both = replace(
        second,
        anchor="g-7",
        heading="Both",
        items=(*second.items, *first.items[:stayed]),
    )
    recorded = estimated(plan(before))
    (chapter,) = (one for one in recorded if one.key == first.anchor)

    (today,) = as_of_today((chapter,), replace(before, groups=(both,)))

    assert len(chapter.items) == 4
    assert today.title == title


def test_what_was_regrouped_taken_out_or_added_is_said_with_its_time() -> None:
    first, second = post(1).groups
    moved = replace(second, items=(*second.items, *first.items))
    other = group(item("new", name="New"), anchor="g-new", heading="On more")
    gone = replace(second.items[0], state="withdrawn", quote="", url="")

    assert told_of(replace(post(1), groups=(second,))) == [
        "What is heard from 01:05.5 on is no longer a part of the post."
    ]
    assert told_of(
        replace(post(1), groups=(replace(first, items=other.items), moved))
    ) == [
        "“On 0”, from 01:05.5 on, reads quotations: 1 that now stands elsewhere.",
    ]
    assert told_of(
        replace(post(1), groups=(first, replace(second, items=(gone,))))
    ) == [
        "“On 1”, from 1:02:03 on, reads quotations: 1 that is no longer in the post.",
    ]
    assert told_of(replace(post(1), groups=(first, second, other))) == [
        "“On more” was not recorded, and has no chapter."
    ]


def test_a_withdrawn_quotation_leaves_notes_and_rundown() -> None:
    source = post(1)
    wishes = Wishes(recorded=estimated(plan(source)))
    first, second = source.groups
    (gone,) = first.items
    stub = replace(gone, state="withdrawn", quote="", name="a reader", url="")
    today = replace(source, groups=(replace(first, items=(stub,)), second))

    for name in ("rundown", "chapters", "podlove", "shownotes", "shownotes-html"):
        assert "N00" not in export(today, name, wishes).text


@pytest.mark.parametrize("name", ["chapters", "podlove"])
def test_odd_titles_do_not_break_chapters(name: str) -> None:
    odd = document(group(heading="<\"&' ]]> \ufffe 小林"))

    text = export(odd, name).text

    assert "小林" in text
    if name == "podlove":
        ElementTree.fromstring(text)
    assert FORMATS[name].mime.startswith("application/")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Ada", ""),
        ("Adaeze Okonkwo", ""),
        ("NotPeerReviewed", "Not Peer Reviewed"),
        ("demost_", "demost"),
        ("xpym42", "xpym 42"),
        ("ACX reader", "A. C. X. reader"),
        ("O'Neill", ""),
        ("Jean-Luc", ""),
        ("a reader", "a reader who did not want to be named"),
    ],
)
def test_handles_are_taken_apart_to_be_said(name: str, said: str) -> None:
    assert said_aloud(name) == said


def test_times_are_written_as_people_say_them() -> None:
    assert [clock(0), clock(187.4), clock(3753)] == ["00:00", "03:07", "1:02:33"]
    assert [stretch(0), stretch(60), stretch(100)] == ["0 s", "1 min", "1 min 40 s"]
    assert needs_asking("小林 遥 writes:")
    assert not needs_asking("Søren Kjær writes:")


def with_new_questions(minutes: int) -> str:
    new = replace(
        group(anchor="g-new", heading="New questions", question="", question_url=""),
        items=(),
        lead_in="- Why is it so, asked by Bo" + " and others" * 40,
    )
    return export(document(group(), new), "rundown", Wishes(minutes=minutes)).text


def test_new_questions_of_readers_are_read_where_there_is_time() -> None:
    text = with_new_questions(30)

    assert "asked by Bo" in text
    assert "LEFT OUT" not in text


def test_a_part_that_is_not_read_is_said_to_be_left_out() -> None:
    gone = group(
        item("gone", state="withdrawn", quote=""), anchor="g-gone", heading="Gone"
    )

    assert "- New questions: it takes" in with_new_questions(1)
    text = export(document(group(), gone), "rundown").text
    assert "- Gone: what it quoted was withdrawn" in text


def test_those_who_said_the_same_are_read_out() -> None:
    also = (("Bo", f"{SITE}/a/bo/"), ("Cy", f"{SITE}/a/cy/"))

    text = export(document(group(item(also=also))), "rundown").text

    assert "Also said by Bo and Cy." in text
