"""A comment's HTML as Markdown that reads the same.

Words stay, and so do links, stress, quotations, lists and code; every other mark goes.
Signs that Markdown would take for marks are escaped, but for the "> " that commenters
type before a line to quote it.
"""

import re
from dataclasses import dataclass, field
from itertools import groupby

from apps.questions.importing.html_tokens import Token, tokens

_MARKS = {
    **dict.fromkeys(("em", "i", "cite"), "*"),
    **dict.fromkeys(("strong", "b"), "**"),
    **dict.fromkeys(("del", "s", "strike"), "~~"),
    **dict.fromkeys(("code", "tt"), "`"),
}
_BLOCKS = re.compile(
    "address|article|d[dlt]|div|footer|h[1-6r]|header|p|section|t[dhr]|table|tbody|thead"
)
_DEEPEST = 6  # quotations, lists and marks inside one another
_ADDRESS = re.compile(r"(https?://[^\s<>]+)")
_BLANKS = re.compile(r"[ \t\r\f\v]+")
_ESCAPED = re.compile(
    r"\\(?=[!-/:-@\[-`{-~\n])|`|\*(?=\S)|(?<=\S)\*|(?<!\w)_(?=\S)|(?<=\S)_(?!\w)"
    r"|~(?=~)|\[(?=[^\]\n]*\][(:\[])"
)
_ENTITY = re.compile(r"&(?=#?\w{1,31};)")
_LINE_START = re.compile(r"^(\s*)(#{1,6}(?=\s)|>|[-+*](?=\s)|=+$|-+$|\||~{3})", re.M)
_NUMBERED = re.compile(r"^(\s*\d{1,9})([.)])(?=\s)", re.M)
_TYPED_QUOTE = re.compile(r"^\\>(?: |$)")
_SCHEMES = ("http://", "https://", "mailto:")


def as_markdown(html: str) -> str:
    """A single newline is a line break, as comment boxes have it."""
    if not set(html) & set("<>&"):
        return _escaped(html).strip()
    writer = _Writer()
    for token in tokens(html.replace("\r\n", "\n")):
        writer.take(token)
    writer.flush()
    return "\n".join(writer.lines).strip()


