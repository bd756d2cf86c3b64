"""What every page's HTML keeps to, read from the source as a parser reads it."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

import pytest
from bleach._vendor import html5lib
from django.db import transaction
from pytest_django import DjangoDbBlocker

from tests.site.sources import load

pytestmark = pytest.mark.django_db
NAMING = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "list", "form")
FETCHED = {"script": "src", "img": "src", "iframe": "src", "source": "src"}


class Read(NamedTuple):
    source: str
    root: Element
    errors: list[str]


Pages = dict[str, Read]


@pytest.fixture(scope="module")
def pages(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Pages:
    """Each page of the site as a parser reads it, by what was asked."""
    with django_db_blocker.unblock(), transaction.atomic():
        sources = load()
        transaction.set_rollback(True)
    return {name: _read(source) for name, source in sources.items()}


def _read(source: str) -> Read:
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    root = parser.parse(source)
    found = [f"line {place[0]}: {code} {data}" for place, code, data in parser.errors]
    return Read(source, root, found)


def _faults(pages: Pages, check: Callable[[Element], Iterator[str]]) -> list[str]:
    return [
        f"{name}: {fault}" for name, page in pages.items() for fault in check(page.root)
    ]


def _words(element: Element) -> str:
    """What names a control: its text, its label, or the words for its picture."""
    pictures = [image.get("alt", "") for image in element.iter("img")]
    said = ["".join(element.itertext()), element.get("aria-label", ""), *pictures]
    return "".join(said).strip()


def test_every_kind_of_page_was_opened(pages: Pages) -> None:
    assert len(pages) > 60
    short = [name for name, page in pages.items() if "</main>" not in page.source]
    assert short == []


def test_every_page_parses_without_an_error(pages: Pages) -> None:
    faults = [f"{name}, {e}" for name, page in pages.items() for e in page.errors]

    assert faults == []


def test_no_id_is_given_twice(pages: Pages) -> None:
    def twice(root: Element) -> Iterator[str]:
        ids = Counter(each.get("id") for each in root.iter() if each.get("id"))
        yield from (f"#{name}" for name, count in ids.items() if count > 1)

    assert _faults(pages, twice) == []


def test_whatever_is_referred_to_is_on_the_page(pages: Pages) -> None:
    def missing(root: Element) -> Iterator[str]:
        ids = {each.get("id") for each in root.iter()}
        for each in root.iter():
            named = [n for attribute in NAMING for n in each.get(attribute, "").split()]
            link = each.get("href", "")
            # The sheet of contents closes by going to a place that is not there.
            if link.startswith("#") and each.get("class") != "contents-close":
                named.append(link[1:])
            yield from (f"#{name}" for name in named if name not in ids)

    assert _faults(pages, missing) == []


def test_no_page_holds_inline_style_or_script(pages: Pages) -> None:
    def inline(root: Element) -> Iterator[str]:
        for each in root.iter():
            if each.tag == "style" or (each.tag == "script" and not each.get("src")):
                yield f"<{each.tag}>"
            for name in each.attrib:
                if name == "style" or name.startswith("on"):
                    yield f"<{each.tag} {name}>"

    assert _faults(pages, inline) == []


def test_every_link_and_button_says_something(pages: Pages) -> None:
    def silent(root: Element) -> Iterator[str]:
        for each in root.iter():
            is_pressed = each.tag in ("a", "button", "summary")
            # site.js names the switch of colours, which is hidden until then.
            if is_pressed and each.get("hidden") is None and not _words(each):
                yield f"<{each.tag} {each.attrib}>"

    assert _faults(pages, silent) == []


def test_every_picture_has_an_alternative(pages: Pages) -> None:
    def unnamed(root: Element) -> Iterator[str]:
        yield from (
            f"<img {image.attrib}>"
            for image in root.iter("img")
            if image.get("alt") is None
        )

    assert _faults(pages, unnamed) == []


def test_every_field_has_a_label(pages: Pages) -> None:
    def unlabelled(root: Element) -> Iterator[str]:
        labelled = {each.get("for") for each in root.iter("label")}
        within = {id(field) for label in root.iter("label") for field in label.iter()}
        bait = {
            id(field)
            for box in root.iter("div")
            if box.get("aria-hidden") == "true"
            for field in box.iter()
        }
        for field in (each for each in root.iter() if _takes_text(each)):
            named = field.get("aria-label") or field.get("id") in labelled
            if not named and id(field) not in within | bait:
                yield f"<{field.tag} {field.get('name')}>"

    assert _faults(pages, unlabelled) == []


def _takes_text(element: Element) -> bool:
    if element.tag == "input":
        return element.get("type") not in ("hidden", "submit")
    return element.tag in ("select", "textarea")


def test_nothing_is_fetched_from_elsewhere(pages: Pages) -> None:
    def foreign(root: Element) -> Iterator[str]:
        for each in root.iter():
            address = each.get(FETCHED.get(each.tag, ""), "")
            rel = each.get("rel", "")
            if each.tag == "link" and rel not in ("canonical", "alternate"):
                address = each.get("href", "")
            if re.match(r"[a-z]+:|//", address):
                yield address

    assert _faults(pages, foreign) == []


def test_lists_hold_only_their_items(pages: Pages) -> None:
    def strays(root: Element) -> Iterator[str]:
        for each in root.iter():
            if each.tag in ("ul", "ol"):
                yield from (f"<{child.tag}>" for child in each if child.tag != "li")

    assert _faults(pages, strays) == []
