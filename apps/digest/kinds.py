"""Answers that are no argument: praise, a bare link, a slip that somebody noticed.

They are welcome, but not to be quoted: each kind has a tray of its own. What opens
with praise and goes on to say something is an answer like any other. So has a reply,
which seldom can be read without what it answers.
"""

import re

from apps.digest.scoring import FEWEST_RATINGS
from apps.lib.words import STOPWORDS, words

PRAISE, LINKS, TYPO, REPLY = "praise", "links", "typo", "reply"

# A sentence made of nothing but these, with one of the first set in it, is praise.
_PRAISING = frozenset(
    [
        "thank",
        "thanks",
        "great",
        "excellent",
        "wonderful",
        "lovely",
        "brilliant",
        "amazing",
        "fantastic",
        "superb",
        "awesome",
        "bravo",
        "congratulations",
        "loved",
        "love",
        "enjoyed",
        "enjoy",
        "beautiful",
        "beautifully",
        "good",
        "nice",
        "impressive",
        "inspiring",
        "insightful",
        "fascinating",
        "marvellous",
        "kudos",
        "cheers",
    ]
)
_AROUND_PRAISE = frozenset(
    [
        "post",
        "essay",
        "piece",
        "read",
        "reading",
        "article",
        "questions",
        "question",
        "work",
        "writing",
        "written",
        "job",
        "well",
        "done",
        "really",
        "truly",
        "always",
        "ever",
        "best",
        "favourite",
        "favorite",
        "year",
        "week",
        "keep",
        "going",
        "please",
        "lot",
        "again",
        "indeed",
        "wow",
        "yes",
        "list",
        "stuff",
        "something",
        "like",
        "thing",
        "absolutely",
    ]
)
_MOST_WORDS_OF_PRAISE = 40
_URL = re.compile(r"https?://\S+")
# A link with this many words beside it is shown, not argued.
_WORDS_BESIDE_A_LINK = 4
_SLIP = re.compile(
    r"\b(?:typos?|misspel\w+|mis-spel\w+|spelling (?:mistake|error)|spelt wrong"
    r"|missing (?:word|comma|full stop|bracket|link)|(?:broken|dead|wrong) link"
    r"|grammatical (?:mistake|error)|word is missing|should (?:read|be spel\w+))\b",
    re.IGNORECASE,
)
_MOST_WORDS_OF_A_REPORT = 60
# Longer texts are none of these, and most answers are longer.
_LONGEST = 1000


def stands_alone(*, helpful: int, unhelpful: int, is_by_moderator: bool) -> bool:
    """Whether a reply is worth quoting as an answer is: enough readers have said so.

    What moderators reply is to keep house, however useful that is.
    """
    enough = helpful + unhelpful >= FEWEST_RATINGS and helpful > unhelpful
    return enough and not is_by_moderator


def kind_of(text: str, *, has_link: bool) -> str:
    """The tray of its own that an answer belongs in, or "" for an argument."""
    if len(text) > _LONGEST:
        return ""
    said = words(_URL.sub(" ", text))
    if has_link and len(said) <= _WORDS_BESIDE_A_LINK:
        return LINKS
    if len(said) <= _MOST_WORDS_OF_A_REPORT and _SLIP.search(text):
        return TYPO
    return PRAISE if _is_praise(said) else ""


def _is_praise(said: list[str]) -> bool:
    return (
        0 < len(said) <= _MOST_WORDS_OF_PRAISE
        and not _PRAISING.isdisjoint(said)
        and all(
            word in _PRAISING or word in _AROUND_PRAISE or word in STOPWORDS
            for word in said
        )
    )
