from django import forms

from apps.accounts.models import Wishes


class WishesForm(forms.ModelForm):  # type: ignore[type-arg]  # no subscript at run time
    class Meta:
        model = Wishes
        fields = [
            "replies",
            "followed",
            "decisions",
            "highlights",
            "no_mail",
            "follow_answered",
        ]
        help_texts = {
            "decisions": "These always reach you: as a notice here, and by mail "
            "unless you want no mail at all.",
            "highlights": "The newsletter. Nobody gets it who has not chosen it.",
            "no_mail": "Notices on the site stay.",
        }
