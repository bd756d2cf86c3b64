"""Words in which an author claims to know from experience: a hint, never checked."""

import re

_PERSON = r"(?:i|we|my|our)\b"
_NOBODY_ELSE = r"(?!\b(?:it|he|she|they|this|these)\b)"
# What is said of somebody: a trade, an office, one or two words of it.
_ROLE = (
    r"(?:(?:working|practising|retired|former|licensed|professional)\s+)?"
    r"(?!(?:result|rule|matter|whole|consequence|start|first|reader|species|society"
    r"|side|kind|way|last|general|given|tool|test|joke|favou?r|bonus|reminder|sign"
    r"|proof|example|measure|precaution|gift|habit|compromise|substitute|percentage"
    r"|share|fraction|function|means|guide|hobby|thought|check|baseline|proxy|child"
    r"|boy|girl|kid|teenager)\b)"
    r"[a-z][a-z-]+(?:\s(?!(?:we|my|our|it|he|she|they|will|would|can|could|does|did|is|was|has|had|in"
    r"|at|of|for|on|with|and|or|but|who|that|than)\b)[a-z][a-z-]+)?"
)
_AS = rf"as (?:an?|someone who|somebody who) {_ROLE}"
_CLAIMS = re.compile(
    # "As a nurse I have seen …", "…, and as a nurse, I …": at the start of a clause that
    # goes on with the speaker. A fence works as a fence whoever speaks of it.
    rf"(?:(?:^|[.!?;:,(\n–—]\s*)(?:(?:and|but|so|speaking|writing)\s+)?"
    rf"(?P<clause>{_AS})\b,?(?=(?:{_NOBODY_ELSE}[^.!?;\n]){{0,60}}?\b{_PERSON}))"
    # "I say this as a nurse", "I speak from experience as a grid engineer".
    rf"|\b(?P<said>i(?:'m| am| say| speak| write| know| ask| answer)\b"
    rf"(?:\s[a-z]+){{0,3}} {_AS})\b"
    r"|\b(?P<plain>i(?:'m| am) (?:a|an) (?:working|practising|retired|former|licensed"
    r"|professional) [a-z-]+"
    r"|i (?:have )?work(?:ed)? (?:in|at|as|for|with) [a-z -]{3,30}"
    r"|i (?:ran|trained|built|taught|treated|managed|founded) [a-z -]{3,30}"
    r"|(?:at|in) (?:my|our) (?:lab|clinic|hospital|firm|company|school|ward"
    r"|practice))\b",
    re.IGNORECASE,
)
_LONGEST_CLAIM = 60


def first_hand(text: str) -> str:
    """The words in which the author claims experience, "" where there are none."""
    found = _CLAIMS.search(text.replace("’", "'"))
    if not found:
        return ""
    claim = found["clause"] or found["said"] or found["plain"]
    return claim[:_LONGEST_CLAIM].strip()
