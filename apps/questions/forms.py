"""What readers and editors type about questions, checked before anything is stored."""

import secrets
from typing import Any, Literal, cast, get_args

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.text import slugify

from apps.accounts.models import Credit, User
from apps.lib.text import clean
from apps.questions.correcting import CHOICES, Edit
from apps.questions.correcting.edits import DONE, Act
from apps.questions.fields import (
    QUESTION_LIMIT,
    MarkdownField,
    ReasonField,
    SectionField,
    TargetField,
    WordingForm,
    offer,
)
from apps.questions.importing.archives import MAX_ARCHIVE_BYTES
from apps.questions.importing.archives.post import MAX_POSTS
from apps.questions.models import Essay, Proposal, Question, Section
from apps.questions.models.essay import SourceFormat
from apps.questions.tag_names import spelt

REASON_LIMIT = 1_000
TAG_LIMIT = 40
TAGS_LIMIT = 10


class ImportForm(forms.Form):
    file = forms.FileField(
        label="A file",
        help_text="Markdown, HTML or plain text, up to 1 MB. Or an export of your "
        "posts, up to 20 MB: Substack’s zip, Ghost’s JSON, WordPress’s XML.",
        required=False,
    )
    text = forms.CharField(
        label="Or the text itself",
        widget=forms.Textarea({"rows": 12, "placeholder": "Paste here"}),
        required=False,
        strip=False,
    )
    format = forms.ChoiceField(
        label="Format",
        help_text="How the text is marked up. It is found out when you do not say.",
        choices=[("auto", "Find out"), *SourceFormat.choices],
    )
    slug = forms.SlugField(
        label="Address",
        help_text="The last part of the essay's address. Empty: made from its title.",
        max_length=70,
        required=False,
        error_messages={
            "invalid": "Use letters from a to z, digits and hyphens, without blanks."
        },
    )

    def clean_file(self) -> "UploadedFile[bytes] | None":
        upload: UploadedFile[bytes] | None = self.cleaned_data["file"]
        if upload and (upload.size or 0) > MAX_ARCHIVE_BYTES:
            raise forms.ValidationError("This file is larger than 20 MB.")
        return upload

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and not given.get("file") and not given["text"].strip():
            raise forms.ValidationError(
                "Choose a file, or paste the text of the essay."
            )
        return given

    @property
    def source(self) -> tuple[bytes, str]:
        """The bytes to read and the name of their file; a file goes before a paste."""
        upload = self.cleaned_data["file"]
        if upload:
            return upload.read(), upload.name
        return self.cleaned_data["text"].encode("utf-8", "replace"), ""


