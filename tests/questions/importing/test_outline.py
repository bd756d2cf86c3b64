from tests.questions.importing.sketch import outlined

SOURCE = """
    # Bells

    *On ringing*

    ## Towers

    - Is it very late?Also we need a rope.
      > They ring.
      >
      > They stop.
"""


def test_the_json_gives_lines_for_parents():
    assert outlined(SOURCE).as_json() == {
        "title": "Bells",
        "subtitle": "On ringing",
        "items": [
            {"line": 5, "kind": "section", "parent": None, "text": "Towers"},
            {
                "line": 7,
                "kind": "question",
                "parent": 5,
                "text": "Is it very late?",
                "also": [
                    {
                        "line": 7,
                        "kind": "consideration",
                        "parent": 7,
                        "text": "Also we need a rope.",
                    }
                ],
            },
            {"line": 8, "kind": "quote", "parent": 7, "text": "They ring."},
            {
                "line": 10,
                "kind": "quote",
                "parent": 7,
                "text": "They stop.",
                "continues": 8,
            },
        ],
    }


def test_a_line_in_the_json_is_what_leads_it():
    outline = outlined("Bells\n\nIs it very late?Also we need a rope.\n", "text")

    (entry,) = outline.as_json()["items"]

    assert (entry["line"], entry["kind"], len(entry["also"])) == (3, "question", 1)


def test_parents_stand_before_their_children():
    outline = outlined(SOURCE)

    assert all(
        item.parent is None or item.parent < at for at, item in enumerate(outline.items)
    )


def test_warnings_name_what_to_check():
    outline = outlined("- How so\n- Why?\n- Who?\n", "markdown")

    assert outline.warnings == ("The text names no title.",)
