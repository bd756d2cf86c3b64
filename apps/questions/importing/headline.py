"""The short form of a long question, for lists and titles."""

from apps.questions.importing.inline import plain_text
from apps.questions.importing.sentences import asks, sentences

ELLIPSIS = "…"


def headline(text: str, limit: int = 140) -> str:
    """``text`` without Markdown, in at most ``limit`` characters.

    All of it where it fits; else its first sentence that asks and fits; else the first
    that asks, trimmed at a word.
    """
    plain = plain_text(text)
    if len(plain) <= limit:
        return plain
    asking = [sentence for sentence in sentences(plain) if asks(sentence)]
    fitting = [sentence for sentence in asking if len(sentence) <= limit]
    return fitting[0] if fitting else _trimmed(asking[0] if asking else plain, limit)


def _trimmed(sentence: str, limit: int) -> str:
    cut = sentence[: limit - len(ELLIPSIS) + 1]
    whole_words = cut.rpartition(" ")[0] or cut[:-1]
    return whole_words.rstrip(" ,;:–—-(") + ELLIPSIS
