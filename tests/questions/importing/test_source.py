import pytest

from apps.questions.importing import CannotImport, parse, read_source


@pytest.mark.parametrize(
    "raw",
    [
        "Wär’s so?".encode(),
        b"\xef\xbb\xbf" + "Wär’s so?".encode(),
        "Wär’s so?".encode("utf-16"),
        b"\xfe\xff" + "Wär’s so?".encode("utf-16-be"),
    ],
)
def test_utf_8_and_utf_16_with_a_mark_are_read(raw):
    assert read_source(raw) == "Wär’s so?"


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "empty"),
        (b" \n\t", "empty"),
        ("Wär’s so?".encode("latin-1", "replace"), "UTF-8"),
        (b"\xff\xfeW\x00\x00\xd8", "UTF-8"),
        (b"why?\x00", "binary"),
        (b"PK\x03\x04rest", "zip"),
        (b"%PDF-1.7", "PDF"),
        (b"why? " * 200_001, "1 MB"),
        (b"why? " * 1_000_000, "1 MB"),
        (b"why?\n" * 60_000, "lines"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(raw, says):
    with pytest.raises(CannotImport) as refusal:
        read_source(raw)

    assert says in str(refusal.value)
    assert str(refusal.value).endswith(".")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "empty"),
        ("\ufeff \x00", "empty"),
        ("Bells ring.", "No question"),
        ("why? " * 200_001, "1 MB"),
        ("why?\n\n" * 10_001, "paragraphs"),
        ("\n".join(" " * 2 * n + "- why?" for n in range(60)), "levels deep"),
        ("<ul><li>" * 60 + "why?", "levels deep"),
    ],
)
def test_what_cannot_be_parsed_is_refused_in_a_sentence(text, says):
    with pytest.raises(CannotImport, match=says):
        parse(text)


def test_one_megabyte_is_one_million_bytes_of_utf_8():
    with pytest.raises(CannotImport, match="1 MB"):
        parse("é" * 500_001)


def test_characters_that_nobody_sees_are_gone():
    text = parse("- Why\u200b\x08 do\xa0bells\x0bring\ufffe\ud800?\n").items[0].text

    assert text == "Why do bells ring\ufffd?"


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_lines_are_counted_as_editors_do(newline):
    text = newline.join(["# Bells", "", "- Why\u2028so?", "- Who?"])

    assert [item.line for item in parse(text).items] == [3, 4]
