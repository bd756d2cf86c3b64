"""An editor brings an essay in through the desk."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from apps.decisions.models import Decision
from apps.questions.actions import confirm_import
from apps.questions.models import Essay, EssayImport, EssayRevision, Question
from tests.factories import NOW
from tests.questions.texts import SMALL, WITHOUT_QUESTIONS

IMPORT = "/desk/import/"


def paste(text: str, **fields: str) -> dict[str, str]:
    return {"text": text, "format": "auto", **fields}


@pytest.fixture
def editing(as_, author):
    return as_(author)


@pytest.fixture
def pending(editing):
    editing.post(IMPORT, paste(SMALL))
    return EssayImport.objects.get()


def at(pending: EssayImport, step: str) -> str:
    return reverse(f"import_{step}", args=[pending.public_id])


def test_a_pasted_essay_is_shown_before_anything_is_live(editing):
    page = editing.post(IMPORT, paste(SMALL), follow=True)

    assert b"Who should pay for the bridge?" in page.content
    assert b"3 questions" in page.content
    assert not Essay.objects.exists()


def test_an_uploaded_file_is_read_like_a_paste(editing):
    upload = SimpleUploadedFile("essay.md", SMALL.encode())

    editing.post(IMPORT, paste("", file=upload))

    assert EssayImport.objects.get().title == "Bridges and Other Doubts"


def test_an_essay_nested_as_deep_as_the_importer_takes_has_its_pages(editing):
    nested = "".join(f"{'  ' * depth}- Why {depth}?\n" for depth in range(38))
    editing.post(IMPORT, paste(f"# Deep\n\n{nested}", format="markdown"))
    pending = EssayImport.objects.get()

    preview = editing.get(at(pending, "preview"))
    page = publish(editing, pending, follow=True)

    assert (preview.status_code, page.status_code) == (200, 200)
    assert b"Why 37?" in page.content


def test_the_editor_may_say_how_the_text_is_marked_up(editing):
    editing.post(IMPORT, paste(SMALL, format="text"))

    assert EssayImport.objects.get().format == "text"


def test_confirming_publishes_the_essay_with_its_source(editing, pending, author):
    page = publish(editing, pending, follow=True)

    essay = Essay.objects.get()
    assert page.redirect_chain[-1][0] == "/e/bridges-and-other-doubts/"
    assert essay.author == author
    assert essay.published_at is not None
    assert EssayRevision.objects.get().source == pending.source
    assert Decision.objects.get().verb == "import"


def test_confirming_twice_gives_the_same_essay(editing, pending):
    publish(editing, pending)

    again = publish(editing, pending)

    assert Essay.objects.count() == 1
    assert again.url == Essay.objects.get().get_absolute_url()


OLDEST = (
    f"{SMALL.split(chr(10)).index('- How old is the oldest pier? {#piers11}') + 1}.0"
)


def step(client, pending: EssayImport, act: str, key: str = OLDEST, **more):
    """One step of correcting, as the page's form sends it."""
    pending.refresh_from_db()
    typed = {"act": act, "key": key, "version": pending.version, **more}
    return client.post(at(pending, "correct"), typed)


def publish(client, pending: EssayImport, **options):
    pending.refresh_from_db()
    return client.post(at(pending, "confirm"), {"version": pending.version}, **options)


def test_a_piece_can_be_moved_below_another(editing, pending):
    moved = step(editing, pending, "in")
    publish(editing, pending)

    assert moved.url.endswith(f"?at={OLDEST}&done=in#i-{OLDEST}")
    assert Question.objects.get(public_id="piers11").parent.public_id == "payfor1"


def test_every_step_is_kept_and_can_be_taken_back(editing, pending):
    step(editing, pending, "choose:quote")
    step(editing, pending, "words", text="An old pier.", source="A sign")

    step(editing, pending, "undo")
    step(editing, pending, "undo")
    step(editing, pending, "redo")

    page = editing.get(f"{at(pending, 'preview')}?at={OLDEST}")
    assert page.context["bench"].row.choice == "quote"
    assert page.context["bench"].text == "How old is the oldest pier?"
    pending.refresh_from_db()
    assert (len(pending.corrections), len(pending.undone)) == (1, 1)


