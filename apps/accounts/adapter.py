"""Where allauth asks us: which names are allowed, and how a new person is stored."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.shortcuts import redirect

from apps.accounts import actions
from apps.accounts.models import User
from apps.lib.names import skeleton


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is untyped
    def clean_username(self, username: str, shallow: bool = False) -> str:
        name = str(super().clean_username(username, shallow=shallow))
        if shallow:
            return name
        try:
            return actions.free_name(name)
        except actions.NameTaken as refusal:
            raise ValidationError(str(refusal)) from refusal

    def save_user(
        self,
        request: HttpRequest,
        user: User,
        form: Any,  # allauth's form, untyped
        commit: bool = True,
    ) -> User:
        super().save_user(request, user, form, commit=False)
        user.name_skeleton = skeleton(user.shown_name)
        if commit:
            _store(request, user)
        return user


def _store(request: HttpRequest, user: User) -> None:
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError as race:
        messages.warning(
            request,
            "Somebody signed up with that name or address a moment ago. If it was you, "
            "look into your mail; otherwise please try again.",
        )
        raise ImmediateHttpResponse(redirect("account_signup")) from race
