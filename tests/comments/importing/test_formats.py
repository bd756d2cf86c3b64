"""What each export gives: its comments, their threads, and what was left out."""

import gzip
import zipfile
from io import BytesIO

import pytest

from apps.comments.importing.html_body import as_markdown
from apps.comments.importing.reading import fitting, pick, read
from apps.comments.importing.record import CannotRead, Comment
from tests.comments import samples


def opened(text: str | bytes) -> BytesIO:
    return BytesIO(text if isinstance(text, bytes) else text.encode())


def comments_of(text: str | bytes) -> dict[str, Comment]:
    return {comment.id: comment for comment in read(opened(text)).comments()}


KEPT = {
    "wordpress": [
        ("103", "101", "Ben O'Hara"),
        ("101", "", "Ada"),
        ("105", "", "Cy"),
        ("101~", "", "Eve"),
    ],
    "disqus": [("22", "21", "Gus"), ("21", "", "Hal"), ("25", "", "Ivy")],
    "substack": [("501", "", ""), ("502", "501", "Jo"), ("504", "", "Kim")],
    "commento": [("bb", "aa", "Lou"), ("aa", "", "")],
    "isso": [("2", "1", ""), ("1", "", "Mo")],
    "remark42": [("r1", "", "Nan"), ("r2", "r1", "deleted"), ("r3", "r2", "Oz")],
    "csv": [("2", "1", "Pia"), ("1", "", "Quin")],
    "json": [("b", "a", "Rae"), ("a", "", "Sol"), ("a~", "", "Tess")],
}
SKIPPED = {
    "wordpress": {"pingback": 1, "spam": 1, "unapproved": 1},
    "disqus": {"deleted": 1, "spam": 1},
    "substack": {"deleted": 1},
    "commento": {"unapproved": 1},
    "isso": {},
    "remark42": {"unreadable": 1},
    "csv": {"empty": 1, "unreadable": 1},
    "json": {"unreadable": 1, "repeated": 1},
}


@pytest.mark.parametrize("format", samples.ALL)
def test_each_format_is_found_out_and_read(format: str) -> None:
    export = read(opened(samples.ALL[format]))

    found = [
        (_named(comment.id), comment.parent, comment.author)
        for comment in export.comments()
    ]

    assert export.format == format
    assert found == KEPT[format]
    assert dict(export.skipped) == SKIPPED[format]
    assert export.kept == len(found)


def _named(id_: str) -> str:
    """Without what tells it apart from another of the same id."""
    name, mark, _ = id_.partition("~")
    return name + mark


@pytest.mark.parametrize("format", samples.ALL)
def test_the_same_file_gives_the_same_ids(format: str) -> None:
    raw = samples.ALL[format]

    assert list(comments_of(raw)) == list(comments_of(raw))


@pytest.mark.parametrize(
    ("format", "id_", "body"),
    [
        ("wordpress", "103", "A reply that stands *before* its parent.\nSecond line."),
        (
            "wordpress",
            "101",
            "The moon, **mostly** & the sun.\n\n> It is the moon\n\n"
            "See http://x.example/a_b_c",
        ),
        ("disqus", "21", ""),
        ("disqus", "25", "One\ntwo\n\n[link](https://disq.us/x)"),
        ("substack", "502", "I agree.\n\nStill: why?"),
        ("commento", "aa", "Only **HTML**"),
        ("commento", "bb", "A *reply*"),
        ("isso", "1", "First, with `code`"),
        ("remark42", "r1", "Typed *here*"),
        ("remark42", "r3", "Below it"),
        ("csv", "2", 'A "quoted" reply,\nin two lines'),
        ("csv", "1", "In *HTML*"),
    ],
)
def test_bodies_are_markdown(format: str, id_: str, body: str) -> None:
    assert comments_of(samples.ALL[format])[id_].body == body


@pytest.mark.parametrize(
    ("html", "body"),
    [
        ("> Should it?\n\nYes.", "> Should it?\n\nYes."),
        ("> Should it?\nYes.", "> Should it?\n\nYes."),
        ("<p>&gt; one<br>&gt; <em>two</em><br>Yes</p>", "> one\n> *two*\n\nYes"),
        ("> one\n>\n> two", "> one\n>\n> two"),
        ("> > he\n> she\nme", "> > he\n>\n> she\n\nme"),
        ("<blockquote>> he</blockquote>me", "> > he\n\nme"),
        ("> # no heading", "> \\# no heading"),
        ("7 > 2\n>3", "7 > 2\n\\>3"),
        (">", "\\>"),
    ],
)
def test_lines_typed_as_quotations_are_quotations(html: str, body: str) -> None:
    assert as_markdown(html) == body


@pytest.mark.parametrize(
    ("format", "id_", "at"),
    [
        ("wordpress", "103", "2024-03-02T08:30:00+00:00"),
        ("wordpress", "101", "2024-03-01T10:00:00+00:00"),
        ("substack", "502", "2023-01-01T11:00:00+00:00"),
        ("commento", "bb", "2020-02-02T02:02:02+00:00"),
        ("isso", "2", "2020-02-02T02:02:02.500000+00:00"),
        ("remark42", "r1", "2021-06-01T10:00:00+00:00"),
        ("csv", "1", "2022-03-31T00:00:00+00:00"),
    ],
)
def test_moments_are_in_universal_time(format: str, id_: str, at: str) -> None:
    written = comments_of(samples.ALL[format])[id_].written_at

    assert written is not None
    assert written.isoformat() == at


