"""The order of a highlights post: link, introduction, groups of quotes, thanks."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from apps.digest.document import (
    CHANGED_MIND,
    DocCorrection,
    DocGroup,
    DocItem,
    Document,
    asks_anew,
    thanks_line,
)
from apps.digest.exports.post import (
    Block,
    Heading,
    Line,
    Listing,
    Paragraph,
    Quote,
    Rule,
    Run,
)
from apps.digest.exports.subset import reduce
from apps.digest.naming import A_READER
from apps.lib import markup
from apps.lib.text import clean

CORRECTIONS = "Corrections"
IN_MY_WORDS = "in my words"
WITHDRAWN = "A quotation that stood here was withdrawn."


def compose(document: Document) -> tuple[Block, ...]:
    """Everything below the title and subtitle."""
    return tuple(_post(document))


def one_line(text: str) -> str:
    """A title or a name as it stands in a line."""
    return " ".join(clean(text).split())


def _post(document: Document) -> Iterator[Block]:
    original = Run("original post here", href=document.essay_url)
    yield Paragraph((Run("["), original, Run("]")))
    yield from prose(document.intro, document)
    if document.changed_mind:
        yield Rule()
        yield Heading(2, (Run(CHANGED_MIND),))
        yield from prose(document.changed_mind, document)
    for group in document.groups:
        yield Rule()
        yield from _group(group, document)
    if document.corrections:
        yield Rule()
        yield Heading(2, (Run(CORRECTIONS),))
        yield Listing(tuple(_correction(one) for one in document.corrections))
    yield Rule()
    yield from prose(document.outro, document)
    edits = [f"Revised {long_day(day)}: {what}" for day, what in document.edits]
    for closing in (thanks_line(document), _note(document), *edits):
        if closing:
            yield Paragraph((Run(one_line(closing)),))


def _group(group: DocGroup, document: Document) -> Iterator[Block]:
    heading = Run(one_line(group.heading))
    if group.is_headed_by_question:
        heading = replace(heading, href=group.question_url)
    yield Heading(2, (heading,))
    if group.question and not heading.href:
        yield Paragraph((_question(group.question, group.question_url),))
    yield from prose(group.lead_in, document)
    for item, is_new in asks_anew(group):
        if is_new:
            asked = _question(item.question, item.question_url)
            yield Paragraph((Run("On "), asked))
        yield from prose(item.lead_in, document)
        yield from _quotation(item)
        yield from prose(item.reply, document)


def _question(question: str, url: str) -> Run:
    return Run(one_line(question), em=True, href=url)


def _quotation(item: DocItem) -> Iterator[Block]:
    if item.state == "withdrawn":
        yield Paragraph((Run(WITHDRAWN, em=True),))
        return
    if item.kind == "quote":
        name = Run(one_line(item.name), href=item.url)
        yield Paragraph((name, Run(f" {one_line(item.verb)}:")))
        yield Quote(quoted(item))
    else:
        yield from retold(item)
    if item.also:
        yield Paragraph((Run("Also said by "), *_named(item.also), Run(".")))


def retold(item: DocItem) -> Iterator[Block]:
    """The author's words about what somebody said: in no quote, and marked as theirs."""
    first, *rest = reduce(markup.render(item.said), base=item.url) or (Paragraph(()),)
    name, credit = Run(one_line(item.name), href=item.url), f" {credit_of(item)}"
    if isinstance(first, Paragraph):
        yield Paragraph((name, Run(f"{credit} "), *first.line))
        yield from rest
    else:
        # A colon at the end of a line announces a quotation.
        yield Paragraph((name, Run(f"{credit.removesuffix(':')}.")))
        yield from (first, *rest)


def credit_of(item: DocItem) -> str:
    """What stands behind the name: the verb, and that a paraphrase is one."""
    verb = one_line(item.verb)
    return {
        "quote": f"{verb}:",
        "paraphrase": f"{verb}, {IN_MY_WORDS}:",
        "pointer": verb,
    }[item.kind]


def _correction(one: DocCorrection) -> Line:
    question = _question(one.question, one.question_url)
    reported = Run(one_line(one.name), href=one.url)
    said = f": {one_line(one.what)} Reported by "
    return question, Run(said), reported, Run(".")


def quoted(item: DocItem) -> tuple[Paragraph | Listing, ...]:
    blocks = reduce(markup.render(item.quote), base=item.url, quoted=True)
    said = (block for block in blocks if isinstance(block, Paragraph | Listing))
    # As a quote within the quote reads: see `subset`.
    disputed = (Run(f"> {one_line(words)}", em=True) for words in item.passages)
    return (*(Paragraph((run,)) for run in disputed), *said)


def prose(markdown: str, document: Document) -> tuple[Block, ...]:
    return reduce(markup.render(markdown), base=document.essay_url)


def _named(also: tuple[tuple[str, str], ...]) -> Iterator[Run]:
    for place, (name, url) in enumerate(also):
        if place:
            yield Run(" and " if place == len(also) - 1 else ", ")
        yield Run(one_line(name) or A_READER, href=url)


def _note(document: Document) -> str:
    sentences = [
        document.selection_note,
        f"Published {long_day(document.published)}" if document.published else "",
        # A revision that says what it changed has a line of its own.
        f"Revised {long_day(document.revised)}"
        if document.revised and not document.edits
        else "",
    ]
    return " ".join(f"{sentence}." for sentence in sentences if sentence)


def long_day(iso: str) -> str:
    day = date.fromisoformat(iso[:10])
    return f"{day.day} {day:%B %Y}"
