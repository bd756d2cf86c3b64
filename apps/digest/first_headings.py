"""The headings under which the groups of a draft are made from the essay's own words."""

from collections.abc import Iterator

from apps.digest import headings
from apps.digest.models import Group
from apps.questions.models import Question, Section


def first_headings(group: Group) -> Iterator[str]:
    """Under which it may have been made; none of an editor's own. No query with its
    question, its section and those above loaded."""
    if group.section:
        above = [str(one) for one in _above(group.section)]
        return headings.of_section(above[0], above[1:])
    return headings_for(group.question, None) if group.question else iter(())


def headings_for(question: Question, section: Section | None) -> Iterator[str]:
    """For its answers, or for those to the questions of a section that it stands in."""
    above = [str(one) for one in sections_of(question)]
    if section is None:
        return headings.of_question(question.text, question.whole, above)
    title = str(section)
    return headings.of_section(title, above[above.index(title) + 1 :])


def sections_of(question: Question) -> Iterator[Section]:
    """Those that it stands in, the nearest first."""
    return _above(question.section)


def _above(section: Section | None) -> Iterator[Section]:
    """It, and those that it is part of, the nearest first."""
    while section:
        yield section
        section = section.parent
