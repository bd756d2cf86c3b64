"""What editors give of an old comment section."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from apps.comments.importing.formats import NAMES
from apps.lib.text import clip, printable
from apps.questions.fields import WordingForm, offer
from apps.questions.models import Essay

MAX_UPLOAD_BYTES = 20_000_000
LONGEST_SOURCE = 60


class UploadForm(forms.Form):
    file = forms.FileField(
        label="The export",
        help_text="WordPress (XML), Disqus (XML), Substack’s comments (JSON), Commento, "
        "isso, Remark42, or a CSV or JSON file of your own. Up to 20 MB, packed or not.",
        error_messages={
            "required": "Choose the file with the comments.",
            "empty": "The file is empty.",
        },
    )
    format = forms.ChoiceField(
        label="Format",
        help_text="It is found out when you do not say.",
        choices=[("auto", "Find out"), *NAMES.items()],
    )

    source = forms.CharField(
        label="Name of the other site",
        help_text="Only where two sites of one kind are brought in: their comments are "
        "kept apart by it. The same file needs the same name again.",
        max_length=LONGEST_SOURCE,
        required=False,
    )

    def clean_source(self) -> str:
        return clip(printable(self.cleaned_data["source"]), LONGEST_SOURCE)

    def clean_file(self) -> "UploadedFile[bytes]":
        upload: UploadedFile[bytes] = self.cleaned_data["file"]
        if (upload.size or 0) > MAX_UPLOAD_BYTES:
            raise forms.ValidationError(
                "This file is larger than 20 MB. Whoever runs the site can bring it in "
                "with manage.py import_comments."
            )
        return upload


class QuestionForm(WordingForm):
    """The question that a comment asks, as its editor puts it before the others."""

    def __init__(self, *args: Any, essay: Essay, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["section"].empty_label = "To be chosen when it is accepted"  # type: ignore[attr-defined]
        self.fields["context"].help_text = "Optional, in the words of the comment."
        # Whoever came by a key goes on by keys.
        self.fields["text"].widget.attrs["autofocus"] = True
        offer(self.fields["section"], essay.sections.order_by("position"))