class CorrectionForm(forms.Form):
    """One step in a draft: what is done to which piece of which version.

    `act` is an edit's, with what it needs after a colon: "choose:quote", "split:120",
    "join:next". The words on the page come along, so that none typed there is lost.
    """

    act = forms.RegexField(r"^[a-z]+(:[a-z0-9]+)?$", max_length=30)
    key = forms.RegexField(r"^\d+\.\d+$", max_length=20, required=False)
    version = forms.IntegerField(min_value=1)
    text = forms.CharField(strip=False, required=False)
    source = forms.CharField(required=False)
    # The address, which comes with the title.
    slug = forms.CharField(required=False, max_length=70)
    # Where the cursor stands in `text`, in characters.
    cursor = forms.IntegerField(min_value=0, required=False)

    def clean_text(self) -> str:
        return clean(self.cleaned_data["text"]).strip()

    def clean_slug(self) -> str:
        return str(slugify(self.cleaned_data["slug"]))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        act, _, what = given.get("act", "").partition(":")
        is_known = act in get_args(Act) or act in ("undo", "redo")
        needs_piece = act not in ("title", "undo", "redo")
        if not is_known or (needs_piece and not given.get("key")):
            raise forms.ValidationError("Unknown.")
        if act == "choose" and what not in CHOICES:
            raise forms.ValidationError("Unknown.")
        if act == "split" and not what.isdecimal() and given.get("cursor") is None:
            raise forms.ValidationError("Unknown.")
        if act == "join" and what not in ("next", "previous"):
            raise forms.ValidationError("Unknown.")
        return given

    @property
    def step(self) -> Literal["undo", "redo"] | None:
        act = self.cleaned_data["act"]
        return act if act in ("undo", "redo") else None

    @property
    def edits(self) -> list[Edit]:
        """The words of the page where they came along, then the step itself."""
        given = self.cleaned_data
        act, _, what = given["act"].partition(":")
        edit = Edit(act=cast(Act, act), key=given["key"])
        typed = Edit(
            act="words", key=given["key"], text=given["text"], source=given["source"]
        )
        if act == "words":
            return [typed]
        if act == "title":
            return [{**typed, "act": "title", "slug": given["slug"]}]
        if act == "choose":
            edit["choice"] = what
        elif act == "join":
            edit["towards"] = what
        elif act == "split":
            edit["cut"] = int(what) if what.isdecimal() else given["cursor"]
            if given["cursor"] is not None:
                edit["text"] = given["text"]
        return [typed, edit] if "text" in self.data and "text" not in edit else [edit]

    @property
    def said(self) -> str:
        """What a screen reader is told once it is done."""
        return said_of(self.cleaned_data["act"])


def said_of(act: str) -> str:
    """What an act with its choice has done, in words; "" for what is none."""
    act, _, what = act.partition(":")
    if act == "choose":
        return CHOICES[what].label if what in CHOICES else ""
    return DONE.get(act, "")


class ChoosePostForm(forms.Form):
    post = forms.IntegerField(
        label="Post",
        min_value=1,
        max_value=MAX_POSTS,
        error_messages={"required": "Choose one of the posts."},
    )


class RevisionForm(ImportForm):
    """A newer version of an essay: it stands at the address that the essay has."""

    file = forms.FileField(
        label="A file",
        help_text="Up to 1 MB: Markdown, HTML or plain text.",
        required=False,
    )
    slug = None  # type: ignore[assignment]  # how Django drops a field of its base


class ProposalForm(WordingForm):
    credit = forms.ChoiceField(
        label="Your name beside it",
        help_text="Editors see who you are in any case.",
        required=False,
    )
    form_key = forms.CharField(max_length=32, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, essay: Essay, person: User | None, **options: Any
    ) -> None:
        """A stranger, who cannot send it yet, has no names to choose from."""
        first = {"form_key": secrets.token_hex(16), "credit": _usual_credit(person)}
        options["initial"] = first | options.get("initial", {})
        super().__init__(*args, **options)
        self.person = person
        offer(self.fields["section"], _sections_of(essay))
        if person:
            cast(forms.ChoiceField, self.fields["credit"]).choices = _credits(person)
        else:
            del self.fields["credit"]

    def clean_credit(self) -> str:
        """Where the form does not say, as the person is usually named."""
        return self.cleaned_data["credit"] or _usual_credit(self.person)

    def has_made(self, proposal: Proposal) -> bool:
        """Whether the proposal is what this very form became when it was sent."""
        return bool(proposal.form_key == self.cleaned_data["form_key"])

    def renew_key(self) -> None:
        """Show the form again, as typed, as one that was never sent."""
        typed = {name: self.data[name] for name in self.data}
        self.data = typed | {"form_key": secrets.token_hex(16)}


