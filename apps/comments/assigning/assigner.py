"""Which questions of an essay a comment most likely answers.

A quoted passage speaks loudest, then what the comment names, then the words it shares
with a question, what stands under it and its section; a reply leans to its parent.
"""

from collections.abc import Iterable, Sequence

from apps.comments.assigning.confidence import Evidence, confidence
from apps.comments.assigning.hints import hint, without_addresses
from apps.comments.assigning.outline import (
    Asked,
    Node,
    Quoted,
    Reading,
    Suggestion,
)
from apps.comments.assigning.quoting import Quoting
from apps.comments.assigning.ranking import Ranking, Tally
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
        quoted = self._quoting.quoted(text)
        tallies = self._ranking.tallies(text)
        named = self._references.meant(text)
        first = {q.question: q for q in reversed(quoted) if q.question in self._keys}
        keys = {*tallies, *named, *first}
        if above and above.question in self._keys:
            keys.add(above.question)
        scored = {
            key: Evidence(
                tallies[key].score if key in tallies else 0.0,
                0.0,
                first[key].likeness if key in first else 0.0,
                named.get(key, 0.0),
                above.confidence if above and above.question == key else 0.0,
            )
            for key in keys
        }
        return self._reading(text, scored, tallies, first, quoted)

    def _reading(self, text, scored, tallies, first, quoted) -> Reading:
        totals = {
            key: e.score + QUOTED * e.quoted + NAMED * e.named + ABOVE * e.above
            for key, e in scored.items()
        }
        order = sorted(totals, key=lambda key: (-totals[key], key))[:SHOWN]
        found = []
        for key in order:
            rival = max((totals[k] for k in order if k != key), default=0.0)
            e = scored[key]
            found.append(
                Suggestion(
                    key,
                    confidence(Evidence(totals[key], rival, e.quoted, e.named, e.above)),
                    tallies.get(key, Tally()).words(),
                    first.get(key),
                )
            )
        kind = hint(text, likeness=found[0].confidence if found else 0.0)
        return Reading(tuple(found), kind, tuple(quoted))
