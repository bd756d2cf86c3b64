"""The short form of a long question, for lists and titles."""

from apps.questions.importing.inline import plain_text
from apps.questions.importing.sentences import asks, sentences

_ELLIPSIS = "…"


def headline(text: str, limit: int = 140) -> str:
    """``text`` without Markdown, in at most ``limit`` characters.

    All of it where it fits; else the sentence that asks, the last one before the first;
    trimmed at a word where even that is too long.
    """
    plain = plain_text(text)
    if len(plain) <= limit:
        return plain
    asking = [sentence for sentence in sentences(plain) if asks(sentence)]
    fitting = [sentence for sentence in asking if len(sentence) <= limit]
    if fitting:
        return fitting[0] if asking[0] is fitting[0] else fitting[-1]
    return _trimmed(asking[-1] if asking else plain, limit)


def _trimmed(sentence: str, limit: int) -> str:
    if len(sentence) <= limit:
        return sentence
    cut = sentence[: limit - len(_ELLIPSIS) + 1]
    whole_words = cut.rpartition(" ")[0] or cut[:-1]
    return whole_words.rstrip(" ,;:–—-(") + _ELLIPSIS
