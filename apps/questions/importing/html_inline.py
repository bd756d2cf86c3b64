"""The running text of an HTML block, as inline Markdown."""

import re

from apps.questions.importing.html_tokens import Token
from apps.questions.importing.inline import is_bold
from apps.questions.importing.sentences import QUESTION_MARKS

_MARKS = {
    "em": "*",
    "i": "*",
    "cite": "*",
    "strong": "**",
    "b": "**",
    "code": "`",
    "a": "",
    "sup": "",
    "span": "",
}
_BOLD = re.compile(r"font-weight:\s*(?:bold|bolder|[6-9]00)\b", re.IGNORECASE)
_ITALIC = re.compile(r"font-style:\s*(?:italic|oblique)\b", re.IGNORECASE)
_NOT_BOLD = re.compile(r"font-weight:\s*(?:normal|400)\b", re.IGNORECASE)
_BLANKS = re.compile(r"\s+")
_FOOTNOTE = re.compile(r"\[?(\d{1,3}|[a-z*†‡])\]?")
_DEEPEST = 6  # marks inside marks; what nests deeper keeps its words only


class Inline:
    """Collects one block's text; ``take`` hands it over and starts afresh."""

    def __init__(self) -> None:
        self.starts_at = 0
        self.has_text = False
        self._pieces: list[str] = []
        # Element, its sign, its first piece, and where it leads.
        self._marks: list[tuple[str, str, int, str]] = []
        self._last = (-1, "")  # the piece that was marked last, and its sign

    @property
    def ends_sentence(self) -> bool:
        last = next((each for each in reversed(self._pieces) if each.strip()), "")
        return last.rstrip(' \n*_"”)').endswith((".", "!", ":", *QUESTION_MARKS))

    @property
    def is_bold(self) -> bool:
        """Whether one bold run, blanks aside, is all there is."""
        few = self._pieces if len(self._pieces) <= 3 else []
        return is_bold("".join(few).strip())

    def write(self, text: str, at: int) -> None:
        if not self.has_text and (shown := text.lstrip()):
            self.has_text = True
            self.starts_at = at + len(text) - len(shown)
        # One blank at most, so that looking back past blanks stays cheap.
        text = _BLANKS.sub(" ", text)
        if self.has_text and not (text == " " and self._pieces[-1:] == [" "]):
            self._pieces.append(text)

    def start(self, token: Token) -> None:
        if token.name in _MARKS and len(self._marks) < _DEEPEST:
            href = token.attributes.get("href", "") if token.name == "a" else ""
            self._marks.append((token.name, _sign(token), len(self._pieces), href))
        elif token.name == "img":
            self._image(token)

    def end(self, name: str) -> None:
        """Closes the innermost mark of that name, and those left open inside it."""
        opened = [element for element, *_ in self._marks]
        if name in opened:
            innermost = len(opened) - 1 - opened[::-1].index(name)
            while len(self._marks) > innermost:
                self._wrap(*self._marks.pop())

    def take(self) -> str:
        while self._marks:
            self._wrap(*self._marks.pop())
        text = " ".join("".join(self._pieces).split())
        self._pieces, self.has_text, self._last = [], False, (-1, "")
        return text

    def _image(self, token: Token) -> None:
        attributes = token.attributes
        source, words = attributes.get("src", ""), attributes.get("alt", "")
        if source.startswith(("http://", "https://")) and "](" not in words:
            self.write(f"![{words}]({source})", token.at)

    def _wrap(self, element: str, sign: str, first: int, href: str) -> None:
        before = ""
        if sign and self._last == (first - 1, sign):
            # Editors cut one bold run into several: it goes on in its own mark.
            first -= 1
            ended = self._pieces[first]
            before = ended.rstrip().removesuffix(sign) + ended[len(ended.rstrip()) :]
        inner = "".join(self._pieces[first + bool(before) :])
        words = inner.strip()
        if not words:
            return
        wrapped = (
            linked(words, href) if element == "a" else _marked(words, element, sign)
        )
        if before:
            wrapped = wrapped.removeprefix(sign)
        lead = inner[: len(inner) - len(inner.lstrip())]
        trail = inner[len(inner.rstrip()) :]
        self._pieces[first:] = [before + lead + wrapped + trail]
        self._last = (first, sign)


def _sign(token: Token) -> str:
    """The Markdown mark of an element, by its name or, of a span, by its style."""
    style = token.attributes.get("style", "") if token.text else ""
    if token.name == "span":
        return "**" * bool(_BOLD.search(style)) + "*" * bool(_ITALIC.search(style))
    sign = _MARKS[token.name]
    return "" if sign == "**" and _NOT_BOLD.search(style) else sign


def _marked(words: str, element: str, sign: str) -> str:
    if element == "sup":
        return words if words.startswith("[^") else f"^{words}"
    return f"{sign}{words}{sign}"


def linked(words: str, href: str) -> str:
    address = href.strip().replace(" ", "%20").replace("(", "%28").replace(")", "%29")
    if not address or len(address) > 2_000:
        return words
    if address.startswith("#") and (note := _FOOTNOTE.fullmatch(words)):
        return f"[^{note[1]}]"
    if address.startswith("#") and words in ("↩", "↩︎", "^", "¶", "#", "§"):
        return ""
    return f"[{words}]({address})"
