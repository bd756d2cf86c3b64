"""Every way to take a digest away tells the same: whatever readers and authors typed."""

import io
import re
import zipfile
from dataclasses import replace

import pytest
from django.template.loader import render_to_string
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.digest.document import DocItem, Document, overlay
from apps.digest.exports import export
from apps.digest.presentation import shown
from tests.digest.documents import SITE, document, group, item
from tests.digest.telling import READERS, Told, of_show_notes
from tests.digest.test_exports import BREAKOUTS

HARD = [
    "Plain words, and *some* **marked** ***twice*** with `code_x`.",
    "- one\n- two & three\n    - nested\n\nafter",
    "3. three\n4. four",
    '```\nif a < b and c > d:\n    return "*"\n```',
    "[a link](https://example.org/a_(b)?x=1&y=2) and https://example.org/bare too",
    "https://example.org/alone",
    "See [the list](/q/list/), or [write](mailto:ada@example.org).",
    "> quoted *words*\n\nown words",
    "> > deeper\n\nstill own",
    "小林 遥 は待つ。雨はやまない。",
    "قالت ليلى: لا أعرف بعد. שלום עולם",
    "An owl 🦉 and a rocket 🚀, 3 > 2 🎈",
    "<b>not bold</b> <script>alert(1)</script> & &amp; &lt;i&gt; &#42;",
    "[…] [brackets] ] [ (x) [y][z] [z]: https://example.org/z",
    "Donaudampfschifffahrt" * 12,
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "# A heading\n\nbelow it",
    "*unclosed _under `tick ~~gone~~ a*b*c snake_case_name",
    *(text for text in BREAKOUTS if "![" not in text),
]
NAMES = [
    "Ada",
    "O'Neill & Sons",
    "小林 遥",
    "ليلى حداد",
    "demost_",
    "xX*star*Xx",
    "A [b] (c)",
    "Mr <i>Italic</i>",
    "1. First",
    "a reader",
]
texts = st.lists(st.sampled_from(HARD), min_size=1, max_size=3).map("\n\n".join)
# A rule of the author's own cannot be told from the one that parts groups.
OWN = [text for text in HARD if not re.search("(?m)^---$", text)]
maybe = st.just("") | st.sampled_from(OWN)
quotations = st.builds(
    lambda key, name, verb, quote, lead_in, reply, passages, question: item(
        f"k{key}",
        name=name,
        verb=verb,
        quote=quote,
        lead_in=lead_in,
        reply=reply,
        passages=passages,
        question=question,
        question_url=f"{SITE}/q/{question[-3:-1]}/" if question else "",
    ),
    key=st.integers(0, 10**9),
    name=st.sampled_from(NAMES),
    verb=st.sampled_from(["writes", "disagrees, and then does not", "asks: and"]),
    quote=texts,
    lead_in=maybe,
    reply=maybe,
    passages=st.lists(st.just("It is <b>*so*</b>, or not."), max_size=1).map(tuple),
    question=st.sampled_from(["", "Is *it* so?", "Why [not] <b>now</b>?"]),
)
# A block quote that stands at once below a name cannot be told from a quotation.
UNQUOTED = [text for text in OWN if not text.startswith((">", "```", "|", "#"))]
retold = st.builds(
    lambda key, name, said, is_pointer: item(
        f"k{key}",
        name=name,
        kind="pointer" if is_pointer else "paraphrase",
        verb="also argues",
        quote="",
        said=said,
        reply="Quite.",
    ),
    key=st.integers(0, 10**9),
    name=st.sampled_from(NAMES),
    said=st.sampled_from(UNQUOTED),
    is_pointer=st.booleans(),
)
groups = st.builds(
    lambda first, rest: [first, *rest],
    quotations,
    st.lists(quotations | retold, max_size=2),
)
posts = st.lists(groups, min_size=1, max_size=2).map(
    lambda groups: document(
        *(
            group(
                *(replace(one, key=f"i-{place}-{n}") for n, one in enumerate(items)),
                anchor=f"g-{place}",
                heading=f"On {place}",
                lead_in="So:",
            )
            for place, items in enumerate(groups)
        )
    )
)


def without_links(told: list[Told]) -> list[Told]:
    return [replace(one, links=None) for one in told]


