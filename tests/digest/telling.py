"""What each way of taking a digest away tells of its quotations, read back from it.

Every reader here looks at the finished thing as a stranger would: at a page or a file,
knowing nothing of the document that it was made from.
"""

import io
import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser
from urllib.parse import unquote, urljoin
from xml.etree import ElementTree

from django.template.loader import render_to_string
from markdown import Markdown

from apps.digest.document import Document
from apps.digest.exports import Wishes, export
from apps.digest.exports.platforms import NAMESPACES
from apps.digest.presentation import shown
from apps.lib import markup
from tests.digest.documents import SITE

# Long enough for every quotation to be read out.
WHOLE = Wishes(minutes=600)
# Tags that part no words.
INLINE = frozenset({"em", "strong", "a", "bdi", "code", "del", "sup"})
EMOJI = "\U0001f300-\U0001faff"


@dataclass(frozen=True)
class Told:
    """`credit` is name and verb; `after` are the words up to the next quotation."""

    credit: str
    url: str
    quote: list[str]
    after: list[str]
    # The places that the quote links to; None where a format has no links in it.
    links: list[str] | None = None


def words(text: str) -> list[str]:
    """In order, without what a format draws: numbers of a list, schemes of links."""
    unmarked = re.sub(r"(?m)^[\s>•-]*\d+\.(?=\s|$)", "", text)
    return re.findall(rf"\w+|[{EMOJI}]", re.sub(r"https?://", "", unmarked))


