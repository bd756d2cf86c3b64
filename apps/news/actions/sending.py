"""Sending the mails that wait. Each is marked before it leaves.

A worker that dies between the mark and the mail server's answer leaves a mail of which
nobody knows whether it arrived. It is not sent again: see docs/decisions/0008.
"""

import logging
import smtplib
from datetime import datetime, timedelta

from apps.accounts.models import Mail
from apps.news.letters import letter

logger = logging.getLogger(__name__)

MOST_ATTEMPTS = 6
FIRST_PAUSE = timedelta(minutes=2)
# Longer than any mail server takes: whoever was sending is gone.
SILENT_AFTER = timedelta(minutes=15)


def send(*, now: datetime, most: int = 200) -> int:
    """Send up to `most` waiting mails; how many the mail server has taken."""
    _give_up_on_the_lost(now)
    due = Mail.objects.filter(state=Mail.State.WAITING, try_at__lte=now)
    keys = list(due.order_by("try_at", "pk").values_list("pk", flat=True)[:most])
    return sum(_send_one(pk, now) for pk in keys)


def _send_one(pk: int, now: datetime) -> bool:
    waiting = Mail.objects.filter(pk=pk, state=Mail.State.WAITING)
    # One UPDATE takes it: of two workers, one sends.
    if not waiting.update(state=Mail.State.SENDING, try_at=now):
        return False
    mail = Mail.objects.select_related("person").get(pk=pk)
    mail.attempts += 1
    try:
        message = letter(mail)
        if message is None:
            _end(mail, Mail.State.DROPPED, now)
            return False
        message.send()
    # An address that no mail can be written to must not keep the others waiting.
    except (smtplib.SMTPException, OSError, ValueError) as error:
        _refused(mail, error, now)
        return False
    _end(mail, Mail.State.SENT, now)
    return True


def _refused(mail: Mail, error: Exception, now: datetime) -> None:
    """Try again later, each time after four times as long, and stop at the sixth."""
    logger.warning(
        "Mail %s was refused (attempt %s): %s", mail.public_id, mail.attempts, error
    )
    if mail.attempts >= MOST_ATTEMPTS:
        _end(mail, Mail.State.FAILED, now)
        return
    mail.state = Mail.State.WAITING
    mail.try_at = now + FIRST_PAUSE * 4 ** (mail.attempts - 1)
    mail.save(update_fields=["state", "try_at", "attempts"])


def _end(mail: Mail, state: Mail.State, now: datetime) -> None:
    mail.state, mail.ended_at = state, now
    mail.save(update_fields=["state", "ended_at", "attempts"])


def _give_up_on_the_lost(now: datetime) -> None:
    lost = Mail.objects.filter(
        state=Mail.State.SENDING, try_at__lt=now - SILENT_AFTER
    ).update(state=Mail.State.FAILED, ended_at=now)
    if lost:
        logger.error("%s mails may or may not have left; they are not repeated", lost)
