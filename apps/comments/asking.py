"""What a form offers an editor when a comment asks a question of its own."""

import re

from apps.comments.models import ImportedComment
from apps.lib.text import clip

LONGEST = 1_000
_QUESTION = re.compile(r"[^.?!\n]*\?")
# "A question to add: why do gulls …": what stands before the colon announces it.
_ANNOUNCED = re.compile(r"^[^:]{0,60}:\s+(?=\S)")


def drafted_question(comment: ImportedComment) -> dict[str, object]:
    """The last sentence with a question mark, the rest as context, and the section of
    the likeliest suggestion. One query at most.
    """
    body = comment.body.strip()
    asked = [found for found in _QUESTION.finditer(body) if found.group().strip(" ?")]
    if not asked:
        return {
            "text": clip(body, LONGEST),
            "context": "",
            "section": _section(comment),
        }
    last = asked[-1]
    text = _ANNOUNCED.sub("", last.group().strip())
    rest = f"{body[: last.start()].rstrip()} {body[last.end() :].lstrip()}".strip()
    return {
        "text": clip(text[:1].upper() + text[1:], LONGEST),
        "context": rest,
        "section": _section(comment),
    }


def _section(comment: ImportedComment) -> str:
    """The public id of the section where the likeliest question stands, or ""."""
    if not comment.suggestions:
        return ""
    likeliest = comment.essay.questions.select_related("section").filter(
        public_id=comment.suggestions[0]["question"]
    )
    found = likeliest.first()
    return found.section.public_id if found and found.section else ""
