"""What editors give of an old comment section."""

from django import forms
from django.core.files.uploadedfile import UploadedFile

from apps.comments.importing.formats import NAMES

MAX_UPLOAD_BYTES = 20_000_000


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

    def clean_file(self) -> "UploadedFile[bytes]":
        upload: UploadedFile[bytes] = self.cleaned_data["file"]
        if (upload.size or 0) > MAX_UPLOAD_BYTES:
            raise forms.ValidationError(
                "This file is larger than 20 MB. Whoever runs the site can bring it in "
                "with manage.py import_comments."
            )
        return upload
