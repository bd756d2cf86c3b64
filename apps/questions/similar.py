"""Which questions of an essay ask nearly the same."""

from apps.lib.similarity import closest
from apps.questions.models import Essay, Question

# Below this the shared words are too common to mean the same question.
ALIKE_ENOUGH = 0.25
SHOWN = 5


def similar_questions(essay: Essay, text: str) -> list[Question]:
    """Open questions that share the text's telling words, the most alike first.

    One query, over all questions of the essay.
    """
    asked = {
        row.public_id: row for row in essay.questions.live().select_related("section")
    }
    texts = [(public_id, row.text) for public_id, row in asked.items()]
    return [
        asked[public_id]
        for public_id, likeness in closest(text, texts, SHOWN)
        if likeness >= ALIKE_ENOUGH
    ]
