"""What people type into answers, votes, flags and drafts."""

import secrets
from itertools import zip_longest
from typing import Any, Self, cast

from django import forms
from django.http import QueryDict

from apps.accounts.models import Credit
from apps.answers.actions import chosen_credit
from apps.answers.models import MAX_PASSAGE, MAX_PASSAGES, Flag, Vote
from apps.lib import markup
from apps.lib.passages import CONTEXT, Selector
from apps.lib.text import clean
from apps.questions.fields import QuestionField, offer
from apps.questions.models import Question

MAX_BODY = 20_000
# A draft may be longer than what can be posted: its writer is still cutting it.
MAX_DRAFT = 60_000
# How an answer may be quoted, as short as it stands beside the button that posts it.
QUOTED = [
    (Credit.NAME, "With my name"),
    (Credit.PSEUDONYM, "Under another name"),
    (Credit.ANONYMOUS, "Anonymously"),
    (Credit.NONE, "Not at all"),
]


def new_form_key() -> str:
    return secrets.token_hex(16)


class CleanField(forms.CharField):
    """Text without what no reader typed on purpose."""

    def to_python(self, value: Any) -> str:  # whatever a request may hold
        return clean(super().to_python(value) or "")


class MarkdownField(CleanField):
    """Markdown that can be published; the refusals are sentences for its writer."""

    def __init__(self, *, label: str) -> None:
        writing = {
            "rows": 8,
            "data-grow": True,
            "data-limit": MAX_BODY,
            "data-markdown": True,
        }
        super().__init__(label=label, strip=False, widget=forms.Textarea(writing))

    def validate(self, value: str) -> None:
        problems = markup.check(value, limit=MAX_BODY)
        if problems:
            raise forms.ValidationError(problems)


class PassagesInput(forms.Widget):
    """Three inputs for each passage, drawn by `answers/_quoting.html`."""

    def value_from_datadict(self, data: Any, files: object, name: str) -> Any:
        # A request's fields, or a dictionary, which holds each name once.
        every = getattr(data, "getlist", lambda key: [data[key]] if key in data else [])
        columns = (every(key) for key in ("exact", "before", "after"))
        rows = [Selector(*row) for row in zip_longest(*columns, fillvalue="")]
        # A field left empty quotes nothing, and is not shown again.
        return [row for row in rows if row.exact.strip()]

    def value_omitted_from_data(self, data: Any, files: object, name: str) -> bool:
        return "exact" not in data


class PassagesField(forms.Field):
    """What a text quotes of its essay; whether the words stand there is asked later."""

    def __init__(self) -> None:
        super().__init__(label="What you quote", required=False, widget=PassagesInput)

    def to_python(self, value: Any) -> list[Selector]:  # Selectors, as typed
        typed = (
            Selector(
                clean(each.exact).strip(),
                clean(each.prefix)[-CONTEXT:],
                clean(each.suffix)[:CONTEXT],
            )
            for each in value or ()
        )
        return [each for each in typed if each.exact]

    def validate(self, value: list[Selector]) -> None:
        if len(value) > MAX_PASSAGES:
            raise forms.ValidationError(
                f"You quote {len(value)} passages: at most {MAX_PASSAGES} are possible."
            )
        longest = max((len(each.exact) for each in value), default=0)
        if longest > MAX_PASSAGE:
            raise forms.ValidationError(
                f"A passage has {longest:,} characters: at most {MAX_PASSAGE:,} are "
                "possible. Leave only the words you mean."
            )


def passages_in(data: object) -> list[Selector]:
    """What a request says is quoted, whether or not it could be posted."""
    field = PassagesField()
    return field.to_python(field.widget.value_from_datadict(data, {}, "passages"))


class DraftPassagesField(PassagesField):
    """Kept as typed, within what a draft can hold."""

    def validate(self, value: list[Selector]) -> None:
        length = sum(len(each.exact) for each in value)
        if len(value) > 2 * MAX_PASSAGES or length > MAX_DRAFT:
            raise forms.ValidationError("This is more than a draft can quote.")