def assert_told_alike(post: Document) -> None:
    expected = READERS["page"](post)
    assert [(one.credit, one.url) for one in expected] == [
        (f"{one.name} {one.verb}", one.url)
        for one in post.items()
        if one.kind == "quote"
    ]
    for name, read in READERS.items():
        told = read(post)
        assert without_links(told) == without_links(expected), name
        if name != "rundown":
            links = [one.links for one in told]
            assert links == [one.links for one in expected], name
    for (credit, url), one in zip(of_show_notes(post), post.items(), strict=True):
        # The notes say what each spoke of, too.
        assert credit.startswith(" ".join(one.name.split()))
        assert url == one.url


@settings(max_examples=30, deadline=None)
@given(posts)
def test_every_format_tells_the_same_of_any_post(post: Document) -> None:
    assert_told_alike(post)


@pytest.mark.parametrize("text", HARD)
def test_every_format_tells_the_same_of(text: str) -> None:
    own = text if text in OWN else ""
    first = item("one", quote=text, reply=own)
    second = item("two", name="Bo", quote=f"Start.\n\n{text}\n\nEnd.", lead_in=own)

    assert_told_alike(document(group(first, second, lead_in=own), intro=own))


@pytest.mark.parametrize("name", NAMES)
def test_every_format_credits(name: str) -> None:
    assert_told_alike(document(group(item(name=name), heading=name), title=name))


FIRST = item("one", quote="One [two](https://example.org/2) three.", reply="I see.")
SECOND = item("two", name="Bo", quote="Four five.")


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize(
    "changed",
    [
        (FIRST,),
        (SECOND, FIRST),
        (replace(FIRST, quote="One [two](https://example.org/2)."), SECOND),
        (replace(FIRST, name="Adele"), SECOND),
        (replace(FIRST, verb="asks"), SECOND),
        (replace(FIRST, url=f"{SITE}/a/other/"), SECOND),
        (replace(FIRST, reply="I do not see."), SECOND),
        (FIRST, replace(SECOND, lead_in="And then:")),
        (FIRST, replace(SECOND, question="Is it?", question_url=f"{SITE}/q/it/")),
        (FIRST, replace(SECOND, kind="paraphrase", quote="", said="Four five.")),
        (FIRST, replace(SECOND, kind="pointer", quote="", said="Four five.")),
    ],
    ids=[
        *("fewer", "order", "word", "name", "verb", "address", "reply", "lead-in"),
        *("question", "paraphrase", "pointer"),
    ],
)
def test_a_difference_would_be_noticed(name: str, changed: tuple[DocItem, ...]) -> None:
    read = READERS[name]

    assert read(document(group(*changed))) != read(document(group(FIRST, SECOND)))


@pytest.mark.parametrize("name", [name for name in READERS if name != "rundown"])
def test_another_link_would_be_noticed(name: str) -> None:
    read = READERS[name]
    other = replace(FIRST, quote="One [two](https://example.org/3) three.")

    assert read(document(group(other))) != read(document(group(FIRST)))


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("text", UNQUOTED)
def test_words_of_the_authors_own_are_told_alike_and_quoted_nowhere(
    name: str, text: str
) -> None:
    own = replace(SECOND, kind="paraphrase", quote="", said=f"that {text}")
    line = replace(own, key="i-three", kind="pointer", said="that it is so.")
    post = document(group(FIRST, own, line))

    (told,) = READERS[name](post)

    assert told.after == READERS["page"](post)[0].after
    assert " ".join(told.after).endswith("Bo writes that it is so")
    assert "in my words" in " ".join(told.after)


@pytest.mark.parametrize("name", ["page", "html", "markdown", "text", "epub", "ghost"])
def test_nothing_but_a_withdrawn_line_is_left_of_what_was_retold(name: str) -> None:
    gone = overlay(
        document(group(replace(SECOND, kind="paraphrase", quote="", said="Owls."))), {}
    )

    said = (
        render_to_string("digest/_document.html", {"shown": shown(gone)})
        if name == "page"
        else unpacked(export(gone, name).content)
    )

    assert "Owls" not in said
    assert "withdrawn" in said


def unpacked(content: bytes) -> str:
    if content[:2] != b"PK":
        return content.decode()
    return zipfile.ZipFile(io.BytesIO(content)).read("book/post.xhtml").decode()
