"""The place where a text is written: its form, its draft, and what was refused."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any, cast

from django.db.models import FilteredRelation, OuterRef, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from apps.accounts.models import User
from apps.accounts.types import SignedInRequest
from apps.answers import actions, places
from apps.answers.forms import (
    AnswerForm,
    DraftForm,
    EditForm,
    ReplyForm,
    TextForm,
    new_form_key,
)
from apps.answers.models import MAX_PASSAGE, Answer
from apps.answers.permissions import are_known
from apps.answers.quoting import from_json
from apps.answers.said_before import SaidBefore, said_before
from apps.drafts.models import Draft
from apps.lib import markup
from apps.lib.passages import Selector
from apps.questions.essay_text import words_of
from apps.questions.models import Question


@dataclass
class Editor:
    """What `answers/_editor.html` shows. `preview` is HTML by `markup.render`."""

    form: TextForm
    place: str
    url: str
    heading: str
    button: str
    # The id of its section on the page.
    anchor: str = "answer"
    draft: Draft | None = None
    # Whether its writer is not signed in, and so cannot send it yet.
    is_strangers: bool = False
    # Whether a moderator looks at it before readers do.
    will_wait: bool = False
    # What the essay says at this question, for choosing what to quote.
    paragraphs: list[str] = field(default_factory=list)
    preview: str = ""
    previewed: list[Selector] = field(default_factory=list)
    # What was found to say nearly the same; asked once, whatever is changed then.
    said_before: list[SaidBefore] = field(default_factory=list)
    has_looked: bool = False
    status: int = 200
    # Finds what says nearly the same as a text, where that is of any use.
    look: Callable[..., list[SaidBefore]] | None = None

    @classmethod
    def for_answer(
        cls,
        question: Question,
        person: User | None,
        quoting: Selector | None = None,
        *,
        kept: Draft | None = None,
    ) -> "Editor":
        """Two queries, for the draft and the paragraphs; `quoting` is added to it.

        A stranger goes on with what was `kept` for them.
        """
        place = places.question_place(question)
        draft, will_wait = _begun(person, place) if person else (kept, False)
        typed = _typed(draft) | _credit(draft, person)
        if quoting and quoting not in typed["passages"]:
            typed["passages"].append(quoting)
        form = AnswerForm(initial=typed)
        if quoting:
            form.fields["body"].widget.attrs["autofocus"] = True
        return cls(
            look=partial(said_before, question, by=person) if person else None,
            form=form,
            place=place,
            url=reverse("answer_form", args=[question.public_id]),
            heading="Your answer",
            button="Post answer",
            draft=draft,
            is_strangers=person is None,
            will_wait=will_wait,
            paragraphs=_paragraphs(question),
        )

    @classmethod
    def for_reply(
        cls, parent: Answer, person: User | None, *, kept: Draft | None = None
    ) -> "Editor":
        """Two queries, for the draft and the paragraphs; `kept` as for an answer."""
        place = places.reply_place(parent)
        draft, will_wait = _begun(person, place) if person else (kept, False)
        return cls(
            # Several of these may be open on one page.
            form=ReplyForm(
                initial=_typed(draft) | _credit(draft, person),
                auto_id=f"{parent.public_id}-%s",
            ),
            place=place,
            url=reverse("reply", args=[parent.public_id]),
            heading="Your reply",
            button="Post reply",
            anchor=f"answering-{parent.public_id}",
            draft=draft,
            is_strangers=person is None,
            will_wait=will_wait,
            paragraphs=_paragraphs(parent.question),
        )

    @classmethod
    def for_edit(cls, answer: Answer, person: User) -> "Editor":
        """Three queries: for the draft, the paragraphs and what it quotes."""
        place = places.edit_place(answer)
        draft = _draft(person, place)
        quoted = answer.passages.filter(is_in_body=False)
        now = {
            "body": answer.body,
            "passages": [passage.selector for passage in quoted],
        }
        typed = _typed(draft) if draft else now
        return cls(
            form=EditForm(initial=typed | {"seen": answer.revision_number}),
            place=place,
            url=reverse("edit", args=[answer.public_id]),
            heading="Edit your answer",
            button="Save answer",
            draft=draft,
            paragraphs=_paragraphs(answer.question),
        )

    def send(
        self, request: HttpRequest, form: TextForm, action: Callable[..., Answer]
    ) -> Answer | None:
        """The answer, or None where the page must be shown again, with the text.

        Then it is a draft as well: whoever leaves that page finds the text again.
        `action` takes the form's fields and `at`.
        """
        answer = self._sent(request, form, action)
        if answer is None:
            self._keep(request)
        return answer

    def _sent(
        self, request: HttpRequest, form: TextForm, action: Callable[..., Answer]
    ) -> Answer | None:
        self.form, self.draft, self.status = form, None, 422
        self.has_looked = "looked" in request.POST
        if "unquote" in request.POST:
            self.form, self.status = form.without(request.POST["unquote"]), 200
            return None
        if not form.is_valid():
            return None
        if "preview" in request.POST:
            self.preview, self.status = markup.render(form.cleaned_data["body"]), 200
            self.previewed = form.cleaned_data["passages"]
            return None
        if self._was_said_before(request):
            return None
        try:
            return action(at=timezone.now(), **form.cleaned_data)
        except (actions.CannotWrite, actions.TooMany) as refusal:
            self._refuse(refusal)
            return None

    def _was_said_before(self, request: HttpRequest) -> bool:
        """Whether the text must be shown once more, beside what is like it."""
        if self.look is None or self.has_looked:
            return False
        typed = self.form.cleaned_data
        self.said_before = self.look(typed["body"], form_key=typed["form_key"])
        if not self.said_before:
            return False
        self.has_looked, self.status = True, 200
        return True

    def _keep(self, request: HttpRequest) -> None:
        """Make what was typed the draft of this place, where a draft can hold it."""
        typed = request.POST.copy()
        typed["place"] = self.place
        form = DraftForm(typed)
        if form.is_valid():
            person = cast(SignedInRequest, request).user
            kept = form.cleaned_data
            if "unquote" in typed:
                kept["passages"] = self.form["passages"].value()
            actions.save_draft(by=person, at=timezone.now(), **kept)

    def _refuse(self, refusal: Exception) -> None:
        self.form.add_error(_FIELD.get(type(refusal)), str(refusal))
        self.status = _STATUS.get(type(refusal), 422)
        if isinstance(refusal, actions.AlreadySent):
            self.form.overwrite("form_key", new_form_key())


_FIELD: dict[type[Exception], str] = {
    actions.CannotQuote: "passages",
    actions.CannotCredit: "credit_name",
}
_STATUS: dict[type[Exception], int] = {
    actions.Conflict: 409,
    actions.AlreadySent: 409,
    actions.TooMany: 429,
}


def _draft(person: User, place: str) -> Draft | None:
    return Draft.objects.filter(person=person, place=place).first()


def _begun(person: User, place: str) -> tuple[Draft | None, bool]:
    """The draft at that place, and whether what is written will wait. One query."""
    here = FilteredRelation("drafts", condition=Q(drafts__place=place))
    names = ("body", "passages", "more", "saved_at")
    [(is_known, *values)] = (
        User.objects.filter(pk=person.pk)
        .annotate(here=here, is_known=are_known(OuterRef("pk")))
        .values_list("is_known", *(f"here__{name}" for name in names))
    )
    will_wait = not (is_known or person.may_moderate)
    if values[-1] is None:
        return None, will_wait
    return Draft(**dict(zip(names, values, strict=True))), will_wait


def _typed(draft: Draft | None) -> dict[str, Any]:
    """What a form begins with; without a draft it begins empty."""
    if draft is None:
        return {"passages": []}
    return {"body": draft.body, "passages": from_json(draft.passages)}


def _credit(draft: Draft | None, person: User | None) -> dict[str, str]:
    """How a new text may be quoted: as chosen for it before, or as for all of theirs."""
    if person is None:
        return {}
    chosen = draft.more if draft else {}
    return {"credit": person.credit, "credit_name": person.credit_name} | chosen


def _paragraphs(question: Question) -> list[str]:
    """Of the question and what is said under it, those short enough to quote."""
    said = [row.html for row in question.considerations.all()]
    lines = (
        line for html in (question.html, *said) for line in words_of(html).split("\n")
    )
    return [line for line in lines if 0 < len(line) <= MAX_PASSAGE]
