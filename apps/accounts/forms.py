from typing import Any

from allauth.account.forms import LoginForm, SignupForm
from django import forms

from apps.accounts.models import Credit, User
from apps.lib.text import clean


class SignInForm(LoginForm):  # type: ignore[misc]  # allauth is untyped
    def __init__(self, *args: Any, **kwargs: Any) -> None:  # what allauth passes
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "Username or e-mail address"
        self.fields["remember"].label = "Stay signed in"


class SignUpForm(SignupForm):  # type: ignore[misc]  # allauth is untyped
    def __init__(self, *args: Any, **kwargs: Any) -> None:  # what allauth passes
        super().__init__(*args, **kwargs)
        self.fields["username"].help_text = (
            "One word, for signing in and for the address of your page. It is shown "
            "beside your answers until you give another name in your profile."
        )


class ProfileForm(forms.ModelForm):  # type: ignore[type-arg]  # no subscript at run time
    class Meta:
        model = User
        fields = ["name", "bio", "credit", "credit_name"]
        widgets = {"credit": forms.RadioSelect}
        help_texts = {
            "name": "Shown beside your answers. Empty: your username is shown.",
            "bio": "One line about what you know, for readers and for the author.",
            "credit_name": "Used when you choose to be quoted under another name.",
        }

    def clean_name(self) -> str:
        return clean(self.cleaned_data["name"])

    def clean_bio(self) -> str:
        return clean(self.cleaned_data["bio"])

    def clean_credit_name(self) -> str:
        name = clean(self.cleaned_data["credit_name"])
        if self.cleaned_data.get("credit") == Credit.PSEUDONYM and not name:
            raise forms.ValidationError("Say under which name you may be quoted.")
        return name
