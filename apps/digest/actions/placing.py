"""Where an answer stands in the draft: in which group, and where in that."""

from collections.abc import Callable, Iterable, Sequence

from django.db.models import F, Max, Q

from apps.answers.models import Answer
from apps.digest import headings
from apps.digest.checks import FEWEST_GROUPS
from apps.digest.first_headings import headings_for, sections_of
from apps.digest.models import Digest, Group, Item
from apps.questions.models import Question, Section

# Sections head the groups of a draft while they gather at least so many answers each.
FEWEST_IN_A_GROUP = 2

Level = Callable[[Question], Section | None]


def group_for(digest: Digest, question: Question) -> Group:
    """The group in which answers to the question stand, or in which they would.

    Its own group; else where answers to it were moved; else its section's. A new one is
    headed by the section, unless the draft is made of groups of single questions. The
    digest must be locked.
    """
    groups = Group.objects.filter(digest=digest).order_by("position", "pk")
    return (
        groups.filter(question=question).first()
        or groups.filter(items__answer__question=question).first()
        or _of_its_section(groups, question)
        or _new_group(digest, question, _new_level(digest, groups))
    )


def sections_for(questions: Sequence[Question]) -> Level:
    """The level of the essay that groups these questions best, or none.

    Subsections where they hold several of them, else the sections above, if there are
    enough to make a post.
    """
    most = len(questions) // FEWEST_IN_A_GROUP
    if FEWEST_GROUPS <= _spread(subsection, questions) <= most:
        return subsection
    return _that_parts(questions)


def group_of_level(digest: Digest, question: Question, level: Level) -> Group:
    """The group of the question's section of that level, or its own; a new one where
    there is none. The digest must be locked."""
    groups, section = Group.objects.filter(digest=digest), level(question)
    there = (
        groups.filter(section=section) if section else groups.filter(question=question)
    )
    return there.first() or _new_group(digest, question, level)


def place_in(group: Group, answer: Answer) -> int:
    """A free position: after what it replies to, or with others to its question.

    Outside a section's group the order is the editor's: it goes to the end of them.
    """
    rows = Item.objects.filter(group=group)
    alike = rows.filter(answer__question=answer.question_id)
    before = (
        rows.filter(answer=answer.parent_id).first()
        or alike.order_by("-position").first()
    )
    if before:
        following = rows.filter(position__gt=before.position)
    elif group.kind == Group.Kind.SECTION:
        following = rows.filter(answer__question__position__gt=answer.question.position)
    else:
        following = rows.none()
    first = following.order_by("position", "pk").first()
    if first is None:
        return (rows.aggregate(last=Max("position"))["last"] or 0) + 1
    rows.filter(position__gte=first.position).update(position=F("position") + 1)
    return first.position


def subsection(question: Question) -> Section | None:
    return question.section


def top_section(question: Question) -> Section | None:
    return next(reversed([*sections_of(question)]), None)


def no_section(question: Question) -> Section | None:
    return None


def _spread(level: Level, questions: Iterable[Question]) -> int:
    """How many groups there would be: a question without a section has its own."""
    found = [(level(question), question) for question in questions]
    return len({section or question for section, question in found})


def _that_parts(questions: Sequence[Question]) -> Level:
    """The highest level that makes enough groups."""
    for level in (top_section, subsection):
        if _spread(level, questions) >= FEWEST_GROUPS:
            return level
    return no_section


def _of_its_section(groups: Iterable[Group], question: Question) -> Group | None:
    by_section = {group.section_id: group for group in groups if group.section_id}
    found = (by_section.get(section.pk) for section in sections_of(question))
    return next((group for group in found if group), None)


def _new_level(digest: Digest, groups: Iterable[Group]) -> Level:
    """The level that the draft is grouped by so far, or would best be."""
    there = list(groups)
    sections = [group.section for group in there if group.section]
    if sections:
        is_top = all(section.parent_id is None for section in sections)
        return top_section if is_top else subsection
    if any(group.kind == Group.Kind.QUESTION for group in there):
        return no_section
    asked = Question.objects.live().filter(essay=digest.essay_id)
    return _that_parts(list(asked.select_related("section__parent")))


def _new_group(digest: Digest, question: Question, level: Level) -> Group:
    """It stands where the essay asks the question."""
    groups = Group.objects.filter(digest=digest)
    section = level(question)
    place = section.position if section else question.position
    later = Q(question__position__gt=place) | Q(section__position__gt=place)
    following = groups.filter(later).order_by("position", "pk").first()
    if following:
        position = following.position
        groups.filter(position__gte=position).update(position=F("position") + 1)
    else:
        closing = groups.filter(kind=Group.Kind.NEW_QUESTIONS)
        others = groups.exclude(kind=Group.Kind.NEW_QUESTIONS)
        position = (others.aggregate(last=Max("position"))["last"] or 0) + 1
        closing.filter(position__gte=position).update(position=F("position") + 1)
    taken = groups.values_list("heading", flat=True)
    return Group.objects.create(
        digest=digest,
        kind=Group.Kind.SECTION if section else Group.Kind.QUESTION,
        section=section,
        question=None if section else question,
        heading=headings.first_free(headings_for(question, section), taken),
        position=position,
    )
