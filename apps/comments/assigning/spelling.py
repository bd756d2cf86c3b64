"""Readers' words as the essay spells them: stems, slips of the pen, compounds."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

from apps.lib.words import STOPWORDS, stem, words

# Words of any conversation. They are rare in an essay without saying what it is about.
COMMONPLACE = frozenset(
    stem(word)
    for word in [
        "actually",
        "again",
        "agree",
        "almost",
        "alone",
        "along",
        "already",
        "always",
        "am",
        "another",
        "answer",
        "anyone",
        "anybody",
        "anything",
        "away",
        "became",
        "become",
        "before",
        "behind",
        "being",
        "between",
        "both",
        "case",
        "around",
        "ask",
        "back",
        "bad",
        "believe",
        "best",
        "better",
        "big",
        "bit",
        "call",
        "cannot",
        "carry",
        "certainly",
        "clear",
        "come",
        "comment",
        "course",
        "day",
        "different",
        "disagree",
        "doesn",
        "doing",
        "don",
        "done",
        "down",
        "during",
        "each",
        "easy",
        "either",
        "else",
        "end",
        "enough",
        "especially",
        "essay",
        "even",
        "ever",
        "every",
        "everybody",
        "everyone",
        "everything",
        "exactly",
        "example",
        "fact",
        "far",
        "feel",
        "few",
        "find",
        "first",
        "full",
        "general",
        "give",
        "go",
        "going",
        "good",
        "great",
        "guess",
        "happen",
        "hard",
        "here",
        "idea",
        "important",
        "instead",
        "interesting",
        "keep",
        "kind",
        "last",
        "least",
        "leave",
        "less",
        "let",
        "like",
        "likely",
        "little",
        "long",
        "look",
        "lose",
        "lot",
        "made",
        "make",
        "many",
        "mean",
        "mention",
        "never",
        "new",
        "next",
        "nice",
        "he",
        "her",
        "him",
        "his",
        "me",
        "myself",
        "none",
        "nor",
        "nobody",
        "nothing",
        "now",
        "number",
        "off",
        "often",
        "ok",
        "old",
        "once",
        "only",
        "part",
        "ones",
        "other",
        "per",
        "people",
        "perhaps",
        "place",
        "point",
        "possible",
        "pretty",
        "probably",
        "problem",
        "put",
        "question",
        "quite",
        "rather",
        "read",
        "real",
        "really",
        "reason",
        "right",
        "said",
        "same",
        "say",
        "second",
        "see",
        "seem",
        "sense",
        "set",
        "several",
        "since",
        "small",
        "someone",
        "something",
        "sort",
        "start",
        "still",
        "sure",
        "stop",
        "take",
        "taken",
        "talk",
        "tell",
        "than",
        "thank",
        "thing",
        "think",
        "third",
        "though",
        "three",
        "time",
        "today",
        "true",
        "try",
        "turn",
        "two",
        "twice",
        "under",
        "understand",
        "until",
        "use",
        "used",
        "usually",
        "want",
        "way",
        "week",
        "while",
        "whole",
        "without",
        "wonder",
        "word",
        "work",
        "world",
        "worth",
        "write",
        "wrong",
        "year",
        "yes",
        "yet",
    ]
)
# What a word is worth that says little, that was misspelt, that is half of one word.
WORTH_LITTLE, WORTH_MISSPELT, WORTH_HALF = 0.3, 0.7, 0.8
# Words that begin alike are often of one family: electrical, electricity.
SAME_START, WORTH_KIN = 6, 0.6
# Shorter words have too many neighbours: "grid" is no slip for "grip".
SHORTEST_MISSPELT = 6
# Readers' words are looked up once, and without end there are new ones.
MOST_KEPT = 20_000


class Spelling:
    """The words of an essay, and which of them a reader's word stands for."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._known: set[str] = set()
        self._near: dict[str, set[str]] = defaultdict(set)
        self._joined: dict[str, tuple[str, str]] = {}
        self._kin: dict[str, list[str]] = defaultdict(list)
        self._read: dict[str, tuple[tuple[str, float], ...]] = {}
        for text in texts:
            found = words(text)
            self._known.update(stem(word) for word in found if word not in STOPWORDS)
            for first, second in pairwise(found):
                if not {first, second} & STOPWORDS:
                    self._joined[stem(first + second)] = (stem(first), stem(second))
        for known in sorted(self._known):
            self._kin[known[:SAME_START]].append(known)
            for shorter in _with_one_less(known):
                self._near[shorter].add(known)

    def terms(self, word: str) -> tuple[tuple[str, float], ...]:
        """The essay's stems that `word` stands for, each with its worth, 0 to 1."""
        if word not in self._read:
            if len(self._read) >= MOST_KEPT:
                self._read.clear()
            self._read[word] = tuple(self._terms(word))
        return self._read[word]

    def _terms(self, word: str) -> Iterator[tuple[str, float]]:
        if word in STOPWORDS:
            return
        found = stem(word.removesuffix("'s"))
        if found in self._known:
            yield found, WORTH_LITTLE if found in COMMONPLACE else 1.0
        elif found in self._joined:
            yield from ((half, WORTH_HALF) for half in self._joined[found])
        elif len(found) >= SHORTEST_MISSPELT and found not in COMMONPLACE:
            yield from self._like(found)

    def _like(self, found: str) -> Iterator[tuple[str, float]]:
        """What a word that the essay does not have may be meant for."""
        near = {
            known
            for shorter in (found, *_with_one_less(found))
            for known in self._near.get(shorter, ())
            if known[0] == found[0] and known not in COMMONPLACE
        }
        if near:
            # The one nearest in length; of equals, the first in the alphabet.
            yield (
                min(near, key=lambda one: (abs(len(one) - len(found)), one)),
                (WORTH_MISSPELT),
            )
            return
        kin = self._kin.get(found[:SAME_START], ())
        yield from ((known, WORTH_KIN) for known in kin[:2])


def _with_one_less(word: str) -> set[str]:
    """The word itself and every way to leave one letter out."""
    if len(word) < SHORTEST_MISSPELT - 1:
        return set()
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}
