import unicodedata
import xml.etree.ElementTree as ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.lib.text import clean, clip, reading_minutes, words, xml_safe

ANY_TEXT = st.text(st.characters(codec=None))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\r\nb\rc\x85d\u2028e\u2029f", "a\nb\nc\nd\ne\nf"),
        ("a\x00b\x08c\x0bd\x0ce\x1bf\x7fg\x9fh", "abcdefgh"),
        ("a\tb\nc", "a\tb\nc"),
        ("a\ud800b\udfffc", "abc"),
        ("a\ufffeb\uffffc\ufdd0d\U0001fffee", "abcde"),
        ("a\u202eb\u202ac\u2066d\u2069e", "abcde"),
        ("\ufeffa", "a"),
        ("e\u0301", "é"),
        ("\n \n  a\n b \n\n", "  a\n b"),
        ("a  \nb", "a  \nb"),
        (
            "\U0001f469\u200d\U0001f680 علی\u200cرضا",
            "\U0001f469\u200d\U0001f680 علی\u200cرضا",
        ),
        ("", ""),
    ],
)
def test_what_nobody_types_on_purpose_is_removed(typed, kept):
    assert clean(typed) == kept


@pytest.mark.parametrize("mark", ["\u0301\u0316", "\u0f73", "\u0344"])
def test_no_more_than_thirty_marks_stay_in_a_row(mark):
    cleaned = clean("a" + mark * 10_000 + "b")

    assert len(cleaned) <= 32
    assert cleaned.endswith("b")


@given(ANY_TEXT)
def test_cleaning_twice_changes_nothing(text):
    cleaned = clean(text)

    assert clean(cleaned) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)


@given(ANY_TEXT)
def test_xml_safe_text_can_be_parsed_as_xml(text):
    escaped = xml_safe(text).replace("&", "&amp;").replace("<", "&lt;")

    parsed = ElementTree.fromstring(f"<a>{escaped}</a>".encode())

    expected = xml_safe(text).replace("\r\n", "\n").replace("\r", "\n")
    assert (parsed.text or "") == expected


def test_xml_safe_keeps_what_xml_allows():
    assert xml_safe("a\t\n\x0b\x08\ufffe\ud800é\U0001f680") == "a\t\né\U0001f680"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("one", 1),
        ("one, two - three", 3),
        ("one—two", 2),
        ("it’s well-made", 2),
        ("हिन्दी में", 2),
        ("漢字漢字", 2),
        ("漢字漢", 2),
        ("한국어 낱말", 2),
        ("see 漢字 there", 3),
    ],
)
def test_words_are_counted_in_any_script(text, count):
    assert words(text) == count


@pytest.mark.parametrize(
    ("count", "minutes"), [(0, 1), (1, 1), (250, 1), (251, 2), (1_000, 4)]
)
def test_reading_takes_at_least_a_minute(count, minutes):
    assert reading_minutes(count) == minutes


@pytest.mark.parametrize(
    ("text", "limit", "clipped"),
    [
        ("short", 5, "short"),
        ("one two three", 10, "one two…"),
        ("one two three", 8, "one two…"),
        ("one, two", 6, "one…"),
        ("one\ntwo three", 9, "one\ntwo…"),
        ("unbreakable", 5, "unbr…"),
        ("ae\u0301\u0316b", 4, "a…"),
        ("abc", 1, "…"),
    ],
)
def test_text_is_clipped_between_words(text, limit, clipped):
    assert clip(text, limit) == clipped


@given(ANY_TEXT, st.integers(1, 40))
def test_clipped_text_is_never_longer_than_asked(text, limit):
    assert len(clip(text, limit)) <= limit
