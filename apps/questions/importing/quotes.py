"""Quotations inside paragraphs, and whose words they are."""

import re

_SPAN = re.compile(r"“[^“”]*”?|(?<!\w)\"(?=\S)[^\"]*\"?|«[^«»]*»?")
_SAYS = (
    r"(?:writes?|wrote|written|says?|said|argues?|argued|asks?|asked|notes?|noted|puts it"
    r"|put it|tweets?|tweeted|points out|pointed out|observes?|observed|remarks?|remarked"
    r"|explains?|explained|claims?|claimed|suggests?|suggested|comments?|commented|"
    r"replies|replied|responds|responded|answers|answered|concludes?|concluded|states?|"
    r"stated|recalls?|recalled|describes?|described)"
)
_NAME = (
    r"[A-Z][\w'’.-]*(?:\s+(?:(?:of|the|de|van|von|da|and|&|al)\s+)*[A-Z][\w'’.-]*){0,6}"
)
_SPEAKER = re.compile(
    rf"({_NAME})(?:'s|’s)?\s*(?:\([^()]{{0,80}}\)\s*)?,?\s*(?:\w+ly\s+)?{_SAYS}\b"
)
_ORIGIN = re.compile(
    r"\b(?:[Ff]rom|[Qq]uoting|[Ii]n|[Pp]er|[Aa]ccording to|[Rr]ead(?:ing)?|[Pp]assage of)"
    rf"\s+((?:my|his|her|their|the|a|an)\s+[^:“\"]{{1,80}}|{_NAME})"
)
_READING = re.compile(
    rf"\b(?:read|reading|re-?reading|finished|quot(?:e|ing)|citing)\s+({_NAME})"
)
_LEAD_IN = re.compile(rf"\b{_SAYS}\b[^.?!]{{0,60}}[:,]$|:$")
_SIGNATURE = re.compile(r"(?:—|–|―|--)\s*(?=\S)")
_DASH = re.compile(r"[—–―]|--?")
# Behind a quotation, on its line: a name or a title, with dots in initials alone.
_SIGNED = re.compile(
    r"(?:—|–|―|--|-(?=\s))\s*"
    r"(?=[\W\d]*(?:[^\Wa-z]|(?:the|an?|my|our|de|van|von|from|in)\b))"
    r"((?:[^.?!“”\"«»\[\]]|(?<=\b\w)\.|(?<=\b\w\w)\."
    r"|\[[^\[\]]{1,120}\]\([^()\s]{1,300}\)){2,120})\.?\s*$"
)
_OPENS = ("“", '"', "«")
_CLOSES = ("”", '"', "»")
_ENDS = (*_CLOSES, ".", "!", "?", "…")
# Words left out are marked inside quotations, seldom elsewhere.
_ELISION = re.compile(r"\w[\"'”’,;]* (?:…|\.\.\.) \w|\[(?:…|\.\.\.)\]")
_ASKED_BY_ANOTHER = re.compile(
    r"(?:“[^“”]+[?？]”|\"[^\"]+[?？]\"|«[^«»]+[?？]\s?»)"
    r"(?:\s*\([^()]{1,80}\)|\s*[—–-]+\s*[^.?!]{1,80})?\.?"
)
_MOSTLY = 0.6
_LARGELY = 0.4
_SHORTEST = 40  # characters: anything less is a term in quotation marks


def quotes_another(plain: str) -> bool:
    """Whether a paragraph is there to bring in somebody else's words."""
    longest = max(_SPAN.finditer(plain), key=_length, default=None)
    if longest is None or _length(longest) < _SHORTEST:
        return False
    share = _length(longest) / len(plain)
    if longest.start() == 0 and share >= _MOSTLY:
        return True
    before = plain[max(0, longest.start() - 160) : longest.start()].rstrip()
    return share >= _LARGELY and is_lead_in(before) and _attributes(before)


def _length(span: re.Match[str]) -> int:
    return span.end() - span.start()


def _attributes(before: str) -> bool:
    return bool(_SPEAKER.search(before) or _ORIGIN.search(before))


def is_asked_by_another(plain: str) -> bool:
    """Whether all there is, names in brackets aside, is a question in quotation marks."""
    return _ASKED_BY_ANOTHER.fullmatch(plain) is not None


def is_lead_in(plain: str) -> bool:
    """Whether a paragraph ends by giving the floor to what stands below it."""
    return _LEAD_IN.search(plain[-80:]) is not None


def elides(plain: str) -> bool:
    return _ELISION.search(plain) is not None


def names_a_reading(plain: str) -> bool:
    return _READING.search(plain[:400]) is not None


def opens_quotation(plain: str) -> bool:
    """Whether a quotation begins in this piece and goes on after it."""
    return plain.count("“") > plain.count("”")


def source_of(plain: str) -> str:
    """Who or what is quoted, from the words before the quotation; "" when unsaid."""
    span = _SPAN.search(plain)
    before = plain[: span.start()] if span else plain
    before = before[-240:]
    for pattern in (_SPEAKER, _ORIGIN, _READING):
        found = [match[1] for match in pattern.finditer(before)]
        if found:
            return _trimmed(found[-1])
    return ""


def signature(text: str) -> str:
    """The source a quotation's last line names after a dash; "" for other lines."""
    found = _SIGNATURE.match(text)
    return text[found.end() :].strip() if found else ""


def split_signature(text: str, *, is_marked: bool) -> tuple[str, str]:
    """Parts a quotation from the source named behind it; the source is "" for none.

    Of a quotation that its page marks as one, no quotation marks are expected.
    """
    ends = _ENDS if is_marked else _CLOSES
    if is_marked or text.startswith(_OPENS):
        for found in _DASH.finditer(text, max(0, len(text) - 500)):
            signed = _SIGNED.match(text, found.start())
            if signed and text[: found.start()].rstrip().endswith(ends):
                return text[: found.start()].rstrip(), signed[1].strip()
    return text, ""


def _trimmed(name: str) -> str:
    return name.strip(" ,;:.–—-").removesuffix("'s").removesuffix("’s")
