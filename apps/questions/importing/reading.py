"""What one paragraph does, by its words alone: how surely it asks, and how it opens."""

from dataclasses import dataclass
from functools import cached_property

from apps.questions.importing import cues
from apps.questions.importing.inline import plain_text, without_formulas, without_number
from apps.questions.importing.labels import Label, read_label
from apps.questions.importing.sentences import asks, sentences

SURE = 0.9
LIKELY = 0.6
_SHORT_ANSWER = 3  # words
_FAR_ENOUGH = 10_000  # characters


@dataclass(frozen=True)
class Reading:
    """The plain words of a piece of inline Markdown, and what they tell."""

    text: str
    plain: str
    sentences: tuple[str, ...]
    """What an aside in brackets at the end adds is left out."""

    @cached_property
    def opening(self) -> str:
        return self.sentences[0] if self.sentences else ""

    @cached_property
    def label(self) -> Label | None:
        return read_label(self.text)

    @cached_property
    def asking(self) -> float:
        """How sure it is that this asks: 0 no, 0.6 likely, 0.9 and more surely.

        A mark at the end tells more than one further up, and a sentence built as a
        question more than a statement with a question mark.
        """
        last = len(self.sentences) - 1
        return (
            max((self._certainty(at, last) for at in range(last + 1)), default=0.0)
            or self._asks_without_mark()
        )

    def _asks_without_mark(self) -> float:
        if self.calls_readers:
            return 0.0
        if len(self.sentences) == 1 and cues.asks_bare(self.opening):
            return LIKELY
        return 0.5 if cues.asks_without_mark(self.opening) else 0.0

    def _certainty(self, at: int, last: int) -> float:
        sentence = self.sentences[at]
        if not asks(sentence) or cues.calls_readers(sentence):
            return 0.0
        is_built_as_one = cues.is_interrogative(sentence) and not cues.opines(sentence)
        if at == last:
            if is_built_as_one:
                return 0.95
            return 0.5 if cues.hedges(sentence) or cues.opines(sentence) else 0.7
        if at > 0 and (self._answers(at + 1) or len(sentence.split()) == 1):
            # "Why?" alone, between two statements, only leads from one to the next.
            return 0.3
        return 0.8 if is_built_as_one else 0.4

    def _answers(self, at: int) -> bool:
        """Whether the sentence settles the question before it in a word or three."""
        sentence = self.sentences[at]
        return len(sentence.split()) <= _SHORT_ANSWER and not asks(sentence)

    @property
    def ends_asking(self) -> bool:
        return bool(self.sentences) and asks(self.sentences[-1])

    @cached_property
    def calls_readers(self) -> bool:
        """Whether all it asks is that readers write in."""
        questions = [sentence for sentence in self.sentences if asks(sentence)]
        return bool(questions) and all(map(cues.calls_readers, questions))

    @cached_property
    def only_asks(self) -> bool:
        """Whether it holds nothing but questions."""
        return bool(self.sentences) and all(map(asks, self.sentences))

    @property
    def is_lead_in(self) -> bool:
        return self.plain.endswith(":")


def read(text: str) -> Reading:
    """Reads a piece of inline Markdown; of an endless one, the start and the end."""
    if len(text) > 2 * _FAR_ENOUGH:
        text = f"{text[:_FAR_ENOUGH]} … {text[-_FAR_ENOUGH:]}"
    plain = without_number(plain_text(without_formulas(text))).replace("’", "'")
    found = sentences(plain)
    while len(found) > 1 and _is_aside(found[-1]):
        found.pop()
    return Reading(text, plain, tuple(found))


def _is_aside(sentence: str) -> bool:
    bare = sentence.rstrip(". ")
    return bare[:1] + bare[-1:] in ("()", "[]")
