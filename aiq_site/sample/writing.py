"""Sample texts: grammatical, varied, and the same for the same random source."""

from random import Random

from aiq_site.sample import phrases


def answer_text(source: Random) -> str:
    """An answer of one to four paragraphs, 30 to 250 words."""
    paragraphs = [_paragraph(source) for _ in range(source.choice((1, 1, 2, 2, 3, 4)))]
    paragraphs[0] = f"{source.choice(phrases.OPENINGS)} {paragraphs[0]}"
    if source.random() < 0.12:
        paragraphs.append(_list(source))
    return "\n\n".join(paragraphs)


def reply_text(source: Random) -> str:
    """A reply of two or three sentences."""
    text = f"{source.choice(phrases.REPLIES)} {_claim(source)}"
    return _filled(text, source)


def nearly_the_same(text: str, source: Random) -> str:
    """The same point in slightly other words: every tenth word or so is replaced."""
    words = text.split(" ")
    for place in range(4, len(words), source.randint(9, 12)):
        words[place] = source.choice(("perhaps", "plainly", "still", "here", "often"))
    return " ".join(words)


def name(source: Random, number: int) -> str:
    """A shown name; the number keeps names of a large community apart."""
    first, last = source.choice(phrases.FIRST), source.choice(phrases.LAST)
    return f"{first} {last} {number}"


def _paragraph(source: Random) -> str:
    grounds = [source.choice(phrases.GROUNDS) for _ in range(source.randint(1, 3))]
    sentences = [_claim(source), *grounds, source.choice(phrases.TURNS)]
    return _filled(" ".join(sentences), source)


def _claim(source: Random) -> str:
    subject, claim = source.choice(phrases.SUBJECTS), source.choice(phrases.CLAIMS)
    return f"{subject[0].upper()}{subject[1:]} {claim}."


def _list(source: Random) -> str:
    chosen = source.sample(phrases.CLAIMS, 3)
    return "\n".join(f"- {subject} {claim}" for subject, claim in _pairs(chosen))


def _pairs(claims: list[str]) -> list[tuple[str, str]]:
    return list(zip(("the first", "the second", "the third"), claims, strict=True))


def _filled(text: str, source: Random) -> str:
    # Each gap is filled by itself: one text may name two places.
    while "{" in text:
        text = text.replace("{percent}", str(source.randint(3, 91)), 1)
        text = text.replace("{months}", str(source.randint(2, 30)), 1)
        text = text.replace("{count}", str(source.randint(7, 400)), 1)
        text = text.replace("{place}", source.choice(phrases.PLACES), 1)
        text = text.replace("{old}", source.choice(phrases.OLD), 1)
    return text
