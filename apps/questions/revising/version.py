"""A version of an essay, as far as matching it with another one needs to know."""

from dataclasses import dataclass
from typing import Literal

Standing = Literal["live", "credited", "retired"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A section. `above` is the key of the section that holds it, "" at the top.

    In the live essay a `key` is the public id; in a new version it is the place in the
    source, and `public_id` is what the source itself says, or "".
    """

    key: str
    title: str
    above: str = ""
    public_id: str = ""

    @property
    def words(self) -> str:
        return " ".join(self.title.split()).casefold()


@dataclass(frozen=True, slots=True)
class Asking:
    """A question; `section` and `parent` are keys, or "".

    A credited question came from a reader: the author's source need not have it. A
    retired one is no longer asked, and may come back.
    """

    key: str
    text: str
    section: str = ""
    parent: str = ""
    public_id: str = ""
    standing: Standing = "live"

    @property
    def words(self) -> str:
        """The text; how it is broken into lines makes no difference."""
        return " ".join(self.text.split())


@dataclass(frozen=True, slots=True)
class Text:
    """What the essay says: `place` is title, subtitle, intro, outro or said.

    What is said has for its `home` the key of the question or section above it, whose
    words are `under`.
    """

    text: str
    place: str = "said"
    home: str = ""
    under: str = ""

    @property
    def said(self) -> tuple[str, str]:
        """How texts are known to be the same; line breaks make no difference."""
        return self.place, " ".join(self.text.split())

    @property
    def is_only_one(self) -> bool:
        return self.place in ("title", "subtitle")


@dataclass(frozen=True, slots=True)
class Version:
    """Sections, questions and other texts, each in the order of the essay."""

    headings: tuple[Heading, ...] = ()
    questions: tuple[Asking, ...] = ()
    texts: tuple[Text, ...] = ()
