from tests.questions.importing.sketch import outlined, sketch, tree

BODY = """
        My questions about bells

        Towers

        Why do the bells of the old church ring at six?
        They have rung since the war, as far as anybody knows.
"""


def kinds_after(tail: str, format: str = "text") -> list[str]:
    return [item.kind for item in outlined(BODY + tail, format).items[3:]]


def test_farewells_are_prose_of_no_section():
    outline = outlined(BODY + "        Thanks to Ada for the ladder.\n", "text")

    assert (outline.items[-1].kind, outline.items[-1].parent) == ("prose", None)


def test_after_a_farewell_readers_speak():
    tail = (
        "        Thanks to Ada.\n        Great list! Who rings them?\n        I do.\n"
    )

    assert kinds_after(tail) == ["prose", "reader_comment", "reader_comment"]


def test_a_comment_that_quotes_the_essay_is_sure_to_be_one():
    tail = (
        "        Thanks to Ada.\n"
        '        Not so: "They have rung since the war, as far as anybody knows".\n'
    )

    assert outlined(BODY + tail, "text").items[-1].confidence > 0.9


def test_comments_are_announced_by_a_heading():
    source = "# B\n\n## Towers\n\n- Why?\n\n## 2 Comments\n\nWho cares?\n"

    assert sketch(source).endswith("reader_comment: Who cares?")


def test_markdown_ends_in_the_authors_own_words():
    source = "# B\n\n- Why?\n\nThanks to Ada.\n\nThe rest is silence.\n"

    assert [item.kind for item in outlined(source).items] == [
        "question",
        "prose",
        "prose",
    ]


def test_a_list_of_references_asks_nothing():
    source = (
        "# B\n\n## Towers\n\n- Why?\n\n## References\n\n- Brook, *Who rings?*, 1902\n"
    )

    assert sketch(source) == tree("""
        section: Towers
          question: Why?
        section: References
          prose: Brook, *Who rings?*, 1902
    """)


def test_thanks_amid_the_questions_end_nothing():
    middle = "        Thanks to frost they crack.\n"
    more = "".join(f"        Who rings bell number {n}?\n" for n in range(30))

    assert "reader_comment" not in kinds_after(middle + more)


def test_the_outline_warns_of_comments():
    tail = "        Thanks to Ada.\n        Great list!\n"

    assert any("comments" in each for each in outlined(BODY + tail, "text").warnings)
