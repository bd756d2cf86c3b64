"""Reads HTML the way a browser would and lists what it should not contain."""

import re
from html.parser import HTMLParser

TAGS = {
    *("p", "br", "hr", "blockquote", "pre", "h3", "h4", "h5", "h6"),
    *("ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td"),
    *("a", "em", "strong", "del", "code", "sup"),
}
VOID = {"br", "hr"}
ADDRESS = re.compile(r"https?://[^/\s]|mailto:[^\s@]+@|/(?![/\\])", re.IGNORECASE)
UNSEEN = re.compile(
    "[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\\\\]"
)


class _Inspector(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.open: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.faults.append(f"<{tag}>")
        for name, value in attrs:
            self.check_attribute(tag, name, value or "")
        if tag == "a" and dict(attrs).get("rel") != "nofollow ugc noopener":
            self.faults.append("link without rel")
        if tag not in VOID:
            self.open.append(tag)

    def check_attribute(self, tag: str, name: str, value: str) -> None:
        match (tag, name):
            case ("a", "href"):
                self.links.append(value)
                good = bool(ADDRESS.match(value)) and not UNSEEN.search(value)
            case ("a", "rel" | "title"):
                good = True
            case ("ol", "start"):
                good = value.isdecimal()
            case ("td" | "th", "align"):
                good = value in {"left", "center", "right"}
            case ("code", "class"):
                good = bool(re.fullmatch(r"language-[\w+.#-]+", value))
            case _:
                good = False
        if not good:
            self.faults.append(f"<{tag} {name}={value!r}>")

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"unexpected </{tag}>")

    def handle_comment(self, data: str) -> None:
        self.faults.append(f"comment {data!r}")

    def handle_decl(self, decl: str) -> None:
        self.faults.append(f"declaration {decl!r}")

    def handle_pi(self, data: str) -> None:
        self.faults.append(f"instruction {data!r}")

    def unknown_decl(self, data: str) -> None:
        self.faults.append(f"declaration {data!r}")


def faults(html: str) -> list[str]:
    """What is not on the allow-list, or not well-formed; empty for good HTML."""
    inspector = _inspect(html)
    return inspector.faults + [f"open <{tag}>" for tag in inspector.open]


def links(html: str) -> list[str]:
    return _inspect(html).links


def _inspect(html: str) -> _Inspector:
    inspector = _Inspector()
    inspector.feed(html)
    inspector.close()
    return inspector
