"""What beat sends every minute: all that has happened becomes notices and mails."""

import logging

from celery import shared_task
from django.utils import timezone

from apps.news import actions

logger = logging.getLogger(__name__)


@shared_task(name="news.deliver")
def deliver() -> None:
    """May run twice, late or in two workers at once: the rows say what is left."""
    told = actions.spread(now=timezone.now())
    made = actions.compose(now=timezone.now())
    sent = actions.send(now=timezone.now())
    if told or made or sent:
        logger.info("Gave %s notices, made %s mails, sent %s", told, made, sent)
