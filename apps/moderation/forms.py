"""What a moderator sends with a decision."""

from typing import Any

from django import forms

from apps.lib.text import clean

MAX_REASON = 500


class ReasonField(forms.CharField):
    """A sentence that the author of an answer will read, as plain text."""

    def __init__(self, *, required: bool) -> None:
        super().__init__(
            max_length=MAX_REASON,
            required=required,
            error_messages={"required": "Say why: its author reads the reason."},
        )

    def to_python(self, value: Any) -> str:  # whatever a request may hold
        return clean(super().to_python(value) or "")


class ApproveForm(forms.Form):
    """`seen` is the revision on the moderator's screen."""

    seen = forms.IntegerField(min_value=1)


class HideForm(ApproveForm):
    reason = ReasonField(required=True)


class DismissForm(ApproveForm):
    reason = ReasonField(required=False)


class RestoreForm(forms.Form):
    reason = ReasonField(required=False)
