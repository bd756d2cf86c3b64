"""The place where a text is written: its form, its draft, and what was refused."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from apps.accounts.models import User
from apps.answers import actions, places
from apps.answers.forms import AnswerForm, EditForm, ReplyForm, TextForm, new_form_key
from apps.answers.models import Answer, Draft
from apps.lib import markup
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
    preview: str = ""
    status: int = 200

    @classmethod
    def for_answer(cls, question: Question, person: User) -> "Editor":
        """One query, for the draft."""
        place = places.question_place(question)
        draft = _draft(person, place)
        return cls(
            form=AnswerForm(initial=_typed(draft)),
            place=place,
            url=reverse("answer_form", args=[question.public_id]),
            heading="Your answer",
            button="Post answer",
            draft=draft,
        )

    @classmethod
    def for_reply(cls, parent: Answer, person: User) -> "Editor":
        """One query, for the draft."""
        place = places.reply_place(parent)
        draft = _draft(person, place)
        return cls(
            # Several of these may be open on one page.
            form=ReplyForm(initial=_typed(draft), auto_id=f"{parent.public_id}-%s"),
            place=place,
            url=reverse("reply", args=[parent.public_id]),
            heading="Your reply",
            button="Post reply",
            anchor=f"answering-{parent.public_id}",
            draft=draft,
        )

    @classmethod
    def for_edit(cls, answer: Answer, person: User) -> "Editor":
        """One query, for the draft."""
        place = places.edit_place(answer)
        draft = _draft(person, place)
        now = {"body": answer.body, "seen": answer.revision_number}
        return cls(
            form=EditForm(initial=now | _typed(draft)),
            place=place,
            url=reverse("edit", args=[answer.public_id]),
            heading="Edit your answer",
            button="Save answer",
            draft=draft,
        )

    def send(
        self, request: HttpRequest, form: TextForm, action: Callable[..., Answer]
    ) -> Answer | None:
        """The answer, or None where the page must be shown again, with the text.

        `action` takes the form's fields and `at`.
        """
        self.form, self.draft, self.status = form, None, 422
        if not form.is_valid():
            return None
        if "preview" in request.POST:
            self.preview, self.status = markup.render(form.cleaned_data["body"]), 200
            return None
        try:
            return action(at=timezone.now(), **form.cleaned_data)
        except (actions.CannotWrite, actions.TooMany) as refusal:
            self._refuse(refusal)
            return None

    def _refuse(self, refusal: Exception) -> None:
        self.form.add_error(None, str(refusal))
        self.status = _STATUS.get(type(refusal), 422)
        if isinstance(refusal, actions.AlreadySent):
            self.form.overwrite("form_key", new_form_key())


_STATUS: dict[type[Exception], int] = {
    actions.Conflict: 409,
    actions.AlreadySent: 409,
    actions.TooMany: 429,
}


def _draft(person: User, place: str) -> Draft | None:
    return Draft.objects.filter(person=person, place=place).first()


def _typed(draft: Draft | None) -> dict[str, object]:
    return {"body": draft.body} if draft else {}
