"""Comments that look like no answer, or like a question of their own."""

import re

from apps.comments.assigning.outline import Hint
from apps.lib.words import words

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_ASKS_FOR_ONE = re.compile(
    r"""
    \bquestions?\b[^.?!\n]{0,30}\b(?:(?:to|should|could|might|would|'d)\s+)+(?:also\s+)?(?:add|ask|include)
    |\b(?:add|ask|include|suggest|propose|consider)\w*\b[^.?!\n]{0,25}\bquestions?\b
    |\b(?:suggest|propos)\w*\b[^.?!\n]{0,20}\bquestion
    |\bmissing\b[^.?!\n]{0,20}\b(?:list|essay|here|question)
    |\b(?:what\s+is|what's|one\s+thing)\s+missing\b
    |\byou\s+(?:don['’]?t|do\s+not|never|didn['’]?t|did\s+not|haven['’]?t|forgot\s+to)\s+(?:even\s+)?ask
    |\b(?:wish|hoped|surprised)\b[^.?!\n]{0,25}\bask
    |\byou\s+(?:should|could|might|ought\s+to)\s+(?:also\s+|have\s+)*ask
    |\bno\s+questions?\s+(?:about|on)
    |\b(?:another|one\s+more|my\s+own|a\s+(?:new|further|better|different))\s+question\b
    |\bhere(?:['’]?s|\s+is)\s+(?:one|another)\b[^.?!\n]{0,30}:
    """,
    re.IGNORECASE | re.VERBOSE,
)
# Which words thank and praise; what says that the page, not the subject, is meant.
_PRAISE = frozenset(
    [
        "amazing",
        "awesome",
        "beautiful",
        "best",
        "bravo",
        "brilliant",
        "congratulations",
        "congrats",
        "enjoyed",
        "enjoying",
        "excellent",
        "fantastic",
        "favorite",
        "favourite",
        "first",
        "forward",
        "glad",
        "good",
        "great",
        "hero",
        "kudos",
        "looking",
        "love",
        "loved",
        "lovely",
        "nice",
        "perfect",
        "piece",
        "pleasure",
        "post",
        "shared",
        "sharing",
        "splendid",
        "subscribed",
        "subscriber",
        "superb",
        "terrific",
        "thank",
        "thanks",
        "wonderful",
        "wow",
        "yay",
        "article",
        "essay",
        "read",
        "reading",
        "blog",
        "newsletter",
        "bookmarked",
        "bookmarking",
    ]
)
_ABOUT_THE_PAGE = re.compile(
    r"\btypos?\b|\b(?:link|page|image|audio|font|formatting|site|feed)s?\b[^.\n]{0,40}"
    r"\b(?:broken|dead|missing|doesn['’]?t\s+work|does\s+not\s+work|not\s+working|404)\b"
    r"|\bmissing\s+(?:word|comma|full\s+stop|apostrophe)\b|\bmisspel\w+",
    re.IGNORECASE,
)
# Praise that goes on longer than this has something to say as well.
MOST_PRAISE = 40
FEW_WORDS = 3
PRAISE_SHARE = 0.14


def without_addresses(text: str) -> str:
    return _ADDRESS.sub(" ", text)


def hint(text: str, *, likeness: float) -> Hint:
    """What kind of comment this is; `likeness` is how sure the best suggestion is."""
    said = words(without_addresses(text))
    if len(said) < FEW_WORDS and likeness < 0.5:
        return "nothing"
    if "?" in text and _ASKS_FOR_ONE.search(text):
        return "proposal"
    if len(said) <= MOST_PRAISE and likeness < 0.5:
        praise = sum(word in _PRAISE for word in said)
        if _ABOUT_THE_PAGE.search(text) or praise >= PRAISE_SHARE * len(said):
            return "nothing"
    return ""
