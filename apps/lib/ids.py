"""Short public ids: unguessable enough, easy to read aloud, never reused."""

import secrets
from random import Random

# No vowels that make words, and none of 0 o 1 l i, which readers confuse.
ALPHABET = "bcdfghjkmnpqrstvwxyz23456789"


def public_id(length: int, *, source: Random | None = None) -> str:
    """`length` characters of `ALPHABET`; `source` makes them repeatable for samples."""
    choice = source.choice if source else secrets.choice
    return "".join(choice(ALPHABET) for _ in range(length))


def question_id() -> str:
    """7 characters: 13 billion values."""
    return public_id(7)


def answer_id() -> str:
    """10 characters: enough for hundreds of thousands of answers per site."""
    return public_id(10)
