"""Mail: never noisy, never twice, and stopped with one click."""

import re
import smtplib
from collections.abc import Callable
from datetime import timedelta
from random import Random

import pytest
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.db import IntegrityError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.accounts.actions import read_notices, stop_mail, tell, wish
from apps.accounts.models import Group, Mail, Notice, User, Wishes
from apps.answers import actions as answers
from apps.digest.actions import publish
from apps.following.actions import follow
from apps.following.models import Target
from apps.news import actions, stopping
from apps.questions.models import Question
from tests import factories
from tests.factories import NOW
from tests.news.conftest import MORNING, deliver

pytestmark = pytest.mark.django_db
As = Callable[[User], Client]
Follows = Callable[[User], None]
Outbox = list[EmailMultiAlternatives]
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def told(question: Question, reader: User, rival: User, following: Follows) -> None:
    """The reader follows a question, and somebody has answered it."""
    following(reader)
    answers.post_answer(
        question=question, by=rival, body="It *waits*.", form_key="k", at=NOW
    )
    actions.spread(now=NOW)


def test_by_default_mail_comes_the_next_morning(
    told: None, reader: User, mailoutbox: Outbox
) -> None:
    deliver(NOW)
    assert mailoutbox == []

    for minutes in range(3):
        deliver(MORNING + timedelta(minutes=minutes))

    [mail] = mailoutbox
    assert mail.to == ["reader <reader@example.org>"]
    assert mail.subject == "rival answered “What is slow?”"
    assert "It waits." in mail.body


def test_an_odd_address_keeps_nobody_else_waiting(
    told: None, reader: User, author: User, mailoutbox: Outbox
) -> None:
    User.objects.filter(pk=reader.pk).update(email="reader@bücher.example")
    tell(person=author, key="x", kind=Notice.Kind.REPLY, text="A reply", at=NOW)

    deliver(NOW)
    deliver(MORNING)

    assert {mail.to[0] for mail in mailoutbox} == {
        "reader <reader@xn--bcher-kva.example>",
        f"essayist <{author.email}>",
    }


