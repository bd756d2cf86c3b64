"""What the rows behind a post say about it: consent, cuts, order, what is missing."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from apps.digest.checks import CORRECTIONS, MOST_BY_ONE_PERSON, Problem
from apps.digest.document import DocItem, Document, people, texts
from apps.digest.naming import (
    SHORTEST_NAME,
    is_plain,
    is_telling,
    mentions,
    parts,
    says_part,
)

# Of a long answer less than this needs a second look: does it still say the same?
LONG_ANSWER = 200
LEAST_SHARE = 0.6
DATE = re.compile(
    r"(?:\d{1,2}\.? )?(?:[A-Z][a-z]{2,8} )?(?:\d{1,2}, )?\d{4}|\d{4}-\d\d-\d\d"
)


@dataclass(frozen=True, slots=True)
class Facts:
    """By the keys of items and the public ids of answers, as they are today."""

    # Why the answers of items may not be quoted any more, or their excerpts not shown.
    gone: Mapping[str, str] = field(default_factory=dict)
    broken: Mapping[str, str] = field(default_factory=dict)
    # What stands in brackets in kept words, and is no insertion.
    own_brackets: Mapping[str, str] = field(default_factory=dict)
    # Groups under the essay's own words: a question's, or the title of a section.
    headed_by_question: frozenset[str] = frozenset()
    headed_by_section: frozenset[str] = frozenset()
    # Items whose answer was edited since.
    edited: tuple[str, ...] = ()
    # Those that the author means to leave without a reply.
    silent: frozenset[str] = frozenset()
    # The words of each item's answer.
    lengths: Mapping[str, int] = field(default_factory=dict)
    # Whom each item quotes, and whom each answer replies to.
    people: Mapping[str, int] = field(default_factory=dict)
    replies_to: Mapping[str, str] = field(default_factory=dict)
    # Names that nobody may be called by here, and pseudonyms that are others' names.
    hidden_names: frozenset[str] = frozenset()
    taken_names: frozenset[str] = frozenset()
    # By item, whose name must not stand beside it, though it may elsewhere.
    hidden_at: Mapping[str, str] = field(default_factory=dict)
    # Whether somebody quoted was contradicted by readers, and whether one waits.
    quotes_dissent: bool = False
    leaves_dissent: bool = False
    # Readers' questions that were accepted and are not mentioned.
    unmentioned: tuple[str, ...] = ()
    # Reports of a slip that nobody has settled.
    unsettled: int = 0


def standing_problems(document: Document, facts: Facts) -> list[Problem]:
    return [
        *_consent(facts),
        *_headings(document, facts),
        *_names(document, facts),
        *_people(document, facts),
        *_order(document, facts),
        *(found for item in document.items() for found in _cut(item, facts)),
        *_missing(facts),
    ]


def _consent(facts: Facts) -> Iterator[Problem]:
    for key, reason in facts.gone.items():
        message = f"{reason} The quotation has left the draft."
        yield Problem(key, message, False, "board")
    for key, trouble in facts.broken.items():
        message = f"A quotation does not fit its answer, and is left out. {trouble}"
        yield Problem(key, message, True, "cut")
    for key, words in facts.own_brackets.items():
        message = (
            f"The writer used brackets too: {words}. Readers may take them for yours."
        )
        yield Problem(key, message, False, "cut")
    for key in facts.edited:
        message = (
            "The answer was edited since it was picked; the older words are quoted."
        )
        yield Problem(key, message, False, "board")


def _headings(document: Document, facts: Facts) -> Iterator[Problem]:
    """A heading names an argument or a question, not a theme, a person or a date."""
    for group in document.groups:
        named = [one for one in people(document) if mentions(group.heading, one)]
        if group.anchor in facts.headed_by_section:
            message = "The heading names a theme: say what is argued, or ask."
        elif group.anchor in facts.headed_by_question:
            message = "The heading is still the question’s words: what is argued?"
        elif named:
            message = f"The heading names {min(named)}: say what is argued, or ask."
        elif DATE.fullmatch(group.heading.strip()):
            message = "The heading is a date: say what is argued, or ask."
        else:
            continue
        yield Problem(group.anchor, message, blocking=False)


def _names(document: Document, facts: Facts) -> Iterator[Problem]:
    named = {
        name for item in document.items() for name in (item.name, *dict(item.also))
    }
    hidden = facts.hidden_names - named - {one.name for one in document.corrections}
    for where, text in _own_texts(document):
        for name in sorted(hidden):
            is_word = is_plain(name) or len(name) < SHORTEST_NAME
            if not is_word and mentions(text, name):
                message = f"Your words name {name}, who asked not to be named here."
                yield Problem(where, message, blocking=True)
            else:
                yield from _parts(where, text, name, document)
    for item in document.items():
        name = facts.hidden_at.get(item.key, "")
        words = f"{item.verb}\n{item.lead_in}\n{item.said}\n{item.reply}"
        if name in named and not is_plain(name) and mentions(words, name):
            message = f"Beside this quotation {name} asked not to be named."
            yield Problem(item.key, message, blocking=True)
        if item.name in facts.taken_names:
            message = f"“{item.name}” looks like the name of somebody else here."
            yield Problem(item.key, message, True, "board")


def _parts(where: str, text: str, name: str, document: Document) -> Iterator[Problem]:
    """What is left of a name: whoever reads it may know whom it means."""
    for part in parts(name) or (name,):
        if not says_part(text, part):
            continue
        if is_telling(part, others=people(document), texts=texts(document)):
            message = (
                f"Your words say {part}, which tells {name}, who asked not to be named "
                "here. If it is somebody else, add the surname."
            )
            yield Problem(where, message, blocking=True)
        else:
            message = (
                f"Your words say {part}: does that mean {name}, who asked not to be "
                "named here?"
            )
            yield Problem(where, message, blocking=False)


def _own_texts(document: Document) -> Iterator[tuple[str, str]]:
    own = (document.intro, document.changed_mind, document.outro)
    yield "", "\n".join((document.title, document.subtitle, *own))
    for group in document.groups:
        yield group.anchor, f"{group.heading}\n{group.lead_in}"
        for item in group.items:
            yield item.key, f"{item.verb}\n{item.lead_in}\n{item.said}\n{item.reply}"
    for one in document.corrections:
        yield CORRECTIONS, one.what


def _people(document: Document, facts: Facts) -> Iterator[Problem]:
    """Also where one person is quoted under several names, or none."""
    quoted = Counter(
        facts.people[item.key] for item in document.items() if item.key in facts.people
    )
    for person, times in quoted.items():
        names = {
            item.name
            for item in document.items()
            if facts.people.get(item.key) == person
        }
        if times > MOST_BY_ONE_PERSON and len(names) > 1:
            message = f"One person is quoted {times} times, under several names."
            yield Problem("", message, False, "board")


def _order(document: Document, facts: Facts) -> Iterator[Problem]:
    places = {item.answer: place for place, item in enumerate(document.items())}
    for item in document.items():
        before = facts.replies_to.get(item.answer, "")
        if places.get(before, -1) > places[item.answer]:
            message = "This replies to a quotation that stands further down."
            yield Problem(item.key, message, False, "board")
        elif before and before not in places and not item.lead_in.strip():
            message = (
                "This replies to somebody who is not quoted; say in a line before it "
                "what they said."
            )
            yield Problem(item.key, message, blocking=False)


def _cut(item: DocItem, facts: Facts) -> Iterator[Problem]:
    whole = facts.lengths.get(item.key, 0)
    kept = len(item.quote.split())
    if item.kind == "quote" and whole > LONG_ANSWER and kept < whole * LEAST_SHARE:
        message = (
            f"{kept} of {whole} words are kept: read them beside the whole, "
            "does it still say the same?"
        )
        yield Problem(item.key, message, False, "cut")


def _missing(facts: Facts) -> Iterator[Problem]:
    if facts.leaves_dissent and not facts.quotes_dissent:
        message = (
            "Readers disagreed with a well-rated answer; no such answer is quoted."
        )
        yield Problem("", message, False, "board")
    for question in facts.unmentioned:
        message = f"A reader’s new question is not mentioned: “{question}”"
        yield Problem("", message, False, "board")
    if facts.unsettled:
        message = (
            "A reader reported a slip; it is not settled."
            if facts.unsettled == 1
            else f"Readers reported {facts.unsettled} slips that are not settled."
        )
        yield Problem(CORRECTIONS, message, blocking=False)