class TextForm(forms.Form):
    """A text that will be published, and what it quotes."""

    body = MarkdownField(label="Your text")
    passages = PassagesField()

    def overwrite(self, field: str, value: str) -> None:
        """Show the form again with the text as typed and one field changed."""
        # A copy, for what a request has sent cannot be changed.
        typed = cast(QueryDict, self.data).copy()
        typed[field] = value
        self.data = typed

    def without(self, number: str) -> Self:
        """The same form as typed, unchecked, but for that passage, counted from one."""
        rows = enumerate(passages_in(self.data), start=1)
        kept = [row for place, row in rows if str(place) != number]
        typed: dict[str, Any] = {name: self.data.get(name, "") for name in self.fields}
        return type(self)(initial=typed | {"passages": kept}, auto_id=self.auto_id)


class OwnName(forms.Form):
    """Whoever wants to be quoted under another name says which."""

    def clean(self) -> dict[str, Any] | None:
        fields = super().clean() or self.cleaned_data
        needs_name = fields.get("credit") == Credit.PSEUDONYM
        if needs_name and not fields.get("credit_name"):
            self.add_error("credit_name", "Say under which name you may be quoted.")
        return fields


class AnswerForm(TextForm, OwnName):
    """A form without a choice of credit leaves it to its writer's profile."""

    body = MarkdownField(label="Your answer")
    credit = forms.ChoiceField(
        label="If quoted",
        help_text=(
            "The author of the essay may quote it in the highlights. You can change "
            "this at any time."
        ),
        choices=QUOTED,
        required=False,
    )
    credit_name = CleanField(label="The other name", required=False, max_length=60)
    form_key = forms.CharField(
        max_length=32, widget=forms.HiddenInput, initial=new_form_key
    )


class ReplyForm(AnswerForm):
    body = MarkdownField(label="Your reply")


class EditForm(TextForm):
    body = MarkdownField(label="Your answer")
    seen = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class VoteForm(forms.Form):
    axis = forms.ChoiceField(choices=Vote.Axis.choices)
    value = forms.ChoiceField(choices=[("up", "Yes"), ("down", "No"), ("none", "—")])

    @property
    def is_up(self) -> bool | None:
        return {"up": True, "down": False, "none": None}[self.cleaned_data["value"]]


class FlagForm(forms.Form):
    reason = forms.ChoiceField(
        label="What is wrong with it?",
        choices=Flag.Reason.choices,
        widget=forms.RadioSelect,
    )
    note = CleanField(
        label="Anything a moderator should know",
        help_text="Only moderators read this. You may leave it empty.",
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 3, "data-limit": 500}),
    )


class CreditForm(OwnName):
    credit = forms.ChoiceField(
        label="If the author wants to quote this answer",
        choices=Credit.choices,
        widget=forms.RadioSelect,
    )
    credit_name = CleanField(
        label="The other name",
        help_text="Only for being quoted under another name.",
        required=False,
        max_length=60,
    )


class FirstHoursForm(forms.Form):
    votes = forms.IntegerField(
        label="Votes",
        help_text="So many readers said whether it is helpful.",
        min_value=0,
        max_value=100,
    )
    hours = forms.IntegerField(
        label="Hours",
        help_text="Since it was first shown, 336 at most.",
        min_value=0,
        max_value=336,
    )


class MergeQuestionForm(forms.Form):
    into = QuestionField(
        label="The question that stays",
        queryset=Question.objects.none(),
        to_field_name="public_id",
        empty_label="Choose a question",
        error_messages={
            "required": "Choose the question that stays.",
            "invalid_choice": "This is not an open question of the essay.",
        },
    )
    reason = CleanField(
        label="Why",
        help_text="Optional. It stands in the log of decisions.",
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 2, "data-limit": 500}),
    )

    def __init__(self, *args: Any, question: Question, **options: Any) -> None:
        super().__init__(*args, **options)
        live = Question.objects.live().filter(essay=question.essay_id)
        offer(self.fields["into"], live.exclude(pk=question.pk).order_by("position"))


class DraftForm(forms.Form):
    place = forms.CharField(max_length=100)
    body = CleanField(required=False, strip=False, max_length=MAX_DRAFT)
    passages = DraftPassagesField()
    credit = forms.ChoiceField(choices=QUOTED, required=False)
    credit_name = CleanField(required=False, max_length=60)


def credit_in(data: QueryDict) -> dict[str, str]:
    """How a request says its text may be quoted, as far as a draft can keep it."""
    form = DraftForm(data)
    form.full_clean()
    typed = (form.cleaned_data.get(name, "") for name in ("credit", "credit_name"))
    return chosen_credit(*typed)