def test_words_on_the_page_are_saved_with_whatever_is_pressed(editing, pending):
    step(editing, pending, "choose:prose", text="It is old.", source="")

    page = editing.get(f"{at(pending, 'preview')}?at={OLDEST}")
    assert page.context["bench"].text == "It is old."
    assert page.context["bench"].row.kind == "prose"


def test_a_piece_is_split_at_the_cursor(editing, pending):
    step(editing, pending, "split", text="How old is it? It is old.", cursor=14)

    page = editing.get(f"{at(pending, 'preview')}?at={OLDEST}")
    texts = [row.text for row in page.context["rows"]]
    assert texts[texts.index("How old is it?") + 1] == "It is old."


def test_a_step_that_changes_nothing_is_refused_and_not_kept(editing, pending):
    step(editing, pending, "sure")

    again = step(editing, pending, "sure")

    assert again.status_code == 422
    assert b"like this already" in again.content
    pending.refresh_from_db()
    assert pending.version == 2


@pytest.mark.parametrize(
    "typed",
    [
        {"act": "explode"},
        {"act": "choose:poem"},
        {"act": "split"},
        {"act": "join:all"},
        {"key": "x"},
        {"version": ""},
    ],
)
def test_what_is_no_correction_is_refused(editing, pending, typed):
    sent = {"act": "in", "key": OLDEST, "version": 1, **typed}

    assert editing.post(at(pending, "correct"), sent).status_code == 422
    pending.refresh_from_db()
    assert pending.corrections == []


def test_who_corrects_an_older_draft_is_told_and_keeps_the_words(editing, pending):
    stale = {"act": "words", "key": OLDEST, "version": 1, "text": "My words?"}
    step(editing, pending, "choose:quote")

    refused = editing.post(at(pending, "correct"), stale)

    assert refused.status_code == 409
    assert b"changed in another window by essayist" in refused.content
    assert b"My words?" in refused.content
    pending.refresh_from_db()
    assert len(pending.corrections) == 1


def test_words_for_a_piece_that_is_gone_come_back_beside_it(editing, pending):
    stale = {"act": "words", "key": OLDEST, "version": 1, "text": "My words?"}
    step(editing, pending, "join:previous")

    refused = editing.post(at(pending, "correct"), stale)

    assert b"whose piece is gone" in refused.content
    assert b"My words?" in refused.content


def test_a_draft_that_changed_is_not_published_unseen(editing, pending):
    step(editing, pending, "choose:quote")

    refused = editing.post(at(pending, "confirm"), {"version": 1})

    assert refused.status_code == 409
    assert not Essay.objects.exists()


def test_a_script_gets_only_the_rows_that_changed(editing, pending):
    sent = {"act": "choose:quote", "key": OLDEST, "version": 1}

    part = editing.post(
        at(pending, "correct"), sent, headers={"accept": "application/json"}
    ).json()

    assert part["removed"] == [OLDEST]
    assert part["rows"].count("<li") == 1
    assert (part["version"], part["said"], part["key"]) == (2, "Quote", OLDEST)


def test_a_draft_costs_no_more_queries_when_longer(editing, author, growth, pending):
    def lengthen():
        more = "".join(f"\n- And what about {n}? I do not know.\n" for n in range(300))
        editing.post(IMPORT, paste(SMALL + more, slug="long"))
        long = EssayImport.objects.get(slug="long")
        EssayImport.objects.filter(pk=pending.pk).update(
            source=long.source, outline=long.outline
        )

    growth(at(pending, "preview"), lengthen, editing)


def test_drafts_say_when_they_were_touched_and_what_is_in_them(editing, pending):
    step(editing, pending, "choose:quote")

    pending.refresh_from_db()
    for page in (IMPORT, "/desk/"):
        listed = editing.get(page).content.decode()
        assert f"{pending.question_count} questions" in listed
        assert "changed by" in listed


