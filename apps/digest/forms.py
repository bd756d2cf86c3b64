"""What an editor types. `was_…` fields carry what the form was opened with."""

import json
from typing import Any, ClassVar

from django import forms

from apps.digest.models import Digest, Group, Item
from apps.lib.text import clean

LONGEST_WORDS = 20_000


class WordsField(forms.CharField):
    """Clean before it is measured: composing letters can make a text longer."""

    def to_python(self, value: Any) -> str:  # whatever a request may hold
        return clean(super().to_python(value) or "")


class WordsForm(forms.Form):
    """Text fields that remember the stored words they started from."""

    of: ClassVar[tuple[str, ...]]

    @classmethod
    def opened_on(cls, row: Digest | Group | Item, prefix: str = "") -> "WordsForm":
        stored = {name: getattr(row, name) for name in cls.of}
        was = {f"was_{name}": text for name, text in stored.items()}
        return cls(initial={**stored, **was}, prefix=prefix)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # Django's own
        for name in self.of:
            # Without stripping: it is compared with what is stored, to the letter.
            self.fields[f"was_{name}"] = forms.CharField(
                required=False, strip=False, widget=forms.HiddenInput
            )

    def was(self) -> dict[str, str]:
        # Browsers send CRLF for the line breaks of a form.
        return {
            name: self.cleaned_data[f"was_{name}"].replace("\r\n", "\n")
            for name in self.of
        }

    def now(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in self.of}


def _words(label: str, *, rows: int = 3, help_text: str = "") -> WordsField:
    widget = forms.Textarea(attrs={"rows": rows, "data-grow": True})
    return WordsField(
        label=label,
        required=False,
        max_length=LONGEST_WORDS,
        widget=widget,
        help_text=help_text,
    )


class DigestForm(WordsForm):
    of = ("title", "subtitle", "intro", "outro")

    title = WordsField(max_length=300)
    subtitle = WordsField(max_length=500, required=False)
    intro = _words(
        "Introduction",
        rows=6,
        help_text="Thank people, and say first what you would now put otherwise.",
    )
    outro = _words("Closing words", rows=3)


class GroupForm(WordsForm):
    of = ("heading", "lead_in")

    heading = WordsField(max_length=200)
    lead_in = _words("Lead-in", help_text="What these answers have in common.")


class ItemForm(WordsForm):
    of = ("verb", "lead_in", "reply")

    verb = WordsField(max_length=40)
    lead_in = _words("Before the quotation", rows=2)
    reply = _words("Your reply", rows=3)


class MoveForm(forms.Form):
    steps = forms.TypedChoiceField(
        choices=[("-1", "Up"), ("1", "Down")],
        coerce=int,
    )


class OrderForm(forms.Form):
    """The whole order as JSON: [[group, [item, …]], …], from dragging."""

    order = forms.CharField()

    def clean_order(self) -> list[tuple[int, list[str]]]:
        try:
            return [
                (int(group), [str(item) for item in items])
                for group, items in json.loads(self.cleaned_data["order"])
            ]
        # JSON may also hold numbers without end, and lists in lists in lists.
        except (TypeError, ValueError, OverflowError, RecursionError) as fault:
            raise forms.ValidationError("This is not an order.") from fault
