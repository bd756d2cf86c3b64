"""What people type into answers, votes, flags and drafts."""

import secrets
from typing import Any

from django import forms

from apps.accounts.models import Credit
from apps.answers.models import Flag, Vote
from apps.lib import markup
from apps.lib.text import clean

MAX_BODY = 20_000
# A draft may be longer than what can be posted: its writer is still cutting it.
MAX_DRAFT = 60_000


def new_form_key() -> str:
    return secrets.token_hex(16)


class CleanField(forms.CharField):
    """Text without what no reader typed on purpose."""

    def to_python(self, value: Any) -> str:  # whatever a request may hold
        return clean(super().to_python(value) or "")


class MarkdownField(CleanField):
    """Markdown that can be published; the refusals are sentences for its writer."""

    def __init__(self, *, label: str) -> None:
        writing = {"rows": 8, "data-grow": True, "data-limit": MAX_BODY}
        super().__init__(label=label, strip=False, widget=forms.Textarea(writing))

    def validate(self, value: str) -> None:
        problems = markup.check(value, limit=MAX_BODY)
        if problems:
            raise forms.ValidationError(problems)


class TextForm(forms.Form):
    """A text that will be published."""

    body = MarkdownField(label="Your text")

    def overwrite(self, field: str, value: str) -> None:
        """Show the form again with the text as typed and one field changed."""
        self.data = {name: self.data[name] for name in self.data} | {field: value}


class AnswerForm(TextForm):
    body = MarkdownField(label="Your answer")
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


class CreditForm(forms.Form):
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

    def clean(self) -> dict[str, Any] | None:
        fields = super().clean() or self.cleaned_data
        needs_name = fields.get("credit") == Credit.PSEUDONYM
        if needs_name and not fields.get("credit_name"):
            self.add_error("credit_name", "Say under which name you may be quoted.")
        return fields


class DraftForm(forms.Form):
    place = forms.CharField(max_length=100)
    body = CleanField(required=False, strip=False, max_length=MAX_DRAFT)
