"""Labels at the head of a paragraph: which side it argues, or who asks and answers."""

import re
from dataclasses import dataclass

from apps.questions.importing.inline import plain_text
from apps.questions.importing.outline import Stance

_LONGEST = 120  # characters of a label, its colon included

_PLAIN_LABELS: dict[str, Stance] = {
    "for": "for",
    "pro": "for",
    "pros": "for",
    "yes": "for",
    "against": "against",
    "con": "against",
    "cons": "against",
    "no": "against",
    "context": "context",
    "background": "context",
    "note": "context",
}
_AGAINST = re.compile(
    r"\b(?:case|arguments?|reasons?|considerations?|evidence|points?)"
    r"(?:\s+\w+){0,2}?\s+(?:against|not to)\b|\bcon\b|\brebuttals?\b|\bobjections?\b"
    r"|\bcounter-?(?:arguments?|points?|evidence|examples?)\b|\bcounterpoint\b"
    r"|\b(?:pessimistic|bearish|negative|skeptical|sceptical|critical|gloomy)\b",
    re.IGNORECASE,
)
_FOR = re.compile(
    r"\b(?:case|arguments?|reasons?|considerations?|evidence|points?)"
    r"(?:\s+\w+){0,2}?\s+(?:for|in favou?r)\b|\bpro\b"
    r"|\b(?:optimistic|bullish|positive|hopeful|rosy)\b",
    re.IGNORECASE,
)
_FRAME = re.compile(
    r"(?:(?:here(?:'s| is| are)|and|but|on the other (?:hand|side),?)\s+)?"
    r"(?:the|an?|one|another|some|my|our|their|first|second|main|basic|strongest|best|"
    r"usual|common|obvious|standard|simple|more)?\b(?:\s*[\w'-]+){0,3}?\s*\b"
    r"(?:case|arguments?|reasons?|considerations?|evidence|points?|framing|reading|view|"
    r"take|story|scenario|pros?|cons?|rebuttals?|objections?|"
    r"counter-?(?:arguments?|points?|evidence|examples?))\b",
    re.IGNORECASE,
)
_SPEAKER = re.compile(
    r"(?:\*\*|__)?(Q|A|Question|Answer)(?:\s?#?\d{1,3})?[.:](?:\*\*|__)?\s+"
)


@dataclass(frozen=True, slots=True)
class Label:
    """``rest`` is what the label stands before; empty when it stands alone."""

    stance: Stance
    rest: str
    is_own_word: bool
    """A bare "For:" or "Context:", which the stance says in full."""

    def says(self, stance: Stance) -> bool:
        """Whether the words read the same without it, once they have that stance."""
        return self.is_own_word and self.stance == stance and bool(self.rest)


def read_label(text: str) -> Label | None:
    """The label a piece of inline Markdown opens with, when it opens with one."""
    colon = text.find(":", 0, _LONGEST)
    if colon < 0:
        return None
    ends = colon + 1
    while text[ends : ends + 1] in ("*", "_") and ends <= colon + 2:
        ends += 1
    name = plain_text(text[:colon] + text[colon + 1 : ends]).replace("’", "'")
    rest = text[ends:].strip()
    if own := _PLAIN_LABELS.get(name.lower()):
        return Label(own, rest, is_own_word=True)
    if _FRAME.match(name) and (stance := _side(name)):
        return Label(stance, rest, is_own_word=False)
    return None


def _side(name: str) -> Stance:
    if _AGAINST.search(name):
        return "against"
    return "for" if _FOR.search(name) else ""


def split_speaker(text: str) -> tuple[str, str]:
    """Parts "Q:" or "A:" from what is said: ("q" | "a" | "", the words)."""
    found = _SPEAKER.match(text)
    if found is None:
        return "", text
    return found[1][0].lower(), text[found.end() :]
