"""The published thing: plain, frozen, the same in page, feed and every export.

A document is stored with each revision and never changes. What changed since, a
withdrawn answer or a new name, is laid over it when it is read.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from html import unescape
from itertools import chain, repeat
from typing import Any, Literal, TypeVar

from apps.digest.naming import A_READER, Rewording

FORMAT = 2
# Format 1 knew quotations alone.
READABLE = {1, FORMAT}
CHANGED_MIND = "What I changed my mind about"
UNNAMED = "those who did not want to be named"

Named = tuple[str, str]  # a name and a permalink
Edit = tuple[str, str]  # an ISO date and what was changed
State = Literal["", "withdrawn"]
Kind = Literal["quote", "paraphrase", "pointer"]
Piece = TypeVar("Piece")


class DocumentBroken(Exception):
    """Stored data is not a document of a format that this version reads."""


@dataclass(frozen=True, slots=True)
class DocItem:
    """One quoted answer.

    `answer` is the answer's public id and the last step of its permalink's path; so
    the answers behind `also` are known by their links too. `revision` is the number of
    the version that the words are from, 0 where that is not known. `passages` are words
    of the essay that this version disputes, plain. `also_revisions` are the versions of
    the answers in `also` that made the same point, in their order; in documents from
    before these were kept there are none. `question` is what it answers, "" in
    documents stored before that was noted: see `asks_anew`.

    Of a `kind` other than "quote" there is no `quote`: `said` are the author's own words
    about what somebody said, Markdown, and never shown as that person's.
    """

    key: str
    answer: str
    name: str
    verb: str
    url: str
    quote: str
    lead_in: str = ""
    reply: str = ""
    also: tuple[Named, ...] = ()
    state: State = ""
    revision: int = 0
    passages: tuple[str, ...] = ()
    also_revisions: tuple[int, ...] = ()
    question: str = ""
    question_url: str = ""
    kind: Kind = "quote"
    said: str = ""


@dataclass(frozen=True, slots=True)
class DocAsked:
    """A question that a reader proposed and the author took up.

    `key` is the proposal's public id, and never shown; `what` is asked and `by` whom
    are Markdown.
    """

    key: str
    what: str
    by: str

    @property
    def line(self) -> str:
        return f"- {self.what}, asked by {self.by}"


@dataclass(frozen=True, slots=True)
class DocGroup:
    """`asked` are the questions whose lines stand in its lead-in, one in a line."""

    anchor: str
    heading: str
    question: str
    question_url: str
    lead_in: str = ""
    items: tuple[DocItem, ...] = ()
    asked: tuple[DocAsked, ...] = ()

    @property
    def is_headed_by_question(self) -> bool:
        """Then nothing has to say below the heading what the question is."""
        return bool(self.question) and self.question == self.heading


@dataclass(frozen=True, slots=True)
class DocCorrection:
    """A slip of the essay that a reader reported and the author mended.

    `what` was changed is the author's own line, plain. `answer`, `name` and `url` are
    those of the report, as in an item; `question` says where in the essay it was.
    """

    answer: str
    name: str
    url: str
    what: str
    question: str
    question_url: str


@dataclass(frozen=True, slots=True)
class Document:
    """`intro`, `changed_mind`, `outro`, lead-ins, quotes and replies are Markdown; all
    else is text.

    `published` and `revised` are ISO dates, or "" for a draft and an unrevised one.
    `author` and `url` are the post's own; `edits` say what was changed afterwards.
    """

    title: str
    subtitle: str
    essay_title: str
    essay_url: str
    intro: str
    outro: str
    published: str
    revised: str
    number: int
    selection_note: str
    groups: tuple[DocGroup, ...] = ()
    thanks: tuple[str, ...] = ()
    author: str = ""
    url: str = ""
    edits: tuple[Edit, ...] = ()
    corrections: tuple[DocCorrection, ...] = ()
    changed_mind: str = ""

    def items(self) -> Iterator[DocItem]:
        for group in self.groups:
            yield from group.items

    def to_dict(self) -> dict[str, Any]:  # JSON's own types only, lists for tuples
        return {"format": FORMAT, **_as_json(asdict(self))}

    @classmethod
    def from_dict(cls, value: Mapping[str, Any]) -> "Document":
        """The reverse of `to_dict`, also after JSON; raises DocumentBroken."""
        try:
            if value["format"] not in READABLE:
                raise DocumentBroken(f"Unknown document format {value['format']!r}.")
            fields = {name: value[name] for name in value if name != "format"}
            fields["groups"] = _each(_group, value["groups"])
            fields["thanks"] = tuple(value["thanks"])
            fields["edits"] = _each(_edit, value.get("edits", []))
            # Documents stored before corrections were told have none.
            fields["corrections"] = _each(_correction, value.get("corrections", []))
            return cls(**fields)
        except (KeyError, TypeError, ValueError, AttributeError) as fault:
            raise DocumentBroken("The stored document cannot be read.") from fault


@dataclass(frozen=True, slots=True)
class Standing:
    """How an answer stands today: whether it may be quoted, and under which name.

    `withheld` are the numbers of those of its versions that readers must not see. It
    `is_open` when its page gives no other name than the quotation does. `revision` is its
    newest version, and `is_mended` says of a report that its slip is.
    """

    quotable: bool
    name: str
    withheld: frozenset[int] = frozenset()
    is_open: bool = True
    revision: int = 0
    is_mended: bool = True


def with_asked(group: DocGroup, asked: tuple[DocAsked, ...]) -> DocGroup:
    """The group with these questions in its lead-in, in place of those that it has."""
    old = {one.line for one in group.asked}
    own = "\n".join(one for one in group.lead_in.split("\n") if one not in old)
    lines = "\n".join(one.line for one in asked)
    lead_in = "\n\n".join(part for part in (own.strip(), lines) if part)
    return replace(group, lead_in=lead_in, asked=asked)


def asks_anew(group: DocGroup) -> Iterator[tuple[DocItem, bool]]:
    """Each item, and whether its question must be said before it.

    So it is where neither the group nor the item before it is about that question.
    """
    asked = group.question_url
    for item in group.items:
        yield item, item.question_url not in {"", asked}
        asked = item.question_url or asked


def answer_of(url: str) -> str:
    """The public id of the answer behind a permalink."""
    return url.partition("#")[0].rstrip("/").rpartition("/")[2]


def overlay(document: Document, standing: Mapping[str, Standing]) -> Document:
    """The document as it may be shown today; doing it twice changes nothing.

    `standing` is keyed by the public ids of quoted answers, those in `also` and those
    that reported a slip, and of proposals in `asked`, with names that are Markdown. An
    answer that is missing from it no longer exists and counts as withdrawn; a report
    that does leaves no line behind. Names that are no longer used here leave the
    author's own words as well. Nobody is said to have said the same who has changed
    their words since, and no correction told that is none any more.
    """
    groups = tuple(
        replace(
            _asked_today(group, standing),
            items=tuple(_stand(item, standing) for item in group.items),
        )
        for group in document.groups
        if not _asks_no_more(group, standing)
    )
    corrections = tuple(
        replace(one, name=standing[one.answer].name or A_READER)
        for one in document.corrections
        if one.answer in standing and standing[one.answer].quotable
    )
    today = replace(document, groups=groups, corrections=corrections)
    instead = _new_names(document, today)
    thanks = dict.fromkeys(instead.get(name, name) for name in document.thanks)
    named = replace(
        _reworded(today, _hidden_names(document, today, standing)),
        thanks=tuple(name for name in thanks if name not in {"", A_READER}),
    )
    return _without_outdated(_apart(document, named, standing), standing)


def without_traces(document: Document, standing: Mapping[str, Standing]) -> Document:
    """The document without links to answers that would tell a name it must not tell.

    They lead to the question instead, or nowhere. What comes out is for readers: it
    no longer says which answers were quoted so, and `overlay` cannot read it again.
    """
    return replace(
        document,
        groups=tuple(
            replace(
                group,
                items=tuple(_untraced(item, group, standing) for item in group.items),
                asked=(),
            )
            for group in document.groups
        ),
        corrections=tuple(
            one
            if (now := standing.get(one.answer)) and now.is_open
            else replace(one, answer="", url=one.question_url)
            for one in document.corrections
        ),
    )


def thanks_line(document: Document) -> str:
    """Such as "Thanks to Ada, Bo and Cy."; plain text, empty when nobody is quoted."""
    thanked = document.thanks
    quoted = [item.name for item in document.items() if not item.state]
    if A_READER in {*quoted, *(one.name for one in document.corrections)}:
        thanked = (*thanked, UNNAMED)
    return f"Thanks to {listing(thanked)}." if thanked else ""


def listing(names: tuple[str, ...]) -> str:
    """Such as "Ada, Bo and Cy"."""
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def selection_note(
    quotations: int,
    readers: int,
    *,
    answers: int,
    replies: int,
    people: int,
    retold: int = 0,
) -> str:
    """Such as "12 quotations from 9 readers, out of 240 answers and 31 replies by 97
    people"; what the author says in their own words is counted apart."""
    told = [_counted(quotations, "quotation")] if quotations or not retold else []
    told += [f"{_counted(retold, 'point')} in the author’s words"] if retold else []
    return (
        f"{' and '.join(told)} from {_counted(readers, 'reader')}, out of "
        f"{considered(answers, replies)} by {people:,} "
        f"{'person' if people == 1 else 'people'}"
    )


