"""People: names, credit, notices, roles."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command
from django.db import connections
from django.test import Client
from django.urls import reverse

from apps.accounts import actions
from apps.accounts.models import Notice, User
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db
As = Callable[[User], Client]
PROFILE = {"name": "", "bio": "", "credit": "name", "credit_name": ""}


def sign_up(client: Client, **changes: str):
    return client.post(
        reverse("account_signup"),
        {
            "email": "wren@example.org",
            "username": "wren",
            "password1": "a-long-winding-lane-9",
            **changes,
        },
    )


def test_a_person_signs_up_and_gets_a_code_by_mail(client: Client, mailoutbox) -> None:
    response = sign_up(client)

    assert response.status_code == 302
    assert User.objects.get().username == "wren"
    assert mailoutbox[0].to == ["wren@example.org"]


def test_the_mail_with_the_code_says_who_sends_it_and_what_it_is_for(
    client: Client, mailoutbox
) -> None:
    sign_up(client)

    [mail] = mailoutbox
    code = re.search(r"^    (\S+)$", mail.body, re.MULTILINE)
    assert code
    assert mail.subject == f"Your code for AIQ: {code[1]}"
    assert "wren@example.org is yours" in mail.body


def _ask_for_every_mail() -> None:
    """Each that signing up and signing in can send; each asked from a new browser."""
    for address in ("stranger@example.org", "wren@example.org"):
        for name in ("account_request_login_code", "account_reset_password"):
            Client().post(reverse(name), {"email": address})
    sign_up(Client(), username="otherbird")


def test_every_mail_about_signing_in_reads_like_ours(mailoutbox) -> None:
    EmailAddress.objects.create(
        user=factories.person("wren"),
        email="wren@example.org",
        verified=True,
        primary=True,
    )

    _ask_for_every_mail()

    subjects = {mail.subject.partition(":")[0] for mail in mailoutbox}
    assert subjects == {
        "Your code for AIQ",
        "A new password for AIQ",
        "You have an account at AIQ",
        "No account at AIQ with this address",
    }
    for mail in mailoutbox:
        assert "Hello from" not in mail.body
        assert mail.body.endswith("\n-- \nAIQ\nhttp://localhost:8000")


def test_a_code_that_did_not_come_is_sent_again(client: Client, mailoutbox) -> None:
    waits = reverse("account_email_verification_sent")
    sign_up(client)

    page = client.get(waits).content.decode()
    client.post(waits, {"action": "resend"})

    assert "Request new code" in page
    assert len(mailoutbox) == 2


def test_signing_up_says_what_the_username_is(client: Client) -> None:
    page = client.get(reverse("account_signup")).content.decode()

    assert "until you give another name in your profile" in page


def test_who_has_signed_up_is_told_one_thing(client: Client, mailoutbox) -> None:
    sign_up(client)
    code = mailoutbox[0].subject.rpartition(" ")[2]

    page = client.post(
        reverse("account_email_verification_sent"), {"code": code}, follow=True
    ).content.decode()

    assert "You have confirmed wren@example.org" in page
    assert "Successfully signed in" not in page


def test_too_many_tries_are_told_on_a_page_of_the_site(
    client: Client, settings
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"signup": "1/h/ip"}
    sign_up(client, username="a")

    refused = sign_up(client, username="a")

    assert refused.status_code == 429
    assert "what you typed is still in it" in refused.content.decode()
    assert "site-header" in refused.content.decode()


def test_signing_in_asks_for_what_may_be_given(client: Client) -> None:
    page = client.get(reverse("account_login")).content.decode()

    assert "Username or e-mail address" in page
    assert "Stay signed in" in page


@pytest.mark.parametrize(
    "username", ["admin", "rеader", "a\u202eb", "x" * 61, "two\r\nlines"]
)
def test_a_name_that_deceives_is_refused(
    client: Client, reader: User, username: str
) -> None:
    response = sign_up(client, username=username)

    assert response.status_code == 200
    assert not User.objects.filter(email="wren@example.org").exists()


def test_a_shown_name_must_not_look_like_another(
    reader: User, rival: User, as_: As
) -> None:
    actions.change_profile(
        by=rival, name="Rosa Lindqvist", bio="", credit="name", credit_name=""
    )

    page = as_(reader).post(reverse("me"), PROFILE | {"name": "R0sa Lindqvist"})

    assert page.status_code == 422
    assert "Somebody here already has that name" in page.content.decode()


def test_a_profile_is_changed(reader: User, as_: As) -> None:
    as_(reader).post(reverse("me"), PROFILE | {"name": "Ada L.", "bio": "Counts."})

    reader.refresh_from_db()
    assert (reader.shown_name, reader.bio) == ("Ada L.", "Counts.")


def test_a_pseudonym_needs_a_name(reader: User, as_: As) -> None:
    page = as_(reader).post(reverse("me"), PROFILE | {"credit": "pseudonym"})

    assert page.status_code == 422
    assert User.objects.get(pk=reader.pk).credit == "name"


def test_privileges_cannot_be_posted(reader: User, as_: As) -> None:
    as_(reader).post(
        reverse("me"),
        PROFILE | {"role": "editor", "is_superuser": "on", "is_staff": "on"},
    )

    reader.refresh_from_db()
    assert (reader.role, reader.is_superuser, reader.is_staff) == (
        "reader",
        False,
        False,
    )


def test_a_notice_is_given_once(reader: User) -> None:
    first = actions.tell(person=reader, key="k", text="Hello", at=NOW)

    assert first is not None
    assert actions.tell(person=reader, key="k", text="Again", at=NOW) is None


def test_reading_notices_marks_ones_own_only(
    reader: User, rival: User, as_: As
) -> None:
    for person in (reader, rival):
        actions.tell(person=person, key="k", text="Hello", at=NOW)

    as_(reader).post(reverse("notices"))

    assert [notice.person for notice in Notice.objects.filter(read_at=None)] == [rival]


def test_notices_cost_the_same_for_more_of_them(
    reader: User, as_: As, growth: Callable[..., int]
) -> None:
    def add() -> None:
        for number in range(20):
            actions.tell(person=reader, key=f"k{number}", text="Hello", at=NOW)

    growth(reverse("notices"), add, as_(reader))


def test_a_role_is_set_from_the_command_line(reader: User) -> None:
    call_command("set_role", "reader", "moderator")

    assert User.objects.get(pk=reader.pk).may_moderate


def test_a_role_for_nobody_is_refused() -> None:
    with pytest.raises(CommandError, match="Nobody is called"):
        call_command("set_role", "ghost", "editor")


def test_whoever_is_deactivated_may_no_longer_moderate() -> None:
    person = factories.person(role="moderator", is_active=False)

    assert not person.may_moderate
    assert not person.may_edit


@pytest.mark.django_db(transaction=True)
def test_of_names_that_look_alike_sent_at_once_one_is_taken() -> None:
    start = Barrier(3)

    def send(number: int, username: str) -> int:
        try:
            start.wait()
            email = f"wren{number}@example.org"
            return sign_up(Client(), email=email, username=username).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(3) as threads:
        answers = threads.map(send, range(3), ["annabel", "Annabel", "annabe1"])

    assert set(answers) <= {200, 302}
    assert User.objects.count() == 1


def test_when_a_name_changed_is_kept(reader: User) -> None:
    wishes = {"bio": "", "credit": "name", "credit_name": ""}
    actions.change_profile(by=reader, name="Newname", **wishes)
    reader.refresh_from_db()
    then = reader.renamed_at
    assert then is not None

    actions.change_profile(by=reader, name="Newname", **wishes | {"bio": "Reads."})

    reader.refresh_from_db()
    assert reader.renamed_at == then