def test_a_mail_has_two_parts_and_says_how_to_stop(
    told: None, question: Question, mailoutbox: Outbox
) -> None:
    deliver(MORNING)

    [mail] = mailoutbox
    [(html, kind)] = mail.alternatives
    head = mail.message()
    assert kind == "text/html"
    assert 'href="http://localhost:8000/a/' in html
    assert head["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    stop = head["List-Unsubscribe"].strip("<>")
    assert stop in mail.body
    assert stop in html
    assert re.fullmatch(r"<mail\.\w{16}@localhost>", head["Message-ID"])
    assert head["References"] == head["In-Reply-To"]


def test_mails_about_one_question_stand_together(
    told: None, question: Question, rival: User, mailoutbox: Outbox
) -> None:
    deliver(MORNING)
    answers.post_answer(
        question=question, by=rival, body="More.", form_key="m", at=MORNING
    )
    deliver(MORNING)
    deliver(MORNING + DAY)

    one, other = (mail.message() for mail in mailoutbox)
    assert one["References"] == other["References"]
    assert one["Message-ID"] != other["Message-ID"]


def test_what_was_read_is_not_mailed(
    told: None, reader: User, mailoutbox: Outbox
) -> None:
    read_notices(by=reader, at=NOW)

    deliver(MORNING)

    assert mailoutbox == []


def test_what_is_read_while_the_mail_waits_is_not_mailed(
    told: None, reader: User, mailoutbox: Outbox
) -> None:
    actions.compose(now=MORNING)
    read_notices(by=reader, at=MORNING)

    actions.send(now=MORNING)

    assert mailoutbox == []
    assert Mail.objects.get().state == "dropped"


def test_what_is_hidden_while_the_mail_waits_is_not_mailed(
    told: None, moderator: User, question: Question, mailoutbox: Outbox
) -> None:
    actions.compose(now=MORNING)
    answer = question.answers.get()
    answers.hide(answer=answer, by=moderator, reason="Rude.", at=MORNING)

    actions.send(now=MORNING)

    assert mailoutbox == []


def test_a_name_withheld_while_the_mail_waits_is_not_in_it(
    told: None, question: Question, rival: User, mailoutbox: Outbox
) -> None:
    answers.set_credit(
        answer=question.answers.get(),
        by=rival,
        credit="none",
        credit_name="",
        at=NOW,
    )

    deliver(MORNING)

    [mail] = mailoutbox
    assert mail.subject == "A reader answered “What is slow?”"
    assert "rival" not in str(mail.message())
    assert "waits" not in mail.body


@pytest.mark.parametrize(
    ("pace", "after", "count"),
    [("now", timedelta(0), 1), ("weekly", DAY, 0), ("weekly", 7 * DAY, 1)],
)
def test_the_pace_is_what_the_reader_chose(
    told: None,
    reader: User,
    mailoutbox: Outbox,
    pace: str,
    after: timedelta,
    count: int,
) -> None:
    wish(by=reader, followed=pace)

    deliver(NOW + after)

    assert len(mailoutbox) == count


@pytest.mark.parametrize("wishes", [{"followed": "none"}, {"no_mail": True}])
def test_who_wants_no_mail_gets_none_and_keeps_the_notice(
    told: None, reader: User, mailoutbox: Outbox, wishes: dict[str, str | bool]
) -> None:
    wish(by=reader, **wishes)

    deliver(MORNING)

    assert mailoutbox == []
    assert Notice.objects.filter(person=reader).unread().exists()


def test_old_news_is_not_mailed_when_mail_is_wanted_again(
    told: None, reader: User, mailoutbox: Outbox
) -> None:
    wish(by=reader, followed="none")
    deliver(MORNING)
    wish(by=reader, followed="daily")

    deliver(NOW + 30 * DAY)

    assert mailoutbox == []


def test_decisions_cannot_be_switched_off_alone(reader: User, as_: As) -> None:
    page = as_(reader).post(
        reverse("wishes"),
        {
            "replies": "daily",
            "followed": "daily",
            "decisions": "none",
            "highlights": "none",
        },
    )

    assert page.status_code == 422
    with pytest.raises(IntegrityError):
        wish(by=reader, decisions="none")


def test_highlights_are_mailed_to_whoever_asked_alone(
    question: Question, reader: User, rival: User, mailoutbox: Outbox
) -> None:
    for person in (reader, rival):
        follow(target=Target("essay", question.essay_id), by=person, at=NOW)
        tell(person=person, key="h", kind=Notice.Kind.DIGEST, text="New", at=NOW)
    wish(by=rival, highlights="daily")

    deliver(MORNING)

    assert [mail.to for mail in mailoutbox] == [["rival <rival@example.org>"]]


def test_the_newsletter_is_the_highlights_as_they_stand_in_full(
    question: Question, reader: User, rival: User, author: User, mailoutbox: Outbox
) -> None:
    wish(by=reader, highlights="now")
    digest = factories.digest(question.essay, title="Best of May")
    kept, gone = (
        factories.answer(question, rival, f"It {word}. [See](/q/x/)")
        for word in ("stays", "goes")
    )
    for answer in (kept, gone):
        factories.item(digest, answer)
    publish(digest=digest, by=author, at=NOW)
    answers.withdraw(answer=gone, by=rival, at=NOW)

    deliver(NOW)

    [mail] = mailoutbox
    [(html, _)] = mail.alternatives
    assert mail.subject == "New highlights: “Best of May”"
    for part in (mail.body, html):
        assert "It stays." in part
        assert "It goes." not in part
        assert 'href="/' not in part


@pytest.mark.parametrize("seed", range(4))
def test_at_most_one_daily_mail_a_day_whatever_happens(
    question: Question, reader: User, mailoutbox: Outbox, seed: int
) -> None:
    chance = Random(seed)
    kinds = [kind for kind in Notice.Kind if kind != "digest"]
    now, told_of, days = NOW, 0, []

    for _ in range(40):
        now += timedelta(minutes=chance.randrange(1, 600))
        before = len(mailoutbox)
        action = chance.choice(["tell", "tell", "read", "deliver", "deliver"])
        if action == "tell":
            told_of += 1
            kind = chance.choice(kinds)
            tell(
                person=reader, key=f"k{told_of}", kind=kind, text=f"T{told_of}.", at=now
            )
        elif action == "read":
            read_notices(by=reader, at=now)
        else:
            deliver(now)
            days += [(now - 7 * HOUR).date()] * (len(mailoutbox) - before)

    assert len(days) == len(set(days)) == len(mailoutbox)
    said = [word for mail in mailoutbox for word in re.findall(r"T\d+\.", mail.body)]
    assert len(said) == len(set(said))


def test_a_second_mail_of_a_day_cannot_be_stored(told: None, reader: User) -> None:
    actions.compose(now=MORNING)
    first = Mail.objects.get()

    with pytest.raises(IntegrityError):
        Mail.objects.create(person=reader, slot=first.slot, created_at=NOW, try_at=NOW)


def test_a_refused_mail_is_tried_again_later_and_then_given_up(
    told: None, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(self: EmailMessage, fail_silently: bool = False) -> int:
        raise smtplib.SMTPServerDisconnected("no")

    monkeypatch.setattr(EmailMessage, "send", refuse)
    actions.compose(now=MORNING)
    now = MORNING
    for _ in range(12):
        actions.send(now=now)
        actions.send(now=now)
        now += 12 * HOUR

    mail = Mail.objects.get()
    assert (mail.state, mail.attempts) == ("failed", 6)
    assert len([1 for line in caplog.messages if "was refused" in line]) == 6


def test_a_refused_mail_arrives_once_when_the_server_is_back(
    told: None, monkeypatch: pytest.MonkeyPatch, mailoutbox: Outbox
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(
            EmailMessage, "send", lambda self, **_: (_ for _ in ()).throw(OSError("no"))
        )
        deliver(MORNING)

    deliver(MORNING + HOUR)
    deliver(MORNING + 2 * HOUR)

    assert len(mailoutbox) == 1


def test_a_mail_that_was_leaving_when_its_worker_died_is_not_repeated(
    told: None, monkeypatch: pytest.MonkeyPatch, mailoutbox: Outbox
) -> None:
    class Killed(BaseException):
        pass

    def die(self: EmailMessage, fail_silently: bool = False) -> int:
        raise Killed

    with monkeypatch.context() as broken:
        broken.setattr(EmailMessage, "send", die)
        with pytest.raises(Killed):
            deliver(MORNING)

    deliver(MORNING + HOUR)
    deliver(MORNING + 2 * HOUR)

    assert mailoutbox == []
    assert Mail.objects.get().state == "failed"


@pytest.mark.parametrize(
    "name", ["Ada\r\nBcc: all@example.org", "a\u202eb", 'A "B" <c@d>']
)
def test_a_name_or_a_text_breaks_no_header(
    question: Question, reader: User, mailoutbox: Outbox, name: str
) -> None:
    User.objects.filter(pk=reader.pk).update(name=name)
    tell(person=reader, key="k", text=f"{name}\r\nX-Evil: 1", at=NOW)

    deliver(MORNING)

    [mail] = mailoutbox
    message = mail.message()
    assert message["Bcc"] is None
    assert message["X-Evil"] is None
    assert mail.recipients()[0].endswith("<reader@example.org>")


def stop_address(mail: EmailMultiAlternatives) -> str:
    url = mail.message()["List-Unsubscribe"].strip("<>")
    return url.removeprefix("http://localhost:8000")


def test_one_click_stops_the_mail_without_a_sign_in(
    told: None, question: Question, reader: User, rival: User, mailoutbox: Outbox
) -> None:
    deliver(MORNING)
    program = Client(enforce_csrf_checks=True)
    address = stop_address(mailoutbox[0])

    opened = program.get(address)
    assert "Stop these mails" in opened.content.decode()
    assert not Wishes.objects.exists()

    for _ in range(2):
        response = program.post(address, {"List-Unsubscribe": "One-Click"})
        assert response.status_code == 200
    answers.post_answer(
        question=question, by=rival, body="More.", form_key="m", at=MORNING
    )
    deliver(MORNING)
    deliver(MORNING + DAY)

    assert len(mailoutbox) == 1
    assert Wishes.objects.get(person=reader).followed == "none"
    assert Wishes.objects.get(person=reader).replies == "daily"


def test_stopping_mail_of_decisions_stops_all_and_says_so(
    reader: User, client: Client, mailoutbox: Outbox
) -> None:
    tell(person=reader, key="k", text="Your answer is public.", at=NOW)
    deliver(MORNING)
    address = stop_address(mailoutbox[0])

    assert "stop all mail" in client.get(address).content.decode()
    client.post(address)

    assert Wishes.objects.get(person=reader).no_mail


@pytest.mark.parametrize("token", ["x", "WzEsWyJyZXBsaWVzIl1d:1abc:forged"])
def test_a_made_up_address_stops_nothing(client: Client, token: str) -> None:
    url = reverse("stop_mail", args=[token])

    assert client.get(url).status_code == client.post(url).status_code == 404


def test_the_address_of_somebody_who_is_gone_is_gone(client: Client) -> None:
    ghost = factories.person()
    path = stopping.path(ghost, [Group.REPLIES])
    ghost.delete()

    assert client.post(path).status_code == 404


def test_stopping_keeps_the_other_choices(reader: User) -> None:
    wish(by=reader, replies="now")

    stop_mail(person=reader, groups=[Group.FOLLOWED])

    wishes = Wishes.objects.get(person=reader)
    assert (wishes.replies, wishes.followed, wishes.no_mail) == ("now", "none", False)


def test_choices_are_kept_and_shown(reader: User, as_: As) -> None:
    door = as_(reader)
    chosen = {
        "replies": "now",
        "followed": "weekly",
        "decisions": "daily",
        "highlights": "weekly",
    }

    door.post(reverse("wishes"), chosen)

    wishes = Wishes.objects.get(person=reader)
    assert (wishes.replies, wishes.highlights) == ("now", "weekly")
    assert not wishes.follow_answered
    page = door.get(reverse("wishes")).content.decode()
    assert '<option value="now" selected>' in page


def test_a_mail_of_forty_lines_takes_as_many_queries_as_one_of_two(
    reader: User, rival: User, question: Question
) -> None:
    def queries_for(notices: int, person: User) -> int:
        for _ in range(notices):
            answer = factories.answer(question)
            tell(
                person=person,
                key=answer.public_id,
                kind=Notice.Kind.ANSWER,
                text="Hello",
                subject=f"answer:{answer.public_id}",
                at=NOW,
            )
        with CaptureQueriesContext(connection) as seen:
            deliver(MORNING)
        return len(seen)

    assert queries_for(2, reader) == queries_for(40, rival)