def considered(answers: int, replies: int) -> str:
    """Such as "81 answers and 21 replies"."""
    told = [_counted(answers, "answer")] if answers or not replies else []
    told += [f"{replies:,} {'reply' if replies == 1 else 'replies'}"] if replies else []
    return " and ".join(told)


def _counted(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def _stand(item: DocItem, standing: Mapping[str, Standing]) -> DocItem:
    now = standing.get(item.answer)
    item = _only_beside(item, lambda key, _: key in standing and standing[key].quotable)
    also = tuple(
        (standing[answer_of(url)].name or A_READER, url) for _, url in item.also
    )
    may_stand = now and now.quotable and item.revision not in now.withheld
    if now is None or not may_stand or item.state == "withdrawn":
        return replace(
            item,
            quote="",
            said="",
            passages=(),
            state="withdrawn",
            name=A_READER,
            url="",
            also=also,
        )
    return replace(item, name=now.name or A_READER, also=also)


def _asked_today(group: DocGroup, standing: Mapping[str, Standing]) -> DocGroup:
    """With the names that proposers go by; without what is asked no more."""
    if not group.asked:
        return group
    asked = tuple(
        replace(one, by=standing[one.key].name)
        for one in group.asked
        if one.key in standing and standing[one.key].quotable
    )
    return with_asked(group, asked)


def _asks_no_more(group: DocGroup, standing: Mapping[str, Standing]) -> bool:
    """Whether nothing is left of a group that was for questions alone."""
    if group.items or not group.asked:
        return False
    return not _asked_today(group, standing).lead_in


def _only_beside(item: DocItem, keep: Callable[[str, int], bool]) -> DocItem:
    """Only those in `also` of whom this is true, by public id and version, or 0."""
    versions = chain(item.also_revisions, repeat(0))
    pairs = [
        (named, version)
        for named, version in zip(item.also, versions, strict=False)
        if keep(answer_of(named[1]), version)
    ]
    return replace(
        item,
        also=tuple(named for named, _ in pairs),
        also_revisions=tuple(version for _, version in pairs),
    )


def _without_outdated(document: Document, standing: Mapping[str, Standing]) -> Document:
    """Without those in `also` who changed their words since, and corrections that are
    settled otherwise by now; nor thanks to them.

    Unlike somebody who takes a name back they may still be named in the author's words.
    """

    def said_so(key: str, version: int) -> bool:
        return not version or standing[key].revision <= version

    groups = tuple(
        replace(group, items=tuple(_only_beside(item, said_so) for item in group.items))
        for group in document.groups
    )
    corrections = (
        one for one in document.corrections if standing[one.answer].is_mended
    )
    today = replace(document, groups=groups, corrections=tuple(corrections))
    gone = set(_credits(document).values()) - set(_credits(today).values())
    thanks = tuple(name for name in document.thanks if name not in gone)
    return replace(today, thanks=thanks)


def _untraced(
    item: DocItem, group: DocGroup, standing: Mapping[str, Standing]
) -> DocItem:
    def address(answer: str, url: str) -> str:
        now = standing.get(answer)
        instead = item.question_url or group.question_url
        return url if now and now.is_open else instead

    also = tuple((name, address(answer_of(url), url)) for name, url in item.also)
    if item.state == "withdrawn":
        return replace(item, answer="", also=also)
    url = address(item.answer, item.url)
    answer = item.answer if url == item.url else ""
    return replace(item, answer=answer, url=url, also=also)


def _new_names(before: Document, today: Document) -> dict[str, str]:
    """New names for old that nobody goes under any more, "" where there is none."""
    were, are = _credits(before), _credits(today)
    still = set(are.values())
    # Sorted so that of one person's answers a withdrawn one does not hide a renamed one.
    return {
        name: are.get(answer, "")
        for answer, name in sorted(were.items(), key=lambda credit: credit[0] in are)
        if name not in still
    }


def _is_hidden(answer: str, standing: Mapping[str, Standing]) -> bool:
    """Whether nobody may be named for it. Who only changed their name is not hidden:
    the author's words were right when they were written."""
    now = standing.get(answer)
    return now is None or not (now.quotable and now.is_open)


def _hidden_names(
    before: Document, today: Document, standing: Mapping[str, Standing]
) -> set[str]:
    """Those that a post went out with and that nobody in it may be called by now."""
    were = _credits(before).items()
    hidden = {name for answer, name in were if _is_hidden(answer, standing)}
    hidden |= {
        _unescaped(one.by)
        for group in before.groups
        for one in group.asked
        if one.key not in standing or standing[one.key].name == A_READER
    }
    return hidden - set(_credits(today).values()) - {A_READER}


def _unescaped(name: str) -> str:
    """Markdown's plain words as they are read."""
    return unescape(re.sub(r"\\([^a-zA-Z0-9\s])", r"\1", name))


def _apart(
    before: Document, today: Document, standing: Mapping[str, Standing]
) -> Document:
    """Beside a quotation whose writer's name is hidden there, the words about it leave
    the name out, even where the same person is named elsewhere in the post."""
    names = {
        item.key: item.name
        for item in before.items()
        if _is_hidden(item.answer, standing)
    }

    def told(item: DocItem) -> DocItem:
        if item.key not in names:
            return item
        say = Rewording([names[item.key]], people(today), texts(today))
        return _reworded_item(item, say)

    groups = tuple(
        replace(group, items=tuple(map(told, group.items))) for group in today.groups
    )
    return replace(today, groups=groups)


def _reworded(document: Document, names: set[str]) -> Document:
    """Without these names in the author's own words too: they were frozen."""
    if not names:
        return document
    say = Rewording(names, people(document), texts(document))
    return replace(
        document,
        title=say(document.title),
        subtitle=say(document.subtitle),
        intro=say(document.intro),
        changed_mind=say(document.changed_mind),
        outro=say(document.outro),
        groups=tuple(_reworded_group(group, say) for group in document.groups),
        corrections=tuple(
            replace(one, what=say(one.what)) for one in document.corrections
        ),
        edits=tuple((day, say(what)) for day, what in document.edits),
    )


def people(document: Document) -> set[str]:
    """All whom it names, its author too."""
    return {document.author, *_credits(document).values()} - {"", A_READER}


def texts(document: Document) -> list[str]:
    """Whatever stands in it, quotations and questions too."""
    found = [document.title, document.subtitle, document.essay_title]
    found += [document.intro, document.changed_mind, document.outro]
    for group in document.groups:
        found += [group.heading, group.question, group.lead_in]
        for item in group.items:
            found += [item.verb, item.lead_in, item.quote, item.said, item.reply]
            found += item.passages
    return [*found, *(one.what for one in document.corrections)]


def _reworded_group(group: DocGroup, say: Callable[[str], str]) -> DocGroup:
    items = tuple(_reworded_item(item, say) for item in group.items)
    return replace(
        group, heading=say(group.heading), lead_in=say(group.lead_in), items=items
    )


def _reworded_item(item: DocItem, say: Callable[[str], str]) -> DocItem:
    return replace(
        item,
        verb=say(item.verb),
        lead_in=say(item.lead_in),
        said=say(item.said),
        reply=say(item.reply),
    )


def _credits(document: Document) -> dict[str, str]:
    """The name that each answer goes under, withdrawn ones left out."""
    names = {
        answer_of(url): name for item in document.items() for name, url in item.also
    }
    names |= {one.answer: one.name for one in document.corrections}
    quoted = (item for item in document.items() if item.state != "withdrawn")
    return names | {item.answer: item.name for item in quoted}


def _edit(value: Any) -> Edit:  # any JSON value
    day, what = value
    return str(day), str(what)


def _correction(value: Mapping[str, Any]) -> DocCorrection:
    return DocCorrection(**value)


def _group(value: Mapping[str, Any]) -> DocGroup:
    # Documents stored before these lines were made from rows have none.
    asked = tuple(DocAsked(**one) for one in value.get("asked", ()))
    items = _each(_item, value["items"])
    return DocGroup(**{**value, "items": items, "asked": asked})


def _item(value: Mapping[str, Any]) -> DocItem:
    also = tuple((str(name), str(url)) for name, url in value["also"])
    # Documents stored before passages were known have none.
    passages = tuple(str(words) for words in value.get("passages", ()))
    revisions = tuple(int(number) for number in value.get("also_revisions", ()))
    return DocItem(
        **{
            **value,
            "also": also,
            "passages": passages,
            "also_revisions": revisions,
        }
    )


def _each(read: Callable[[Any], Piece], values: list[Any]) -> tuple[Piece, ...]:
    return tuple(read(value) for value in values)


def _as_json(value: Any) -> Any:  # any JSON value
    if isinstance(value, dict):
        return {key: _as_json(part) for key, part in value.items()}
    if isinstance(value, tuple | list):
        return [_as_json(part) for part in value]
    return value