def test_two_editors_who_confirm_publish_once(pending, author):
    stale = EssayImport.objects.get()

    first = confirm_import(pending=pending, seen=1, by=author, at=NOW)
    second = confirm_import(pending=stale, seen=1, by=author, at=NOW)

    assert first == second
    assert Essay.objects.count() == 1


def test_a_published_import_can_no_longer_be_corrected(editing, pending):
    publish(editing, pending)

    sent = {"act": "in", "key": OLDEST, "version": 1}
    page = editing.post(at(pending, "correct"), sent, follow=True)

    assert b"its import is closed" in page.content


def test_an_outline_without_questions_is_not_published(editing, pending):
    for row in editing.get(at(pending, "preview")).context["rows"]:
        step(editing, pending, "choose:prose", key=row.key)

    page = publish(editing, pending)

    assert page.status_code == 422
    assert b"No question is left" in page.content
    assert not Essay.objects.exists()


def test_a_discarded_import_is_gone(editing, pending):
    page = editing.post(at(pending, "discard"), follow=True)

    assert b"Nothing of it was published" in page.content
    assert not EssayImport.objects.exists()


def test_a_published_import_cannot_be_discarded(editing, pending):
    publish(editing, pending)

    page = editing.post(at(pending, "discard"), follow=True)

    assert b"can no longer be discarded" in page.content
    assert Essay.objects.exists()


def test_discarding_twice_finds_nothing(editing, pending):
    editing.post(at(pending, "discard"))

    again = editing.post(at(pending, "discard"))

    assert again.status_code == 404


def test_waiting_imports_are_listed_until_they_are_published(editing, pending):
    assert pending.title.encode() in editing.get(IMPORT).content

    publish(editing, pending)

    assert pending.title.encode() not in editing.get(IMPORT).content


def test_the_list_of_imports_does_not_cost_more_when_longer(editing, growth, author):
    def add():
        for number in range(10):
            EssayImport.objects.create(
                source="x",
                format="text",
                title=f"Number {number}",
                slug=f"number-{number}",
                created_by=author,
                created_at=author.date_joined,
            )

    growth(IMPORT, add, editing)


def test_the_address_may_be_chosen_and_gets_a_number_when_taken(editing):
    for _ in range(2):
        editing.post(IMPORT, paste(SMALL, slug="bridges"))
        publish(editing, EssayImport.objects.first())

    assert sorted(Essay.objects.values_list("slug", flat=True)) == [
        "bridges",
        "bridges-2",
    ]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (paste(""), "Choose a file, or paste the text"),
        (paste(" \n "), "Choose a file, or paste the text"),
        (paste(WITHOUT_QUESTIONS), "No question was found"),
        (paste("Why? " * 250_000), "longer than 1 MB"),
        (paste(SMALL, format="docx"), "Select a valid choice"),
        (paste(SMALL, slug="a/b"), "Use letters from a to z"),
    ],
)
def test_a_refused_text_comes_back_with_the_reason(editing, typed, sentence):
    page = editing.post(IMPORT, typed)

    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert page.context["form"]["text"].value() == typed["text"]
    assert not EssayImport.objects.exists()


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n", "This is an image"),
        (b"Why\x00not?", "binary file"),
        (b"Pourquoi pas, dit l'\xe9l\xe8ve?", "not UTF-8"),
        (b"PK\x03\x04 ...", "zip archive"),
    ],
)
def test_a_refused_file_is_answered_with_the_reason(editing, raw, sentence):
    upload = SimpleUploadedFile("essay.md", raw)

    page = editing.post(IMPORT, paste("", file=upload))

    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert not EssayImport.objects.exists()


@pytest.mark.parametrize("step", ["preview", "correct", "confirm", "discard"])
def test_strangers_are_asked_to_sign_in(client, pending, step):
    method = client.get if step == "preview" else client.post

    answer = method(at(pending, step))

    assert answer.url.startswith("/accounts/login/")
    assert not Essay.objects.exists()


