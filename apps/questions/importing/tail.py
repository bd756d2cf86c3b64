"""Where the essay ends: thanks and farewells, then comments pasted with the page."""

import re
from dataclasses import dataclass, field

from apps.questions.importing.blocks import Block
from apps.questions.importing.inline import plain_text
from apps.questions.importing.reading import LIKELY, Reading

_FAREWELL = re.compile(
    r"(?:if you(?:'ve| have)? (?:enjoyed|liked|found|want to (?:support|read|hear)|"
    r"(?:got |have )?(?:any |an |a )?(?:answers?|ideas?|thoughts|suggestions))|"
    r"that(?:'s| is| will be) (?:all|it)\b|"
    r"(?:many |special |my |big |with |sincere )*thanks(?:,| to| for| go)|thank you\b|"
    r"i(?:'m| am) (?:very |deeply |especially )?(?:grateful|indebted)|"
    r"i(?:'d| would) like to thank|acknowledge?ments?\b|credits?:|hat[- ]tip|"
    r"subscribe\b|share this|follow me|p\.?s\.?[:\s]|about the author|"
    r"this (?:post|essay|list|page) (?:was|is) (?:last |cross|written|inspired|part|also)|"
    r"cross-?posted|last (?:updated|modified)|originally (?:published|posted)|"
    r"(?:let me know|e-?mail me|get in touch|leave (?:a|your) comments?)\b)",
    re.IGNORECASE,
)
_COMMENTS = re.compile(
    r"(?:\d+ )?(?:comments?|responses|replies|reader comments|top comments)"
    r"(?: \(?\d+\)?)?:?|discussion about this (?:post|essay|page)|leave a (?:comment|reply)",
    re.IGNORECASE,
)
_BACK_MATTER = re.compile(
    r"(?:acknowledge?ments?|thanks|credits|notes|foot-?notes|end-?notes|references|"
    r"bibliography|sources|(?:things|what|books) to read|reading list|further reading|"
    r"see also|related(?: \w+)?|links|about.*|"
    r"license|changelog|contact|citation|appendix.*)",
    re.IGNORECASE,
)
_SURELY_BACK_MATTER = re.compile(
    r"(?:acknowledge?ments?|foot-?notes|end-?notes|references|bibliography|"
    r"further reading|see also):?",
    re.IGNORECASE,
)
_ADDRESSES_AUTHOR = re.compile(
    r"(?:great|excellent|amazing|awesome|nice|good|fantastic|wonderful|lovely|love|loved)"
    r" (?:\w+ )?(?:post|piece|list|questions?|essay|article|read|stuff|work|this)\b"
    r"|\b(?:your|you) (?:post|piece|list|questions?|essay|article|ask|asked|mention\w*|"
    r"wrote|write|say|said|argue\w*)\b|\bthis (?:part|passage|sentence|claim)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[“\"]([^“”\"]{30,})[”\"]")
_LARGEST_SHARE = 0.3
_FEW = 8


@dataclass(frozen=True, slots=True)
class Tail:
    """Positions of the blocks that are no part of the list of questions.

    ``farewell`` is the author's last words, ``back_matter`` what stands under headings
    such as "References"; ``comments`` holds each block that a reader may have written,
    with the confidence that one did.
    """

    farewell: frozenset[int] = frozenset()
    back_matter: frozenset[int] = frozenset()
    comments: dict[int, float] = field(default_factory=dict)


def find_tail(blocks: list[Block], readings: list[Reading], *, is_paste: bool) -> Tail:
    """``is_paste`` is True for plain text, where comments come along unmarked."""
    start, comments_start = _farewell(blocks, readings), _comments(blocks)
    comments = dict.fromkeys(range(comments_start, len(blocks)), 0.95)
    farewell = set(range(start, comments_start))
    essay = _squeezed(" ".join(reading.plain for reading in readings[:start]))
    found = False
    for at in sorted(farewell):
        if not found and _FAREWELL.match(readings[at].plain):
            continue
        if sure := _written_by_reader(readings[at], essay, found, is_paste):
            found = True
            comments[at] = sure
    farewell -= comments.keys()
    return Tail(frozenset(farewell), frozenset(_back_matter(blocks)), comments)


def names_back_matter(text: str) -> bool:
    """Whether a line can only be the heading of what follows the essay."""
    return _SURELY_BACK_MATTER.fullmatch(text) is not None


def _back_matter(blocks: list[Block]) -> set[int]:
    """Blocks under a heading such as "Acknowledgements" or "References"."""
    within, found = 0, set()
    for at, block in enumerate(blocks):
        if block.role == "heading":
            if not within or block.level <= within:
                is_back = _BACK_MATTER.fullmatch(plain_text(block.text))
                within = block.level if is_back else 0
        elif within or block.role == "note":
            found.add(at)
    return found


def _farewell(blocks: list[Block], readings: list[Reading]) -> int:
    """Where the author takes leave; the end of the page when nowhere."""
    end = len(blocks)
    last_heading = max(
        (at for at, block in enumerate(blocks) if block.role == "heading"), default=-1
    )
    asked = next(
        (at for at, reading in enumerate(readings) if reading.asking >= LIKELY), end
    )
    for at in range(max(last_heading, asked) + 1, end):
        is_leave = (
            blocks[at].role in ("paragraph", "item")
            and readings[at].asking < LIKELY
            and (readings[at].calls_readers or _FAREWELL.match(readings[at].plain))
        )
        if is_leave and end - at <= max(_FEW, _LARGEST_SHARE * end):
            return at
    return end


def _comments(blocks: list[Block]) -> int:
    for at, block in enumerate(blocks):
        if block.role == "comments" or (
            block.role in ("heading", "paragraph")
            and at > len(blocks) / 3
            and len(block.text) < 60
            and _COMMENTS.fullmatch(plain_text(block.text))
        ):
            return at
    return len(blocks)


def _written_by_reader(
    reading: Reading, essay: str, follows_one: bool, is_paste: bool
) -> float:
    if follows_one:
        return 0.85
    if any(_squeezed(words) in essay for words in _QUOTED.findall(reading.plain)):
        return 0.95
    if _ADDRESSES_AUTHOR.search(reading.plain):
        return 0.85
    return 0.6 if is_paste else 0.0


def _squeezed(words: str) -> str:
    """Letters and digits only: a copy may differ in quotes, dashes and spaces."""
    return "".join(sign for sign in words.casefold() if sign.isalnum())
