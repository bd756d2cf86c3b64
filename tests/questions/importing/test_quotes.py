import pytest

from tests.questions.importing.sketch import outlined, sketch, tree

BOOK = "the tide keeps its own hours, and no clock has ever caught it at a lie"


def test_a_paragraph_between_quotation_marks_is_a_quote():
    source = f"Tides\n\nWhy is it late?\n“{BOOK}.”\n"

    assert outlined(source, "text").items[1].kind == "quote"


def test_the_lead_in_names_the_source_and_holds_the_quote():
    source = f"Tides\n\nWhy is it late?\nMany tried. For example, Ada Brook wrote,\n“{BOOK}.”\n"

    quote = outlined(source, "text").items[2]

    assert (quote.kind, quote.parent, quote.source) == ("quote", 1, "Ada Brook")


def test_a_quote_brought_in_by_its_own_sentence():
    source = f"Tides\n\nWhy late?\nAnother view: Ada Brook (not that one) writes, “{BOOK}.”\n"

    quote = outlined(source, "text").items[1]

    assert (quote.kind, quote.source) == ("quote", "Ada Brook")


def test_a_quote_from_a_book():
    source = (
        f"Tides\n\nWhy late?\nOne pattern, from my review of the Tide Book: “{BOOK}.”\n"
    )

    assert outlined(source, "text").items[1].source == "my review of the Tide Book"


def test_a_term_in_quotation_marks_is_no_quote():
    source = "Tides\n\nWhy late?\nSailors call it “the old lag” and leave it at that.\n"

    assert outlined(source, "text").items[1].kind == "consideration"


def test_a_question_that_opens_with_a_quotation_asks():
    source = f"Tides\n\n“{BOOK}” (from a poem): is this the right picture?\n"

    assert outlined(source, "text").items[0].kind == "question"


def test_a_question_inside_quotation_marks_is_not_asked():
    source = f"Tides\n\nWhy late?\nAda Brook wrote, “{BOOK}. Who would deny it?”\n"

    assert outlined(source, "text").items[1].kind == "quote"


def test_paragraphs_run_together_inside_a_quotation_and_after_it():
    source = f"""
        Tides

        Why is it late?
        For example, Ada Brook wrote,
        “{BOOK.capitalize()}.Nobody whom I asked could say why this is so.”I agree that clocks lie. But where are the tides that do?
        The moon is only half of it.
    """

    outline = outlined(source, "text")

    assert sketch(source, "text") == tree(f"""
        question: Why is it late?
          consideration: For example, Ada Brook wrote,
            quote: “{BOOK.capitalize()}.
            quote: Nobody whom I asked could say why this is so.”
          consideration: I agree that clocks lie. But where are the tides that do?
          consideration: The moon is only half of it.
    """)
    assert [item.part for item in outline.items] == [0, 0, 0, 1, 2, 0]
    assert outline.items[3].source == "Ada Brook"


def test_words_left_out_mark_an_excerpt_of_what_the_author_reads():
    source = """
        Tides

        Why is it late?
        I have been reading The House of Water lately. It is about a mill.
        The “great lag” … was all that millers spoke of: the “wheel” and the “race.”
    """

    quote = outlined(source, "text").items[2]

    assert (quote.kind, quote.parent, quote.source) == (
        "quote",
        1,
        "The House of Water",
    )


def test_block_quotes_take_the_source_of_the_line_above():
    source = "- Why late?\n  - Ada Brook wrote:\n    > It is.\n- Who?\n"

    assert outlined(source, "markdown").items[2].source == "Ada Brook"


def test_a_quotation_before_any_question_hangs_from_its_section():
    source = "# T\n\n## Tides\n\n> It is.\n\n- Why late?\n"

    assert sketch(source).startswith("section: Tides\n  quote: It is.")


def test_a_page_that_answers_quoted_questions():
    source = "# Letters\n\n> Why is it late?\n\nIt is not.\n\n> Who says so?\n\nI do.\n"

    assert sketch(source) == tree("""
        question: Why is it late?
          consideration: It is not.
        question: Who says so?
          consideration: I do.
    """)


def test_quotes_in_lists():
    source = f"- Why late?\n  - Ada Brook writes, “{BOOK}.”\n- Who?\n"

    quote = outlined(source, "markdown").items[1]

    assert (quote.kind, quote.source) == ("quote", "Ada Brook")


def test_an_empty_quotation_is_nothing():
    assert sketch(">\n\n- Why?\n", "markdown") == "question: Why?"


def test_prose_may_bring_in_a_quote():
    source = f"Tides\n\nIt is late. Ada Brook wrote:\n\n“{BOOK}.”\n\nWhy is it late?\n"

    quote = next(
        item for item in outlined(source, "text").items if item.kind == "quote"
    )

    assert (quote.parent, quote.source) == (None, "Ada Brook")


SAID = "No man ever steps in the same river twice, for it has moved on."


@pytest.mark.parametrize(
    ("line", "source"),
    [
        (f"“{SAID}” — Heraclitus", "Heraclitus"),
        (f'"{SAID}" -- Heraclitus', "Heraclitus"),
        (
            f'"{SAID}" - J. S. Mill, *On Liberty* (1859).',
            "J. S. Mill, On Liberty (1859)",
        ),
        (f"«{SAID}» – the [Book](https://e.org/a.b)", "the Book"),
        (f"> {SAID} — Heraclitus", "Heraclitus"),
        (f"- Why?\n  - “{SAID}” — Heraclitus", "Heraclitus"),
        (f"- Why?\n  > {SAID} — Heraclitus", "Heraclitus"),
        (f"“{SAID}” — or so they say", ""),
        (f"“{SAID}” — Heraclitus. He was right.", ""),
        (f"> {SAID[:-1]} — Heraclitus", ""),
    ],
)
def test_a_dash_behind_a_quotation_names_its_source(line, source):
    quote = outlined(f"# T\n\n## A\n\n{line}\n\nWhy?", "markdown").items[-2]

    assert (quote.kind, quote.source) == ("quote", source)
    assert ("Heraclitus" in quote.text) == ("Heraclitus" in line and not source)
