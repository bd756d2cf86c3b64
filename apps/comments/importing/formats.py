"""Which reader reads a file: found out from how it begins, never from its name."""

import re
from collections.abc import Callable, Iterator
from pathlib import PurePath

from apps.comments.importing.commento import commento
from apps.comments.importing.disqus import disqus
from apps.comments.importing.isso import isso
from apps.comments.importing.opening import Opened
from apps.comments.importing.own import NO_NAMES, own_csv, own_json
from apps.comments.importing.record import CannotRead, Damaged
from apps.comments.importing.remark42 import remark42
from apps.comments.importing.substack import substack
from apps.comments.importing.wordpress import wordpress
from apps.comments.importing.xml_records import Found

Reader = Callable[[Opened], Iterator[Found]]

READERS: dict[str, Reader] = {
    "wordpress": wordpress,
    "disqus": disqus,
    "substack": substack,
    "commento": commento,
    "isso": isso,
    "remark42": remark42,
    "csv": own_csv,
    "json": own_json,
}
NAMES = {
    "wordpress": "WordPress",
    "disqus": "Disqus",
    "substack": "Substack",
    "commento": "Commento",
    "isso": "isso",
    "remark42": "Remark42",
    "csv": "CSV",
    "json": "JSON",
}
_HEAD = 60_000
_KEYS = (
    ("commento", re.compile(r'"(?:commentHex|commenters|parentHex)"\s*:')),
    ("remark42", re.compile(r'"(?:locator|pid)"\s*:|\A\s*\{\s*"version"[^\n]*\n\s*\{')),
    ("isso", re.compile(r'"remote_addr"\s*:|\A\s*\[\s*\{[^\[]*"comments"\s*:\s*\[')),
    (
        "substack",
        re.compile(r'"(?:children|ancestor_path|body_json|reaction_count)"\s*:'),
    ),
    ("json", re.compile(r'"(?:body|html|comments)"\s*:')),
)
_DEEPLY_NESTED = re.compile(r"\A[\s\[{]{1000}")


# What a file of somebody's own must have, by the end of its name.
_EXPECTED = {
    ".csv": NO_NAMES,
    ".json": "A JSON file of your own is a list of objects, or {“comments”: […]}, and "
    "each must have “id” and “body”.",
}
_UNKNOWN = (
    "This is no export of comments that can be read here: WordPress, Disqus, Substack, "
    "Commento, isso, Remark42, or a CSV or JSON file of your own."
)
_PACKED = (".gz", ".zip")


def detect(opened: Opened, filename: str = "") -> str:
    """The name of the format. Raises CannotRead, whose words depend on the file's name."""
    head = _beginning(opened)
    if not head:
        raise CannotRead("The file is empty.")
    found = _xml(head) if head.startswith("<") else ""
    if head[0] in "[{":
        if _DEEPLY_NESTED.match(head):
            raise CannotRead("This JSON nests deeper than comments can.")
        found = next((name for name, key in _KEYS if key.search(head)), "")
    elif not found and _is_table(head):
        found = "csv"
    if not found:
        named = PurePath(filename.lower())
        suffix = (
            PurePath(named.stem).suffix if named.suffix in _PACKED else named.suffix
        )
        raise CannotRead(_EXPECTED.get(suffix, _UNKNOWN))
    return found


def _beginning(opened: Opened) -> str:
    head = ""
    try:
        for chunk in opened():
            head += chunk
            if len(head) >= _HEAD:
                break
    except Damaged:
        # As much as there is may be enough.
        return head.strip()
    return head.strip()


def _xml(head: str) -> str:
    if "<disqus" in head or "disqus.com" in head[:2_000]:
        return "disqus"
    return "wordpress" if "<rss" in head or "<!DOCTYPE" in head else ""


def _is_table(head: str) -> bool:
    names = {name.strip(' "').lower() for name in head.splitlines()[0].split(",")}
    return "id" in names and bool(names & {"body", "html"})
