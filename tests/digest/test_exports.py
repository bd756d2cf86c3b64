"""What is taken away says what the page says, and no reader can break out of a quote."""

import json
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from apps.digest.document import Document
from apps.digest.exports import FORMATS, export
from apps.digest.exports.html import to_html
from apps.digest.exports.html import written as html_line
from apps.digest.exports.markdown import to_markdown
from apps.digest.exports.markdown_lines import written as write_line
from apps.digest.exports.post import Block, Line, Listing, Paragraph, Run
from apps.digest.exports.subset import reduce
from apps.digest.exports.text import to_text
from apps.lib import markup
from tests.digest.documents import SITE, document, group, item

SAFE_SUBSET = {
    *[
        "h2",
        "h3",
        "p",
        "blockquote",
        "ul",
        "ol",
        "li",
        "strong",
        "em",
        "a",
        "hr",
        "br",
        "img",
    ]
}

RICH = """\
I **never** said *that*, and `x = 1` proves it[^1].

- one
- two
    - nested

3. third
4. fourth

> what you wrote, [here](https://example.org/a_(b)).

### A title

| a | b |
|---|---|
| 1 | 2 |

```
if a < b:
    return "*"
```

https://example.org/alone

1986\\. A year, not a list. See [the list](/q/list/) & <b>bold</b> […] _snake_case_.
"""

# What a reader may type to get out of the quote, or into the post's own text.
BREAKOUTS = (
    "fine\n\n# Not my heading",
    "fine\n\n---\n\nNot in the quote",
    "fine\n\n</blockquote><h2>Not my heading</h2>",
    "[…]: https://spam.example\n\nfine […] indeed",
    "[original post here]: https://spam.example\n\nfine",
    "fine\n===\n\nagain\n---",
    "```\nnever closed",
    "<!-- never closed",
    "1. one\n2. two\n\n10) ten",
    "| a | b |\n|---|---|\n| c | d |",
    "> quoted\n> > twice\n\nown words",
    "\\",
    "![](https://spam.example/x.png)",
    "fine ![Ada](https://spam.example/) writes:",
    "    code\n\n\tcode",
    "&lt;b&gt; &amp;amp; &#42;x&#42;",
    "~~gone~~ ~~~",
    "a*b*c **d**e _f_g ***h*** i*",
    "a  \n# b  \n- c  \n3. d  \n=== \n:-- | --:",
)


