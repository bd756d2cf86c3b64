"""Groups of the draft through the door the editor uses."""

from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from apps.accounts.models import User
from apps.digest import actions
from apps.digest.actions.snapshots import snapshot
from apps.digest.models import Digest, Group, Item
from tests import factories

pytestmark = pytest.mark.django_db
As = Callable[[User], Client]


@pytest.fixture
def digest(author: User) -> Digest:
    """Two questions, each with one quotation in a group of its own."""
    essay = factories.essay(author)
    digest = factories.digest(essay)
    for _ in range(2):
        factories.item(digest, factories.answer(factories.question(essay)))
    return digest


@pytest.fixture
def groups(digest: Digest) -> list[Group]:
    return list(digest.groups.order_by("position", "pk"))


def post(client: Client, name: str, key: object, **data: object) -> HttpResponse:
    return client.post(reverse(name, args=[key]), data, follow=True)


def names(group: Group) -> list[str]:
    rows = Item.objects.filter(group=group).order_by("position", "pk")
    return [row.public_id for row in rows]


def test_a_new_group_stands_before_readers_questions_and_waits(
    digest: Digest, author: User, as_: As
) -> None:
    last = Group.objects.create(
        digest=digest, kind="new questions", heading="New", position=10**6
    )

    page = post(as_(author), "desk:new_group", digest.public_id, heading="On proof")

    group = digest.groups.get(heading="On proof")
    order = list(digest.groups.order_by("position", "pk"))
    assert order[-2:] == [group, last]
    assert "Nothing stands here yet" in page.content.decode()


def test_making_the_same_group_twice_makes_one(
    digest: Digest, author: User, as_: As
) -> None:
    for _ in range(2):
        post(as_(author), "desk:new_group", digest.public_id, heading="Mine")

    assert digest.groups.filter(heading="Mine").count() == 1


@pytest.mark.parametrize("heading", ["", "   ", "x" * 201])
def test_a_group_without_a_fit_heading_is_refused(
    digest: Digest, author: User, as_: As, heading: str
) -> None:
    page = post(as_(author), "desk:new_group", digest.public_id, heading=heading)

    assert digest.groups.count() == 2
    assert "heading" in str(next(iter(page.context["messages"])))


def test_a_quotation_moves_to_another_group_and_the_empty_one_goes(
    groups: list[Group], author: User, as_: As
) -> None:
    one, two = groups
    (moved,), (stays,) = names(one), names(two)

    post(as_(author), "desk:regroup", moved, group=two.pk)

    assert names(two) == [stays, moved]
    assert not Group.objects.filter(pk=one.pk).exists()


def test_a_group_with_words_of_the_editor_stays_when_it_is_emptied(
    groups: list[Group], author: User, as_: As
) -> None:
    one, two = groups
    Group.objects.filter(pk=one.pk).update(lead_in="Mine.")

    post(as_(author), "desk:regroup", names(one)[0], group=two.pk)

    assert Group.objects.filter(pk=one.pk).exists()


@pytest.mark.parametrize("choice", ["", "none", "999999999", "1" * 30])
def test_a_group_that_is_not_there_is_refused(
    groups: list[Group], author: User, as_: As, choice: str
) -> None:
    one, _ = groups
    before = names(one)

    page = post(as_(author), "desk:regroup", before[0], group=choice)

    assert names(one) == before
    assert "Choose a group of this draft" in page.content.decode()


def test_a_group_of_another_digest_is_refused(
    groups: list[Group], author: User, as_: As
) -> None:
    other = factories.item(factories.digest(), factories.answer()).group

    page = post(as_(author), "desk:regroup", names(groups[0])[0], group=other.pk)

    assert "Choose a group of this draft" in page.content.decode()
    assert len(names(other)) == 1


def test_merging_keeps_both_lead_ins_and_drops_the_one_question(
    groups: list[Group], author: User, as_: As
) -> None:
    one, two = groups
    Group.objects.filter(pk=one.pk).update(lead_in="First.")
    Group.objects.filter(pk=two.pk).update(lead_in="Second.")
    both = [*names(two), *names(one)]

    post(as_(author), "desk:merge_groups", one.pk, group=two.pk)

    merged = Group.objects.get(pk=two.pk)
    assert names(merged) == both
    assert merged.lead_in == "Second.\n\nFirst."
    assert (merged.heading, merged.question, merged.kind) == (
        two.heading,
        None,
        "theme",
    )
    assert not Group.objects.filter(pk=one.pk).exists()


def test_a_merge_is_stepped_back(
    digest: Digest, groups: list[Group], author: User
) -> None:
    before = snapshot(digest)
    actions.merge_groups(group=groups[0], into=groups[1], by=author)

    actions.step_back(digest=digest, by=author)

    assert snapshot(digest) == before


def test_a_merge_that_is_stepped_back_keeps_its_words_in_a_group_made_since(
    digest: Digest, author: User
) -> None:
    one, other = digest.groups.order_by("position")[:2]
    Group.objects.filter(pk=one.pk).update(heading="Mine", lead_in="My lead-in.")
    asked = one.question
    one.refresh_from_db()
    actions.merge_groups(group=one, into=other, by=author)
    editor = factories.person(role="editor")
    actions.pick(digest=digest, answer=factories.answer(asked), by=editor)

    actions.step_back(digest=digest, by=author)

    back = digest.groups.get(question=asked)
    assert (back.heading, back.lead_in) == ("Mine", "My lead-in.")


