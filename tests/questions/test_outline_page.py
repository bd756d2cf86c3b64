"""The tree of an essay's page, from rows that are not stored."""

from apps.questions.models import Consideration, Question, Section
from apps.questions.outline_page import Asked, Block, essay_tree


def section(pk: int, position: int, parent: int | None = None) -> Section:
    return Section(pk=pk, position=position, parent_id=parent, title=f"S{pk}")


def question(pk: int, position: int, **fields) -> Question:
    return Question(pk=pk, position=position, public_id=f"q{pk}", **fields)


def said(pk: int, position: int, kind: str = "consideration", **fields):
    return Consideration(pk=pk, position=position, kind=kind, text=f"C{pk}", **fields)


def shape(blocks: list[Block]) -> list[object]:
    """Nested lists of the rows' keys, as the template would walk them."""
    walked: list[object] = []
    for block in blocks:
        if block.part:
            walked.append([f"s{block.part.section.pk}", *shape(block.part.blocks)])
        elif block.asked:
            node = block.asked
            walked.append([f"q{node.question.pk}", *shape(node.blocks)])
        else:
            walked.append([f"c{one.row.pk}" for one in block.said])
    return walked


def test_an_empty_essay_has_nothing_to_show():
    assert shape(essay_tree([], [], []).blocks) == []


def test_rows_stand_below_their_parents_in_the_order_of_positions():
    tree = essay_tree(
        [section(1, 1), section(2, 6, parent=1), section(3, 8)],
        [
            question(1, 2, section_id=1),
            question(2, 4, section_id=1, parent_id=1),
            question(3, 7, section_id=2),
            question(4, 9, section_id=3),
        ],
        [
            said(1, 3, section_id=1, question_id=1),
            said(2, 5, section_id=1, question_id=2),
        ],
    )

    assert shape(tree.blocks) == [
        ["s1", ["q1", ["c1"], ["q2", ["c2"]]], ["s2", ["q3"]]],
        ["s3", ["q4"]],
    ]


def test_considerations_after_a_sub_question_stay_after_it():
    tree = essay_tree(
        [],
        [question(1, 1), question(2, 3, parent_id=1)],
        [said(1, 2, question_id=1), said(2, 4, question_id=1)],
    )

    assert shape(tree.blocks) == [["q1", ["c1"], ["q2"], ["c2"]]]


def test_paragraphs_and_considerations_do_not_run_together():
    rows = [said(1, 1, "prose"), said(2, 2, "prose"), said(3, 3), said(4, 4, "quote")]

    assert shape(essay_tree([], [], rows).blocks) == [["c1", "c2"], ["c3", "c4"]]


def test_a_consideration_may_hang_below_another():
    tree = essay_tree([], [], [said(1, 1), said(2, 2, parent_id=1)])

    (block,) = tree.blocks
    assert [one.row.pk for one in block.said[0].children] == [2]


def test_rows_whose_parents_are_missing_are_still_shown():
    tree = essay_tree(
        [section(1, 1, parent=99)],
        [question(1, 2, section_id=98, parent_id=97)],
        [said(1, 3, section_id=98, question_id=97, parent_id=96)],
    )

    assert shape(tree.blocks) == [["s1"], ["q1"], ["c1"]]


def test_sections_count_their_open_questions_with_those_below():
    tree = essay_tree(
        [section(1, 1), section(2, 4, parent=1)],
        [
            question(1, 2, section_id=1, answer_count=3, state="thin"),
            question(2, 3, section_id=1, status="retired"),
            question(3, 5, section_id=2),
        ],
        [],
    )

    (part,) = tree.parts
    (below,) = part.parts
    assert (tree.answered, tree.asked) == (1, 2)
    assert (part.answered, part.asked) == (1, 2)
    assert part.states == ["thin", "unanswered"]
    assert (below.answered, below.asked, below.states) == (0, 1, ["unanswered"])


def nesting(blocks: list[Block]) -> int:
    return max(
        (
            1 + nesting((block.part or block.asked).blocks)
            for block in blocks
            if block.part or block.asked
        ),
        default=0,
    )


def test_headings_go_down_one_level_at_a_time_and_end_at_six():
    sections = [section(n, n, parent=n - 1 or None) for n in range(1, 4)]
    questions = [
        question(n, 10 + n, section_id=3, parent_id=n - 1) for n in range(1, 5)
    ]

    outer = essay_tree(sections, questions, []).parts[0]
    inner = outer.parts[0].parts[0]
    asked = inner.blocks[0].asked

    assert [outer.heading, outer.parts[0].heading, inner.heading] == [2, 3, 4]
    assert asked.heading == 5
    assert asked.blocks[0].asked.heading == 6
    assert asked.blocks[0].asked.blocks[0].asked.heading == 6


def test_a_page_nests_only_so_far_however_deep_the_source():
    sections = [section(n, n, parent=n - 1 or None) for n in range(1, 60)]
    questions = [
        question(n, 100 + n, section_id=59, parent_id=n - 1) for n in range(1, 60)
    ]
    runs = [said(n, 200 + n, parent_id=n - 1) for n in range(1, 60)]

    tree = essay_tree(sections, questions, runs)

    assert tree.asked == 59
    assert nesting(tree.blocks) == 3 + 8


def test_nothing_is_lost_that_is_nested_too_deep():
    questions = [question(n, n, parent_id=n - 1) for n in range(1, 12)]
    runs = [said(n, 20 + n, parent_id=n - 1) for n in range(1, 8)]

    tree = essay_tree([], questions, runs)

    walked = str(shape(tree.blocks))
    assert all(f"'q{n}'" in walked for n in range(1, 12))
    one = tree.blocks[-1].said[0]
    inner = one.children[0].children[0].children
    assert [deep.row.pk for deep in inner] == [4, 5, 6, 7]


def test_a_question_with_a_link_in_it_is_not_put_into_a_link():
    assert Asked(Question(html='See <a href="/">this</a>?'), 2).holds_link
    assert not Asked(Question(html="See <em>this</em>?"), 2).holds_link