@pytest.mark.parametrize(
    ("format", "id_", "permalink"),
    [
        ("wordpress", "103", "https://tides.example/2024/open-questions/#comment-103"),
        ("disqus", "22", "https://tides.example/open/#comment-22"),
        ("commento", "bb", "https://tides.example/open/#commento-bb"),
        ("remark42", "r1", "https://tides.example/open/#remark42__comment-r1"),
        ("csv", "2", "https://tides.example/#2"),
        ("isso", "1", ""),
    ],
)
def test_permalinks_lead_to_where_it_stood(
    format: str, id_: str, permalink: str
) -> None:
    assert comments_of(samples.ALL[format])[id_].permalink == permalink


def test_reactions_are_counted_and_never_below_zero() -> None:
    substack = comments_of(samples.SUBSTACK)
    commento = comments_of(samples.COMMENTO)

    assert (substack["502"].reactions, substack["504"].reactions) == (3, 12)
    assert (commento["aa"].reactions, commento["bb"].reactions) == (5, 0)


def test_dates_and_reactions_that_cannot_be_read_are_told() -> None:
    rows = ["id,date,body,reactions", "1,yesterday,One,x", "2,2024-01-02,Two,3"]
    rows += [f"{number},,More,0" for number in range(3, 9)]
    export = read(opened("\n".join(rows)))
    kept = list(export.comments())

    assert [comment.written_at is None for comment in kept[:2]] == [True, False]
    assert export.notes() == [
        "7 comments (ids 1, 3, 4, 5, 6, …) have no date that can be read: readers are told "
        "“date unknown”.",
        "1 comment (id 1) has reactions that are no number: they count as none.",
    ]


def test_only_what_replies_hang_below_is_kept_of_the_deleted() -> None:
    found = comments_of(samples.DISQUS)

    assert found["21"].is_deleted
    assert found["21"].body == ""
    assert "23" not in found


def test_a_reply_to_what_is_left_out_says_what_it_was() -> None:
    export = read(opened(samples.WORDPRESS))
    found = {comment.id: comment for comment in export.comments()}

    assert found["105"].missing == "104"
    assert export.notes()[0].startswith("1 reply is to a comment that is not")


@pytest.mark.parametrize("format", samples.ALL)
def test_a_packed_file_is_the_same_file(format: str) -> None:
    raw = samples.ALL[format].encode()
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("export", raw)

    assert comments_of(gzip.compress(raw)) == comments_of(raw)
    assert comments_of(packed.getvalue()) == comments_of(raw)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
@pytest.mark.parametrize("format", ["wordpress", "json"])
def test_other_encodings_say_so_at_the_top(format: str, encoding: str) -> None:
    text = samples.ALL[format].partition("?>")[2] or samples.ALL[format]

    assert comments_of(text.encode(encoding)) == comments_of(samples.ALL[format])


def test_latin_1_is_read_where_it_is_declared() -> None:
    text = samples.WORDPRESS.replace("UTF-8", "ISO-8859-1").replace("Ada", "Zoë")

    assert comments_of(text.encode("latin-1"))["101"].author == "Zoë"


@pytest.mark.parametrize("version", ["1.0", "1.1", "1.2"])
def test_every_version_of_wxr_is_read(version: str) -> None:
    text = samples.WORDPRESS.replace("export/1.2/", f"export/{version}/")

    assert len(comments_of(text)) == 4


def test_an_undeclared_prefix_does_not_matter() -> None:
    text = samples.WORDPRESS.replace('xmlns:wp="http://wordpress.org/export/1.2/"', "")

    assert len(comments_of(text)) == 4


@pytest.mark.parametrize(
    "essay",
    [
        {"title": "", "slug": "", "url": "http://www.tides.example/2024/another"},
        {"title": "another  POST", "slug": "x", "url": ""},
        {"title": "Else", "slug": "another", "url": "https://else.example/"},
    ],
)
def test_the_essays_own_post_is_found(essay: dict[str, str]) -> None:
    posts = read(opened(samples.WORDPRESS)).posts

    found = fitting(posts, **essay)

    assert found is not None
    assert found.title == "Another post"


def test_no_post_is_taken_for_the_essay_by_chance() -> None:
    posts = read(opened(samples.WORDPRESS)).posts

    assert fitting(posts, title="Else", slug="else", url="https://x.example/") is None


@pytest.mark.parametrize("wanted", ["2", "another", "Another post"])
def test_a_post_is_picked_by_any_of_its_names(wanted: str) -> None:
    export = read(opened(samples.WORDPRESS))

    post = pick(export.posts, wanted)

    assert [comment.author for comment in export.comments(post)] == ["Eve"]
    assert export.skipped["on another post"] == 6


def test_a_post_that_is_not_there_is_refused() -> None:
    with pytest.raises(CannotRead, match="no post “9”"):
        pick(read(opened(samples.WORDPRESS)).posts, "9")


@pytest.mark.parametrize("order", ["id,author,body", "body,id,author"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_table_is_known_by_its_names_however_its_lines_end(
    order: str, end: str
) -> None:
    row = {"id": "1", "author": "Quin", "body": "The moon"}
    values = ",".join(row[name] for name in order.split(","))

    comments = comments_of(f"{order}{end}{values}{end}")

    assert [(one.author, one.body) for one in comments.values()] == [
        ("Quin", "The moon")
    ]
