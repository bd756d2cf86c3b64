"""Cutting an answer through the door: marks, typed words, insertions, two editors."""

import json
from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from apps.accounts.models import User
from apps.answers import actions as answers
from apps.digest import actions, excerpts
from apps.digest.actions import history
from apps.digest.models import Digest, Group, Item
from apps.digest.quotations import Sight
from tests import factories
from tests.digest.pressing import look_and_press
from tests.factories import NOW

pytestmark = pytest.mark.django_db
As = Callable[[User], Client]
BODY = """\
The ledger was kept by hand. Nobody had asked for it, and nobody read it.

- the first clerk counted sheep
- the second counted the first

See [the report](https://example.org/r) of *that very* year."""


@pytest.fixture
def item(author: User) -> Item:
    essay = factories.essay(author)
    digest = factories.digest(essay, title="The highlights", intro="Thank you.")
    answer = factories.answer(factories.question(essay), factories.trusted(), BODY)
    return factories.item(digest, answer)


@pytest.fixture
def editor(author: User, as_: As) -> Client:
    return as_(author)


def url(item: Item, name: str = "trim") -> str:
    return reverse(f"desk:{name}", args=[item.public_id])


def stored(item: Item) -> list[dict[str, object]]:
    excerpt: list[dict[str, object]] = Item.objects.get(pk=item.pk).excerpt
    return excerpt


def kept(*parts: str) -> str:
    """The marks for these words of BODY, and for [insertions], as a page sends them."""
    return json.dumps(
        [
            {"insert": part[1:-1]}
            if part.startswith("[")
            else {"start": BODY.index(part), "end": BODY.index(part) + len(part)}
            for part in parts
        ]
    )


def cut(*parts: str, **more: object) -> dict[str, object]:
    """What a page sends whose marks are these: its ticks too."""
    marks = kept(*parts)
    ticks = excerpts.ticked(BODY, excerpts.from_json(json.loads(marks)))
    return {"excerpt": marks, "keep": sorted(ticks), **more}


def sight(item: Item) -> dict[str, str]:
    """What a page that is opened now says that it shows."""
    rows = Item.objects.select_related("answer", "revision")
    return {"seen": str(Sight.of(rows.get(pk=item.pk)))}


def form(page: HttpResponse, **changes: object) -> dict[str, object]:
    """The form of the page as a browser without script would send it."""
    units = page.context["units"]  # type: ignore[attr-defined]  # of the test client
    sent = {
        "seen": page.context["seen"],  # type: ignore[attr-defined]
        "excerpt": page.context["marked"],  # type: ignore[attr-defined]
        "keep": [unit["number"] for unit in units if unit["is_kept"]],
    }
    return sent | changes


def test_words_are_cut_and_put_in_at_the_marks(item: Item, editor: Client) -> None:
    marks = cut("The ledger was", "[in 1874]", "kept by hand.")

    saved = editor.post(url(item), {**marks, **sight(item)})

    assert saved.status_code == 302
    board = editor.get(saved["Location"].partition("#")[0]).content.decode()
    assert "The ledger was [in 1874] kept by hand. […]" in board


def test_what_is_previewed_is_what_is_published(item: Item, editor: Client) -> None:
    marks = cut("The ledger was kept", "[so]", "- the second counted the first")
    preview = editor.post(url(item), {**marks, "preview": "1"})
    assert stored(item) == [{"start": 0, "end": len(BODY)}]
    quote = preview.context["one"].quote

    editor.post(url(item), {**marks, **sight(item)})
    look_and_press(editor, item.digest)

    page = Client().get(reverse("digest", args=[item.digest.public_id]))
    assert quote in page.content.decode()
    assert quote in preview.content.decode()


def test_the_page_counts_the_words_before_and_after(item: Item, editor: Client) -> None:
    page = editor.post(url(item), {"excerpt": kept("The ledger"), "preview": "1"})

    assert f"2 of {page.context['words_before']} words" in page.content.decode()


def test_without_script_a_tick_leaves_the_other_marks_alone(
    item: Item, editor: Client
) -> None:
    marks = cut("The ledger was", "[in 1874]", "kept by hand.", "nobody read it.")
    editor.post(url(item), {**marks, **sight(item)})

    page = editor.get(url(item))
    assert [unit["is_partly"] for unit in page.context["units"]][:2] == [False, True]
    editor.post(url(item), form(page, keep=[0, 2]))

    last = "nobody read it.\n\n- the first clerk counted sheep"
    assert stored(item) == json.loads(
        kept("The ledger was", "[in 1874]", "kept by hand.", last)
    )


def test_what_is_kept_in_part_can_be_cut_whole(item: Item, editor: Client) -> None:
    editor.post(
        url(item), {"excerpt": kept("The ledger was", "nobody read it."), **sight(item)}
    )

    page = editor.get(url(item))
    editor.post(url(item), form(page, drop=[1]))

    assert stored(item) == json.loads(kept("The ledger was"))


