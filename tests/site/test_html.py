"""What every page's HTML keeps to, read from the source as a parser reads it."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

import pytest
from bleach._vendor import html5lib
from django.db import transaction
from pytest_django import DjangoDbBlocker

from tests.site.sources import Sources, load

pytestmark = pytest.mark.django_db
NAMING = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "list", "form")
FETCHED = {"script": "src", "img": "src", "iframe": "src", "source": "src"}


@pytest.fixture(scope="module")
def sources(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Sources:
    with django_db_blocker.unblock(), transaction.atomic():
        found = load()
        transaction.set_rollback(True)
    return found


def _parsed(source: str) -> tuple[Element, list[str]]:
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    root: Element = parser.parse(source)
    return root, [
        f"line {place[0]}: {code} {data}" for place, code, data in parser.errors
    ]


def _faults(sources: Sources, check: Callable[[Element], Iterator[str]]) -> list[str]:
    return [
        f"{name}: {fault}"
        for name, source in sources.items()
        for fault in check(_parsed(source)[0])
    ]


def _words(element: Element) -> str:
    """What names a control: its text, its label, or the words for its picture."""
    pictures = [image.get("alt", "") for image in element.iter("img")]
    said = ["".join(element.itertext()), element.get("aria-label", ""), *pictures]
    return "".join(said).strip()


def test_every_kind_of_page_was_opened(sources: Sources) -> None:
    assert len(sources) > 60
    short = [name for name, source in sources.items() if "</main>" not in source]
    assert short == []


def test_every_page_parses_without_an_error(sources: Sources) -> None:
    faults = [
        f"{name}, {error}"
        for name, source in sources.items()
        for error in _parsed(source)[1]
    ]

    assert faults == []


def test_no_id_is_given_twice(sources: Sources) -> None:
    def twice(root: Element) -> Iterator[str]:
        ids = Counter(each.get("id") for each in root.iter() if each.get("id"))
        yield from (f"#{name}" for name, count in ids.items() if count > 1)

    assert _faults(sources, twice) == []


def test_whatever_is_referred_to_is_on_the_page(sources: Sources) -> None:
    def missing(root: Element) -> Iterator[str]:
        ids = {each.get("id") for each in root.iter()}
        for each in root.iter():
            named = [n for attribute in NAMING for n in each.get(attribute, "").split()]
            link = each.get("href", "")
            # The sheet of contents closes by going to a place that is not there.
            if link.startswith("#") and each.get("class") != "contents-close":
                named.append(link[1:])
            yield from (f"#{name}" for name in named if name not in ids)

    assert _faults(sources, missing) == []


def test_no_page_holds_inline_style_or_script(sources: Sources) -> None:
    def inline(root: Element) -> Iterator[str]:
        for each in root.iter():
            if each.tag == "style" or (each.tag == "script" and not each.get("src")):
                yield f"<{each.tag}>"
            for name in each.attrib:
                if name == "style" or name.startswith("on"):
                    yield f"<{each.tag} {name}>"

    assert _faults(sources, inline) == []


def test_every_link_and_button_says_something(sources: Sources) -> None:
    def silent(root: Element) -> Iterator[str]:
        for each in root.iter():
            is_pressed = each.tag in ("a", "button", "summary")
            # site.js names the switch of colours, which is hidden until then.
            if is_pressed and each.get("hidden") is None and not _words(each):
                yield f"<{each.tag} {each.attrib}>"

    assert _faults(sources, silent) == []


def test_every_picture_has_an_alternative(sources: Sources) -> None:
    def unnamed(root: Element) -> Iterator[str]:
        yield from (
            f"<img {image.attrib}>"
            for image in root.iter("img")
            if image.get("alt") is None
        )

    assert _faults(sources, unnamed) == []


def test_every_field_has_a_label(sources: Sources) -> None:
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

    assert _faults(sources, unlabelled) == []


def _takes_text(element: Element) -> bool:
    if element.tag == "input":
        return element.get("type") not in ("hidden", "submit")
    return element.tag in ("select", "textarea")


def test_nothing_is_fetched_from_elsewhere(sources: Sources) -> None:
    def foreign(root: Element) -> Iterator[str]:
        for each in root.iter():
            address = each.get(FETCHED.get(each.tag, ""), "")
            rel = each.get("rel", "")
            if each.tag == "link" and rel not in ("canonical", "alternate"):
                address = each.get("href", "")
            if re.match(r"[a-z]+:|//", address):
                yield address

    assert _faults(sources, foreign) == []


def test_lists_hold_only_their_items(sources: Sources) -> None:
    def strays(root: Element) -> Iterator[str]:
        for each in root.iter():
            if each.tag in ("ul", "ol"):
                yield from (f"<{child.tag}>" for child in each if child.tag != "li")

    assert _faults(sources, strays) == []