@dataclass
class _Writer:
    lines: list[str] = field(default_factory=list)
    _pieces: list[str] = field(default_factory=list)
    _marks: list[tuple[str, int, str]] = field(default_factory=list)
    _quotes: int = 0
    _lists: list[str] = field(default_factory=list)
    _bullet: str = ""
    _is_after_item: bool = False
    _in_pre: bool = False

    def take(self, token: Token) -> None:
        if token.what == "text":
            self._write(token.text)
        elif token.what == "open":
            self._open(token)
        elif token.what == "close":
            self._close(token.name)

    def flush(self) -> None:
        """Ends the paragraph being read."""
        while self._marks:
            self._wrap(*self._marks.pop())
        text = "".join(self._pieces)
        self._pieces = []
        for paragraph in re.split(r"\n[ \t]*\n\s*", text):
            rows = [row.strip() for row in paragraph.strip().split("\n")]
            if any(rows):
                self._divide(rows)

    def _divide(self, rows: list[str]) -> None:
        """Lines that were typed with a "> " before them are a quotation."""
        if self._lists or self._quotes >= _DEEPEST:
            self._add(rows)
            return
        for is_quoted, group in groupby(
            rows, lambda row: bool(_TYPED_QUOTE.match(row))
        ):
            lines = list(group)
            inner = [_start_escaped(_TYPED_QUOTE.sub("", row)) for row in lines]
            if not is_quoted or not any(inner):
                self._add(lines)
                continue
            self._quotes += 1
            self._divide(inner)
            self._quotes -= 1

    def _add(self, rows: list[str]) -> None:
        quote = "> " * self._quotes
        margin = " " * 4 * max(0, len(self._lists) - 1)
        hanging = " " * 4 if self._lists and not self._bullet else ""
        lead = f"{margin}{self._bullet}" if self._bullet else f"{margin}{hanging}"
        after = margin + " " * 4 if self._lists else margin
        if self.lines and not (self._bullet and self._is_after_item):
            self.lines.append(quote.rstrip() if self._is_quoted(self.lines[-1]) else "")
        self.lines.append(f"{quote}{lead}{rows[0]}")
        self.lines += [f"{quote}{after}{row}".rstrip() for row in rows[1:]]
        self._bullet, self._is_after_item = "", bool(self._lists)

    def _is_quoted(self, line: str) -> bool:
        return self._quotes > 0 and line.startswith("> " * self._quotes)

    def _write(self, text: str) -> None:
        if self._in_pre or self._in_code():
            self._pieces.append(text)
        else:
            self._pieces.append(_escaped(_BLANKS.sub(" ", text)))

    def _in_code(self) -> bool:
        return any(name in ("code", "tt") for name, _, _ in self._marks)

    def _open(self, token: Token) -> None:
        name = token.name
        if name == "br":
            self._pieces.append("\n")
        elif name == "pre":
            self.flush()
            self._in_pre = True
        elif name == "blockquote":
            self.flush()
            self._quotes = min(self._quotes + 1, _DEEPEST)
        elif name in ("ul", "ol"):
            self.flush()
            self._lists = [*self._lists, "- " if name == "ul" else "1. "][:_DEEPEST]
        elif name == "li":
            self.flush()
            self._lists = self._lists or ["- "]
            self._bullet = self._lists[-1].ljust(4)
        elif _BLOCKS.fullmatch(name):
            self.flush()
        elif name == "img":
            self._image(token)
        elif not self._in_pre and (name in _MARKS or name == "a"):
            self._start(token)

    def _start(self, token: Token) -> None:
        if len(self._marks) < _DEEPEST:
            href = token.attributes.get("href", "") if token.name == "a" else ""
            self._marks.append((token.name, len(self._pieces), href))

    def _image(self, token: Token) -> None:
        source = token.attributes.get("src", "")
        words = token.attributes.get("alt", "") or source
        if source.startswith(_SCHEMES):
            self._pieces.append(_linked(_escaped(words), source))

    def _close(self, name: str) -> None:
        if name == "pre":
            self._code()
        elif name == "blockquote":
            self.flush()
            self._quotes = max(0, self._quotes - 1)
        elif name in ("ul", "ol"):
            self.flush()
            self._lists = self._lists[:-1]
            self._bullet = ""
        elif name == "li" or _BLOCKS.fullmatch(name):
            self.flush()
        else:
            self._end(name)

    def _end(self, name: str) -> None:
        opened = [element for element, _, _ in self._marks]
        if name in opened:
            innermost = len(opened) - 1 - opened[::-1].index(name)
            while len(self._marks) > innermost:
                self._wrap(*self._marks.pop())

    def _wrap(self, element: str, first: int, href: str) -> None:
        inner = "".join(self._pieces[first:])
        words = inner.strip()
        if not words or ("\n\n" in words and element != "a"):
            return
        lead = inner[: len(inner) - len(inner.lstrip())]
        trail = inner[len(inner.rstrip()) :]
        mark = _MARKS.get(element, "")
        marked = _linked(words, href) if element == "a" else f"{mark}{words}{mark}"
        if element in ("code", "tt") and "`" in words:
            marked = words
        self._pieces[first:] = [f"{lead}{marked}{trail}"]

    def _code(self) -> None:
        self._in_pre = False
        code = "".join(self._pieces).strip("\n")
        self._pieces, self._marks = [], []
        if not code.strip():
            return
        fence = "~~~~" if "```" in code else "```"
        quote = "> " * self._quotes
        self.lines.append(quote.rstrip())
        self.lines += [f"{quote}{row}" for row in (fence, *code.split("\n"), fence)]


def _linked(words: str, href: str) -> str:
    address = href.strip().replace(" ", "%20").replace("(", "%28").replace(")", "%29")
    if not address.startswith(_SCHEMES) or len(address) > 2_000:
        return words
    # A bare address becomes a link by itself.
    if words.rstrip("…./").startswith(("http://", "https://")):
        return address
    return f"[{words}]({address})"


def _escaped(text: str) -> str:
    """The text so that Markdown shows it as it is; addresses are left alone."""
    parts = _ADDRESS.split(text)
    plain = [_without_marks(part) for part in parts[::2]]
    parts[::2] = plain
    return "".join(parts)


def _without_marks(text: str) -> str:
    text = _ESCAPED.sub(lambda sign: f"\\{sign[0]}", text)
    text = _ENTITY.sub("&amp;", text)
    return _start_escaped(text)


def _start_escaped(text: str) -> str:
    text = _LINE_START.sub(r"\1\\\2", text)
    return _NUMBERED.sub(r"\1\\\2", text)
