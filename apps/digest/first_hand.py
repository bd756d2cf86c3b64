"""Words in which an author claims to know from experience: a hint, never checked."""

import re

_ROLE = (
    r"(?:(?:working|practising|retired|former|licensed|professional)\s+)?"
    r"[a-z][a-z-]+(?:\s[a-z][a-z-]+)?"
)
_CLAIMS = re.compile(
    rf"\b(?:as (?:a|an|someone who|somebody who) (?!result|rule|matter|whole|consequence"
    rf"|start|first|reader|species|society|side|kind|way|last|general|given|tool)"
    rf"{_ROLE}"
    r"|i(?:'m| am) (?:a|an) (?:working|practising|retired|former|licensed|professional)"
    r" [a-z-]+"
    r"|i (?:have )?work(?:ed)? (?:in|at|as|for|with) [a-z -]{3,30}"
    r"|i (?:ran|trained|built|taught|treated|managed|founded) [a-z -]{3,30}"
    r"|(?:at|in) (?:my|our) (?:lab|clinic|hospital|firm|company|school|ward|practice))\b",
    re.IGNORECASE,
)
_LONGEST_CLAIM = 60


def first_hand(text: str) -> str:
    """The words in which the author claims experience, "" where there are none."""
    found = _CLAIMS.search(text.replace("’", "'"))
    return found.group()[:_LONGEST_CLAIM].strip() if found else ""
