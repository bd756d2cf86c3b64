"""Files that mean harm, or are only broken: a sentence, or what can be had of them."""

import gzip
import json
import time
import tracemalloc
import zipfile
from io import BytesIO

import pytest

from apps.comments.importing.reading import read
from apps.comments.importing.record import CannotRead, Damaged
from tests.comments import samples

DEEP = 100_000
WXR = '<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel><item>'


def zipped(*members: tuple[str, bytes]) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return packed.getvalue()


def with_dtd(declared: str) -> bytes:
    return samples.WORDPRESS.replace("<rss", f"{declared}<rss", 1).encode()


BOMB = b'[{"id": "1", "body": "' + b" " * 30_000_000
REFUSED = {
    "nothing": (b"", "empty"),
    "blanks": (b" \n ", "empty"),
    "prose": (b"Dear all, here are the comments.", "no export of comments"),
    "a page": (b"<html><body>Hello</body></html>", "no export of comments"),
    "a document type": (with_dtd("<!DOCTYPE rss>"), "document type"),
    "an entity": (with_dtd('<!DOCTYPE r [<!ENTITY a "b">]>'), "document type"),
    "an outer entity": (
        with_dtd('<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]>'),
        "document type",
    ),
    "an outer document type": (
        with_dtd('<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/x.dtd">'),
        "document type",
    ),
    "laughs": (
        with_dtd('<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'),
        "document type",
    ),
    "deep XML": (WXR.encode() + b"<a>" * DEEP, "more than an export"),
    "deep arrays": (b"[" * DEEP, "nests deeper"),
    "deep objects": (b'{"a":' * DEEP, "no export of comments"),
    "deep JSON later": (
        b'{"comments": [{"id": "1", "body": "x", "y": ' + b"[" * DEEP,
        "nests deeper",
    ),
    "deep replies": (
        b'{"comments": [' + b'{"id": 1, "body": "x", "children": [' * DEEP,
        "nests deeper",
    ),
    "NUL": (samples.WORDPRESS.encode().replace(b"Ada", b"A\0a"), "binary file"),
    "a wrong encoding": (
        samples.WORDPRESS.replace("Ada", "Zoë").encode("latin-1"),
        "see byte",
    ),
    "an unknown encoding": (
        samples.WORDPRESS.replace("UTF-8", "klingon").encode(),
        "unknown encoding",
    ),
    "an encoding that always fails": (
        samples.WORDPRESS.replace("UTF-8", "undefined").encode(),
        "unknown encoding",
    ),
    "an encoding that is none": (
        samples.WORDPRESS.replace("UTF-8", "rot13").encode(),
        "unknown encoding",
    ),
    "gzip of blanks": (gzip.compress(BOMB), "unpacks to more"),
    "zip of blanks": (zipped(("a.json", BOMB)), "unpacks to more"),
    "a zip of two": (zipped(("a.json", b"[]"), ("b.json", b"[]")), "several files"),
    "a way out of a zip": (zipped(("../../a.json", b"[]")), "no export|no comment"),
    "no comments": (b'{"comments": []}', "no comment in this JSON"),
    "a long line": (
        samples.REMARK42.encode() + b'{"pid": "' + b"x" * 2_000_000,
        "longer than 1 MB",
    ),
    "a huge value": (
        b'{"comments": [{"id": "1", "body": "' + b"x" * 9_000_000,
        "larger than 8 MB",
    ),
    "a huge tag": (WXR.encode() + b'<a b="' + b"x" * 9_000_000, "more than an export"),
    "a huge remark": (WXR.encode() + b"<!--" + b"x" * 9_000_000, "more than an export"),
    "many elements": (WXR.encode() + b"<a/>" * 400_000, "more than an export"),
    "columns without an id": (b"id,author\n1,x", "no export of comments"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_it_is_refused_in_a_sentence_and_soon(what: str) -> None:
    raw, sentence = REFUSED[what]
    began = time.process_time()

    with pytest.raises(CannotRead, match=sentence) as refusal:
        read(BytesIO(raw))

    assert str(refusal.value)[-1] in ".?"
    assert time.process_time() - began < 5


def test_a_bomb_takes_little_memory() -> None:
    raw = gzip.compress(BOMB)
    tracemalloc.start()

    with pytest.raises(CannotRead):
        read(BytesIO(raw))

    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 100_000_000


@pytest.mark.parametrize("format", ["wordpress", "disqus", "isso", "json", "csv"])
@pytest.mark.parametrize("share", [0.9, 0.99])
def test_a_truncated_file_is_read_as_far_as_it_goes(format: str, share: float) -> None:
    whole = samples.ALL[format].rstrip().encode()
    raw = whole[: int(len(whole) * share)]

    export = read(BytesIO(raw))
    kept = list(export.comments())

    # A CSV file has no end to miss: its last line is only shorter.
    if format != "csv":
        assert len(kept) <= len(list(read(BytesIO(whole)).comments()))
        assert "was read" in export.notes()[0]


def test_a_file_cut_before_its_first_comment_is_refused() -> None:
    with pytest.raises(CannotRead, match="cut off at line"):
        read(BytesIO(samples.DISQUS.encode()[:600]))


def test_a_cut_gzip_is_read_as_far_as_it_goes() -> None:
    rows = [{"id": str(n), "body": f"Comment {n * n}"} for n in range(10_000)]
    raw = gzip.compress(json.dumps({"comments": rows}).encode())

    export = read(BytesIO(raw[: len(raw) // 2]))

    assert 2_500 < len(list(export.comments())) < 7_500
    assert "cut off" in export.notes()[0]


def test_a_damaged_zip_says_so() -> None:
    raw = zipped(("a.json", samples.OWN_JSON.encode()))

    with pytest.raises((CannotRead, Damaged)):
        read(BytesIO(raw[:60] + b"\xff" * 40 + raw[100:]))


def test_control_signs_in_xml_are_left_out() -> None:
    raw = samples.WORDPRESS.replace("mostly", "mo\x01stly\x1f").encode()

    bodies = [comment.body for comment in read(BytesIO(raw)).comments()]

    assert any("**mostly**" in body for body in bodies)


@pytest.mark.parametrize("sign", ["\\ud800", "\\u0000", "\\udfff\\ud800"])
def test_half_characters_and_nul_reach_no_database(sign: str) -> None:
    row = '{"id": "1", "parent": "0%s", "author": "A%s", "email": "%s", "body": "b%s"}'
    raw = f'{{"comments": [{row.replace("%s", sign)}]}}'.encode()

    comment = next(iter(read(BytesIO(raw)).comments()))

    said = comment.author + comment.body + comment.missing
    assert said.encode()
    assert "\x00" not in said


@pytest.mark.parametrize(
    "field", ["id", "parent", "author", "body", "date", "reactions", "url", "deleted"]
)
@pytest.mark.parametrize("value", [None, 5, -1, 1e400, [], {}, "x" * 100_000, True])
def test_anything_may_stand_in_any_field(field: str, value: object) -> None:
    rows = [{"id": "1", "body": "good"}, {"id": "2", "body": "odd", field: value}]

    export = read(BytesIO(json.dumps({"comments": rows}).encode()))
    kept = list(export.comments())

    assert kept[0].body == "good"
    assert len(kept) + export.skipped.total() == 2


def test_replies_in_a_circle_have_a_first_one() -> None:
    rows = [{"id": str(n), "parent": str((n + 1) % 3), "body": "x"} for n in range(3)]
    rows.append({"id": "own", "parent": "own", "body": "x"})

    export = read(BytesIO(json.dumps({"comments": rows}).encode()))
    parents = {comment.id: comment.parent for comment in export.comments()}

    assert sorted(parents.values()).count("") == 2
    assert parents["own"] == ""


def test_a_very_deep_thread_of_rows_is_no_trouble() -> None:
    rows = [{"id": str(n), "parent": str(n - 1), "body": "x"} for n in range(10_000)]

    export = read(BytesIO(json.dumps({"comments": rows}).encode()))

    assert sum(1 for _ in export.comments()) == 10_000