@pytest.mark.parametrize("step", ["preview", "correct", "confirm", "discard"])
def test_readers_and_moderators_may_not_import(as_, pending, reader, moderator, step):
    for person in (reader, moderator):
        client = as_(person)
        method = client.get if step == "preview" else client.post
        assert method(at(pending, step)).status_code == 403

    assert EssayImport.objects.filter(confirmed_at=None).exists()


def test_the_import_form_is_for_editors(client, as_, reader):
    assert client.get(IMPORT).url.startswith("/accounts/login/")
    assert client.post(IMPORT, paste(SMALL)).url.startswith("/accounts/login/")
    assert as_(reader).get(IMPORT).status_code == 403
    assert as_(reader).post(IMPORT, paste(SMALL)).status_code == 403
    assert not EssayImport.objects.exists()


@pytest.mark.parametrize("step", ["correct", "confirm", "discard"])
def test_a_link_cannot_change_an_import(editing, pending, step):
    assert editing.get(at(pending, step)).status_code == 405


@pytest.mark.parametrize("step", ["preview", "correct", "confirm", "discard"])
def test_an_import_that_is_gone_is_not_found(editing, pending, step):
    pending.delete()
    method = editing.get if step == "preview" else editing.post

    assert method(at(pending, step)).status_code == 404


def test_no_cache_keeps_the_preview(editing, pending):
    assert "no-store" in editing.get(at(pending, "preview"))["Cache-Control"]


def test_what_was_done_is_said_beside_the_pieces(editing, pending):
    done = editing.get(step(editing, pending, "choose:quote").url)
    refused = step(editing, pending, "choose:quote")
    odd = editing.get(f"{at(pending, 'preview')}?done=choose:poem")

    assert "data-said>Quote</span>" in done.content.decode()
    assert "data-said>Not done. It is like this already." in refused.content.decode()
    assert "data-said></span>" in odd.content.decode()


def test_the_address_follows_the_title_until_one_is_chosen(editing, pending):
    step(editing, pending, "title", text="On Ferries", source="")
    named = editing.get(at(pending, "preview")).content.decode()
    step(editing, pending, "title", text="On Ferries", source="", slug="The Boats!")
    chosen = editing.get(at(pending, "preview")).content.decode()
    page = publish(editing, pending, follow=True)

    assert "It will stand at /e/on-ferries/" in named
    assert "It will stand at /e/the-boats/" in chosen
    assert page.redirect_chain[-1][0] == "/e/the-boats/"


def test_a_draft_whose_address_was_taken_meanwhile_says_so(editing, pending):
    editing.post(IMPORT, paste(SMALL))
    other = EssayImport.objects.exclude(pk=pending.pk).get()
    publish(editing, other)

    page = editing.get(at(pending, "preview")).content.decode()
    published = publish(editing, pending, follow=True)

    assert "It will stand at /e/bridges-and-other-doubts-2/" in page
    assert published.redirect_chain[-1][0] == "/e/bridges-and-other-doubts-2/"


def unsure(pending: EssayImport, *confidences: float) -> list[str]:
    """The keys of the first pieces, which get these confidences; the rest is certain."""
    items = pending.outline["items"]
    for item in items:
        item["confidence"] = 1.0
    for item, confidence in zip(items, confidences, strict=False):
        item["confidence"] = confidence
    pending.save()
    return [f"{item['line']}.{item['part']}" for item in items][: len(confidences)]


def test_what_is_right_leads_on_to_the_next_doubtful_piece(editing, pending):
    first, _, third = unsure(pending, 0.5, 0.7, 0.5)

    led = editing.post(
        at(pending, "correct"), {"act": "sure", "key": first, "version": 1}
    )

    assert led.url.endswith(f"?at={third}&done=sure#i-{third}")


def test_what_is_likely_is_looked_at_once_no_guess_is_left(editing, pending):
    keys = unsure(pending, 0.7, 1.0, 0.8)

    page = editing.get(at(pending, "preview"))

    assert page.context["preview"].doubts == [keys[0], keys[2]]
    assert "Next likely" in page.content.decode()
    assert "Nothing is doubtful" not in page.content.decode()
