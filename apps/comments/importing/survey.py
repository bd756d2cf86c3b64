"""The first time through a file: what is in it, before anything is kept.

What the second time must know of the whole is small: ids and parents, never bodies.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from hashlib import blake2b

from apps.comments.importing.record import (
    MAX_BODY,
    MAX_COMMENTS,
    CannotRead,
    Comment,
    Damaged,
    Post,
)
from apps.lib.text import printable

_TAG = re.compile(r"<[^<>]*>|&nbsp;")
Place = tuple[str, str]  # a post's key and a comment's id in it


@dataclass
class Survey:
    posts: dict[str, Post] = field(default_factory=dict)
    comments: Counter[str] = field(default_factory=Counter)  # per post
    damage: str = ""
    # The first comment of each id, wherever it stands; and later ones by their post.
    _owners: dict[str, tuple[str, str]] = field(default_factory=dict)
    _later: dict[Place, str] = field(default_factory=dict)
    _parents: dict[Place, str] = field(default_factory=dict)
    _live: set[Place] = field(default_factory=set)
    _deleted: set[Place] = field(default_factory=set)
    _wanted: set[Place] = field(default_factory=set)

    def see(self, found: Post | Comment) -> None:
        if isinstance(found, Post):
            self.posts.setdefault(found.key, found)
            return
        self.comments[found.post] += 1
        if self.comments.total() > MAX_COMMENTS:
            raise CannotRead(f"The file holds more than {MAX_COMMENTS:,} comments.")
        if reason_against(found):
            return
        place = found.post, found.id
        if self._note_id(place, digest(found)):
            self._parents[place] = found.parent
            (self._deleted if found.is_deleted else self._live).add(place)

    def stopped(self, damage: Damaged) -> None:
        self.damage = str(damage)

    def conclude(self) -> None:
        """Call once all was seen: finds circles, and the deleted that are needed."""
        self._cut_circles()
        for place in self._live:
            self._want(place)
        for place in self._deleted - self._wanted:
            self._parents.pop(place, None)

    def id_of(self, comment: Comment) -> str:
        """What it is called from now on, "" for an exact repetition of another.

        Of two different comments of one id the later one gets a mark behind it, made
        from its words: the same whenever the file is read.
        """
        own = digest(comment)
        if self._owners.get(comment.id) == (comment.post, own):
            return comment.id
        return f"{comment.id}~{own}"

    def parent_of(self, comment: Comment) -> str:
        """The id of its parent if that one is kept, under the name that it has."""
        own = comment.post, comment.id
        above = self._parents[own] if self._is_first(comment) else comment.parent
        place = comment.post, above
        if not above or place not in self._parents:
            return ""
        if self._owners[above][0] == comment.post:
            return above
        return f"{above}~{self._later[place]}"

    def is_cut(self, comment: Comment) -> bool:
        """Whether its replies lead back to it: then it stands at the top."""
        own = comment.post, comment.id
        return self._is_first(comment) and self._parents[own] != comment.parent

    def is_needed(self, comment: Comment) -> bool:
        if not comment.is_deleted:
            return True
        return self._is_first(comment) and (comment.post, comment.id) in self._wanted

    def _note_id(self, place: Place, own: str) -> bool:
        """Whether it is the first of its id on its post."""
        post, id_ = place
        owner = self._owners.setdefault(id_, (post, own))
        if owner[0] == post:
            return place not in self._parents
        return self._later.setdefault(place, own) == own and place not in self._parents

    def _is_first(self, comment: Comment) -> bool:
        own, place = digest(comment), (comment.post, comment.id)
        is_own = self._owners.get(comment.id) == (comment.post, own)
        return place in self._parents and (is_own or self._later.get(place) == own)

    def _want(self, place: Place) -> None:
        while place in self._parents:
            place = place[0], self._parents[place]
            if place not in self._deleted or place in self._wanted:
                return
            self._wanted.add(place)

    def _cut_circles(self) -> None:
        safe: set[Place] = set()
        for start in self._parents:
            way: dict[Place, None] = {}
            place = start
            while place in self._parents and place not in safe and place not in way:
                way[place] = None
                place = place[0], self._parents[place]
            if place in way:
                self._parents[place] = ""
            safe.update(way)


def reason_against(comment: Comment) -> str:
    """Why it is not brought in, whatever the rest of the file says; "" for no reason."""
    if comment.dropped:
        return comment.dropped
    if not comment.id or len(comment.id) > 150 or not comment.id.isprintable():
        return "no id"
    if comment.is_deleted:
        return ""
    said = _TAG.sub("", comment.body) if comment.is_html else comment.body
    if not printable(said).strip():
        return "empty"
    return "too long" if len(comment.body) > MAX_BODY else ""


def digest(comment: Comment) -> str:
    said = repr(
        (
            comment.post,
            comment.author,
            comment.written_at,
            comment.is_deleted,
            comment.body,
        )
    )
    raw = said.encode("utf-8", "replace")
    return blake2b(raw, digest_size=4, usedforsecurity=False).hexdigest()
