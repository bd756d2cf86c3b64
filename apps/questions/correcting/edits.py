"""One correction: what is done to which piece. Stored as JSON, as it stands here."""

from typing import Literal, TypedDict

Act = Literal[
    "choose",
    "in",
    "out",
    "up",
    "down",
    "words",
    "split",
    "join",
    "leave",
    "take",
    "sure",
    "title",
]

# What each act has done, and what taking a step back or forth has.
DONE = {
    "in": "Moved in",
    "out": "Moved out",
    "up": "Moved up",
    "down": "Moved down",
    "words": "Words saved",
    "split": "Split",
    "join": "Joined",
    "leave": "Left out",
    "take": "Taken back in",
    "sure": "Checked",
    "title": "Title saved",
    "undo": "Undone",
    "redo": "Done again",
}


class CannotCorrect(Exception):
    """The draft stays as it is; the message is fit to show an editor."""


class Edit(TypedDict, total=False):
    """``act`` and ``key`` always stand; the rest as the act needs it.

    choose   ``choice``, a key of CHOICES
    words    ``text``, and ``source`` for whose words they are
    split    ``cut``, where the second half starts; of ``text`` where that is given
    join     ``towards`` the "previous" piece or the "next"
    title    ``text`` and ``source``, which is then the subtitle, and ``slug`` for the
             address, "" for one made from the title; no key
    """

    act: Act
    key: str
    choice: str
    text: str
    source: str
    cut: int
    towards: str
    slug: str