def test_an_insertion_goes_with_the_words_that_it_explains(
    item: Item, editor: Client
) -> None:
    marks = cut("The ledger was kept by hand.", "[not a soul]", "and nobody read it.")
    editor.post(url(item), {**marks, **sight(item)})

    page = editor.get(url(item))
    editor.post(url(item), form(page, drop=[1]))

    assert stored(item) == json.loads(kept("The ledger was kept by hand."))


TYPED = [
    ("The ledger was kept by hand.", "The ledger was kept by hand. […]"),
    ("The ledger […] kept by hand.", "The ledger […] kept by hand. […]"),
    ("The ledger kept by hand.", "The ledger […] kept by hand. […]"),
    ("The ledger [in 1874] was kept", "The ledger [in 1874] was kept […]"),
    ("Nobody had asked for it", "[…] Nobody had asked for it […]"),
    ("... Nobody had asked for it [...]", None),
    ("[...] Nobody had asked for it [...]", "[…] Nobody had asked for it […]"),
    ("See [the report](https://example.org/r) of", "[…]\n\nSee [the report]"),
    ("- the second counted the first", "[…]\n\n- the second counted the first"),
    ("the ledger was", None),
    ("The ledger was quickly kept", None),
    ("kept by hand. The ledger", None),
    ("See [the", None),
    ("[only mine]", None),
    ("", None),
    ("The led", None),
]


@pytest.mark.parametrize(("typed", "quote"), TYPED)
def test_typed_words_are_looked_for_in_the_answer(
    item: Item, editor: Client, typed: str, quote: str | None
) -> None:
    page = editor.post(url(item), {"typed": typed, "by_typing": "1"})

    assert page.status_code == (200 if quote else 422)
    assert page.context["typed"].startswith(quote if quote else typed)
    assert bool(page.context["refusal"]) is (quote is None)


def test_all_can_be_kept_again(item: Item, editor: Client) -> None:
    editor.post(url(item), {"excerpt": kept("The ledger was"), **sight(item)})

    page = editor.post(url(item), {"excerpt": kept("The ledger was"), "all": "1"})

    assert all(unit["is_kept"] for unit in page.context["units"])


REFUSED = [
    ("[", "garbled"),
    ("[" * 100_000, "garbled"),
    ("9" * 5_000, "garbled"),
    ('{"start": 0}', "list of pieces"),
    ('[{"start": 0, "end": 99999}]', "outside the answer"),
    ('[{"start": 0, "end": 6}]', "whole words"),
    (kept("The ledger", "[a] b]"), "no brackets"),
    (kept("See [the"), "a link"),
    ("[]", "at least one"),
]


@pytest.mark.parametrize(("marks", "said"), REFUSED, ids=[said for _, said in REFUSED])
def test_a_cut_that_cannot_be_is_refused_in_a_sentence(
    item: Item, editor: Client, marks: str, said: str
) -> None:
    page = editor.post(url(item), {"excerpt": marks})

    assert page.status_code == 422
    assert said in page.context["refusal"]
    assert stored(item) == [{"start": 0, "end": len(BODY)}]


def test_a_refused_cut_is_still_marked(item: Item, editor: Client) -> None:
    marks = cut("The ledger was kept by hand.", "See [the")

    page = editor.post(url(item), marks)

    assert json.loads(page.context["marked"]) == json.loads(marks["excerpt"])


def test_keeping_the_same_cut_again_is_no_change(item: Item, editor: Client) -> None:
    for _ in range(2):
        editor.post(url(item), {"excerpt": kept("The ledger"), **sight(item)})

    assert Digest.objects.get().version == 2


# Meanwhile


def edit(item: Item, body: str, seen: int = 1) -> None:
    answers.edit_answer(
        answer=item.answer, by=item.answer.author, body=body, seen=seen, at=NOW
    )


def test_two_editors_of_one_quotation_lose_nothing(item: Item, editor: Client) -> None:
    page = editor.get(url(item))
    editor.post(url(item), {"excerpt": kept("The ledger"), **sight(item)})

    late = editor.post(url(item), form(page, excerpt=kept("Nobody had"), keep=[]))

    assert late.status_code == 409
    html = late.content.decode()
    assert "Another editor cut this quotation" in html
    assert late.context["theirs"].startswith("The ledger")
    assert json.loads(late.context["marked"]) == json.loads(kept("Nobody had"))
    editor.post(url(item), form(late))
    assert stored(item) == json.loads(kept("Nobody had"))


def test_an_edit_meanwhile_is_shown_before_the_cut_is_kept(
    item: Item, editor: Client
) -> None:
    page = editor.get(url(item))
    edit(item, BODY.replace("sheep", "goats"))

    late = editor.post(url(item), form(page, excerpt=kept("The ledger"), keep=[]))

    assert late.status_code == 409
    html = late.content.decode()
    assert "edited while you were cutting" in html
    assert "goats" in html
    assert stored(item) == [{"start": 0, "end": len(BODY)}]
    editor.post(url(item), form(late))
    assert stored(item) == json.loads(kept("The ledger"))


