"""Fields, and one group of them, that several forms about questions share."""

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.choices import CallableChoiceIterator

from apps.lib import markup
from apps.lib.text import clean, clip
from apps.questions.models import Proposal, Question, Section

if TYPE_CHECKING:
    _Sections = forms.ModelChoiceField[Section]
    _Questions = forms.ModelChoiceField[Question]
else:
    # Django's class takes no type arguments when it runs.
    _Sections = _Questions = forms.ModelChoiceField

QUESTION_LIMIT = 1_000
CONTEXT_LIMIT = 5_000


class SectionField(_Sections):
    """A section of one essay; subsections are set in below their section."""

    def label_from_instance(self, obj: Section) -> str:
        return "\u2003" * (obj.level - 1) + obj.title


class QuestionField(_Questions):
    """An open question of one essay, in one line."""

    def label_from_instance(self, obj: Question) -> str:
        return clip(obj.headline, 90)


class TargetField(forms.Field):
    """What a proposal is merged into: "question:<id>" or "proposal:<id>"."""

    widget = forms.Select

    def offer(self, asked: QuerySet[Question], waiting: QuerySet[Proposal]) -> None:
        """One query for the row that is chosen, two where all are listed."""
        self.asked, self.waiting = asked, waiting
        cast(forms.Select, self.widget).choices = CallableChoiceIterator(self._choices)

    def to_python(self, value: Any) -> Question | Proposal | None:
        kind, _, key = str(value or "").partition(":")
        if not key:
            return None
        rows: QuerySet[Any] = self.waiting if kind == "proposal" else self.asked
        found: Question | Proposal | None = rows.filter(public_id=key).first()
        if found is None:
            raise forms.ValidationError("This is open no more, or of another essay.")
        return found

    def _choices(self) -> "list[tuple[str, str | list[tuple[str, str]]]]":
        asked = [(f"question:{q.public_id}", clip(q.headline, 90)) for q in self.asked]
        waiting = [
            (f"proposal:{one.public_id}", clip(one.text, 90)) for one in self.waiting
        ]
        groups = [("Questions of the essay", asked), ("Proposals that wait", waiting)]
        return [("", "Choose one"), *((name, rows) for name, rows in groups if rows)]


class MarkdownField(forms.CharField):
    """Text in a reader's Markdown, within the limits of what can be shown.

    `is_long` puts the toolbar with the marks above it.
    """

    def __init__(
        self, *, limit: int, rows: int, is_long: bool = False, **options: Any
    ) -> None:
        self.limit = limit
        attributes = {"data-grow": True, "data-limit": str(limit), "rows": rows}
        attributes["data-markdown"] = is_long
        super().__init__(widget=forms.Textarea(attributes), **options)

    def to_python(self, value: Any) -> str:
        return clean(super().to_python(value) or "")

    def validate(self, value: str) -> None:
        super().validate(value)
        if value:
            # Joiners and dashes alone make an empty line in every list.
            if not any(character.isalnum() for character in value):
                raise forms.ValidationError("Please write it in words.")
            problems = markup.check(value, limit=self.limit)
            if problems:
                raise forms.ValidationError(problems)


class WordingForm(forms.Form):
    """A question that somebody would add to an essay: its words, place and context."""

    text = MarkdownField(
        label="Question",
        help_text="One sentence that ends in a question mark.",
        limit=QUESTION_LIMIT,
        rows=3,
    )
    section = SectionField(
        label="Section",
        queryset=Section.objects.none(),
        to_field_name="public_id",
        required=False,
        empty_label="Where the editor thinks best",
    )
    context = MarkdownField(
        label="Why it is open",
        help_text="Optional. A case for, a case against, a source.",
        limit=CONTEXT_LIMIT,
        rows=4,
        is_long=True,
        required=False,
    )


class ReasonField(forms.CharField):
    """A sentence from an editor to a reader, as plain text."""

    def __init__(self, *, limit: int, **options: Any) -> None:
        widget = forms.Textarea({"data-limit": str(limit), "rows": 2})
        super().__init__(max_length=limit, widget=widget, **options)

    def to_python(self, value: Any) -> str:
        return clean(super().to_python(value) or "")


def offer(field: forms.Field, rows: QuerySet[Any]) -> None:
    """Let a choice be made among these rows."""
    cast("forms.ModelChoiceField[Any]", field).queryset = rows
