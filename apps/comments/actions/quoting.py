"""What a comment quotes of the essay becomes a passage of its answer."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from apps.answers.actions.anchoring import name_revision
from apps.answers.models import Passage
from apps.answers.quoting import in_comment
from apps.comments.assigning import Node
from apps.comments.assigning.marks import quotations
from apps.comments.assigning.quoting import Quoting
from apps.comments.models import ImportedComment
from apps.questions.essay_text import essay_text
from apps.questions.models import Essay


def passages_of(rows: Iterable[ImportedComment]) -> dict[int, Sequence[Passage]]:
    """By the comment's key, the passages of the essay that it quotes, not yet stored.

    Call it while the essays are held: a new version must not come in between. Four
    queries for each essay that any of them may quote, whatever their number.
    """
    of: dict[Essay, list[ImportedComment]] = defaultdict(list)
    for row in rows:
        if _may_quote(row):
            of[row.essay].append(row)
    found: dict[int, Sequence[Passage]] = {}
    for essay, comments in of.items():
        found |= _passages(essay, comments)
    return found


def _passages(
    essay: Essay, comments: Iterable[ImportedComment]
) -> dict[int, Sequence[Passage]]:
    text = essay_text(essay)
    starts = {node.name: node.start for node in text.nodes}
    quoting = Quoting(Node(each.name, text.of(each)) for each in text.nodes)
    found = {}
    for comment in comments:
        places = [
            (starts[each.node] + each.start, starts[each.node] + each.end)
            for each in quoting.quoted(comment.body)
        ]
        found[comment.pk] = in_comment(comment.body, places, text)
    name_revision([each for passages in found.values() for each in passages], essay)
    return dict(found)


def _may_quote(comment: ImportedComment) -> bool:
    """Something in it is marked as a quotation, or was recognised without a mark."""
    was_found = any(each["passage"] for each in comment.suggestions)
    return was_found or bool(quotations(comment.body))