class Words(HTMLParser):
    """The words of HTML with what parts them, and every tag and address in it."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.inside: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        apart = tag not in {"em", "strong", "a"}
        self.text += " " if apart else ""
        if tag == "img":
            self.text += f" {dict(attrs)['alt']} "

    def handle_data(self, data: str) -> None:
        self.text += data


def words(text: str) -> list[str]:
    """The words in order, without what a format draws instead of writing."""
    return re.findall(r"\w+", re.sub(r"(?m)^\s*\d+\.(?= )", "", text))


def words_of_html(document: Document) -> list[str]:
    html = re.sub(r"(<p>|<br>)\d+\. ", r"\1", to_html(document))
    return words(Words(html).text)


def words_of_markdown(document: Document) -> list[str]:
    body = to_markdown(document).split("\n", 1)[1]
    # Read by a plain converter: others will not have ours.
    return words(Words(Markdown(extensions=["tables"]).convert(body)).text)


def words_of_text(document: Document) -> list[str]:
    body = to_text(document).split("\n", 2)[2]
    unquoted = re.sub(r"(?m)^> ?", "", body)
    return words(re.sub(r" ?<https?:[^<>\s]*>", "", unquoted))


def quoting(markdown: str) -> Document:
    return document(group(item(quote=markdown)))


def test_the_post_has_the_order_of_the_genre() -> None:
    post = document(
        group(
            item(lead_in="First, bees.", reply="I had not known.", verb="points out"),
            lead_in="Two answers.",
        ),
        outro="More next week.",
    )

    assert to_markdown(post) == (
        "# Highlights From The Comments On Open Questions\n\n"
        "\\[[original post here](https://aiq.example/e/open-questions/)\\]\n\n"
        "Thank you all.\n\n"
        "---\n\n"
        "## Is sleep older than the brain?\n\n"
        "*[Why do animals sleep at all?](https://aiq.example/q/sleep/)*\n\n"
        "Two answers.\n\n"
        "First, bees.\n\n"
        "[Ada](https://aiq.example/a/one/) points out:\n\n"
        "> Bees keep time by the light, and so did we until the lamps came in.\n\n"
        "I had not known.\n\n"
        "---\n\n"
        "More next week.\n\n"
        "Thanks to Ada.\n\n"
        "1 quotation from 1 reader, out of 20 answers by 9 people. Published 4 March 2026.\n"
    )


def test_html_has_no_white_space_between_tags_and_no_title() -> None:
    html = to_html(document(group(item()), intro=""))

    assert html == (
        '<p>[<a href="https://aiq.example/e/open-questions/">original post here</a>]'
        "</p><hr><h2>Is sleep older than the brain?</h2>"
        '<p><a href="https://aiq.example/q/sleep/">'
        "<em>Why do animals sleep at all?</em></a></p>"
        '<p><a href="https://aiq.example/a/one/">Ada</a> writes:</p>'
        "<blockquote><p>Bees keep time by the light, and so did we until the lamps "
        "came in.</p></blockquote><hr><p>Thanks to Ada.</p>"
        "<p>1 quotation from 1 reader, out of 20 answers by 9 people. Published 4 March 2026.</p>"
    )


def test_text_underlines_headings_and_spells_out_links() -> None:
    text = to_text(document(group(item(quote="One.\n\n- two\n- three"))))

    assert "Is sleep older than the brain?\n------------------------------\n" in text
    assert "Ada <https://aiq.example/a/one/> writes:\n\n> One.\n>\n> - two\n" in text


@pytest.mark.parametrize("markdown", [RICH, *BREAKOUTS])
def test_three_exports_carry_the_same_words_in_the_same_order(markdown: str) -> None:
    post = document(group(item(quote=markdown), item("two", quote="The end.")))

    assert words_of_markdown(post) == words_of_html(post) == words_of_text(post)


@pytest.mark.parametrize("markdown", [RICH, *BREAKOUTS])
def test_html_keeps_to_the_safe_subset(markdown: str) -> None:
    read = Words(to_html(document(group(item(quote=markdown)), intro=markdown)))

    assert set(read.tags) <= SAFE_SUBSET
    assert {name for name, _ in read.attributes} <= {"href", "src", "alt"}
    addresses = [value for name, value in read.attributes if name != "alt"]
    assert all(value.startswith(("https://", "http://")) for value in addresses)


@pytest.mark.parametrize("markdown", [RICH, *BREAKOUTS])
def test_a_quote_holds_paragraphs_only_and_one_level(markdown: str) -> None:
    html = to_html(quoting(markdown))

    inside = re.search("<blockquote>(.*)</blockquote>", html)
    assert inside is not None
    assert not re.search("</?(blockquote|ul|ol|h2|h3|hr)", inside[1])


@pytest.mark.parametrize("markdown", BREAKOUTS)
def test_every_line_of_a_quote_is_marked_as_quoted(markdown: str) -> None:
    exported = to_markdown(quoting(markdown))

    after = exported.split(" writes:\n\n", 1)[1]
    quote, rest = after.split("\n\n---\n\n", 1)
    assert all(line.startswith(">") for line in quote.split("\n"))
    assert rest.startswith("Thanks to Ada.")


@pytest.mark.parametrize("markdown", BREAKOUTS)
def test_markdown_renders_to_the_post_whatever_is_quoted(markdown: str) -> None:
    html = markup.render(to_markdown(quoting(markdown)))

    assert html.count("<blockquote>") == html.count("</blockquote>") == 1
    assert html.index("</blockquote>") < html.index("Thanks to Ada.")
    assert Words(html).tags.count("h4") == 1
    links = [value for name, value in Words(html).attributes if name == "href"]
    assert links[0] == f"{SITE}/e/open-questions/"


def test_a_passage_quoted_in_a_quote_becomes_an_italic_line() -> None:
    post = quoting("> You wrote this.\n\nI differ.")

    assert "<blockquote><p><em>&gt; You wrote this.</em></p><p>I differ.</p>" in (
        to_html(post)
    )
    assert "> *> You wrote this.*\n>\n> I differ." in to_markdown(post)


def test_lists_stay_lists_where_the_format_can_quote_them() -> None:
    post = quoting("3. three\n4. four\n    - nested")

    assert "<p>3. three<br>4. four<br>5. nested</p>" in to_html(post)
    assert "> 3. three\n> 4. four\n> 5. nested" in to_markdown(post)


def test_code_and_tables_become_plain_lines() -> None:
    html = to_html(quoting("```\na <b\nc\n```\n\n| x | y |\n|---|---|\n| 1 | 2 |"))

    assert "<p>a &lt;b<br>c</p><p>x | y<br>1 | 2</p>" in html


def test_links_in_quotes_are_absolute_and_never_bare() -> None:
    html = to_html(quoting("https://example.org/x\n\n[rel](/q/1/) [bad](javascript:1)"))

    assert '<p><a href="https://example.org/x">example.org/x</a></p>' in html
    assert f'<a href="{SITE}/q/1/">rel</a>' in html
    assert 'href="javascript' not in html


def test_names_and_headings_are_not_read_as_markdown() -> None:
    odd = "*A_d_a* [x](//spam.example) `c` <b> 1."
    post = document(group(item(name=odd), heading=odd), title=f"{odd} #", thanks=(odd,))

    html = markup.render(to_markdown(post))

    assert Words(html).text.count(odd) == 4
    assert "spam.example" not in " ".join(v for _, v in Words(html).attributes)


def test_answers_that_say_the_same_are_credited() -> None:
    also = tuple((name, f"{SITE}/a/{name}/") for name in ("bo", "cy", "di"))

    text = to_markdown(document(group(item(also=also))))

    assert (
        "Also said by [bo](https://aiq.example/a/bo/), [cy](https://aiq.example/a/cy/)"
        " and [di](https://aiq.example/a/di/).\n"
    ) in text


def test_a_withdrawn_answer_leaves_a_stub_without_name_or_link() -> None:
    also = (("Bo", f"{SITE}/a/bo/"),)
    gone = item(
        state="withdrawn", quote="", name="a reader", url="", reply="Pity.", also=also
    )

    html = to_html(document(group(gone), thanks=()))

    assert "<p><em>A quotation that stood here was withdrawn.</em></p>" in html
    assert "<p>Pity.</p>" in html
    assert "a reader" not in html
    assert "Bo" not in html
    assert "blockquote" not in html


def test_the_authors_own_prose_keeps_headings_rules_and_quotes() -> None:
    intro = (
        "# On\n\n> They said **so**:\n>\n> - one\n> - two\n>\n> > deeper\n\n***\n\n- x"
    )
    post = document(intro=intro)

    assert (
        "</p><h3>On</h3><blockquote><p>They said <strong>so</strong>:</p>"
        "<p>• one<br>• two</p><p><em>&gt; deeper</em></p></blockquote><hr>"
        "<ul><li>x</li></ul><hr>"
    ) in to_html(post)
    assert (
        "### On\n\n> They said **so**:\n>\n> - one\n> - two\n>\n> *> deeper*\n\n"
        "---\n\n- x\n\n---"
    ) in to_markdown(post)


def test_headings_and_rules_in_a_quote_become_text_or_nothing() -> None:
    html = to_html(quoting("# One\n\n---\n\ntwo"))

    assert "<blockquote><p><strong>One</strong></p><p>two</p></blockquote>" in html


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>a\n b <em> c </em></p>", (Paragraph((Run("a b "), Run("c", em=True))),)),
        ("<p>a<br>\n<br> b<br></p>", (Paragraph((Run("a\nb"),)),)),
        ("<p><del>a</del><sup>b</sup></p>", (Paragraph((Run("ab"),)),)),
        ("<p> </p><ul><li></li></ul>", ()),
        ("loose", (Paragraph((Run("loose"),)),)),
        ("<p>never closed", (Paragraph((Run("never closed"),)),)),
        ("<p><em>a</p>b", (Paragraph((Run("a", em=True),)), Paragraph((Run("b"),)))),
        ("</p></ul>stray", (Paragraph((Run("stray"),)),)),
        (
            "<ol start=7><li><p>a</p><p>b</p><ol><li>c</li></ol>d</li></ol>",
            (Listing(((Run("a\nb"),), (Run("c"),), (Run("d"),)), 7),),
        ),
        (
            "<ul><li>a<blockquote><p>b</p></blockquote></li></ul>",
            (Listing(((Run("a\n"), Run("> b", em=True)),)),),
        ),
        (
            "<p><a href='/q/'><img src='/x.png' alt='Bees'></a><img src='data:1'></p>",
            (
                Paragraph(
                    (
                        Run("Bees", href=f"{SITE}/q/", src=f"{SITE}/x.png"),
                        Run("image"),
                    )
                ),
            ),
        ),
    ],
)
def test_html_is_reduced_to_blocks(html: str, expected: tuple[Block, ...]) -> None:
    assert reduce(html, base=f"{SITE}/e/") == expected


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:x", "//[", "ftp://x.example", "https:", ""]
)
def test_addresses_that_nobody_can_follow_are_dropped(address: str) -> None:
    base = SITE if address else ""

    (block,) = reduce(f'<p><a href="{address}">x</a></p>', base=base)

    assert block in (Paragraph((Run("x"),)), Paragraph((Run("x", href=SITE),)))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ((Run("no"), Run("tion", em=True)), "notion"),
        ((Run("a "), Run(" b ", strong=True, em=True), Run(".")), "a  ***b*** ."),
        ((Run("a", strong=True), Run("b", em=True)), "ab"),
        ((Run("see!"), Run("x", href="u")), "see\\![x](u)"),
        ((Run("[x]"), Run("(y)", em=True)), "[x\\](y)"),
        ((Run("x", href="u"), Run(" ", em=True), Run("y")), "[x](u) y"),
        (
            (Run("a]b", href="https://x/(y) [z]"),),
            "[a\\]b](https://x/%28y%29%20%5Bz%5D)",
        ),
        (
            (Run("> see ", em=True), Run("x", em=True, href="u"), Run(".", em=True)),
            "*> see [x](u).*",
        ),
        ((Run("b", src="s"),), "![b](s)"),
        ((Run("b", href="u", src="s"),), "[![b](s)](u)"),
        (
            (Run("# a\n10. b\n- c\n=\n:-|"),),
            "\\# a  \n10\\. b  \n\\- c  \n&#61;  \n&#58;-|",
        ),
        ((Run("[a] […] [b]: [c](d) ]"),), "[a] […] \\[b\\]: \\[c\\](d) \\]"),
        ((Run("&amp; & <b> ~~x~~"),), "&amp;amp; & &lt;b> &#126;~x&#126;~"),
    ],
)
def test_lines_are_written_for_every_renderer(line: Line, expected: str) -> None:
    assert write_line(line) == expected


def test_images_keep_their_alternative_text() -> None:
    line = (Run("A hive & bees", src="https://x.example/hive.png"),)

    assert html_line(line) == (
        '<img src="https://x.example/hive.png" alt="A hive &amp; bees">'
    )


def test_every_format_is_offered_by_name() -> None:
    made = {name: export(document(), name) for name in FORMATS}

    assert made["markdown"].text == to_markdown(document())
    told = document().to_dict()
    for one in told["groups"]:
        del one["asked"]  # these lines are in the lead-in
    assert json.loads(made["json"].text) == told
    assert {one.extension for one in made.values()} >= {"md", "html", "txt", "json"}


def test_a_group_without_a_question_shows_its_heading_alone() -> None:
    theme = group(item(), heading="Odds and ends", question="", question_url="")

    assert "## Odds and ends\n\n[Ada]" in to_markdown(document(theme))


def test_a_revised_post_says_so() -> None:
    assert "by 9 people. Published 4 March 2026. Revised 11 March 2026." in to_text(
        document(revised="2026-03-11")
    )


def test_the_subtitle_follows_the_title() -> None:
    post = document(subtitle="And *corrections*")

    assert to_text(post).split("\n")[3] == "And *corrections*"
    assert to_markdown(post).split("\n")[2] == "*And \\*corrections\\**"


@given(
    st.text(alphabet=st.sampled_from("ab 1.\n\t*_`[]()<>#-+=!|~\\&;:>/x…"), max_size=60)
)
def test_any_quote_is_exported_alike_and_stays_inside(markdown: str) -> None:
    post = quoting(f"Start {markdown}\n\nend")

    html = markup.render(to_markdown(post))

    assert words_of_markdown(post) == words_of_html(post) == words_of_text(post)
    assert html.count("<blockquote>") == 1
    assert html.index("</blockquote>") < html.index("Thanks to Ada.")


@given(st.text(max_size=40))
def test_any_name_and_heading_is_exported(anything: str) -> None:
    post = document(group(item(name=anything), heading=anything), title=anything)

    assert words_of_markdown(post) == words_of_html(post) == words_of_text(post)


DISPUTED_HTML = (
    "<blockquote><p><em>&gt; It is &lt;b&gt;*so*&lt;/b&gt;, or not.</em></p>"
    "<p>No.</p></blockquote>"
)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("markdown", "> *> It is &lt;b>\\*so\\*&lt;/b>, or not.*\n>\n> No."),
        ("html", DISPUTED_HTML),
        ("wordpress", DISPUTED_HTML),
        ("ghost", DISPUTED_HTML),
        ("text", "> > It is <b>*so*</b>, or not.\n>\n> No."),
        ("json", '"passages": [\n            "It is <b>*so*</b>,\\nor not."'),
    ],
)
def test_the_disputed_words_begin_the_quote(name: str, expected: str) -> None:
    disputed = "It is <b>*so*</b>,\nor not."

    written = export(document(group(item(quote="No.", passages=(disputed,)))), name)

    assert expected in written.text


def test_a_reply_that_begins_with_a_quote_stays_apart_from_the_readers() -> None:
    post = document(group(item(quote="Hers.", reply="> Mine.\n\nAnd so on.")))

    html = Markdown().convert(to_markdown(post))

    assert "<p>Hers.</p>\n</blockquote>" in html
    assert "<blockquote>\n<p>Mine.</p>\n</blockquote>" in html
    assert Words(markup.render(to_markdown(post))).tags.count("blockquote") == 2