class Reader(HTMLParser):
    """Attribution, block quote, and what follows; all else is passed over."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.credits: list[tuple[str, str]] = []
        self.quotes: list[str] = []
        self.afters: list[str] = []
        self.links: list[list[str]] = []
        # Where text belongs now: nowhere, to a quotation, or to what follows it.
        self.part: list[str] | None = None
        self.depth = 0
        self.paragraph = ""
        self.first_link = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "blockquote":
            self.open_quote()
        elif tag in {"h2", "hr"} and not self.depth:
            self.part = None
        elif tag == "p" and not self.depth:
            self.paragraph, self.first_link = "", ""
        elif tag == "a" and "href" in given:
            self.note(unquote(urljoin(SITE, given["href"])))
        if tag not in INLINE:
            self.handle_data("\n")

    def note(self, address: str) -> None:
        self.first_link = self.first_link or address
        if self.part is self.quotes:
            self.links[-1].append(address)

    def open_quote(self) -> None:
        if not self.depth and f"{SITE}/a/" in self.first_link:
            if self.part is not None:
                # The attribution was taken for the end of what follows the last one.
                self.afters[-1] = self.afters[-1][: -len(self.paragraph)]
            credit = " ".join(self.paragraph.split())
            self.credits.append((credit.removesuffix(" #"), self.first_link))
            self.quotes.append("")
            self.afters.append("")
            self.links.append([])
            self.part = self.quotes
        self.depth += 1

    def handle_endtag(self, tag: str) -> None:
        if tag == "blockquote":
            self.depth -= 1
            self.paragraph, self.first_link = "", ""
            if not self.depth and self.part is self.quotes:
                self.part = self.afters

    def handle_data(self, data: str) -> None:
        self.paragraph += data
        if self.part is not None:
            self.part[-1] += data


def of_html(html: str) -> list[Told]:
    read = Reader(html)
    return [
        Told(credit.removesuffix(":"), url, words(quote), words(after), links)
        for (credit, url), quote, after, links in zip(
            read.credits, read.quotes, read.afters, read.links, strict=True
        )
    ]


def of_page(document: Document) -> list[Told]:
    context = {"shown": shown(document), "is_preview": False}
    return of_html(render_to_string("digest/_document.html", context))


def of_markdown(document: Document) -> list[Told]:
    # Read by a plain converter: others will not have ours.
    return of_html(Markdown().convert(export(document, "markdown").text))


def of_ghost(document: Document) -> list[Told]:
    (db,) = json.loads(export(document, "ghost").text)["db"]
    return of_html(db["data"]["posts"][0]["html"])


def of_wordpress(document: Document) -> list[Told]:
    tree = ElementTree.fromstring(export(document, "wordpress").content)
    content = tree.findtext(f".//{{{NAMESPACES['content']}}}encoded")
    return of_html(content or "")


def of_epub(document: Document) -> list[Told]:
    book = zipfile.ZipFile(io.BytesIO(export(document, "epub").content))
    return of_html(book.read("book/post.xhtml").decode())


def of_json(document: Document) -> list[Told]:
    return [
        told
        for group in json.loads(export(document, "json").text)["groups"]
        for told in _of_json_group(group["items"], group["question_url"])
    ]


def _of_json_group(items: list[dict[str, str]], before: str) -> list[Told]:
    """As docs/formats/digest.md says that each kind reads."""
    told: list[Told] = []
    for item in items:
        credit = " ".join(f"{item['name']} {item['verb']}".split())
        asks = item["question"] if item["question_url"] not in {"", before} else ""
        before = item["question_url"] or before
        if told:
            asked = words(f"On {asks}") if asks else []
            told[-1].after.extend([*asked, *_said(item["lead_in"])])
        if item["kind"] == "quote":
            passages = "".join(f"<p>{escape(one)}</p>" for one in item["passages"])
            quoted = _Plain(f"{passages}{markup.render(item['quote'])}")
            told.append(Told(credit, item["url"], words(quoted.text), [], quoted.links))
        elif told:
            mark = ", in my words:" if item["kind"] == "paraphrase" else ""
            told[-1].after.extend([*words(credit + mark), *_said(item["said"])])
        if told:
            told[-1].after.extend(_said(item["reply"]))
    return told


def _said(markdown: str) -> list[str]:
    return words(_Plain(markup.render(markdown)).text)


class _Plain(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.links: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.links += [
            unquote(urljoin(SITE, value or ""))
            for name, value in attrs
            if name == "href"
        ]
        if tag not in INLINE:
            self.text += "\n"

    def handle_data(self, data: str) -> None:
        self.text += data


CREDITED = re.compile(r"^(?P<credit>\S.*) <(?P<url>[^<> ]+/a/[^<> ]+)> (?P<verb>.*):$")
ADDRESS = re.compile(r" ?<((?:https?|mailto):[^<>\s]+)>")


def of_text(document: Document) -> list[Told]:
    found: list[Told] = []
    is_quote = False
    for block in _blocks(export(document, "text").text):
        credit = CREDITED.match(block)
        if credit:
            name = f"{credit['credit']} {credit['verb']}"
            found.append(Told(name, credit["url"], [], [], []))
            is_quote = True
        elif re.match(r"\* \* \*$", block):
            is_quote = False
            found.append(Told("", "", [], [], []))
        elif found and is_quote and block.startswith(">"):
            inside = re.sub(r"(?m)^> ?", "", block)
            found[-1].links.extend(map(unquote, ADDRESS.findall(inside)))  # type: ignore[union-attr]
            found[-1].quote.extend(words(ADDRESS.sub("", inside)))
            is_quote = False
        elif found:
            found[-1].after.extend(words(ADDRESS.sub("", block)))
    return [told for told in found if told.url]


def _blocks(text: str) -> list[str]:
    return text.strip("\n").split("\n\n")


READ_OUT = re.compile(
    r"^(?P<credit>\S.*)\n\n(?P<quote>(?:(?: {4}.*)?\n)+?) {4}<(?P<url>[^<>]+)>$",
    re.MULTILINE,
)
SAY = re.compile(r"  \(say: [^()]*\)(?=  \(\d+ s\)$)", re.MULTILINE)
HINT = re.compile(r" \((?:say: [^()]*|ask how the name is said|; )+\)$")
LENGTH = re.compile(r"  \(\d+ s\)$", re.MULTILINE)
NEXT_PART = re.compile(r"^(?:\(Talk: |\[[\d:]+\] )", re.MULTILINE)


def of_rundown(document: Document) -> list[Told]:
    text = export(document, "rundown", WHOLE).text
    found = list(READ_OUT.finditer(text))
    ends = [one.start() for one in found[1:]] + [len(text)]
    told = []
    for one, end in zip(found, ends, strict=True):
        after = SAY.sub("", NEXT_PART.split(text[one.end() : end])[0])
        told.append(
            Told(
                credit=HINT.sub("", one["credit"]).removesuffix(":"),
                url=one["url"],
                quote=words(LENGTH.sub("", re.sub("(?m)^ {4}", "", one["quote"]))),
                after=words(LENGTH.sub("", after)),
            )
        )
    return told


def of_show_notes(document: Document) -> list[tuple[str, str]]:
    """Credit and address of all that was read aloud."""
    html = export(document, "shownotes-html", WHOLE).text
    listed = html.partition("<h2>Read aloud</h2>")[2]
    return [
        (" ".join(_Plain(row).text.split()), _Plain(row).links[0])
        for row in re.findall("<li>(.*?)</li>", listed)
    ]


READERS: dict[str, Callable[[Document], list[Told]]] = {
    "page": of_page,
    "markdown": of_markdown,
    "html": lambda document: of_html(export(document, "html").text),
    "compact html": lambda document: of_html(
        export(document, "html", Wishes(joined_quotes=True)).text
    ),
    "text": of_text,
    "json": of_json,
    "ghost": of_ghost,
    "wordpress": of_wordpress,
    "epub": of_epub,
    "rundown": of_rundown,
}
