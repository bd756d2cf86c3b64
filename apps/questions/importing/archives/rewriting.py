"""Takes pieces out of a post's HTML, tag by tag, and puts other text in their place."""

from collections.abc import Callable
from html import escape

from apps.questions.importing.html_tokens import Token, tokens

# What stands in for pictures and embeds: the reader of the page counts them.
FIGURE = "<figure></figure>"
EMBED = "<iframe></iframe>"

# For an opening tag: None leaves the element as it is, a text takes its place.
Rule = Callable[[Token], str | None]


def rewritten(html: str, rule: Rule) -> str:
    """`html` without comments and scripts, and each element as `rule` has it.

    Where an element that nobody closed would swallow all that the post asks, the post
    stays as it was.
    """
    changed = "".join(_pieces(html, rule))
    return changed if "?" in changed or "?" not in html else html


def _pieces(html: str, rule: Rule) -> list[str]:
    pieces: list[str] = []
    skipping, depth = "", 0
    for token in tokens(html):
        if skipping:
            if token.name == skipping and token.what in ("open", "close"):
                depth += 1 if token.what == "open" else -1
                skipping = skipping if depth else ""
        elif token.what == "text":
            pieces.append(escape(token.text, quote=False))
        elif token.what == "close":
            pieces.append(f"</{token.name}>")
        elif token.what == "open":
            instead = rule(token)
            if instead is None:
                pieces.append(f"<{token.name}{token.text}>")
            else:
                pieces.append(instead)
                skipping, depth = ("", 0) if token.name in _VOID else (token.name, 1)
    return pieces


_VOID = ("img", "br", "hr", "input", "source", "embed")