def test_a_cut_moves_into_the_words_that_another_editor_took_meanwhile(
    item: Item, editor: Client, author: User
) -> None:
    page = editor.get(url(item))
    edit(item, f"First of all. {BODY}")
    actions.take_new_words(item=item, by=author)

    late = editor.post(url(item), form(page, excerpt=kept("The ledger was"), keep=[]))

    assert late.status_code == 409
    assert late.context["typed"] == "[…] The ledger was […]"


def test_a_cut_of_words_that_were_withdrawn_meanwhile_says_so(
    item: Item, editor: Client
) -> None:
    page = editor.get(url(item))
    answers.withdraw(answer=item.answer, by=item.answer.author, at=NOW)

    late = editor.post(
        url(item), form(page, excerpt=kept("The ledger", "[in 1874]", "was"))
    )

    assert late.status_code == 409
    html = late.content.decode()
    assert "Its author withdrew this answer." in html
    assert "in 1874" in html
    assert "ledger" not in html


@pytest.mark.parametrize("name", ["trim", "item"])
def test_what_was_typed_for_an_item_that_was_taken_out_comes_back(
    item: Item, editor: Client, author: User, name: str
) -> None:
    actions.unpick(item=item, by=author)
    typed = {"typed": "MINE", f"i{item.public_id}-reply": "MINE"}

    page = editor.post(url(item, name), typed)

    assert page.status_code == 404
    assert "MINE" in page.content.decode()
    assert editor.get(url(item, name)).status_code == 404


def test_a_lead_in_for_a_group_that_went_meanwhile_comes_back(
    item: Item, editor: Client, author: User
) -> None:
    group, place = item.group, reverse("desk:group", args=[item.group_id])
    actions.unpick(item=item, by=author)
    prefix = f"g{group.pk}"

    page = editor.post(
        place, {f"{prefix}-heading": "MINE", f"{prefix}-lead_in": "A long one."}
    )

    assert page.status_code == 404
    html = page.content.decode()
    assert "MINE" in html
    assert "A long one." in html
    assert "This group is no longer in a draft" in html
    assert editor.get(place).status_code == 404


@pytest.mark.parametrize("name", ["item", "group"])
def test_words_that_arrive_just_as_their_place_goes_come_back(
    item: Item, editor: Client, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Between the look-up and the lock another editor was faster."""
    lock = history.lock_digest

    def late(pk: int) -> Digest:
        Item.objects.filter(pk=item.pk).delete()
        Group.objects.filter(pk=item.group_id).delete()
        return lock(pk)

    monkeypatch.setattr(history, "lock_digest", late)
    key = item.public_id if name == "item" else item.group_id
    prefix = f"{name[0]}{key}"
    typed = {"verb": "writes", "heading": "MINE", "lead_in": "MINE TOO", "reply": ""}

    page = editor.post(
        reverse(f"desk:{name}", args=[key]),
        {f"{prefix}-{field}": text for field, text in typed.items()},
    )

    assert page.status_code == 404
    assert "MINE TOO" in page.content.decode()


def test_a_cut_overtaken_by_words_that_make_a_link_of_it_is_the_whole(
    item: Item, editor: Client, author: User
) -> None:
    old = "See [a] for the numbers of it. And then this goes on for long."
    edit(item, old)
    actions.take_new_words(item=item, by=author)
    page = editor.get(url(item))
    edit(item, f"{old}\n\n[a]: http://example.org/x", seen=2)
    actions.take_new_words(item=item, by=author)

    marks = json.dumps([{"start": 0, "end": old.index(" And")}])
    page = editor.post(url(item), form(page, excerpt=marks, keep=[0]))

    assert page.status_code == 409
    html = page.content.decode()
    assert "made again in the words that are quoted now" in html
    assert "goes on for long" in page.context["typed"]


@pytest.mark.parametrize("seen", ["", "garbled"])
def test_a_cut_that_does_not_say_what_it_was_marked_on_is_looked_at_once_more(
    item: Item, editor: Client, seen: str
) -> None:
    page = editor.post(url(item), cut("The ledger was kept by hand.", seen=seen))

    assert page.status_code == 409
    assert "came through garbled" in page.content.decode()
    assert stored(item) == [{"start": 0, "end": len(BODY)}]
    assert editor.post(url(item), form(page)).status_code == 302


def test_a_reader_cannot_trim(item: Item, reader: User, as_: As) -> None:
    as_(reader).post(url(item), {"excerpt": kept("The ledger")})
    Client().post(url(item), {"excerpt": kept("The ledger")})

    assert stored(item) == [{"start": 0, "end": len(BODY)}]


def test_the_page_costs_the_same_for_a_longer_thread(
    item: Item, editor: Client, growth: Callable[..., int]
) -> None:
    factories.answer(parent=item.answer)

    def add() -> None:
        for _ in range(12):
            reply = factories.answer(parent=item.answer)
            factories.answer(parent=reply)
            other = factories.digest(item.digest.essay)
            factories.item(other, factories.answer(author=item.answer.author))

    growth(url(item), add, editor)