def test_lead_ins_too_long_to_be_edited_together_are_not_joined(
    digest: Digest, author: User
) -> None:
    one, other = digest.groups.order_by("position")[:2]
    Group.objects.filter(pk__in=[one.pk, other.pk]).update(lead_in="x" * 10_000)

    with pytest.raises(actions.CannotGroup, match="too long together"):
        actions.merge_groups(group=one, into=other, by=author)

    assert digest.groups.filter(pk=one.pk).exists()


def test_a_merge_is_not_stepped_back_over_a_group_made_since(
    digest: Digest, groups: list[Group], author: User
) -> None:
    question = groups[1].question
    actions.merge_groups(group=groups[0], into=groups[1], by=author)
    factories.item(digest, factories.answer(question))
    number = digest.changes.order_by("number")[0].number

    with pytest.raises(actions.CannotStep):
        actions.step_back(digest=digest, by=author, number=number)


def test_a_group_is_not_merged_into_itself_or_into_new_questions(
    digest: Digest, groups: list[Group], author: User, as_: As
) -> None:
    new = Group.objects.create(
        digest=digest, kind="new questions", heading="New", position=10**6
    )

    itself = post(as_(author), "desk:merge_groups", groups[0].pk, group=groups[0].pk)
    apart = post(as_(author), "desk:merge_groups", groups[0].pk, group=new.pk)

    assert "Choose two groups" in itself.content.decode()
    assert "stand in a group apart" in apart.content.decode()
    assert digest.groups.count() == 3


def test_only_an_empty_group_is_taken_away(
    digest: Digest, groups: list[Group], author: User, as_: As
) -> None:
    empty = actions.new_group(digest=digest, heading="Mine", by=author)

    refused = post(as_(author), "desk:delete_group", groups[0].pk)
    post(as_(author), "desk:delete_group", empty.pk)

    assert "Something stands in this group" in refused.content.decode()
    assert list(digest.groups.order_by("position", "pk")) == groups
    again = as_(author).post(reverse("desk:delete_group", args=[empty.pk]))
    assert again.status_code == 404


def test_the_board_offers_each_quotation_the_other_groups(
    digest: Digest, groups: list[Group], author: User, as_: As
) -> None:
    page = as_(author).get(reverse("desk:board", args=[digest.public_id]))

    form = page.content.decode().partition(f'id="to-{names(groups[0])[0]}"')[2]
    options = form.partition("</select>")[0]
    assert f'value="{groups[1].pk}"' in options
    assert f'value="{groups[0].pk}"' not in options


def test_the_checklist_stands_beside_the_draft(
    digest: Digest, groups: list[Group], author: User, as_: As
) -> None:
    Group.objects.filter(pk=groups[0].pk).update(heading=" ")

    page = as_(author).get(reverse("desk:board", args=[digest.public_id]))

    assert "This group needs a heading." in page.content.decode()
    assert page.context["musts"] == 1


def test_several_groups_are_joined_in_one_step_that_is_undone(
    digest: Digest, author: User, as_: As
) -> None:
    factories.item(digest, factories.answer(factories.question(digest.essay)))
    first, second, third = digest.groups.order_by("position", "pk")
    Group.objects.filter(pk=third.pk).update(lead_in="Of the third.")
    before = snapshot(digest)
    all_names = [*names(first), *names(third)]
    client = as_(author)

    # In the draft's order, whatever the order of the boxes.
    post(
        client,
        "desk:join_groups",
        digest.public_id,
        group=[third.pk, first.pk],
        heading="On both",
    )

    joined, left = digest.groups.order_by("position", "pk")
    assert (joined.pk, joined.heading, joined.kind) == (first.pk, "On both", "theme")
    assert joined.lead_in == "Of the third."
    assert names(joined) == all_names
    assert left == second
    (step,) = digest.changes.all()
    assert step.words == "Joined 2 groups under “On both”"
    post(client, "desk:step_back", digest.public_id)
    assert snapshot(digest) == before


def test_joined_groups_keep_the_first_heading_unless_another_is_given(
    digest: Digest, groups: list[Group], author: User
) -> None:
    keys = [one.pk for one in groups]

    kept = actions.join_groups(digest=digest, keys=keys, by=author)

    assert kept.heading == groups[0].heading


def test_what_cannot_be_joined_is_said_and_nothing_changes(
    digest: Digest, groups: list[Group], author: User, as_: As
) -> None:
    new = Group.objects.create(
        digest=digest, kind="new questions", heading="New", position=10**6
    )
    foreign = factories.item(
        factories.digest(digest.essay, number=2), factories.answer()
    ).group
    first, second = groups
    before = snapshot(digest)

    for chosen, heading, refusal in (
        ([], "", "Tick two groups or more"),
        ([first.pk], "", "Tick two groups or more"),
        ([first.pk, first.pk], "", "Tick two groups or more"),
        ([first.pk, foreign.pk], "", "that are still there"),
        ([first.pk, "x"], "", "Tick two groups or more"),
        ([first.pk, new.pk], "", "stand in a group apart"),
        ([first.pk, second.pk], "x" * 201, "200 characters at most"),
    ):
        page = post(
            as_(author),
            "desk:join_groups",
            digest.public_id,
            group=chosen,
            heading=heading,
        )
        assert refusal in page.content.decode(), chosen
    assert snapshot(digest) == before


def test_boxes_to_join_stand_where_there_are_several_groups(
    digest: Digest, groups: list[Group], author: User, as_: As
) -> None:
    url = reverse("desk:board", args=[digest.public_id])
    client = as_(author)
    page = client.get(url).content.decode()
    assert page.count('type="checkbox" name="group"') == 2

    actions.join_groups(digest=digest, keys=[one.pk for one in groups], by=author)

    assert "Join several groups" not in client.get(url).content.decode()
