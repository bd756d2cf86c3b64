"""What an editor types. `was_…` fields carry what the form was opened with."""

import json
from datetime import UTC, datetime, time
from typing import Any, ClassVar

from django import forms

from apps.answers.models import Correction
from apps.digest import excerpts, marking
from apps.digest.exports.rundown import FASTEST, MINUTES, MOST_MINUTES, PACE, SLOWEST
from apps.digest.look import Look
from apps.digest.models import Digest, Group, Item, Schedule
from apps.digest.models.digest import LONGEST_WORDS
from apps.digest.parameters import LIMITS, MOST, BadParameters, Parameters
from apps.digest.quotations import Sight
from apps.digest.scoring import SIGNALS
from apps.lib.text import clean


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
    of = ("title", "subtitle", "intro", "changed_mind", "outro")

    title = WordsField(max_length=300)
    subtitle = WordsField(max_length=500, required=False)
    intro = _words(
        "Introduction",
        rows=6,
        help_text="Thank people, and say what you asked.",
    )
    changed_mind = _words(
        "What I changed my mind about",
        rows=4,
        help_text="Stands before the quotations, under these words. Where it is "
        "nothing, one sentence may say so.",
    )
    outro = _words("Closing words", rows=3)


class GroupForm(WordsForm):
    of = ("heading", "lead_in")

    heading = WordsField(max_length=200)
    lead_in = _words("Lead-in", help_text="What these answers have in common.")


class ItemForm(WordsForm):
    of = ("kind", "verb", "lead_in", "said", "reply")
    # The reply right below the quotation that it is to.
    field_order = ("reply", *of)

    kind = forms.ChoiceField(
        label="As",
        required=False,
        choices=Item.Kind.choices,
        help_text="Words of yours are never shown as the reader’s: a paraphrase says "
        "“in my words”, and neither has quotation marks.",
    )
    verb = WordsField(max_length=40, widget=forms.TextInput(attrs={"list": "verbs"}))
    lead_in = _words("Before the quotation", rows=2)
    said = _words(
        "Your words for it",
        rows=2,
        help_text="For a paraphrase, and for one line with a link: it goes on after "
        "name and verb. A quotation needs none.",
    )
    reply = _words("Your reply", rows=3)

    def clean_kind(self) -> str:
        """A page from before there were kinds says none, and means a quotation."""
        return str(self.cleaned_data["kind"] or Item.Kind.QUOTE)


def ticked(form: forms.Form, name: str) -> set[int]:
    """The numbers of the boxes of this name that were ticked."""
    sent = form.data.getlist(name)  # type: ignore[attr-defined]  # a QueryDict
    return {int(tick) for tick in sent if tick.isdecimal() and len(tick) < 10}


class TrimForm(forms.Form):
    """How an answer is cut: what was marked, or the words as they were typed.

    `excerpt` is the state of the marks as JSON; ticks are laid over it. Nothing is
    refused here that `excerpt()` can say better.
    """

    excerpt = forms.CharField(required=False)
    typed = forms.CharField(required=False, strip=False)
    seen = forms.CharField(required=False)

    def wanted(self, source: str) -> excerpts.Excerpt:
        """The excerpt of `source` that was asked for; raises ExcerptBroken."""
        if "all" in self.data:
            return excerpts.whole(source)
        if "by_typing" in self.data:
            return marking.from_typing(source, self.typed_words())
        base = self.marked(source)
        keep, drop = ticked(self, "keep"), ticked(self, "drop")
        return marking.with_ticks(source, base, keep, drop)

    def marked(self, source: str) -> excerpts.Excerpt:
        """The marks before the ticks; raises ExcerptBroken."""
        if not self.data.get("excerpt"):
            return ()
        try:
            stored = json.loads(self.data["excerpt"])
        # JSON may also hold numbers without end, and lists in lists in lists.
        except (ValueError, RecursionError) as fault:
            raise excerpts.ExcerptBroken("The marks came through garbled.") from fault
        marked = excerpts.from_json(stored)
        excerpts.verify(source, marked)
        return marked

    def typed_words(self) -> str:
        return clean(self.data.get("typed", "")[:LONGEST_WORDS])

    def insertions(self) -> list[str]:
        """What the editor put into brackets, whatever became of the answer."""
        try:
            stored = json.loads(self.data.get("excerpt") or "[]")
            marked = excerpts.from_json(stored)
        except (ValueError, RecursionError, excerpts.ExcerptBroken):
            return []
        return [part.text for part in marked if isinstance(part, excerpts.Insert)]

    def sight(self) -> Sight | None:
        return Sight.read(self.data.get("seen", ""))


class MoveForm(forms.Form):
    steps = forms.TypedChoiceField(
        choices=[("-1", "Up"), ("1", "Down")],
        coerce=int,
    )


class HeadingForm(forms.Form):
    heading = WordsField(max_length=200)

    def refusal(self) -> str:
        """What is wrong, as one sentence."""
        typed = str(self.data.get("heading", "")).strip()
        return (
            "A heading has 200 characters at most."
            if typed
            else "A group needs a heading."
        )


class GroupChoiceForm(forms.Form):
    group = forms.IntegerField(min_value=1, max_value=2**63 - 1)


