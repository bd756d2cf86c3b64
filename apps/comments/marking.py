"""A comment's text as readers would see it, with the words that matched marked."""

from collections.abc import Iterable

from django.utils.safestring import SafeString

from apps.lib.markup import render_marked
from apps.lib.words import words


def marked(text: str, matched: Iterable[str]) -> SafeString:
    wanted = frozenset(matched)
    return render_marked(text, lambda word: "".join(words(word)) in wanted)
