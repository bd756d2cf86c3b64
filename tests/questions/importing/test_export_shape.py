"""The Markdown that AIQ itself exports comes back as it was."""

from tests.questions.importing.sketch import outlined, sketch, tree

EXPORT = """
    # Questions about ferries

    *Crossings, timetables, and who is aboard*

    An intro that asks nothing, or does it?

    ## Harbours {#harb12}

    Text of the section. Is it read?

    - Why do harbours silt up? {#silt99}
      - **Context:** Rivers slow down at the mouth. Who would have thought?
      - **For:** Dredging logs show it.
        > Every spring we dredge.
        >
        > Every autumn it is back.
        > — Harbour master
      - Some say it was always so. Was it? Nobody recalls.
      - How fast does it go? The logs differ. {#fast01}
        - **Against:** Slowly.
      > A quoted line.
      > — *The Harbour Book*
    - Whether a ferry pays is an open matter. {#pays77}

    ### Small harbours {#small1}

    - Are they worth it? {#worth5}
"""


def test_kinds_and_parents():
    assert sketch(EXPORT) == tree("""
        prose: An intro that asks nothing, or does it?
        section: Harbours
          prose: Text of the section. Is it read?
          question: Why do harbours silt up?
            consideration: Rivers slow down at the mouth. Who would have thought?
            consideration: Dredging logs show it.
              quote: Every spring we dredge.

        Every autumn it is back.
            consideration: Some say it was always so. Was it? Nobody recalls.
            subquestion: How fast does it go? The logs differ.
              consideration: Slowly.
            quote: A quoted line.
          question: Whether a ferry pays is an open matter.
          subsection: Small harbours
            question: Are they worth it?
    """)


def test_title_and_subtitle():
    outline = outlined(EXPORT)

    assert outline.title == "Questions about ferries"
    assert outline.subtitle == "Crossings, timetables, and who is aboard"


def test_public_ids():
    ids = {item.text: item.public_id for item in outlined(EXPORT).items}

    assert ids["Harbours"] == "harb12"
    assert ids["How fast does it go? The logs differ."] == "fast01"
    assert ids["Slowly."] == ""


def test_stances_come_from_the_bold_labels():
    stances = {item.text: item.stance for item in outlined(EXPORT).items}

    assert stances["Dredging logs show it."] == "for"
    assert stances["Slowly."] == "against"
    assert (
        stances["Rivers slow down at the mouth. Who would have thought?"] == "context"
    )
    assert stances["Some say it was always so. Was it? Nobody recalls."] == ""


def test_quotes_keep_their_source():
    quotes = [item for item in outlined(EXPORT).items if item.kind == "quote"]

    assert [quote.source for quote in quotes] == ["Harbour master", "The Harbour Book"]


def test_a_question_added_by_hand_is_found_without_an_id():
    source = "- Why? {#silt99}\n  - And why not?\n  - **For:** Is this a question?\n"

    assert sketch(source) == tree("""
        question: Why?
          subquestion: And why not?
          consideration: Is this a question?
    """)


def test_an_id_of_another_shape_is_dropped_with_its_braces():
    item = outlined(
        "- Why does it rain? {#Not-An-Id}\n- Who knows? {#abc1234}\n"
    ).items[0]

    assert (item.text, item.public_id) == ("Why does it rain?", "")


def test_all_is_certain():
    listed = [item for item in outlined(EXPORT).items if item.public_id]

    assert all(item.confidence >= 0.95 for item in listed)


def test_a_quote_may_be_a_list_item_of_its_own():
    source = """
        - Why? {#silt99}
          - > We dredge.
            > — Harbour master
          - Who? {#fast01}
        - > All is silt.
    """

    outline = outlined(source)

    assert [(item.kind, item.parent, item.source) for item in outline.items] == [
        ("question", None, ""),
        ("quote", 0, "Harbour master"),
        ("subquestion", 0, ""),
        ("quote", 2, ""),
    ]