class AcceptForm(forms.Form):
    """How an accepted proposal stands in the essay; left empty, as it was proposed."""

    text = MarkdownField(label="Question", limit=QUESTION_LIMIT, rows=3, required=False)
    section = SectionField(
        label="Section",
        queryset=Section.objects.none(),
        to_field_name="public_id",
        required=False,
        empty_label="As proposed",
    )

    def __init__(self, *args: Any, proposal: Proposal, **options: Any) -> None:
        options.setdefault(
            "initial", {"text": proposal.text, "section": proposal.section}
        )
        super().__init__(*args, **options)
        self.proposal = proposal
        offer(self.fields["section"], _sections_of(proposal.essay))

    def clean_text(self) -> str:
        return self.cleaned_data["text"] or self.proposal.text

    def clean_section(self) -> Section | None:
        section = self.cleaned_data["section"] or self.proposal.section
        if section is None and self.proposal.essay.sections.exists():
            raise forms.ValidationError("Choose the section where it belongs.")
        return section


class MergeForm(forms.Form):
    target = TargetField(
        label="What asks this already",
        help_text="A question of the essay, or a proposal that waits as well.",
        error_messages={"required": "Choose what asks this already."},
    )
    reason = ReasonField(
        label="A word to the proposer",
        help_text="Optional.",
        limit=REASON_LIMIT,
        required=False,
    )

    def __init__(self, *args: Any, proposal: Proposal, **options: Any) -> None:
        super().__init__(*args, **options)
        asked = proposal.essay.questions.live().order_by("position")
        waiting = proposal.essay.proposals.pending().exclude(pk=proposal.pk)
        cast(TargetField, self.fields["target"]).offer(asked, waiting)

    def decision(self) -> dict[str, object]:
        """What the action takes: the target is a question or another proposal."""
        target = self.cleaned_data["target"]
        name = "question" if isinstance(target, Question) else "into"
        return {name: target, "reason": self.cleaned_data["reason"]}


class DeclineForm(forms.Form):
    reason = ReasonField(
        label="Why not",
        help_text="The proposer reads this, and so does everybody who can read the "
        "proposal. Say what would make it a yes.",
        limit=REASON_LIMIT,
        error_messages={"required": "Say why: the proposer reads it."},
    )


class HideProposalForm(forms.Form):
    reason = ReasonField(
        label="Why nobody should read it",
        help_text="Only its proposer reads this. Nothing of it stays public.",
        limit=REASON_LIMIT,
        error_messages={"required": "Say why: the proposer reads it."},
    )


class PutBackForm(forms.Form):
    reason = ReasonField(
        label="Why", help_text="Optional.", limit=REASON_LIMIT, required=False
    )


class TagsForm(forms.Form):
    tags = forms.CharField(
        label="Tags",
        help_text="Parted by commas, as in: chips, first-hand, history.",
        max_length=(TAG_LIMIT + 2) * TAGS_LIMIT,
        required=False,
    )

    def clean_tags(self) -> list[str]:
        typed = clean(self.cleaned_data["tags"]).split(",")
        tags = sorted({spelt(tag) for tag in typed} - {""})
        if len(tags) > TAGS_LIMIT:
            raise forms.ValidationError(f"At most {TAGS_LIMIT} tags to a question.")
        for tag in tags:
            if len(tag) > TAG_LIMIT:
                raise forms.ValidationError(
                    f"“{tag}” is longer than {TAG_LIMIT} characters."
                )
            if not slugify(tag, allow_unicode=True):
                raise forms.ValidationError(f"“{tag}” has no letter or number in it.")
        return tags


def _usual_credit(person: User | None) -> str:
    """As their answers are; whoever is not to be quoted stands here without a name."""
    if person is None:
        return ""
    is_none = person.credit == Credit.NONE
    return Credit.ANONYMOUS if is_none else person.credit


def _credits(person: User) -> list[tuple[str, str]]:
    choices = [(Credit.NAME.value, f"As {person.shown_name}")]
    if person.credit_name:
        choices.append((Credit.PSEUDONYM.value, f"As {person.credit_name}"))
    return [*choices, (Credit.ANONYMOUS.value, "Without a name")]


def _sections_of(essay: Essay) -> QuerySet[Section]:
    return essay.sections.order_by("position")