class JoinForm(forms.Form):
    """Boxes named `group`, one for each, and the heading that is to stand above all."""

    heading = WordsField(max_length=200, required=False)

    def keys(self) -> set[int]:
        return ticked(self, "group")


class StepForm(forms.Form):
    """Which change of the history; without a number, the editor's own last one."""

    number = forms.IntegerField(min_value=1, max_value=2**31 - 1, required=False)


class BesideForm(forms.Form):
    """`still` is the version of the answer that was read and makes the point."""

    answer = forms.CharField(max_length=12)
    still = forms.IntegerField(min_value=1, max_value=2**31 - 1, required=False)


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


class ParametersForm(forms.Form):
    """One field for each signal and limit of the tables, and the period in days."""

    period_from = forms.DateField(
        label="Answers from",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text="Leave both empty for everything that no published digest has seen.",
    )
    period_to = forms.DateField(
        label="Before",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # Django's own
        for signal in SIGNALS:
            self.fields[_field(signal.name)] = forms.FloatField(
                label=signal.name.capitalize(), help_text=signal.meaning, min_value=0
            )
        for limit in LIMITS:
            self.fields[limit.name] = forms.IntegerField(
                label=limit.meaning.capitalize(), min_value=0, max_value=MOST
            )

    @classmethod
    def opened_on(cls, digest: Digest) -> "ParametersForm":
        stored = Parameters.from_dict(digest.parameters)
        # 30 and not 30.0, which nobody would type.
        weights = {_field(name): f"{value:g}" for name, value in stored.weights.items()}
        limits = {limit.name: getattr(stored, limit.name) for limit in LIMITS}
        period = {
            "period_from": digest.period_from and digest.period_from.date(),
            "period_to": digest.period_to and digest.period_to.date(),
        }
        return cls(initial={**period, **weights, **limits})

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        start, end = cleaned["period_from"], cleaned["period_to"]
        if start and end and end <= start:
            self.add_error("period_to", "The period ends before it begins.")
        weights = {signal.name: cleaned[_field(signal.name)] for signal in SIGNALS}
        limits = {limit.name: cleaned[limit.name] for limit in LIMITS}
        try:
            cleaned["parameters"] = Parameters(weights, **limits)
        except BadParameters as fault:
            self.add_error(None, str(fault))
        return cleaned

    def period(self) -> list[forms.BoundField]:
        return [self["period_from"], self["period_to"]]

    def weights(self) -> list[forms.BoundField]:
        return [self[_field(signal.name)] for signal in SIGNALS]

    def limits(self) -> list[forms.BoundField]:
        return [self[limit.name] for limit in LIMITS]

    def moment(self, name: str) -> datetime | None:
        day = self.cleaned_data[name]
        return datetime.combine(day, time.min, UTC) if day else None


def _field(signal: str) -> str:
    return f"weight_{signal.replace(' ', '_')}"


class ThemeForm(forms.Form):
    compile = forms.IntegerField(min_value=1)
    place = forms.IntegerField(min_value=0, max_value=100)
    heading = WordsField(max_length=200)


class CorrectionForm(forms.Form):
    state = forms.ChoiceField(
        label="What became of it",
        choices=[
            choice
            for choice in Correction.State.choices
            if choice[0] != Correction.State.REPORTED
        ],
    )
    note = WordsField(
        label="In one line, for readers",
        max_length=300,
        required=False,
        help_text="What was changed. Needed for an applied one: it is shown with credit.",
    )


class ScheduleForm(forms.Form):
    every = forms.ChoiceField(label="Compile by itself", choices=Schedule.Every.choices)
    threshold = forms.IntegerField(
        label="Only when so many new answers have come in",
        min_value=1,
        max_value=100_000,
    )


class PublishForm(forms.Form):
    note = WordsField(
        label="What changed, in your words",
        help_text="One sentence for readers. Left empty, it is written for you.",
        required=False,
        max_length=300,
    )
    seen = forms.CharField(required=False)

    def look(self, now: datetime) -> Look:
        """At what the editor looked."""
        return Look.read(self.cleaned_data["seen"], now=now)


class TakeDownForm(forms.Form):
    reason = WordsField(
        label="Why",
        help_text="One sentence. It is kept in the log of decisions and shown on the "
        "desk; readers do not see it.",
        max_length=300,
    )


class RecordingForm(forms.Form):
    """When the parts of a rundown of this length began."""

    minutes = forms.IntegerField(
        label="Minutes", min_value=1, max_value=MOST_MINUTES, initial=MINUTES
    )
    pace = forms.IntegerField(
        label="Words a minute", min_value=SLOWEST, max_value=FASTEST, initial=PACE
    )
    kind = forms.ChoiceField(
        label="The times below say",
        choices=[
            ("starts", "when each part begins"),
            ("durations", "how long each part takes"),
        ],
        widget=forms.RadioSelect,
        initial="starts",
    )
    times = forms.CharField(
        label="Times",
        help_text="One line for each part, in order, such as 3:07 or 1:02:33.5. They are "
        "kept to the thousandth of a second; show notes leave fractions out.",
        widget=forms.Textarea({"rows": 10, "data-grow": True}),
        max_length=20_000,
    )
