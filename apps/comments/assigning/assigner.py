"""Which questions of an essay a comment most likely answers.

A quoted passage speaks loudest, then what the comment names, then the words it shares
with a question, what stands under it and its section; a reply leans to its parent.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

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
        if above:
            scores[above.question] += ABOVE * above.confidence
        scores = {key: score for key, score in scores.items() if key in self._keys}
        found = tuple(
            Suggestion(key, sure, tallies[key].words(), quoted.get(key))
            for key, sure in _weighed(scores)
        )
        kind = hint(text, likeness=found[0].confidence if found else 0.0)
        return Reading(found, kind, tuple(passages))


def _weighed(scores: Mapping[str, float]) -> Iterator[tuple[str, float]]:
    """The best questions and how sure each is; of equals, the first key."""
    order = sorted(scores, key=lambda key: (-scores[key], key))
    for place, key in enumerate(order[:SHOWN]):
        rival = next(iter(order[1:] if place == 0 else order), None)
        yield key, confidence(scores[key], scores[rival] if rival else 0.0)
