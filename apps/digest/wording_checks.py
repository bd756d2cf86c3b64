"""What words and links of a post may need another look, text by text."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from apps.digest.checks import Problem
from apps.digest.document import Document

LINK = re.compile(r"(?<!!)\[[^\]\n]*\]\(\s*<?([^)\s>]+)")
IMAGE_WITHOUT_WORDS = re.compile(r"!\[\s*\]\(")
BARE = re.compile(r"^\s*<?https?://\S+\s*$", re.MULTILINE)
ADDRESS = re.compile(r"https?://[^\s<>)\]\"]+")
TRACKING = re.compile(
    r"[?&](?:utm_[a-z]+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|ref_src)=", re.I
)
MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w")
PHONE = re.compile(r"(?<![\w/.])\+\d[\d ()-]{7,}\d")


def wording_problems(document: Document) -> list[Problem]:
    """Advice on the author's own texts and on what is quoted."""
    found = [
        problem
        for text in (document.intro, document.changed_mind, document.outro)
        for problem in _own("", text)
    ]
    for group in document.groups:
        found += _own(group.anchor, group.lead_in)
        for item in group.items:
            for own in (item.lead_in, item.said, item.reply):
                found += _own(item.key, own)
            found += _any(item.key, item.quote, "The quotation")
            found += _personal(item.key, item.quote)
    return found


def _own(where: str, text: str) -> Iterator[Problem]:
    yield from _any(where, text, "Your text")
    for link in LINK.findall(text):
        if not _leads_somewhere(link):
            message = (
                f"The link to “{link[:60]}” needs a whole address for other sites."
            )
            yield Problem(where, message, blocking=False)
    if BARE.search(text):
        message = "An address alone on a line becomes a preview card when pasted."
        yield Problem(where, message, blocking=False)


def _any(where: str, text: str, subject: str) -> Iterator[Problem]:
    if any(TRACKING.search(address) for address in ADDRESS.findall(text)):
        message = f"{subject} has a link that tracks who follows it."
        yield Problem(where, message, blocking=False)
    if IMAGE_WITHOUT_WORDS.search(text):
        message = f"{subject} has an image without words for those who cannot see it."
        yield Problem(where, message, blocking=False)


def _personal(where: str, quote: str) -> Iterator[Problem]:
    if MAIL.search(quote) or PHONE.search(quote):
        message = "The quotation holds an address or number of somebody; cut it?"
        yield Problem(where, message, False, "cut")


def _leads_somewhere(link: str) -> bool:
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    return parts.scheme == "mailto" or (
        parts.scheme in {"http", "https"} and bool(parts.netloc)
    )
