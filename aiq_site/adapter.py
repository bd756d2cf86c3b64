"""What the whole site does where allauth asks, beyond what accounts know of."""

from allauth.account.models import EmailAddress
from django.contrib import messages
from django.http import HttpRequest
from django.template.defaultfilters import pluralize
from django.urls import reverse

from apps.accounts.adapter import AccountAdapter
from apps.comments.actions import claimable, claimable_questions


class SiteAdapter(AccountAdapter):
    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """Whoever confirms an address hears of the comments that wait for it."""
        is_done = bool(super().confirm_email(request, email_address))
        if is_done and (count := _waiting(email_address)):
            messages.info(
                request,
                f"{count} comment{pluralize(count)} of yours from elsewhere "
                f"{pluralize(count, 'waits,wait')} for you: see “Comments you wrote "
                "elsewhere” on your own page.",
            )
        return is_done

    def get_email_verification_redirect_url(self, email_address: EmailAddress) -> str:
        if self.request.user.is_authenticated and _waiting(email_address):
            return reverse("comments:claim")
        return str(super().get_email_verification_redirect_url(email_address))


def _waiting(email_address: EmailAddress) -> int:
    person = email_address.user
    return len(claimable(person)) + len(claimable_questions(person))
