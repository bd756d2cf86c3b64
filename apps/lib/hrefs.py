"""Which addresses a reader's link may point to."""

import html
import re
import unicodedata

LONGEST = 2_000

# An address typed as such in text, without the punctuation that ends its sentence.
# bleach's own pattern would link any word before a country code, such as "so.it".
_UNLIKELY = r"\s<>()\"`{}|\\^\x02\x03\u3000-\u303f\uff00-\uffef"
_PAIRED = rf"\([^{_UNLIKELY}]*\)"
BARE_ADDRESS = re.compile(
    rf"(?<![A-Za-z0-9@./:-])(?i:https?://|www\.)(?:[^{_UNLIKELY}]|{_PAIRED})*"
    rf"(?:[^{_UNLIKELY}?!.,:;*_~'\]]|{_PAIRED})"
)

_HOST = r"(?:[\w\-]+(?:\.[\w\-]+)*\.?|\[[0-9a-f:.]+\])"
# No user name before the host: https://bank.example@evil.example misleads the eye.
_WEB = re.compile(rf"https?://{_HOST}(?::\d{{1,5}})?(?:[/?#].*)?", re.IGNORECASE)
_MAIL = re.compile(r"mailto:[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)*(?:\?.*)?", re.IGNORECASE)
# A path on this site; a second slash would make it another host.
_PATH = re.compile(r"/(?!/).*")
# Categories of characters that a browser strips, or that a person cannot see.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zs", "Zl", "Zp"})


def is_permitted(href: str) -> bool:
    """Whether a link may point here: http, https, mailto, or an in-site ``/path``.

    The address is judged both as written and with its character references
    resolved, because a browser sees the second and our parsers the first.
    """
    return len(href) <= LONGEST and all(
        _is_plain(form) and _has_permitted_shape(form)
        for form in (href, html.unescape(href))
    )


def _is_plain(href: str) -> bool:
    return not any(
        character in '\\`<>"' or unicodedata.category(character) in _UNSEEN
        for character in href
    )


def _has_permitted_shape(href: str) -> bool:
    return any(shape.fullmatch(href) for shape in (_WEB, _MAIL, _PATH))
