"""Which questions of an essay a comment most likely answers.

A quoted passage speaks loudest, then what the comment names, then the words it shares
with a question, what stands under it and its section; a reply leans to its parent.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from apps.comments.assigning.confidence import confidence
from apps.comments.assigning.hints import hint, without_addresses
from apps.comments.assigning.outline import (
    Asked,
    Node,
    Reading,
    Suggestion,
)
from apps.comments.assigning.quoting import Quoting
from apps.comments.assigning.ranking import Ranking
from apps.comments.assigning.references import References
from apps.comments.assigning.spelling import Spelling

SHOWN = 5
# In the coin of the ranking, where a telling word of a question is worth two or three.
QUOTED, NAMED, ABOVE = 14.0, 3.0, 5.0


class Assigner:
    """What is known of one essay, read once and asked for every comment."""

    def __init__(self, questions: Sequence[Asked], nodes: Iterable[Node]) -> None:
        nodes = list(nodes)
        spelling = Spelling(
            text
            for asked in questions
            for text in (
                asked.text,
                *asked.headings,
                *asked.considerations,
                *asked.answers,
            )
        )
        self._keys = {asked.key for asked in questions}
        self._quoting = Quoting(nodes)
        self._ranking = Ranking(questions, spelling)
        self._references = References(questions)

    def read(self, text: str, above: Suggestion | None = None) -> Reading:
        """What the comment most likely answers; `above` is what its parent answers."""
        text = without_addresses(text)
        passages = self._quoting.quoted(text)
        tallies = self._ranking.tallies(text)
        scores: dict[str, float] = defaultdict(float)
        for key, tally in tallies.items():
            scores[key] += tally.score
        for key, share in self._references.meant(text).items():
            scores[key] += NAMED * share
        quoted = {each.question: each for each in reversed(passages)}
        for key, passage in quoted.items():
            scores[key] += QUOTED * passage.likeness
        scores = {key: score for key, score in scores.items() if key in self._keys}
        found = tuple(
            Suggestion(key, sure, tallies[key].words(), quoted.get(key))
            for key, sure in self._weighed(scores, above)
        )
        kind = hint(text, likeness=found[0].confidence if found else 0.0)
        return Reading(found, kind, tuple(passages))

    def _weighed(
        self, own: Mapping[str, float], above: Suggestion | None
    ) -> list[tuple[str, float]]:
        """The best questions and how sure each is: what a comment says itself, and what
        it inherits, of which it is never surer than its parent.
        """
        if above is None or above.question not in self._keys:
            return _best(own)
        key = above.question
        leaning = {**own, key: own.get(key, 0.0) + ABOVE * above.confidence}
        found = dict(_best(leaning))
        if key in found:
            alone = confidence(own[key], _rival(own, key)) if key in own else 0.0
            found[key] = max(alone, min(found[key], above.confidence))
        return sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))


def _best(scores: Mapping[str, float]) -> list[tuple[str, float]]:
    """The best questions and how sure each is; of equals, the first key."""
    order = sorted(scores, key=lambda key: (-scores[key], key))
    return [
        (key, confidence(scores[key], _rival(scores, key))) for key in order[:SHOWN]
    ]


def _rival(scores: Mapping[str, float], key: str) -> float:
    """The best score that another question has."""
    return max((score for other, score in scores.items() if other != key), default=0.0)
